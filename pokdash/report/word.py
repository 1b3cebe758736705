"""A document as a Word file (DOCX)."""

from __future__ import annotations

import io
import re
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX
from docx.oxml.ns import qn
from docx.shared import Pt

from pokdash.report.document import Document, Fill, Grid, Paragraph
from pokdash.report.wording import phrase

_LANGUAGE = "nl-NL"
_NO_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""Signs that no XML file can hold; a soft line break that was pasted is one."""


def as_word(document: Document) -> bytes:
    """The document with headings, numbered decisions and a table; places to fill in are marked yellow."""
    file = docx.Document()
    _set_language(file)
    file.core_properties.title, file.core_properties.subject = _plain(document.title), document.mark
    file.core_properties.language, file.core_properties.author = _LANGUAGE, ""
    file.sections[0].header.paragraphs[0].text = document.mark
    file.add_paragraph().add_run(document.mark).bold = True
    file.add_heading(_plain(document.title), level=1)
    for told in document.about:
        file.add_paragraph(_plain(told))
    for section in document.sections:
        file.add_heading(section.heading, level=2)
        for number, block in enumerate(section.blocks, 1):
            if isinstance(block, Grid):
                _grid(file, block)
            else:
                _paragraph(file, block, number)
    written = io.BytesIO()
    file.save(written)
    return written.getvalue()


def _plain(text: str) -> str:
    return _NO_XML.sub(" ", text)


def _set_language(file: Any) -> None:
    """Let the spelling checker know that this is Dutch."""
    style = file.styles["Normal"]
    style.font.size = Pt(11)
    language = style.element.get_or_add_rPr().makeelement(qn("w:lang"), {qn("w:val"): _LANGUAGE})
    style.element.get_or_add_rPr().append(language)


def _paragraph(file: Any, block: Paragraph, number: int) -> None:
    """A numbered paragraph has its number as text: two lists in one file would else go on counting."""
    made = file.add_paragraph(style="List Bullet" if block.bullet else None)
    if block.numbered:
        made.add_run(f"{number}. ")
    for piece in block.pieces:
        if isinstance(piece, Fill):
            run = made.add_run(phrase("fill", what=piece.what))
            run.bold, run.font.highlight_color = True, WD_COLOR_INDEX.YELLOW
        else:
            made.add_run(_plain(piece))


def _grid(file: Any, grid: Grid) -> None:
    table = file.add_table(rows=0, cols=len(grid.headings), style="Table Grid")
    for row in (grid.headings, *grid.rows):
        for at, (cell, text) in enumerate(zip(table.add_row().cells, row, strict=True)):
            cell.text = _plain(text)
            if at:
                cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
