"""What this viewer looks at: plan, line, reference date and language; typed, validated, in the URL."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from pokdash.domain.meeting import Meeting
from pokdash.texts import LANGUAGES
from pokdash.ui import say

TOTAL = "total"
FIRST_DAY, LAST_DAY = dt.date(2000, 1, 1), dt.date(2100, 12, 31)
"""The reference dates that can be chosen."""
_PARAMETERS = (
    *("plan", "line", "as_of", "lang", "year", "show", "draft", "scenario", "slide"),
    *("agenda", "meeting", "follow"),
)
_ID = re.compile(r"[0-9a-f]{10}")
_SCENARIOS = re.compile(r"[0-9a-f]{10}-[1-9]\d{0,5}(\.[0-9a-f]{10}-[1-9]\d{0,5}){0,2}")
_SLIDE = re.compile(r"[\w.-]{1,60}")
_TOKEN = re.compile(r"[\w-]{20,40}")
SPENT = "spent"
"""The value of the parameter `show` for what was spent; without it the burn-down shows what is left."""
_REMEMBERED = "remembered_view"
_VIEW = "view"


@dataclass(frozen=True, slots=True)
class View:
    """One validated choice; `as_of_chosen` tells a chosen reference date from the default one."""

    plan: str
    line: str
    as_of: dt.date
    language: str
    as_of_chosen: bool
    year: int | None = None  # of the burn-down; None is all years
    spent: bool = False  # whether the burn-down is turned over, to what was spent
    draft: str | None = None  # the draft on the what-if board
    scenarios: tuple[tuple[str, int], ...] = ()  # the saved scenarios that are looked at: id and version
    slide: str | None = None  # the name of the slide of the presentation
    agenda: str | None = None  # the saved agenda that the presentation has its slides from
    meeting: str | None = None  # the meeting that the viewer attends
    follow: str | None = None  # the token with which the viewer follows a meeting

    def parameters(self, **changed: str) -> dict[str, str]:
        """The URL parameters of this view, with some changed; a default reference date stays out of the URL."""
        chosen = {"plan": self.plan, "line": self.line, "lang": self.language}
        if self.as_of_chosen:
            chosen["as_of"] = self.as_of.isoformat()
        if self.year is not None:
            chosen["year"] = str(self.year)
        if self.spent:
            chosen["show"] = SPENT
        if self.draft:
            chosen["draft"] = self.draft
        if self.scenarios:
            chosen["scenario"] = scenarios_parameter(self.scenarios)
        named = {"slide": self.slide, "agenda": self.agenda, "meeting": self.meeting, "follow": self.follow}
        chosen |= {name: value for name, value in named.items() if value}
        return {name: value for name, value in {**chosen, **changed}.items() if (name, value) != ("line", TOTAL)}


def scenarios_parameter(chosen: Sequence[tuple[str, int]]) -> str:
    """Saved scenarios, each with its version, in an address: `0a1b2c3d4e-2.5f6a7b8c9d-1`."""
    return ".".join(f"{scenario}-{version}" for scenario, version in chosen)


@dataclass(frozen=True, slots=True)
class Wrong:
    """A parameter that the page cannot use: its name, what was asked, and the text that says what happens instead."""

    parameter: str
    asked: str
    text_key: str


@dataclass(frozen=True, slots=True)
class Known:
    """What can be asked for: plan ids (first is the default); of each its scopes, default reference date and years."""

    plans: tuple[str, ...]
    scopes: Callable[[str], frozenset[str]]
    default_as_of: Callable[[str], dt.date]
    years: Callable[[str], range]


def resolve(asked: Mapping[str, str], known: Known) -> tuple[View, tuple[Wrong, ...]]:
    """The view that was asked for, with the default for every parameter that is absent or wrong."""
    wrong: list[Wrong] = []
    language = asked.get("lang", LANGUAGES[0])
    if language not in LANGUAGES:
        wrong.append(Wrong("lang", language, "message.unknown_language"))
        language = LANGUAGES[0]
    plan = asked.get("plan", known.plans[0])
    if plan not in known.plans:
        wrong.append(Wrong("plan", plan, "message.unknown_plan"))
        plan = known.plans[0]
    line = asked.get("line", TOTAL)
    if line not in known.scopes(plan):
        wrong.append(Wrong("line", line, "message.unknown_line"))
        line = TOTAL
    as_of, chosen = known.default_as_of(plan), False
    if "as_of" in asked:
        if (day := _day(asked["as_of"])) is None:
            wrong.append(Wrong("as_of", asked["as_of"], "message.wrong_date"))
        else:
            as_of, chosen = day, True
    year = _year(asked.get("year", ""), known.years(plan))
    if "year" in asked and year is None:
        wrong.append(Wrong("year", asked["year"], "message.unknown_year"))
    show = asked.get("show", SPENT)
    if show != SPENT:
        wrong.append(Wrong("show", show, "message.unknown_show"))
    spent = asked.get("show") == SPENT
    draft, named = asked.get("draft"), asked.get("scenario")
    wrong += [Wrong("draft", draft, "message.unknown_draft")] if draft and not _ID.fullmatch(draft) else []
    wrong += [Wrong("scenario", named, "message.unknown_scenario")] if named and not _SCENARIOS.fullmatch(named) else []
    slide = asked.get("slide", "")
    wrong += [Wrong("slide", slide, "message.unknown_slide")] if slide and not _SLIDE.fullmatch(slide) else []
    shown = slide if _SLIDE.fullmatch(slide) else None
    followed = asked.get("follow", "")
    view = View(
        plan,
        line,
        as_of,
        language,
        chosen,
        year,
        spent,
        _id(draft),
        _scenarios(named),
        shown,
        agenda=_id(asked.get("agenda")),
        meeting=_id(asked.get("meeting")),
        follow=followed if _TOKEN.fullmatch(followed) else None,
    )
    return view, tuple(wrong)


def _id(written: str | None) -> str | None:
    return written if written and _ID.fullmatch(written) else None


def _scenarios(written: str | None) -> tuple[tuple[str, int], ...]:
    if not written or not _SCENARIOS.fullmatch(written):
        return ()
    named = (one.split("-") for one in written.split("."))
    return tuple(dict.fromkeys((scenario, int(version)) for scenario, version in named))


def named_scenario(written: str) -> tuple[str, int] | None:
    """Id and version of a saved scenario as an address names it; None for anything else."""
    return next(iter(_scenarios(written)), None)


def _year(written: str, years: range) -> int | None:
    """A year of the plan; None for anything else."""
    return next((year for year in years if str(year) == written), None)


def _day(written: str) -> dt.date | None:
    """A date as 2026-09-30 between the first and last that can be chosen; None for anything else."""
    try:
        day = dt.datetime.strptime(written, "%Y-%m-%d").date()  # noqa: DTZ007 - a date has no time zone
    except ValueError:
        return None
    return day if FIRST_DAY <= day <= LAST_DAY else None


def open_view(known: Known, meeting: Meeting | None = None) -> tuple[View, tuple[Wrong, ...]]:
    """Read the URL (it wins), then what this session chose before; write the result back to the URL.

    Navigation empties the URL, so the session remembers; a widget never reads the URL by itself. A URL that opens a
    saved scenario does not ask for the draft that this session has. A meeting is about its own plan.
    """
    view, wrong = resolve({**asked(), **({"plan": meeting.plan} if meeting else {})}, known)
    st.session_state[_VIEW] = view
    st.session_state[say.LANGUAGE_KEY] = view.language
    remember(view.parameters())
    return view, wrong


def use_language() -> None:
    """Speak the language that is asked for, before the rest of what is asked for is known."""
    language = asked().get("lang", LANGUAGES[0])
    st.session_state[say.LANGUAGE_KEY] = language if language in LANGUAGES else LANGUAGES[0]


def asked() -> dict[str, str]:
    """What the URL asks for, and what this session chose before of what it does not name."""
    url, remembered = _url(), dict(st.session_state.get(_REMEMBERED, {}))
    if "scenario" in url:
        remembered.pop("draft", None)
    return {**remembered, **url}


def _url() -> dict[str, str]:
    return {name: st.query_params[name] for name in _PARAMETERS if name in st.query_params}


def remember(parameters: dict[str, str]) -> None:
    """Keep these parameters for the session and show them in the URL."""
    st.session_state[_REMEMBERED] = parameters
    if _url() != parameters:
        st.query_params.from_dict(parameters)


def view() -> View:
    """The view of this page run; the frame has opened it."""
    current: View = st.session_state[_VIEW]
    return current


def choose(**changed: str | None) -> None:
    """Change parameters of the view from a widget's callback; None takes the default again."""
    parameters = {**view().parameters(), **changed}
    remember({name: value for name, value in parameters.items() if value is not None})
