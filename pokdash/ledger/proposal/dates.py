"""In which order the parts of a date stand: proven by a day above 12 or by the period beside it, or asked."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from pokdash.ledger.profile import Filling, Sentence
from pokdash.ledger.proposal.draft import Draft, sql
from pokdash.ledger.proposal.model import Answer, Question, ReadRow

_ORDERS = ("dmy", "mdy", "ymd", "serial")


def choose_date_order(draft: Draft, stated: dt.date | None) -> None:
    """Put the order into the profile. `stated` is the last day that the file says it covers, if it does."""
    if not draft.profile.column("booking_date"):
        return
    draft.read_as(draft.profile)
    seen = _seen(draft)
    if draft.fits and (not seen["rows"] or seen[draft.profile.marks.date_order]):
        _keep(draft, seen)
    elif not seen["rows"]:
        draft.prove("date", "date_typed")
    elif any(seen[order] == seen["rows"] for order in ("ymd", "serial")) and not seen["differ_ymd"]:
        order = "ymd" if seen["ymd"] == seen["rows"] else "serial"
        _settle(draft, seen, order, f"date_{order}", count=seen["rows"])
    else:
        _day_or_month(draft, seen, stated)


def _seen(draft: Draft) -> dict[str, Any]:
    found = draft.subject.connection.execute(sql("dates"))
    names = [column[0] for column in found.description or ()]
    return dict(zip(names, found.fetchall()[0], strict=True))


def _day_or_month(draft: Draft, seen: dict[str, Any], stated: dt.date | None) -> None:
    possible = [order for order in _ORDERS if seen[order]]
    refuted = {"dmy": seen["only_mdy"], "mdy": seen["only_dmy"]}
    left = [order for order in possible if not refuted.get(order)]
    if not possible:
        draft.prove("date", "date_none", count=seen["rows"])
    elif left in (["dmy"], ["mdy"]):
        order = left[0]
        _settle(draft, seen, order, f"date_{order}", text=seen[f"proof_{order}"], row=seen[f"row_{order}"])
    elif {"dmy", "mdy"} == set(possible) and not seen["differ"] and left:
        draft.mark(date_order="dmy")
        draft.prove("date", "date_same")
    elif set(left) == {"dmy", "mdy"} and _by_neighbours(draft, seen, stated):
        return
    elif len(left) == 1:  # of the dates that can be read
        _settle(draft, seen, left[0], f"date_{left[0]}", count=seen[left[0]])
    else:
        _ask(draft, seen, left or possible)


def _by_neighbours(draft: Draft, seen: dict[str, Any], stated: dt.date | None) -> bool:
    """The period beside the date, or the day until which the file says it goes, can leave one order only."""
    by_period = [
        order for order in ("dmy", "mdy") if seen["with_period"] and seen[f"period_{order}"] == seen["with_period"]
    ]
    if len(by_period) == 1:
        _settle(draft, seen, by_period[0], "date_period", count=seen["with_period"])
        return True
    in_time = [order for order in ("dmy", "mdy") if stated and seen[f"last_{order}"] <= stated]
    if stated and len(in_time) == 1:
        _settle(draft, seen, in_time[0], "date_stated", day=stated)
        return True
    return False


def _settle(draft: Draft, seen: dict[str, Any], order: str, key: str, **params: Filling) -> None:
    """What is proven, with the other orders that some date fits."""
    question = _otherwise(draft, seen)
    if len(question.readings) > 1:
        order = draft.settle(question, order, key, **params)
    else:
        draft.prove("date", key, **params)
    draft.mark(date_order=order)


def _keep(draft: Draft, seen: dict[str, Any]) -> None:
    """The order of the known profile, with the other orders that some date fits."""
    question, order = _otherwise(draft, seen), draft.profile.marks.date_order
    if len(question.readings) > 1 and seen[order]:
        draft.mark(date_order=draft.keep(question, order))
    else:
        draft.know("date")


def _otherwise(draft: Draft, seen: dict[str, Any]) -> Question:
    orders = [order for order in _ORDERS if seen[order]]
    return replace(_question(draft, seen, orders), sentence=Sentence("question.date_otherwise"))


def _ask(draft: Draft, seen: dict[str, Any], orders: list[str]) -> None:
    draft.mark(date_order=draft.ask(_question(draft, seen, orders)))


def _question(draft: Draft, seen: dict[str, Any], orders: list[str]) -> Question:
    rows = seen["rows_shown"] or []
    readings = tuple(_reading(draft, seen, order, rows) for order in orders)
    sentence = Sentence("question.date_order", {"count": seen["differ"] or seen["rows"]})
    return Question("date.order", "date", sentence, readings)


def _reading(draft: Draft, seen: dict[str, Any], order: str, rows: list[int]) -> Answer:
    days = {"first": seen[f"first_{order}"], "last": seen[f"last_{order}"]}
    shown: tuple[ReadRow, ...] = ()
    if rows:
        found = draft.rows("date_examples", order=order, rows=", ".join(map(str, rows)))
        shown = tuple(ReadRow(*row) for row in found)
    return Answer(order, Sentence(f"question.date_{order}", days), None, shown)
