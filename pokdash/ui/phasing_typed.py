"""The months that a person gives to an amount: the way to divide, and what that way asks for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass

import streamlit as st

from pokdash.domain.month import first_day, last_day, month_number
from pokdash.domain.plan import Plan
from pokdash.domain.plan_changes import PhasingMethod
from pokdash.domain.recordable import Months
from pokdash.texts import typed_amount
from pokdash.ui.say import language, month, say

_OF_PERIOD = (
    PhasingMethod.EQUAL_MONTHS, PhasingMethod.YEAR_AMOUNTS, PhasingMethod.MONTH_AMOUNTS, PhasingMethod.FROM_TO,
    PhasingMethod.FRONT_LOADED, PhasingMethod.BACK_LOADED,
)  # fmt: skip
_OF_BOTH = (PhasingMethod.EQUAL_MONTHS, PhasingMethod.FRONT_LOADED, PhasingMethod.BACK_LOADED)
_OF_YEARS = (
    PhasingMethod.EQUAL_MONTHS_WITHIN_YEAR, PhasingMethod.MONTH_AMOUNTS, PhasingMethod.FRONT_LOADED,
    PhasingMethod.BACK_LOADED,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Typed:
    """What was filled in; `months` None where something is missing or cannot be read, which `wrong` says."""

    months: Months | None
    wrong: str = ""


def choose(plan: Plan, scope: str, years: Collection[int | None], now: tuple[int, int]) -> Typed:
    """Ask for the way to divide the amounts of a scope, and for what it needs.

    `years` are those that it has amounts for (None: for the period), `now` the months in use (numbers).
    """
    methods = _OF_YEARS if None not in years else _OF_PERIOD if set(years) == {None} else _OF_BOTH
    key = f"phasing-{plan.id}-{scope}"
    method = st.segmented_control(
        say("phasing.method"),
        methods,
        format_func=lambda one: say(f"phasing_method.{one}"),
        key=f"{key}-method",
        default=methods[0],
        required=True,
    )
    method = PhasingMethod(method or methods[0])
    if method is PhasingMethod.FROM_TO:
        return _from_to(plan, now, key)
    first, last = _months(plan, now, key)
    if last < first:
        return Typed(None, say("phasing.months_order"))
    if method is PhasingMethod.YEAR_AMOUNTS:
        return _typed(method, first, last, _year_fields(first, last, key))
    if method is PhasingMethod.MONTH_AMOUNTS:
        return _typed(method, first, last, _month_fields(first, last, key))
    return Typed(Months(method, first, last))


def _months(plan: Plan, now: tuple[int, int], key: str) -> tuple[int, int]:
    every = range(plan.first_year * 12, plan.last_year * 12 + 12)
    with st.container(key=f"{key}-range", horizontal=True):
        found = [
            st.selectbox(
                say(f"phasing.{name}"),
                every,
                index=every.index(number),
                format_func=lambda one: month(first_day(one)),
                key=f"{key}-{name}",
            )
            for name, number in (("first", max(now[0], every[0])), ("last", min(now[1], every[-1])))
        ]
    return found[0], found[1]


def _from_to(plan: Plan, now: tuple[int, int], key: str) -> Typed:
    days = {"first_day": first_day(now[0]), "last_day": last_day(now[1])}
    with st.container(key=f"{key}-days", horizontal=True):
        begin, end = (
            st.date_input(
                say(f"phasing.{name}"),
                day,
                format="DD-MM-YYYY",
                key=f"{key}-{name}",
                min_value=dt.date(plan.first_year, 1, 1),
                max_value=dt.date(plan.last_year, 12, 31),
            )
            for name, day in days.items()
        )
    if end < begin:
        return Typed(None, say("phasing.days_order"))
    return Typed(Months(PhasingMethod.FROM_TO, month_number(begin), month_number(end), {}, begin, end))


def _year_fields(first: int, last: int, key: str) -> dict[int, str]:
    with st.container(key=f"{key}-years", horizontal=True):
        return {
            year: str(st.text_input(say("phasing.amount_of", year=str(year)), key=f"{key}-amount-{year}"))
            for year in range(first // 12, last // 12 + 1)
        }


def _month_fields(first: int, last: int, key: str) -> dict[int, str]:
    columns = {say("phasing.month"): [month(first_day(one)) for one in range(first, last + 1)]}
    columns[say("phasing.amount")] = [""] * (last - first + 1)
    edited = st.data_editor(
        columns, key=f"{key}-own-{first}-{last}", disabled=[say("phasing.month")], hide_index=True, height=300
    )
    return {first + at: str(written or "") for at, written in enumerate(edited[say("phasing.amount")])}


def _typed(method: PhasingMethod, first: int, last: int, fields: Mapping[int, str]) -> Typed:
    """The amounts as numbers; an empty field is nothing for that year or month."""
    given = {when: typed_amount(written, language()) for when, written in fields.items() if written.strip()}
    unread = [fields[when] for when, amount in given.items() if amount is None]
    if unread:
        return Typed(None, say("phasing.unread", found=unread[0]))
    amounts = {when: amount for when, amount in given.items() if amount is not None}
    if not amounts:
        return Typed(None, say("phasing.fill_in"))
    if min(amounts.values()) < 0:
        return Typed(None, say("phasing.below_zero", found=min(amounts.values())))
    return Typed(Months(method, first, last, amounts))
