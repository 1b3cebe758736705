"""`inspect` and `import`: what is asked and how it is answered, what is shown, what is saved, and what is refused."""

from __future__ import annotations

import datetime as dt
import io
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from subprocess import CompletedProcess

import pytest
import xlsxwriter
from cli_ledgers import ANSWERS, HEADING, MONTH, NEXT_MONTH, PLAN, everything, importing, ledger, one_reader, spent
from command_line import ROOT, Typed, pokdash
from intake_home import new_home
from ledger_files import file as own_layout
from ledger_files import row as own_row
from ledger_files import rows as own_rows
from ledger_sources import put, xaf

from pokdash.cli.answers import answer, typed_answer
from pokdash.cli.progress import ProgressLine
from pokdash.cli.speech import Speech
from pokdash.intake import Progress
from pokdash.store import Store
from pokdash.store.lock import writer_lock
from pokdash.texts import text

INSPECTED = ["format", "encoding", "delimiter", "header_row", "rows_read", "columns", "proposal", "questions"]
IMPORTED = [
    "batch", "generation", "rows_read", "rows_loaded", "rows_left_out", "rows_rejected", "total", "first_date",
    "last_date", "questions", "errors", "warnings", "repeats",
]  # fmt: skip
COUNTS = ("rows_read", "rows_loaded", "rows_left_out", "rows_rejected")
WRONG = (*MONTH, "31-02-2025;B-9;43812;Inhuur;1.000", "16-01-2025;B-10;43812;Inhuur;tien")


