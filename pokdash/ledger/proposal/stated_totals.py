"""What the text around the table says of the bookings: their sum (Controletotaal: 1.234,56) and how many there are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pokdash.ledger import shortened
from pokdash.ledger.profile import Filling, Sentence
from pokdash.ledger.proposal.draft import Draft
from pokdash.ledger.proposal.model import Answer, Question
from pokdash.ledger.proposal.totals import BEFORE

_MOST = 50  # texts below the bookings
_ROWS = (
    r"(?:boekings)?regels?|boekingen|mutaties|rijen|records?|posten|boekstukken|journaalposten|transacties|rows|lines"
)
_OVER = (
    r"(?: (?:generaal|uitgaven|lasten|kosten|bestedingen|realisatie|t/?m|tot en met|van|in|over|dit|bestand|overzicht"
    r"|(?:boek)?jaar|(?:19|20)\d\d(?!\d|[.,]\d)|(?:jan|feb|mrt|maa|apr|mei|jun|jul|aug|sep|okt|nov|dec)[a-z]*"
    r"|\d\d?-\d\d?-\d{4})){0,6}"
)
_SUM = re.compile(
    r"(?i)(?:^|[\s;|(])(?P<text>(?:(?:controle|control)[- ]?(?:totaal|getal|bedrag|total)|totaal ?bedrag|bedrag totaal"
    r"|totaalsaldo|eindtotaal|(?:generaal )?totaal|(?:grand )?total)(?: (?P<side>debet|debit|credit|bedrag|amount|saldo"
    rf"|mutaties|boekingen|geboekt))?{_OVER}\s*(?:\(?(?:€|eur|euro)\)?)?\s*(?P<mark>[:=])?\s*(?:€|eur)?\s*"
    r"(?P<number>\(?[-+]?\s?\d[\d., ']*\d(?:,-)?-?\)?|\d))(?:\s*(?:€|eur|euro)?)?\s*(?:$|[;|)])"
)
_COUNT = re.compile(
    rf"(?i)(?:^|[\s;|(])(?P<text>(?:(?:(?:totaal )?aantal(?: gelezen)?|totaal|number of|total)\s*(?:{_ROWS})"
    rf"|(?:aantal|(?!regel\b|record\b)(?:{_ROWS}))(?=\s*[:=]\s*[\d.]+\s*(?:$|[;|)])))"
    r"\s*(?P<mark>[:=])?\s*(?P<number>\d+(?:\.\d{3})*))(?![\d.,]*\d)(?!\s*(?:per\b|/))"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_OF_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_PLANNED = re.compile(
    r"(?i)\b(?:begroting|begroot|begrote?|begrutting|budget|raming|geraamde?|krediet|estimated?|planned)\b[^;|]*$"
)
_PAGE = re.compile(r"(?i)\b(?:pagina|page|side|blad|bladzijde)\b")
_SURE = re.compile(r"(?i)contr|bedrag|€|eur|[.,]")
_GROUPED = {
    mark: re.compile(rf"\d+(?:\{mark}\d+)?|\d{{1,3}}(?:\{other}\d{{3}})+(?:\{mark}\d+)?")
    for mark, other in (",.", ".,")
}
_SIDES = {"debet": 1, "debit": 1, "credit": 2}


@dataclass(frozen=True, slots=True)
class _Stated:
    """What a text says; `values` are its number in every way that its marks can be read. `side`: 0 all, 1 debit, 2.

    `sign`: -1 or 1 if it has one, else 0.
    """

    text: str
    values: frozenset[Decimal]
    side: int = 0
    sign: int = 0


def compare_stated(draft: Draft, titles: Iterable[str]) -> None:
    """Tell that the text around the table agrees with what is read; if it does not, a person must say so.

    As long as it is asked how amounts are read, sums say nothing.
    """
    texts = [*titles, *_below(draft)]
    decimal = draft.profile.marks.decimal
    sums, counts = list(_found(_SUM, texts, decimal)), list(_found(_COUNT, texts, ","))
    if not (sums or counts) or any(question.part in BEFORE for question in draft.questions):
        return
    draft.read_as(draft.profile)
    number = draft.profile.column("booking_number")
    ((every, debit, credit, rows, years),) = draft.rows(
        "stated", number=f"c{number.number}" if number else "source_row"
    )
    if every[0] is None:  # no amount can be read: every row is rejected, and says so
        return
    ways = [[abs(value) for value in way if value is not None] or [Decimal(0)] for way in (every, debit, credit)]
    total = Decimal(every[0])
    unit = draft.profile.marks.unit
    turned = -1 if draft.profile.marks.sign == "costs_negative" else 1
    signed = [value * turned for value in every if value is not None]
    apart = []
    for one in sums:
        able = signed if one.sign and not one.side else ways[one.side]
        if _OF_YEAR.search(one.text):
            able = [*able, *(value * turned if one.sign else abs(value) for value in years or ())]
        by_sign = one.sign if one.sign and not one.side else 1
        if not any(_agrees(value * by_sign, unit, one_able) for value in one.values for one_able in able):
            apart.append(one)
    _tell(draft, "stated_sum", sums, apart, total=_of_side(ways, apart, total))
    _tell(draft, "stated_rows", counts, [one for one in counts if not one.values & set(rows)], rows=rows[0])


def _agrees(stated: Decimal, unit: int, total: Decimal) -> bool:
    """Whether this is the sum, in euro or in the unit of the amounts; in thousands or millions it may be rounded."""
    exponent = stated.as_tuple().exponent
    rounding = Decimal(unit).scaleb(int(exponent)) / 2 if unit > 1 else Decimal(0)
    return stated == total or abs(stated * unit - total) <= rounding


def _of_side(ways: Sequence[Sequence[Decimal]], apart: Sequence[_Stated], total: Decimal) -> Decimal:
    """The sum that the first text that is not right is compared with."""
    side = apart[0].side if apart else 0
    return total if side == 0 else max(ways[side], default=Decimal(0))


def _tell(draft: Draft, key: str, stated: Sequence[_Stated], apart: Sequence[_Stated], **params: Filling) -> None:
    if apart:
        sentence = Sentence(f"question.{key}", {"text": shortened(apart[0].text), **params})
        draft.ask(Question(f"totals.{key}", "leave_out", sentence, (Answer("read", Sentence("question.stated_read")),)))
    elif stated:
        draft.prove("leave_out", key, text=shortened(stated[0].text))


def _below(draft: Draft) -> list[str]:
    """The texts below the bookings."""
    if not any(rule.reason in ("tail", "subtotal") for rule in draft.profile.leave_out):
        return []
    draft.read_as(draft.profile)
    cells = ", ".join(f"nullif(trimmed(c{number}), '')" for number in range(1, draft.subject.grid.columns + 1))
    return [text for _, text in draft.rows("stated_texts", cells=cells, most=str(_MOST))]


def _found(pattern: re.Pattern[str], texts: Iterable[str], decimal: str) -> Iterator[_Stated]:
    for text in texts:
        for match in pattern.finditer(text):
            number = match["number"].strip()
            if not _is_other(pattern, text, match, number):
                side = _SIDES.get((match.groupdict().get("side") or "").casefold(), 0)
                sign = -1 if re.search(r"^[-(]|\d-$", number) else int(number.startswith("+"))
                yield _Stated(match["text"].strip(), frozenset(_values(number, decimal)), side, sign)


def _is_other(pattern: re.Pattern[str], text: str, match: re.Match[str], number: str) -> bool:
    """Whether the number is a year, a number of pages, or a sum that is planned."""
    said = match["text"]
    if _YEAR.fullmatch(number) and (not match["mark"] or (pattern is _SUM and not _SURE.search(said))):
        return True
    if pattern is _COUNT or re.match("(?i)contr", said):
        return False
    is_page = bool(_PAGE.search(text)) and len(number) <= len("999") and not _SURE.search(said)
    return is_page or bool(_PLANNED.search(text[: match.start("text")]))


def _values(written: str, decimal: str) -> Iterator[Decimal]:
    """The number as the amounts are read; if its marks do not fit that, with the other mark before its decimals.

    Where no amount has a mark, three digits behind a mark are thousands.
    """
    bare = re.sub(r"[^\d.,]", "", written.removesuffix(",-"))
    first = decimal or ("." if re.search(r",\d{3}$", bare) else ",")
    for mark in (first, "." if first == "," else ","):
        if _GROUPED[mark].fullmatch(bare):
            yield Decimal(bare.replace("." if mark == "," else ",", "").replace(mark, "."))
            return
