"""The file that a session is working on: what was uploaded, what was said about it, and what was found in it."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

import streamlit as st

from pokdash import intake
from pokdash.domain.actor import Actor
from pokdash.domain.plan import Plan
from pokdash.intake import Choices, Imported, OnChange, Preview, ReaderProcess, Refused, Request, Strange
from pokdash.ledger.profile import Profile
from pokdash.ui.data_job import Job

_DESK = "data_desk"
_MOVED = "refusal."  # the refusals because of what counts or what the file is by now; others are of the store
_AT_ONCE = 1.0  # seconds; what takes longer shows how far it is


@dataclass(frozen=True, slots=True)
class Here:
    """Who works with which installation and plan now; `state` tells one published state of both from another."""

    home: intake.Home
    actor: Actor
    plan: Plan
    state: str
    now: dt.datetime


@dataclass(slots=True)
class Desk:
    """Answers are kept for each plan, so that looking at another plan loses none."""

    file_name: str | None = None
    upload: int = 0  # each file has an upload field of its own
    profile: Profile | None = None
    answers: dict[str, dict[str, str]] = field(default_factory=dict)
    on_change: dict[str, OnChange] = field(default_factory=dict)  # by plan; refuse until a person chose
    back: bool = False  # the questions are looked at again
    found: Preview | Refused | None = None
    saved: Imported | None = None
    too_late: bool = False  # somebody pressed cancel when it was saved already
    not_saved: Refused | None = None
    job: Job | None = None
    saving: bool = False
    apart: Decimal | None = None  # the difference with a person's own total that the file may be saved with, in euro
    reader: ReaderProcess = field(default_factory=ReaderProcess)
    _tried: float = 0.0  # seconds that saving took on a copy
    _sure_of: tuple[Strange, ...] = ()
    _found_for: tuple[object, ...] = ()
    _folder: TemporaryDirectory[str] = field(default_factory=TemporaryDirectory)

    def take(self, name: str, content: BinaryIO) -> None:
        """Keep an uploaded file for as long as it is worked on."""
        with self.path.open("wb") as file:
            shutil.copyfileobj(content, file)
        self.file_name = name

    def close(self) -> None:
        """Let go of the file and of all that was found in it."""
        self.reader.close()
        self._folder.cleanup()

    @property
    def path(self) -> Path:
        """Where the uploaded file lies while it is worked on."""
        return Path(self._folder.name) / "file"

    def given(self, plan: str) -> dict[str, str]:
        """The answers for a plan."""
        return self.answers.setdefault(plan, {})

    def chosen(self, plan: str) -> OnChange:
        """What a person chose to do with bookings that changed or are gone; refuse is that nobody chose."""
        return self.on_change.get(plan, OnChange.REFUSE)

    def undecided(self, plan: str) -> bool:
        """Whether bookings changed or are gone, and nobody chose what to do with them."""
        outcome = self.found.outcome if isinstance(self.found, Preview) else None
        asked = isinstance(outcome, Imported) and bool(outcome.changed_count or outcome.gone_count)
        return asked and self.chosen(plan) is OnChange.REFUSE

    def request(self, here: Here, *, keep_good_rows: bool = True) -> Request:
        """What is asked of the intake. A preview keeps the good rows, so that their effect can be seen."""
        given: Mapping[str, str] = dict(self.given(here.plan.id))
        choices = Choices(self.profile, given, keep_good_rows, self.chosen(here.plan.id))
        return Request(self.path, self.file_name or "", here.plan, choices)

    def bring_up_to_date(self, here: Here) -> None:
        """Look at the file if anything moved since; wait a moment, so that what is quick needs no second run.

        Where saving was refused because of what counts by now, look again at once: nothing stale stands beside that.
        """
        self._look(here)
        saving = self.saving
        self._wait(here)
        if saving and self.not_saved:
            self._look(here)
            self._wait(here)

    def _look(self, here: Here) -> None:
        if self.job is None and self.saved is None and self._found_for != self._wanted(here):
            asked = self.request(here)
            request = replace(asked, choices=replace(asked.choices, on_change=self._tried_out(here.plan.id)))
            self._found_for = self._wanted(here)
            self.job = Job(
                request.file_name,
                lambda told: intake.preview(here.home, request, here.actor, here.now, self.reader, told),
                self.reader.cancel,
                self._tried,
            )

    def _wait(self, here: Here) -> None:
        if self.job:
            self.job.wait(_AT_ONCE)
            self._collect(here)

    def save(self, here: Here, *, keep_good_rows: bool) -> None:
        """Start saving what was shown."""
        if not isinstance(self.found, Preview) or self.job or self.undecided(here.plan.id):
            return
        request, found = self.request(here, keep_good_rows=keep_good_rows), self.found
        self.saving, self.not_saved, self.too_late = True, None, False
        self.job = Job(
            request.file_name,
            lambda told: intake.save(
                here.home, request, found.examined, here.actor, here.now, told, shown=found.batches
            ),
            lambda: None,
            self._tried,
        )

    def read_with(self, profile: Profile | None) -> None:
        """Read the file as this profile says."""
        self.profile = profile

    def withdraw(self, plan: str, key: str) -> None:
        """Take an answer back; its question is asked again."""
        self.given(plan).pop(key, None)

    def choose(self, plan: str, made: Choices) -> None:
        """Take over the choices that were made in the control."""
        self.on_change[plan] = made.on_change
        self.answers[plan] = dict(made.answers)

    def tick(self, strange: tuple[Strange, ...], sure: bool) -> None:  # noqa: FBT001 - a callback
        """Take over whether a person is sure of what is strange."""
        self._sure_of = strange if sure else ()

    def sure(self, strange: tuple[Strange, ...]) -> bool:
        """Whether a person is sure of all of this; something else that is strange asks for a tick of its own."""
        return self._sure_of == strange or not strange

    def accept(self, apart: Decimal | None) -> None:
        """Take over with which difference a person saves; None is that there may be none."""
        self.apart = apart

    def go_on(self) -> None:
        """From the questions to the control."""
        self.back = False

    def go_back(self) -> None:
        """From the control to the questions."""
        self.back = True

    def again(self) -> None:
        """Look at the file once more, after it was saved and undone or could not be read."""
        self.saved, self.not_saved, self._found_for = None, None, ()

    def _ask_anew(self, plan: str) -> None:
        """Forget what was found, and what a person decided by it; the answers stay."""
        self._found_for, self._sure_of, self.apart = (), (), None
        self.on_change.pop(plan, None)

    def _tried_out(self, plan: str) -> OnChange:
        """What a preview works out: as long as nobody chose, that what changed is left, so that it can be seen."""
        chosen = self.chosen(plan)
        return OnChange.LEAVE if chosen is OnChange.REFUSE else chosen

    def _wanted(self, here: Here) -> tuple[object, ...]:
        given = tuple(sorted(self.given(here.plan.id).items()))
        return here.plan.id, here.state, self.profile, given, self._tried_out(here.plan.id)

    def _collect(self, here: Here) -> None:
        """Take over what the finished job found; answers that nobody asked for any more are let go."""
        if self.job is None or self.job.running:
            return
        job, self.job = self.job, None
        outcome = job.outcome
        if self.saving:
            self.saving = False
            self.saved = outcome if isinstance(outcome, Imported) else None
            self.too_late = job.stopped and self.saved is not None
            self.not_saved = outcome if isinstance(outcome, Refused) else None
            if self.not_saved and self.not_saved.key.startswith(_MOVED):
                self._ask_anew(here.plan.id)
        elif isinstance(outcome, Preview | Refused):
            self.found, self._tried = outcome, job.tried
        if isinstance(outcome, Preview):
            proposal = outcome.examined.proposal
            self.answers[here.plan.id] = dict(proposal.answers)
            self._found_for = self._wanted(here)


def current() -> Desk:
    """The desk of this session."""
    if _DESK not in st.session_state:
        st.session_state[_DESK] = Desk()
    desk: Desk = st.session_state[_DESK]
    return desk


def start_afresh() -> None:
    """Put the file away; the next one gets a new desk."""
    desk = current()
    desk.close()
    st.session_state[_DESK] = Desk(upload=desk.upload + 1)
