"""Any table, written in any dialect, is read back with the same cells in the same rows."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from ledger_sources import good, put, written

from pokdash.ledger.source import Hints

LETTERS = "abz019 .-+=@€éëïóúâÉ’"
SINGLE = {"cp1252": "abz019 .-+=@éëïóúâÉ"}  # letters only: a row of signs could also be read as UTF-8
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "cp1252")


@st.composite
def dialects(draw: st.DrawFn) -> tuple[list[list[str]], str, str | None, str, str, bool]:
    delimiter = draw(st.sampled_from(";,\t|~#"))
    quote = draw(st.sampled_from(['"', "'", None]))
    line_end = draw(st.sampled_from(["\n", "\r\n", "\r"]))
    encoding = draw(st.sampled_from(ENCODINGS))
    letters = SINGLE.get(encoding, LETTERS)
    if quote:
        letters += quote + delimiter + line_end[-1] + ("\"'" if quote == "'" else "'")
    width = draw(st.integers(2, 5))
    cells = st.text(letters, max_size=12)
    body = draw(st.lists(st.lists(cells, min_size=width, max_size=width), max_size=12))
    heading = [f"kolom {number}" for number in range(width)]
    return [heading, *body], delimiter, quote, line_end, encoding, draw(st.booleans())


@settings(max_examples=300, deadline=None)
@given(dialects())
def test_what_is_written_is_read(dialect: tuple[list[list[str]], str, str | None, str, str, bool]) -> None:
    table, delimiter, quote, line_end, encoding, always = dialect
    text = written(table, delimiter, quote, line_end, always=always)
    with tempfile.TemporaryDirectory() as folder:
        found = good(put(Path(folder), text.encode(encoding)), Hints(delimiter=delimiter, quote=quote))
    assert found.cells == table
    lines = [1]
    for row in table:
        lines.append(lines[-1] + 1 + sum(cell.count(line_end[-1]) for cell in row))
    assert [row for row, _ in found.rows] == lines[:-1]


ledgers = st.lists(
    st.tuples(
        st.dates().map(str),
        st.from_regex(r"[A-Za-zéë][a-zéë ;,'\"]{0,20}", fullmatch=True),
        st.decimals(-(10**7), 10**7, places=2).map(lambda amount: str(amount).replace(".", ",")),
    ),
    min_size=3,
    max_size=20,
)


@settings(max_examples=200, deadline=None)
@given(ledgers, st.sampled_from(";,\t|"), st.sampled_from(["\n", "\r\n"]), st.sampled_from(ENCODINGS), st.booleans())
def test_a_ledger_is_read_without_being_told_how(
    body: list[tuple[str, str, str]], delimiter: str, line_end: str, encoding: str, always: bool
) -> None:
    table = [("Datum", "Omschrijving", "Bedrag"), *body]
    text = written(table, delimiter, '"', line_end, always=always)
    with tempfile.TemporaryDirectory() as folder:
        found = good(put(Path(folder), text.encode(encoding)))
    assert found.source.delimiter == delimiter
    assert found.cells == [list(row) for row in table]
