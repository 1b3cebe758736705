"""Scenarios beside the plan: the amounts with their differences, and how every line is expected to end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

import streamlit as st

from pokdash.domain.money import ZERO, difference
from pokdash.domain.month import first_day, parsed_month
from pokdash.domain.scenario import Scenario
from pokdash.domain.what_if import Outcome
from pokdash.ui import parts
from pokdash.ui.amendments import signed
from pokdash.ui.cached import Facts, WhatIf
from pokdash.ui.say import about, euro, month, percent, say
from pokdash.ui.scenario_parts import Part, parts_of
from pokdash.ui.scenarios import Compared, Found, name_of
from pokdash.ui.what_if_board import end_of
from pokdash.ui.what_if_scenario import problem_words


@dataclass(frozen=True, slots=True)
class AmountCell:
    """An amount, and how far it is from the plan in euro and percent; '' is the same."""

    amount: str
    difference: str = ""


@dataclass(frozen=True, slots=True)
class EndRow:
    """A line with where the plan and each scenario end: places in percent of the width, and words."""

    name: str
    places: list[tuple[str, float]]
    told: list[tuple[str, str]]


def draw(known: Facts, whole: WhatIf, there: Found) -> None:
    """The tables and the chart of what is looked at; nothing while nothing is chosen."""
    possible = [one for one in there.compared if one.outcome is not None]
    for one in there.compared:
        for problem in one.problems:
            parts.message("warning", f"{one.letter}: {say('scenario.cannot')} {problem_words(known, problem)}")
    if not possible:
        return
    compared = parts_of(known, whole, there.plan, [one.saved.scenario for one in possible])
    with st.container(key="scenarios-table"):
        names = [f"{one.letter}. {one.saved.label.name}" for one in possible]
        rows = [(part.name, _amounts(part, possible)) for part in compared]
        rows.append((say("scenario.total"), _totals(there.plan, possible)))
        parts.html("scenario_table.html", names=names, rows=rows, more=_more(known, possible))
        _download(known, whole, there.plan, compared, possible)
    with st.container(key="scenarios-ends"):
        end = end_of(whole)
        letters = [say("what_if.board.col_plan"), *(one.letter for one in possible)]
        parts.html("scenario_ends.html", end=end, letters=letters, rows=_ends(compared, there.plan, possible))


def _download(known: Facts, whole: WhatIf, plan: Outcome, compared: list[Part], of: list[Compared]) -> None:
    """The same as a file; every row says that it is an exploration."""
    end, mark = say("what_if.board.col_end_plan", end=end_of(whole)), say("what_if.board.mark")
    columns = [say("what_if.board.col_line"), say("what_if.board.col_plan"), end]
    for one in of:
        name = f"{one.letter}. {one.saved.label.name}"
        columns += [name, f"{name}: {say('what_if.board.col_difference')}", f"{name}, {end_of(whole)}"]
    rows: list[list[parts.Cell]] = []
    for part in compared:
        cells: list[parts.Cell] = []
        for outcome, scenario in _laid(of):
            now = part.allocated(outcome, scenario)
            cells += [now, difference(now, part.was), part.end(outcome)]
        rows.append([part.name, part.was, part.end(plan), *cells, mark])
    file = f"{say('file.scenarios')}-{known.plan.id}-{known.position.as_of}"
    parts.download(file, [*columns, say("scenario.mark_column")], rows, example=known.position.example)


def _laid(compared: list[Compared]) -> Iterator[tuple[Outcome, Scenario]]:
    yield from ((one.outcome, one.saved.scenario) for one in compared if one.outcome)


def _amounts(part: Part, of: list[Compared]) -> list[AmountCell]:
    found = [part.allocated(outcome, scenario) for outcome, scenario in _laid(of)]
    return [
        AmountCell(euro(part.was)),
        *(AmountCell(euro(now), _difference(difference(now, part.was), part.was)) for now in found),
    ]


def _totals(plan: Outcome, compared: list[Compared]) -> list[AmountCell]:
    found = [one.outcome.allocated for one in compared if one.outcome]
    of_scenarios = (AmountCell(euro(now), _difference(now - plan.allocated, plan.allocated)) for now in found)
    return [AmountCell(euro(plan.allocated)), *of_scenarios]


def _difference(delta: Decimal | None, was: Decimal | None) -> str:
    if not delta:
        return ""
    if not was:
        return signed(delta)
    share = percent(delta / was)
    return say("scenario.percent", delta=signed(delta), percent=f"+{share}" if delta > 0 else share)


def _more(known: Facts, compared: list[Compared]) -> list[str]:
    """What a scenario changes beside amounts, in sentences with its letter."""
    return [f"{one.letter}. {told}" for one in compared for told in _told(known, one.saved.scenario)]


def _told(known: Facts, scenario: Scenario) -> list[str]:
    told = []
    if scenario.extra:
        key = "scenario.extra" if scenario.extra > 0 else "scenario.less"
        told.append(say(key, amount=abs(scenario.extra), source=scenario.extra_source or ""))
    for course in scenario.courses:
        told_of_line = [say("scenario.course_pace", name=name_of(known, course.line), pace=course.pace)]
        for name, written in (("first", course.first_month), ("last", course.last_month)):
            if written:
                told_of_line.append(say(f"scenario.course_{name}", month=month(first_day(parsed_month(written)))))
        if course.left_over:
            told_of_line.append(say(f"what_if.board.left_over_{course.left_over}"))
        told.append(", ".join(told_of_line))
    return told


def _ends(compared: list[Part], plan: Outcome, of: list[Compared]) -> list[EndRow]:
    outcomes = [("", plan), *((one.letter, one.outcome) for one in of if one.outcome)]
    ends = [part.end(one) for part in compared for _, one in outcomes]
    half = max((abs(end) for end in ends if end is not None), default=ZERO) * Decimal("1.08") or Decimal(1)
    return [
        EndRow(
            part.name,
            [
                (letter, 50 + 50 * float(end / half))
                for letter, one in outcomes
                if (end := part.end(one)) is not None and (not letter or end != part.end(plan))
            ],
            [_end(part, one) for _, one in outcomes],
        )
        for part in compared
    ]


def _end(part: Part, of: Outcome) -> tuple[str, str]:
    """How a part ends, and for a whole line between what in 8 of 10 cases."""
    end, span = part.end(of), of.line(part.line).span if part.year is None else None
    if end is None:
        return say("what_if.board.end_unknown"), ""
    return _side(end), say("scenario.range", low=_side(span[0]), high=_side(span[1])) if span else ""


def _side(amount: Decimal) -> str:
    return say("scenario.short_of" if amount < 0 else "scenario.over_of", amount=about(abs(amount)))
