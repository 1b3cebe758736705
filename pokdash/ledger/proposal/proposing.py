"""The order in which a file is understood: where the table is, its columns, which rows count, and what they say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from pokdash.ledger.conversion import register_macros
from pokdash.ledger.profile import FileShape, Profile
from pokdash.ledger.proposal.amount_column import amount_columns, choose_amount
from pokdash.ledger.proposal.commitment_numbers import choose_commitment_numbers, find_commitment_column
from pokdash.ledger.proposal.coverage import choose_coverage, stated_day
from pokdash.ledger.proposal.currency import find_currencies
from pokdash.ledger.proposal.cut_off import ask_cut_off
from pokdash.ledger.proposal.dates import choose_date_order
from pokdash.ledger.proposal.draft import Draft, Subject
from pokdash.ledger.proposal.facts import Facts, facts
from pokdash.ledger.proposal.fields import find_fields
from pokdash.ledger.proposal.file_evidence import ask_own_sheet, ask_sheet, check_audit_file, tell_file, tell_known_file
from pokdash.ledger.proposal.fitting import fitted, on_one_row
from pokdash.ledger.proposal.headings import Table, TopRow, find_table, top_rows
from pokdash.ledger.proposal.kinds import choose_usual_kind, find_kinds, find_plans
from pokdash.ledger.proposal.leave_out import find_known_leave_outs, find_leave_outs
from pokdash.ledger.proposal.line_rules import find_lines
from pokdash.ledger.proposal.marks import choose_marks
from pokdash.ledger.proposal.model import Proposal
from pokdash.ledger.proposal.new_columns import new_columns, unread
from pokdash.ledger.proposal.own_layout import choose_example, choose_own_coverage, own_table
from pokdash.ledger.proposal.privacy import choose_personal_data
from pokdash.ledger.proposal.shifted_rows import ask_shifted_rows
from pokdash.ledger.proposal.sign import choose_sign, find_flags
from pokdash.ledger.proposal.stated_totals import compare_stated
from pokdash.ledger.proposal.status import find_status
from pokdash.ledger.proposal.totals import confirm_totals
from pokdash.ledger.proposal.unit import choose_unit, note_unit_words
from pokdash.ledger.proposal.unreadable import ask_cents
from pokdash.ledger.proposal.years import ask_old_moment, choose_moment, choose_years

_NEARLY_ALL = 0.95  # of the rows


def propose(subject: Subject, answers: Mapping[str, str] | None = None) -> Proposal:
    """How to read a file for a plan: profile, evidence, and a question for all that the file leaves open.

    If the columns of the known profile are there, only what is new is asked. `answers` are values by the key of their
    question. The same file, plan, profile and answers give the same proposal.
    """
    register_macros(subject.connection)
    draft = Draft(subject, answers or {})
    top = top_rows(draft)
    if own := own_table(draft, top):
        return _of_own_layout(draft, top, own)
    table, columns = _known_table(draft, top) or _new_table(draft, top)
    check_audit_file(draft)
    stated = stated_day(draft, table.titles)
    choose_example(draft, top, table)
    news = note_unit_words(draft, table, columns)
    if draft.fits:
        ask_old_moment(draft, table, columns)
    else:
        choose_moment(draft, table, columns)
    find_kinds(draft)
    choose_usual_kind(draft, table, columns)
    find_commitment_column(draft, columns)
    find_plans(draft)
    choose_date_order(draft, stated.day)
    find_flags(draft)
    ask_cents(draft, columns)
    choose_unit(draft, news=news)
    ask_cut_off(draft)
    choose_marks(draft)
    find_status(draft, columns)
    confirm_totals(draft, columns)
    ask_shifted_rows(draft, columns)
    find_currencies(draft)
    compare_stated(draft, table.titles)
    choose_sign(draft)
    choose_years(draft)
    find_lines(draft)
    choose_commitment_numbers(draft)
    choose_coverage(draft, stated)
    choose_personal_data(draft)
    return draft.proposal()


def answered(subject: Subject, proposal: Proposal, answers: Mapping[str, str]) -> Proposal:
    """The proposal with more answers. One answer may change what another means, so everything is worked out again."""
    return propose(subject, {**proposal.answers, **answers})


def _of_own_layout(draft: Draft, top: list[TopRow], table: Table) -> Proposal:
    """What a file in the own layout says itself is never asked: whatever does not fit is wrong with its row."""
    _limit_columns(draft, table)
    ask_own_sheet(draft)
    choose_example(draft, top, table)
    choose_own_coverage(draft, top, table)
    choose_personal_data(draft)
    return draft.proposal()


def _limit_columns(draft: Draft, table: Table, columns: Sequence[Facts] = ()) -> Sequence[Facts]:
    """A row of a text with more cells than the headings and than most rows is broken: a delimiter inside a cell.

    So it is where only some rows have something to the right of the last heading, however many these are. What only
    broken rows have is no column: the columns that are left.
    """
    usual, named = draft.subject.source.usual_columns, [at for at, name in enumerate(table.headings, start=1) if name]
    limit = 0
    if usual and named:
        beyond = max((column.filled for column in columns if column.number > named[-1]), default=0)
        in_some = 0 < beyond < _NEARLY_ALL * max((column.filled for column in columns), default=0)
        limit = named[-1] if in_some else max(usual, named[-1])
    draft.change(file=replace(draft.profile.file, columns=limit))
    return columns[: limit or None]


def _known_table(draft: Draft, top: list[TopRow]) -> tuple[Table, Sequence[Facts]] | None:
    """The table as the known profile sees it; None if there is no such profile or it does not fit."""
    known = draft.subject.known
    if known is None:
        return None
    found = fitted(known, top, draft.subject.grid.columns)
    if isinstance(found[0], str) or not isinstance(found[1], Table):
        there = on_one_row((*filter(None, known.headings), *map(str, found)), top)
        _misfit(draft, known, "profile_unclear" if there else "profile_misfit", found)
        return None
    profile, table = found
    draft.profile = profile
    columns = _limit_columns(draft, table, facts(draft, table))
    if new := new_columns(profile, columns):
        _misfit(draft, known, "profile_new_columns", new)
        return None
    draft.fits = True
    tell_known_file(draft, table)
    find_known_leave_outs(draft, columns)
    return table, columns


def _misfit(draft: Draft, known: Profile, key: str, headings: Iterable[object]) -> None:
    """Only where rows belong stays of a profile that does not fit."""
    draft.prove("file", key, headings=", ".join(map(str, headings)))
    draft.profile = Profile(
        known.name, known.note, kinds=known.kinds, rules=known.rules, personal_data=known.personal_data
    )


def _new_table(draft: Draft, top: list[TopRow]) -> tuple[Table, Sequence[Facts]]:
    """The table as the file itself shows it, with its columns, its rows that do not count, and its amounts."""
    source, table = draft.subject.source, find_table(top)
    shape = FileShape(
        source.encoding or "",  # type: ignore[arg-type]
        source.delimiter or "",
        source.quote or "",
        source.sheet if source.sheet and len(source.sheets) > 1 else "",
        table.first,
        table.last,
        table.first_row,
    )
    draft.change(file=shape)
    ask_sheet(draft)
    tell_file(draft, table)
    columns = _limit_columns(draft, table, facts(draft, table))
    find_fields(draft, table, columns)
    find_leave_outs(draft, columns, amount_columns(draft, columns))
    choose_amount(draft, columns)
    draft.change(unread=unread(draft.profile, columns))
    return table, columns
