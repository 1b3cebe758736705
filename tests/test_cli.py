"""The commands that only look, as a real process and as the words and figures that they print."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from command_line import ROOT, Typed, pokdash

from pokdash.cli import run
from pokdash.cli.moments import moment
from pokdash.domain.position import Status
from pokdash.texts import LANGUAGES, text

FIGURES = [
    "allocated", "carried_in", "carried_out", "committed", "spent", "remaining", "available", "planned_to_date",
    "planned_kind", "forecast",
]  # fmt: skip
AMOUNT = re.compile(r"-?\d+\.\d\d")
COMMANDS = (
    "init", "serve", "plans", "plans check", "examples", "examples remove", "inspect", "import", "profiles",
    "profiles show", "profiles export", "profiles import", "profiles remove", "batches", "batches undo",
    "batches redo", "batches rejected", "backtest", "export", "export ledger", "forecast", "position", "check",
)  # fmt: skip


@pytest.fixture(scope="module")
def sudwest_fryslan(initialised_home: Path) -> dict[str, Any]:
    done = pokdash(initialised_home, "position", "sudwest-fryslan", "--as-of", "2026-09-30", "--json")
    assert done.returncode == 0, done.stderr
    content: dict[str, Any] = json.loads(done.stdout)
    return content


@pytest.fixture(scope="module")
def dordrecht(initialised_home: Path) -> dict[str, Any]:
    done = pokdash(initialised_home, "position", "dordrecht", "--json")
    assert done.returncode == 0, done.stderr
    content: dict[str, Any] = json.loads(done.stdout)
    return content


def total_of(parts: list[Any]) -> Decimal:
    return sum((Decimal(part) for part in parts if part is not None), Decimal(0))


# position


def test_the_planned_amount_on_30_september_2026(sudwest_fryslan: dict[str, Any], dordrecht: dict[str, Any]) -> None:
    assert sudwest_fryslan["total"]["planned_to_date"] == "1704245.00"
    assert dordrecht["total"]["planned_to_date"] == "2154375.00"
    assert dordrecht["as_of"] == dordrecht["covered_until"] == "2026-09-30"
    assert {plan["total"]["planned_kind"] for plan in (sudwest_fryslan, dordrecht)} == {"assumption"}


def test_every_status_that_a_live_ledger_can_give_occurs_in_the_examples(
    sudwest_fryslan: dict[str, Any], dordrecht: dict[str, Any]
) -> None:
    assert {line["code"]: line["status"] for line in sudwest_fryslan["lines"]} == {
        "raadslieden": "on_schedule",
        "tichtby": "on_schedule",
        "training": "overspent",
        "1": "waiting",
        "2": "slower",
        "3": "shortage_expected",
        "4": "faster",
        "5": "overcommitted",
        "6": "no_bookings",
    }
    assert [line["status"] for line in dordrecht["lines"]] == ["on_schedule"]
    assert {line["status"] for line in sudwest_fryslan["lines"]} == set(Status) - {Status.NO_DATA}


def test_position_has_the_documented_keys(sudwest_fryslan: dict[str, Any]) -> None:
    assert list(sudwest_fryslan) == [
        "plan", "plan_version", "as_of", "covered_until", "generation", "example", "total", "groups", "lines", "years",
        "unphased", "excluded",
    ]  # fmt: skip
    assert list(sudwest_fryslan["total"]) == FIGURES
    assert all(list(group) == ["code", "name", *FIGURES] for group in sudwest_fryslan["groups"])
    assert all(list(line) == ["code", "name", "group", *FIGURES, "status"] for line in sudwest_fryslan["lines"])
    assert all(list(year) == ["year", *FIGURES] for year in sudwest_fryslan["years"])
    assert list(sudwest_fryslan["unphased"]) == ["allocated", "spent", "remaining"]
    assert sudwest_fryslan["example"] is True


def test_amounts_are_strings_with_two_decimals_or_null(
    sudwest_fryslan: dict[str, Any], dordrecht: dict[str, Any]
) -> None:
    for plan in (sudwest_fryslan, dordrecht):
        for part in (plan["total"], plan["unphased"], *plan["groups"], *plan["lines"], *plan["years"]):
            amounts = [part[name] for name in FIGURES if name in part and name != "planned_kind"]
            assert all(amount is None or AMOUNT.fullmatch(amount) for amount in amounts)


@pytest.mark.parametrize("figure", ["allocated", "spent", "remaining"])
def test_everything_adds_up_to_the_total(
    sudwest_fryslan: dict[str, Any], dordrecht: dict[str, Any], figure: str
) -> None:
    for plan in (sudwest_fryslan, dordrecht):
        whole = Decimal(plan["total"][figure])
        assert total_of([line[figure] for line in plan["lines"]]) == whole
        assert total_of([group[figure] for group in plan["groups"]]) == whole
        assert total_of([*(year[figure] for year in plan["years"]), plan["unphased"][figure]]) == whole


def test_an_amount_without_years_counts_in_no_year(dordrecht: dict[str, Any]) -> None:
    assert [(year["year"], year["allocated"]) for year in dordrecht["years"]] == [
        (year, None) for year in (2023, 2024, 2025, 2026)
    ]
    assert dordrecht["unphased"]["allocated"] == "2298000.00"


def test_a_carry_over_of_unknown_amount_is_listed_and_not_counted(dordrecht: dict[str, Any]) -> None:
    assert dordrecht["total"]["carried_in"] == "0.00"
    assert [set(entry) for entry in dordrecht["excluded"]] == [{"what", "why"}] * 2
    assert "2022" in dordrecht["excluded"][0]["what"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_position_in_words_shows_the_amounts_of_the_json(
    typed: Typed, initialised_home: Path, sudwest_fryslan: dict[str, Any], language: str
) -> None:
    done = typed(initialised_home, "position", "sudwest-fryslan", "--lang", language)
    assert done.status == 0
    for line in sudwest_fryslan["lines"]:
        row = next(row for row in done.out.splitlines() if row.split()[:1] == [line["code"]])
        digits = re.sub(r"[.,\s]", "", row)
        for name in ("allocated", "spent", "remaining", "committed", "available", "planned_to_date"):
            assert line[name].replace(".", "").replace("-", "−") in digits


@pytest.mark.parametrize("language", LANGUAGES)
def test_position_in_words_explains_the_money_without_a_year_and_shows_no_zero_for_what_no_source_gives(
    typed: Typed, initialised_home: Path, language: str
) -> None:
    done = typed(initialised_home, "position", "dordrecht", "--lang", language)
    years = [row.split("  ") for row in done.out.splitlines() if re.match(r"20\d\d ", row)]
    assert len(years) == 4
    for row in years:
        _, allocated, spent, remaining = (cell.strip() for cell in row if cell.strip())
        assert (allocated, remaining) == (text(language, "cli.unknown"),) * 2
        assert spent in ("0,00", "0.00")  # nothing counts against a year that has no money of its own
    assert text(language, "cli.position.unphased_is") in done.out.splitlines()


def test_a_reference_date_before_the_first_booking(typed: Typed, initialised_home: Path) -> None:
    early = json.loads(typed(initialised_home, "position", "dordrecht", "--as-of", "2022-12-31", "--json").out)
    assert early["as_of"] == "2022-12-31"
    assert early["total"]["spent"] == early["total"]["planned_to_date"] == "0.00"


def test_an_unknown_plan_names_the_known_ones(typed: Typed, initialised_home: Path) -> None:
    for words in (["position", "dordrech"], ["check", "dordrech"], ["import", __file__, "--plan", "dordrech"]):
        done = typed(initialised_home, *words)
        assert (done.status, done.out) == (3 if words[0] == "import" else 1, "")
        assert "dordrecht, sudwest-fryslan" in done.err


def test_a_plan_that_was_not_there_yet(typed: Typed, initialised_home: Path) -> None:
    done = typed(initialised_home, "position", "dordrecht", "--shown-on", "2020-01-01")
    assert (done.status, done.out) == (1, "")
    assert "1 januari 2020" in done.err


def test_a_date_is_the_end_of_that_day_on_the_clock_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    time = pytest.importorskip("time")
    monkeypatch.setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3")
    time.tzset()
    try:
        assert moment("2026-09-30").isoformat() == "2026-09-30T21:59:59.999999+00:00"
        assert moment("2026-12-31T12:00").isoformat() == "2026-12-31T11:00:00+00:00"
        assert moment("2026-12-31T12:00Z").isoformat() == "2026-12-31T12:00:00+00:00"
    finally:
        monkeypatch.undo()
        time.tzset()


# plans, check, batches


def test_plans_as_json(typed: Typed, initialised_home: Path) -> None:
    done = typed(initialised_home, "plans", "--json")
    plans = {plan.pop("id"): plan for plan in json.loads(done.out)}
    assert {plan_id: (plan["first_year"], plan["last_year"], plan["total"]) for plan_id, plan in plans.items()} == {
        "dordrecht": (2023, 2026, "2298000.00"),
        "sudwest-fryslan": (2024, 2027, "2712000.00"),
    }
    assert all(set(plan) == {"municipality", "title", "first_year", "last_year", "total"} for plan in plans.values())
    assert plans["sudwest-fryslan"]["municipality"] == "Súdwest-Fryslân"


def test_every_sum_ties(typed: Typed, initialised_home: Path) -> None:
    done = typed(initialised_home, "check", "--json")
    found = json.loads(done.out)
    assert done.status == 0
    assert {entry["plan"] for entry in found} == {"dordrecht", "sudwest-fryslan"}
    assert all(list(entry) == ["plan", "name", "left", "right", "difference", "ok"] for entry in found)
    assert all(entry["ok"] is True and entry["difference"] == "0.00" for entry in found)
    assert {entry["plan"] for entry in json.loads(typed(initialised_home, "check", "dordrecht", "--json").out)} == {
        "dordrecht"
    }


def test_sums_of_unknown_amounts_are_not_counted_as_right(typed: Typed, own_copy: Path) -> None:
    assert typed(own_copy, "examples", "remove", "dordrecht").status == 0
    done = typed(own_copy, "check", "dordrecht")
    assert done.status == 0
    *rows, told, left_out = done.out.splitlines()
    assert sum(row.endswith(text("nl", "reconciliation.not_verifiable")) for row in rows) == 7
    right, unknown = ("reconciliation.right.other", 5), ("reconciliation.unknown.other", 7)
    assert [told, left_out] == [text("nl", key, count=count) for key, count in (right, unknown)]
    assert len(json.loads(typed(own_copy, "check", "dordrecht", "--json").out)) == 12


def test_batches_are_listed_with_what_they_are(typed: Typed, initialised_home: Path) -> None:
    done = typed(initialised_home, "batches")
    assert done.status == 0
    assert [row.split()[1:4] for row in done.out.splitlines()[2:]] == [
        ["sudwest-fryslan", "voorbeeld", "sudwest-fryslan.csv"],
        ["dordrecht", "voorbeeld", "dordrecht.csv"],
    ]


# plans check


@pytest.mark.parametrize("raised", [KeyboardInterrupt(), RuntimeError("Query interrupted")])
def test_what_is_stopped_at_the_keyboard_says_so(
    raised: BaseException, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stopped(*_: object) -> int:
        raise raised

    monkeypatch.setitem(run.COMMANDS, "plans", stopped)
    assert run.main(["plans"]) == 130
    assert capsys.readouterr().err.strip() == text("nl", "cli.interrupted")


def test_a_sound_plan_folder(typed: Typed, tmp_path: Path) -> None:
    done = typed(tmp_path, "plans", "check", str(ROOT / "data" / "plans" / "dordrecht"))
    assert (done.status, done.err) == (0, "")
    assert "2.298.000,00" in done.out


def test_a_broken_plan_folder_tells_file_place_and_what_was_expected(typed: Typed, tmp_path: Path) -> None:
    plan = (ROOT / "docs" / "example-plan" / "plan.toml").read_text(encoding="utf-8")
    (tmp_path / "plan.toml").write_text(plan.replace("value = 45000", "value = 45.000", 1), encoding="utf-8")
    done = typed(tmp_path, "plans", "check", str(tmp_path))
    assert (done.status, done.out) == (1, "")
    assert f'{tmp_path}/plan.toml: lines[1] (code "1").allocations[1]' in done.err
    assert "45.000" in done.err
    assert "Verwacht" in done.err


def test_a_plan_folder_that_is_not_there(typed: Typed, tmp_path: Path) -> None:
    done = typed(tmp_path, "plans", "check", str(tmp_path / "nergens"))
    assert done.status == 1
    assert str(tmp_path / "nergens") in done.err


# What cannot be done


@pytest.mark.parametrize(
    "words",
    [
        ["plans"],
        ["position", "dordrecht"],
        ["check"],
        ["batches"],
        ["examples", "remove"],
        ["import", __file__, "--plan", "y"],
    ],
)
def test_without_data_it_says_how_to_begin(typed: Typed, tmp_path: Path, words: list[str]) -> None:
    done = typed(tmp_path / "var", *words)
    assert (done.status, done.out) == (3 if words[0] == "import" else 1, "")
    assert "python -m pokdash init" in done.err


def test_a_state_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    done = pokdash(tmp_path / "file", "init")
    assert done.returncode == 1
    assert done.stderr.strip()
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["position"], "Er ontbreekt nog iets: PLAN."),
        (["positie"], "'positie' kan niet bij OPDRACHT."),
        (["position", "dordrecht", "--as-of", "30-9-2026"], "'30-9-2026' bij --as-of is geen datum."),
        (["position", "dordrecht", "--shown-on", "gisteren"], "'gisteren' bij --shown-on is geen moment."),
        (["position", "dordrecht", "--shown-on"], "Achter --shown-on moet nog iets staan."),
        (["plans", "--jsonn"], "Dit hoort hier niet: --jsonn."),
        (["batches", "undo", "laatste"], "'laatste' bij ID is geen nummer."),
        (["serve", "--port", "99999"], "'99999' bij --port is geen poort."),
        (["plans", "--lang", "de"], "'de' kan niet bij --lang. Wel: 'nl', 'en', 'fy'."),
    ],
)
def test_a_command_that_cannot_be_read(typed: Typed, tmp_path: Path, words: list[str], said: str) -> None:
    done = typed(tmp_path, *words)
    assert (done.status, done.out) == (2, "")
    assert said in done.err
    assert done.err.startswith("gebruik: python -m pokdash")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_every_command_explains_itself(typed: Typed, tmp_path: Path, command: str, language: str) -> None:
    done = typed(tmp_path, *command.split(), "--help", "--lang", language)
    assert (done.status, done.err) == (0, "")
    assert f"python -m pokdash {command}".strip() in done.out
    assert "show this help message" not in done.out


def test_the_port_of_the_environment_must_be_one(initialised_home: Path) -> None:
    done = pokdash(initialised_home, "serve", PORT="http")
    assert done.returncode == 1
    assert "PORT is 'http'" in done.stderr


def test_the_name_of_the_machine_in_the_environment_lets_nobody_in(initialised_home: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {**os.environ, "POKDASH_HOME": str(initialised_home), "HOST": "0.0.0.0", "PORT": str(port)}  # noqa: S104
    serving = subprocess.Popen(
        [sys.executable, "-m", "pokdash", "serve"], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL
    )
    try:
        until = time.monotonic() + 90
        while not _answers("127.0.0.1", port):
            assert serving.poll() is None
            assert time.monotonic() < until
            time.sleep(0.1)
        assert not _answers("127.0.0.2", port)
    finally:
        serving.terminate()
        serving.wait(30)


def _answers(address: str, port: int) -> bool:
    with socket.socket() as client:
        return client.connect_ex((address, port)) == 0


def test_the_forecast_of_a_plan_as_json_and_in_words(typed: Typed, initialised_home: Path) -> None:
    found = json.loads(typed(initialised_home, "forecast", "sudwest-fryslan", "--json").out)
    position = json.loads(typed(initialised_home, "position", "sudwest-fryslan", "--json").out)
    assert {line["code"]: line["forecast"] for line in position["lines"]} == {
        line["line"]: line["eac"] for line in found["lines"]
    }
    lines = {line["line"]: line for line in found["lines"]}
    assert {code: line["method"] for code, line in lines.items()} == {
        "raadslieden": "actual", "tichtby": "commitment_aware", "training": "actual", "1": "commitment_aware",
        "2": "run_rate", "3": "commitment_aware", "4": "run_rate", "5": "commitment_aware", "6": None,
    }  # fmt: skip
    assert lines["3"].keys() == {
        "line",
        "method",
        "why",
        "eac",
        "low",
        "high",
        "empty_on",
        "needed_per_month",
        "must_report",
        "methods",
    }
    by_method = {one["method"]: one for one in lines["3"]["methods"]}
    assert by_method["commitment_aware"]["eac"] == lines["3"]["eac"]
    assert (by_method["run_rate"]["eac"], by_method["actual"]["declined"]) == ("464114.70", "De periode loopt nog.")
    assert (lines["3"]["empty_on"], lines["3"]["needed_per_month"]) == ("2027-02-04", "9270.18")
    assert (lines["6"]["eac"], lines["6"]["low"], lines["6"]["empty_on"]) == (None, None, None)
    assert (found["shortage_lines"], found["example"]) == (["training", "3", "5"], True)
    told = typed(initialised_home, "forecast", "sudwest-fryslan").out
    assert "4 februari 2027" in told
    assert "Over en te kort tellen we niet bij elkaar op." in told
    assert typed(initialised_home, "forecast", "atlantis").status == 1


def test_a_backtest_compares_what_was_expected_with_what_came(typed: Typed, initialised_home: Path) -> None:
    found = json.loads(typed(initialised_home, "backtest", "sudwest-fryslan", "--json").out)
    spent = json.loads(typed(initialised_home, "position", "sudwest-fryslan", "--json").out)["lines"]
    came = {(one["line"], one["came"]) for one in found["forecasts"]}
    assert came <= {(line["code"], line["spent"]) for line in spent}
    shown, *methods = found["methods"]
    assert shown["forecasts"] == sum(one["shown"] for one in found["forecasts"])
    assert {one["method"]: one["forecasts"] for one in methods} == {
        method: sum(one["method"] == method for one in found["forecasts"])
        for method in ("commitment_aware", "run_rate", "adviser", "remaining_plan")
    }
    told = typed(initialised_home, "backtest", "sudwest-fryslan").out
    assert "wat getoond zou zijn" in told
    assert "Boekingen die later zijn ingelezen" in told
