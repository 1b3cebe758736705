"""The SQL that instructions make: which cell is which field, which rows are left out, and on which line a row books."""

from __future__ import annotations

from collections.abc import Iterable

from pokdash.ledger.conversion.instructions import FIELDS, KEY_FIELDS, TYPED_FIELDS, Cells, Instructions, Rule
from pokdash.ledger.conversion.macros import literal, only_text
from pokdash.ledger.grid import Grid

_TEXT_FIELDS = frozenset({"booking_number", "description", "account", "account_name", "cost_centre", "cost_object",
                          "project", "commitment_number", "decision"})  # fmt: skip
_CELL_NAMES = {"booking_date": "date", "fiscal_year": "year", "sign_flag": "sign"}


def cell_query(grid: Grid, instructions: Instructions) -> str:
    """`cell` of `typed.sql`: the cells of a row by the names of the fields, and why it is left out."""
    bounds = [f"source_row >= {instructions.first_row}"]
    bounds += [] if instructions.last_row is None else [f"source_row <= {instructions.last_row}"]
    used = [place.column for place in (*instructions.places.values(), *instructions.year_columns.values())]
    blamed = _blamed_for_line(instructions)
    return f"""
with cut as (
    select source_row, {_fields(grid, instructions)} as fields, quotes_wrong,
        case when {" and ".join(_empty(grid, used))} then true else false end as blank,
        {_leave_out(instructions)} as leave_out,
        {", ".join(_cells(grid, instructions))}
    from {grid.relation}{_years(instructions, typed=grid.has_values)}
    where {" and ".join(bounds)}
)
select cut.* {_filled_down(instructions)},
    {max(used, default=0)} as needed, {instructions.columns or grid.columns} as allowed,
    {literal(_amount_way(instructions))} as amount_way,
    {", ".join(f"{str(name in instructions.required).lower()} as {name}_required" for name in KEY_FIELDS)},
    {literal(blamed)} as blamed_field, {cell_name(blamed)} as blamed_text
from cut
window above as (order by source_row rows between unbounded preceding and current row)
"""


def _empty(grid: Grid, used: Iterable[int]) -> Iterable[str]:
    """What shows that all cells are empty: of those that are read, and then of the others, looked at as one."""
    first = sorted(set(used))
    others = ", ".join(f"c{column}" for column in range(1, grid.columns + 1) if column not in first)
    yield from (f"trimmed(c{column}) = ''" for column in first)
    if others:
        yield f"trim(concat({others})) = ''"


def _fields(grid: Grid, instructions: Instructions) -> str:
    """How many cells a row has; empty ones behind the last column of the table do not count."""
    width = instructions.columns
    if not width or width >= grid.columns:
        return "fields"
    surplus = " or ".join(f"trimmed(c{column}) <> ''" for column in range(width + 1, grid.columns + 1))
    return f"case when fields <= {grid.columns} and not ({surplus}) then least(fields, {width}) else fields end"


def cell_name(field: str) -> str:
    """What the text of a field is called in the view `cell`."""
    return field if field in _TEXT_FIELDS else f"{_CELL_NAMES.get(field, field)}_text"


def _cells(grid: Grid, instructions: Instructions) -> Iterable[str]:
    for name in FIELDS:
        yield f"{_cell(name, instructions)} as {cell_name(name)}"
        if name in TYPED_FIELDS:
            place = instructions.places.get(name)
            value = f"n{place.column}" if place and grid.has_values else "null::varchar"
            if name == "amount" and instructions.year_columns and grid.has_values:
                value = "amount_of_year.one.typed"
            yield f"{value} as {_CELL_NAMES.get(name, name)}_typed"


def _cell(name: str, instructions: Instructions) -> str:
    if instructions.year_columns and name in {"amount", "fiscal_year"}:
        return "trimmed(amount_of_year.one.amount)" if name == "amount" else "amount_of_year.one.fiscal_year"
    if name == "flag" and instructions.flag_at_amount:
        return f"money_flag(c{instructions.places['amount'].column})"
    place = instructions.places.get(name)
    if name == "period" and not place and instructions.usual_period:
        return literal(str(instructions.usual_period))
    if not place:
        return "''"
    guarded = instructions.guarded and (name in _TEXT_FIELDS or name == "line")
    return f"unguarded(trimmed(c{place.column}))" if guarded else f"trimmed(c{place.column})"


