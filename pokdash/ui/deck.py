"""The deck: which slides this viewer goes through, in which order, and what each is called."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pokdash.domain.meeting import Agenda, Meeting, last_before
from pokdash.domain.saved_scenario import SavedScenario
from pokdash.domain.slides import Beyond, Message, Slide, arranged, possible, slides
from pokdash.domain.year_panel import YearPanel
from pokdash.store.home import Home
from pokdash.ui import changes, frame, session
from pokdash.ui.cached import Facts
from pokdash.ui.say import say
from pokdash.ui.what_if_board import line_name


@dataclass(frozen=True, slots=True)
class Deck:
    """The slides in their order, every slide that could be chosen, and the meeting that *since* compares with."""

    shown: tuple[Slide, ...]
    possible: tuple[Slide, ...]
    earlier: Meeting | None
    scenarios: tuple[SavedScenario, ...]


def deck(known: Facts, panels: Sequence[YearPanel], names: Sequence[str] = ()) -> Deck:
    """The slides with these names, or those that follow from the data; what is kept and cannot be read is said.

    An agenda of which no slide is there (any more) is as none.
    """
    scenarios, earlier = changes.read(lambda: _kept(known.plan.id), ((), None))
    beyond = Beyond(earlier is not None, session.view().scenarios)
    of_all = Beyond(beyond.since, _named(names, scenarios, beyond.scenarios))
    among = possible(known.plan, known.position, panels, of_all)
    usual = slides(known.plan, known.position, panels, beyond)
    return Deck(arranged(names, among) or usual, among, earlier, scenarios)


def _kept(plan: str) -> tuple[tuple[SavedScenario, ...], Meeting | None]:
    """The scenarios of a plan that were not put away, and the last meeting about it."""
    home, today = Home.from_environment(), frame.opened()[1].astimezone().date()
    scenarios = tuple(one for one in home.workspace.scenarios(plan) if not one.archived)
    return scenarios, last_before(home.meetings.of(plan), frame.attends().meeting, today)


def _named(
    names: Sequence[str], scenarios: Sequence[SavedScenario], chosen: Sequence[tuple[str, int]]
) -> tuple[tuple[str, int], ...]:
    """The scenarios of which there can be a slide: those that are asked for, and the newest version of every other."""
    asked = [name.removeprefix(f"{Message.SCENARIO}-") for name in names if name.startswith(f"{Message.SCENARIO}-")]
    found = [*chosen, *(session.named_scenario(one) for one in asked), *((one.id, one.version) for one in scenarios)]
    return tuple(dict.fromkeys(one for one in found if one is not None))


def agenda() -> Agenda | None:
    """The saved agenda that the address names; None without one, or where it is gone."""
    view = session.view()
    every = changes.read(lambda: Home.from_environment().agendas.of(view.plan), ()) if view.agenda else ()
    return next((one for one in every if one.id == view.agenda), None)


def names_asked() -> tuple[str, ...]:
    """The names of the slides of the meeting, else of the agenda that is looked at; empty for what the data bring."""
    meeting = frame.attends().meeting
    if meeting is not None:
        return meeting.slides
    found = agenda()
    return found.slides if found else ()


def name_of(known: Facts, there: Deck, slide: Slide) -> str:
    """What a slide is called in a list."""
    if slide.message is Message.YEAR:
        return slide.about
    if slide.message is Message.LINE:
        return line_name(known.plan.line(slide.about))
    if slide.message is Message.SCENARIO:
        saved = next((one for one in there.scenarios if slide.about.startswith(one.id)), None)
        return say("deck.scenario", name=saved.label.name if saved else slide.about)
    named = say(f"deck.{slide.message.replace('-', '_')}")
    return say("deck.page", name=named, page=slide.about) if slide.about else named
