"""What a change leads to: done, or refused with the reason, as text keys and parameters."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from pokdash.domain.actor import Action, Actor
from pokdash.domain.money import ZERO
from pokdash.domain.plan_problem import PlanProblem
from pokdash.ledger import RowProblem
from pokdash.store import Unpublishable
from pokdash.store.comparison import Conflict, Gone

Params = dict[str, str | int | Decimal | dt.date | dt.datetime | None]


class OnChange(StrEnum):
    """What an import does with bookings that a live batch has with other contents.

    refuse: nothing is imported; leave: they stay as they are; correct: the opposite of each is booked, and the booking
    as the file has it. Bookings that are not in the file any more are only reversed by `correct`.
    """

    REFUSE = "refuse"
    LEAVE = "leave"
    CORRECT = "correct"


@dataclass(frozen=True, slots=True)
class Refused:
    """Nothing was changed. `key` is a text key; `problems` are at most the first 1000 of `problem_count`.

    `gone` are the first of the live bookings that the file does not have any more, as far as it came to that.
    """

    key: str
    params: Params = field(default_factory=dict)
    problems: tuple[RowProblem, ...] = ()
    problem_count: int = 0
    gone: tuple[Gone, ...] = ()
    gone_count: int = 0
    gone_total: Decimal = ZERO  # in euro
    unchecked: Imported | None = None  # what saving gives, where only something strange is to be looked at first


@dataclass(frozen=True, slots=True)
class Strange:
    """Something to look at: text key `strange.<what>`, and `strange.cause_<cause>` what may be behind it.

    Of several lines it names the one where it is most; amounts are in euro.
    """

    what: str
    cause: str
    params: Mapping[str, str | int | Decimal | dt.date | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Imported:
    """A ledger file is live. `removed_examples` are the batches with invented bookings that made way for it."""

    generation: int
    batch: int
    plan: str
    example: bool
    covered_until: dt.date
    rows: int  # in the file
    duplicates: int  # of those: left out, because an earlier live batch holds the booking
    total: Decimal  # control total of all amounts in the file
    removed_examples: tuple[int, ...] = ()
    rows_left_out: int = 0  # duplicates, and rows that are no bookings of this plan
    rows_rejected: int = 0  # wrong, and kept apart
    changed: tuple[Conflict, ...] = ()  # bookings that an earlier live batch has with other contents: the first of them
    changed_count: int = 0
    on_change: OnChange = OnChange.REFUSE  # what was done with those
    total_duplicates: Decimal = ZERO  # what the duplicates come to in the file, in euro
    set_aside: tuple[
        RowProblem, ...
    ] = ()  # the rejected rows that name a commitment which is nowhere: the first of them
    gone: tuple[Gone, ...] = ()  # live bookings that the file does not have any more: the first of them
    gone_count: int = 0
    gone_total: Decimal = ZERO  # in euro
    gone_reversed: bool = False  # whether they were taken back; else they still count
    strange: tuple[Strange, ...] = ()  # where somebody asked for it
    total_reversed: Decimal = ZERO  # what a correction takes back of earlier imports, in euro


@dataclass(frozen=True, slots=True)
class Changed:
    """Batches were undone or redone; `removed_examples` as in Imported."""

    generation: int
    batches: tuple[int, ...]
    removed_examples: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Recorded:
    """Something was recorded about a plan: the names of the entries, in the order in which they were asked for."""

    generation: int
    plan: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unchanged:
    """There was nothing to change, so nothing was published."""


@dataclass(frozen=True, slots=True)
class PlansLoaded:
    """Which plans have a new version, which are as they were, and what is wrong in which folder (not loaded)."""

    loaded: tuple[tuple[str, int], ...]
    unchanged: tuple[str, ...]
    problems: tuple[tuple[str, PlanProblem], ...]


@dataclass(frozen=True, slots=True)
class Initialised:
    """What was set up: plans, example ledgers, and which generation is served now (None when there is none)."""

    plans: PlansLoaded
    examples: tuple[Imported, ...]
    refused: tuple[tuple[str, Refused], ...]  # (plan, why its example ledger was not imported)
    generation: int | None
    repaired: bool


def denied(actor: Actor, action: Action) -> Refused | None:
    """The refusal for an actor whose role may not do this; None when it may."""
    if actor.may(action):
        return None
    return Refused(f"refusal.not_allowed_{actor.role.value}", {"name": actor.name})


def unpublishable(why: Unpublishable) -> Refused:
    """The refusal for a store that cannot publish now."""
    return Refused(f"store.{why.problem}", dict(why.params))
