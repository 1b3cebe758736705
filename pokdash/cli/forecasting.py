"""The command that looks ahead: how every line of a plan is expected to end."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Callable, Sequence

from pokdash.cli import as_json
from pokdash.cli.desk import Desk
from pokdash.cli.speech import Speech
from pokdash.cli.table import text_table
from pokdash.domain.forecast import Declined, Forecast
from pokdash.domain.line_forecast import LineForecast, PlanForecast, plan_forecast
from pokdash.domain.measure import Measuring, default_as_of
from pokdash.domain.status import must_report
from pokdash.store import queries

_AMOUNTS = ("eac", "low", "high")


def show_forecast(args: argparse.Namespace, desk: Desk) -> int:
    """Show the forecast of every line of one plan at a reference date, and how they end."""
    if (measure := measurer(args, desk)) is None:
        return 1
    measuring = measure(args.as_of)
    found = plan_forecast(measuring)
    if args.json:
        print(as_json.written(_content(measuring, found, desk.speech)))
    else:
        print(_text(measuring, found, desk.speech))
    return 0


def measurer(args: argparse.Namespace, desk: Desk) -> Callable[[dt.date | None], Measuring] | None:
    """What measures the plan that was asked for at a day, or (None) at the one shown by itself; None for no plan."""
    if (snapshot := desk.opened()) is None or not desk.knows(snapshot, args.plan):
        return None
    version = queries.plan_version(snapshot, args.plan)
    if version is None:
        return None

    def measure(day: dt.date | None) -> Measuring:
        as_of = day or default_as_of(queries.coverage(snapshot, args.plan), desk.now.astimezone().date())
        return Measuring.of(version.plan, queries.ledger(snapshot, args.plan, as_of), as_of)

    return measure


def _content(measuring: Measuring, found: PlanForecast, speech: Speech) -> dict[str, object]:
    ending = found.ending
    return {
        "plan": measuring.plan.id,
        "as_of": as_json.day(measuring.as_of),
        "known_until": as_json.day(measuring.known_until),
        "generation": measuring.ledger.generation,
        "example": measuring.ledger.example,
        "lines": [_line_content(measuring, line, speech) for line in found.lines],
        "expected_surplus": as_json.amount(ending.surplus if ending and ending.paced else None),
        "surplus_lines": list(ending.surplus_lines) if ending else [],
        "expected_shortage": as_json.amount(ending.shortage if ending else None),
        "shortage_lines": list(ending.shortage_lines) if ending else [],
        "without_forecast": as_json.amount(ending.unknown if ending else None),
        "without_forecast_lines": [line.line for line in found.lines if line.choice.forecast is None],
    }


def _line_content(measuring: Measuring, line: LineForecast, speech: Speech) -> dict[str, object]:
    forecast, thresholds = line.choice.forecast, measuring.plan.thresholds
    figures = measuring.scope(frozenset({line.line}))
    return {
        "line": line.line,
        "method": forecast.method.value if forecast else None,
        "why": speech.say(f"forecast_why.{line.choice.why}"),
        **_amounts(forecast),
        "empty_on": as_json.day(line.empty_on),
        "needed_per_month": as_json.amount(line.needed_per_month),
        "must_report": must_report(figures, thresholds),
        "methods": [_method_content(one, speech) for one in line.methods],
    }


def _method_content(found: Forecast | Declined, speech: Speech) -> dict[str, object]:
    if isinstance(found, Declined):
        declined = speech.say(f"forecast_declined.{found.why}")
        return {"method": found.method.value, **_amounts(None), "declined": declined}
    return {"method": found.method.value, **_amounts(found), "declined": None}


def _amounts(forecast: Forecast | None) -> dict[str, str | None]:
    return {name: as_json.amount(getattr(forecast, name)) if forecast else None for name in _AMOUNTS}


def _text(measuring: Measuring, found: PlanForecast, speech: Speech) -> str:
    say = speech.say
    columns = ("line", "name", "method", *_AMOUNTS, "empty_on", "needed_per_month")
    rows = [_row(measuring.plan.line(line.line).name, line, speech) for line in found.lines]
    told = [
        say("cli.forecast.known", as_of=measuring.as_of, until=measuring.known_until),
        *([say("cli.position.example")] if measuring.ledger.example else []),
        text_table([say(f"cli.forecast.{name}") for name in columns], rows, right=(3, 4, 5, 7)),
        say("cli.forecast.range"),
    ]
    ending = found.ending
    if ending and ending.surplus_lines:
        told.append(say("cli.forecast.over", names=_names(measuring, ending.surplus_lines), amount=ending.surplus))
    if ending and ending.shortage_lines:
        told.append(say("cli.forecast.short", names=_names(measuring, ending.shortage_lines), amount=ending.shortage))
    return "\n".join([*told, say("cli.forecast.never")])


def _row(name: str, line: LineForecast, speech: Speech) -> list[str]:
    forecast = line.choice.forecast
    return [
        line.line,
        name,
        speech.say(f"forecast_method.{forecast.method}" if forecast else "kpi.no_forecast"),
        *(speech.amount(getattr(forecast, figure) if forecast else None) for figure in _AMOUNTS),
        "" if line.empty_on is None else speech.day(line.empty_on),
        "" if line.needed_per_month is None else speech.amount(line.needed_per_month),
    ]


def _names(measuring: Measuring, codes: Sequence[str]) -> str:
    return ", ".join(measuring.plan.line(code).name for code in codes)
