"""Bookings that an earlier import has, and this file otherwise or not at all, in words."""

from __future__ import annotations

from collections.abc import Sequence

from pokdash.cli.speech import Speech
from pokdash.cli.table import text_table
from pokdash.domain.booking_name import booking_name
from pokdash.intake import Imported, Refused, gone_key
from pokdash.store.comparison import Conflict, Gone

_SHOWN = 50  # bookings that are gone


def changes_text(outcome: Imported | Refused, speech: Speech) -> str:
    """Bookings that changed (as they were and are) and that are gone, and what is done with them.

    Of an import that is refused only what is gone: there what changed is a problem of its row.
    """
    told = []
    if isinstance(outcome, Imported) and outcome.changed_count:
        told.append(speech.say(f"cli.import.changed_{outcome.on_change.value}", count=outcome.changed_count))
        told.append(_changed(outcome.changed, speech))
    if outcome.gone_count:
        count = speech.count(outcome.gone_count)
        told.append(speech.say(f"repeats.{gone_key(outcome)}", count=count, total=outcome.gone_total))
        told.append(_gone(outcome.gone, speech))
    return "\n".join(told)


def _gone(gone: Sequence[Gone], speech: Speech) -> str:
    rows = [
        [
            booking_name(one.booking_number, one.booking_line),
            speech.say(f"cli.import.kind_{one.kind}"),
            speech.day(one.booking_date),
            one.line,
            speech.amount(one.amount),
            str(one.batch),
            str(one.live_row),
        ]
        for one in gone[:_SHOWN]
    ]
    names = ("booking", "kind", "day", "line", "amount", "batch", "row")
    table = text_table([speech.say(f"cli.import.{name}") for name in names], rows, right=[4, 5, 6])
    if len(gone) <= _SHOWN:
        return table
    return f"{table}\n{speech.say('cli.import.gone_more', shown=_SHOWN)}"


def _changed(changed: Sequence[Conflict], speech: Speech) -> str:
    rows = [
        [
            str(one.source_row),
            speech.say(f"cli.import.kind_{one.kind}"),
            booking_name(one.booking_number, one.booking_line),
            speech.say(f"profile.field.{different.field}"),
            _value(different.live_value, speech),
            _value(different.value, speech),
            str(one.batch),
        ]
        for one in changed
        for different in one.differences
    ]
    names = ("row", "kind", "booking", "field", "old", "new", "batch")
    return text_table([speech.say(f"cli.import.{name}") for name in names], rows, right=[0, 6])


def _value(value: object, speech: Speech) -> str:
    return speech.say("cli.import.empty") if value is None else str(speech.written(value))
