"""The view in the URL: what is asked, what is wrong, what is shown instead."""

import datetime as dt

import pytest

from pokdash.ui.session import Known, View, resolve

LATEST = dt.date(2026, 9, 30)
KNOWN = Known(
    ("fryslan", "dordt"),
    {"fryslan": frozenset({"total", "claims", "3"}), "dordt": frozenset({"total", "wijkteam"})}.__getitem__,
    {"fryslan": LATEST, "dordt": LATEST}.__getitem__,
    {"fryslan": range(2024, 2028), "dordt": range(2023, 2027)}.__getitem__,
)


def test_an_empty_url_shows_the_first_plan_on_its_latest_date_in_dutch() -> None:
    view, wrong = resolve({}, KNOWN)
    assert view == View("fryslan", "total", LATEST, "nl", as_of_chosen=False)
    assert wrong == ()


def test_everything_that_is_asked_rightly_is_shown() -> None:
    view, wrong = resolve({"plan": "dordt", "line": "wijkteam", "as_of": "2025-12-31", "lang": "fy"}, KNOWN)
    assert view == View("dordt", "wijkteam", dt.date(2025, 12, 31), "fy", as_of_chosen=True)
    assert wrong == ()


@pytest.mark.parametrize(
    ("parameter", "asked", "text_key"),
    [
        ("plan", "utrecht", "message.unknown_plan"),
        ("line", "99", "message.unknown_line"),
        ("as_of", "30-09-2026", "message.wrong_date"),
        ("as_of", "2026-02-30", "message.wrong_date"),
        ("as_of", "9999-12-31", "message.wrong_date"),
        ("as_of", "1999-12-31", "message.wrong_date"),
        ("as_of", "2026-W01-1", "message.wrong_date"),
        ("lang", "de", "message.unknown_language"),
        ("year", "2031", "message.unknown_year"),
        ("year", "vorig jaar", "message.unknown_year"),
        ("show", "geld", "message.unknown_show"),
        ("draft", "../../x", "message.unknown_draft"),
        ("draft", "0A1B2C3D4E", "message.unknown_draft"),
        ("scenario", "0a1b2c3d4e", "message.unknown_scenario"),
        ("scenario", "0a1b2c3d4e-0", "message.unknown_scenario"),
        ("scenario", ".".join(["0a1b2c3d4e-1"] * 4), "message.unknown_scenario"),
    ],
)
def test_a_wrong_value_is_named_and_replaced_by_the_default(parameter: str, asked: str, text_key: str) -> None:
    view, wrong = resolve({parameter: asked}, KNOWN)
    assert view == resolve({}, KNOWN)[0]
    assert [(problem.parameter, problem.asked, problem.text_key) for problem in wrong] == [(parameter, asked, text_key)]


def test_a_draft_and_up_to_three_scenarios_with_their_versions_are_in_the_address() -> None:
    asked = {"draft": "00112233aa", "scenario": "0a1b2c3d4e-2.5f6a7b8c9d-11"}
    view, wrong = resolve(asked, KNOWN)
    assert not wrong
    assert (view.draft, view.scenarios) == ("00112233aa", (("0a1b2c3d4e", 2), ("5f6a7b8c9d", 11)))
    assert asked.items() <= view.parameters().items()


def test_a_line_of_another_plan_is_wrong() -> None:
    view, wrong = resolve({"plan": "dordt", "line": "3"}, KNOWN)
    assert view.line == "total"
    assert [problem.parameter for problem in wrong] == ["line"]


def test_every_wrong_value_is_named() -> None:
    _, wrong = resolve({"plan": "x", "line": "y", "as_of": "z", "lang": "q", "year": "y"}, KNOWN)
    assert {problem.parameter for problem in wrong} == {"plan", "line", "as_of", "lang", "year"}


def test_a_default_reference_date_stays_out_of_the_url_and_a_chosen_one_stays_in() -> None:
    assert "as_of" not in resolve({}, KNOWN)[0].parameters()
    assert resolve({"as_of": "2026-01-31"}, KNOWN)[0].parameters()["as_of"] == "2026-01-31"


def test_the_parameters_of_a_view_lead_back_to_that_view() -> None:
    view, _ = resolve({"plan": "dordt", "line": "wijkteam", "as_of": "2025-12-31", "lang": "en"}, KNOWN)
    assert resolve(view.parameters(), KNOWN) == (view, ())
