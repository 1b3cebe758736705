"""The three catalogs (nl.toml, en.toml, fy.toml): same keys, grouped by screen; Dutch is source and fallback."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from pokdash.texts.notation import number

LANGUAGES = ("nl", "en", "fy")
_COUNTS = frozenset({"count", "rows"})
"""Placeholders for how many: their thousands are apart, unlike those of a year or of a place in a file."""


@cache
def catalog(language: str) -> dict[str, str]:
    """All texts of one language as flat keys: `overview.lead`."""
    content = tomllib.loads((Path(__file__).parent / f"{language}.toml").read_text(encoding="utf-8"))
    return dict(_flat(content, ""))


def _flat(table: dict[str, object], prefix: str) -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    for name, value in table.items():
        if isinstance(value, dict):
            pairs += _flat(value, f"{prefix}{name}.")
        else:
            pairs.append((f"{prefix}{name}", str(value)))
    return pairs


def text(language: str, key: str, **values: object) -> str:
    """The text with its placeholders filled in; Dutch where the language lacks it; KeyError for an unknown key."""
    template = catalog(language).get(key) or catalog("nl")[key]
    return (
        template.format(**{name: _written(language, name, value) for name, value in values.items()})
        if values
        else template
    )


def _written(language: str, name: str, value: object) -> object:
    return number(value, language) if name in _COUNTS and isinstance(value, int) else value


def counted(language: str, key: str, count: int, **values: object) -> str:
    """The `.one` or `.other` form of a text, with `{count}` filled in."""
    return text(language, f"{key}.{'one' if count == 1 else 'other'}", count=count, **values)


def texts_under(language: str, prefix: str) -> dict[str, str]:
    """The texts whose keys begin with `prefix`, under the rest of their keys, with their placeholders."""
    keys = [key for key in catalog("nl") if key.startswith(prefix)]
    return {key.removeprefix(prefix): text(language, key) for key in keys}


def has_text(key: str) -> bool:
    """Whether the Dutch catalog has this key."""
    return key in catalog("nl")
