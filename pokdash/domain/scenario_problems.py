"""What stands in the way of a scenario: what does not fit the plan, and what is not finished."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from pokdash.domain.month import parsed_month
from pokdash.domain.scenario import AmountChange, CourseChange, Scenario
from pokdash.domain.scenario_division import undivided
from pokdash.domain.what_if import Baseline


@dataclass(frozen=True, slots=True)
class ScenarioProblem:
    """Text key `scenario_problem.<key>` with its params; `line` is the code of the line, None for the whole."""

    key: str
    line: str | None = None
    params: dict[str, str | int | Decimal] = field(default_factory=dict)


def misfits(baseline: Baseline, scenario: Scenario) -> tuple[ScenarioProblem, ...]:
    """What does not fit the plan as it stands: then nothing can be computed of it, or the outcome cannot be."""
    lines = {one.line for one in baseline.lines}
    named = [*(one.line for one in scenario.amounts), *(one.line for one in scenario.courses)]
    unknown = dict.fromkeys(line for line in named if line not in lines)
    twice = [*_repeated([(one.line, one.year) for one in scenario.amounts])]
    twice += [*_repeated([(one.line, None) for one in scenario.courses])]
    if unknown or twice:
        return (
            *(ScenarioProblem("unknown_line", None, {"asked": line}) for line in unknown),
            *(ScenarioProblem("twice", line) for line in twice if line in lines),
        )
    return (
        *(found for change in scenario.amounts for found in _amount(baseline, change)),
        *(found for change in scenario.courses for found in _course(baseline, change)),
    )


def unfinished(scenario: Scenario) -> tuple[ScenarioProblem, ...]:
    """What has to be done before it can be saved: everything divided, and said where more or less money comes from."""
    rest, found = undivided(scenario), []
    if rest:
        found.append(ScenarioProblem("undivided" if rest > 0 else "overdivided", None, {"amount": abs(rest)}))
    if scenario.extra and not scenario.extra_source:
        found.append(ScenarioProblem("extra_source"))
    return tuple(found)


def above_floor(baseline: Baseline, scenario: Scenario) -> bool:
    """Whether no amount that a scenario changes is less than what is spent and committed of it."""
    changed = [(cell, scenario.delta(cell.line, cell.year)) for cell in baseline.cells]
    return all((cell.amount or Decimal(0)) + delta >= cell.floor for cell, delta in changed if delta)


def _repeated(places: list[tuple[str, int | None]]) -> Iterator[str]:
    yield from dict.fromkeys(line for line, year in places if places.count((line, year)) > 1)


def _amount(baseline: Baseline, change: AmountChange) -> Iterator[ScenarioProblem]:
    cell = next((one for one in baseline.line(change.line).cells if one.year == change.year), None)
    if cell is None or cell.amount is None:
        yield ScenarioProblem("no_amount", change.line, {"year": change.year or ""})
    elif cell.amount + change.delta < cell.least:
        became = cell.amount + change.delta
        yield ScenarioProblem("below_least", change.line, {"amount": became, "least": cell.least})


def _course(baseline: Baseline, change: CourseChange) -> Iterator[ScenarioProblem]:
    course = baseline.line(change.line).course
    moves = change.model_copy(update={"left_over": None}) != CourseChange(line=change.line)
    if moves and (course is None or not course.movable):
        yield ScenarioProblem("no_course", change.line)
        return
    if not moves or course is None:
        return
    end = baseline.first_month + len(course.spending) - 1
    months = [parsed_month(month) for month in (change.first_month, change.last_month) if month]
    if any(month > end for month in months) or months != sorted(months):
        yield ScenarioProblem("months", change.line)
