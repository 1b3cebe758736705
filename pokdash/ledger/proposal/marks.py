"""Which mark stands before the cents: proven by an amount that fits one reading only, or asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pokdash.ledger.profile import Filling, Profile, Sentence, mark_term
from pokdash.ledger.proposal.draft import Draft
from pokdash.ledger.proposal.measuring import Form, examples, forms, measured, ties, written
from pokdash.ledger.proposal.model import Answer, Question
from pokdash.ledger.proposal.three_digits import LONG, choose_three_digits, three_digits
from pokdash.ledger.source import Kind

_COMMA = {"comma_decimals", "dot_thousands", "both_dot_comma", "space_comma", "apostrophe_comma", "dot_three_odd"}
_POINT = {"dot_decimals", "comma_thousands", "both_comma_dot", "space_dot", "apostrophe_dot", "comma_three_odd"}
_ODD = {"dot_three_odd", "comma_three_odd"}
_EITHER = {"dot_three", "comma_three"}
_UNMARKED = {"integer", "zero"}
_OTHER = {",": ".", ".": ","}
_WORD = {",": "comma", ".": "point"}
_MARK = {word: mark for mark, word in _WORD.items()}
_SHOWN = 3  # rows that are shown with a reading


def choose_marks(draft: Draft) -> None:
    """Put the marks into the profile; every amount of the file that is kept is looked at."""
    if draft.subject.source.kind == Kind.AUDIT_FILE:
        draft.mark(decimal=".", thousands="", three_digits="decimals")
        draft.prove("marks", "marks_audit_file")
        return
    found = forms(draft, draft.profile)
    comma, point = _proofs(draft, found)
    known = draft.profile.marks.three_digits
    _choose_decimal(draft, found, comma, point)
    proofs = comma if draft.profile.marks.decimal == "," else point
    choose_three_digits(draft, found, proofs, known)


def _choose_decimal(draft: Draft, found: Sequence[Form], comma: list[Form], point: list[Form]) -> None:
    either = [form for form in found if form.name in _EITHER or (form.name in _ODD and form not in comma + point)]
    if draft.fits and not _contradicts(draft, comma, point):
        _keep(draft, found)
    elif comma and point:
        _ask(draft, found, (comma[0], point[0]), mixed=True)
    elif comma or point:
        proof = (comma or point)[0]
        _settle(draft, found, "," if comma else ".", "marks", text=proof.text, row=proof.row)
    elif either:
        _by_totals(draft, found, either)
    else:
        _no_choice(draft, found)


def best_marks(draft: Draft, profile: Profile) -> Profile:
    """The profile with the marks that its amounts prove, else those of the first reading of the question."""
    return marked(draft, profile, forms(draft, profile))


def marked(draft: Draft, profile: Profile, found: Sequence[Form]) -> Profile:
    """The same, when it is known how the amounts are written."""
    comma, point = _proofs(draft, found)
    decimal = "." if point and not comma else _first(found) if not comma else ","
    return _with(profile, found, decimal)


def _proofs(draft: Draft, found: Sequence[Form]) -> tuple[list[Form], list[Form]]:
    """The forms that only fit a decimal comma, and those that only fit a decimal point.

    81.234 is no amount in euro and cents, but it may be one in thousands, or with a decimal too many. It proves
    something only beside amounts without any mark, which a file that writes three decimals does not have.
    """
    whole = draft.profile.marks.unit_words == "" and any(form.name == "integer" for form in found)
    sure = [(form.name.removesuffix(LONG), form) for form in found if form.name not in _ODD or whole]
    return [form for name, form in sure if name in _COMMA], [form for name, form in sure if name in _POINT]


def _contradicts(draft: Draft, comma: Sequence[Form], point: Sequence[Form]) -> bool:
    """Whether amounts only fit other marks than the known ones; single rows that do are rejected, and told."""
    agree, differ = (comma, point) if draft.profile.marks.decimal == "," else (point, comma)
    return bool((comma or point) if not draft.profile.marks.decimal else (differ and not agree))


def _first(found: Sequence[Form]) -> str:
    """The reading that is put first: the mark stands between thousands."""
    either = next((form for form in found if form.name in _EITHER or form.name in _ODD), None)
    return "." if either is not None and either.name.startswith("comma") else ","


def _with(profile: Profile, found: Sequence[Form], decimal: str) -> Profile:
    names = {form.name for form in found}
    thousands = _OTHER[decimal]
    if any(name.startswith("space") for name in names):
        thousands = " "
    elif any(name.startswith("apostrophe") for name in names):
        thousands = "'"
    three = profile.marks.three_digits or ("decimals" if three_digits(found, decimal) else "")
    marks = replace(profile.marks, decimal=decimal, thousands=thousands, three_digits=three)  # type: ignore[arg-type]
    return replace(profile, marks=marks)


def _set(draft: Draft, found: Sequence[Form], decimal: str) -> None:
    draft.profile = _with(draft.profile, found, decimal)


def _settle(draft: Draft, found: Sequence[Form], mark: str, key: str, **params: Filling) -> None:
    question = _otherwise(draft, found)
    _set(draft, found, _MARK[draft.settle(question, _WORD[mark], key, **params, decimal=mark_term(mark))])


def _keep(draft: Draft, found: Sequence[Form]) -> None:
    """The marks of the known profile; where no amount has a mark there is nothing to choose."""
    decimal = draft.profile.marks.decimal
    if not decimal or all(form.name in _UNMARKED for form in found):
        draft.know("marks")
    elif (mark := _MARK[draft.keep(_otherwise(draft, found), _WORD[decimal])]) != decimal:
        _set(draft, found, mark)


def _otherwise(draft: Draft, found: Sequence[Form]) -> Question:
    """Both readings with a few amounts; their sums would cost a look at the whole file."""
    shown = sorted(
        (form for form in found if form.name not in _UNMARKED), key=lambda form: form.name not in _EITHER | _ODD
    )
    readings = []
    for decimal in _OTHER:
        marks = _with(draft.profile, found, decimal).marks
        terms = {"decimal": mark_term(decimal), "thousands": mark_term(marks.thousands)}
        meaning = Sentence("question.marks_reading", terms)
        readings.append(Answer(_WORD[decimal], meaning, None, written(draft, shown[:_SHOWN], marks)))
    return Question("amount.marks", "marks", Sentence("question.marks_otherwise"), tuple(readings))


def _by_totals(draft: Draft, found: Sequence[Form], either: Sequence[Form]) -> None:
    """A total of the file that adds up under one reading only is a proof."""
    fits = {decimal: ties(draft, _with(draft.profile, found, decimal)) for decimal in _OTHER}
    tied = [decimal for decimal, (_, ok) in fits.items() if ok]
    if len(tied) == 1:
        _settle(draft, found, tied[0], "marks_total", count=fits[tied[0]][0])
    else:
        _ask(draft, found, either, mixed=False)


def _no_choice(draft: Draft, found: Sequence[Form]) -> None:
    """No amount has a mark that could mean two things."""
    if any(form.name.startswith(("space", "apostrophe")) for form in found):
        _set(draft, found, ",")
    draft.prove("marks", "marks_typed" if not found else "marks_whole")


def _ask(draft: Draft, found: Sequence[Form], shown: Sequence[Form], *, mixed: bool) -> None:
    rows = tuple(form.row for form in shown[:_SHOWN])
    others = tuple(form.row for form in found if form.row not in rows)[: _SHOWN - len(rows)]
    first = _first(found)
    readings = tuple(_reading(draft, found, decimal, (*rows, *others)) for decimal in (first, _OTHER[first]))
    params: dict[str, Filling] = {"text": shown[0].text, "row": shown[0].row, "count": sum(form.rows for form in shown)}
    if mixed:
        params |= {"other": shown[1].text, "other_row": shown[1].row}
    sentence = Sentence("question.marks_mixed" if mixed else "question.marks", params)
    _set(draft, found, _MARK[draft.ask(Question("amount.marks", "marks", sentence, readings))])


def _reading(draft: Draft, found: Sequence[Form], decimal: str, rows: tuple[int, ...]) -> Answer:
    profile = _with(draft.profile, found, decimal)
    sums = measured(draft, profile)
    meaning = Sentence(
        "question.marks_reading_unread" if sums.unread else "question.marks_reading",
        {"decimal": mark_term(decimal), "thousands": mark_term(profile.marks.thousands), "count": sums.unread},
    )
    return Answer(_WORD[decimal], meaning, sums.total, examples(draft, profile, rows))
