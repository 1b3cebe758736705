"""What a file is shows from its bytes: every kind that is no ledger gets a clear answer, and zip files have limits."""

from __future__ import annotations

import pickle
import re
import zipfile
from pathlib import Path

import pytest
from ledger_sources import good, ods, put, trouble, xaf, zipped

from pokdash.ledger.source import Hints, Source, Trouble, open_source
from pokdash.ledger.source.archive import LARGEST
from pokdash.texts.catalog import catalog

CSV = b"a;b\n1;2\n"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
PLACE = Path(__file__).parents[1] / "pokdash" / "ledger" / "source"


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7\n%", "PDF"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"\xff\xd8\xff\xe0", "JPEG"),
        (b"<!DOCTYPE html><html><p>Log in</p></html>", "HTML"),
        (b'{"rows": [1, 2]}', "JSON"),
        (b'[{"a": 1}]', "JSON"),
        (b"\0" * 8 + b"DUCK" + b"\0" * 50, "DuckDB"),
        (b"\x1f\x8b\x08", "GZIP"),
        (zipped({"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"}), "Word"),
        (zipped({"mimetype": b"application/vnd.oasis.opendocument.text"}), "text"),
        (OLE + "WordDocument\0".encode("utf-16-le"), "Word"),
    ],
)
@pytest.mark.parametrize("name", ["grootboek.csv", "grootboek.xls"])
def test_a_file_of_another_kind(tmp_path: Path, content: bytes, kind: str, name: str) -> None:
    found = trouble(put(tmp_path, content, name))
    assert (found.key, found.params) == ("other_kind", {"kind": kind})


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (
            b"<!DOCTYPE html><html><style>" + b"x" * 10_000 + b"</style><TABLE><tr><td>1</td></tr></TABLE></html>",
            "HTML",
        ),
        (b"  <table><tr><td>1</td></tr></table>", "HTML"),
        (b"MIME-Version: 1.0\n", "MHTML"),
        (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>', "XML"),
    ],
)
def test_what_only_looks_like_a_workbook_to_excel_must_be_saved_as_one(
    tmp_path: Path, content: bytes, kind: str
) -> None:
    found = trouble(put(tmp_path, content, "grootboek.xls"))
    assert (found.key, found.params) == ("only_in_excel", {"kind": kind})


@pytest.mark.parametrize(
    "content",
    [b"", b"\r\n \r\n", b"\xef\xbb\xbf", b"\0\0\0\0", zipped({"a.csv": b""})],
    ids=["nothing", "blank rows", "a mark of UTF-8 only", "NUL only", "in a zip"],
)
def test_an_empty_file(tmp_path: Path, content: bytes) -> None:
    assert trouble(put(tmp_path, content)).key == "empty"


@pytest.mark.parametrize(
    "content",
    [zipped({"a.csv": CSV})[:-25], b"PK\x03\x04", OLE, ods("<x/>")[:200], b"PAR1\x15\x04"],
    ids=["zip", "begin of a zip", "old workbook", "open document", "parquet"],
)
def test_a_file_that_breaks_off(tmp_path: Path, content: bytes) -> None:
    assert trouble(put(tmp_path, content)).key == "damaged"


def test_a_ledger_under_a_wrong_name_is_read(tmp_path: Path) -> None:
    assert good(put(tmp_path, CSV, "grootboek.xlsx")).cells == [["a", "b"], ["1", "2"]]


def test_a_password_on_an_office_file(tmp_path: Path) -> None:
    assert trouble(put(tmp_path, OLE + "EncryptedPackage\0".encode("utf-16-le"), "a.xlsx")).key == "password"


def test_a_password_on_a_zip_file(tmp_path: Path) -> None:
    content = bytearray(zipped({"a.csv": CSV}, squeezed=False))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + place] |= 1
    assert trouble(put(tmp_path, bytes(content))).key == "zip_password"


def test_a_password_on_an_ods(tmp_path: Path) -> None:
    assert trouble(put(tmp_path, ods("<x/>", "<manifest:encryption-data/>"))).key == "password"


def test_a_ledger_in_a_zip_file_beside_other_things(tmp_path: Path) -> None:
    path = put(tmp_path, zipped({"map/": b"", "map/a.csv": CSV, "leesmij.pdf": b"%PDF", "__MACOSX/a.csv": b"x"}))
    found = good(path)
    assert (found.source.member, found.cells) == ("map/a.csv", [["a", "b"], ["1", "2"]])


