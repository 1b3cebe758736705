"""Who may decide about each scenario that is looked at, by the rules of the plan."""

from __future__ import annotations

from dataclasses import dataclass

from pokdash.domain.mandate import Mandate, MandateRule
from pokdash.domain.mandate_check import MandateRow, mandate_check
from pokdash.domain.plan import Plan
from pokdash.domain.scenario import Scenario
from pokdash.domain.scenario_problems import above_floor
from pokdash.ui import parts
from pokdash.ui.cached import Facts, WhatIf
from pokdash.ui.provenance import Explanation, Row, source_name
from pokdash.ui.say import euro, say
from pokdash.ui.scenarios import Found


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a scenario does of what a rule is about: whether that is within it (None: no rule), and how much."""

    within: bool | None
    amount: str


def draw(known: Facts, whole: WhatIf, there: Found) -> None:
    """The rules with what each scenario does of them, and who decides; a rule that is not set is said to be."""
    compared = [one for one in there.compared if one.outcome is not None]
    if not compared:
        return
    checks = {one.letter: mandate_check(known.plan, one.saved.scenario) for one in compared}
    rows = [
        (_rule(known.plan, found[0].rule, found[0].mandate), [_verdict(row) for row in found])
        for found in zip(*(checks[one.letter].rows for one in compared), strict=True)
    ]
    rows.append((say("mandate.floor"), [_floor(known, whole, one.saved.scenario) for one in compared]))
    decides = [say(f"mandate.decides_{checks[one.letter].decides}", letter=one.letter) for one in compared]
    parts.html("scenario_mandate.html", letters=[one.letter for one in compared], rows=rows, decides=decides)
    if known.plan.mandates:
        parts.html("explanation.html", note="", explanation=_explained(known))


def _floor(known: Facts, whole: WhatIf, scenario: Scenario) -> Verdict:
    """Whether no amount becomes less than what is spent and committed; unknown where that is."""
    if not known.ledger.spent_known:
        return Verdict(None, say("mandate.floor_unknown"))
    above = above_floor(whole.baseline, scenario)
    return Verdict(above, say("mandate.yes" if above else "mandate.no"))


def _rule(plan: Plan, rule: MandateRule, mandate: Mandate | None) -> str:
    if mandate is None:
        return say(f"mandate.{rule}_not_set")
    told = say(f"mandate.{rule}", limit=mandate.limit)
    only = [*(plan.line(line).name for line in mandate.lines), *(str(year) for year in mandate.years)]
    return say("mandate.only", rule=told, scope=", ".join(only)) if only else told


def _verdict(row: MandateRow) -> Verdict:
    return Verdict(row.within, say("mandate.not_set") if row.mandate is None else euro(row.amount))


def _explained(known: Facts) -> Explanation:
    rows = tuple(
        Row(
            _rule(known.plan, one.rule, one),
            f"“{one.source.quote}” ({source_name(known.plan, one.source)}, {one.source.place})",
        )
        for one in known.plan.mandates
    )
    return Explanation(say("mandate.title"), (), rows)
