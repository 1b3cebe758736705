"""Whether a cost is above or below zero: by debit and credit, by words beside the amount, or asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from pokdash.ledger.profile import FlagWord, Profile, Sentence
from pokdash.ledger.proposal.draft import Draft
from pokdash.ledger.proposal.measuring import examples, look_at_shapes, measured
from pokdash.ledger.proposal.minus import choose_minus, says_costs
from pokdash.ledger.proposal.model import Answer, Question
from pokdash.ledger.proposal.vocabulary import FLAG_WORDS, may_be_flags

_SIGNS = ("costs_positive", "costs_negative")
_MANY, _PART = 3, 10  # a word that stands in three rows, and in a tenth of all, is no slip of the pen
_SEVERAL = 2  # rows with a word, beside another word that is asked
_WORD = "flag="  # how the key of the question about a word begins
_SIGN_WORDS = {"+": 1, "-": -1, "": 1}  # a column that only repeats plus and minus


def find_flags(draft: Draft) -> None:
    """Put the words that say a sign into the profile; a word that is not known is a question."""
    if not draft.fits and draft.profile.column("amount") and not draft.profile.column("flag"):
        _words_at_amount(draft)
    if draft.profile.column("sign_flag"):
        draft.change(flags=_joined(draft, _SIGN_WORDS))
    field = "flag_text" if draft.profile.column("flag") or draft.profile.marks.flag_at_amount else None
    if field is None:
        return
    draft.read_as(draft.profile)
    found = {word: (rows, row) for word, rows, row in draft.rows("flags", word=field)}
    counts = {word: rows for word, (rows, _) in found.items()}
    for word, (rows, row) in found.items():
        if any(flag.word.upper() == word for flag in draft.profile.flags):
            continue
        if draft.profile.marks.flag_at_amount and not _may_say(word, counts):
            continue
        if word in FLAG_WORDS:
            draft.change(flags=_joined(draft, {word: FLAG_WORDS[word]}))
            draft.prove("sign", "flag_plus" if FLAG_WORDS[word] > 0 else "flag_minus", word=word, count=rows, row=row)
        else:
            draft.change(flags=_joined(draft, {word: _asked(draft, word, rows, row)}))


def _may_say(word: str, counts: Mapping[str, int]) -> bool:
    """Whether a word in the cell of an amount may say its sign; where it cannot, its row is rejected."""
    known = not word or word in FLAG_WORDS or may_be_flags([other for other in counts if other])
    asked = any(other and other not in FLAG_WORDS and _is_usual(rows, counts) for other, rows in counts.items())
    return known or _is_usual(counts[word], counts) or (asked and counts[word] >= _SEVERAL)


def choose_sign(draft: Draft) -> None:
    """Put the sign of costs into the profile."""
    profile = draft.profile
    if not profile.has_amounts:
        return
    said, minus = says_costs(profile), choose_minus(draft)
    draft.read_as(draft.profile)
    ((above, below, back_above, back_below, *rows),) = draft.rows("signs")
    if not above and not below and _all_unread(draft):
        return
    open_question = _question(draft, (above, below), tuple(row for row in rows[:2] if row is not None), minus)
    question = replace(open_question, sentence=Sentence("question.sign_otherwise"))
    costs_above, costs_below = above - back_above, below - back_below
    if draft.fits:
        sign = draft.keep(question, profile.marks.sign)
    elif minus:
        sign = _by_words(draft, question, minus, (above, below))
    elif said:
        sign = draft.ask(open_question)
    elif back_below and not back_above and costs_above > costs_below:
        # Credit notes have the other sign than costs: a proof only if the other amounts agree.
        sign = draft.settle(question, "costs_positive", "sign_refund", count=back_below, row=rows[2])
    elif back_above and not back_below and costs_below > costs_above:
        sign = draft.settle(question, "costs_negative", "sign_refund_above", count=back_above, row=rows[3])
    else:
        sign = draft.ask(open_question)
    draft.mark(sign=sign)


def _by_words(draft: Draft, question: Question, minus: str, signs: tuple[int, int]) -> str:
    """The sign that words or columns prove; nothing is proven while it is asked what a word means."""
    if any(one.key.startswith(_WORD) for one in draft.questions) and question.key not in draft.given:
        return minus
    costs, back = signs if minus == draft.profile.marks.sign else reversed(signs)
    key = "sign_debit_credit" if draft.profile.column("debit") or draft.profile.column("credit") else "sign_words"
    return draft.settle(question, minus, key, costs=costs, back=back)


def _all_unread(draft: Draft) -> bool:
    """Whether no amount can be read: then every row is rejected, and a sign would change nothing."""
    found = measured(draft, draft.profile)
    return found.rows > 0 and found.unread == found.rows


def _words_at_amount(draft: Draft) -> None:
    """N75.000 and 100,00 C: words in the cell of the amount itself."""
    look_at_shapes(draft, draft.profile)
    found = dict(draft.rows("words_at_amount"))
    words = [word for word in found if word]
    if any(word in FLAG_WORDS or _is_usual(found[word], found) for word in words) or (words and may_be_flags(words)):
        draft.mark(flag_at_amount=True)


def _is_usual(rows: int, found: Mapping[str, int]) -> bool:
    """Whether so many rows have a word that it says something; in a few rows it is a slip of the pen in an amount."""
    return rows >= _MANY and rows * _PART >= sum(found.values())


def _joined(draft: Draft, words: dict[str, int]) -> tuple[FlagWord, ...]:
    known = {flag.word.upper() for flag in draft.profile.flags}
    new = tuple(FlagWord(word, sign) for word, sign in words.items() if word not in known)  # type: ignore[arg-type]
    return (*draft.profile.flags, *new)


def _asked(draft: Draft, word: str, rows: int, row: int) -> int:
    readings = (Answer("1", Sentence("question.flag_plus")), Answer("-1", Sentence("question.flag_minus")))
    sentence = Sentence("question.flag" if word else "question.flag_empty", {"word": word, "count": rows, "row": row})
    return int(draft.ask(Question(f"{_WORD}{word}", "sign", sentence, readings)))


def _question(draft: Draft, signs: tuple[int, int], rows: tuple[int, ...], by_words: str | None) -> Question:
    """Both readings of the amounts as they are read now, which is with the sign of the profile.

    `by_words`: the sign that costs have by their words.
    """
    total, shown = measured(draft, draft.profile).total, examples(draft, draft.profile, rows)
    turned = tuple(replace(row, read=-row.read if isinstance(row.read, Decimal) else None) for row in shown)
    both = [(total, shown), (-total, turned)]
    if draft.profile.marks.sign == "costs_negative":
        both.reverse()
    meanings = _meanings(draft.profile)
    said = zip(_SIGNS, reversed(meanings) if by_words == _SIGNS[1] else meanings, both, strict=True)
    readings = tuple(Answer(value, Sentence(f"question.{meaning}"), *read) for value, meaning, read in said)
    sentence = Sentence("question.sign", {"above": signs[0], "below": signs[1]})
    return Question("amount.sign", "sign", sentence, readings)


def _meanings(profile: Profile) -> tuple[str, str]:
    """What costs are when the words hold, and when they hold the other way round; without words: by their sign."""
    if not says_costs(profile):
        return "sign_costs_positive", "sign_costs_negative"
    if profile.column("debit") or profile.column("credit"):
        return "sign_debit", "sign_credit"
    return "sign_words", "sign_words_turned"
