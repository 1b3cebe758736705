"""The command that looks back: how good every way to forecast would have been on earlier days."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from pokdash.cli import as_json
from pokdash.cli.desk import Desk
from pokdash.cli.forecasting import measurer
from pokdash.cli.speech import Speech
from pokdash.cli.table import text_table
from pokdash.domain.backtest import MethodRecord, Tried, backtest, month_ends, records
from pokdash.domain.measure import Measuring


def show_backtest(args: argparse.Namespace, desk: Desk) -> int:
    """Make every forecast again with what was known at earlier month ends, and compare it with what came."""
    if (measure := measurer(args, desk)) is None:
        return 1
    now = measure(args.as_of)
    tried = backtest(now, (measure(day) for day in month_ends(now)))
    if args.json:
        print(as_json.written(_content(now, tried)))
    else:
        print(_text(now, records(tried), desk.speech))
    return 0


def _content(now: Measuring, tried: Sequence[Tried]) -> dict[str, object]:
    return {
        "plan": now.plan.id,
        "as_of": as_json.day(now.as_of),
        "known_until": as_json.day(now.known_until),
        "generation": now.ledger.generation,
        "example": now.ledger.example,
        "methods": [_record_content(one) for one in records(tried)],
        "forecasts": [_tried_content(one) for one in tried],
    }


def _record_content(record: MethodRecord) -> dict[str, object]:
    return {
        "method": record.method.value if record.method else "shown",
        "forecasts": record.count,
        "with_range": record.ranged,
        "within_range": record.within,
        "mean_error": as_json.amount(record.mean_error),
    }


def _tried_content(tried: Tried) -> dict[str, object]:
    return {
        "line": tried.line,
        "made_on": as_json.day(tried.made_on),
        "for": as_json.day(tried.forecast.day),
        "method": tried.forecast.method.value,
        "shown": tried.shown,
        "expected": as_json.amount(tried.forecast.eac),
        "low": as_json.amount(tried.forecast.low),
        "high": as_json.amount(tried.forecast.high),
        "came": as_json.amount(tried.came),
        "error": as_json.amount(tried.error),
        "within_range": tried.within,
    }


def _text(now: Measuring, found: Sequence[MethodRecord], speech: Speech) -> str:
    say = speech.say
    columns = ("method", "count", "ranged", "within", "mean_error")
    rows = [
        [
            say(f"forecast_method.{one.method}" if one.method else "cli.backtest.shown"),
            *(speech.count(number) for number in (one.count, one.ranged, one.within)),
            speech.amount(one.mean_error),
        ]
        for one in found
    ]
    told = [
        say("cli.backtest.known", as_of=now.as_of),
        *([say("cli.position.example")] if now.ledger.example else []),
        text_table([say(f"cli.backtest.{name}") for name in columns], rows, right=range(1, 5)),
        say("cli.backtest.hindsight"),
    ]
    return "\n".join(told)
