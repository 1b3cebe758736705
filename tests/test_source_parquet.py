"""Parquet files: every type of column as text and exact value, the plans of our own export, and files that are none."""

from __future__ import annotations

import base64
import datetime as dt
import io
import uuid
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from ledger_files import small_plan
from ledger_sources import good, put, trouble, zipped
from pyarrow.parquet import encryption

from pokdash.domain.plan import Plan
from pokdash.ledger import layout
from pokdash.ledger.examination import Opened, open_ledger
from pokdash.ledger.export import PlanLedger, write_parquet, write_workbook
from pokdash.ledger.proposal import Proposal
from pokdash.ledger.source import Hints, Kind, Trouble, open_source, parquet

UNTIL = dt.date(2026, 9, 30)


def parquet_file(columns: dict[str, Any], **how: Any) -> bytes:
    target = io.BytesIO()
    pq.write_table(pa.table(columns), target, **how)
    return target.getvalue()


def ledger_columns(**more: Any) -> dict[str, Any]:
    """A ledger of three bookings with columns of every usual type."""
    return {
        "Boekdatum": pa.array([dt.date(2026, 1, 2), dt.date(2026, 2, 3), dt.date(2026, 3, 4)]),
        "Boekstuk": ["B-1", "B-2", "B-3"],
        "Regel": ["a", "a", "b"],
        "Bedrag": pa.array([Decimal("1234.50"), Decimal("-0.01"), Decimal(3)], pa.decimal128(18, 2)),
        **more,
    }


def proposal(path: Path, plan: Plan | None = None, hints: Hints | None = None) -> Proposal:
    opened = open_ledger(path, hints or Hints(plan=plan.id if plan else None), memory=1 << 28, spill=path.parent)
    assert isinstance(opened, Opened), opened
    try:
        return opened.propose(plan, None, {})
    finally:
        opened.close()


MOMENT = dt.datetime(2026, 1, 2, 14, 5, 6, 7)  # noqa: DTZ001
TYPES = {
    "decimal": (pa.array([Decimal("1234.50"), None, Decimal("-0.01")], pa.decimal128(18, 2)),
                ["1234.50", "", "-0.01"], ["1234.50", None, "-0.01"]),
    "small": (pa.array([Decimal(0), None, Decimal("0.0000001")], pa.decimal128(38, 7)),
              ["0.0000000", "", "0.0000001"], ["0.0000000", None, "0.0000001"]),
    "wide": (pa.array([Decimal("12345678901234567890123456789012345678901.25"), None, Decimal("-0.5")],
                      pa.decimal256(60, 2)),
             ["12345678901234567890123456789012345678901.25", "", "-0.50"],
             ["12345678901234567890123456789012345678901.25", None, "-0.50"]),
    "double": (pa.array([0.1, 1e16, float("nan")]), ["0.1", "10000000000000000", "nan"],
               ["0.1", "10000000000000000", None]),
    "single": (pa.array([0.1, None, -0.0], pa.float32()), ["0.1", "", "0"], ["0.1", None, "0"]),
    "whole": (pa.array([43812, None, -1]), ["43812", "", "-1"], ["43812", None, "-1"]),
    "code": (pa.array(["0.10", None, "007"]), ["0.10", "", "007"], [None] * 3),
    "category": (pa.array(["a", None, "a"]).dictionary_encode(), ["a", "", "a"], [None] * 3),
    "day": (pa.array([dt.date(2026, 9, 30), None, dt.date(1999, 1, 1)]), ["2026-09-30", "", "1999-01-01"],
            ["2026-09-30", None, "1999-01-01"]),
    "moment": (pa.array([dt.datetime(2026, 1, 2), None, MOMENT], pa.timestamp("ns")),  # noqa: DTZ001
               ["2026-01-02", "", "2026-01-02 14:05:06"], ["2026-01-02", None, "2026-01-02"]),
    "zoned": (pa.array([dt.datetime(2025, 12, 31, 23), None, dt.datetime(2026, 7, 1, 22)],  # noqa: DTZ001
                       pa.timestamp("us", "UTC")),
              ["2026-01-01", "", "2026-07-02"], ["2026-01-01", None, "2026-07-02"]),
    "time": (pa.array([dt.time(1, 2, 3), None, None]), ["01:02:03", "", ""], [None] * 3),
    "truth": (pa.array([True, None, False]), ["TRUE", "", "FALSE"], ["true", None, "false"]),
    "nothing": (pa.nulls(3), [""] * 3, [None] * 3),
    "uuid": (pa.array([uuid.UUID(int=5).bytes, None, b"\xff" * 16], pa.uuid()), ["0" * 31 + "5", "", "f" * 32],
             [None] * 3),
}  # fmt: skip


