"""The figures as JSON: amounts are strings with two decimals, an unknown one is null, dates are ISO."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from collections.abc import Sequence
from decimal import Decimal

from pokdash.cli.speech import Speech
from pokdash.domain.checks import Check
from pokdash.domain.plan import Plan
from pokdash.domain.position import Figures, Position, Unphased
from pokdash.ledger import RowProblem


def written(content: object) -> str:
    """JSON text, indented, with the letters of every language as they are."""
    return json.dumps(content, indent=2, ensure_ascii=False)


def amount(value: Decimal | None) -> str | None:
    """`1234.50`; null for an amount that nobody knows."""
    return None if value is None else f"{value + 0:.2f}"  # + 0: a negative zero is plain zero


def day(value: dt.date | None) -> str | None:
    """`2026-09-30`; null for a day that nobody knows."""
    return None if value is None else value.isoformat()


def _amounts(figures: Figures | Unphased) -> dict[str, object]:
    values = {field.name: getattr(figures, field.name) for field in dataclasses.fields(figures)}
    return {name: value if name == "planned_kind" else amount(value) for name, value in values.items()}


def position_content(position: Position, speech: Speech) -> dict[str, object]:
    """A position with the keys that the documentation names."""
    return {
        "plan": position.plan,
        "plan_version": position.plan_version,
        "as_of": day(position.as_of),
        "covered_until": day(position.covered_until),
        "generation": position.generation,
        "example": position.example,
        "total": _amounts(position.total),
        "groups": [{"code": part.code, "name": part.name, **_amounts(part.figures)} for part in position.groups],
        "lines": [
            {
                "code": part.code,
                "name": part.name,
                "group": part.group,
                **_amounts(part.figures),
                "status": part.status.value,
            }
            for part in position.lines
        ],
        "years": [{"year": part.year, **_amounts(part.figures)} for part in position.years],
        "unphased": _amounts(position.unphased),
        "excluded": [
            {
                "what": speech.say(f"excluded.what.{part.what}", **part.params),
                "why": speech.say(f"excluded.why.{part.why}", **part.params),
            }
            for part in position.excluded
        ],
    }


def row_problem_content(problem: RowProblem, speech: Speech) -> dict[str, object]:
    """What is wrong with a row: where it stands in the file, what stands there, and why that is wrong."""
    return {
        "row": problem.line,
        "column": problem.column,
        "value": problem.found,
        "reason": speech.say(f"row_problem.{problem.problem}", **problem.params),
        "key": problem.problem,
    }


def plans_content(plans: Sequence[Plan]) -> list[dict[str, object]]:
    """The plans, one object each."""
    return [
        {
            "id": plan.id,
            "municipality": plan.municipality,
            "title": plan.title,
            "first_year": plan.first_year,
            "last_year": plan.last_year,
            "total": amount(plan.total.value),
        }
        for plan in plans
    ]


def check_name(check: Check, speech: Speech) -> str:
    """What a check compares, in words."""
    if check.name is not None:
        return speech.words(check.name)
    return speech.say(f"check.{check.key}", **check.params)


def checks_content(plan_id: str, checks: Sequence[Check], speech: Speech) -> list[dict[str, object]]:
    """The checks of one plan, both sides and their difference."""
    return [
        {
            "plan": plan_id,
            "name": check_name(check, speech),
            "left": amount(check.left),
            "right": amount(check.right),
            "difference": amount(check.difference),
            "ok": check.ok,
        }
        for check in checks
    ]
