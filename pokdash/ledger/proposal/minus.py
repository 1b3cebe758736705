"""A minus at a word that takes off already (C, Bij, V), or in a column credit: it repeats that, or turns it back."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pokdash.ledger.profile import Filling, Profile, Sentence
from pokdash.ledger.proposal.draft import Draft
from pokdash.ledger.proposal.measuring import examples, measured
from pokdash.ledger.proposal.model import Answer, Question
from pokdash.ledger.source import Kind

_FEW = 4  # corrections are few when there are four times as many ordinary amounts
_REPEATS, _TURNS = "repeats", "turns"
_BY_WORD = "select source_row, amount * flag * sign * {factor} as own, flag * sign as turn from kept where amount <> 0"
_BY_COLUMN = (
    "select source_row, debit_read as own, 1 as turn from kept where debit_read <> 0 "
    "union all select source_row, credit_read, -1 from kept where credit_read <> 0"
)


@dataclass(frozen=True, slots=True)
class Counts:
    """Amounts without (plus) and with a minus, of what is costs by its word or column, and of what comes back."""

    costs_plus: int
    costs_minus: int
    back_plus: int
    back_minus: int
    row: int | None  # the first that comes back with a minus
    costs_row: int | None  # the first of costs with a minus

    @property
    def back_against(self) -> bool:
        """What comes back has a minus more often than corrections could explain."""
        return self.back_minus * _FEW > self.back_plus

    @property
    def costs_against(self) -> bool:
        """Costs have a minus."""
        return self.costs_minus > 0 and self.costs_minus >= self.costs_plus


def says_costs(profile: Profile) -> bool:
    """Whether words or columns say what costs are; a column with + and - only says what the sign of a number is."""
    in_columns = profile.column("debit") or profile.column("credit")
    return bool(in_columns or (profile.flags and not profile.column("sign_flag")))


def choose_minus(draft: Draft) -> str | None:
    """Put into the profile what a minus beside a word does; the sign that costs then have, None if no word says."""
    profile = draft.profile
    said = says_costs(profile)
    if not said and not profile.flags:
        return None
    if draft.subject.source.kind == Kind.AUDIT_FILE:
        return "costs_positive"
    seen = _counts(draft)
    against = said and seen.costs_against
    if draft.fits and profile.marks.minus:
        draft.mark(minus=draft.keep(_question(seen), profile.marks.minus))
    elif against and seen.back_against:
        return None
    elif against or seen.back_against:
        draft.mark(minus=draft.ask(_measured(draft, _question(seen), seen)))
    elif seen.back_minus:
        params: dict[str, Filling] = {"row": seen.row or 0, "below": seen.back_minus, "above": seen.back_plus}
        draft.mark(minus=draft.settle(_question(seen), _TURNS, "minus_turns", **params))
    return _sign(draft.profile, seen) if said else None


def _counts(draft: Draft) -> Counts:
    draft.read_as(draft.profile)
    in_columns = draft.profile.column("debit") or draft.profile.column("credit")
    repeats = draft.profile.marks.minus == _REPEATS
    factor = ("flag * sign * " if repeats else "") + ("1" if draft.profile.marks.sign == "costs_positive" else "(-1)")
    amounts = _BY_COLUMN if in_columns else _BY_WORD.format(factor=factor)
    ((*found,),) = draft.rows("minus", amounts=amounts)
    return Counts(*found)


def _sign(profile: Profile, seen: Counts) -> str:
    """The sign of what the words call costs."""
    return "costs_negative" if profile.marks.minus == _REPEATS and seen.costs_against else "costs_positive"


def _question(seen: Counts) -> Question:
    """Without sums: these would cost a look at the whole file for each reading."""
    row, above, below = seen.row, seen.back_plus, seen.back_minus
    if not below:
        row, above, below = seen.costs_row, seen.costs_plus, seen.costs_minus
    readings = tuple(Answer(value, Sentence(f"question.minus_{value}")) for value in (_REPEATS, _TURNS))
    sentence = Sentence("question.minus", {"row": row or 0, "above": above, "below": below})
    return Question("amount.minus", "sign", sentence, readings)


def _measured(draft: Draft, question: Question, seen: Counts) -> Question:
    """The question with both sums, and a row that shows them."""
    rows = tuple(row for row in (seen.row, seen.costs_row) if row is not None)
    readings = []
    for answer in question.readings:
        marks = replace(draft.profile.marks, minus=answer.value)  # type: ignore[arg-type]
        profile = replace(draft.profile, marks=marks)
        if says_costs(profile):
            profile = replace(profile, marks=replace(marks, sign=_sign(profile, seen)))  # type: ignore[arg-type]
        total = measured(draft, profile).total
        readings.append(replace(answer, total=total, rows=examples(draft, profile, rows)))
    return replace(question, readings=tuple(readings))
