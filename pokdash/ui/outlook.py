"""Gaan we in dit tempo door? What every line is expected to have left or to be short, and the pace that would fit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from pokdash.domain.burn_down import BurnDown
from pokdash.domain.forecast import Method
from pokdash.domain.line_forecast import LineForecast, PlanForecast
from pokdash.domain.position import LinePosition
from pokdash.domain.status import certain_shortage, expected_shortage, must_report, range_of_end
from pokdash.ui import expectation, explanation, parts
from pokdash.ui.cached import Facts
from pokdash.ui.say import about, month, say

_SHOWN = 10  # lines that are not folded away


@dataclass(frozen=True, slots=True)
class End:
    """How one line is expected to end: amount, between what, and what would help; `possible` a shortage stays so.

    `report`: it differs so much that it must be reported.
    """

    name: str
    amount: str
    between: str = ""
    pace: str = ""
    short: bool = False
    possible: bool = False
    report: bool = False


def draw(known: Facts, drawn: BurnDown, expected: PlanForecast) -> None:
    """Lines that are short first, then lines with money left, then those without an expectation; never netted."""
    lines = {line.code for line in known.plan.lines_of(drawn.scope)}
    found = [one for one in expected.lines if one.line in lines]
    short = sorted(_ends(known, found, short=True), key=lambda one: -one[0])
    over = sorted(_ends(known, found, short=False), key=lambda one: -one[0])
    told = {end.name for _, end in (*short, *over)}
    unknown = [name for one in found if (name := known.plan.line(one.line).name) not in told]
    ends = [end for _, end in (*short, *over)]
    parts.html(
        "outlook.html",
        title=say("outlook.title_final" if expectation.is_final(drawn) else "outlook.title"),
        ends=ends[:_SHOWN],
        folded=ends[_SHOWN:],
        unknown=unknown,
        explanation=explanation.forecast(known, drawn),
    )


def _ends(known: Facts, found: list[LineForecast], *, short: bool) -> Iterator[tuple[Decimal, End]]:
    """Lines with an expectation, and those that are overspent already: that much is certain."""
    for one in found:
        line = known.position.line(one.line)
        amount = expected_shortage(line.figures)
        if amount is None:
            amount = certain_shortage(line.figures)
        if amount is not None and (amount > 0) == short:
            report = must_report(line.figures, known.plan.thresholds) is True
            yield abs(amount), replace(_end(line, one, amount, short=short), report=report)


def _end(line: LinePosition, one: LineForecast, amount: Decimal, *, short: bool) -> End:
    if line.expected.forecast is None:
        return End(line.name, say("outlook.now_short", amount=amount), short=True)
    if line.expected.why == Method.ACTUAL and not line.figures.committed:
        return End(
            line.name, say("outlook.ended_short" if short else "outlook.ended_over", amount=abs(amount)), short=short
        )
    ends = range_of_end(line)
    written = say("outlook.short" if short else "outlook.over", amount=about(abs(amount)))
    possible = not short and ends is not None and ends[0] < 0
    return End(line.name, written, _between(ends), _pace(line, one) if short else "", short, possible)


def _between(ends: tuple[Decimal, Decimal] | None) -> str:
    return say("margin.too_few_months") if ends is None else expectation.between(*ends)


def _pace(line: LinePosition, one: LineForecast) -> str:
    """When it runs empty, and what it may spend a month to come out exactly."""
    told = []
    if one.empty_on:
        told.append(say("outlook.empty", month=month(one.empty_on)))
    if one.needed_per_month is not None:
        told.append(say("outlook.needed", amount=one.needed_per_month))
    elif line.figures.remaining is not None and line.figures.remaining < 0:
        told.append(say("outlook.already", amount=-line.figures.remaining))
    return " ".join(told)
