"""What is expected at the end of a period: money left on some lines and short on others, never netted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from pokdash.domain.burn_down import BurnDown, Outlook
from pokdash.domain.position import LinePosition
from pokdash.domain.status import expected_shortage, range_of_end
from pokdash.figures.burn_down_words import period_end
from pokdash.ui.cached import Facts
from pokdash.ui.say import about, euro, language, listed, say


@dataclass(frozen=True, slots=True)
class Outcome:
    """One ending: how much, where; `short` marks a shortage."""

    amount: str
    where: str
    short: bool = False


def is_final(drawn: BurnDown) -> bool:
    """Whether the period is over and the ledger covers it, so that the end is known and not expected."""
    return drawn.period is not None and drawn.period.outlook is Outlook.FINAL


def title(known: Facts, drawn: BurnDown) -> str:
    """Of which end the outcomes are."""
    return say("kpi.final" if is_final(drawn) else "kpi.forecast", year=_end(known, drawn))


def outcomes(known: Facts, drawn: BurnDown) -> list[Outcome]:
    """What is left on some lines and short on others; estimates are rounded, what is final is exact."""
    ending = drawn.ending
    if ending is None:
        return [Outcome(say("kpi.no_forecast"), "")]
    write = euro if is_final(drawn) or not ending.paced else about
    found = []
    if ending.surplus_lines:
        over = say("kpi.over", amount=write(ending.surplus))
        found.append(Outcome(over, _where(known, drawn, ending.surplus_lines)))
    if ending.shortage_lines:
        short = say("kpi.short" if ending.paced else "kpi.short_now", amount=write(ending.shortage))
        found.append(Outcome(short, _where(known, drawn, ending.shortage_lines), short=True))
    return found or [Outcome(say("kpi.even"), "")]


def _where(known: Facts, drawn: BurnDown, codes: Sequence[str]) -> str:
    if len(known.plan.lines_of(drawn.scope)) == 1:
        return ""
    if len(codes) == 1:
        return say("kpi.on_one", name=known.plan.line(codes[0]).name)
    return say("kpi.on_several", count=len(codes))


def without_forecast(known: Facts, drawn: BurnDown) -> list[str]:
    """Which lines of several have no forecast, what is left of them now, and money that belongs to no line."""
    ending = drawn.ending
    if ending is None:
        return []
    found = []
    if ending.unknown_lines:
        found.append(say("kpi.without_forecast", names=_names(known, ending.unknown_lines), amount=ending.unknown))
    if ending.unmeasured_lines:
        found.append(say("kpi.without_amount", names=_names(known, ending.unmeasured_lines)))
    if ending.without_line:
        found.append(say("kpi.without_line", amount=ending.without_line))
    return found


def margin(known: Facts, drawn: BurnDown) -> list[str]:
    """Between what it comes out in 8 of 10 cases; of several lines only where a shortage stays possible.

    Nothing where the end is known, and nothing without a forecast.
    """
    lines = [known.position.line(line.code) for line in known.plan.lines_of(drawn.scope)]
    if drawn.ending is None or is_final(drawn):
        return []
    if len(lines) > 1:
        possible = [line.name for line in lines if _shortage_possible(line)]
        return [say("margin.shortage_possible", names=", ".join(possible))] if possible else []
    forecast = lines[0].expected.forecast
    if forecast is None:
        return []
    ends = range_of_end(lines[0])
    return [say("margin.too_few_months")] if ends is None else [between(*ends)]


def _shortage_possible(line: LinePosition) -> bool:
    short, ends = expected_shortage(line.figures), range_of_end(line)
    return short is not None and short <= 0 and ends is not None and ends[0] < 0


def between(worst: Decimal, best: Decimal) -> str:
    """In what range it ends, in words: what is left in the worst and in the best of 8 of 10 cases, in euro."""
    if worst < 0 <= best:
        return say("margin.either_way", short=about(-worst), over=about(best))
    kind, ends = ("over", (worst, best)) if worst >= 0 else ("short", (-best, -worst))
    low, high = map(about, ends)
    return say(f"margin.{kind}" if low != high else f"margin.about_{kind}", low=low, high=high)


def _names(known: Facts, codes: Sequence[str]) -> str:
    return ", ".join(known.plan.line(code).name for code in codes)


def sentence(known: Facts, drawn: BurnDown) -> str:
    """How the period ends: at this pace, as far as the ledger goes, or as it ended."""
    if drawn.ending is None:
        figures = known.position.scope(drawn.scope)
        if figures.spent == 0:
            return say("part.nothing_spent", allocated=figures.allocated)
        return say("part.no_forecast")
    if drawn.period is None or not drawn.ending.paced:
        return say("part.short_now", amount=drawn.ending.shortage)
    found = [f"{outcome.amount} {outcome.where}".strip() for outcome in outcomes(known, drawn)]
    until = known.position.known_until
    return say(f"part.{drawn.period.outlook}", year=_end(known, drawn), outcome=listed(found), until=until)


def _end(known: Facts, drawn: BurnDown) -> str:
    return period_end(drawn.period.last_day, language()) if drawn.period else str(known.plan.last_year)
