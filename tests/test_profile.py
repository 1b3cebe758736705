"""Profiles: TOML in and out, what is refused and why, and every profile in words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pokdash.ledger.profile import (
    NOT_IN_PLAN,
    RULE_FIELDS,
    Cell,
    Column,
    Coverage,
    FileShape,
    FlagWord,
    KindWord,
    LeaveOut,
    Marks,
    Profile,
    ProfileProblem,
    Rule,
    Sentence,
    YearColumn,
    in_words,
    instructions,
    read_profile,
    write_profile,
)
from pokdash.texts import LANGUAGES, text

ONE = "format = 1\ncolumns = [{"
PAGE = Path(__file__).parents[1] / "docs" / "profile-format.md"
FIELDS = ("kind", "booking_date", "amount", "debit", "credit", "account", "project", "plan", "description")
WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\t\n\"'\\;"), max_size=12)
NUMBERS = st.integers(1, 300)
CELLS = st.builds(Cell, NUMBERS, WORDS.map(re.escape), WORDS)


def listed(entries: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(entries, max_size=3).map(tuple)


RULES = st.builds(
    Rule, st.sampled_from(RULE_FIELDS), WORDS, st.sampled_from(["a", "3", "x.y-z", NOT_IN_PLAN]), st.booleans(),
    st.none() | st.integers(1900, 2999),
)  # fmt: skip
MARKS = st.builds(
    Marks, st.sampled_from([",", ".", ""]), st.sampled_from([" ", "'", ""]),
    st.sampled_from(["dmy", "mdy", "ymd", "serial"]), st.sampled_from([1, 1000, 1000000]), WORDS,
    st.sampled_from(["costs_positive", "costs_negative"]), st.booleans(),
)  # fmt: skip
PROFILES = st.builds(
    Profile, name=WORDS, note=WORDS,
    file=st.builds(FileShape, st.sampled_from(["", "utf-8", "cp1252"]), WORDS, WORDS, WORDS, st.integers(0, 5),
                   st.integers(5, 9), st.integers(1, 12), st.integers(0, 9), st.booleans()),
    columns=st.lists(st.builds(Column, st.sampled_from(FIELDS), WORDS, NUMBERS), max_size=5,
                     unique_by=lambda column: column.field).map(tuple),
    year_columns=listed(st.builds(YearColumn, st.integers(1900, 2999), WORDS, NUMBERS)),
    filled_down=st.sampled_from([(), ("account",), ("line", "project")]), marks=MARKS,
    flags=listed(st.builds(FlagWord, WORDS, st.sampled_from([1, -1]))),
    kinds=listed(st.builds(KindWord, WORDS, st.sampled_from(["expenditure", "commitment", "amendment", "planned"]))),
    usual_kind=st.sampled_from(["expenditure", "commitment"]), usual_period=st.none() | st.integers(1, 12),
    required=st.sampled_from([(), ("fiscal_year", "booking_line")]),
    leave_out=listed(st.builds(LeaveOut, st.sampled_from(["subtotal", "tail", "planned"]),
                               st.lists(CELLS, min_size=1, max_size=2).map(tuple))),
    rules=listed(RULES), coverage=st.sampled_from(Coverage), personal_data=st.sampled_from(["leave_out", "keep"]),
)  # fmt: skip


@settings(max_examples=60)
@given(PROFILES)
def test_what_is_written_is_read_back_the_same(profile: Profile) -> None:
    found = read_profile(write_profile(profile))
    assert (found.profile, found.problems) == (profile, ())
    assert write_profile(found.profile) == write_profile(profile)


@settings(max_examples=30)
@given(PROFILES)
def test_every_profile_is_told_in_every_language(profile: Profile) -> None:
    for language in LANGUAGES:
        for said in in_words(profile):
            assert text(language, f"profile.part.{said.part}")
            assert said.sentence.said(language).strip()


def test_a_large_count_has_its_thousands_apart_and_a_year_has_not() -> None:
    for rows, language, told in ((150_000, "nl", "150.000"), (150_000, "en", "150,000"), (2026, "nl", "2.026")):
        assert f" {told}." in Sentence("question.stated_rows", {"text": "", "rows": rows}).said(language)
    assert "12345" in Sentence("evidence.leave_out.tail", {"count": 1, "row": 12345}).said("nl")
    assert "1.234" in Sentence("evidence.leave_out.tail", {"count": 1234, "row": 2026}).said("nl")
    assert "2026" in Sentence("evidence.leave_out.tail", {"count": 1234, "row": 2026}).said("nl")


def test_the_example_in_the_docs_is_a_profile() -> None:
    (example,) = re.findall(r"```toml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    found = read_profile(example)
    assert found.problems == ()
    assert found.profile
    assert found.profile.rules[2] == Rule("account", "90001", NOT_IN_PLAN)
    assert found.profile.marks == Marks(",", ".", "dmy", 1, "", "costs_positive")
    assert [said.sentence.said("nl") for said in in_words(found.profile)][-4:-2] == [
        "Begint met 62 (de rekening) in 2026: 4.",
        "90001 (de rekening): niet in dit plan.",
    ]


def test_a_row_that_is_left_out_by_its_own_texts_is_told_with_these() -> None:
    rule = LeaveOut("subtotal", (Cell(1, re.escape("31-03-2026"), "Datum"), Cell(2, "totaal.*", "Omschrijving")))
    said = [one.sentence.said("nl") for one in in_words(Profile(leave_out=(rule,)))]
    assert any("Datum = «31-03-2026»; Omschrijving = «totaal.*»" in one for one in said)


def test_the_docs_name_everything_that_a_profile_holds() -> None:
    page = PAGE.read_text(encoding="utf-8")
    for part in (Profile, FileShape, Column, YearColumn, Marks, FlagWord, KindWord, LeaveOut, Cell, Rule):
        for name in part.__dataclass_fields__:
            assert re.search(rf"\b{name}\b", page), name


@pytest.mark.parametrize(
    ("toml", "place", "found", "problem"),
    [
        ("", "format", None, "format"), ("format = 2", "format", "2", "format"),
        ("format = true", "format", "true", "format"),
        ("format = 1\nx", "2:2", "x", "syntax"), ("format = 1\nfoo = 1", "foo", "1", "unknown_key"),
        ("format = 1\ncolumns = 3", "columns", "3", "not_a_list"), ("format = 1\nfile = 3", "file", "3", "not_a_table"),
        (f"{ONE}field = 'bedrag', heading = '', number = 1}}]", "columns[1].field", '"bedrag"', "not_one_of"),
        (f"{ONE}field = 'amount', number = 1}}]", "columns[1].heading", None, "missing"),
        (f"{ONE}field = 'amount', heading = '', number = 0}}]", "columns[1].number", "0", "out_of_range"),
        (f"{ONE}field = 'amount', heading = '', number = '1'}}]", "columns[1].number", '"1"', "not_a_number"),
        (f"{ONE}field = 'amount', heading = '', number = 1}}, {{field = 'amount', heading = '', number = 2}}]",
         "columns[2].field", '"amount"', "used_twice"),
        ("format = 1\n[marks]\nunit = 100", "marks.unit", "100", "not_one_of"),
        ("format = 1\n[marks]\nflag_at_amount = 1", "marks.flag_at_amount", "1", "not_true_or_false"),
        ("format = 1\n[marks]\ndecimal = ','\nthousands = ','", "marks.thousands", '","', "same_marks"),
        ("format = 1\nrules = [{field = 'line', value = '1', line = 'a b'}]", "rules[1].line", '"a b"', "not_a_line"),
        ("format = 1\nrules = [{field = 'account', value = 43812, line = '3'}]", "rules[1].value", "43812", "not_text"),
        ("format = 1\nleave_out = [{reason = 'tail', cells = []}]", "leave_out[1].cells", "[…]", "empty_list"),
        ("format = 1\nleave_out = [{reason = 'tail', cells = [{number = 1, pattern = '('}]}]",
         "leave_out[1].cells[1].pattern", '"("', "pattern"),
        ("format = 1\n[file]\nheading_first = 3\nheading_last = 2", "file.heading_last", "2", "heading_order"),
        ("format = 1\nname = 2026-01-01", "name", "2026-01-01", "not_text"),
        ("format = 1\nname = nan", "name", "nan", "not_text"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_with_its_place(toml: str, place: str, found: str | None, problem: str) -> None:
    reading = read_profile(toml)
    assert reading.profile is None
    assert ProfileProblem(place, found, problem, reading.problems[0].params) == reading.problems[0]
    for language in LANGUAGES:
        assert "{" not in text(language, f"profile.problem.{problem}", **reading.problems[0].params, unused=0).replace(
            "{ ", ""
        )


def test_codes_stay_text() -> None:
    rules = (
        Rule("account", "0.10", "a"),
        Rule("account", "0.1", "b"),
        Rule("account", "007", "a"),
        Rule("project", "6-2", "b"),
    )
    assert read_profile(write_profile(Profile(rules=rules))).profile == Profile(rules=rules)


def test_a_profile_becomes_instructions() -> None:
    profile = Profile(
        file=FileShape(first_row=5), columns=(Column("amount", "Bedrag", 2), Column("plan", "Plan", 3)),
        marks=Marks(",", ".", sign="costs_negative"), flags=(FlagWord("D", 1),),
        leave_out=(LeaveOut("tail", (Cell(1, "Einde"),)),), rules=(Rule("account", "9", NOT_IN_PLAN, prefix=True),),
    )  # fmt: skip
    made = instructions(profile)
    assert (made.first_row, list(made.places), made.costs_positive, made.flags) == (5, ["amount"], False, {"D": 1})
    assert made.leave_out[0].conditions == ((1, "Einde"),)
    assert (made.rules[0].line, made.rules[0].prefix) == (None, True)
