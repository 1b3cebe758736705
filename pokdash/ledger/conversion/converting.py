"""Cells to bookings, set-wise: every row is loaded, left out with a reason, or rejected with its problems."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import duckdb
import pyarrow as pa

from pokdash.domain.plan import Plan
from pokdash.domain.plan_names import line_names
from pokdash.ledger.conversion.converted import Converted
from pokdash.ledger.conversion.instructions import Instructions, Rule
from pokdash.ledger.conversion.macros import register_macros, sql
from pokdash.ledger.conversion.statements import cell_query, lookups_of, placed_query
from pokdash.ledger.conversion.twins import give_keys
from pokdash.ledger.conversion.value_macros import macros
from pokdash.ledger.grid import Grid

_YEARS_BEFORE_PLAN = 5  # how long before the first plan year a date is still plausible


def convert(connection: duckdb.DuckDBPyConnection, grid: Grid, instructions: Instructions, plan: Plan) -> Converted:
    """Convert the cells of a grid for a plan. The connection then holds table `booking`; `Converted` reads from it."""
    register_macros(connection)
    placed = prepare(connection, grid, instructions, plan)
    connection.execute(
        sql("booking").replace("with seen as", f"with {placed},\nseen as", 1),
        {
            "covered_until": instructions.covered_until or dt.date.max,
            "expenditures_until": instructions.expenditures_until or instructions.covered_until or dt.date.max,
            "earliest": dt.date(plan.first_year - _YEARS_BEFORE_PLAN, 1, 1),
            "first_year": plan.first_year,
            "last_year": plan.last_year,
        },
    )
    keys = give_keys(connection, strict="booking_line" in instructions.required)
    if instructions.year_columns:
        connection.execute(sql("whole_rows"))
    _register_headings(connection, instructions.heading)
    connection.execute(sql("row_problems"))
    return Converted(connection, grid.columns, instructions, plan, keys)


def prepare(connection: duckdb.DuckDBPyConnection, grid: Grid, instructions: Instructions, plan: Plan | None) -> str:
    """What stands behind `with`: `cell` (texts by field), `typed` (their values), `placed` (with the line) of a grid.

    Without a plan only rules of the profile give a line. The connection knows the macros already (`register_macros`).
    """
    _register_lines(connection, plan)
    _register_rules(connection, instructions.rules)
    connection.execute(macros(instructions, typed=grid.has_values))
    return (
        f"cell as ({cell_query(grid, instructions)}),\ntyped as ({sql('typed')}),\n"
        f"placed as ({placed_query(instructions.rules)})"
    )


def _register_lines(connection: duckdb.DuckDBPyConnection, plan: Plan | None) -> None:
    """Every way to write a line in a ledger, in lower case: its code, its names and its aliases."""
    names = line_names(plan) if plan else {}
    table = pa.table(
        {"written": pa.array(list(names), pa.string()), "code": pa.array(list(names.values()), pa.string())}
    )
    _store(connection, "line_code", table)


def _register_headings(connection: duckdb.DuckDBPyConnection, headings: Mapping[str, str]) -> None:
    """Table `heading`: what each field is called in the file."""
    names, written = pa.array(list(headings), pa.string()), pa.array(list(headings.values()), pa.string())
    _store(connection, "heading", pa.table({"field": names, "written": written}))


def _register_rules(connection: duckdb.DuckDBPyConnection, rules: tuple[Rule, ...]) -> None:
    """Tables `rule` (the first position at which a value is found in a look-up) and `rule_line` (its line, or null)."""
    lookups = {lookup: number for number, lookup in enumerate(lookups_of(rules))}
    rows: dict[tuple[int, str, int | None], int] = {}
    for position, rule in enumerate(rules):
        lookup = lookups[(rule.field, len(rule.value) if rule.prefix else 0, rule.year is not None)]
        rows.setdefault((lookup, rule.value.lower(), rule.year), position)
    _store(
        connection,
        "rule",
        pa.table(
            {
                "lookup": pa.array([lookup for lookup, _, _ in rows], pa.int32()),
                "value": pa.array([value for _, value, _ in rows], pa.string()),
                "year": pa.array([year for _, _, year in rows], pa.int16()),
                "position": pa.array(list(rows.values()), pa.int32()),
            }
        ),
    )
    lines = pa.array([rule.line for rule in rules], pa.string())
    _store(connection, "rule_line", pa.table({"position": pa.array(range(len(rules)), pa.int32()), "line": lines}))


def _store(connection: duckdb.DuckDBPyConnection, name: str, table: pa.Table) -> None:
    connection.register("incoming", table)
    connection.execute(f"create or replace temp table {name} as select * from incoming")
    connection.unregister("incoming")