def test_every_type_as_text_and_exact_value(tmp_path: Path) -> None:
    columns = {name: column for name, (column, _, _) in TYPES.items()}
    found = good(put(tmp_path, parquet_file(columns), "grootboek.csv"))
    assert (found.source.kind, found.source.format) == (Kind.PARQUET, "parquet")
    assert [row for row, _ in found.rows] == [1, 2, 3, 4]
    assert found.cells[0] == list(TYPES)
    for number, (name, (_, texts, values)) in enumerate(TYPES.items(), start=1):
        assert [row[f"c{number}"] for row in found.raw[1:]] == texts, name
        assert [row[f"n{number}"] for row in found.raw[1:]] == values, name
    assert found.notes == {"moments": {"columns": "zoned"}}


def test_names_may_be_there_twice_and_the_count_of_pandas_is_no_column(tmp_path: Path) -> None:
    target = io.BytesIO()
    pq.write_table(pa.table([[1, 2], [3, 4], [0, 1]], names=["a", "a", "__index_level_0__"]), target)
    assert good(put(tmp_path, target.getvalue())).cells == [["a", "a"], ["1", "3"], ["2", "4"]]


def test_a_ledger_in_parquet_is_understood_as_any_other(tmp_path: Path) -> None:
    path = put(tmp_path, zipped({"leesmij.pdf": b"%PDF", "map/a.parquet": parquet_file(ledger_columns())}))
    found = proposal(path, small_plan())
    assert [question.key for question in found.questions if question.key.startswith(("amount", "date"))] == [
        "amount.sign"
    ]
    assert good(path).source.member == "map/a.parquet"


@pytest.mark.parametrize(
    ("kind", "column"),
    [("list", [[1], [2]]), ("struct", [{"a": 1}, None]), ("binary", [b"\xff", b"a"])],
)
def test_a_column_without_cells_is_told(tmp_path: Path, kind: str, column: list[Any]) -> None:
    found = trouble(put(tmp_path, parquet_file({"a": [1, 2], "Bijlagen": column})))
    assert (found.key, found.params["column"]) == ("parquet_column", "Bijlagen")
    assert kind in str(found.params["kind"])


def test_limits_of_cells_and_columns(tmp_path: Path) -> None:
    assert trouble(put(tmp_path, parquet_file({"a": ["x", "y" * 100_001]}))).params["row"] == 3
    assert trouble(put(tmp_path, parquet_file({"a": ["x", "y\0"]}))) == Trouble("nul", {"line": 3})
    found = trouble(put(tmp_path, parquet_file({str(number): [1] for number in range(501)})))
    assert (found.key, found.params) == ("too_many_columns", {"columns": 501, "most": 500})
    assert trouble(put(tmp_path, parquet_file({}))).key == "empty"


def test_a_file_that_breaks_off_or_holds_no_text_where_it_says_so(tmp_path: Path) -> None:
    whole = parquet_file(ledger_columns())
    sizes = [4, 5, 8, len(whole) // 2, len(whole) - 5, len(whole) - 1]
    assert {trouble(put(tmp_path, whole[:size])).key for size in sizes} == {"damaged"}
    wrong = pa.Array.from_buffers(pa.string(), 1, [None, pa.py_buffer(np.array([0, 2], "i4")), pa.py_buffer(b"a\xff")])
    assert trouble(put(tmp_path, parquet_file({"a": wrong}))).key == "damaged"
    summed = parquet_file(ledger_columns(), write_page_checksum=True, compression="none", use_dictionary=False)
    assert b"B-2" in summed
    assert trouble(put(tmp_path, summed.replace(b"B-2", b"B-7", 1))).key == "damaged"


def test_want_of_memory_is_no_damage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: pa.Buffer) -> pq.ParquetFile:
        raise pa.ArrowMemoryError("realloc of size 1000000000 failed")

    monkeypatch.setattr(parquet, "opened", full)
    with pytest.raises(MemoryError):
        open_source(put(tmp_path, parquet_file(ledger_columns())))


@pytest.mark.parametrize("plain", [True, False], ids=["columns", "all"])
def test_an_encrypted_file(tmp_path: Path, plain: bool) -> None:
    class Keys(encryption.KmsClient):  # type: ignore[misc]
        def wrap_key(self, key: bytes, _: str) -> bytes:
            return base64.b64encode(key)

    keys = encryption.CryptoFactory(lambda _: Keys())
    how = encryption.EncryptionConfiguration("f", column_keys={"c": ["Bedrag"]}, plaintext_footer=plain)
    properties = keys.file_encryption_properties(encryption.KmsConnectionConfig(), how)
    path = put(tmp_path, parquet_file(ledger_columns(), encryption_properties=properties))
    assert trouble(path).key == "parquet_locked"


