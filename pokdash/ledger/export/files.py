"""A whole ledger as a file: CSV in the own layout, Parquet with typed columns. Amounts are exact in each."""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pokdash.ledger import layout
from pokdash.ledger.export.plan_ledger import PlanLedger

_BATCH_ROWS = 20_000


def write_csv(ledgers: Iterable[PlanLedger], path: Path) -> int:
    """Write the ledger of one plan in the own layout; how many bookings it has."""
    (ledger,) = ledgers
    count = 0
    with path.open("wb") as file, duckdb.connect(config={"enable_external_access": "false"}) as connection:
        head = [*(layout.DELIMITER.join(line) for line in ledger.preamble()), layout.DELIMITER.join(layout.COLUMNS)]
        file.write(("\n".join(head) + "\n").encode())
        connection.register("booking", ledger.bookings)
        connection.execute((Path(__file__).parents[1] / "sql" / "own_layout.sql").read_text(encoding="utf-8"))
        for batch in connection.sql("from written").to_arrow_reader(_BATCH_ROWS):
            file.write(_joined(batch.column(0)))
            count += batch.num_rows
    return count


def write_parquet(ledgers: Iterable[PlanLedger], path: Path) -> int:
    """Write the ledgers under each other, with the columns as the store has them; how many bookings there are.

    What the own layout says above the bookings of each plan stands in the metadata: that makes it a file to read back.
    """
    above: dict[str, list[tuple[str, str]]] = {}
    count = 0
    with ExitStack() as stack:
        writer: pq.ParquetWriter | None = None
        for ledger in ledgers:
            above[ledger.plan] = ledger.preamble()
            writer = writer or stack.enter_context(_parquet(path, ledger.bookings.schema))
            for batch in ledger.bookings:
                writer.write_batch(batch)
                count += batch.num_rows
        if writer:
            writer.add_key_value_metadata({layout.NAME: json.dumps(above)})
    return count


def _parquet(path: Path, schema: pa.Schema) -> pq.ParquetWriter:
    """Every page has a checksum, so that damage shows."""
    return pq.ParquetWriter(path, schema, compression="zstd", write_page_checksum=True)


def _joined(lines: pa.Array) -> pa.Buffer:
    """The texts of a column behind each other, as bytes."""
    return pc.binary_join(pa.ListArray.from_arrays(pa.array([0, len(lines)], pa.int32()), lines), "")[0].as_buffer()
