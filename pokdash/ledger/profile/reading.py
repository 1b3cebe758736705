"""From TOML to a profile, or to everything that is wrong with it."""

from __future__ import annotations

import datetime as dt
import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field, fields, is_dataclass
from functools import cache
from typing import Any, get_args, get_type_hints

import pyarrow as pa
import pyarrow.compute as pc
from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from pokdash.ledger.profile.model import FORMAT, LeaveOut, Profile
from pokdash.ledger.row_problem import Params, shortened


@dataclass(frozen=True, slots=True)
class ProfileProblem:
    """What is wrong: `problem` is the suffix of text key `profile.problem.<problem>`, filled by `params`.

    `place` is a path of keys, lists counted from 1 (`rules[3].line`) or `line:column` in TOML that cannot be read;
    `found` is what stands there, None where nothing does.
    """

    place: str
    found: str | None
    problem: str
    params: Params = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ProfileReading:
    """The profile, or None with the problems that stand in its way."""

    profile: Profile | None
    problems: tuple[ProfileProblem, ...] = ()


_MISSING = object()
_BY_TYPE = {"missing": "missing", "string_too_short": "empty", "too_short": "empty_list", "tuple_type": "not_a_list",
            "dataclass_type": "not_a_table", "string_type": "not_text", "int_type": "not_a_number",
            "bool_type": "not_true_or_false"}  # fmt: skip


def read_profile(toml: str) -> ProfileReading:
    """Read a profile as `docs/profile-format.md` describes it; whatever is wrong is returned, never raised."""
    try:
        data: dict[str, Any] = tomllib.loads(toml.removeprefix("\ufeff"))
    except (ValueError, RecursionError) as error:
        return ProfileReading(None, (_syntax(toml, str(error)),))
    version = data.pop("format", None)
    if isinstance(version, bool) or version != FORMAT:
        said = None if version is None else _written(version)
        return ProfileReading(None, (ProfileProblem("format", said, "format", {"format": FORMAT}),))
    try:
        profile = _adapter().validate_json(json.dumps(data, default=_day), strict=True)
    except ValidationError as error:
        return ProfileReading(None, tuple(_problem(data, detail) for detail in _first_of_each(error)))
    problems = tuple(_contradictions(profile))
    return ProfileReading(None if problems else profile, problems)


@cache
def _adapter() -> TypeAdapter[Profile]:
    return TypeAdapter(Profile)


def _day(value: object) -> object:
    """A date or time of TOML, which no profile holds: a list, so that it is refused as what it is not."""
    return [str(value)] if isinstance(value, dt.date | dt.time) else str(value)


def _syntax(toml: str, message: str) -> ProfileProblem:
    position = re.search(r"\(at line (\d+), column (\d+)\)", message)
    lines = toml.splitlines() or [""]
    line, column = (int(position[1]), int(position[2])) if position else (len(lines), len(lines[-1]) + 1)
    stands = shortened(lines[line - 1]) if line <= len(lines) else ""
    return ProfileProblem(f"{line}:{column}", stands or None, "syntax", {"line": line, "column": column})


def _first_of_each(error: ValidationError) -> Iterator[ErrorDetails]:
    """One finding for every place: a choice of types reports each of its branches."""
    seen: set[tuple[str | int, ...]] = set()
    for detail in error.errors(include_url=False):
        path = _path(detail["loc"])
        if path not in seen:
            seen.add(path)
            yield detail


def _path(location: tuple[str | int, ...]) -> tuple[str | int, ...]:
    """Where it stands in the file; what pydantic adds for a choice of types is left out."""
    return tuple(step for step in location if isinstance(step, int) or re.fullmatch(r"[a-z_]+", step))


def _problem(data: object, detail: ErrorDetails) -> ProfileProblem:
    path, kind, context = _real(data, _path(detail["loc"])), detail["type"], detail.get("ctx", {})
    stands = _at(data, path)
    params: Params = {}
    if kind in {"literal_error", "enum"}:
        problem, params = "not_one_of", {"allowed": _quoted(str(context["expected"]))}
    elif kind in {"unexpected_keyword_argument", "extra_forbidden"}:
        problem, params = "unknown_key", {"known": ", ".join(_known_keys(path[:-1]))}
    elif kind == "string_pattern_mismatch":
        problem = "not_a_line"
    elif kind in {"greater_than_equal", "less_than_equal"}:
        problem, params = "out_of_range", {"bound": str(context.get("ge", context.get("le")))}
    else:
        problem = _BY_TYPE.get(kind, "other")
    return ProfileProblem(_place(path), None if stands is _MISSING else _written(stands), problem, params)


def _real(data: object, path: tuple[str | int, ...]) -> tuple[str | int, ...]:
    """The path as far as it exists, and one step more for a key that is missing."""
    for length in range(len(path)):
        if _at(data, path[: length + 1]) is _MISSING:
            return path[: length + 1] if isinstance(_at(data, path[:length]), dict) else path[:length]
    return path


def _at(data: object, path: tuple[str | int, ...]) -> object:
    here = data
    for step in path:
        if isinstance(here, dict):
            inside = step in here
        else:
            inside = isinstance(here, list) and isinstance(step, int) and step < len(here)
        if not inside:
            return _MISSING
        here = here[step]  # type: ignore[index]
    return here


def _place(path: tuple[str | int, ...]) -> str:
    written = "".join(f"[{step + 1}]" if isinstance(step, int) else f".{step}" for step in path)
    return written.removeprefix(".")


def _written(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict | list):
        return "{…}" if isinstance(value, dict) else "[…]"
    return f'"{shortened(value)}"' if isinstance(value, str) else str(value)


def _quoted(expected: str) -> str:
    return expected.replace("'", '"').replace(" or ", ", ")


def _known_keys(path: tuple[str | int, ...]) -> list[str]:
    """The keys that the format knows at this place."""
    here: Any = Profile
    for step in path:
        if isinstance(step, str):
            kind = get_type_hints(here)[step]
            here = next(inner for inner in (kind, *get_args(kind)) if is_dataclass(inner))
    return [key.name for key in fields(here)] + (["format"] if here is Profile else [])


def _contradictions(profile: Profile) -> Iterator[ProfileProblem]:
    """What each value allows but not together."""
    seen: set[str] = set()
    for number, column in enumerate(profile.columns, start=1):
        if column.field in seen:
            yield ProfileProblem(f"columns[{number}].field", _written(column.field), "used_twice")
        seen.add(column.field)
    if profile.marks.decimal and profile.marks.decimal == profile.marks.thousands:
        yield ProfileProblem("marks.thousands", _written(profile.marks.thousands), "same_marks")
    if profile.file.heading_first > profile.file.heading_last:
        yield ProfileProblem("file.heading_last", str(profile.file.heading_last), "heading_order")
    yield from _patterns("leave_out", profile.leave_out)
    yield from _patterns("kept", profile.kept)


def _patterns(name: str, rules: tuple[LeaveOut, ...]) -> Iterator[ProfileProblem]:
    for number, rule in enumerate(rules, start=1):
        for place, cell in enumerate(rule.cells, start=1):
            if not _sound(cell.pattern):
                where = f"{name}[{number}].cells[{place}].pattern"
                yield ProfileProblem(where, _written(cell.pattern), "pattern")


def _sound(pattern: str) -> bool:
    """Whether the regular expressions of the conversion (RE2, as Arrow has them too) take this pattern."""
    try:
        pc.match_substring_regex(pa.array([""]), pattern)
    except pa.ArrowInvalid:
        return False
    return True
