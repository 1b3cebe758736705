"""Bron: the quoted words that set an amount, its kind, and the changes to it since."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from pokdash.domain.money import known_total
from pokdash.domain.plan import Allocation, Plan, Stated
from pokdash.domain.plan_record import Document
from pokdash.domain.provenance import Amount, Kind, Source, Standing
from pokdash.ui import amendments
from pokdash.ui.cached import Facts
from pokdash.ui.say import date, euro, listed, partial_date, say, words
from pokdash.ui.session import TOTAL


@dataclass(frozen=True, slots=True)
class Quote:
    """Literal words, where they stand, and the standing of what they decide."""

    words: str
    place: str
    standing: Standing | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One line of an explanation; `kind` puts the label of a kind of amount before it, `quote` its words after it."""

    term: str
    meaning: str
    kind: str | None = None
    quote: Quote | None = None


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


def source_name(plan: Plan, source: Source) -> str:
    """The short name of the document of a source; a decision that was recorded later is no document of the plan."""
    known = {document.id: document for document in plan.documents}
    return document_name(known[source.document]) if source.document in known else source.document


def quote(plan: Plan, source: Source, standing: Standing | None = None) -> Quote:
    """A source as quoted words with their place; for a table cell the row and column headings."""
    place = f"{source_name(plan, source)}, {source.place}"
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


def allocated(known: Facts, scope: str) -> Explanation:
    """The words that set the amount of the plan, a group or a line, and the changes that are in force."""
    title, quotes, rows = _given(known.plan, scope)
    changes = amendments.in_force(known, scope)
    quotes += tuple(quote(known.plan, c.source, c.standing) for c in changes if c.source)
    if changes:
        kind, *others = rows
        rows = (*_changed(known, scope, changes, kind.kind), *others)
    return Explanation(title, quotes, (*rows, *_deciding(known.plan)))


def deciding(plan: Plan) -> list[Row]:
    """Wie besluit? The bodies that decide and what each of them decides, in the words of the source."""
    return [Row(body.name, words(body.role), quote=quote(plan, body.source)) for body in plan.bodies if body.decides]


def _deciding(plan: Plan) -> list[Row]:
    return [replace(row, term=say("decisions.who"), meaning=f"{row.term}: {row.meaning}") for row in deciding(plan)]


def allocated_kind(known: Facts, scope: str) -> Kind:
    """The kind of an amount as it stands: calculated as soon as it is not the very amount of one document."""
    given = known.plan.total if scope == TOTAL else _stated_amount(known.plan, scope)
    changed = amendments.in_force(known, scope) or known.position.scope(scope).allocated != (given and given.value)
    return Kind.DERIVED if changed or given is None else given.kind


def _stated_amount(plan: Plan, scope: str) -> Amount | None:
    found = stated(plan, scope)
    return found.amount if found else None


def _given(plan: Plan, scope: str) -> tuple[str, tuple[Quote, ...], tuple[Row, ...]]:
    if scope == TOTAL:
        return say(f"kpi.total_{plan.money}"), *_given_total(plan)
    if sum_ := stated(plan, scope):
        quotes = (quote(plan, sum_.amount.source),) if sum_.amount.source else ()
        return words(sum_.what), quotes, tuple(_amount_rows(sum_.amount))
    allocations = [a for line in plan.lines_of(scope) for a in line.allocations]
    return say("explain.allocated"), _allocation_quotes(plan, allocations), tuple(_kinds(allocations))


def _given_total(plan: Plan) -> tuple[tuple[Quote, ...], tuple[Row, ...]]:
    quotes = (quote(plan, plan.total.source, plan.total_standing),) if plan.total.source else ()
    rows = _amount_rows(plan.total)
    if plan.total_note:
        rows.append(Row(say("explain.note"), words(plan.total_note)))
    rows += [Row(say("explain.inflow"), f"{words(i.what)}: {euro(i.amount.value)}") for i in plan.inflows]
    return quotes, tuple(rows)


def _changed(known: Facts, scope: str, changes: tuple[amendments.Change, ...], given: str | None) -> list[Row]:
    """From the amount of the document, of the kind `given`, to the amount as it stands."""
    rows = [
        Row(say("explain.kind"), say("kind_meaning.derived"), "derived"),
        Row(say("amendment.given"), euro(_given_amount(known.plan, scope)), given),
    ]
    rows += [Row(say("amendment.one"), amendments.sentence(known.plan, change)) for change in changes]
    return [*rows, Row(say("amendment.result"), euro(known.position.scope(scope).allocated))]


def _given_amount(plan: Plan, scope: str) -> Decimal | None:
    if scope == TOTAL:
        return plan.total.value
    return known_total(a.amount.value for line in plan.lines_of(scope) for a in line.allocations)


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
