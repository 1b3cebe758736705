"""The table download: what a Dutch spreadsheet reads is what the screen shows."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

from pokdash.domain.position import Status
from pokdash.ui import parts


def downloaded(*rows: list[parts.Cell]) -> list[list[str]]:
    content = parts.as_csv(["naam", "bedrag"], list(rows)).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(content), delimiter=";"))[1:]


def test_amounts_are_plain_numbers_with_a_comma() -> None:
    assert downloaded(["a", Decimal("-1234567.5")], ["b", parts.Figure(Decimal(12), "spent", "3")]) == [
        ["a", "-1234567,50"],
        ["b", "12,00"],
    ]


def test_an_unknown_amount_is_said_and_an_empty_cell_stays_empty() -> None:
    assert downloaded(["a", None], ["b", ""]) == [["a", "bedrag onbekend"], ["b", ""]]


def test_a_difference_is_a_plain_amount_with_its_sign() -> None:
    assert downloaded(["a", parts.Pace(Decimal("-2679.88"))], ["b", parts.Pace(Decimal(5))]) == [
        ["a", "-2679,88"],
        ["b", "5,00"],
    ]


def test_a_status_is_written_in_words() -> None:
    assert downloaded(["a", parts.Badge(Status.SLOWER, "assumption")]) == [["a", "Langzamer dan aanname"]]


def test_a_text_that_a_spreadsheet_would_run_gets_an_apostrophe() -> None:
    assert [row[0] for row in downloaded(["=1+1", ""], ["-2", ""], ["@x", ""], ["+3", ""])] == [
        "'=1+1",
        "'-2",
        "'@x",
        "'+3",
    ]
