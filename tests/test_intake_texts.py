"""Every refusal and warning that the store and the intake return has its sentence, with the parameters it gets."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pokdash.domain.actor import Role
from pokdash.texts.catalog import catalog

POKDASH = Path(__file__).parents[1] / "pokdash"


def returned(section: str) -> set[str]:
    """The text keys of a section that the code names."""
    code = "".join(path.read_text(encoding="utf-8") for path in POKDASH.rglob("*.py"))
    found = set(re.findall(rf'"{section}\.(\w+)"', code))
    if section == "store":
        found |= set(re.findall(r'Unpublishable\("(\w+)"', code))
    if section == "refusal":
        found |= {f"not_allowed_{role.value}" for role in Role}
    return found


@pytest.mark.parametrize("section", ["store", "refusal"])
def test_every_refusal_has_a_sentence_and_every_sentence_a_refusal(section: str) -> None:
    known = {key.removeprefix(f"{section}.") for key in catalog("nl") if key.startswith(f"{section}.")}
    assert known - returned(section) == set()
    assert returned(section) - known == set()
