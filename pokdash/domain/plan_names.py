"""Names in a plan: each is used once, and each reference leads to one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pokdash.domain.mandate import Mandate
from pokdash.domain.plan import Group, Line, Plan
from pokdash.domain.plan_changes import Amendment, CarryOver, Estimate, Note, Phasing
from pokdash.domain.plan_problem import Breach, written
from pokdash.domain.plan_record import DecisionPoint, Finding, Gate, TimelineEvent
from pokdash.domain.provenance import Path, Record, Source, parts

_REFERENCES: dict[type[Record], tuple[str, str]] = {
    Source: ("document", "documents"),
    Line: ("group", "groups"),
    Group: ("stated", "stated"),
    Amendment: ("line", "lines"),
    CarryOver: ("line", "lines"),
    Phasing: ("line", "lines"),
    Estimate: ("line", "lines"),
    Note: ("line", "lines"),
    Gate: ("lines", "lines"),
    Finding: ("lines", "lines"),
    Mandate: ("lines", "lines"),
    DecisionPoint: ("body", "bodies"),
    TimelineEvent: ("body", "bodies"),
}
_PROBLEMS = {
    "documents": "unknown_document",
    "groups": "unknown_group",
    "lines": "unknown_line",
    "bodies": "unknown_body",
    "stated": "unknown_stated",
}


def name_breaches(plan: Plan) -> Iterator[Breach]:
    """Every name that is used twice and every reference to something that the plan does not have."""
    for names in _names(plan):
        yield from _used_twice(names)
    yield from _shared_line_names(plan)
    yield from _dangling(plan)


def line_names(plan: Plan) -> dict[str, str]:
    """Every name by which a ledger row may name a line, casefolded, with the code of that line.

    These are its code, name, official name and aliases; look a name up as `written.strip().casefold()`. In a plan
    that `read_plan` accepted no two lines share a name.
    """
    return {name.casefold(): line.code for line in plan.lines for name, _ in _names_of_line(line)}


def _names_of_line(line: Line) -> Iterator[tuple[str, Path]]:
    yield line.code, ("code",)
    yield line.name, ("name",)
    yield line.official_name, ("official_name",)
    yield from ((alias, ("aliases", number)) for number, alias in enumerate(line.aliases))


def _names(plan: Plan) -> Iterator[list[tuple[str, Path]]]:
    """Lists of names that must differ inside the list, each name with its path."""
    scopes: list[tuple[str, Path]] = [("total", ())]
    scopes += [(group.code, ("groups", at, "code")) for at, group in enumerate(plan.groups)]
    yield scopes + [(line.code, ("lines", at, "code")) for at, line in enumerate(plan.lines)]
    for key, name in [
        ("documents", "id"),
        ("stated", "id"),
        ("gates", "id"),
        ("findings", "id"),
        ("bodies", "name"),
        ("phasings", "line"),
        ("estimates", "line"),
    ]:
        yield [(getattr(entry, name), (key, at, name)) for at, entry in enumerate(getattr(plan, key))]
    for at, document in enumerate(plan.documents):
        points = enumerate(document.decision_points)
        yield [(str(point.number), ("documents", at, "decision_points", number, "number")) for number, point in points]


def _used_twice(names: Iterable[tuple[str, Path]]) -> Iterator[Breach]:
    seen: set[str] = set()
    for name, path in names:
        if name.casefold() in seen:
            yield Breach(path, written(name), "used_twice")
        seen.add(name.casefold())


def _shared_line_names(plan: Plan) -> Iterator[Breach]:
    """A ledger row names its line by any of its names (`line_names`): two lines must not share one."""
    owner: dict[str, str] = {}
    for at, line in enumerate(plan.lines):
        for name, path in _names_of_line(line):
            other = owner.setdefault(name.casefold(), line.code)
            if other != line.code:
                yield Breach(("lines", at, *path), written(name), "name_of_other_line", {"other_line": other})


def _dangling(plan: Plan) -> Iterator[Breach]:
    known = {
        "documents": [document.id for document in plan.documents],
        "groups": [group.code for group in plan.groups],
        "lines": [line.code for line in plan.lines],
        "bodies": [body.name for body in plan.bodies],
        "stated": [entry.id for entry in plan.stated],
    }
    for path, record in parts(plan):
        if type(record) in _REFERENCES:
            key, target = _REFERENCES[type(record)]
            for step, name in _named(getattr(record, key)):
                if name not in known[target]:
                    params: dict[str, str | int | None] = {"known": ", ".join(known[target])}
                    yield Breach((*path, key, *step), written(name), _PROBLEMS[target], {**params})


def _named(value: str | tuple[str, ...] | None) -> Iterator[tuple[Path, str]]:
    if isinstance(value, tuple):
        yield from (((at,), name) for at, name in enumerate(value))
    elif value is not None:
        yield (), value
