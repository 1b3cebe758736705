"""What the what-if board is given: the baseline in whole cents, the names, and the words in one language."""

from __future__ import annotations

import json
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from pokdash import texts
from pokdash.domain.ledger import Ledger
from pokdash.domain.month import first_day
from pokdash.domain.plan import Line, Plan
from pokdash.domain.scenario_lines import set_aside
from pokdash.domain.what_if import BaselineLine, Cell, Course
from pokdash.domain.what_if_baseline import years_assumed
from pokdash.ui.cached import Facts, WhatIf
from pokdash.ui.say import language, month, say
from pokdash.ui.what_if_levers import place_key, whole_cents

LARGEST = 2**53 // 400
"""The largest amount in cents that the browser can multiply by a pace without losing a cent."""


def line_name(line: Line) -> str:
    """The name of a line with its number in the plan."""
    return f"{line.number}.\u00a0{line.name}" if line.number else line.name


def fits(whole: WhatIf) -> bool:
    """Whether the browser can compute with these amounts exactly."""
    amounts = [amount for cell in whole.baseline.cells for amount in (cell.amount or Decimal(0), cell.spent)]
    expected = [one.course.spending[-1] for one in whole.baseline.lines if one.course]
    return all(abs(whole_cents(amount)) < LARGEST // 1000 for amount in (*amounts, *expected))


def baseline_json(known: Facts, whole: WhatIf, *, may_save: bool) -> bytes:
    """All that the board needs of a plan at a reference date, in the language of the page."""
    months = max((len(one.course.spending) for one in whole.baseline.lines if one.course), default=0)
    first_month = whole.baseline.first_month
    content = {
        "plan": known.plan.id,
        "firstMonth": first_month,
        "months": [month(first_day(first_month + at)) for at in range(months)],
        "end": end_of(whole),
        "english": language() == "en",
        "byYear": by_year(known.plan, whole),
        "maySave": may_save,
        "example": say("table.example") if known.position.example else "",
        "file": _file(known),
        "lines": [_line(known, one) for one in whole.baseline.lines],
        "texts": texts.texts_under(language(), "what_if.board.") | {"little": texts.text(language(), "words.little")},
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def _file(known: Facts) -> str:
    """The name of the file with the table; that of invented bookings says so."""
    example = f"-{say('file.example')}" if known.position.example else ""
    return f"{say('file.what_if')}-{known.plan.id}-{known.position.as_of}{example}.csv"


def end_of(whole: WhatIf) -> str:
    """The end of the period in words: `eind 2027`."""
    last = whole.last_day
    return (
        say("what_if.end_of_year", year=str(last.year))
        if last.month == 12
        else say("what_if.end_of", month=month(last))
    )


def by_year(plan: Plan, whole: WhatIf) -> bool:
    """Whether the amounts are those of the years of one line, so that its years are told apart."""
    return len(plan.lines) == 1 and len(whole.baseline.cells) > 1


def _line(known: Facts, one: BaselineLine) -> dict[str, Any]:
    return {
        "code": one.line,
        "name": line_name(known.plan.line(one.line)),
        "designated": set_aside(known.plan, one.line),
        "left": _cents(one.left),
        "cells": [_cell(known, cell) for cell in one.cells],
        "course": _course(one.course),
        "past": [[number, whole_cents(left)] for number, left in one.past],
    }


def _cell(known: Facts, cell: Cell) -> dict[str, Any]:
    return {
        "key": place_key(cell.line, cell.year),
        "line": cell.line,
        "year": cell.year,
        "amount": _cents(cell.amount),
        "left": whole_cents(cell.left),
        "least": whole_cents(cell.least),
        "assumed": year_is_assumed(known, cell),
        "floorText": floor_words(known.ledger, cell),
    }


def year_is_assumed(known: Facts, cell: Cell) -> bool:
    """Whether an amount is that of a year, by a phasing that somebody assumed."""
    return cell.year is not None and years_assumed(known.plan, known.position.total.planned_kind)


def floor_words(ledger: Ledger, cell: Cell) -> str:
    """Why an amount cannot be less: what is spent and committed of it."""
    if not ledger.spent_known:
        return say("what_if.floor_unknown")
    if not cell.floor:
        return say("what_if.floor_nothing", least=cell.floor)
    if cell.amount is not None and cell.floor > cell.amount:
        return say("what_if.floor_above", floor=cell.floor, least=cell.least)
    key = "what_if.floor_carried" if cell.carried else "what_if.floor"
    known = key if ledger.committed_known else "what_if.floor_spent"
    return say(known, least=cell.floor, spent=cell.spent, committed=cell.committed, carried=cell.carried)


def _course(course: Course | None) -> dict[str, Any] | None:
    if course is None:
        return None
    return {
        "spending": _all_cents(course.spending),
        "below": _all_cents(course.below),
        "above": _all_cents(course.above),
        "committed": whole_cents(course.committed),
        "movable": course.movable,
    }


def _cents(amount: Decimal | None) -> int | None:
    return None if amount is None else whole_cents(amount)


def _all_cents(amounts: Iterable[Decimal]) -> list[int]:
    return [whole_cents(amount) for amount in amounts]
