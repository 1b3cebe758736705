"""The format of a database file, and how a file of an older one becomes the present one.

1: what a batch records is its file, its counts and its totals.
2: also the profile, rejected rows and corrections (`batch`, `batch_overlap`, `rejected_row`, `corrects`).
3: also the sums of the bookings by day; see `day_sums`.
4: also until when the expenditures of a batch are complete, where its file says that apart (`batch`).
5: also what of the sums by day names a commitment (`expenditure_day`), and of which kinds a file has rows (`batch`).
6: also what was recorded about a plan, and what was expected (`register_entry`, `published_forecast`).
7: also dated notes, and what of the plan an entry is about (`register_entry`).
"""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from pokdash.store import day_sums
from pokdash.store.database import open_file, script
from pokdash.store.journal import TABLES

FORMAT = 7
_BATCH_ROWS = 100_000


def bring_up_to_date(path: Path) -> None:
    """Rewrite a file of an older format in the present one. Columns that are new get their default.

    No table ever loses a column, so what an older program wrote fits into the tables of a newer one.
    """
    older = path.with_name(f"{path.name}.older")
    path.replace(older)
    with closing(open_file(older, read_only=True)) as source, closing(open_file(path, read_only=False)) as target:
        target.execute(script("schema"))
        present = {name for (name,) in source.execute("select table_name from duckdb_tables()").fetchall()}
        for table in (one for one in TABLES if one in present):
            target.register("older", source.sql(f"from {table}").to_arrow_reader(_BATCH_ROWS))
            target.execute(f"insert into {table} by name from older")
            target.unregister("older")
        day_sums.add(target, 0)
    older.unlink()