def test_an_audit_file_in_a_zip_file(tmp_path: Path) -> None:
    assert good(put(tmp_path, zipped({"a.xaf": xaf().encode()}))).source.format == "xaf-3.2"


def test_several_ledgers_in_a_zip_file_are_named_and_one_can_be_chosen(tmp_path: Path) -> None:
    path = put(tmp_path, zipped({"a.csv": CSV, "b.csv": b"c;d\n"}))
    assert trouble(path) == Trouble("zip_several", {"names": "a.csv, b.csv", "count": 2})
    assert good(path, Hints(member="b.csv")).cells == [["c", "d"]]
    assert trouble(path, Hints(member="c.csv")).key == "zip_no_member"


@pytest.mark.parametrize("name", ["in.zip", "grootboek.csv"])
def test_a_zip_file_in_a_zip_file(tmp_path: Path, name: str) -> None:
    assert trouble(put(tmp_path, zipped({name: zipped({"a.csv": CSV})}))).key == "zip_in_zip"


def test_a_zip_file_with_nothing(tmp_path: Path) -> None:
    assert trouble(put(tmp_path, zipped({}))).key == "zip_nothing"


def test_a_zip_bomb(tmp_path: Path) -> None:
    assert trouble(put(tmp_path, zipped({"a.csv": b"0" * 20_000_000}))).key == "zip_bomb"


def test_a_zip_file_that_is_too_large(tmp_path: Path) -> None:
    content = bytearray(zipped({"a.csv": CSV}))
    start = content.index(b"PK\x01\x02") + 24
    content[start : start + 4] = (LARGEST + 1).to_bytes(4, "little")
    assert trouble(put(tmp_path, bytes(content))).key == "zip_too_large"


def test_a_zip_file_that_holds_more_than_it_says(tmp_path: Path) -> None:
    """The declared size is what the limits are checked on, so nothing may come out beyond it."""
    content = bytearray(zipped({"a.csv": CSV * 1000}))
    start = content.index(b"PK\x01\x02") + 24
    content[start : start + 4] = (100).to_bytes(4, "little")
    assert trouble(put(tmp_path, bytes(content))).key == "damaged"


@pytest.mark.parametrize("flip", range(0, 120, 7))
def test_a_flipped_byte_in_a_zip_file_is_never_silent(tmp_path: Path, flip: int) -> None:
    content = bytearray(zipped({"a.csv": b"".join(b"%d;%d\n" % (n, n * n) for n in range(50))}))
    content[flip] ^= 0x55
    found = open_source(put(tmp_path, bytes(content)))
    if isinstance(found, Source):
        assert good(tmp_path / "file.csv").cells == [[str(n), str(n * n)] for n in range(50)]


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert trouble(tmp_path / "weg.csv").key == "unreadable"


def test_a_source_goes_to_another_process(tmp_path: Path) -> None:
    found = open_source(put(tmp_path, CSV))
    assert pickle.loads(pickle.dumps(found)) == found  # noqa: S301


def test_every_trouble_and_note_has_its_text() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in PLACE.glob("*.py"))
    keys = {f"trouble.{key}" for key in re.findall(r'Trouble\(\s*"(\w+)"', code)}
    keys |= {f"source_note.{key}" for key in re.findall(r'Note\(\s*"(\w+)"', code)}
    keys |= {
        "trouble.no_amount_column",
        "trouble.month_columns",
        "trouble.no_rows",
        "trouble.in_cents",
        "trouble.mixed_units",
        "trouble.not_calculated",
        "trouble.cents_apart",
        "trouble.expenditures_until",
        "trouble.expenditures_later",
    }  # said by the intake
    known = {key for key in catalog("nl") if key.startswith(("trouble.", "source_note."))}
    assert len(keys) > 30
    assert keys | {f"source_note.total_differs_{name}" for name in ("linescount", "totaldebit", "totalcredit")} == known


def test_a_zip_file_with_a_method_that_python_lacks(tmp_path: Path) -> None:
    content = bytearray(zipped({"a.csv": CSV}, squeezed=False))
    for mark, place in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        content[content.index(mark) + place] = 97
    assert zipfile.is_zipfile(put(tmp_path, bytes(content)))
    assert trouble(tmp_path / "file.csv").key == "damaged"
