"""The command that shows a burn-down by month: what should remain, what remained, and what is expected to."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from pokdash.cli import as_json
from pokdash.cli.desk import Desk
from pokdash.cli.forecasting import measurer
from pokdash.cli.speech import Speech
from pokdash.cli.table import text_table
from pokdash.domain.burn_down import BurnDown, burn_down
from pokdash.domain.measure import Measuring
from pokdash.domain.month import first_day
from pokdash.domain.monthly_points import MonthlyPoint, monthly, monthly_of_year
from pokdash.domain.plan_events import Event, on_axis
from pokdash.domain.year_panel import YearPanel, year_panels
from pokdash.store import queries

_AMOUNTS = ("planned", "original", "actual", "committed", "forecast", "low", "high", "surplus", "shortage", "spent")
_SHOWN = ("planned", "actual", "surplus", "shortage")


@dataclass(frozen=True, slots=True)
class _Drawn:
    """What was asked for: a scope or (`year`) one year of it, by month; `kind` is whose plan that is."""

    now: Measuring
    burn: BurnDown
    panel: YearPanel | None
    points: Sequence[MonthlyPoint]
    kind: str | None

    @property
    def year(self) -> int | None:
        """The year that was asked for."""
        return self.panel.year if self.panel else None

    @property
    def events(self) -> list[Event]:
        """What happened, in that year where one was asked for; also what lies before or after the axis."""
        if self.year is None:
            drawn = on_axis(self.burn.events, self.burn.first_day, self.burn.last_day)
            return [event for event in self.burn.events if not event.leaving or event in drawn]
        return on_axis(self.burn.events, dt.date(self.year, 1, 1), dt.date(self.year, 12, 31))


def show_burn_down(args: argparse.Namespace, desk: Desk) -> int:
    """Show what remains of a plan, a group or a line by month, or of the money of one year."""
    if (measure := measurer(args, desk)) is None or (snapshot := desk.opened()) is None:
        return 1
    now, speech = measure(args.as_of), desk.speech
    try:
        burn = burn_down(now.plan, now.ledger, now.as_of, args.line or "total")
    except KeyError:
        known = [*(group.code for group in now.plan.groups), *(line.code for line in now.plan.lines)]
        return speech.refuse("cli.burn_down.unknown_line", line=args.line, known=", ".join(known))
    drawn = _Drawn(now, burn, None, monthly(burn), burn.planned_kind)
    if args.year is not None:
        closed = queries.closed_years(snapshot, args.plan, now.as_of)
        panels = {panel.year: panel for panel in year_panels(now.plan, now.ledger, now.as_of, burn.scope, closed)}
        if args.year not in panels:
            known_years = ", ".join(map(str, panels))
            return speech.refuse("cli.burn_down.unknown_year", year=str(args.year), known=known_years)
        panel = panels[args.year]
        drawn = _Drawn(now, burn, panel, monthly_of_year(panel), panel.planned_kind or burn.planned_kind)
    print(as_json.written(_content(drawn)) if args.json else _text(drawn, speech))
    return 0


def _content(drawn: _Drawn) -> dict[str, object]:
    now, panel = drawn.now, drawn.panel
    return {
        "plan": now.plan.id,
        "line": drawn.burn.scope,
        "year": drawn.year,
        "as_of": as_json.day(now.as_of),
        "known_until": as_json.day(now.known_until),
        "generation": now.ledger.generation,
        "example": now.ledger.example,
        "planned_kind": drawn.kind,
        "closed": panel.closed if panel else None,
        "remaining": as_json.amount(
            panel.remaining if panel else drawn.burn.actual[-1].amount if drawn.burn.actual else None
        ),
        "remaining_shown": as_json.amount(panel.shown if panel else None),
        "without_forecast_lines": [] if panel else _unexpected(drawn),
        "points": [_point(one) for one in drawn.points],
        "events": [_event(one) for one in drawn.events],
    }


def _point(point: MonthlyPoint) -> dict[str, object]:
    amounts = {name: as_json.amount(getattr(point, name)) for name in _AMOUNTS}
    return {"month": f"{first_day(point.month):%Y-%m}", **amounts}


def _event(event: Event) -> dict[str, object]:
    return {
        "day": as_json.day(event.day),
        "what": event.happening.value,
        "kind": event.status or (event.kind.value if event.kind else None),
        "text": event.what.nl if event.what else None,
        "line": event.line,
        "year": event.year,
        "amount": as_json.amount(event.amount),
        "decision": event.decision,
        "from_year": event.carry_over.from_year if event.carry_over else None,
        "leaving": event.leaving,
        "received": event.received,
    }


def _text(drawn: _Drawn, speech: Speech) -> str:
    say, now, committed = speech.say, drawn.now, drawn.burn.committed
    shown = [name for name in _SHOWN if any(getattr(point, name) is not None for point in drawn.points)]
    rows = [[f"{first_day(one.month):%Y-%m}", *(_cell(one, name, speech) for name in shown)] for one in drawn.points]
    header = [say("cli.burn_down.month"), *(say(f"cli.burn_down.{name}") for name in shown)]
    told = [
        say("cli.burn_down.known", as_of=now.as_of, until=now.known_until),
        *([say("cli.position.example")] if now.ledger.example else []),
        text_table(header, rows, right=range(1, len(header))),
        *([say("cli.burn_down.assumption")] if drawn.kind == "assumption" else []),
        *([_left(drawn.panel, speech)] if drawn.panel and drawn.panel.remaining is not None else []),
        *([_corrected(drawn.panel, speech)] if drawn.panel and drawn.panel.shown is not None else []),
        *([say("cli.burn_down.committed", amount=committed)] if committed and drawn.year is None else []),
        *_without_forecast(drawn, speech),
    ]
    return "\n".join([*told, *(_told(now, event, speech) for event in drawn.events)])


def _left(panel: YearPanel, speech: Speech) -> str:
    """What is left of a year with its carry-over, so that years add up."""
    return speech.say("cli.burn_down.left", year=str(panel.year), amount=panel.remaining)


def _corrected(panel: YearPanel, speech: Speech) -> str:
    """That a closed year is drawn as it was shown, and what is left of it now."""
    return speech.say("cli.burn_down.corrected", year=str(panel.year), shown=panel.shown, now=panel.remaining)


def _without_forecast(drawn: _Drawn, speech: Speech) -> list[str]:
    """Which lines have no forecast, so that in what is expected to be left they stand as they are now."""
    names = [drawn.now.plan.line(code).name for code in _unexpected(drawn)]
    shown = drawn.panel is None and drawn.burn.surplus
    return [speech.say("cli.burn_down.without_forecast", names=", ".join(names))] if names and shown else []


def _unexpected(drawn: _Drawn) -> list[str]:
    lines = drawn.now.plan.lines_of(drawn.burn.scope)
    return [line.code for line in lines if drawn.now.forecasts[line.code].forecast is None]


def _cell(point: MonthlyPoint, name: str, speech: Speech) -> str:
    amount = getattr(point, name)
    return "" if amount is None else speech.amount(amount)


def _told(now: Measuring, event: Event, speech: Speech) -> str:
    where = now.plan.line(event.line).name if event.line else now.plan.municipality
    known = {"day": event.day, "amount": event.amount, "where": where, "decision": event.decision or "\u2013"}
    if event.what:
        return speech.say("cli.burn_down.event", day=event.day, what=speech.words(event.what))
    if event.carry_over:
        years = {"from_year": str(event.carry_over.from_year), "to_year": str(event.carry_over.to_year)}
        status = speech.say(f"carry_over_status.{event.carry_over.status}")
        return speech.say("cli.burn_down.carry_over", status=status, **known, **years)
    return speech.say(f"cli.burn_down.{event.happening}", **known)