@pytest.fixture(scope="module", autouse=True)
def _one_reader() -> Iterator[None]:
    with one_reader():
        yield


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A state folder with the plan `proef` and no ledger."""
    return new_home(tmp_path).path


@pytest.fixture(scope="module")
def first_month(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, CompletedProcess[str]]:
    """A state folder with the first month in it and the profile of its file, and how the import ended."""
    place = tmp_path_factory.mktemp("first_month")
    home = new_home(place).path
    words = (*PLAN, *ANSWERS, "--save-profile", "Grootboek SWF", "--json")
    done = pokdash(home, "import", ledger(place), *words)
    assert done.returncode == 0, done.stderr
    return home, done


@pytest.fixture
def saved(first_month: tuple[Path, CompletedProcess[str]], tmp_path: Path) -> Path:
    """A copy of that folder that this test may change."""
    return Path(shutil.copytree(first_month[0], tmp_path / "var"))


# Questions


def test_inspect_says_what_a_file_is_and_what_is_asked_of_it(typed: Typed, tmp_path: Path) -> None:
    done = typed(tmp_path / "nothing", "inspect", ledger(tmp_path), "--json")
    found = json.loads(done.out)
    assert (done.status, done.err) == (0, "")
    assert list(found) == INSPECTED
    shown = {name: found[name] for name in INSPECTED[:5]}
    assert shown == {"format": "csv", "encoding": "cp1252", "delimiter": ";", "header_row": 3, "rows_read": 3}
    keys = ["name", "kind", "decimal_mark", "thousands_mark", "date_order", "sum", "first", "last"]
    assert all(list(column) == keys for column in found["columns"])
    assert [column["name"] for column in found["columns"]] == HEADING.split(";")
    date = found["columns"][0]
    assert (date["kind"], date["date_order"], date["first"], date["last"]) == (
        "booking_date", "dmy", "2025-01-13", "2025-01-15",
    )  # fmt: skip
    (marks,) = [question for question in found["questions"] if question["key"] == "amount.marks"]
    assert list(marks) == ["key", "text", "readings", "rests_on"]
    assert "81.000" in marks["text"]
    assert all(list(reading) == ["value", "meaning", "sum"] for reading in marks["readings"])
    assert {reading["value"]: reading["sum"] for reading in marks["readings"]} == {
        "comma": "62750.00", "point": "62.75",
    }  # fmt: skip


def test_a_sum_is_exact_and_of_the_rows_that_are_kept(typed: Typed, tmp_path: Path) -> None:
    file = ledger(
        tmp_path, *MONTH, "16-01-2025;B-4;62000;Veel;90.071.992.547.409,93", ";;;Totaal;90.071.992.610.159,93"
    )
    found = json.loads(typed(tmp_path / "nothing", "inspect", file, "--json").out)
    amount = found["columns"][4]
    assert (amount["kind"], amount["decimal_mark"], amount["thousands_mark"]) == ("amount", ",", ".")
    assert amount["sum"] == "90071992610159.93"


def test_the_readings_stand_side_by_side_with_what_to_type(typed: Typed, home: Path, tmp_path: Path) -> None:
    done = typed(home, "inspect", ledger(tmp_path), *PLAN)
    assert (done.status, done.err) == (0, "")
    rows = done.out.splitlines()
    at = next(number for number, row in enumerate(rows) if row.startswith("--set amount.marks=comma"))
    assert all(amount in rows[at] for amount in ("81.000,00", "62.750,00"))
    assert rows[at + 1].startswith("--set amount.marks=point")
    assert all(amount in rows[at + 1] for amount in ("81,00", "62,75"))
    assert "--set rule.account=43812=a" in done.out
    assert "--set 'rule.account=43812=niet in dit plan'" in done.out
    assert "--set coverage=2025-01-31" in done.out
    assert "✓ bewezen" in done.out


def test_nothing_is_saved_while_a_question_is_open(typed: Typed, home: Path, tmp_path: Path) -> None:
    before = everything(home)
    done, found = importing(typed, home, ledger(tmp_path))
    assert (done.status, list(found)) == (2, IMPORTED)
    assert [question["key"] for question in found["questions"]] == [
        "amount.marks", "rule.account=43812", "rule.account=62000", "coverage",
    ]  # fmt: skip
    assert (found["batch"], found["generation"], found["errors"]) == (None, 1, [])
    assert (found["rows_read"], found["rows_loaded"], found["total"]) == (3, None, None)
    assert everything(home) == before


def test_every_question_is_answered_by_its_key(
    typed: Typed, first_month: tuple[Path, CompletedProcess[str]], home: Path, tmp_path: Path
) -> None:
    found = json.loads(first_month[1].stdout)
    assert "Grootboek SWF" in first_month[1].stderr
    assert found == {
        "batch": 1, "generation": 2, "rows_read": 3, "rows_loaded": 3, "rows_left_out": 0, "rows_rejected": 0,
        "total": "62750.00", "first_date": "2025-01-13", "last_date": "2025-01-15", "questions": [], "errors": [],
        "warnings": [], "repeats": [],
    }  # fmt: skip
    assert spent(typed, first_month[0]) == {"a": "50500.00", "b": "12250.00"}
    done, found = importing(typed, home, ledger(tmp_path), *(word.replace("comma", "point") for word in ANSWERS))
    assert (done.status, done.err, found["total"]) == (0, "", "62.75")
    assert spent(typed, home) == {"a": "50.50", "b": "12.25"}


def test_an_answer_that_cannot_be_used_saves_nothing(typed: Typed, home: Path, tmp_path: Path) -> None:
    done, found = importing(typed, home, ledger(tmp_path), *ANSWERS, "--set", "amount.units=1000")
    assert (done.status, found["questions"]) == (2, [])
    assert [(error["column"], error["value"]) for error in found["errors"]] == [("amount.units", "1000")]
    settable = "Wat u hier kunt kiezen: "
    assert settable in found["errors"][0]["reason"]
    assert {"amount.marks", "amount.unit", "privacy.description"} <= set(
        found["errors"][0]["reason"].partition(settable)[2].rstrip(".").split(", ")
    )
    done, found = importing(typed, home, ledger(tmp_path), *ANSWERS, "--set", "amount.marks=semicolon")
    assert (done.status, [question["key"] for question in found["questions"]]) == (2, ["amount.marks"])
    assert "comma" in found["errors"][0]["reason"]
    assert spent(typed, home) == {"a": None, "b": None}


@pytest.mark.parametrize(
    ("text", "key", "value"),
    [
        ("amount.marks=comma", "amount.marks", "comma"),
        ("kind=expenditure", "kind", "expenditure"),
        ("kind=a=b=planned", "kind=a=b", "planned"),
        ("flag==1", "flag=", "1"),
        ("rule.account=4=3=niet in dit plan", "rule.account=4=3", "niet in dit plan"),
        ("rule.column=a=b", "rule.column", "a=b"),
        ("sheet=jan=feb", "sheet", "jan=feb"),
    ],
)
def test_a_word_with_an_equals_sign_can_be_asked_about(text: str, key: str, value: str) -> None:
    assert answer(text) == (key, value)
    assert key in typed_answer(key, value)


def test_every_question_about_a_word_can_be_answered_by_its_key() -> None:
    texts = "".join(path.read_text() for path in (ROOT / "pokdash/ledger/proposal").glob("*.py"))
    about_words = set(re.findall(r'Question\(f"([a-z.]+)=\{', texts))
    assert {"currency", "status", "year"} <= about_words
    assert [answer(f"{key}=a=b=value") for key in about_words] == [(f"{key}=a=b", "value") for key in about_words]


# Before it is saved


def test_a_dry_run_shows_everything_and_changes_nothing(typed: Typed, saved: Path, tmp_path: Path) -> None:
    before = everything(saved)
    file = ledger(tmp_path, *MONTH, *NEXT_MONTH, "", ";;;Totaal;71.500")
    answers = [word.replace("2025-01-31", "2025-02-28") for word in ANSWERS]
    done, found = importing(typed, saved, file, *answers, "--dry-run")
    assert (done.status, found["batch"], found["generation"], found["total"]) == (0, None, 2, "71500.00")
    assert [found[name] for name in COUNTS] == [7, 2, 5, 0]
    in_words = typed(saved, "import", file, *PLAN, *answers, "--dry-run")
    assert (in_words.status, in_words.err) == (0, "")
    assert everything(saved) == before
    for said in (
        "Dit is een proef: er wordt niets opgeslagen.",
        "Rijen gelezen: 7. Komt erbij: 2. Stond er al: 3. Weggelaten: 2. Afgekeurd: 0.",
        "Samen: €\u00a071.500,00. Daarvan komt erbij: €\u00a08.750,00.",
        "Boekingen van 13 januari 2025 tot en met 28 februari 2025.",
        "telling van regels die er al staan",
    ):
        assert said in in_words.out
    gauges = {row.split()[0]: row for row in in_words.out.splitlines() if "50.500,00" in row or "62.750,00" in row}
    assert "58.000,00" in gauges["a"]
    assert "71.500,00" in gauges["Totaal"]


def test_a_dry_run_warns_of_what_looks_wrong(typed: Typed, home: Path, tmp_path: Path) -> None:
    file, far = (
        ledger(tmp_path, "13-01-2025;B-1;43812;Inhuur;-900.000", "14-01-2025;B-2;43812;Inhuur;100"),
        "2025-01-31",
    )
    words = ("--set", "amount.marks=comma", "--set", "rule.account=43812=a", "--set", f"coverage={far}")
    done, found = importing(typed, home, file, *words, "--set", "amount.sign=costs_negative", "--dry-run")
    assert done.status == 2
    (warning,) = found["warnings"]
    assert "meer dan twee keer" in warning
    assert "€\u00a0899.900" in warning
    in_words = typed(home, "import", file, *PLAN, *words, "--set", "amount.sign=costs_positive", "--dry-run")
    assert "! De uitgaven in dit bestand zijn samen −\u00a0€\u00a0899.900" in in_words.err
    assert "met --checked" in in_words.err


def test_what_looks_wrong_is_saved_only_when_a_person_says_that_it_is_right(
    typed: Typed, home: Path, tmp_path: Path
) -> None:
    file = str(put(tmp_path, own_layout(own_rows("-4,00", boekdatum="2025-01-13", boekjaar="2025")), "grootboek.csv"))
    done, found = importing(typed, home, file)
    assert (done.status, found["batch"], found["generation"]) == (2, None, 1)
    assert [error["row"] for error in found["errors"]] == [None]
    assert found["warnings"]
    in_words = typed(home, "import", file, *PLAN)
    assert "! De uitgaven in dit bestand zijn samen −\u00a0€\u00a04,00" in in_words.err
    assert "met --checked sign" in in_words.err
    assert importing(typed, home, file, "--checked", "again")[0].status == 2, "something else was looked at"
    done, again = importing(typed, home, file, "--checked", "sign", "--checked", "refunds")
    assert (done.status, again["warnings"], again["batch"]) == (0, found["warnings"], 1)


def test_personal_data_is_told_and_left_out_unless_the_adviser_keeps_it(
    typed: Typed, home: Path, tmp_path: Path
) -> None:
    file = ledger(tmp_path, *MONTH, "16-01-2025;B-4;62000;Voor NL91ABNA0417164300 en a@proefstad.nl;500")
    trial = typed(home, "import", file, *PLAN, *ANSWERS, "--dry-run")
    assert "Omschrijvingen met een rekeningnummer: 1, met een BSN: 0, met een e-mailadres: 1." in trial.out
    assert "--set privacy.description=keep" in trial.out
    assert importing(typed, home, file, *ANSWERS)[0].status == 0
    out = tmp_path / "alles.csv"
    assert typed(home, "export", "ledger", str(out)).status == 0
    assert "NL91" not in out.read_text(encoding="utf-8")
    assert typed(home, "batches", "undo", "1", "--why", "omschrijvingen nodig").status == 0
    assert importing(typed, home, file, *ANSWERS, "--set", "privacy.description=keep")[0].status == 0
    assert typed(home, "export", "ledger", str(out)).status == 0
    assert "NL91ABNA0417164300 en a@proefstad.nl" in out.read_text(encoding="utf-8")


# Rows that are wrong


def test_wrong_rows_are_named_and_nothing_is_saved(typed: Typed, home: Path, tmp_path: Path) -> None:
    before = everything(home)
    file = ledger(tmp_path, *WRONG)
    done, found = importing(typed, home, file, *ANSWERS)
    assert (done.status, found["batch"], found["questions"]) == (2, None, [])
    assert [list(error) for error in found["errors"]] == [["row", "column", "value", "reason"]] * 2
    assert [(error["row"], error["column"], error["value"]) for error in found["errors"]] == [
        (7, "Boekdatum", "31-02-2025"), (8, "Bedrag", "tien"),
    ]  # fmt: skip
    assert [found[name] for name in COUNTS] == [5, 3, 0, 2]
    trial = typed(home, "import", file, *PLAN, *ANSWERS, "--dry-run")
    assert trial.status == 2
    assert "31-02-2025" in trial.out
    assert "--keep-good-rows" in trial.err
    assert everything(home) == before


def test_the_good_rows_are_kept_only_when_asked_and_the_others_stay_retrievable(
    typed: Typed, home: Path, tmp_path: Path
) -> None:
    file = ledger(tmp_path, *WRONG, "17-01-2025;B-11;43812;Inhuur;=1+1")
    done, found = importing(typed, home, file, *ANSWERS, "--keep-good-rows")
    assert (done.status, done.err, found["batch"]) == (0, "", 1)
    assert [found[name] for name in COUNTS] == [6, 3, 0, 3]
    assert (len(found["errors"]), found["total"]) == (3, "62750.00")
    assert spent(typed, home) == {"a": "50500.00", "b": "12250.00"}
    kept = json.loads(typed(home, "batches", "rejected", "1", "--json").out)
    assert [{name: row[name] for name in found["errors"][0]} for row in kept] == found["errors"]
    out = tmp_path / "fout.csv"
    told = typed(home, "batches", "rejected", "1", "--out", str(out))
    assert (told.status, told.err) == (0, "")
    head, *rows = out.read_text(encoding="utf-8-sig").splitlines()
    assert len(head.split(";")) == 4
    assert [row.split(";")[:3] for row in rows] == [
        ["7", "Boekdatum", "31-02-2025"], ["8", "Bedrag", "tien"], ["9", "Bedrag", "'=1+1"],
    ]  # fmt: skip


def test_a_row_whose_commitment_exists_nowhere_is_kept_apart_too(typed: Typed, home: Path, tmp_path: Path) -> None:
    path = tmp_path / "grootboek.csv"
    path.write_bytes(own_layout([*own_rows("100,00", "20,00"), own_row(boekstuk="B-9", verplichting="V-1")]))
    refused, found = importing(typed, home, str(path))
    assert (refused.status, [(error["row"], error["value"]) for error in found["errors"]]) == (2, [(6, "V-1")])
    done, found = importing(typed, home, str(path), "--keep-good-rows", "--checked", "earlier")
    assert (done.status, found["total"], [found[name] for name in COUNTS]) == (0, "120.00", [3, 2, 0, 1])
    assert [(error["row"], error["value"]) for error in found["errors"]] == [(6, "V-1")]


# Again, later, and otherwise


def test_the_same_file_again_is_refused_with_who_and_when(typed: Typed, saved: Path, tmp_path: Path) -> None:
    before = everything(saved)
    for words in ((), (*ANSWERS, "--dry-run")):
        done, found = importing(typed, saved, ledger(tmp_path), *words)
        assert (done.status, found["batch"]) == (3, None)
        assert "inleesactie 1" in done.err
        assert str(dt.datetime.now(dt.UTC).year) in done.err
        assert found["errors"][0]["reason"] in done.err
    again = typed(saved, "import", ledger(tmp_path), *PLAN, *ANSWERS, "--changed", "correct")
    assert "Maak dan eerst inleesactie 1 ongedaan." in again.err
    assert "batches undo 1 --why TEKST" in again.err
    assert everything(saved) == before


def test_the_file_of_the_next_month_needs_no_question(typed: Typed, saved: Path, tmp_path: Path) -> None:
    file = ledger(tmp_path, *NEXT_MONTH, name="februari.csv")
    asked = typed(saved, "import", file, *PLAN)
    assert (asked.status, asked.out) == (2, "")
    assert "--set amount.marks=comma" in asked.err
    fits = "Er is een bewaard profiel dat op dit bestand past: --profile 'Grootboek SWF'"
    assert asked.err.endswith(f"Er is niets opgeslagen.\n{fits}\n")
    done, found = importing(typed, saved, file, "--profile", "grootboek swf")
    assert (done.status, found["batch"], found["questions"]) == (0, 2, [])
    assert spent(typed, saved) == {"a": "58000.00", "b": "13500.00"}
    newest = json.loads(typed(saved, "batches", "--json").out)[0]
    assert (newest["profile"], newest["covered_until"]) == ("Grootboek SWF", "2025-02-28")


def test_a_booking_that_changed_is_refused_left_or_corrected(typed: Typed, saved: Path, tmp_path: Path) -> None:
    file = ledger(tmp_path, MONTH[0].replace("81.000", "82.000"), *MONTH[1:])
    profile = str(tmp_path / "profiel.toml")
    assert typed(saved, "profiles", "export", "Grootboek SWF", profile).status == 0
    refused = typed(saved, "import", file, *PLAN, "--profile", profile)
    assert (refused.status, refused.out) == (2, "")
    assert ["4", "Bedrag", "82000,00"] in [row.split()[:3] for row in refused.err.splitlines()]
    assert "81000,00" in refused.err
    assert "--changed leave" in refused.err
    lacking = ledger(tmp_path, MONTH[0].replace("81.000", "82.000"), MONTH[1], name="zonder.csv")
    trial = typed(saved, "import", lacking, *PLAN, *ANSWERS, "--dry-run")
    assert trial.status == 2
    assert ["B-3", "uitgaven", "15"] in [row.split()[:3] for row in trial.out.splitlines()]
    trial = typed(saved, "import", file, *PLAN, *ANSWERS, "--dry-run", "--changed", "correct")
    assert trial.status == 0
    assert ["4", "uitgaven", "B-1"] in [row.split()[:3] for row in trial.out.splitlines()]
    assert "81.000,00" in trial.out
    assert "82.000,00" in trial.out
    assert "boekt van eerdere inleesacties terug: € 81.000,00" in trial.out.replace("\N{NO-BREAK SPACE}", " ")
    assert spent(typed, saved)["a"] == "50500.00"
    assert importing(typed, saved, file, *ANSWERS, "--changed", "correct")[0].status == 0
    assert spent(typed, saved) == {"a": "51500.00", "b": "12250.00"}
    added = [(one["total_loaded"], one["total_reversed"]) for one in json.loads(typed(saved, "batches", "--json").out)]
    assert added == [("82000.00", "81000.00"), ("62750.00", "0.00")]
    heading, _, newest, *_ = typed(saved, "batches").out.splitlines()
    place = heading.index("geladen rijen samen")
    assert newest[place:].split()[:4] == ["€", "82.000,00", "€", "81.000,00"]
    other = ledger(tmp_path, MONTH[0].replace("81.000", "83.000"), *MONTH[1:])
    assert importing(typed, saved, other, *ANSWERS, "--changed", "leave")[0].status == 0
    assert spent(typed, saved)["a"] == "51500.00"


# Other kinds of files


def test_a_workbook(typed: Typed, home: Path, tmp_path: Path) -> None:
    path = tmp_path / "grootboek.xlsx"
    with xlsxwriter.Workbook(path, {"default_date_format": "dd-mm-yyyy"}) as book:
        sheet = book.add_worksheet("Blad1")
        sheet.write_row(0, 0, HEADING.split(";"))
        for number, row in enumerate(MONTH, start=1):
            day, *texts, amount = row.split(";")
            sheet.write_datetime(number, 0, dt.datetime.strptime(day, "%d-%m-%Y"))  # noqa: DTZ007 - a cell has no zone
            for column, text in enumerate(texts, start=1):
                sheet.write_string(number, column, text)
            sheet.write_number(number, 4, int(amount.replace(".", "")))
    answers = ANSWERS[2:]  # typed numbers need no marks
    done, found = importing(typed, home, str(path), *answers)
    assert (done.status, found["total"], found["rows_loaded"]) == (0, "62750.00", 3)
    assert spent(typed, home) == {"a": "50500.00", "b": "12250.00"}


def test_an_audit_file(typed: Typed, home: Path, tmp_path: Path) -> None:
    file = str(put(tmp_path, xaf(), "auditfile.xaf"))
    wanted = {"rule.field": "account", "rule.account=43812": "a", "rule.account=1600": "niet in dit plan"}
    answers: list[str] = []
    done, found = importing(typed, home, file, "--dry-run")
    assert done.status == 2
    while found["questions"]:
        for question in found["questions"]:
            values = [reading["value"] for reading in question["readings"]]
            assert wanted.get(question["key"], values[0]) in values
            answers += ["--set", f"{question['key']}={wanted.get(question['key'], values[0])}"]
        done, found = importing(typed, home, file, *answers, "--dry-run", "--checked", "earlier")
    assert (done.status, found["total"], [found[name] for name in COUNTS]) == (0, "100.50", [2, 1, 1, 0])
    saved = typed(home, "import", file, *PLAN, *answers, "--checked", "earlier")
    assert (saved.status, spent(typed, home)) == (0, {"a": "100.50", "b": "0.00"})
    assert "De totalen in de auditfile kloppen: 2 regels, debet € 100,50, credit € 100,50." in saved.out.replace(
        "\u00a0", " "
    )
    assert "Niet nodig door uw andere antwoorden: --set" in saved.err
    everywhere = b"".join(path.read_bytes() for path in (home / "store").rglob("*") if path.is_file())
    assert b"0612345678" not in everywhere


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "leeg"),
        (b"\x89PNG\r\n\x1a\n" + bytes(40), "PNG"),
        (b"PK\x03\x04 half a workbook", "beschadigd"),
        (None, "grootboek.xlsx is niet te openen"),
    ],
)
def test_a_file_that_cannot_be_read(typed: Typed, home: Path, tmp_path: Path, content: bytes | None, said: str) -> None:
    path = tmp_path / "grootboek.xlsx"
    if content is not None:
        path.write_bytes(content)
    before = everything(home)
    looked = typed(home, "inspect", str(path), "--json")
    assert (looked.status, list(json.loads(looked.out))) == (3, INSPECTED)
    done, found = importing(typed, home, str(path))
    assert (done.status, list(found), found["rows_read"]) == (3, IMPORTED, None)
    assert done.err == looked.err
    assert said in done.err
    assert everything(home) == before


# Refused


def test_what_is_refused_before_the_file_is_read(typed: Typed, home: Path, tmp_path: Path) -> None:
    file = ledger(tmp_path)
    for words, said in (
        (["import", file, "--plan", "proefje"], "Wel: proef."),
        (["import", file, *PLAN, "--profile", "Onbekend"], "Onbekend"),
        (["inspect", file, "--profile", "Onbekend"], "Onbekend"),
        (["inspect", file, "--plan", "proefje"], "Wel: proef."),
    ):
        done = typed(home, *words)
        assert (done.status, done.out) == (3, "")
        assert said in done.err
    (home / "settings.toml").write_text('name = "Kijker"\nrole = "viewer"\n', encoding="utf-8")
    for more in ([], ["--dry-run"]):
        done, found = importing(typed, home, file, *ANSWERS, *more)
        assert (done.status, found["rows_read"]) == (3, None)
        assert "Kijker" in done.err
    assert typed(home, "inspect", file).status == 0
    nothing = typed(tmp_path / "leeg", "import", file, *PLAN)
    assert nothing.status == 3
    assert "python -m pokdash init" in nothing.err


def test_a_second_writer_is_refused_and_hears_who_is_at_work(
    typed: Typed, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Store, "wait_seconds", 0.0)
    with writer_lock(home / "store" / "LOCK", "Anne", 0.0):
        done, found = importing(typed, home, ledger(tmp_path), *ANSWERS)
    assert (done.status, found["batch"], found["generation"]) == (3, None, 1)
    assert "Anne" in done.err
    assert "Er is niets veranderd." in done.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--set", "comma"], "'comma' bij --set is geen antwoord."),
        (["--dry-run", "--save-profile", "x"], "--save-profile kan niet samen met --dry-run."),
        (["--changed", "maybe"], "'maybe' kan niet bij --changed."),
    ],
)
def test_what_cannot_be_typed(typed: Typed, tmp_path: Path, words: list[str], said: str) -> None:
    done = typed(tmp_path, "import", "x.csv", *PLAN, *words)
    assert (done.status, done.out) == (2, "")
    assert said in done.err


# Progress, and stopping


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_progress_is_shown_on_a_terminal_after_a_second_and_wiped(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    terminal, pipe = Terminal(), io.StringIO()
    with ProgressLine(Speech("nl"), terminal) as line, ProgressLine(Speech("nl"), pipe) as silent:
        line.told(Progress("convert", 10, 400, 5.0, 78.0))
        assert not terminal.getvalue()
        now[0] += 1.5
        for one in (line, silent):
            one.told(Progress("convert", 2000, 4000, 50.4, 64.0))
        said = "Elke rij lezen en nakijken · 2.000 van 4.000 rijen · 50 rijen per seconde · nog ongeveer 64 seconden"
        assert terminal.getvalue().endswith(said)
    assert terminal.getvalue().endswith("\r\x1b[K")
    assert not pipe.getvalue()


@pytest.fixture
def _heard() -> Iterator[None]:
    """Ctrl+C is heard by what a test starts, also where these tests themselves run in the background."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT for one process")
@pytest.mark.usefixtures("_heard")
def test_stopping_an_import_leaves_nothing_behind(home: Path, tmp_path: Path) -> None:
    rows = [f"13-01-2025;B-{number};43812;Inhuur;{number}.000" for number in range(1, 400_000)]
    file = ledger(tmp_path, *rows)
    before = everything(home)
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    running = subprocess.Popen(
        [sys.executable, "-m", "pokdash", "import", file, *PLAN, *ANSWERS],
        cwd=ROOT,
        env={**os.environ, "POKDASH_HOME": str(home), "TMPDIR": str(scratch)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    while not any(scratch.glob("pokdash-*")):  # the work folder of the reader: it has begun
        assert running.poll() is None
        time.sleep(0.01)
    running.send_signal(signal.SIGINT)
    out, err = running.communicate(timeout=60)
    assert (err.strip(), out, running.returncode) == (text("nl", "cli.interrupted"), "", 130)
    assert everything(home) == before
    assert not list(scratch.iterdir())
