"""From a profile to what the source and the conversion need to know."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from pokdash.ledger import conversion
from pokdash.ledger.conversion import Instructions, Place
from pokdash.ledger.profile.model import LeaveOut, Profile
from pokdash.ledger.source import Hints

_NOT_CONVERTED = ("plan", "currency")  # they only say which rows are left out


def hints(profile: Profile) -> Hints:
    """What a profile says about a file before it is opened."""
    shape = profile.file
    return Hints(
        sheet=shape.sheet or None,
        encoding=shape.encoding or None,
        delimiter=shape.delimiter or None,
        quote=shape.quote or None,
        headings=tuple(filter(None, profile.headings)),
    )


def instructions(
    profile: Profile, covered_until: dt.date | None = None, expenditures_until: dt.date | None = None
) -> Instructions:
    """How to convert a grid in which the columns are where the profile says: after `fitted`, or as proposed."""
    marks = profile.marks
    return Instructions(
        first_row=profile.file.first_row,
        places={
            column.field: Place(column.number, column.heading)
            for column in profile.columns
            if column.field not in _NOT_CONVERTED
        },
        year_columns={column.year: Place(column.number, column.heading) for column in profile.year_columns},
        decimal_mark=marks.decimal,
        thousands_mark=marks.thousands,
        date_order=marks.date_order,
        unit=marks.unit,
        costs_positive=marks.sign == "costs_positive",
        flags={flag.word: flag.sign for flag in profile.flags},
        flag_at_amount=marks.flag_at_amount,
        minus_repeats=marks.minus == "repeats",
        three_digits=marks.three_digits,
        kinds={kind.word: kind.kind for kind in profile.kinds},
        usual_kind=profile.usual_kind,
        usual_period=profile.usual_period,
        leave_out=tuple(_leave_out(profile)),
        filled_down=frozenset(profile.filled_down),
        required=frozenset(profile.required),
        columns=profile.file.columns,
        guarded=profile.file.guarded,
        rules=tuple(
            conversion.Rule(rule.field, rule.value, rule.code, prefix=rule.prefix, year=rule.year)
            for rule in profile.rules
        ),
        covered_until=covered_until,
        expenditures_until=expenditures_until,
    )


def _leave_out(profile: Profile) -> Iterator[conversion.LeaveOut]:
    """The rules for rows that are no bookings; an opening balance that a person called a booking is no total either."""
    openings = tuple(_cells(rule) for rule in profile.kept if rule.reason == "opening_balance")
    for rule in profile.leave_out:
        yield conversion.LeaveOut(rule.reason, _cells(rule), openings if rule.reason == "subtotal" else ())


def _cells(rule: LeaveOut) -> conversion.Cells:
    return tuple((cell.number, cell.pattern) for cell in rule.cells)