def test_a_large_file_is_read_again_instead_of_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = put(tmp_path, parquet_file({"nr": list(range(25_000))}, row_group_size=7_000))
    kept = good(path)
    monkeypatch.setattr(parquet, "_KEPT", 1000)
    again = good(path)
    assert (kept.grid.scanned, again.rows == kept.rows) == (None, True)
    assert again.grid.scanned is not None
    assert again.grid.scanned.share == 1.0
    assert again.rows[-1] == (25_001, ["24999"])


# Our own export


def own(folder: Path, **bookings: int) -> Path:
    """An export with this many bookings of each plan."""
    path = folder / "uit.parquet"
    write_parquet([_ledger(plan.replace("_", "-"), count) for plan, count in bookings.items()], path)
    return path


def _ledger(plan: str, count: int) -> PlanLedger:
    many = range(count)
    table = pa.table({
        "plan": pa.array([plan] * count, pa.string()),
        "kind": pa.array(["commitment" for _ in many], pa.string()),
        "booking_date": pa.array([dt.date(2026, 3, 2)] * count, pa.date32()),
        "fiscal_year": pa.array([2026] * count, pa.int16()),
        "line": pa.array(["a"] * count, pa.string()),
        "amount": pa.array([Decimal("1.10")] * count, pa.decimal128(18, 2)),
        "booking_number": pa.array([f"{plan}-{at}" for at in many], pa.string()),
        "booking_line": pa.array([1] * count, pa.int32()),
        "commitment_number": pa.array([f"V-{at}" for at in many], pa.string()),
        "decision": pa.array([None] * count, pa.string()),
        "description": pa.array(["=1+1"] * count, pa.string()),
        "batch": pa.array([1] * count, pa.int32()),
    })  # fmt: skip
    return PlanLedger(plan, UNTIL, example=False, bookings=table.to_reader())


def test_rows_of_an_export_are_those_of_its_workbook(tmp_path: Path) -> None:
    found = good(own(tmp_path, ander=3, proef=2), Hints(plan="proef"))
    assert [row for row, _ in found.rows] == [1, 2, 3, 4, 5]
    assert [cells[:2] for cells in found.cells[:2]] == [
        [layout.NAME, layout.VERSION],
        [layout.COVERED_UNTIL, "2026-09-30"],
    ]
    assert found.cells[2] == list(layout.COLUMNS)
    assert found.cells[3] == [
        "verplichting", "2026-03-02", "2026", "a", "1.10", "proef-0", "1", "V-0", "", "=1+1",
    ]  # fmt: skip


def test_the_plan_of_the_import_is_taken_and_without_it_is_asked(tmp_path: Path) -> None:
    path, plan = own(tmp_path, ander=3, proef=2), small_plan().model_copy(update={"id": "proef"})
    write_workbook([_ledger("ander", 3), _ledger("proef", 2)], tmp_path / "uit.xlsx")
    for file in (path, tmp_path / "uit.xlsx"):
        found = proposal(file, plan)
        assert (found.questions, found.covered_until) == ((), UNTIL)
    (asked,) = [question for question in proposal(path).questions if question.key == "sheet"]
    assert asked.sentence.key == "question.sheet_of_plan"
    assert [reading.value for reading in asked.readings] == ["ander", "proef"]
    assert good(path).source.sheet == "ander"
    assert good(path, Hints(sheet="proef", plan="ander")).source.sheet == "proef"
    assert trouble(path, Hints(sheet="weg")) == Trouble("no_plan", {"sheet": "weg", "sheets": "ander, proef"})


def test_an_export_that_is_not_what_it_says(tmp_path: Path) -> None:
    table = pq.read_table(own(tmp_path, proef=2))
    for wrong in (
        table.rename_columns([name.replace("amount", "sum") for name in table.column_names]),
        table.set_column(5, "amount", table["amount"].cast(pa.decimal128(20, 3))),
        table.set_column(0, "plan", pa.array(["proef", "nog een"])),
    ):
        target = io.BytesIO()
        with pq.ParquetWriter(target, wrong.schema) as writer:
            writer.write_table(wrong)
            writer.add_key_value_metadata({layout.NAME: '{"proef": [["pokdash-grootboek", "1"]]}'})
        assert trouble(put(tmp_path, target.getvalue())).key == "damaged"
