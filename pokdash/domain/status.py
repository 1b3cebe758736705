"""Status: what a line, or a group by the same rules, needs attention for, and the rule that says so.

The first rule that holds decides:
1. no_data: what is left is unknown (nothing imported, or money spent of an unknown amount).
2. overspent: remaining < 0.
3. overcommitted: available < 0.
4. no_bookings: nothing booked although the line has started (something planned by now, or its first month is over);
   `waiting` where an open gate holds the spending.
5. shortage_expected: forecast − (allocated + carried in − carried out) is more than `shortage_percent` of allocated
   and more than `shortage_euro`; not where the forecast is only what the plan still has, which repeats rule 7.
6. no_data: no plan to date to compare with.
7. faster / slower: planned − spent differs from 0 by more than `pace_percent` of allocated and more than `pace_euro`;
   slower becomes `waiting` where an open gate holds the spending.
8. on_schedule.
Planned and started are taken at the reference date or, if that is earlier, where the ledger ends: a status never comes
from bookings that are not there yet.
A gate is open while its outcome is unknown; only a gate on which spending waits counts, and it holds a group only
if every line of the group is held.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from decimal import Decimal

from pokdash.domain.money import ZERO, difference
from pokdash.domain.plan import Plan, Thresholds
from pokdash.domain.plan_record import Gate, GateEffect
from pokdash.domain.position import Figures, LinePosition, Position, Status


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What the figures do not tell: was anything booked, has it started, does a gate hold it, was a pace measured."""

    booked: bool
    started: bool
    held: bool
    measured: bool = True


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a status was given: text key `status_reason.<key>` with its params, and the gates that hold the spending."""

    key: str
    params: dict[str, Decimal | None] = field(default_factory=dict)
    gates: tuple[str, ...] = ()


def status_of(figures: Figures, pace: Decimal | None, circumstances: Circumstances, thresholds: Thresholds) -> Status:
    """The status by the rules above; `pace` is planned − spent in euro, as far as the ledger covers."""
    if figures.remaining is None or figures.available is None:
        return Status.NO_DATA
    if figures.remaining < 0:
        return Status.OVERSPENT
    if figures.available < 0:
        return Status.OVERCOMMITTED
    if circumstances.started and not circumstances.booked:
        return Status.WAITING if circumstances.held else Status.NO_BOOKINGS
    short = expected_shortage(figures) if circumstances.measured else None
    if _exceeds(short, figures, thresholds.shortage_percent, thresholds.shortage_euro):
        return Status.SHORTAGE_EXPECTED
    return _pace(figures, pace, circumstances, thresholds)


def _pace(figures: Figures, pace: Decimal | None, circumstances: Circumstances, thresholds: Thresholds) -> Status:
    if pace is None:
        return Status.NO_DATA
    if not pace_differs(pace, figures, thresholds):
        return Status.ON_SCHEDULE
    if pace < 0:
        return Status.FASTER
    return Status.WAITING if circumstances.held else Status.SLOWER


def _exceeds(amount: Decimal | None, figures: Figures, percent: Decimal, euro: Decimal) -> bool:
    if amount is None:
        return False
    return amount > euro and amount * 100 > percent * (figures.allocated or ZERO)


def status_key(status: Status, planned_kind: str | None) -> str:
    """The text key of a status: faster and slower say that the plan is an assumption as long as it is one."""
    assumed = status in (Status.FASTER, Status.SLOWER) and planned_kind == "assumption"
    return f"status.{status}_assumed" if assumed else f"status.{status}"


def pace_differs(pace: Decimal | None, figures: Figures, thresholds: Thresholds) -> bool:
    """Whether a pace (`Position.pace`) exceeds both thresholds, in either direction; False where it is unknown."""
    return pace is not None and _exceeds(abs(pace), figures, thresholds.pace_percent, thresholds.pace_euro)


def budget_after_carry_over(figures: Figures) -> Decimal | None:
    """Allocated + carried in − carried out as far as known, in euro: what the scope may spend in all."""
    if figures.remaining is None or figures.spent is None:
        return None
    return figures.remaining + figures.spent


def expected_shortage(figures: Figures) -> Decimal | None:
    """Forecast − what may be spent in all, in euro: positive is a shortage, negative is money left. None if unknown."""
    return difference(figures.forecast, budget_after_carry_over(figures))


def certain_shortage(figures: Figures) -> Decimal | None:
    """What is spent and promised already above what may be spent, in euro; None where nothing is, or it is unknown."""
    left = figures.remaining if figures.available is None else figures.available
    return -left if left is not None and left < 0 else None


def must_report(figures: Figures, thresholds: Thresholds) -> bool | None:
    """Whether what a scope is expected to have over or short, or is short of already, must be reported as a deviation.

    None where no threshold for that is set, or the end is unknown.
    """
    percent, euro = thresholds.report_percent, thresholds.report_euro
    shortage = expected_shortage(figures)
    if shortage is None:
        shortage = certain_shortage(figures)
    if shortage is None or (percent is None and euro is None):
        return None
    return _exceeds(abs(shortage), figures, percent or ZERO, euro or ZERO)


def range_of_end(line: LinePosition) -> tuple[Decimal, Decimal] | None:
    """What is left at the end in the worst and in the best of 8 of 10 cases, in euro; None where that is unknown."""
    forecast, budget = line.expected.forecast, budget_after_carry_over(line.figures)
    if forecast is None or forecast.low is None or forecast.high is None or budget is None:
        return None
    return budget - forecast.high, budget - forecast.low


def open_gates(plan: Plan, line: str) -> tuple[Gate, ...]:
    """The gates without outcome on which the spending of a line waits."""
    return tuple(
        gate
        for gate in plan.gates
        if gate.effect is GateEffect.SPENDING_WAITS and gate.outcome is None and line in gate.lines
    )


def holding_gates(plan: Plan, lines: Collection[str]) -> tuple[Gate, ...]:
    """The open gates that hold all these lines together; none unless every line waits on one."""
    per_line = [open_gates(plan, line) for line in lines]
    if not all(per_line):
        return ()
    return tuple(gate for gate in plan.gates if any(gate in gates for gates in per_line))


def needs_attention(line: LinePosition) -> bool:
    """Whether a line counts in "vragen aandacht": every status except on_schedule and no_data."""
    return line.status not in (Status.ON_SCHEDULE, Status.NO_DATA)


def status_reason(plan: Plan, position: Position, scope: str) -> Reason:
    """The rule that gave a scope (`total`, group or line code) its status, with the amounts that it compared.

    `params` fill the text `status_reason.<key>`: amounts in euro, `percent` in percent.
    """
    figures, status = position.scope(scope), position.status(scope)
    pace = position.pace(scope)
    pace_params = _compared(pace, plan.thresholds.pace_percent, plan.thresholds.pace_euro)
    shortage = expected_shortage(figures)
    adopted = "" if figures.planned_kind == "assumption" else "_adopted"
    reasons = {
        Status.OVERSPENT: Reason("overspent", {"amount": _negated(figures.remaining)}),
        Status.OVERCOMMITTED: Reason("overcommitted", {"amount": _negated(figures.available)}),
        Status.NO_BOOKINGS: Reason(f"no_bookings{adopted}", {"planned": position.planned(scope)}),
        Status.WAITING: Reason(f"waiting{adopted}", {"amount": pace}, _gate_ids(plan, scope)),
        Status.SHORTAGE_EXPECTED: Reason(
            "shortage_expected_euro" if plan.thresholds.shortage_euro else "shortage_expected",
            _compared(shortage, plan.thresholds.shortage_percent, plan.thresholds.shortage_euro),
        ),
        Status.FASTER: Reason(f"faster{adopted}", pace_params),
        Status.SLOWER: Reason(f"slower{adopted}", pace_params),
        Status.ON_SCHEDULE: Reason(f"on_schedule{adopted}", pace_params),
        Status.NO_DATA: Reason("no_data"),
    }
    return reasons[status]


def _compared(amount: Decimal | None, percent: Decimal, euro: Decimal) -> dict[str, Decimal | None]:
    return {"amount": None if amount is None else abs(amount), "percent": percent, "euro": euro}


def _gate_ids(plan: Plan, scope: str) -> tuple[str, ...]:
    return tuple(gate.id for gate in holding_gates(plan, [line.code for line in plan.lines_of(scope)]))


def _negated(amount: Decimal | None) -> Decimal | None:
    return None if amount is None else -amount
