"""Plan folders: what is accepted, and that everything else is refused with file, place, what stands there and what was
expected."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from pokdash.domain import plan, plan_changes, plan_record, provenance
from pokdash.domain.plan import Plan
from pokdash.domain.plan_names import line_names
from pokdash.domain.plan_problem import PlanProblem
from pokdash.domain.plan_reading import read_plan
from pokdash.domain.plan_ties import side_amount, term_amount
from pokdash.texts import LANGUAGES, text
from pokdash.texts.catalog import catalog

ROOT = Path(__file__).parents[1]
GOOD = (ROOT / "docs/example-plan/plan.toml").read_text(encoding="utf-8")
DOCUMENT = (ROOT / "docs/plan-format.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```toml\n(.*?)```", DOCUMENT, re.DOTALL)
PHASING = """
[[phasings]]
line = "1"
method = "equal_months_within_year"
kind = "assumption"
first_month = "2025-01"
last_month = "2026-12"
assumption.who = "Team"
assumption.on = 2025-01-15
assumption.why = "Geen maanden genoemd."
"""
TIMELINE = """
[[timeline]]
what = "Voorstel"
kind = "proposal"
when = 2024-03-14
source = { document = "raadsbesluit", place = "Kop", quote = "woorden" }

[[timeline]]
what = "Zonder datum, op zijn plaats in de tijd"
kind = "advice"
source = { document = "raadsbesluit", place = "Kop", quote = "woorden" }

[[timeline]]
what = "Begin"
kind = "start"
when = 2024
source = { document = "raadsbesluit", place = "Kop", quote = "woorden" }

[[timeline]]
what = "Besluit"
kind = "decision"
when = 2024-11-14
source = { document = "raadsbesluit", place = "Kop", quote = "woorden" }
"""
CARRY_OVER = """
[[carry_overs]]
from_year = 2024
to_year = 2025
status = "proposed"
amount.value = "unknown"
amount.kind = "derived"
amount.derived_from = ["jaarrekening"]
"""
TIE = """
[[ties]]
name = "Spreekuren"
left = ["line:1"]
right = ["line:1:2025", "line:1:2026"]
"""
FULL = GOOD + PHASING + CARRY_OVER + TIMELINE + TIE
FIRST = 'lines[1] (code "1")'
SECOND = 'lines[2] (code "2")'


def problems(content: str) -> tuple[PlanProblem, ...]:
    reading = read_plan({"plan.toml": content})
    assert (reading.plan is None) == bool(reading.problems)
    return reading.problems


def changed(*edits: tuple[str, str]) -> str:
    content = FULL
    for old, new in edits:
        assert content.count(old) == 1, old
        content = content.replace(old, new)
    return content


POINT = """{ number = 1, standing = "council", body = "Raad",
    text = { document = "raadsbesluit", place = "1", quote = "besluit" } }""".replace("\n", "")
CODE_2 = 'code = "2"\n'
AMOUNT_2 = "amount.value = 40000\n"
ESTIMATE = """
[[estimates]]
line = "1"
low = 1
likely = 9
high = 5
assumption = { who = "Team", on = 2025-01-15, why = "Gesprek." }
"""
WITHIN = 'method = "equal_months_within_year"\nkind'
MONTH = 'amounts = [{ first_month = "2025-12", last_month = "2025-12", amount = 100 }]\n'
PHASINGS_1 = '[[phasings]]\nline = "1"\n'
PHASINGS_2 = """
[[lines.allocations]]
year = 2026
standing = "council"
amount = { value = 0, kind = "derived", derived_from = ["raadsbesluit"] }

