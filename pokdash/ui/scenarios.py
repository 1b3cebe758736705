"""Scenario's: what was saved of a plan, which of it is looked at, and the sentence that compares it with the plan."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pokdash.domain.mandate_check import Decides, mandate_check
from pokdash.domain.saved_scenario import SavedScenario
from pokdash.domain.scenario import Scenario
from pokdash.domain.scenario_lines import lines_compared
from pokdash.domain.scenario_problems import ScenarioProblem, misfits
from pokdash.domain.what_if import Baseline, Outcome, outcome
from pokdash.store import Workspace, WorkspaceError
from pokdash.ui import parts, session
from pokdash.ui.cached import Facts, WhatIf
from pokdash.ui.say import about, listed, say
from pokdash.ui.what_if_board import line_name
from pokdash.ui.what_if_saving import workspace

LETTERS = ("A", "B", "C")


@dataclass(frozen=True, slots=True)
class Compared:
    """A saved scenario that is looked at, with its letter; `outcome` is None where it is no longer possible."""

    letter: str
    saved: SavedScenario
    outcome: Outcome | None
    problems: tuple[ScenarioProblem, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """The newest version of every saved scenario, those that are looked at, and the plan itself."""

    listed: tuple[SavedScenario, ...]
    compared: tuple[Compared, ...]
    plan: Outcome
    missing: tuple[str, ...] = ()
    wrong: str = ""


def found(known: Facts, whole: WhatIf) -> Found:
    """What was saved of the plan that the viewer looks at, and what of it the address names."""
    kept, asked = workspace(), session.view().scenarios
    try:
        everything = kept.scenarios(known.plan.id)
        named = [(one, _named(kept, known.plan.id, one)) for one in asked]
    except WorkspaceError as error:
        wrong = say(f"store.{error.fault.problem}", **error.fault.params)
        return Found((), (), outcome(whole.baseline, Scenario()), wrong=wrong)
    there = [saved for _, saved in named if saved is not None]
    baseline = whole.baseline.of(lines_compared(known.plan, [saved.scenario for saved in there]))
    return Found(
        listed=everything,
        compared=tuple(
            _compared(whole.baseline, baseline, letter, saved) for letter, saved in zip(LETTERS, there, strict=False)
        ),
        plan=outcome(baseline, Scenario()),
        missing=tuple(scenario for (scenario, _), saved in named if saved is None),
    )


def by_name(known: Facts, whole: WhatIf, saved: SavedScenario) -> tuple[Compared, Outcome]:
    """A saved scenario that has its name where others have a letter, and the plan itself."""
    baseline = whole.baseline.of(lines_compared(known.plan, [saved.scenario]))
    return _compared(whole.baseline, baseline, f"\u201c{saved.label.name}\u201d", saved), outcome(baseline, Scenario())


def _named(kept: Workspace, plan: str, asked: tuple[str, int]) -> SavedScenario | None:
    saved = kept.scenario(*asked)
    return saved if saved and saved.start.plan == plan else None


def _compared(whole: Baseline, shown: Baseline, letter: str, saved: SavedScenario) -> Compared:
    problems = misfits(whole, saved.scenario)
    return Compared(letter, saved, None if problems else outcome(shown, saved.scenario), problems)


def heading(known: Facts, there: Found) -> None:
    """Whether a shortage is expected with each scenario that is looked at, and in the plan."""
    if there.wrong:
        parts.message("danger", there.wrong)
    if there.missing:
        parts.message("warning", say("scenario.gone", names=listed(list(there.missing))))
    if not there.compared:
        key = "scenario.lead_choose" if there.listed else "scenario.lead_none"
        parts.html("lead.html", sentence=say(key), lines=[] if there.listed else [say("scenario.lead_none_how")])
        return
    sentence = " ".join(sentence_of(known, one) for one in there.compared)
    line = " ".join([_of_plan(known, there.plan), *_decided(known, there)])
    parts.html("scenario_lead.html", sentence=sentence, line=line)


def _decided(known: Facts, there: Found) -> Iterator[str]:
    """Who decides about each scenario, where the rules of the plan say so."""
    for one in there.compared:
        decides = mandate_check(known.plan, one.saved.scenario).decides
        if one.outcome is not None and decides in (Decides.COLLEGE, Decides.COUNCIL):
            yield say(f"mandate.decides_{decides}", letter=one.letter)


def sentence_of(known: Facts, one: Compared) -> str:
    """Whether money is short with a scenario."""
    if one.outcome is None:
        return say("scenario.lead_misfit", letter=one.letter)
    short = one.outcome.shortage
    if short.lines:
        return say(
            "scenario.lead_short", letter=one.letter, amount=about(short.amount), names=_names(known, short.lines)
        )
    if one.outcome.is_open:
        return say("scenario.lead_open", letter=one.letter)
    if one.outcome.may_be_short:
        return say("scenario.lead_possible", letter=one.letter, names=_names(known, one.outcome.may_be_short))
    return say("scenario.lead_enough", letter=one.letter)


def _of_plan(known: Facts, plan: Outcome) -> str:
    if plan.is_open:
        return say("scenario.lead_plan_open")
    if not plan.shortage.lines:
        return say("scenario.lead_plan_enough")
    return say("scenario.lead_plan_short", amount=about(plan.shortage.amount), names=_names(known, plan.shortage.lines))


def _names(known: Facts, lines: tuple[str, ...]) -> str:
    return listed([known.plan.line(line).name for line in lines])


def name_of(known: Facts, line: str) -> str:
    """The name of a line with its number in the plan."""
    return line_name(known.plan.line(line))
