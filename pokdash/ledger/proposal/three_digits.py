"""Three digits behind the decimal mark (81,000 beside 12,50): decimals, or thousands after all; a factor 1000."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pokdash.ledger.profile import Filling, Sentence, mark_term
from pokdash.ledger.proposal.draft import Draft
from pokdash.ledger.proposal.measuring import Form, examples, measured
from pokdash.ledger.proposal.model import Answer, Question

LONG = "_long"
"""How the name of a form ends that has three or more decimals where no thousands could be meant (1234,500)."""
_NAMES = {",": ("comma_three", "comma_three_odd"), ".": ("dot_three", "dot_three_odd")}
_SHOWN = 3


def three_digits(found: Sequence[Form], decimal: str) -> list[Form]:
    """The forms with exactly three digits behind this mark, of less than a thousand."""
    return [form for form in found if form.name in _NAMES.get(decimal, ())]


def choose_three_digits(draft: Draft, found: Sequence[Form], proofs: Sequence[Form], known: str) -> None:
    """Put into the profile what three digits behind the decimal mark are; `proofs` are the forms that prove that mark.

    `known` is what the known profile says of them.

    An amount with three or more decimals that cannot be thousands proves decimals. Where every amount with a mark has
    three digits behind it, the choice of the decimal mark has decided this too. Anything else is asked.
    """
    marks = draft.profile.marks
    three = three_digits(found, marks.decimal)
    if not three:
        return
    long = next((form for form in proofs if form.name.endswith(LONG)), None)
    if draft.fits and known:
        meant = draft.keep(_question(draft, three), known)
    elif long:
        meant = draft.settle(_question(draft, three), "decimals", "three_decimals", text=long.text, row=long.row)
    elif marks.unit_words and all(form.name.endswith("_odd") for form in three):
        meant = draft.settle(_question(draft, three), "decimals", "three_unit", text=three[0].text, row=three[0].row)
    elif proofs or draft.fits:
        meant = draft.ask(_measured(draft, _question(draft, three), three))
    else:
        meant = "decimals"
    draft.mark(three_digits=meant)


def _question(draft: Draft, three: Sequence[Form]) -> Question:
    """Without sums: these would cost a look at the whole file for each reading."""
    params: dict[str, Filling] = {
        "text": three[0].text, "row": three[0].row, "count": sum(form.rows for form in three),
        "mark": mark_term(draft.profile.marks.decimal),
    }  # fmt: skip
    readings = tuple(Answer(value, Sentence(f"question.three_{value}", params)) for value in ("decimals", "thousands"))
    return Question("amount.three", "marks", Sentence("question.three", params), readings)


def _measured(draft: Draft, question: Question, three: Sequence[Form]) -> Question:
    rows = tuple(form.row for form in three[:_SHOWN])
    readings = []
    for answer in question.readings:
        marks = replace(draft.profile.marks, three_digits=answer.value)  # type: ignore[arg-type]
        profile = replace(draft.profile, marks=marks)
        total = measured(draft, profile).total
        readings.append(replace(answer, total=total, rows=examples(draft, profile, rows)))
    return replace(question, readings=tuple(readings))
