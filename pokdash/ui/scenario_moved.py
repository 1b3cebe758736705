"""What changed under a scenario since it was made, in sentences."""

from __future__ import annotations

from decimal import Decimal

from pokdash.domain.apart import Apart
from pokdash.domain.scenario import Scenario, StartingPoint
from pokdash.domain.scenario_drift import Drift, Stand, drift
from pokdash.ui import frame
from pokdash.ui.cached import Facts
from pokdash.ui.say import about, say
from pokdash.ui.what_if_board import line_name
from pokdash.ui.what_if_scenario import problem_words


def moved_since(known: Facts, start: StartingPoint, scenario: Scenario) -> list[str]:
    """What changed under a scenario since it was made; empty where nothing did."""
    began = frame.began(start)
    if began is None:
        return [say("scenario.moved_unknown")]
    now = Stand(frame.what_if().baseline, known.position.as_of, known.ledger.spent_known, known.position.example)
    found = drift(began, now, scenario)
    if found is None:
        return []
    first = "scenario.moved_earlier" if Apart.EARLIER in found.apart else "scenario.moved"
    return [say(first, as_of=start.as_of), *_changes(known, found)]


def _changes(known: Facts, found: Drift) -> list[str]:
    told = [say(f"scenario.moved_{why}") for why in found.apart if why is not Apart.EARLIER]
    if found.spent:
        key = "scenario.moved_spent" if found.spent > 0 else "scenario.moved_corrected"
        told.append(say(key, amount=abs(found.spent)))
    if found.allocated:
        told.append(say("scenario.moved_amounts", amount=abs(found.allocated)))
    if found.misfits:
        return [*told, say("scenario.cannot"), *(problem_words(known, problem) for problem in found.misfits)]
    for one in found.ends:
        before, now = _end(one.before), _end(one.now)
        if before != now:
            name = line_name(known.plan.line(one.line))
            told.append(say("scenario.moved_end", name=name, before=before, now=now))
    return [*told, say("scenario.still")]


def _end(end: Decimal | None) -> str:
    if end is None:
        return say("what_if.board.end_unknown")
    return say("scenario.short_of" if end < 0 else "scenario.over_of", amount=about(abs(end)))
