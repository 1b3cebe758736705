"""Profiles that are kept by name, as TOML files in the folder of the installation."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
from intake_home import ADVISER, VIEWER

from pokdash import intake
from pokdash.intake import ColumnSummary, Examined, Home, Refused, SavedProfile
from pokdash.ledger.profile import Column, Profile, ProfileReading, read_profile, write_profile
from pokdash.texts import LANGUAGES, text

MONTHLY = Profile(
    name="Maandelijkse export", columns=(Column("booking_date", "Datum", 1), Column("amount", "Bedrag", 2))
)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "var")


def kept(home: Home, profile: Profile = MONTHLY) -> SavedProfile:
    found = intake.save_profile(home, profile, ADVISER)
    assert isinstance(found, SavedProfile), found
    return found


def refused(outcome: object, key: str) -> None:
    assert isinstance(outcome, Refused)
    assert outcome.key == key
    for language in LANGUAGES:
        assert "{" not in text(language, outcome.key, **outcome.params)


def test_a_profile_is_kept_found_and_removed_by_its_name(home: Home) -> None:
    assert intake.saved_profiles(home) == ()
    saved = kept(home)
    assert saved.path.parent == home.path / "profiles"
    assert read_profile(saved.path.read_text(encoding="utf-8")).profile == MONTHLY
    found = intake.saved_profile(home, " MAANDELIJKSE export ")
    assert isinstance(found, SavedProfile)
    assert found.profile == MONTHLY
    assert intake.remove_profile(home, "Maandelijkse export", ADVISER) == saved
    assert intake.saved_profiles(home) == ()
    refused(intake.remove_profile(home, "Maandelijkse export", ADVISER), "refusal.unknown_profile")
    refused(intake.saved_profile(home, "Maandelijkse export"), "refusal.unknown_profile")


def test_a_newer_one_with_the_same_name_takes_its_place_and_others_stay(home: Home) -> None:
    kept(home)
    kept(home, replace(MONTHLY, name="Jaarwerk — Súdwest-Fryslân"))
    kept(home, replace(MONTHLY, name="maandelijkse EXPORT", note="nieuw"))
    assert [(one.name, one.profile and one.profile.note) for one in intake.saved_profiles(home)] == [
        ("Jaarwerk — Súdwest-Fryslân", ""), ("maandelijkse EXPORT", "nieuw"),
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["", "  ", "x" * 81])
def test_a_profile_needs_a_name_that_can_be_read(home: Home, name: str) -> None:
    refused(intake.save_profile(home, replace(MONTHLY, name=name), ADVISER), "refusal.profile_name")


@pytest.mark.parametrize("name", ["../../weg", "CON", "a/b\\c", "…", "."])
def test_whatever_the_name_the_file_lies_in_the_folder(home: Home, name: str) -> None:
    assert kept(home, replace(MONTHLY, name=name)).path.resolve().parent == (home.path / "profiles").resolve()


def test_a_viewer_keeps_and_removes_nothing(home: Home) -> None:
    kept(home)
    refused(intake.save_profile(home, MONTHLY, VIEWER), "refusal.not_allowed_viewer")
    refused(intake.remove_profile(home, MONTHLY.name, VIEWER), "refusal.not_allowed_viewer")
    assert len(intake.saved_profiles(home)) == 1


def test_a_file_that_is_not_sound_is_listed_with_what_is_wrong(home: Home) -> None:
    saved = kept(home)
    (saved.path.parent / "stuk.toml").write_text("format = 1\nname = 3\n", encoding="utf-8")
    broken, sound = sorted(intake.saved_profiles(home), key=lambda one: one.profile is not None)
    assert (broken.name, broken.profile, broken.problems[0].place) == ("stuk", None, "name")
    assert sound == saved


def test_a_profile_comes_from_a_file_and_goes_to_one(home: Home, tmp_path: Path) -> None:
    path = tmp_path / "los" / "profiel.toml"
    assert intake.write_profile_file(MONTHLY, path) is None
    assert intake.read_profile_file(path) == ProfileReading(MONTHLY)
    path.write_bytes(write_profile(replace(MONTHLY, note="é")).encode("cp1252"))
    refused(intake.read_profile_file(path), "refusal.profile_unreadable")
    refused(intake.read_profile_file(tmp_path / "nergens.toml"), "refusal.profile_unreadable")


def test_the_profiles_that_fit_are_those_whose_columns_are_there(home: Home) -> None:
    kept(home)
    kept(home, replace(MONTHLY, name="Met rekening", columns=(*MONTHLY.columns, Column("account", "Rekening", 3))))
    kept(home, replace(MONTHLY, name="Anders", columns=(Column("amount", "Saldo", 1),)))
    kept(home, replace(MONTHLY, name="Zonder kolomnamen", columns=(Column("amount", "", 2),)))

    def fitting(*names: str) -> list[str]:
        columns = tuple(ColumnSummary(name, "text", None, None, None, None, None, None) for name in names)
        return [one.name for one in intake.fitting_profiles(home, cast("Examined", SimpleNamespace(columns=columns)))]

    assert fitting("Rekening", "BEDRAG", "Datum") == ["Met rekening", "Maandelijkse export"]
    assert fitting("Datum", "Bedrag") == ["Maandelijkse export"]
    assert fitting("", "", "") == ["Zonder kolomnamen"]
    assert fitting("") == []
