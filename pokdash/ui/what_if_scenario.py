"""The scenario of this session: what of it does not fit the plan, and what Python does to it."""

from __future__ import annotations

from typing import Any

from pokdash.domain.scenario import Scenario
from pokdash.domain.scenario_division import Division, with_rest_divided
from pokdash.domain.scenario_lines import set_aside
from pokdash.domain.scenario_problems import ScenarioProblem, misfits
from pokdash.domain.what_if import BaselineLine, Outcome, outcome
from pokdash.ui import parts, what_if_state
from pokdash.ui.cached import Facts, WhatIf
from pokdash.ui.say import say
from pokdash.ui.what_if_board import line_name
from pokdash.ui.what_if_levers import Levers, levers_of, place_of, scenario_of


def tell_misfits(known: Facts, whole: WhatIf, scenario: Scenario) -> bool:
    """Say what of a scenario does not fit the plan as it stands on this reference date; whether all fits."""
    found = misfits(whole.baseline, scenario)
    for problem in found:
        parts.message("warning", say("what_if.misfit", problem=problem_words(known, problem)))
    return not found


def problem_words(known: Facts, problem: ScenarioProblem) -> str:
    """What stands in the way, in words."""
    named = {"name": line_name(known.plan.line(problem.line))} if problem.line else {}
    return say(f"scenario_problem.{problem.key}", **named, **problem.params)


def lines_in_view(known: Facts, whole: WhatIf, levers: Levers) -> tuple[BaselineLine, ...]:
    """The lines that can be moved: those that were set aside earlier only where they are taken along."""
    return tuple(one for one in whole.baseline.lines if levers.claims or not set_aside(known.plan, one.line))


def in_plan_where_set_aside(known: Facts, levers: Levers) -> dict[str, Any]:
    """The amounts and courses that are left when the lines that were set aside earlier go out of view."""
    return {
        "amounts": {
            key: delta for key, delta in levers.amounts.items() if not set_aside(known.plan, place_of(key).line)
        },
        "courses": {line: course for line, course in levers.courses.items() if not set_aside(known.plan, line)},
    }


def outcome_in_view(known: Facts, whole: WhatIf, levers: Levers, scenario: Scenario) -> Outcome:
    """What a scenario makes of the lines in view."""
    return outcome(whole.baseline.of([one.line for one in lines_in_view(known, whole, levers)]), scenario)


def divide(known: Facts, whole: WhatIf, how: Division) -> None:
    """Divide the rest over the amounts in view that are not fixed."""
    levers = what_if_state.held(known.plan.id).levers
    cells = [cell for one in lines_in_view(known, whole, levers) for cell in one.cells]
    divided = levers_of(with_rest_divided(cells, scenario_of(levers), how), claims=levers.claims)
    what_if_state.put(known.plan.id, divided.model_copy(update={"more": levers.more}))
