"""One word for one thing: a line of the plan is an *onderdeel*, a group a *groep*, a row of a file a *regel*."""

from __future__ import annotations

import re

import pytest

from pokdash.texts import LANGUAGES
from pokdash.texts.catalog import catalog

LINE_OF_PLAN = {"nl": "onderdelen", "en": "parts", "fy": "ûnderdielen"}
GROUP = {"nl": "groepen", "en": "groups", "fy": "groepen"}
ROW = {
    "nl": re.compile(r"\bregels?\b", re.IGNORECASE),
    "en": re.compile(r"(?<!{)\blines?\b(?![:}])", re.IGNORECASE),
    "fy": re.compile(r"\brigels?\b", re.IGNORECASE),
}
OF_A_FILE = re.compile(
    r"row_problem\.|trouble\.|left_out\.|source_note\.|evidence\.|question\.|profile\."
    r"|cli\.problems\.line$|cli\.import\.rows$|cli\.command\.batches_rejected$|cli\.batches\.none_rejected$|plan_problem\.toml_syntax$"
)
DRAWN = re.compile(r"chart\.|explain\.line_actual|part\.for_\w+_assumption(_own)?$|nav\.action_line$")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_reconciliation_names_lines_and_groups_as_the_screens_do(language: str) -> None:
    said = catalog(language)
    for figure in ("allocated", "spent", "remaining"):
        assert LINE_OF_PLAN[language] in said[f"check.lines_{figure}"]
        assert GROUP[language] in said[f"check.groups_{figure}"]
    assert LINE_OF_PLAN[language] in said["lead.attention.other"]
    assert LINE_OF_PLAN[language] in said["cli.plan_check.ok"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_word_for_a_row_is_only_said_of_a_file_or_a_drawing(language: str) -> None:
    found = {key: sentence for key, sentence in catalog(language).items() if ROW[language].search(sentence)}
    assert not {key: found[key] for key in found if not OF_A_FILE.match(key) and not DRAWN.match(key)}
