"""The words of a proposal: formal Dutch, from `proposal.toml`."""

from __future__ import annotations

import datetime as dt
import tomllib
from decimal import Decimal
from functools import cache
from pathlib import Path

from pokdash import texts


@cache
def _texts() -> dict[str, str]:
    return {
        key: str(value)
        for key, value in tomllib.loads((Path(__file__).parent / "proposal.toml").read_text(encoding="utf-8")).items()
    }


def phrase(key: str, **values: object) -> str:
    """The sentence with this key; amounts and dates in Dutch notation."""
    return _texts()[key].format(**{name: _written(value) for name, value in values.items()})


def _written(value: object) -> object:
    if isinstance(value, Decimal):
        return texts.euro(value)
    return texts.date(value) if isinstance(value, dt.date) else value