[[phasings]]
line = "2"
"""
REFUSED = [
    ("unknown_key", [(CODE_2, CODE_2 + 'kleur = "rood"\n')], f"{SECOND}.kleur", '"rood"'),
    ("missing_key", [('name = "Scholing"\n', "")], f"{SECOND}.name", None),
    ("not_one_of", [('money = "budget"', 'money = "geld"')], "money", '"geld"'),
    ("empty_text", [('title = "Bestedingsplan dienstverlening"\nfirst', 'title = " "\nfirst')], "title", '""'),
    ("not_text", [(CODE_2, "code = 2\n")], "lines[2] (code 2).code", "2"),
    ("not_a_code", [(CODE_2, 'code = "2:a"\n')], 'lines[2] (code "2:a").code', '"2:a"'),
    ("not_an_id", [('id = "voorbeeldwoude"', 'id = "Voorbeeld woude"')], "id", '"Voorbeeld woude"'),
    ("empty_list", [('left = ["line:1"]', "left = []")], 'ties[1] (name "Spreekuren").left', "[]"),
    ("not_a_list", [('aliases = ["Opleiding"]', 'aliases = "Opleiding"')], f"{SECOND}.aliases", '"Opleiding"'),
    ("not_a_table", [("period.first = 2025\nperiod.last = 2026", "period = 2025")],
     f"{SECOND}.allocations[1].period", "2025"),
    ("not_words", [('name = "Actielijnen"', "name = 3")], 'groups[1] (code "lijnen").name', "3"),
    ("not_a_whole_number", [("first_year = 2025", 'first_year = "vorig jaar"')], "first_year", '"vorig jaar"'),
    ("not_true_or_false", [('id = "raadsbesluit"', 'id = "raadsbesluit"\nheld = "misschien"')],
     'documents[1] (id "raadsbesluit").held', '"misschien"'),
    ("not_a_date", [("assumption.on = 2025-01-15", 'assumption.on = "15 januari"')],
     'phasings[1] (line "1").assumption.on', '"15 januari"'),
    ("not_a_month", [('first_month = "2025-01"', 'first_month = "2025-13"')],
     'phasings[1] (line "1").first_month', '"2025-13"'),
    ("not_a_partial_date", [("date = 2024-11-14", 'date = "2024-02-30"')],
     'documents[1] (id "raadsbesluit").date', '"2024-02-30"'),
    ("not_a_partial_date", [("date = 2024-11-14", 'date = "voorjaar 2024"')],
     'documents[1] (id "raadsbesluit").date', '"voorjaar 2024"'),
    ("not_a_number", [(TIE, TIE + '[thresholds]\npace_percent = "vijf"\n')], "thresholds.pace_percent", '"vijf"'),
    ("negative_number", [(TIE, TIE + "[thresholds]\nstale_days = -1\n")], "thresholds.stale_days", "-1"),
    ("not_an_amount", [(AMOUNT_2, 'amount.value = "40000"\n')], f"{SECOND}.allocations[1].amount.value", '"40000"'),
    ("not_an_amount", [(AMOUNT_2, 'amount.value = "onbekend"\n')],
     f"{SECOND}.allocations[1].amount.value", '"onbekend"'),
    ("not_an_amount", [(AMOUNT_2, "amount.value = true\n")], f"{SECOND}.allocations[1].amount.value", "true"),
    ("too_many_decimals", [(AMOUNT_2, "amount.value = 40.000\n")], f"{SECOND}.allocations[1].amount.value", "40.000"),
    ("too_large", [(AMOUNT_2, "amount.value = 12345678901234567\n")],
     f"{SECOND}.allocations[1].amount.value", "12345678901234567"),
    ("amount_without_derived", [('derived_from = ["jaarrekening"]', 'note = "?"')],
     "carry_overs[1] (from_year 2024).amount", "{…}"),
    ("amount_without_source", [('kind = "derived"', 'kind = "source"')],
     "carry_overs[1] (from_year 2024).amount", "{…}"),
    ("amount_without_assumption", [('kind = "derived"', 'kind = "assumption"')],
     "carry_overs[1] (from_year 2024).amount", "{…}"),
    ("used_twice", [('code = "2"\ngroup', 'code = "lijnen"\ngroup')], 'lines[2] (code "lijnen").code', '"lijnen"'),
    ("used_twice", [('code = "2"\ngroup', 'code = "1"\ngroup')], 'lines[2] (code "1").code', '"1"'),
    ("used_twice", [('code = "2"\ngroup', 'code = "Total"\ngroup')], 'lines[2] (code "Total").code', '"Total"'),
    ("name_of_other_line", [('["Opleiding"]', '["Opleiding", "spreekuren"]')], f"{SECOND}.aliases[2]", '"spreekuren"'),
    ("unknown_group", [('code = "2"\ngroup = "lijnen"', 'code = "2"\ngroup = "x"')], f"{SECOND}.group", '"x"'),
    ("unknown_line", [('line = "1"', 'line = "7"')], 'phasings[1] (line "7").line', '"7"'),
    ("unknown_line", [(TIE, TIE + '[[findings]]\nid="f"\nkind="gap"\nwhat="w"\nhandling="h"\nlines=["1", "9"]\n')],
     'findings[1] (id "f").lines[2]', '"9"'),
    ("unknown_line", [(TIE, TIE + '[[mandates]]\nrule = "per_line"\nlines = ["1", "9"]\n'
                       'source = {document = "raadsbesluit", place = "p", quote = "q"}\n')],
     "mandates[1].lines[2]", '"9"'),
    ("unknown_document",
     [('amount.source.document = "raadsbesluit"\namount.source.place = "Beslispunt 2"',
       'amount.source.document = "brief"\namount.source.place = "Beslispunt 2"')],
     f"{SECOND}.allocations[1].amount.source.document", '"brief"'),
    ("unknown_stated", [('[[groups]]\ncode = "lijnen"', '[[groups]]\nstated = "x"\ncode = "lijnen"')],
     'groups[1] (code "lijnen").stated', '"x"'),
    ("unknown_body",
     [("date = 2024-11-14", f"decision_points = [{POINT}]")],
     'documents[1] (id "raadsbesluit").decision_points[1] (number 1).body', '"Raad"'),
    ("years_out_of_order", [("last_year = 2026", "last_year = 2024")], "last_year", "2024"),
    ("years_out_of_order", [("period.last = 2026", "period.last = 2024")],
     f"{SECOND}.allocations[1].period.last", "2024"),
    ("year_outside_plan", [("year = 2025\nstanding", "year = 2031\nstanding")],
     f"{FIRST}.allocations[1] (year 2031).year", "2031"),
    ("year_outside_plan", [("period.last = 2026", "period.last = 2027")],
     f"{SECOND}.allocations[1].period.last", "2027"),
    ("year_outside_plan", [("from_year = 2024\nto_year = 2025", "from_year = 2020\nto_year = 2021")],
     "carry_overs[1] (from_year 2020).to_year", "2021"),
    ("year_outside_plan", [('last_month = "2026-12"', 'last_month = "2027-01"')],
     'phasings[1] (line "1").last_month', "2027"),
    ("year_and_period", [("period.last = 2026", "period.last = 2026\nyear = 2025")],
     f"{SECOND}.allocations[1] (year 2025).period", "2025-2026"),
    ("events_out_of_order", [("when = 2024-03-14", "when = 2024-11-15")], "timeline[4].when", "2024-11-14"),
    ("months_out_of_order", [('first_month = "2025-01"', 'first_month = "2026-06"'),
                             ('last_month = "2026-12"', 'last_month = "2025-12"')],
     'phasings[1] (line "1").last_month', '"2025-12"'),
    ("phasing_needs_years", [('line = "1"', 'line = "2"')], 'phasings[1] (line "2").method',
     '"equal_months_within_year"'),
    ("adopted_without_decision", [('kind = "assumption"\nfirst', 'kind = "adopted"\nfirst')],
     'phasings[1] (line "1").decision', None),
    ("phasing_amounts", [(WITHIN, 'method = "month_amounts"\nkind')], 'phasings[1] (line "1").amounts', None),
    ("phasing_amounts", [(WITHIN, f'method = "equal_months"\n{MONTH}kind')], 'phasings[1] (line "1").amounts', None),
    ("phasing_amount_months", [(WITHIN, f'method = "month_amounts"\n{MONTH.replace("12", "06", 1)}kind')],
     'phasings[1] (line "1").amounts[1].first_month', '"2025-06"'),
    ("phasing_days", [(WITHIN, 'method = "from_to"\nkind')], 'phasings[1] (line "1").first_day', "None"),
    ("phasing_years_decided", [(WITHIN, f'method = "year_amounts"\n{MONTH}kind')],
     'phasings[1] (line "1").method', '"year_amounts"'),
    ("phasing_mixed", [(WITHIN, f'method = "month_amounts"\n{MONTH}kind'), (PHASINGS_1, PHASINGS_2)],
     'phasings[1] (line "2").method', '"month_amounts"'),
    ("phasing_differs", [(WITHIN, f'method = "month_amounts"\n{MONTH}kind'), ('line = "1"', 'line = "2"')],
     'phasings[1] (line "2").amounts', "100.00"),
    ("estimate_order", [(TIE, TIE + ESTIMATE)], 'estimates[1] (line "1").likely', "9"),
    ("carry_over_far", [("to_year = 2025", "to_year = 99999")], "carry_overs[1] (from_year 2024).to_year", "99999"),
    ("carry_over_backwards", [("to_year = 2025", "to_year = 2024")], "carry_overs[1] (from_year 2024).to_year", "2024"),
    ("decided_without_decision", [('status = "proposed"', 'status = "decided"')],
     "carry_overs[1] (from_year 2024).decision", None),
    ("negative_amount", [(AMOUNT_2, "amount.value = -40000\n"), ("value = 120000", "value = 40000")],
     f"{SECOND}.allocations[1].amount.value", "-40000"),
    ("lines_differ_from_total", [("value = 120000", "value = 120000.01")], "total.value", "120000.01"),
    ("tie_does_not_balance", [('"line:1:2025", ', "")], 'ties[1] (name "Spreekuren")', "80000.00"),
    ("unknown_term", [('"line:1:2025", ', '"line:1:2027", ')], 'ties[1] (name "Spreekuren").right[1]', '"line:1:2027"'),
    ("unknown_term", [('"line:1:2025", ', '"regel 1", ')], 'ties[1] (name "Spreekuren").right[1]', '"regel 1"'),
]  # fmt: skip


@pytest.mark.parametrize(("problem", "edits", "place", "found"), REFUSED)
def test_a_wrong_plan_is_refused_with_its_place_and_what_stands_there(
    problem: str, edits: list[tuple[str, str]], place: str, found: str | None
) -> None:
    assert (PlanProblem("plan.toml", place, found, problem)) in [
        PlanProblem(one.file, one.place, one.found, one.problem) for one in problems(changed(*edits))
    ]


def test_the_plan_that_the_refusals_change_is_itself_accepted() -> None:
    assert problems(FULL) == ()


def test_one_mistake_gives_one_problem_where_nothing_else_depends_on_it() -> None:
    for problem, edits, *_ in REFUSED:
        if problem in {"not_a_code", "not_text", "unknown_key", "missing_key", "too_many_decimals", "unknown_document"}:
            assert [one.problem for one in problems(changed(*edits))] == [problem]


def test_every_refusal_has_words_in_every_language_and_every_word_a_refusal() -> None:
    seen: dict[str, PlanProblem] = {one.problem: one for _, edits, *_ in REFUSED for one in problems(changed(*edits))}
    for one in (*read_plan({}).problems, *problems("a = "), *read_plan({"a.toml": "x=1", "b.toml": "x=1"}).problems):
        seen[one.problem] = one
    for language in LANGUAGES:
        for one in seen.values():
            assert "{" not in text(language, f"plan_problem.{one.problem}", **one.params)
    known = {key.removeprefix("plan_problem.") for key in catalog("nl") if key.startswith("plan_problem.")}
    elsewhere = {"file_unreadable", "plan_twice", "bookings_without_line", "other"}  # intake gives the first three
    assert known - elsewhere == set(seen)


def test_what_was_expected_is_in_the_parameters() -> None:
    (one,) = problems(changed(('money = "budget"', 'money = "geld"')))
    assert one.params == {"allowed": '"budget", "coverage"'}
    (one,) = problems(changed((CODE_2, CODE_2 + "kleur = 1\n")))
    assert str(one.params["known"]).startswith("code, group, name, official_name, allocations")
    (one,) = problems(changed(("value = 120000", "value = 120001")))
    assert one.params == {"left": Decimal(120001), "right": Decimal(120000), "difference": Decimal(1)}
    (one,) = problems(changed(('code = "2"\ngroup = "lijnen"', 'code = "2"\ngroup = "x"')))
    assert one.params == {"known": "lijnen"}


def test_toml_that_cannot_be_read_says_line_and_column() -> None:
    (one,) = problems(changed(("value = 120000", "value = 120.000,00")))
    assert (one.problem, one.place, one.found) == ("toml_syntax", "11:16", "value = 120.000,00")
    assert one.params["line"] == 11
    (one,) = problems(GOOD + "[[lines")
    assert (one.problem, one.found) == ("toml_syntax", "[[lines")
    assert problems("a = " + "[" * 100_000)[0].problem == "toml_syntax"


def test_files_of_a_folder_are_one_plan_and_a_key_lives_in_one_of_them() -> None:
    start = GOOD.index("[[lines]]")
    parts = {"plan.toml": GOOD[:start], "onderdelen.toml": "\ufeff" + GOOD[start:].replace("\n", "\r\n")}
    assert read_plan(parts).plan == read_plan({"plan.toml": GOOD}).plan
    (one,) = read_plan({**parts, "meer.toml": 'format = 1\nlines = ["x"]'}).problems[:1]
    assert (one.file, one.problem) == ("onderdelen.toml", "key_in_two_files")
    wrong = {**parts, "onderdelen.toml": parts["onderdelen.toml"].replace("40000", "40.000")}
    assert [one.file for one in read_plan(wrong).problems] == ["onderdelen.toml"]
    assert [one.problem for one in read_plan({}).problems] == ["no_files"]


def test_an_unknown_amount_makes_sums_unknown_and_is_not_refused() -> None:
    reading = read_plan({"plan.toml": FULL.replace("amount.value = 35000", 'amount.value = "unknown"')})
    assert reading.problems == ()
    assert reading.plan is not None
    assert reading.plan.line("1").allocations[1].amount.value is None
    assert side_amount(reading.plan, ["line:1"]) is None
    assert side_amount(reading.plan, ["line:1:2025"]) == Decimal(45000)


def test_a_contradiction_inside_a_source_blocks_nothing() -> None:
    finding = """
