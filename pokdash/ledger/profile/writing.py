"""From a profile to TOML that a person can read and change."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import tomlkit
from tomlkit.items import InlineTable

from pokdash.ledger.profile.model import FORMAT, Column, LeaveOut, Profile, YearColumn


def write_profile(profile: Profile) -> str:
    """The profile as TOML; `read_profile` makes the same profile of it."""
    document = tomlkit.document()
    document["format"] = FORMAT
    for name in ("name", "note", "usual_kind", "usual_kind_words", "usual_period", "coverage", "personal_data"):
        value = getattr(profile, name)
        if value is not None:
            document[name] = str(value) if isinstance(value, str) else value
    for name in ("unread", "filled_down", "required", "euro_words"):
        if getattr(profile, name):
            document[name] = list(getattr(profile, name))
    for name in ("columns", "year_columns", "flags", "kinds", "leave_out", "kept", "rules"):
        entries = getattr(profile, name)
        if entries:
            document[name] = _list(entries)
    document["file"] = _table(profile.file)
    document["marks"] = _table(profile.marks)
    return tomlkit.dumps(document)


def _list(entries: tuple[Any, ...]) -> Any:
    """One entry a line."""
    array = tomlkit.array().multiline(multiline=True)
    for entry in entries:
        array.append(_inline(entry))
    return array


def _inline(entry: Column | YearColumn | LeaveOut | Any) -> InlineTable:
    table = tomlkit.inline_table()
    for key, value in _values(entry).items():
        table[key] = [_inline(cell) for cell in value] if isinstance(value, tuple) else value
    return table


def _table(entry: Any) -> Any:
    table = tomlkit.table()
    for key, value in _values(entry).items():
        table[key] = value
    return table


def _values(entry: Any) -> dict[str, Any]:
    """The values of a part; what is absent (None) is not written."""
    pairs = {part.name: getattr(entry, part.name) for part in fields(entry)}
    return {key: value for key, value in pairs.items() if value is not None}
