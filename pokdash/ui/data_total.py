"""Klopt dit met uw financiële administratie?: saved, known and rejected make the file, and the file the own total."""

from __future__ import annotations

import re
from decimal import Decimal

import streamlit as st

from pokdash.intake import Conversion, Imported, Refused
from pokdash.ui import parts
from pokdash.ui.say import euro, language, number, say, say_count

_AMOUNT = {
    "nl": re.compile(r"-?(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d{1,2})?"),
    "en": re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d{1,2})?"),
}


def draw(conversion: Conversion, outcome: Imported | Refused | None, upload: int) -> None:
    """The sum of the file in its parts, and the difference with the total that the adviser types."""
    not_ours = conversion.reasons.get("not_in_plan")
    rows = [(_saved(conversion, outcome), conversion.loaded.total)]
    if not_ours:
        rows.append((say_count("data.total.not_in_plan", not_ours.rows), not_ours.total))
    if conversion.rejected.rows:
        rejected = conversion.rejected
        known = say("data.total.rejected", amounts=number(rejected.with_amount), rows=number(rejected.rows))
        rows.append((known, rejected.total if rejected.with_amount else Decimal(0)))
    total = sum((amount for _, amount in rows), Decimal(0))
    with st.container(key="data-total", border=True):
        parts.html("data_total.html", rows=rows, total=total)
        typed = st.text_input(say("data.total.yours"), key=f"data-total-{upload}", max_chars=30)
        if typed.strip():
            _compare(typed, total)


def _saved(conversion: Conversion, outcome: Imported | Refused | None) -> str:
    known = outcome.duplicates if isinstance(outcome, Imported) else 0
    if known:
        return say_count("data.total.with_known", conversion.loaded.rows, known=number(known))
    return say_count("data.total.saved", conversion.loaded.rows)


def _compare(typed: str, total: Decimal) -> None:
    yours = amount(typed, language())
    if yours is None:
        parts.message("warning", say("data.total.unread"))
    elif yours == total:
        parts.message("info", say("data.total.same", yours=yours))
    else:
        parts.message("warning", say("data.total.differs", yours=yours, difference=euro(yours - total)))


def amount(typed: str, tongue: str) -> Decimal | None:
    """What a person types as an amount in this language; None where it is no amount."""
    digits = re.sub(r"[\s€]", "", typed).replace("\u2212", "-")
    english = tongue == "en"
    if not _AMOUNT["en" if english else "nl"].fullmatch(digits):
        return None
    plain = digits.replace(",", "") if english else digits.replace(".", "").replace(",", ".")
    return Decimal(plain)
