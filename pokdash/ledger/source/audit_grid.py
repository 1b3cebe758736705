"""The booking lines of an audit file as a grid, and its totals checked."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from typing import Any, BinaryIO

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
from lxml import etree

from pokdash.ledger.grid import Grid, Note
from pokdash.ledger.layout import LONGEST_ROW
from pokdash.ledger.source.audit_file import parser_encoding, single_bytes
from pokdash.ledger.source.content import mapped
from pokdash.ledger.source.model import AuditFacts, Source, Trouble
from pokdash.texts import text

HEADING = (
    "journal",
    "transaction",
    "line",
    "period",
    "transaction_date",
    "effective_date",
    "account",
    "account_name",
    "document",
    "description",
    "amount",
    "amount_type",
    "cost",
    "product",
    "project",
)
"""The columns of the grid; amounts have a decimal point, dates are ISO, amount_type is D or C. See `words_above`."""
_BETWEEN, _AFTER = "\ue000", "\ue001"
_TOTALS = ("linesCount", "totalDebit", "totalCredit")


def attach_audit_file(file: BinaryIO, source: Source, connection: duckdb.DuckDBPyConnection) -> Grid | Trouble:
    """Make the relation `grid` of an audit file: Dutch headings of our own (source_row 0), then every trLine."""
    file = single_bytes(file, str(source.encoding))
    file.seek(0)
    parser = etree.XMLParser(
        encoding=parser_encoding(str(source.encoding)), resolve_entities=False, no_network=True, load_dtd=False
    )
    try:
        document = etree.parse(file, parser)
    except etree.XMLSyntaxError as error:
        return Trouble("xml_damaged", {"line": error.lineno or 1})
    if document.docinfo.internalDTD is not None:
        return Trouble("doctype")
    lines = _lines(document)
    if isinstance(lines, Trouble):
        return lines
    totals = {
        name: document.xpath(f"string(//*[local-name()='transactions']/*[local-name()='{name}'])") for name in _TOTALS
    }
    prefix = document.getroot().prefix
    del document
    count = len(lines[0])
    if not count:
        return Trouble("no_lines")
    places, notes = _places(mapped(file), f"<{prefix}:trLine" if prefix else "<trLine", count)
    connection.register("audit_lines", _table(lines, places))
    connection.execute(_sql("audit_grid"))
    notes += [*_checked(totals, connection), *_outside(source.facts or AuditFacts(), connection)]
    return Grid(len(HEADING), count + 1, has_values=False, notes=tuple(notes))


def words_above() -> tuple[str, ...]:
    """What the columns are called: in Dutch, as the columns of a Dutch package are; an audit file names elements."""
    return tuple(text("nl", f"audit_column.{name}") for name in HEADING)


def _lines(document: Any) -> list[pa.Array] | Trouble:
    """The values of every line by column; the whole document becomes text in one step, outside Python."""
    whole = pa.array([str(_transformation()(document)).removesuffix(_AFTER)], pa.large_string())
    if whole[0].as_py() == "":
        return [pa.array([], pa.large_string())] * len(HEADING)
    records = pc.split_pattern(whole, _AFTER).flatten()
    if (pc.max(pc.binary_length(records)).as_py() or 0) > LONGEST_ROW:
        row = pc.index(pc.greater(pc.binary_length(records), LONGEST_ROW), True).as_py() + 1
        return Trouble("cell_too_long", {"row": row, "longest": LONGEST_ROW})
    values = pc.split_pattern(records, _BETWEEN)
    return [pc.list_element(values, place) for place in range(len(HEADING))]


def _places(content: pa.Buffer, tag: str, count: int) -> tuple[npt.NDArray[np.int64], list[Note]]:
    """The line of the file on which every trLine starts; its number among them when lines do not tell them apart."""
    whole = np.frombuffer(content, np.uint8)
    found = np.flatnonzero(whole[: len(whole) - len(tag)] == tag.encode()[0])
    for place, byte in enumerate(tag.encode()[1:], start=1):
        found = found[whole[found + place] == byte]
    found = found[np.isin(whole[found + len(tag)], np.frombuffer(b"> \t\r\n/", np.uint8))]
    lines = np.searchsorted(np.flatnonzero(whole == 0x0A), found) + 1
    if len(lines) == count and (np.diff(lines) > 0).all():
        return lines, []
    return np.arange(1, count + 1), [Note("lines_counted")]


def _table(lines: list[pa.Array], places: npt.NDArray[np.int64]) -> pa.Table:
    heading = [pa.array([word], pa.large_string()) for word in words_above()]
    columns = {
        f"c{number}": pa.chunked_array([heading[number - 1], line]) for number, line in enumerate(lines, start=1)
    }
    return pa.table({"source_row": pa.array(np.concatenate((np.zeros(1, np.int64), places))), **columns})


def _checked(totals: dict[str, str], connection: duckdb.DuckDBPyConnection) -> Iterator[Note]:
    """What the file says of its own totals, against what was counted."""
    ((count, debit, credit),) = connection.execute(_sql("audit_totals")).fetchall()
    counted = dict(zip(_TOTALS, (count, debit, credit), strict=True))
    said = {name: _number(total) for name, total in totals.items() if total.strip()}
    wrong = [name for name, number in said.items() if number is None or number != counted[name]]
    for name in wrong:
        number = None if name == _TOTALS[0] else said[name]
        yield Note(
            f"total_differs_{name.lower()}",
            {"said": totals[name] if number is None else number, "counted": counted[name]},
        )
    if said and not wrong:
        yield Note("totals_agree", {"count": count, "debit": debit, "credit": credit})
    if not said:
        yield Note("totals_missing", {"count": count, "debit": debit, "credit": credit})


def _outside(facts: AuditFacts, connection: duckdb.DuckDBPyConnection) -> Iterator[Note]:
    """How many lines are of another day than those that the header says the file is about."""
    if not facts.start or not facts.end:
        return
    days = {"start": facts.start, "end": facts.end}
    ((count, row),) = connection.execute(_sql("audit_outside"), days).fetchall()
    if count:
        yield Note("audit_outside", {"count": count, "row": row, **days})


def _number(written: str) -> Decimal | None:
    try:
        return Decimal(written.strip())
    except InvalidOperation:
        return None


@cache
def _transformation() -> etree.XSLT:
    return etree.XSLT(etree.parse(Path(__file__).parent / "audit_lines.xslt"))


@cache
def _sql(name: str) -> str:
    return (Path(__file__).parent / "sql" / f"{name}.sql").read_text(encoding="utf-8")
