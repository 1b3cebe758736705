"""Saved profiles on the command line: listed, said in words, to and from a file, thrown away."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli_ledgers import importing, ledger
from command_line import Typed
from intake_home import new_home

from pokdash.ledger.profile import Profile, Rule, read_profile, write_profile
from pokdash.texts import LANGUAGES

PROFILE = Profile(name="Grootboek SWF", note="elke maand", rules=(Rule("account", "43812", "a"),))


@pytest.fixture
def home(typed: Typed, tmp_path: Path) -> Path:
    """A state folder with the plan `proef` and one profile."""
    home = new_home(tmp_path).path
    done = typed(home, "profiles", "import", profile_file(tmp_path))
    assert (done.status, done.out) == (0, "Profiel bewaard: Grootboek SWF.\n")
    return home


def profile_file(place: Path, text: str = write_profile(PROFILE)) -> str:
    path = place / "profiel.toml"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_the_saved_profiles_are_listed(typed: Typed, home: Path, tmp_path: Path) -> None:
    assert typed(tmp_path / "leeg", "profiles").out == "Er zijn nog geen profielen bewaard.\n"
    assert json.loads(typed(tmp_path / "leeg", "profiles", "--json").out) == []
    (row,) = typed(home, "profiles").out.splitlines()[2:]
    assert row.split() == ["Grootboek", "SWF", "elke", "maand", "0", "1", "ja"]
    (one,) = json.loads(typed(home, "profiles", "--json").out)
    assert Path(one.pop("file")).is_file()
    assert one == {"name": "Grootboek SWF", "note": "elke maand", "columns": [], "rules": 1, "sound": True}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_profile_is_said_in_words(typed: Typed, home: Path, language: str) -> None:
    done = typed(home, "profiles", "show", "grootboek swf", "--lang", language)
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith("Grootboek SWF\nelke maand\n")
    assert "43812" in done.out


def test_a_profile_goes_out_and_comes_in_the_same(typed: Typed, home: Path, tmp_path: Path) -> None:
    out = tmp_path / "uit.toml"
    assert typed(home, "profiles", "export", "Grootboek SWF", str(out)).status == 0
    assert read_profile(out.read_text(encoding="utf-8")).profile == PROFILE
    assert typed(home, "profiles", "import", str(out), "--name", "Kopie").status == 0
    assert [one["name"] for one in json.loads(typed(home, "profiles", "--json").out)] == ["Grootboek SWF", "Kopie"]


def test_a_profile_is_thrown_away(typed: Typed, home: Path) -> None:
    assert typed(home, "profiles", "remove", "Grootboek SWF").out == "Profiel weggegooid: Grootboek SWF.\n"
    assert json.loads(typed(home, "profiles", "--json").out) == []


@pytest.mark.parametrize("words", [["show"], ["remove"], ["export", "uit.toml"]])
def test_a_profile_that_is_not_there(typed: Typed, home: Path, words: list[str]) -> None:
    done = typed(home, "profiles", words[0], "Nergens", *words[1:])
    assert (done.status, done.out) == (1, "")
    assert "Nergens" in done.err
    assert "Grootboek SWF" in done.err


def test_a_profile_that_is_not_sound_says_what_must_change(typed: Typed, home: Path, tmp_path: Path) -> None:
    wrong = profile_file(tmp_path, 'format = 1\nname = "x"\nusual_kind = "uitgave"\n')
    done = typed(home, "profiles", "import", wrong)
    assert (done.status, done.out) == (1, "")
    assert "usual_kind" in done.err
    assert '"uitgave"' in done.err
    assert "expenditure" in done.err
    used, found = importing(typed, home, ledger(tmp_path), "--profile", wrong)
    assert (used.status, found["rows_read"]) == (3, None)
    assert "usual_kind" in used.err
    missing = typed(home, "profiles", "import", str(tmp_path / "weg.toml"))
    assert (missing.status, missing.out) == (1, "")
    assert "weg.toml" in missing.err
    nameless = typed(home, "profiles", "import", profile_file(tmp_path, "format = 1\n"))
    assert (nameless.status, nameless.out) == (1, "")


def test_a_saved_profile_that_was_damaged_is_still_listed(typed: Typed, home: Path) -> None:
    (one,) = json.loads(typed(home, "profiles", "--json").out)
    Path(one["file"]).write_text("dit is geen TOML", encoding="utf-8")
    (damaged,) = json.loads(typed(home, "profiles", "--json").out)
    assert (damaged["sound"], damaged["rules"]) == (False, None)
    assert "profiles show" in typed(home, "profiles").out
    shown = typed(home, "profiles", "show", damaged["name"])
    assert (shown.status, shown.out) == (1, "")
    assert "TOML" in shown.err


def test_a_viewer_looks_at_profiles_and_changes_none(typed: Typed, home: Path, tmp_path: Path) -> None:
    (home / "settings.toml").write_text('name = "Kijker"\nrole = "viewer"\n', encoding="utf-8")
    for words in (["remove", "Grootboek SWF"], ["import", profile_file(tmp_path)]):
        done = typed(home, "profiles", *words)
        assert (done.status, done.out) == (1, "")
        assert "Kijker" in done.err
    assert typed(home, "profiles", "show", "Grootboek SWF").status == 0
