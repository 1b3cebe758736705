"""What is strange about an import of which every row can be read: most of it comes from a wrong sign, mark or unit."""

from __future__ import annotations

from collections.abc import Iterator

from pokdash.domain.money import ZERO, difference, total
from pokdash.domain.plan import Plan
from pokdash.domain.position import LinePosition, Position
from pokdash.domain.status import budget_after_carry_over
from pokdash.intake.examined import Conversion, Examined, Strange
from pokdash.store.comparison import Alike

CAUSES = ("again", "earlier", "sign", "size", "refunds", "order")
"""What may be behind something strange: text keys `strange.cause_<cause>`."""
_FAR_ABOVE = 2  # times what may be spent
_MANY, _LITTLE = 20, 10  # bookings, and what one of them costs at least on average, in euro
_SPENDING = "expenditure"
_SOME = 3  # bookings that look like others by chance are fewer


def strange(
    examined: Examined,
    plan: Plan,
    after: Position | None,
    alike: Alike | None = None,
    empty_years: tuple[int, ...] = (),
) -> tuple[Strange, ...]:
    """What is strange about the rows of a file, and about the figures `after` saving them; None is not known.

    `alike` are its new bookings that look like bookings which are there already; `empty_years` have no booking then,
    while a later year of the plan has.
    """
    conversion = examined.conversion
    if conversion is None:
        return ()
    lines = {line for _, line, _ in conversion.by_line_and_year}
    touched = [one for one in after.lines if one.code in lines] if after else []
    return (
        *_twice(alike),
        *_empty_years(empty_years),
        *_total(conversion),
        *_below_nothing(touched),
        *_far_above(touched),
        *_dates(conversion, plan),
    )


def _twice(alike: Alike | None) -> Iterator[Strange]:
    """Most new bookings have the line, the day and the amount of another one: maybe the same ledger again."""
    if alike and alike.count >= _SOME and alike.count * 2 >= alike.of:
        yield Strange("twice", "again", {"count": alike.count, "rows": alike.of, "amount": alike.total})


def _empty_years(years: tuple[int, ...]) -> Iterator[Strange]:
    """Years of which nothing is booked: what was spent then would be counted as money that is left."""
    if years:
        yield Strange(
            _which("empty_year", len(years)), "earlier", {"year": years[0], "years": ", ".join(map(str, years))}
        )


def _total(conversion: Conversion) -> Iterator[Strange]:
    """More comes back than goes out, or many bookings come to next to nothing."""
    spent = total(part.total for (kind, _, _), part in conversion.by_line_and_year.items() if kind == _SPENDING)
    rows = sum(part.rows for (kind, _, _), part in conversion.by_line_and_year.items() if kind == _SPENDING)
    if spent < 0:
        yield Strange("negative_total", "sign", {"amount": spent})
    elif rows >= _MANY and spent < rows * _LITTLE:
        yield Strange("small", "size", {"count": rows, "amount": spent})


def _below_nothing(lines: list[LinePosition]) -> Iterator[Strange]:
    """Lines of which less than nothing is spent, so that more is left than may be spent."""
    found = sorted((one.figures.spent, one.name) for one in lines if one.figures.spent and one.figures.spent < 0)
    if found:
        spent, name = found[0]
        yield Strange(
            _which("negative_line", len(found)), "refunds", {"line": name, "amount": spent, "count": len(found)}
        )


def _far_above(lines: list[LinePosition]) -> Iterator[Strange]:
    """Lines of which far more is spent and committed than may be."""
    found = []
    for one in lines:
        budget, figures = budget_after_carry_over(one.figures), one.figures
        used = difference(budget, figures.remaining if figures.available is None else figures.available)
        if budget is not None and used is not None and used > max(budget, ZERO) * _FAR_ABOVE:
            found.append((used - budget, one.name, used, budget))
    if found:
        _, name, used, budget = max(found)
        yield Strange(
            _which("far_above", len(found)),
            "size",
            {"line": name, "amount": used, "budget": budget, "count": len(found)},
        )


def _which(what: str, count: int) -> str:
    """The text for one line, or for more of them."""
    return what if count == 1 else f"{what}s"


def _dates(conversion: Conversion, plan: Plan) -> Iterator[Strange]:
    """Booking dates before the plan begins, or more than a year after it ends."""
    first, last = conversion.first_date, conversion.last_date
    if first and last and (first.year < plan.first_year or last.year > plan.last_year + 1):
        years = {"first_year": plan.first_year, "last_year": plan.last_year}
        yield Strange("dates", "order", {"first": first, "last": last, **years})
