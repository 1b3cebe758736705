"""A document as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pokdash.report.document import Document, Fill, Grid, Paragraph, Piece
from pokdash.report.wording import phrase

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|])")


def as_markdown(document: Document) -> str:
    """The document; a place to fill in is bold, between square brackets."""
    return "\n".join(_parts(document)).rstrip() + "\n"


def _parts(document: Document) -> Iterator[str]:
    yield f"**{_plain(document.mark)}**\n"
    yield f"# {_plain(document.title)}\n"
    yield from (f"{_plain(one)}\n" for one in document.about)
    for section in document.sections:
        yield f"## {_plain(section.heading)}\n"
        number = 0
        for block in section.blocks:
            if isinstance(block, Grid):
                yield from _grid(block)
                continue
            number += block.numbered
            yield f"{_lead(block, number)}{''.join(_piece(piece) for piece in block.pieces).strip()}\n"


def _lead(block: Paragraph, number: int) -> str:
    if block.numbered:
        return f"{number}. "
    return "- " if block.bullet else ""


def _piece(piece: Piece) -> str:
    return f"**{_plain(phrase('fill', what=piece.what))}**" if isinstance(piece, Fill) else _plain(piece)


def _grid(grid: Grid) -> Iterator[str]:
    yield f"| {' | '.join(_plain(one) for one in grid.headings)} |"
    yield f"|---|{'---:|' * (len(grid.headings) - 1)}"
    yield from (f"| {' | '.join(_plain(cell) for cell in row)} |" for row in grid.rows)
    yield ""


def _plain(text: str) -> str:
    """A text of which no sign is taken for markup."""
    return _SPECIAL.sub(r"\\\1", text)
