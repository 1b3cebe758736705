"""A position in words and tables, for who reads the command line."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pokdash.cli.speech import Speech
from pokdash.cli.table import text_table
from pokdash.domain.plan import Plan
from pokdash.domain.position import Figures, LinePosition, Position
from pokdash.domain.status import status_key
from pokdash.texts.notation import NO_BREAK

_SHOWN = ("allocated", "spent", "remaining", "committed", "available", "planned_to_date", "forecast")
_SHOWN_FOR_YEARS = ("allocated", "spent", "remaining")


def position_text(plan: Plan, position: Position, speech: Speech) -> str:
    """Heading, lines with their groups and the total, years, and what the sums leave out."""
    parts = [_heading(plan, position, speech), _lines(position, speech), _years(position, speech)]
    return "\n\n".join([*parts, "\n".join(_notes(position, speech))])


def _heading(plan: Plan, position: Position, speech: Speech) -> str:
    version = speech.say("cli.position.version", plan=position.plan, version=position.plan_version)
    lines = [
        f"{plan.municipality}: {plan.title} ({version})",
        speech.say(
            "cli.position.clocks",
            as_of=position.as_of,
            covered_until=position.covered_until,
            generation=position.generation,
        ),
    ]
    if position.example:
        lines.append(speech.say("cli.position.example"))
    return "\n".join(lines)


def _status(line: LinePosition) -> str:
    return status_key(line.status, line.figures.planned_kind)


def _lines(position: Position, speech: Speech) -> str:
    rows = []
    for group in position.groups:
        inside = [line for line in position.lines if line.group == group.code]
        rows += [
            [f"  {line.code}", line.name, *_amounts(line.figures, _SHOWN, speech), speech.say(_status(line))]
            for line in inside
        ]
        rows.append([group.code, group.name, *_amounts(group.figures, _SHOWN, speech), ""])
    rows.append(["", speech.say("cli.position.total"), *_amounts(position.total, _SHOWN, speech), ""])
    header = [speech.say("cli.position.code"), speech.say("cli.position.name"), *_headers(_SHOWN, speech)]
    table = text_table([*header, speech.say("cli.position.status")], rows, right=range(2, 2 + len(_SHOWN)))
    return f"{speech.say('cli.position.in_euro')}\n{table}"


def _years(position: Position, speech: Speech) -> str:
    rows = [[str(part.year), *_amounts(part.figures, _SHOWN_FOR_YEARS, speech)] for part in position.years]
    unphased = [_number(getattr(position.unphased, name), speech) for name in _SHOWN_FOR_YEARS]
    rows.append([speech.say("cli.position.unphased"), *unphased])
    header = [speech.say("cli.position.year"), *_headers(_SHOWN_FOR_YEARS, speech)]
    return text_table(header, rows, right=range(1, 1 + len(_SHOWN_FOR_YEARS)))


def _notes(position: Position, speech: Speech) -> Iterator[str]:
    total, unphased = position.total, position.unphased
    if unphased.allocated != 0 or unphased.spent:
        yield speech.say("cli.position.unphased_is")
    yield speech.say(f"cli.position.planned_{total.planned_kind or 'unknown'}")
    if total.carried_in != 0 or total.carried_out != 0:
        yield speech.say("cli.position.carried", carried_in=total.carried_in, carried_out=total.carried_out)
    for part in position.excluded:
        what = speech.say(f"excluded.what.{part.what}", **part.params)
        why = speech.say(f"excluded.why.{part.why}", **part.params)
        yield speech.say("cli.position.excluded", what=what, why=why)


def _headers(names: tuple[str, ...], speech: Speech) -> list[str]:
    return [speech.say(f"cli.position.{name}") for name in names]


def _amounts(figures: Figures, names: tuple[str, ...], speech: Speech) -> list[str]:
    return [_number(getattr(figures, name), speech) for name in names]


def _number(amount: Decimal | None, speech: Speech) -> str:
    """An amount with cents; the euro sign stands above the table."""
    return speech.amount(amount).replace(f"€{NO_BREAK}", "")
