"""Rows that may be totals are only left out when they add up, or when a person says so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pokdash.ledger.profile import Filling, LeaveOut, Sentence
from pokdash.ledger.proposal.asking_back import ask_back, without
from pokdash.ledger.proposal.draft import Draft, Look, Tentative
from pokdash.ledger.proposal.facts import Facts
from pokdash.ledger.proposal.layout_totals import MOST_TOTALS, is_proven, layout_totals, says_amount
from pokdash.ledger.proposal.measuring import measured
from pokdash.ledger.proposal.model import Answer, Question
from pokdash.ledger.proposal.row_rules import any_of, fits, fitting_rows
from pokdash.ledger.proposal.vocabulary import STAND_SO_FAR, TOTAL_FIRST

BEFORE = ("columns", "amount", "marks", "kind", "sign")
"""As long as one of these parts is asked, sums say nothing."""
_MOST = 100  # totals that do not add up of which the rules are sought


_DATED = ("booking_date", "period", "booking_number")
"""What a booking has of its own and a total has not."""


@dataclass(frozen=True, slots=True)
class _Totals:
    """How many totals, how many of them do not add up; of the first: its row, what it says, the sum above it.

    Of those that add up: how many are one booking, or the sum of more, and how many may be bookings all the same.
    """

    count: int = 0
    apart: int = 0
    row: int = 0
    said: Decimal = Decimal(0)
    total: Decimal = Decimal(0)
    rows: Sequence[int] = ()
    single: int = 0
    several: int = 0
    dated_single: int = 0
    full: int = 0


def confirm_totals(draft: Draft, columns: Sequence[Facts]) -> None:
    """Tell whether the totals of the file add up; if not, rows that are totals by their look alone stay in.

    Without a date these are then rejected; with a date they could be bookings, and that is asked. So are totals by
    their words that do not add up: the file may be read wrongly, or rows are missing. What adds up is asked as well if
    it may be a booking: it has a date and is but the booking above it, or has all that a booking has.
    """
    plain = [one for one in draft.tentative if one.look is Look.PLAIN]
    for one in plain:
        _plain(draft, one)
    by_layout = _by_layout(draft, columns)
    settled = [*by_layout, *(one.rule for one in plain)]
    others = f"not ({any_of(settled)})"
    found = _totals(draft, others)
    maybe = [one for one in draft.tentative if one.rule.reason == "subtotal" and one not in plain]
    if found.count and not found.apart:
        for one in maybe:
            draft.prove("leave_out", one.key, count=one.count, row=one.row)
        draft.prove("leave_out", "totals_add_up", count=found.count)
    else:
        for one in maybe:
            _apart(draft, one)
        settled += [one.rule for one in maybe]
        _by_words(draft, others)
    if found.dated_single or found.full:
        _like_bookings(draft, settled)
    number = draft.profile.column("booking_number")
    for one in draft.tentative:
        if one.rule.reason == "opening_balance":
            _asked(draft, "opening", one, None if number and len(one.rule.cells) == 1 else "opening_dated")


def _by_layout(draft: Draft, columns: Sequence[Facts]) -> list[LeaveOut]:
    """Ask of rows with all that a booking has that are the sum of others; all rules for such rows."""
    if any(question.part in BEFORE for question in draft.questions):
        return []
    known = [rule for rule in draft.profile.leave_out if says_amount(draft, rule)]
    found = layout_totals(draft, columns)
    rules = list(found.values())
    params: dict[str, Filling] = {"count": len(found), "row": min(found, default=0)}
    if len(rules) > MOST_TOTALS:
        _read_all(draft, "total.many", Sentence("question.total_many", params))
    elif rules:
        ((fitting, _),) = draft.rows("count_rows", first_row="0", condition=any_of(rules))
        if fitting > len(found):  # no rule tells these rows from bookings with the same cells
            _read_all(draft, "total.alike", Sentence("question.total_alike", params))
        else:
            draft.change(leave_out=(*draft.profile.leave_out, *rules))
            ask_back(draft, "total.layout", Sentence("question.total_layout", params), rules)
    elif known and not is_proven(draft):
        ((count, _),) = draft.rows("count_rows", first_row="0", condition=any_of(known))
        _read_all(draft, "total.none", Sentence("question.total_none", {"count": count}))
    return [rule for rule in draft.profile.leave_out if says_amount(draft, rule)]


def _read_all(draft: Draft, key: str, sentence: Sentence) -> None:
    """Tell of rows that no rule can leave out, or that may have been missed; they count as bookings."""
    reading = Answer("read", Sentence("question.total_keep"), measured(draft, draft.profile).total)
    draft.ask(Question(key, "leave_out", sentence, (reading,)))


def _plain(draft: Draft, one: Tentative) -> None:
    """Rows that are bookings by all but how they add up: asked if they do.

    Rows that are not called totals must all do so, and one of them must be the sum of several.
    """
    draft.change(leave_out=(*draft.profile.leave_out, one.rule))
    found = _totals(draft, fits(one.rule))
    called = any(cell.pattern in {TOTAL_FIRST, STAND_SO_FAR} for cell in one.rule.cells)
    if called and found.single + found.several:
        _asked(draft, "total.numbered", one, "total_numbered")
    elif not called and found.several and not found.apart:
        _asked(draft, "total.plain", one, "total_plain")
    else:
        draft.change(leave_out=without(draft.profile, [one.rule]))


def _apart(draft: Draft, one: Tentative) -> None:
    """Rows that look like totals, where some total does not add up: those without a date that do are left out."""
    if one.look is Look.DATED:
        _asked(draft, "total", one)
    elif not _totals(draft, fits(one.rule)).apart:
        draft.prove("leave_out", one.key, count=one.count, row=one.row)
    else:
        draft.prove("leave_out", "totals_bare_apart", count=one.count, row=one.row)
        draft.change(leave_out=without(draft.profile, [one.rule]))


def _like_bookings(draft: Draft, settled: Iterable[LeaveOut]) -> None:
    """Totals that add up and have what a booking has are asked, unless the known profile says that they are totals."""
    rules = []
    for rule in without(draft.profile, settled):
        if rule.reason == "subtotal":
            found = _totals(draft, fits(rule))
            rules += [rule] if found.dated_single or (found.full and not _is_known(draft, rule)) else []
    if not rules:
        return
    ((count, row),) = draft.rows("count_rows", first_row=str(draft.profile.file.first_row), condition=any_of(rules))
    ask_back(draft, "total.like_booking", Sentence("question.total_like_booking", {"count": count, "row": row}), rules)


def _is_known(draft: Draft, rule: LeaveOut) -> bool:
    """Whether the known profile has this rule, wherever its columns stood."""
    known = draft.subject.known
    said = {(cell.heading, cell.pattern) for cell in rule.cells}
    return (
        draft.fits
        and known is not None
        and any(said == {(cell.heading, cell.pattern) for cell in other.cells} for other in known.leave_out)
    )


def _totals(draft: Draft, condition: str) -> _Totals:
    """The totals among the rows of a condition."""
    if not any(rule.reason == "subtotal" for rule in draft.profile.leave_out):
        return _Totals()
    draft.read_as(draft.profile)
    dated = [f"c{column.number}" for name in _DATED if (column := draft.profile.column(name))]
    found = draft.rows(
        "totals_apart",
        most=str(_MOST),
        mine=f"({condition})",
        year="fiscal_year" if draft.profile.year_columns else "0",
        dated=f"regexp_matches(concat({', '.join(dated)}), '\\d')" if dated else "false",
        cells=", ".join(f"c{number}" for number in range(1, draft.subject.grid.columns + 1)),
    )
    return _Totals(*found[0])


def _by_words(draft: Draft, others: str) -> None:
    """Totals by their words that do not add up are asked once nothing is open that may be the reason."""
    found = _totals(draft, others)
    if not found.apart or any(question.part in BEFORE for question in draft.questions):
        return
    rules = [
        rule
        for rule in draft.profile.leave_out
        if rule.reason == "subtotal" and not _is_tentative(draft, rule) and fitting_rows(draft, rule, found.rows)
    ]
    if not rules:
        return
    params: dict[str, Filling] = {"count": found.apart, "row": found.row, "said": found.said, "total": found.total}
    ask_back(draft, "totals", Sentence("question.totals", params), rules)


def _is_tentative(draft: Draft, rule: LeaveOut) -> bool:
    return any(one.rule == rule for one in draft.tentative)


def _asked(draft: Draft, key: str, one: Tentative, said: str | None = None) -> None:
    """Ask of the rows of a rule; `said` is the sentence if the key does not say it."""
    sentence = Sentence(f"question.{said or key}", {"count": one.count, "row": one.row})
    ask_back(draft, key, sentence, [one.rule])
