"""A document before it has a form: sections of sentences, lists and tables, with places that a person must fill in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fill:
    """Something that only a person can decide or know; shown as a place that is still empty."""

    what: str


Piece = str | Fill


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences in order; `numbered` makes it an item of a numbered list, `bullet` of a list."""

    pieces: tuple[Piece, ...]
    numbered: bool = False
    bullet: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its headings, then its rows; all but the first column are amounts."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block = Paragraph | Grid


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it."""

    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document; `mark` says on every page what it is not."""

    title: str
    mark: str
    about: tuple[str, ...]
    sections: tuple[Section, ...]

    @property
    def fills(self) -> tuple[str, ...]:
        """What a person still has to fill in, in order."""
        return tuple(piece.what for piece in self._pieces() if isinstance(piece, Fill))

    def _pieces(self) -> Iterator[Piece]:
        for section in self.sections:
            for block in section.blocks:
                if isinstance(block, Paragraph):
                    yield from block.pieces
