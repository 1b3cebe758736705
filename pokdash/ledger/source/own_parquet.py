"""The ledger as this program itself writes it to Parquet: the plans in it, and what the own layout says above each."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pokdash.ledger import layout

PLAN = "plan"
"""The column that says of which plan a booking is."""
Above = Mapping[str, tuple[tuple[str, ...], ...]]
"""By plan: the rows that stand above the headings in the own layout."""
_CENTS = 2
_WORDS = {name: word for word, name in layout.KINDS.items()}


def above_of(parquet: pq.ParquetFile) -> Above | None:
    """What the file says of its plans; None for a file of another maker. ValueError when it is not what it says."""
    said = (parquet.metadata.metadata or {}).get(layout.NAME.encode())
    if said is None:
        return None
    plans = json.loads(said)
    if not isinstance(plans, dict) or not plans or not _is_own(parquet.schema_arrow):
        raise ValueError(layout.NAME)
    return {plan: tuple(tuple(map(str, cells)) for cells in rows) for plan, rows in plans.items()}


def rows_of_plans(parquet: pq.ParquetFile, above: Above) -> dict[str, int]:
    """How many bookings each plan has. ValueError when there are bookings of a plan that the file does not name."""
    counts = Counter(dict.fromkeys(above, 0))
    for batch in parquet.iter_batches(columns=[PLAN], use_threads=False):
        for count in pc.value_counts(batch.column(0)).to_pylist():
            counts[count["values"]] += count["counts"]
    if len(counts) > len(above):
        raise ValueError(PLAN)
    return dict(counts)


def in_own_words(kinds: pa.Array) -> pa.Array:
    """The kinds of bookings as the own layout writes them."""
    places = pc.index_in(kinds, pa.array(list(_WORDS), kinds.type))
    return pc.coalesce(pa.array(list(_WORDS.values()), kinds.type).take(places), kinds)


def _is_own(schema: pa.Schema) -> bool:
    """Whether it has every column, and amounts in cents: damage to what a column holds would move every amount."""
    names = (PLAN, *layout.COLUMNS.values())
    if any(schema.names.count(name) != 1 for name in names):
        return False
    amount, day = schema.field("amount").type, schema.field("booking_date").type
    return bool(pa.types.is_decimal(amount) and amount.scale == _CENTS and pa.types.is_date(day))
