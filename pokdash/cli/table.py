"""Plain text tables: columns as wide as their content, amounts to the right."""

from __future__ import annotations

from collections.abc import Sequence

GAP = "  "


def text_table(header: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[int] = ()) -> str:
    """Header, a rule, and the rows; the columns numbered in `right` (from 0) are aligned to the right."""
    widths = [max(len(row[column]) for row in (header, *rows)) for column in range(len(header))]

    def line(cells: Sequence[str]) -> str:
        placed = (
            cell.rjust(width) if column in right else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(cells, widths, strict=True))
        )
        return GAP.join(placed).rstrip()

    return "\n".join([line(header), GAP.join("-" * width for width in widths), *map(line, rows)])
