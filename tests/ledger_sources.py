"""Files of every kind for the tests of the ledger source, and the cells that are read from them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from pokdash.ledger.grid import Grid
from pokdash.ledger.source import Hints, Source, Trouble, attach, open_source


@dataclass(frozen=True)
class Read:
    """What was read from a file: (source_row, cells) of every row, and the rows as they stand in the grid."""

    source: Source
    grid: Grid
    rows: list[tuple[int, list[str]]]
    raw: list[dict[str, Any]]

    @property
    def cells(self) -> list[list[str]]:
        return [cells for _, cells in self.rows]

    @property
    def notes(self) -> dict[str, dict[str, str | int]]:
        return {note.key: note.params for note in (*self.source.notes, *self.grid.notes)}


def read(path: Path, hints: Hints | None = None) -> Read | Trouble:
    source = open_source(path, hints or Hints())
    if isinstance(source, Trouble):
        return source
    with duckdb.connect(config={"enable_external_access": "false"}) as connection:
        grid = attach(source, connection)
        if isinstance(grid, Trouble):
            return grid
        found = connection.execute(f"select * from {grid.relation}")
        names = [column[0] for column in found.description]
        raw = [dict(zip(names, row, strict=True)) for row in found.fetchall()]
    rows = [(row["source_row"], [row[f"c{n}"] for n in range(1, min(row["fields"], grid.columns) + 1)]) for row in raw]
    return Read(source, grid, rows, raw)


def good(path: Path, hints: Hints | None = None) -> Read:
    found = read(path, hints)
    assert isinstance(found, Read), found
    return found


def trouble(path: Path, hints: Hints | None = None) -> Trouble:
    found = read(path, hints)
    assert isinstance(found, Trouble), found
    return found


def put(folder: Path, content: bytes | str, name: str = "file.csv") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def zipped(files: dict[str, bytes], *, squeezed: bool = True) -> bytes:
    target = io.BytesIO()
    method = zipfile.ZIP_DEFLATED if squeezed else zipfile.ZIP_STORED
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), content, method)  # always the same bytes
    return target.getvalue()


def written(
    table: Iterable[Sequence[str]], delimiter: str, quote: str | None, line_end: str, *, always: bool = False
) -> str:
    """A table as text: a cell between quotation marks where it must be, or everywhere."""

    def cell(text: str) -> str:
        needed = quote and (always or any(char in text for char in (delimiter, quote, "\r", "\n")))
        return f"{quote}{text.replace(str(quote), 2 * str(quote))}{quote}" if needed else text

    return "".join(delimiter.join(map(cell, row)) + line_end for row in table)


def ods(rows: str, manifest: str = "") -> bytes:
    """A spreadsheet in ODS with one sheet, from the XML of its rows."""
    content = f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
  xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
  xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
  office:version="1.2"><office:body><office:spreadsheet><table:table table:name="Blad1">{rows}</table:table>
</office:spreadsheet></office:body></office:document-content>"""
    return zipped(
        {
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": content.replace(">\n", ">").encode(),  # the reader wants no line ends between cells
            "META-INF/manifest.xml": f"<manifest>{manifest}</manifest>".encode(),
        }
    )


XAF_32 = "http://www.auditfiles.nl/XAF/3.2"
XAF_40 = "http://www.odb.belastingdienst.nl/Belastingdienst/BCPP/1.1/structures/XmlauditfileXAF_4.0"


def xaf(
    namespace: str = XAF_32,
    *,
    lines: str | None = None,
    totals: tuple[str, str, str] | None = ("2", "100.50", "100.50"),
    declared: str = "UTF-8",
) -> str:
    """An audit file with two booking lines, customers, an opening balance and a subledger."""
    said = (
        "<linesCount>{}</linesCount><totalDebit>{}</totalDebit><totalCredit>{}</totalCredit>".format(*totals)
        if totals
        else ""
    )
    usual = """<trLine><nr>1</nr><accID>43812</accID><docRef>F-7</docRef><effDate>2026-03-02</effDate>
<desc>Inhuur</desc><amnt>100.50</amnt><amntTp>D</amntTp><costID>K1</costID><prodID>P1</prodID><projID>J1</projID></trLine>
<trLine><nr>2</nr><accID>1600</accID><docRef>F-7</docRef><effDate>2026-03-02</effDate><desc></desc>
<amnt>100.50</amnt><amntTp>C</amntTp><custSupID>S1</custSupID><bankAccNr>NL91ABNA0417164300</bankAccNr></trLine>"""
    return f"""<?xml version="1.0" encoding="{declared}"?>
<auditfile xmlns="{namespace}"><header><fiscalYear>2026</fiscalYear><startDate>2026-01-01</startDate>
<endDate>2026-12-31</endDate><curCode>EUR</curCode></header><company><companyName>Proefstad</companyName>
<customersSuppliers><customerSupplier><custSupID>S1</custSupID><custSupName>J. Jansen</custSupName>
<telephone>0612345678</telephone>
</customerSupplier></customersSuppliers>
<generalLedger><ledgerAccount><accID>43812</accID><accDesc>Inhuur Súdwest</accDesc></ledgerAccount></generalLedger>
<openingBalance><linesCount>1</linesCount><obLine><nr>1</nr><accID>1600</accID><amnt>5.00</amnt><amntTp>C</amntTp></obLine>
<obSubledgers><obSubledger><obSbLine><nr>1</nr><amnt>7.00</amnt></obSbLine></obSubledger></obSubledgers></openingBalance>
<transactions>{said}<journal><jrnID>INK</jrnID><desc>Inkoop</desc><transaction><nr>T1</nr><desc>Factuur 7</desc>
<periodNumber>3</periodNumber><trDt>2026-03-01</trDt><userID>jjansen</userID>
{usual if lines is None else lines}
</transaction></journal><subledgers><subledger><sbLine><nr>1</nr><amnt>9.00</amnt></sbLine></subledger></subledgers></transactions>
</company></auditfile>
"""
