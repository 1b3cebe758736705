"""Bron en uitleg: for every figure the quoted words, or the sum behind it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pokdash.domain.plan import Allocation, Phasing, Plan, Stated
from pokdash.domain.plan_record import Document
from pokdash.domain.position import Figures, Position
from pokdash.domain.provenance import Amount, Source, Standing
from pokdash.domain.status import status_reason
from pokdash.ui.cached import Facts
from pokdash.ui.say import date, euro, listed, partial_date, say, say_count, words
from pokdash.ui.session import TOTAL


@dataclass(frozen=True, slots=True)
class Quote:
    """Literal words, where they stand, and the standing of what they decide."""

    words: str
    place: str
    standing: Standing | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One line of an explanation; `kind` puts the label of a kind of amount before it."""

    term: str
    meaning: str
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class Explanation:
    """What the popover shows."""

    title: str
    quotes: tuple[Quote, ...]
    rows: tuple[Row, ...]


def document_name(document: Document) -> str:
    """The short name of a document: its own number, or its kind and date."""
    if document.reference:
        return document.reference
    kind = words(document.kind)
    return say("explain.document", kind=kind, on=partial_date(document.date)) if document.date else document.title


def quote(plan: Plan, source: Source, standing: Standing | None = None) -> Quote:
    """A source as quoted words with their place; for a table cell the row and column headings."""
    place = f"{document_name(plan.document(source.document))}, {source.place}"
    if source.row and source.column:
        place += f" ({say('explain.cell', row=source.row, column=source.column)})"
    return Quote(source.quote, place, standing)


def _amount_rows(amount: Amount) -> list[Row]:
    rows = [Row(say("explain.kind"), say(f"kind_meaning.{amount.kind}"), str(amount.kind))]
    if amount.derived_from:
        rows.append(Row(say("explain.derived_from"), listed(list(amount.derived_from))))
    if amount.assumption:
        rows.append(_assumption(amount.assumption.who, date(amount.assumption.on), words(amount.assumption.why)))
    if amount.note:
        rows.append(Row(say("explain.note"), words(amount.note)))
    return rows


def _assumption(who: str, when: str, why: str) -> Row:
    return Row(say("explain.assumption"), say("explain.assumed", who=who, on=when, why=why), "assumption")


def allocated(plan: Plan, scope: str) -> Explanation:
    """The words that set the amount of the plan, a group or a line."""
    if scope == TOTAL:
        quotes = (quote(plan, plan.total.source, plan.total_standing),) if plan.total.source else ()
        rows = _amount_rows(plan.total)
        if plan.total_note:
            rows.append(Row(say("explain.note"), words(plan.total_note)))
        rows += [Row(say("explain.inflow"), f"{words(i.what)}: {euro(i.amount.value)}") for i in plan.inflows]
        return Explanation(say(f"kpi.total_{plan.money}"), quotes, tuple(rows))
    if sum_ := stated(plan, scope):
        quotes = (quote(plan, sum_.amount.source),) if sum_.amount.source else ()
        return Explanation(words(sum_.what), quotes, tuple(_amount_rows(sum_.amount)))
    allocations = [a for line in plan.lines_of(scope) for a in line.allocations]
    return Explanation(say("explain.allocated"), _allocation_quotes(plan, allocations), tuple(_kinds(allocations)))


def stated(plan: Plan, scope: str) -> Stated | None:
    """The sum of a group as a document states it; None for a line, or where no document states it."""
    ids = [group.stated for group in plan.groups if group.code == scope]
    return next((entry for entry in plan.stated if entry.id in ids), None)


def _allocation_quotes(plan: Plan, allocations: Iterable[Allocation]) -> tuple[Quote, ...]:
    return tuple(quote(plan, a.amount.source, a.standing) for a in allocations if a.amount.source)


def _kinds(allocations: list[Allocation]) -> list[Row]:
    rows: list[Row] = []
    for allocation in allocations:
        rows += [row for row in _amount_rows(allocation.amount) if row not in rows]
    return rows


def spent(known: Facts, scope: str) -> Explanation:
    """Which bookings add up to the spending, and what is not in it."""
    lines = {line.code for line in known.plan.lines_of(scope)}
    count = sum(month.bookings for month in known.ledger.spending if month.line in lines)
    kind = "example" if known.position.example else "derived"
    meaning = say("explain.spent_example") if known.position.example else say("explain.spent_real")
    rows = [Row(say("explain.kind"), meaning, kind)]
    if known.ledger.has_batches and known.position.covered_until:
        booked = say_count("explain.bookings", count, until=known.position.covered_until)
        rows.append(Row(say("explain.sum_of"), booked))
    rows.append(Row(say("explain.not_in_it"), say("explain.without_commitments")))
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
    rows += excluded(position)
    return Explanation(say("kpi.remaining"), (), tuple(rows))


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
    """Who spread the amounts over the months, when and why; each assumption once."""
    codes = {line.code for line in plan.lines_of(scope)}
    rows: list[Row] = []
    for phasing in plan.phasings:
        if phasing.line in codes and (row := _phasing(phasing)) not in rows:
            rows.append(row)
    return rows or [Row(say("explain.phasing"), say("explain.phasing_default"), "assumption")]


def _phasing(phasing: Phasing) -> Row:
    assumed = phasing.assumption
    return Row(
        say("explain.phasing"),
        say("explain.assumed", who=assumed.who, on=assumed.on, why=words(assumed.why)),
        "assumption" if phasing.kind == "assumption" else None,
    )


def scope(known: Facts, code: str, name: str) -> Explanation:
    """Everything behind one gauge: the words, the sums, the assumption and the rule of its status."""
    figures = known.position.scope(code)
    given = allocated(known.plan, code)
    subtraction = remaining(known.position, figures).rows[1:3]
    return Explanation(name, given.quotes, (*given.rows, *subtraction, *phasings(known.plan, code), rule(known, code)))


def rule(known: Facts, code: str) -> Row:
    """The rule that gave a line or group its status, with the thresholds of the plan."""
    reason = status_reason(known.plan, known.position, code)
    return Row(say("explain.status_rule"), say(f"status_reason.{reason.key}", **reason.params))


def forecast(known: Facts, code: str) -> Explanation:
    """How the expectation comes about."""
    rows = [
        Row(say("explain.kind"), say("kind_meaning.derived"), "derived"),
        Row(say("explain.method"), say("explain.run_rate")),
        Row(say("explain.margin"), say("explain.no_margin")),
        Row(say("explain.never_netted"), say("explain.never_netted_why")),
    ]
    if known.plan.after_plan:
        rows.append(Row(say("explain.after"), words(known.plan.after_plan.what)))
    quotes: tuple[Quote, ...] = ()
    if known.plan.after_plan and known.plan.after_plan.source and code == TOTAL:
        quotes = (quote(known.plan, known.plan.after_plan.source),)
    return Explanation(say("kpi.forecast_title"), quotes, tuple(rows))
