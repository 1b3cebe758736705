"""The commands of the registers: what is typed counts in every figure, is listed with its decision, and is refused in
plain words where it cannot be."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from command_line import Typed

SWF = "sudwest-fryslan"
DECIDED = ("--decision", "Raad 12 juni 2025", "--quote", "het restant gaat naar 2025", "--why", "jaarrekening")
YEARS = ("--amount", "2025=96.000", "--amount", "2026=165.120", "--amount", "2027=109.990,00")


def shown(typed: Typed, home: Path, *words: str) -> dict[str, Any]:
    done = typed(home, *words, "--json")
    assert done.status == 0, done.err
    content: dict[str, Any] = json.loads(done.out)
    return content


def recorded(typed: Typed, home: Path, *words: str) -> str:
    done = typed(home, *words)
    assert (done.status, done.err) == (0, "")
    return done.out


def test_a_phasing_is_listed_with_its_months_and_counts_in_the_position(typed: Typed, own_copy: Path) -> None:
    said = recorded(
        typed, own_copy, "phasing", SWF, "set", "--line", "3", "--method", "year_amounts", *YEARS, "--why", "start"
    )
    assert said == "Vastgelegd: de maanden van 3.\n"
    line = next(one for one in shown(typed, own_copy, "phasing", SWF)["lines"] if one["line"] == "3")
    assert {name: line[name] for name in ("kind", "method", "first_month", "last_month", "why", "decision")} == {
        "kind": "assumption", "method": "year_amounts", "first_month": "2025-07", "last_month": "2027-12",
        "why": "start", "decision": None,
    }  # fmt: skip
    assert [line["months"][at] for at in (0, 6)] == [
        {"month": "2025-07", "planned": "16000.00"}, {"month": "2026-01", "planned": "13760.00"}
    ]  # fmt: skip
    assert [(one["version"], one["why"], one["taken_back"]) for one in line["versions"]] == [(1, "start", False)]
    position = shown(typed, own_copy, "position", SWF)
    assert next(one["planned_to_date"] for one in position["lines"] if one["code"] == "3") == "219840.00"
    assert "aanname" in recorded(typed, own_copy, "phasing", SWF)
    recorded(typed, own_copy, "phasing", SWF, "remove", "3", "--why", "toch niet")
    line = next(one for one in shown(typed, own_copy, "phasing", SWF)["lines"] if one["line"] == "3")
    assert (line["method"], len(line["versions"])) == ("equal_months", 2)


def test_a_phasing_with_a_decision_is_adopted_and_one_of_a_group_goes_to_its_lines(
    typed: Typed, own_copy: Path
) -> None:
    first = ("phasing", SWF, "set", "--line", "action_lines", "--method", "front_loaded")
    assert recorded(typed, own_copy, *first, "--why", "x", "--decision", "College 1 juli 2025").count("\n") == 6
    lines = [one for one in shown(typed, own_copy, "phasing", SWF)["lines"] if one["line"] in "123456"]
    assert {(one["kind"], one["method"], one["decision"]) for one in lines} == {
        ("adopted", "front_loaded", "College 1 juli 2025")
    }
    given_months = (*first[:-1], "front_loaded", "--first", "2025-07", "--last", "2027-12", "--why", "x")
    assert "Een aanname vervangt die niet." in typed(own_copy, *given_months).err
    given = ("--amount", "2025=200.000", "--amount", "2026=800.000", "--amount", "2027=314.085")
    recorded(
        typed, own_copy, *first[:-1], "year_amounts", *given, "--first", "2025-07", "--last", "2027-12", "--why", "x",
        "--decision", "Raad 1 oktober 2025",
    )  # fmt: skip
    lines = [one for one in shown(typed, own_copy, "phasing", SWF)["lines"] if one["line"] in "123456"]
    of_2025 = [month["planned"] for one in lines for month in one["months"] if month["month"] < "2026"]
    assert sum(int(amount.replace(".", "")) for amount in of_2025) == 200_000_00


def test_a_carry_over_goes_from_proposed_to_decided(typed: Typed, own_copy: Path) -> None:
    given = ("--from", "2024", "--to", "2025", "--line", "tichtby", "--why", "x")
    said = recorded(typed, own_copy, "carry-over", SWF, "add", "--amount", "1.353", *given, "--deadline", "2025-12-31")
    assert said == "Vastgelegd: overheveling 2024-2025-tichtby.\n"
    (one,) = shown(typed, own_copy, "carry-over", SWF)["carry_overs"]
    known = ("amount", "status", "firm", "counts", "deadline")
    assert {name: one[name] for name in known} == {
        "amount": "1353.00", "status": "proposed", "firm": None, "counts": False, "deadline": "2025-12-31"
    }  # fmt: skip
    name = ("carry-over", SWF, "change", "2024-2025-tichtby")
    recorded(typed, own_copy, *name, "--status", "decided", "--decided-on", "2025-06-12", *DECIDED)
    (one,) = shown(typed, own_copy, "carry-over", SWF)["carry_overs"]
    assert (one["amount"], one["counts"], one["quote"]) == ("1353.00", True, "het restant gaat naar 2025")
    assert [version["content"]["status"] for version in one["versions"]] == ["proposed", "decided"]
    years = {one["year"]: one for one in shown(typed, own_copy, "position", SWF)["years"]}
    assert (years[2024]["carried_out"], years[2025]["carried_in"]) == ("1353.00", "1353.00")
    recorded(typed, own_copy, *name, "--condition", "na het onderzoek", "--why", "x")
    assert shown(typed, own_copy, "position", SWF)["years"][0]["carried_out"] == "0.00"
    recorded(typed, own_copy, *name, "--firm", "--why", "onderzoek klaar")
    assert shown(typed, own_copy, "position", SWF)["years"][0]["carried_out"] == "1353.00"
    assert "Raad 12 juni 2025" in recorded(typed, own_copy, "carry-over", SWF)


def test_an_unknown_amount_stays_unknown(typed: Typed, own_copy: Path) -> None:
    recorded(
        typed,
        own_copy,
        "carry-over",
        SWF,
        "add",
        "--from",
        "2023",
        "--to",
        "2024",
        "--amount",
        "onbekend",
        "--why",
        "x",
    )
    (one,) = shown(typed, own_copy, "carry-over", SWF)["carry_overs"]
    assert (one["amount"], one["counts"]) == (None, False)
    assert "onbekend" in recorded(typed, own_copy, "carry-over", SWF)


def test_an_amendment_is_shown_before_and_after(typed: Typed, own_copy: Path) -> None:
    words = ("--line", "tichtby", "--year", "2026", "--on", "2026-04-14", "--amount", "-120.000", *DECIDED)
    assert "tichtby-2026-04-14" in recorded(typed, own_copy, "amend", SWF, "add", *words)
    content = shown(typed, own_copy, "amend", SWF)
    amount = next(one for one in content["amounts"] if (one["line"], one["year"]) == ("tichtby", 2026))
    assert amount == {
        "line": "tichtby", "year": 2026, "original": "301234.00", "amended": "181234.00", "current": "181234.00"
    }  # fmt: skip
    (change,) = content["amendments"]
    assert (change["name"], change["delta"], change["standing"]) == ("tichtby-2026-04-14", "-120000.00", "council")
    assert "raad besloten" in recorded(typed, own_copy, "amend", SWF)
    recorded(typed, own_copy, "amend", SWF, "remove", "tichtby-2026-04-14", "--why", "vergissing")
    assert shown(typed, own_copy, "amend", SWF)["amendments"] == []


SET = ("phasing", SWF, "set", "--why", "x", "--line")
ADD = ("carry-over", SWF, "add", "--why", "x", "--from", "2024", "--to", "2025", "--amount")
AMEND = ("amend", SWF, "add", "--why", "x", "--line", "3", "--on", "2026-04-14", "--amount")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((*SET, "3", "--method", "year_amounts", "--amount", "2025=1"), "Verschil: € 371.109,00."),
        ((*SET, "3", "--method", "year_amounts", "--amount", "2025-07=1"), "'2025-07=1' is geen jaar of maand"),
        ((*SET, "3", "--method", "month_amounts", "--amount", "2025-07=1.5"), "'1.5' is geen bedrag"),
        ((*SET, "3", "--method", "from_to"), "Bij from_to horen"),
        ((*SET, "9", "--method", "equal_months"), "Het plan heeft geen onderdeel 9. Wel: claims, action_lines"),
        (("phasing", SWF, "remove", "3", "--why", "x"), "Er is niets vastgelegd met de naam 3."),
        (("phasing", SWF, "set", "--why", " ", "--line", "3", "--method", "equal_months"), "Schrijf op waarom."),
        ((*ADD, "tien"), "'tien' is geen bedrag"),
        ((*ADD, "10", "--status", "decided", "--decision", "Raad"), "Schrijf de zin uit het besluit erbij."),
        ((*ADD, "10", "--line", "9"), "Het plan heeft geen onderdeel 9."),
        (("carry-over", SWF, "change", "x", "--why", "x"), "Er is niets vastgelegd met de naam x."),
        ((*AMEND, "-371.110,01", "--decision", "Raad", "--quote", "zin"), "en dat kan niet onder nul"),
        ((*AMEND, "1", "--decision", " ", "--quote", "zin"), "Schrijf de zin uit het besluit erbij."),
        (("phasing", "elders"), "Er is geen plan 'elders'."),
        (("carry-over", "elders", "remove", "x", "--why", "x"), "Er is geen plan 'elders'."),
    ],
    ids=range(15),
)
def test_what_cannot_be_is_refused_in_plain_words(
    typed: Typed, initialised_home: Path, words: tuple[str, ...], said: str
) -> None:
    done = typed(initialised_home, *words)
    assert (done.status, done.out) == (1, "")
    assert said in done.err.replace("\u00a0", " ")


def test_an_expectation_of_an_adviser_counts_where_no_pace_can_be_measured(typed: Typed, own_copy: Path) -> None:
    words = ("--low", "20.000", "--likely", "30.000", "--high", "44.000", "--why", "gesprek met de aanbieder")
    assert (
        recorded(typed, own_copy, "forecast", SWF, "set", "--line", "6", *words)
        == "Vastgelegd: de eigen verwachting van 6.\n"
    )
    line = next(one for one in shown(typed, own_copy, "forecast", SWF)["lines"] if one["line"] == "6")
    assert (line["method"], line["eac"], line["low"], line["high"]) == ("adviser", "30000.00", "20000.00", "44000.00")
    recorded(typed, own_copy, "forecast", SWF, "remove", "6", "--why", "vervallen")
    line = next(one for one in shown(typed, own_copy, "forecast", SWF)["lines"] if one["line"] == "6")
    assert (line["method"], line["eac"]) == (None, None)
    wrong = ("--low", "40.000", "--likely", "30.000", "--high", "44.000", "--why", "x")
    done = typed(own_copy, "forecast", SWF, "set", "--line", "6", *wrong)
    assert (done.status, "Die bedragen moeten oplopen." in done.err) == (1, True)
    assert typed(own_copy, "forecast", SWF, "set", "--line", "6", "--low", "-1", *wrong[2:]).status == 1


def test_two_versions_of_a_plan_are_compared(typed: Typed, own_copy: Path) -> None:
    before = dt.datetime.now(dt.UTC).isoformat()
    assert recorded(typed, own_copy, "plans", "diff", SWF, "--from", before) == "Er is niets verschillend.\n"
    words = ("--line", "tichtby", "--year", "2026", "--on", "2026-04-14", "--amount", "-120.000", *DECIDED)
    recorded(typed, own_copy, "amend", SWF, "add", *words)
    recorded(typed, own_copy, "phasing", SWF, "set", "--line", "3", "--method", "back_loaded", "--why", "x")
    recorded(typed, own_copy, "carry-over", SWF, "add", "--from", "2024", "--to", "2025", "--amount", "5", "--why", "x")
    found = shown(typed, own_copy, "plans", "diff", SWF, "--from", before)["differences"]
    assert [(one["what"], one["line"], one["year"]) for one in found] == [
        ("current", "tichtby", 2026), ("amendment", "tichtby", 2026), ("phasing", "3", None), ("carry_over", None, 2024)
    ]  # fmt: skip
    assert (found[0]["before"], found[0]["after"]) == ("301234.00", "181234.00")
    assert (found[2]["before"]["method"], found[2]["after"]["method"]) == ("equal_months", "back_loaded")
    said = recorded(typed, own_copy, "plans", "diff", SWF, "--from", before)
    assert "eind zwaar, 2025-07 – 2027-12 (aanname)" in said
    back = shown(typed, own_copy, "plans", "diff", SWF, "--from", "2100-01-01", "--to", before)["differences"]
    assert (back[0]["before"], back[0]["after"]) == ("181234.00", "301234.00")
    assert typed(own_copy, "plans", "diff", SWF, "--from", "2001-01-01").status == 1


def test_a_note_is_put_on_the_axis_and_taken_back(typed: Typed, own_copy: Path) -> None:
    add = ("note", SWF, "add", "--on", "2026-02-03", "--text")
    assert (
        recorded(typed, own_copy, *add, "Leverancier failliet", "--line", "1") == "Vastgelegd: notitie 1-2026-02-03.\n"
    )
    assert shown(typed, own_copy, "note", SWF)["notes"] == [
        {"name": "1-2026-02-03", "on": "2026-02-03", "line": "1", "text": "Leverancier failliet"}
    ]
    events = shown(typed, own_copy, "burn-down", SWF, "--line", "1")["events"]
    assert [(one["day"], one["text"]) for one in events if one["what"] == "note"] == [
        ("2026-02-03", "Leverancier failliet")
    ]
    assert not [
        one for one in shown(typed, own_copy, "burn-down", SWF, "--line", "3")["events"] if one["what"] == "note"
    ]
    assert "Leverancier failliet" in recorded(typed, own_copy, "note", SWF)
    recorded(typed, own_copy, "note", SWF, "remove", "1-2026-02-03", "--why", "verkeerd plan")
    assert shown(typed, own_copy, "note", SWF)["notes"] == []
    assert typed(own_copy, *add, " ").status == 1


def test_an_amendment_without_a_year_is_refused_for_a_line_with_years(typed: Typed, own_copy: Path) -> None:
    done = typed(
        own_copy, "amend", SWF, "add", "--line", "tichtby", "--on", "2026-04-14", "--amount", "1.000", *DECIDED
    )
    assert done.status == 1
    assert "Noem het jaar van de wijziging." in done.err
