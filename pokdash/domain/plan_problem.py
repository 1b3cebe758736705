"""One thing that is wrong in a plan folder: where, what stands there, and what was expected."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from pokdash.domain.provenance import Path

Params = dict[str, str | int | Decimal | None]


@dataclass(frozen=True, slots=True)
class PlanProblem:
    """A refusal: `problem` is the suffix of text key `plan_problem.<problem>`, `params` fills that text's placeholders.

    `place` is a path of keys, lists counted from 1: `lines[3] (code "4").allocations[1].amount.value`.
    `found` is what stands there as it is written in TOML; None where nothing stands there.
    """

    file: str
    place: str
    found: str | None
    problem: str
    params: Params = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Breach:
    """A rule between parts of a plan that is broken at this path; `found` and the rest as in PlanProblem."""

    path: Path
    found: str | None
    problem: str
    params: Params = field(default_factory=dict)


_LABELS = ("code", "id", "line", "number", "year", "from_year", "name")
_LONGEST_FOUND = 120


def place(data: object, path: Path) -> str:
    """The path as a reader of the file would say it, each list entry with its number and its own code or name."""
    written, here = "", data
    for step in path:
        here = _step(here, step)
        if isinstance(step, int):
            written += f"[{step + 1}]{_label(here)}"
        else:
            written += f".{step}" if written else step
    return written


def found(data: object, path: Path) -> str | None:
    """What stands at this path, as TOML writes it and shortened; None where nothing does."""
    here = data
    for step in path:
        here = _step(here, step)
    return None if here is None else written(here)


def written(value: object) -> str:
    """A value as TOML writes it; a list or table only by its kind."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        text = " ".join(value.split())
        return f'"{text[:_LONGEST_FOUND] + "…" if len(text) > _LONGEST_FOUND else text}"'
    if isinstance(value, Mapping):
        return "{…}"
    if isinstance(value, list | tuple):
        return "[…]" if value else "[]"
    return str(value)


def _step(here: object, step: str | int) -> object:
    if isinstance(here, Mapping) and isinstance(step, str):
        return here.get(step)
    if isinstance(here, list | tuple) and isinstance(step, int) and step < len(here):
        return here[step]
    return None


def _label(entry: object) -> str:
    if isinstance(entry, Mapping):
        for key in _LABELS:
            name = entry.get(key)
            name = name.get("nl") if isinstance(name, Mapping) else name
            if isinstance(name, str | int):
                return f" ({key} {written(name)})"
    return ""
