"""Audit files: only the booking lines, by the local names of the elements, and their totals checked."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest
from ledger_sources import XAF_32, XAF_40, good, put, trouble, xaf

from pokdash.ledger.source import AuditFacts, Kind, Trouble
from pokdash.ledger.source.audit_grid import HEADING, words_above

FIRST = {
    "journal": "INK", "transaction": "INK/T1", "line": "1", "period": "3", "transaction_date": "2026-03-01",
    "effective_date": "2026-03-02", "account": "43812", "account_name": "Inhuur Súdwest", "document": "F-7",
    "description": "Inhuur", "amount": "100.50", "amount_type": "D", "cost": "K1", "product": "P1", "project": "J1",
}  # fmt: skip


@pytest.mark.parametrize(
    ("namespace", "version"),
    [
        (XAF_32, "3.2"),
        ("http://www.auditfiles.nl/XAF/3.0", "3.0"),
        ("http://www.auditfiles.nl/XAF/3.1", "3.1"),
        (XAF_40, "4.0"),
        ("http://www.auditfiles.nl/XAF/4.0", "4.0"),
    ],
)
def test_every_booking_line_and_nothing_else(tmp_path: Path, namespace: str, version: str) -> None:
    content = xaf(namespace)
    if version == "4.0":
        for old, new in (("costID", "cost"), ("prodID", "product"), ("projID", "project")):
            content = content.replace(old, new)
    found = good(put(tmp_path, content))
    assert (found.source.kind, found.source.format) == (Kind.AUDIT_FILE, f"xaf-{version}")
    assert found.cells[0] == list(words_above())
    assert {"Boekdatum", "D/C", "Bedrag"} <= set(found.cells[0]), "as the columns of a Dutch package are called"
    assert dict(zip(HEADING, found.cells[1], strict=True)) == FIRST
    assert len(found.cells) == 3
    facts = AuditFacts(2026, dt.date(2026, 1, 1), dt.date(2026, 12, 31), "EUR")
    assert found.source.facts == facts


def test_a_row_is_the_line_of_the_file_where_it_starts(tmp_path: Path) -> None:
    content = xaf()
    lines = content.split("\n")
    found = good(put(tmp_path, content))
    assert [lines[row - 1][:7] for row, _ in found.rows[1:]] == ["<trLine", "<trLine"]
    assert found.rows[0][0] == 0


def test_everything_on_one_line_counts_the_booking_lines(tmp_path: Path) -> None:
    found = good(put(tmp_path, xaf().replace("\n", "")))
    assert [row for row, _ in found.rows] == [0, 1, 2]
    assert "lines_counted" in found.notes


def test_a_prefix_before_every_element(tmp_path: Path) -> None:
    content = xaf().replace("</", "</x:").replace("<", "<x:").replace("<x:/x:", "</x:").replace("<x:?", "<?")
    found = good(put(tmp_path, content.replace("xmlns=", "xmlns:x=")))
    assert dict(zip(HEADING, found.cells[1], strict=True)) == FIRST
    assert found.rows[1][0] > 1


def test_names_phones_accounts_and_users_are_never_loaded(tmp_path: Path) -> None:
    cells = {cell for row in good(put(tmp_path, xaf())).cells for cell in row}
    assert not [
        cell for cell in cells for secret in ("Jansen", "0612345678", "NL91ABNA", "jjansen", "S1") if secret in cell
    ]


def test_the_description_of_the_transaction_stands_in_for_an_empty_one(tmp_path: Path) -> None:
    assert good(put(tmp_path, xaf())).cells[2][HEADING.index("description")] == "Factuur 7"


def test_totals_that_agree_are_noted(tmp_path: Path) -> None:
    assert good(put(tmp_path, xaf())).notes == {
        "totals_agree": {"count": 2, "debit": Decimal("100.50"), "credit": Decimal("100.50")}
    }


def test_totals_that_differ_are_noted_with_both_sides(tmp_path: Path) -> None:
    notes = good(put(tmp_path, xaf(totals=("3", "100.50", "99.00")))).notes
    assert notes == {
        "total_differs_linescount": {"said": "3", "counted": 2},
        "total_differs_totalcredit": {"said": Decimal("99.00"), "counted": Decimal("100.50")},
    }


def test_another_currency_is_refused_and_lines_of_other_days_are_noted(tmp_path: Path) -> None:
    assert trouble(put(tmp_path, xaf().replace("EUR", "usd"))) == Trouble("currency", {"currency": "USD"})
    notes = good(put(tmp_path, xaf().replace("2026-12-31", "2026-01-31"))).notes
    assert notes["audit_outside"] == {
        "count": 2, "row": 12, "start": dt.date(2026, 1, 1), "end": dt.date(2026, 1, 31),
    }  # fmt: skip


def test_totals_that_are_missing_are_noted(tmp_path: Path) -> None:
    assert list(good(put(tmp_path, xaf(totals=None))).notes) == ["totals_missing"]


def test_utf_8_that_is_windows_1252(tmp_path: Path) -> None:
    found = good(put(tmp_path, xaf().encode("cp1252")))
    assert found.cells[1][HEADING.index("account_name")] == "Inhuur Súdwest"
    assert found.notes["encoding_differs"] == {"declared": "utf-8", "found": "cp1252"}


@pytest.mark.parametrize("declared", ["UTF-16", "windows-1252", "ISO-8859-1"])
def test_an_encoding_that_is_what_it_says(tmp_path: Path, declared: str) -> None:
    found = good(put(tmp_path, xaf(declared=declared).encode(declared)))
    assert found.cells[1][HEADING.index("account_name")] == "Inhuur Súdwest"
    assert "encoding_differs" not in found.notes


def test_two_encodings_in_one_audit_file(tmp_path: Path) -> None:
    assert trouble(put(tmp_path, xaf().encode() + "<!-- café -->".encode("cp1252"))).key == "encoding_mixed"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_an_xml_bomb_is_refused(tmp_path: Path, encoding: str) -> None:
    bomb = '<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><auditfile'
    content = xaf(declared=encoding).replace("<auditfile", bomb)
    assert trouble(put(tmp_path, content.encode(encoding))).key == "doctype"


def test_a_doctype_behind_a_long_comment_is_refused(tmp_path: Path) -> None:
    content = xaf().replace("<auditfile", "<!--" + "x" * 100_000 + '--><!DOCTYPE a [<!ENTITY a "b">]><auditfile')
    assert trouble(put(tmp_path, content)).key == "doctype"


@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
def test_an_audit_file_that_breaks_off(tmp_path: Path, share: float) -> None:
    content = xaf().encode()
    assert trouble(put(tmp_path, content[: int(len(content) * share)])).key == "xml_damaged"


def test_other_xml_and_other_versions(tmp_path: Path) -> None:
    assert trouble(put(tmp_path, '<?xml version="1.0"?><Workbook/>')).params == {"name": "Workbook"}
    assert trouble(put(tmp_path, xaf("http://www.auditfiles.nl/XAF/2.0"))).params == {"version": "2.0"}


def test_an_audit_file_without_booking_lines(tmp_path: Path) -> None:
    assert trouble(put(tmp_path, xaf(lines=""))).key == "no_lines"
