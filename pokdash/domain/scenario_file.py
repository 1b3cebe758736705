"""A scenario as a file that a person writes: TOML with changes, as a difference or as the new amount."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

import tomlkit
from pydantic import ValidationError

from pokdash.domain.provenance import Euro, Record
from pokdash.domain.scenario import AmountChange, CourseChange, Place, Scenario
from pokdash.domain.what_if import Baseline


class TypedAmount(Place):
    """A change of an amount: how much more (`delta`) or what it becomes (`amount`), in euro; one of the two."""

    delta: Euro | None = None
    amount: Euro | None = None


class ScenarioFile(Record):
    """What stands in the file: the plan it is for, and the changes. `name` and `note` are the writer's own words."""

    format: Literal[1] = 1
    plan: str
    name: str | None = None
    note: str | None = None
    amounts: tuple[TypedAmount, ...] = ()
    courses: tuple[CourseChange, ...] = ()
    extra: Euro = Decimal("0.00")
    extra_source: str | None = None


@dataclass(frozen=True, slots=True)
class FileProblem:
    """What is wrong in a scenario file: text key `scenario_file.<key>`, and where (`amounts 2, delta`)."""

    key: str
    place: str = ""
    params: dict[str, str] = field(default_factory=dict)


def read_file(text: str) -> ScenarioFile | tuple[FileProblem, ...]:
    """The file, or everything that is wrong in it."""
    try:
        content = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        return (FileProblem("not_toml", params={"error": str(error)}),)
    try:
        found = ScenarioFile.model_validate(content, context={"file": True})
    except ValidationError as error:
        return tuple(_problem(one["loc"], one["type"], one["input"]) for one in error.errors())
    both = [at for at, one in enumerate(found.amounts, 1) if (one.delta is None) == (one.amount is None)]
    return found if not both else tuple(FileProblem("one_of_both", f"amounts {at}") for at in both)


def _problem(loc: tuple[int | str, ...], kind: str, found: object) -> FileProblem:
    place = ", ".join(str(part) if isinstance(part, str) else str(part + 1) for part in loc)
    if kind == "extra_forbidden":
        return FileProblem("unknown_key", place)
    return FileProblem("missing" if kind == "missing" else "wrong_value", place, {"found": str(found)[:60]})


def scenario_of(file: ScenarioFile, baseline: Baseline) -> Scenario:
    """The scenario of a file on a plan; what changes nothing stays in it, so that one sees whether the plan has it."""
    amounts = {(cell.line, cell.year): cell.amount or Decimal(0) for cell in baseline.cells}
    changes = (
        AmountChange(
            line=one.line,
            year=one.year,
            delta=one.delta if one.amount is None else one.amount - amounts.get((one.line, one.year), Decimal(0)),
        )
        for one in file.amounts
    )
    return Scenario(
        amounts=tuple(changes),
        courses=file.courses,
        extra=file.extra,
        extra_source=file.extra_source,
    )


def written(scenario: Scenario, plan: str, name: str, note: str, mark: str) -> str:
    """A scenario as such a file, under a `mark` that says what it is not.

    `read_file` and `scenario_of` give the same scenario back (locks stay out).
    """
    file = tomlkit.document()
    file.add(tomlkit.comment(mark))
    file.update({"plan": plan, "name": name} | ({"note": note} if note else {}))
    if scenario.extra:
        file["extra"] = _exact(scenario.extra)
    if scenario.extra_source:
        file["extra_source"] = scenario.extra_source
    amounts, courses = tomlkit.aot(), tomlkit.aot()
    for one in scenario.amounts:
        year = {"year": one.year} if one.year else {}
        amounts.append(_table({"line": one.line, **year, "delta": _exact(one.delta)}))
    for course in scenario.courses:
        courses.append(_table(course.model_dump(mode="json", exclude_none=True)))
    for key, tables in (("amounts", amounts), ("courses", courses)):
        if len(tables):
            file[key] = tables
    return tomlkit.dumps(file)


def _exact(amount: Decimal) -> tomlkit.items.Item:
    """An amount with its cents, never by way of a float."""
    return tomlkit.value(f"{amount:.2f}")


def _table(content: dict[str, object]) -> tomlkit.items.Table:
    table = tomlkit.table()
    table.update(content)
    return table
