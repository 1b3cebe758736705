"""The commands that change what is counted: import, undo and redo, removing the examples, init; and who may not."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from command_line import ROOT, Typed, pokdash

from pokdash import intake
from pokdash.domain.actor import Actor, Role

HEADER = "soort;boekdatum;boekjaar;regel;bedrag;boekstuk;boekstukregel;verplichting;besluit;omschrijving"
REAL = """\
verplichting;2026-09-01;2026;wijkteam;60000,00;V-2026-017;1;V-2026-017;;Raamovereenkomst
uitgave;2026-09-15;2026;wijkteam;4530,50;2026-0412;1;V-2026-017;;Inhuur training
uitgave;2026-09-16;2026;wijkteam;-30,25;2026-0413;1;;;Creditnota
"""


def ledger_file(folder: Path, rows: str, *preamble: str) -> str:
    path = folder / "grootboek.csv"
    head = ("pokdash-grootboek;1", "geboekt t/m;2026-09-30", *preamble, HEADER)
    path.write_text("\n".join(head) + "\n" + rows, encoding="utf-8")
    return str(path)


def position(typed: Typed, home: Path, plan: str, *words: str) -> dict[str, Any]:
    done = typed(home, "position", plan, "--json", *words)
    assert done.status == 0, done.err
    content: dict[str, Any] = json.loads(done.out)
    return content


def test_a_real_import_says_that_the_examples_go_and_what_it_read(typed: Typed, own_copy: Path, tmp_path: Path) -> None:
    done = pokdash(own_copy, "import", ledger_file(tmp_path, REAL), "--plan", "dordrecht", "--checked", "earlier")
    said = done.stdout.splitlines()
    assert (done.returncode, done.stderr.count("\n")) == (0, 1)
    assert done.stderr.startswith("! Van deze jaren staat er na het inlezen geen enkele boeking")
    assert said[0].startswith("Bij dordrecht staan nu verzonnen voorbeeldgegevens.")
    assert "Rijen gelezen: 3. Komt erbij: 3. Weggelaten: 0. Afgekeurd: 0." in said
    assert "64.500,25" in done.stdout
    assert [row.split() for row in said[-2:]] == [
        ["wijkteam", "2026", "verplichtingen", "1", "€", "60.000,00"],
        ["wijkteam", "2026", "uitgaven", "2", "€", "4.500,25"],
    ]
    now = position(typed, own_copy, "dordrecht")
    assert (now["example"], now["total"]["spent"], now["total"]["committed"]) == (False, "4500.25", "55469.50")
    assert position(typed, own_copy, "sudwest-fryslan")["example"] is True


def test_rows_that_are_known_already_are_left_out(typed: Typed, own_copy: Path, tmp_path: Path) -> None:
    assert (
        typed(own_copy, "import", ledger_file(tmp_path, REAL), "--plan", "dordrecht", "--checked", "earlier").status
        == 0
    )
    more = REAL + "uitgave;2026-09-20;2026;wijkteam;100,00;2026-0420;1;;;Factuur\n"
    done = typed(own_copy, "import", ledger_file(tmp_path, more), "--plan", "dordrecht", "--lang", "en")
    assert done.status == 0
    assert "Rows read: 4. Added: 1. There already: 3. Left out: 0. Rejected: 0." in done.out
    assert position(typed, own_copy, "dordrecht")["total"]["spent"] == "4600.25"


def test_wrong_rows_are_told_with_line_and_column_and_change_nothing(
    typed: Typed, own_copy: Path, tmp_path: Path
) -> None:
    before = position(typed, own_copy, "dordrecht")
    wrong = REAL.replace("4530,50", "4.530").replace("2026-09-16", "16-9-2026")
    done = typed(own_copy, "import", ledger_file(tmp_path, wrong), "--plan", "dordrecht")
    assert done.status == 2
    rows = [row.split() for row in done.err.splitlines()]
    assert ["5", "bedrag", "4.530"] in [row[:3] for row in rows]
    assert ["6", "boekdatum", "16-9-2026"] in [row[:3] for row in rows]
    assert position(typed, own_copy, "dordrecht") == before


def test_a_file_that_is_not_there(typed: Typed, initialised_home: Path, tmp_path: Path) -> None:
    done = typed(initialised_home, "import", str(tmp_path / "weg.csv"), "--plan", "dordrecht")
    assert done.status == 3
    assert "weg.csv" in done.err


def test_undo_and_redo_give_the_earlier_and_the_later_position(typed: Typed, own_copy: Path) -> None:
    later = position(typed, own_copy, "sudwest-fryslan")
    assert typed(own_copy, "batches", "undo", "2", "--why", "dubbel ingelezen").status == 0
    earlier = position(typed, own_copy, "sudwest-fryslan")
    assert (earlier["total"]["spent"], earlier["covered_until"]) == (None, None)
    assert {line["status"] for line in earlier["lines"]} == {"no_data"}
    assert typed(own_copy, "batches", "redo", "2").status == 0
    again = position(typed, own_copy, "sudwest-fryslan")
    assert {**again, "generation": None} == {**later, "generation": None}
    assert "telt weer mee sinds" in typed(own_copy, "batches").out


@pytest.mark.parametrize("words", [["undo", "99", "--why", "x"], ["redo", "99"], ["redo", "1"]])
def test_a_batch_that_cannot_be_changed(typed: Typed, initialised_home: Path, words: list[str]) -> None:
    done = typed(initialised_home, "batches", *words)
    assert (done.status, done.out) == (1, "")
    assert words[1] in done.err


def test_what_was_shown_before_a_change_can_still_be_asked(typed: Typed, own_copy: Path) -> None:
    before = position(typed, own_copy, "dordrecht")
    moment = dt.datetime.now(dt.UTC).isoformat()
    assert typed(own_copy, "examples", "remove", "dordrecht").status == 0
    assert position(typed, own_copy, "dordrecht")["total"]["spent"] is None
    shown = position(typed, own_copy, "dordrecht", "--shown-on", moment)
    assert {**shown, "generation": None} == {**before, "generation": None}


def test_examples_can_be_removed_of_one_plan_and_of_all(typed: Typed, own_copy: Path) -> None:
    assert "dordrecht" in typed(own_copy, "examples", "remove", "dordrecht").out
    assert position(typed, own_copy, "sudwest-fryslan")["example"] is True
    rest = typed(own_copy, "examples", "remove")
    assert (rest.status, "sudwest-fryslan" in rest.out, "dordrecht" in rest.out) == (0, True, False)
    nothing = typed(own_copy, "examples", "remove")
    assert (nothing.status, nothing.out) == (0, "Er zijn geen voorbeeldgegevens om weg te halen.\n")


def test_removed_examples_do_not_come_back(typed: Typed, own_copy: Path) -> None:
    typed(own_copy, "examples", "remove")
    assert typed(own_copy, "init").status == 0
    assert position(typed, own_copy, "dordrecht")["total"]["spent"] is None


def test_init_without_examples_knows_the_plans_and_no_spending(typed: Typed, tmp_path: Path) -> None:
    done = typed(tmp_path / "var", "init", "--no-examples")
    assert done.status == 0
    known = position(typed, tmp_path / "var", "sudwest-fryslan", "--as-of", "2026-09-30")
    assert (known["total"]["allocated"], known["total"]["spent"]) == ("2712000.00", None)
    assert known["total"]["planned_to_date"] == "1704245.00"


def test_a_sum_that_does_not_tie_ends_with_status_1(typed: Typed, tmp_path: Path) -> None:
    plan = (ROOT / "docs" / "example-plan" / "plan.toml").read_text(encoding="utf-8")
    known, unknown = 'value = 120000\nkind = "source"', 'value = "unknown"\nkind = "source"'
    assert known in plan
    folder = tmp_path / "plans" / "voorbeeldwoude"
    folder.mkdir(parents=True)
    tie = '\n[[ties]]\nname = "Totaal = actielijnen"\nleft = ["total"]\nright = ["group:lijnen"]\n'
    (folder / "plan.toml").write_text(plan.replace(known, unknown) + tie, encoding="utf-8")
    home = intake.Home(tmp_path / "var")
    intake.load_plans(home, tmp_path / "plans", Actor("toets", Role.MANAGER), dt.datetime.now(dt.UTC))
    done = typed(home.path, "check", "--json")
    wrong = [entry for entry in json.loads(done.out) if not entry["ok"]]
    assert done.status == 1
    assert [(entry["name"], entry["left"], entry["right"], entry["difference"]) for entry in wrong] == [
        ("Totaal = actielijnen", None, "120000.00", None)
    ]
    in_words = typed(home.path, "check", "voorbeeldwoude")
    assert in_words.status == 1
    assert "KLOPT NIET" in in_words.out


def older_plan(home: Path, place: Path) -> None:
    """Let the store have another plan of Dordrecht than the folder, so that `init` has something to change."""
    folder = Path(shutil.copytree(ROOT / "data/plans/dordrecht", place / "dordrecht"))
    first = min(folder.glob("*.toml"))
    first.write_text(first.read_text(encoding="utf-8") + "# ouder\n", encoding="utf-8")
    loaded = intake.load_plans(intake.Home(home), folder, Actor("toets", Role.MANAGER), dt.datetime.now(dt.UTC))
    assert isinstance(loaded, intake.PlansLoaded)
    assert loaded.loaded == (("dordrecht", 2),)


@pytest.mark.parametrize(
    "words",
    [
        ["init"],
        ["import", "{file}", "--plan", "dordrecht"],
        ["batches", "undo", "1", "--why", "vergissing"],
        ["batches", "redo", "1"],
        ["examples", "remove"],
    ],
)
def test_a_viewer_looks_and_changes_nothing(typed: Typed, own_copy: Path, tmp_path: Path, words: list[str]) -> None:
    older_plan(own_copy, tmp_path)
    (own_copy / "settings.toml").write_text('name = "Kijker"\nrole = "viewer"\n', encoding="utf-8")
    before = typed(own_copy, "batches")
    file = ledger_file(tmp_path, REAL)
    done = typed(own_copy, *(word.format(file=file) for word in words))
    assert (done.status, done.out) == (3 if words[0] == "import" else 1, "")
    assert "Kijker" in done.err
    assert typed(own_copy, "batches") == before
    assert typed(own_copy, "position", "dordrecht").status == 0


@pytest.mark.parametrize("role", ["viewer", "adviser"])
def test_init_refuses_nobody_where_nothing_has_to_change(typed: Typed, own_copy: Path, role: str) -> None:
    (own_copy / "settings.toml").write_text(f'name = "Iemand"\nrole = "{role}"\n', encoding="utf-8")
    done = typed(own_copy, "init")
    assert (done.status, done.err) == (0, "")
    assert "Plan al ingelezen: dordrecht." in done.out


def test_serving_an_empty_folder_sets_it_up_first_unless_a_viewer_asks(tmp_path: Path) -> None:
    home = tmp_path / "var"
    home.mkdir()
    (home / "settings.toml").write_text('name = "Kijker"\nrole = "viewer"\n', encoding="utf-8")
    done = pokdash(home, "serve")
    assert (done.returncode, done.stdout) == (1, "")
    assert "Kijker" in done.stderr
