"""Uitleg: the sum, the spread over months and the rule behind a figure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from pokdash.domain.burn_down import BurnDown
from pokdash.domain.forecast import Method
from pokdash.domain.phasing import own_assumption, phasings_of
from pokdash.domain.plan import Line, Plan
from pokdash.domain.plan_changes import Phasing
from pokdash.domain.position import Figures, LinePosition, Position
from pokdash.domain.status import status_reason
from pokdash.ui import expectation
from pokdash.ui.cached import Facts
from pokdash.ui.provenance import Explanation, Quote, Row, allocated, quote
from pokdash.ui.say import exact_percent, listed, say, say_count, words
from pokdash.ui.session import TOTAL


def spent(known: Facts, scope: str) -> Explanation:
    """Which bookings add up to the spending, and what is not in it."""
    lines = {line.code for line in known.plan.lines_of(scope)}
    count = sum(month.bookings for month in known.ledger.spending if month.line in lines)
    kind = "example" if known.position.example else "derived"
    meaning = say("explain.spent_example") if known.position.example else say("explain.spent_real")
    rows = [Row(say("explain.kind"), meaning, kind)]
    if known.position.covered_until:
        booked = say_count("explain.bookings", count, until=known.position.covered_until)
        rows.append(Row(say("explain.sum_of"), booked))
    rows.append(Row(say("explain.not_in_it"), say("explain.without_commitments")))
    if known.position.scope(scope).planned_to_date is not None:
        rows += phasings(known.plan, scope)
    return Explanation(say("kpi.spent"), (), tuple(rows))


def remaining(position: Position, figures: Figures) -> Explanation:
    """The subtraction in full, and what was left out of it."""
    formula = say(
        "explain.remaining_formula",
        allocated=figures.allocated,
        carried_in=figures.carried_in,
        carried_out=figures.carried_out,
        spent=figures.spent,
        remaining=figures.remaining,
    )
    rows = [Row(say("explain.kind"), say("kind_meaning.derived"), "derived"), Row(say("explain.sum_of"), formula)]
    rows.append(
        Row(
            say("kpi.available"),
            say(
                "explain.available_formula",
                remaining=figures.remaining,
                committed=figures.committed,
                available=figures.available,
            ),
        )
    )
    rows += [*invented(position), *excluded(position)]
    return Explanation(say("kpi.remaining"), (), tuple(rows))


def invented(position: Position) -> list[Row]:
    """That the spending in a calculated figure is an example, where it is."""
    return [Row(say("kpi.spent"), say("explain.spent_example"), "example")] if position.example else []


def excluded(position: Position) -> list[Row]:
    """What is left out of the sums, and why."""
    return [
        Row(
            say("explain.left_out"),
            f"{say(f'excluded.what.{part.what}', **part.params)}: {say(f'excluded.why.{part.why}', **part.params)}",
        )
        for part in position.excluded
    ]


def phasings(plan: Plan, scope: str) -> list[Row]:
    """Who spread the amounts over the months, when and why; each once, with its lines where it is not of all."""
    return _once(plan, scope, lambda line: _phasings(plan, line))


def _once(plan: Plan, scope: str, rows: Callable[[Line], list[Row]]) -> list[Row]:
    """The rows of every line of a scope, equal ones once; before it its lines where it is not of all."""
    lines: dict[Row, list[str]] = {}
    every = plan.lines_of(scope)
    for line in every:
        for row in rows(line):
            lines.setdefault(row, []).append(line.name)
    return [
        row if len(names) == len(every) else replace(row, meaning=f"{listed(names)}: {row.meaning}")
        for row, names in lines.items()
    ]


def _methods(known: Facts, scope: str) -> list[Row]:
    """By which method the parts of a scope are expected, and why by that one."""
    return _once(known.plan, scope, lambda line: [_method(known.position.line(line.code)), *_adviser(known, line)])


def _method(line: LinePosition) -> Row:
    return Row(say("explain.method"), say(f"forecast_why.{line.expected.why}"))


def _adviser(known: Facts, line: Line) -> list[Row]:
    """Who expects it, since when and why, where the expectation is that of an adviser."""
    if known.position.line(line.code).expected.why != Method.ADVISER:
        return []
    made = [one.assumption for one in known.plan.estimates if one.line == line.code]
    told = [say("explain.assumed", who=one.who, on=one.on, why=words(one.why)) for one in made]
    return [Row(say("explain.assumption"), one, "assumption") for one in told]


def _phasings(plan: Plan, line: Line) -> list[Row]:
    if own := own_assumption(plan, line):
        told = say("explain.assumed", who=own.who, on=own.on, why=say(own.why))
        return [Row(say("explain.phasing"), told, "assumption")]
    return [_phasing(phasing) for phasing in phasings_of(plan, line)]


def _phasing(phasing: Phasing) -> Row:
    assumed = phasing.assumption
    told = say("explain.assumed", who=assumed.who, on=assumed.on, why=words(assumed.why))
    if phasing.decision:
        told = f"{told}; {say('explain.decided', decision=phasing.decision)}"
    return Row(say("explain.phasing"), told, "assumption" if phasing.kind == "assumption" else None)


def scope(known: Facts, code: str, name: str) -> Explanation:
    """Everything behind one gauge: the words, the sums, the assumption and the rule of its status."""
    figures = known.position.scope(code)
    given = allocated(known, code)
    period_quotes, period_rows = _period(known.plan, code)
    subtraction = remaining(known.position, figures).rows[1:3]
    calculated = (*subtraction, *invented(known.position), *phasings(known.plan, code), rule(known, code))
    calculated = (*calculated, *thresholds(known.plan))
    rows = (*given.rows, *period_rows, *calculated)
    return Explanation(name, (*given.quotes, *period_quotes), rows)


def _period(plan: Plan, scope: str) -> tuple[tuple[Quote, ...], tuple[Row, ...]]:
    """The period that we derived for a line from other words than those of its amount; nothing where we did not."""
    for line in plan.lines:
        if line.code == scope and line.period_note and line.period_note_source:
            told = quote(plan, line.period_note_source)
            meaning = say("explain.period_derived", period=words(line.period_note), place=told.place)
            return (told,), (Row(say("explain.period"), meaning, "derived"),)
    return (), ()


def rule(known: Facts, code: str) -> Row:
    """The rule that gave a line or group its status, with the thresholds of the plan."""
    reason = status_reason(known.plan, known.position, code)
    percent = reason.params.get("percent")
    threshold = {} if percent is None else {"percent": exact_percent(percent)}
    return Row(say("explain.status_rule"), say(f"status_reason.{reason.key}", **{**reason.params, **threshold}))


def thresholds(plan: Plan) -> list[Row]:
    """From when a line differs enough for a status or for a report: the settings of the plan."""
    limits = plan.thresholds
    pace = _limit("threshold.both", limits.pace_percent, limits.pace_euro)
    shortage = _limit("threshold.both", limits.shortage_percent, limits.shortage_euro)
    return [
        Row(say("threshold.pace"), pace),
        Row(say("threshold.shortage"), shortage),
        Row(say("threshold.report"), _limit("threshold.end", limits.report_percent, limits.report_euro)),
        Row(say("threshold.stale"), say("threshold.days", days=str(limits.stale_days))),
    ]


def _limit(key: str, percent: Decimal | None, euro: Decimal | None) -> str:
    """More than a percentage and more than an amount; only what is set, and nothing above zero goes without saying."""
    share = "" if not percent else say(f"{key}_percent", percent=exact_percent(percent))
    amount = "" if not euro else say(f"{key}_euro", euro=euro)
    if percent is None and euro is None:
        return say("threshold.not_set")
    return listed([part for part in (share, amount) if part]) or say("threshold.any")


def forecast(known: Facts, drawn: BurnDown) -> Explanation:
    """How the expectation comes about, part by part; what is final or unknown has no margin to speak of."""
    open_end = drawn.ending is not None and not expectation.is_final(drawn)
    margin = [Row(say("explain.margin"), say("explain.margin_is"))] if open_end else []
    rows = [
        Row(say("explain.kind"), say("kind_meaning.derived"), "derived"),
        *invented(known.position),
        *_methods(known, drawn.scope),
        *margin,
        Row(say("explain.never_netted"), say("explain.never_netted_why")),
        *thresholds(known.plan),
    ]
    if known.plan.after_plan:
        rows.append(Row(say("explain.after"), words(known.plan.after_plan.what)))
    quotes: tuple[Quote, ...] = ()
    if known.plan.after_plan and known.plan.after_plan.source and drawn.scope == TOTAL:
        quotes = (quote(known.plan, known.plan.after_plan.source),)
    return Explanation(say("kpi.forecast_title"), quotes, tuple(rows))
