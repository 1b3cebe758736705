"""All figures of a plan as one table: lines, groups and total; the same numbers as the gauges."""

from __future__ import annotations

from decimal import Decimal

from pokdash.domain.position import Figures, Status
from pokdash.ui import parts
from pokdash.ui.cached import Facts
from pokdash.ui.say import say, words
from pokdash.ui.session import TOTAL

_FIGURES = ("allocated", "spent", "remaining", "committed", "available")


def rows(known: Facts) -> tuple[list[list[parts.Cell]], frozenset[int]]:
    """The cells of the table, and which rows are sums."""
    found: list[list[parts.Cell]] = []
    sums: set[int] = set()
    for own, group in zip(known.plan.groups, known.position.groups, strict=True):
        lines = [line for line in known.position.lines if line.group == group.code]
        for line in lines:
            number = known.plan.line(line.code).number
            name = f"{number}. {line.name}" if number else line.name
            found.append(_row(name, line.code, line.figures, line.pace, line.status))
        if len(lines) > 1:
            sums.add(len(found))
            found.append(_row(words(own.name), group.code, group.figures, group.pace, None))
    if len(known.position.lines) > 1:
        sums.add(len(found))
        found.append(_row(say("table.total"), TOTAL, known.position.total, known.position.total_pace, None))
    return found, frozenset(sums)


def _row(name: str, scope: str, figures: Figures, pace: Decimal | None, status: Status | None) -> list[parts.Cell]:
    named = [parts.Figure(getattr(figures, figure), figure, scope) for figure in _FIGURES]
    compared = None if pace is None else parts.Pace(pace)
    return [name, *named, compared, parts.Badge(status, figures.planned_kind) if status else ""]


def draw(known: Facts) -> None:
    """The foldable table under the overview, with what the letters of the difference mean."""
    cells, sums = rows(known)
    basis = "assumption" if known.position.total.planned_kind == "assumption" else "plan"
    columns = [say(f"table.{column}") for column in ("part", *_FIGURES, f"difference_{basis}", "status")]
    name = f"{known.plan.id}-{known.position.as_of}"
    shown = parts.Table(columns, cells, sums, note=say(f"table.note_{basis}"))
    parts.table(name, say("table.caption"), shown, example=known.position.example)