[[findings]]
id = "acht-of-zes"
kind = "contradiction"
what = "De tekst noemt acht lijnen, de tabel twee"
handling = "Twee lijnen."
"""
    reading = read_plan({"plan.toml": GOOD + finding})
    assert reading.plan is not None
    assert [one.id for one in reading.plan.findings] == ["acht-of-zes"]


def test_dates_are_as_precise_as_the_source() -> None:
    for written, kept in [("2024", "2024"), ('"2024-03"', "2024-03"), ("2024-11-14", "2024-11-14")]:
        reading = read_plan({"plan.toml": changed(("date = 2024-11-14", f"date = {written}"))})
        assert reading.plan is not None
        assert reading.plan.documents[0].date == kept


def test_an_inflow_of_which_is_not_told_whether_it_was_received() -> None:
    every = "".join(BLOCKS)
    told = read_plan({"plan.toml": every}).plan
    silent = read_plan({"plan.toml": every.replace("received = false\n", "")}).plan
    assert told is not None
    assert silent is not None
    assert [one.inflows[0].received for one in (told, silent)] == [False, None]


def test_every_name_of_a_line_leads_to_its_code_whatever_its_case() -> None:
    reading = read_plan({"plan.toml": GOOD.replace('"Opleiding"', '"Opleiding", "STRASSE"')})
    assert reading.plan is not None
    names = line_names(reading.plan)
    assert names == {
        "1": "1", "spreekuren": "1", "actielijn 1: spreekuren in de dorpen": "1",
        "2": "2", "scholing": "2", "actielijn 2: scholing van medewerkers": "2", "opleiding": "2", "strasse": "2",
    }  # fmt: skip
    assert names["Straße".casefold()] == "2"


def test_terms_add_and_subtract() -> None:
    read = read_plan({"plan.toml": GOOD}).plan
    assert read is not None
    assert term_amount(read, "total") == Decimal(120000)
    assert term_amount(read, "-group:lijnen:2026") == Decimal(-35000)
    assert side_amount(read, ["total", "-line:1", "-line:2"]) == Decimal(0)
    for nothing in ("total:2025", "line", "line:9", "line:2:2025", "stated:x", "stated:x:2025", "--total", "LINE:1"):
        with pytest.raises(KeyError):
            term_amount(read, nothing)


def test_the_plan_in_the_document_is_the_example_and_loads() -> None:
    assert BLOCKS[0] == GOOD
    assert problems(BLOCKS[0]) == ()


def test_everything_that_the_document_adds_to_it_loads_too() -> None:
    reading = read_plan({"plan.toml": "".join(BLOCKS)})
    assert reading.problems == ()
    assert reading.plan is not None
    assert len(reading.plan.ties) == 2


def test_the_document_explains_every_key() -> None:
    records = {
        record
        for module in (plan, plan_changes, plan_record, provenance)
        for record in vars(module).values()
        if isinstance(record, type) and issubclass(record, provenance.Record)
    }
    keys = {key for record in records for key in record.model_fields} - {"nl", "en", "fy"}
    named = set(re.findall(r"`(?:\[+\w+\.)?\[*([\w.]+)\]*`", DOCUMENT)) | set(re.findall(r"`\[*(\w+)\]*`", DOCUMENT))
    assert {key for key in keys if key not in named} == set()
    assert issubclass(Plan, BaseModel)


JUNK = st.one_of(
    st.integers(), st.booleans(), st.text(max_size=5), st.sampled_from(["[]", "{}", '"x"', "2025-01-01", "1.5", "nan"])
).map(str)


@settings(max_examples=150, deadline=None)
@given(st.integers(0, FULL.count("\n") - 1), JUNK)
def test_whatever_is_written_behind_a_key_is_returned_never_raised(number: int, junk: str) -> None:
    lines = FULL.splitlines()
    key, equals, _ = lines[number].partition(" = ")
    lines[number] = f"{key} = {junk}" if equals else junk
    reading = read_plan({"plan.toml": "\n".join(lines)})
    assert (reading.plan is None) == bool(reading.problems)
    for one in reading.problems:
        assert one.problem != "other"
        assert "{" not in text("nl", f"plan_problem.{one.problem}", **one.params).replace("{…}", "")