def _blamed_for_line(instructions: Instructions) -> str:
    """The field that a problem with the line points at."""
    fields = [rule.field for rule in instructions.rules] + ["line", "account", "cost_centre", "project", "description"]
    return next((name for name in fields if name in instructions.places), "line")


def _amount_way(instructions: Instructions) -> str:
    if instructions.year_columns:
        return "years"
    return "debit_credit" if {"debit", "credit"} & instructions.places.keys() else "amount"


def _years(instructions: Instructions, *, typed: bool) -> str:
    """One row for each year column of a row."""
    if not instructions.year_columns:
        return ""
    cells = ", ".join(
        f"{{'fiscal_year': '{year}', 'amount': c{at.column}, 'typed': {f'n{at.column}' if typed else 'null::varchar'}}}"
        for year, at in sorted(instructions.year_columns.items())
    )
    return f", lateral (select unnest([{cells}]) as one) as amount_of_year"


def _leave_out(instructions: Instructions) -> str:
    headings = " and ".join(f"c{place.column} = {literal(place.heading)}" for place in instructions.places.values())
    conditions = [f"when {headings} then 'repeated_heading'"] if headings else []
    for rule in instructions.leave_out:
        tests = [_fits_all(rule.conditions), *(f"not ({_fits_all(others)})" for others in rule.unless)]
        conditions.append(f"when {' and '.join(tests)} then {literal(rule.reason)}")
    return f"case {' '.join(conditions)} else '' end" if conditions else "''"


def _fits_all(cells: Cells) -> str:
    return " and ".join(fits_cell(column, pattern) for column, pattern in cells)


def fits_cell(column: int, pattern: str) -> str:
    """The rows in which the whole cell of a column fits a pattern, as SQL; '' is an empty cell."""
    if (text := only_text(pattern)) is not None:
        return f"lower(trimmed(c{column})) = lower({literal(text)})"
    return f"regexp_full_match(trimmed(c{column}), {literal('(?i)' + pattern)})"


def _filled_down(instructions: Instructions) -> str:
    """Fields that stand on a row of their own: the last such row above counts."""
    names = sorted(instructions.filled_down)
    if not names:
        return ""
    values = ", ".join(
        f"last_value(case when leave_out = 'group_name' then {name} end ignore nulls) over above as {name}"
        for name in names
    )
    return f"replace ({values})"


def placed_query(rules: tuple[Rule, ...]) -> str:
    """`placed` of `booking.sql`: on which line a row books, by the first rule that fits, else by the line's name."""
    joins, positions = [], []
    for number, (name, prefix, with_year) in enumerate(lookups_of(rules)):
        written = f"lower(typed.{cell_name(name)})"
        value = f"left({written}, {prefix})" if prefix else written
        year = f" and by_{number}.year = typed.fiscal_year" if with_year else ""
        look_up = f"(select value, year, position from rule where lookup = {number}) as by_{number}"
        joins.append(f"left join {look_up} on by_{number}.value = {value}{year}")
        positions.append(f"by_{number}.position")
    first = f"least({', '.join(positions)})" if len(positions) > 1 else positions[0] if positions else "null::integer"
    return f"""
select found.* exclude (first_rule),
    case when first_rule is null then line_code.code else rule_line.line end as line,
    first_rule is not null and rule_line.line is null as out_of_plan
from (select typed.*, {first} as first_rule from typed {" ".join(joins)}) as found
left join rule_line on rule_line.position = first_rule
left join line_code on line_code.written = lower(line_text)
"""


def lookups_of(rules: tuple[Rule, ...]) -> list[tuple[str, int, bool]]:
    """The kinds of look-up that rules need: field, length of the prefix (0: the whole value), by year or not."""
    return list(
        dict.fromkeys((rule.field, len(rule.value) if rule.prefix else 0, rule.year is not None) for rule in rules)
    )
