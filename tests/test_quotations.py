"""Every quotation in the plans stands literally in the document that it names."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from pokdash.domain.plan_reading import read_plan
from pokdash.domain.provenance import Source, parts

ROOT = Path(__file__).parents[1]
SOURCES = Path(os.environ.get("POKDASH_SOURCES", ROOT / "../shared/sources"))
LINE_END_HYPHEN = re.compile(r"-[ \t]*\n\s*")


def readings_of(text: str) -> list[str]:
    """The text on one line; a hyphen at a line's end may belong to the word or only to the line."""
    return [" ".join(LINE_END_HYPHEN.sub(hyphen, text).split()) for hyphen in ("-", "")]


def stands_in(quote: str, text: str) -> bool:
    return any(" ".join(quote.split()) in reading for reading in readings_of(text))


@pytest.mark.parametrize("folder", ["sudwest-fryslan", "dordrecht"])
def test_quotations_stand_literally_in_the_source_documents(folder: str) -> None:
    files = (ROOT / "data/plans" / folder).glob("*.toml")
    plan = read_plan({path.name: path.read_text(encoding="utf-8") for path in files}).plan
    assert plan is not None
    quotes = [(path, part) for path, part in parts(plan) if isinstance(part, Source)]
    assert len(quotes) > 30
    for path, source in quotes:
        held = plan.document(source.document).file
        assert held, f"{path}: quoted from {source.document}, a document that we do not have"
        if not (SOURCES / held).is_file():
            pytest.skip(f"the source documents are not in {SOURCES} (set POKDASH_SOURCES to their folder)")
        assert stands_in(source.quote, (SOURCES / held).read_text(encoding="utf-8")), f"{path}: {source.quote}"


def test_a_changed_word_is_not_a_quotation() -> None:
    text = "vanuit deze POK-\nmiddelen  te dek-\nken (€ 2.298.000,-)"
    assert stands_in("deze POK-middelen te", text)
    assert stands_in("dekken (€ 2.298.000,-)", text)
    assert not stands_in("deze POK middelen", text)
    assert not stands_in("€ 2.289.000", text)
