"""The SQL that instructions make: how the cells of a profile become amounts, days, kinds and signs."""

from __future__ import annotations

from pokdash.ledger.conversion.instructions import Instructions
from pokdash.ledger.conversion.macros import literal

_TURNED = "amount * (flag * sign)::decimal(1, 0)"
_NO_AMOUNT = "null::decimal(18, 2)"  # a field without a column; nothing is computed for it


def macros(instructions: Instructions, *, typed: bool) -> str:
    """The macros that `typed.sql` reads the cells with; `typed`: the file itself has values beside its texts."""
    marks = f"{literal(instructions.decimal_mark)}, {literal(instructions.thousands_mark)}"
    bare = "money_without_flag(written)" if instructions.flag_at_amount else "written"
    if instructions.three_digits == "thousands":
        bare = f"money_joined({bare}, {literal(instructions.decimal_mark)})"
    three = f"three := {str(instructions.three_digits == 'decimals').lower()}"
    most = len(str(instructions.unit)) + 1  # decimals down to the cent; 1.000 is three more
    money, date = f"money({bare}, {marks}, {three})", f"read_{instructions.date_order}(written)"
    number = "typed_money(typed)"
    if instructions.unit > 1:
        money, number = f"money_of_unit({bare}, {marks}, {most}, {three})", f"typed_money_of_unit(typed, {most})"
    if typed:
        money = f"case when typed is not null then {number} else {money} end"
        date = f"coalesce(typed_date(typed), {date})"
    kinds = _choice("lower(written)", {word.lower(): literal(kind) for word, kind in instructions.kinds.items()})
    flags = _choice("upper(written)", {word.upper(): str(sign) for word, sign in instructions.flags.items()})
    present = instructions.places.keys()
    has_amount = "amount" in present or instructions.year_columns
    has_flag = "flag" in present or instructions.flag_at_amount
    period, period_year = "null::utinyint", "null::smallint"
    if "period" in present or instructions.usual_period:
        period, period_year = "period_number(written)", "period_year(written)"
    return f"""
create or replace temp macro read_amount(written, typed) as {money if has_amount else _NO_AMOUNT};
create or replace temp macro read_debit(written, typed) as {money if "debit" in present else _NO_AMOUNT};
create or replace temp macro read_credit(written, typed) as {money if "credit" in present else _NO_AMOUNT};
create or replace temp macro read_date(written, typed) as {date if "booking_date" in present else "null::date"};
create or replace temp macro read_period(written) as {period};
create or replace temp macro read_period_year(written) as {period_year};
create or replace temp macro day_of_period(fiscal_year, number) as {_day_of_period(instructions)};
create or replace temp macro read_kind(written) as {kinds if "kind" in present else literal(instructions.usual_kind)};
create or replace temp macro read_flag(written) as {flags if has_flag else "1"};
create or replace temp macro read_sign(written) as {flags if "sign_flag" in present else "1"};
create or replace temp macro net_of(debit, credit) as {_net_of(instructions)};
create or replace temp macro in_euro(amount, flag, sign) as {_in_euro(instructions)};
"""


def _day_of_period(instructions: Instructions) -> str:
    """The last day of the month; of the month in which the coverage ends the last day that is covered."""
    end, until = "period_end(fiscal_year, number)", instructions.covered_until
    if until is None or not ("period" in instructions.places or instructions.usual_period):
        return end
    return f"case when last_day(date '{until}') = {end} then date '{until}' else {end} end"


def _net_of(instructions: Instructions) -> str:
    """Debit minus credit, with every decimal that they have; a credit with a minus of its own is added."""
    net = f"coalesce(debit, 0) {'+' if instructions.minus_repeats else '-'} coalesce(credit, 0)"
    return net if instructions.unit > 1 else f"try_cast({net} as decimal(18, 2))"


def _in_euro(instructions: Instructions) -> str:
    """Zero needs no flag; any other amount without a known one has no value."""
    factor = instructions.unit * (1 if instructions.costs_positive else -1)
    flagged = {"flag", "sign_flag"} & instructions.places.keys() or instructions.flag_at_amount
    turned = "case when flag * sign is not null then amount end" if instructions.minus_repeats else _TURNED
    amount = f"case when amount = 0 then amount else {turned} end" if flagged else "amount"
    if not flagged and abs(factor) == 1:
        return amount if factor == 1 else "-amount"
    return f"try_cast(({amount})::decimal(38, {2 if instructions.unit == 1 else 8}) * {factor} as decimal(18, 2))"


def _choice(subject: str, choices: dict[str, str]) -> str:
    if not choices:
        return "null"
    return (
        f"case {subject} " + " ".join(f"when {literal(word)} then {value}" for word, value in choices.items()) + " end"
    )
