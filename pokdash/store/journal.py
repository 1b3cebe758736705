"""What each generation added, apart from the snapshots, so that a damaged snapshot never costs a change.

    journal/00000007/manifest.json      the tables with rows of generation 7, and the SHA-256 of each file
    journal/00000007/batch.parquet      those rows

The tables are append-only and every row carries its generation, so the rows of one generation are exactly one change.
An entry is written before the pointer names its generation; entries stay when their snapshot is pruned. Replaying the
entries after an older snapshot (or all of them, on an empty store) gives the newest generation again, row for row.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from pokdash.store import day_sums, durable

TABLES = (
    "publication",
    "plan_version",
    "plan_file",
    "plan_line",
    "allocation",
    "register_entry",
    "published_forecast",
    "batch",
    "batch_overlap",
    "rejected_row",
    "batch_event",
    "expenditure",
    "commitment",
    "amendment",
)
_BATCH_ROWS = 100_000


class Journal:
    """The journal of one store."""

    def __init__(self, root: Path) -> None:
        self._folder = root / "journal"

    def last(self) -> int:
        """The newest generation that has an entry; 0 without any."""
        return max(self._numbers(), default=0)

    def discard_after(self, published: int) -> None:
        """Remove entries of generations that never were published, and unfinished ones."""
        for unfinished in self._folder.glob("*.tmp"):
            shutil.rmtree(unfinished)
        for number in self._numbers():
            if number > published:
                shutil.rmtree(self._place(number))

    def write(self, connection: duckdb.DuckDBPyConnection, generation: int) -> None:
        """Write the entry of a generation from its finished snapshot."""
        self._folder.mkdir(exist_ok=True)
        unfinished = self._folder / f"{generation:08d}.tmp"
        unfinished.mkdir()
        files = {}
        for table in TABLES:
            rows = connection.sql(f"select * from {table} where generation = {generation}")
            path = unfinished / f"{table}.parquet"
            if _write_table(rows.to_arrow_reader(_BATCH_ROWS), path):
                durable.flush_file(path)
                files[table] = durable.sha256(path)
        manifest = unfinished / "manifest.json"
        manifest.write_text(json.dumps({"generation": generation, "sha256": files}), encoding="utf-8")
        durable.flush_file(manifest)
        durable.flush_folder(unfinished)
        durable.put(unfinished, self._place(generation))

    def damaged_entry(self, after: int, until: int) -> int | None:
        """The first generation after `after`, up to and including `until`, whose entry is missing or damaged."""
        for number in range(after + 1, until + 1):
            if self._files(number) is None:
                return number
        return None

    def replay(self, connection: duckdb.DuckDBPyConnection, after: int, until: int) -> None:
        """Add the rows of these generations, whose entries are sound, to a store that ends with `after`."""
        if after == until:
            return
        summed = day_sums.last_batch(connection)
        for number in range(after + 1, until + 1):
            for table, path in (self._files(number) or {}).items():
                with pq.ParquetFile(path) as file:
                    batches = file.iter_batches(_BATCH_ROWS)
                    connection.register("entry", pa.RecordBatchReader.from_batches(file.schema_arrow, batches))
                    connection.execute(f"insert into {table} by name select * from entry")
                    connection.unregister("entry")
        day_sums.add(connection, summed)

    def _numbers(self) -> list[int]:
        return [int(path.name) for path in self._folder.glob("[0-9]*") if path.name.isdecimal()]

    def _place(self, number: int) -> Path:
        return self._folder / f"{number:08d}"

    def _files(self, number: int) -> dict[str, Path] | None:
        """The files of an entry by table; None when one of them is missing or damaged."""
        place = self._place(number)
        try:
            manifest = json.loads((place / "manifest.json").read_bytes())
            files = {table: place / f"{table}.parquet" for table in TABLES if table in manifest["sha256"]}
            sound = all(durable.sha256(path) == manifest["sha256"][table] for table, path in files.items())
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return files if sound else None


def _write_table(rows: pa.RecordBatchReader, path: Path) -> int:
    """Write the rows to a Parquet file; how many there are. Without rows there is no file."""
    count = 0
    writer: pq.ParquetWriter | None = None
    for batch in rows:
        writer = writer or pq.ParquetWriter(path, rows.schema, compression="zstd")
        writer.write_batch(batch)
        count += batch.num_rows
    if writer:
        writer.close()
    return count
