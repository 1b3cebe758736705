"""What the format check says about a plan file, in our own problem keys."""

from __future__ import annotations

import re
import types
from collections.abc import Mapping
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from pokdash.domain.plan import Plan
from pokdash.domain.plan_problem import Params, found
from pokdash.domain.provenance import Path, Words

_BY_TYPE = {
    "missing": "missing_key",
    "string_too_short": "empty_text",
    "string_type": "not_text",
    "too_short": "empty_list",
    "tuple_type": "not_a_list",
    "greater_than_equal": "negative_number",
    "decimal_max_places": "too_many_decimals",
    "decimal_max_digits": "too_large",
    "decimal_whole_digits": "too_large",
}
_BY_FAMILY = {
    "int": "not_a_whole_number",
    "bool": "not_true_or_false",
    "date": "not_a_date",
    "datetime": "not_a_date",
    "decimal": "not_a_number",
    "finite": "not_a_number",
    "model": "not_a_table",
    "dict": "not_a_table",
}
_WRITTEN = {
    "first_month": "not_a_month",
    "last_month": "not_a_month",
    "when": "not_a_partial_date",
    "due": "not_a_partial_date",
    "date": "not_a_partial_date",
}
_NAMED = {"id": "not_an_id", "code": "not_a_code"}


def shape_problem(detail: ErrorDetails) -> tuple[str, Params]:
    """The problem key and its parameters for one finding of the format check."""
    kind, path, context = detail["type"], detail["loc"], detail.get("ctx", {})
    params: Params = {}
    if kind in {"enum", "literal_error"}:
        problem, params = "not_one_of", {"allowed": _allowed(str(context["expected"]))}
    elif kind == "extra_forbidden":
        problem, params = "unknown_key", {"known": ", ".join(_known_keys(path[:-1]))}
    elif kind == "value_error":
        problem = str(context["error"])
    elif kind in {"string_type", "string_pattern_mismatch"} and path[-1] in _WRITTEN:
        problem = _WRITTEN[str(path[-1])]
    elif kind == "string_pattern_mismatch":
        problem = _NAMED[str(path[-1])]
    elif context.get("class_name") == Words.__name__:
        problem = "not_words"
    else:
        problem = _BY_TYPE.get(kind) or _BY_FAMILY.get(kind.split("_")[0], "other")
        params = {"reason": detail["msg"]} if problem == "other" else {}
    return problem, params


def is_echo(data: Mapping[str, object], detail: ErrorDetails) -> bool:
    """Whether this finding only repeats another: a list counts as empty when all its entries are wrong."""
    return detail["type"] == "too_short" and found(data, detail["loc"]) != "[]"


def _allowed(expected: str) -> str:
    quoted = re.findall(r"'([^']*)'", expected)
    return ", ".join(f'"{value}"' for value in quoted) or expected


def _known_keys(path: Path) -> list[str]:
    """The keys that the format knows at this place."""
    here: Any = Plan
    for step in path:
        if isinstance(step, str):
            here = _record_in(here.model_fields[step].annotation)
    return list(here.model_fields)


def _record_in(annotation: Any) -> Any:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    if get_origin(annotation) in {Annotated, tuple, Union, types.UnionType}:
        for inner in get_args(annotation):
            record = _record_in(inner)
            if record is not None:
                return record
    return None
