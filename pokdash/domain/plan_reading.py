"""From the TOML texts of a plan folder to a plan, or to everything that is wrong with it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from pydantic import ValidationError

from pokdash.domain.plan import Plan
from pokdash.domain.plan_problem import Params, PlanProblem, found, place, written
from pokdash.domain.plan_rules import breaches
from pokdash.domain.plan_shape import is_echo, shape_problem
from pokdash.domain.provenance import Path


@dataclass(frozen=True, slots=True)
class PlanReading:
    """The plan, or None with the problems that stand in its way."""

    plan: Plan | None
    problems: tuple[PlanProblem, ...]


@dataclass(frozen=True, slots=True)
class _Folder:
    data: dict[str, object]
    file_of: dict[str, str]  # top-level key -> file that holds it
    main_file: str

    def file(self, path: Path) -> str:
        return self.file_of.get(str(path[0]), self.main_file) if path else self.main_file


def read_plan(texts: Mapping[str, str]) -> PlanReading:
    """Read one plan folder, given as {file name: TOML text}; together the files are one plan.

    A top-level key lives in one file. Whatever is wrong is returned as problems, never raised: TOML that cannot be
    read, keys and values that do not fit the format, references to nothing, and sums of our own entry that do not tie.
    What a document itself contradicts is a finding inside the plan and no problem.
    """
    folder, problems = _merge(texts)
    if problems:
        return PlanReading(None, tuple(problems))
    try:
        plan = Plan.model_validate(folder.data, context={"file": True})
    except ValidationError as error:
        return PlanReading(None, tuple(_shape_problems(folder, error)))
    problems = [
        PlanProblem(
            folder.file(breach.path), place(folder.data, breach.path), breach.found, breach.problem, breach.params
        )
        for breach in breaches(plan)
    ]
    return PlanReading(None if problems else plan, tuple(problems))


def _merge(texts: Mapping[str, str]) -> tuple[_Folder, list[PlanProblem]]:
    folder = _Folder({}, {}, "plan.toml" if "plan.toml" in texts else min(texts, default="plan.toml"))
    problems = [] if texts else [PlanProblem("*.toml", "", None, "no_files")]
    for file in sorted(texts):
        try:
            table = tomllib.loads(texts[file].removeprefix("\ufeff"), parse_float=_number)
        except (ValueError, RecursionError) as error:  # not TOML, a number without end, or brackets without end
            problems.append(_syntax_problem(file, texts[file], str(error)))
            continue
        for key, value in table.items():
            if key in folder.data:
                params: Params = {"other_file": folder.file_of[key]}
                problems.append(PlanProblem(file, key, written(value), "key_in_two_files", params))
            else:
                folder.data[key], folder.file_of[key] = value, file
    return folder, problems


def _number(digits: str) -> Decimal:
    """A TOML number with a point, exact: 85.200 keeps its three decimals, so that they can be refused."""
    try:
        return Decimal(digits.replace("_", ""))
    except InvalidOperation:
        return Decimal("NaN")


def _syntax_problem(file: str, text: str, message: str) -> PlanProblem:
    position = re.search(r"\(at line (\d+), column (\d+)\)", message)
    lines = text.removeprefix("\ufeff").splitlines() or [""]
    line, column = (int(position[1]), int(position[2])) if position else (len(lines), len(lines[-1]) + 1)
    reason = re.sub(r" \(at .*\)$", "", message)
    stands = lines[line - 1].strip() if line <= len(lines) else ""
    params: Params = {"line": line, "column": column, "reason": reason}
    return PlanProblem(file, f"{line}:{column}", stands or None, "toml_syntax", params)


def _shape_problems(folder: _Folder, error: ValidationError) -> list[PlanProblem]:
    return [
        PlanProblem(folder.file(path), place(folder.data, path), found(folder.data, path), *shape_problem(detail))
        for detail in error.errors(include_url=False)
        if not is_echo(folder.data, detail)
        for path in [detail["loc"]]
    ]
