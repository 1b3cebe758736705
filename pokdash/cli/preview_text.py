"""What an import does or would do, in words: rows, sums, what is strange, and every gauge before and after."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pokdash.cli.answers import typed_answer
from pokdash.cli.speech import Speech
from pokdash.cli.table import text_table
from pokdash.domain.money import difference
from pokdash.domain.position import Figures, Position
from pokdash.domain.status import status_key
from pokdash.intake import Imported, Refused, repeats
from pokdash.intake.examined import Conversion, Examined, PersonalData, Strange
from pokdash.ledger.proposal import PERSONAL_DATA

_MOVED = ("spent", "committed", "remaining")


def counts_text(examined: Examined, outcome: Imported | Refused | None, speech: Speech) -> str:
    """Rows read and what became of each, why rows were left out, the sum and the period, and each line and year."""
    conversion = examined.conversion
    if conversion is None:
        return speech.say("cli.import.read_only", rows=speech.count(examined.rows_read))
    blocks = [
        "\n".join(_sums(examined, conversion, outcome, speech)),
        _left_out(conversion, speech),
        _lines_and_years(conversion, speech),
        _repeats(conversion, speech),
        _personal_data(conversion.personal_data, speech),
    ]
    return "\n\n".join(filter(None, blocks))


def _sums(
    examined: Examined, conversion: Conversion, outcome: Imported | Refused | None, speech: Speech
) -> Iterator[str]:
    rows = {"read": conversion.rows_read, "left_out": conversion.left_out.rows}
    if isinstance(outcome, Imported):
        rows |= {"known": outcome.duplicates, "rejected": outcome.rows_rejected}
        rows["added"] = outcome.rows - outcome.rows_left_out - outcome.rows_rejected
    else:
        rows |= {"good": conversion.loaded.rows, "rejected": conversion.rejected.rows}
    said = {name: speech.count(count) for name, count in rows.items()}
    if isinstance(outcome, Imported) and outcome.duplicates:
        added = difference(outcome.total, outcome.total_duplicates)
        yield speech.say("cli.import.rows_known", **said)
        yield speech.say("cli.import.total_known", total=outcome.total, added=added)
    elif isinstance(outcome, Imported):
        yield speech.say("cli.import.rows_added", **said)
        yield speech.say("cli.import.total", total=outcome.total)
    else:
        yield speech.say("cli.import.rows", **said)
        yield speech.say("cli.import.total", total=conversion.loaded.total)
    if isinstance(outcome, Imported) and outcome.total_reversed != 0:
        yield speech.say("cli.import.total_reversed", back=outcome.total_reversed)
    if conversion.first_date is not None:
        yield speech.say("cli.import.period", first=conversion.first_date, last=conversion.last_date)
    yield speech.say("cli.import.covered", covered_until=examined.proposal.covered_until)


def _left_out(conversion: Conversion, speech: Speech) -> str:
    first = {one.reason: one.line for one in reversed(conversion.left_out_rows)}
    rows = [
        [
            speech.say(f"left_out.{reason}"),
            speech.count(part.rows),
            speech.amount(part.total) if part.with_amount else "",
            str(first.get(reason, "")),
        ]
        for reason, part in conversion.reasons.items()
    ]
    header = [speech.say(f"cli.import.{name}") for name in ("left_out_why", "rows_count", "amount", "first_row")]
    return text_table(header, rows, right=[1, 2, 3]) if rows else ""


def _lines_and_years(conversion: Conversion, speech: Speech) -> str:
    rows = [
        [
            line,
            "" if year is None else str(year),
            speech.say(f"cli.import.kind_{kind}"),
            speech.count(part.rows),
            speech.amount(part.total),
        ]
        for (kind, line, year), part in sorted(
            conversion.by_line_and_year.items(), key=lambda pair: (pair[0][1], pair[0][2] or 0, pair[0][0])
        )
    ]
    header = [speech.say(f"cli.import.{name}") for name in ("line", "year", "kind", "count", "amount")]
    return text_table(header, rows, right=[3, 4]) if rows else ""


def _repeats(conversion: Conversion, speech: Speech) -> str:
    told = repeats(conversion, None)
    return "\n".join(
        speech.say(f"repeats.{one.key}", count=one.count, total=one.total, first=", ".join(one.first)) for one in told
    )


def _personal_data(found: PersonalData, speech: Speech) -> str:
    if not (found.ibans or found.citizen_numbers or found.addresses):
        return ""
    counts = speech.say(
        "cli.import.personal_data",
        ibans=found.ibans,
        citizen_numbers=found.citizen_numbers,
        addresses=found.addresses,
        rows=", ".join(map(str, found.first_rows)),
    )
    if not found.left_out:
        return f"{counts} {speech.say('cli.import.personal_data_in')}"
    return f"{counts} {speech.say('cli.import.personal_data_out', answer=typed_answer(PERSONAL_DATA, 'keep'))}"


def warnings_text(strange: Sequence[Strange], speech: Speech) -> list[str]:
    """What looks wrong although every row can be read, each with what may be behind it."""
    return [
        f"{speech.say(f'strange.{one.what}', **one.params)} {speech.say(f'strange.cause_{one.cause}')}"
        for one in strange
    ]


def effect_text(before: Position | None, after: Position, speech: Speech) -> str:
    """Every line and the total: spent, committed, left and status, now and after this import."""
    parts = [(line.code, line.code) for line in after.lines] + [(speech.say("cli.position.total"), "total")]
    rows = [
        [
            name,
            *(cell for figure in _MOVED for cell in _moved(figure, scope, before, after, speech)),
            _status(after, scope, speech) if before is None else _status_change(before, after, scope, speech),
        ]
        for name, scope in parts
    ]
    header = [speech.say("cli.position.code")]
    for figure in _MOVED:
        named = speech.say(f"cli.position.{figure}")
        header += [named, speech.say("cli.import.after", figure=named)]
    table = text_table([*header, speech.say("cli.position.status")], rows, right=range(1, 1 + 2 * len(_MOVED)))
    return f"{speech.say('cli.import.effect', as_of=after.as_of)}\n{table}"


def _moved(figure: str, scope: str, before: Position | None, after: Position, speech: Speech) -> list[str]:
    return [
        _amount(before.scope(scope) if before else None, figure, speech),
        _amount(after.scope(scope), figure, speech),
    ]


def _amount(figures: Figures | None, figure: str, speech: Speech) -> str:
    return speech.amount(getattr(figures, figure) if figures else None)


def _status_change(before: Position, after: Position, scope: str, speech: Speech) -> str:
    old, new = _status(before, scope, speech), _status(after, scope, speech)
    return new if old == new else speech.say("cli.import.status", old=old, new=new)


def _status(position: Position, scope: str, speech: Speech) -> str:
    return speech.say(status_key(position.status(scope), position.scope(scope).planned_kind))
