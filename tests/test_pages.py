"""Every page, run by Streamlit's own test runner on a real store: what it says, in every language and state."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from pokdash import intake
from pokdash.texts import LANGUAGES, text
from pokdash.ui import frame

MAIN = Path(frame.__file__).parent / "main.py"


def opened(page: str, **parameters: str) -> AppTest:
    app = AppTest.from_file(MAIN, default_timeout=30)
    app.query_params.update(parameters)
    app.run()
    if page != frame.PAGES[0]:
        app.switch_page(f"../../pages/{page}.py").run()
    assert not app.exception, app.exception
    return app


def written(app: AppTest) -> str:
    """All HTML of the page in one string, without the hard spaces of amounts."""
    return "\n".join(str(part.proto.body) for part in app.get("html")).replace("\u00a0", " ")


@pytest.fixture(autouse=True)
def _home(initialised_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POKDASH_HOME", str(initialised_home))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("plan", ["sudwest-fryslan", "dordrecht"])
@pytest.mark.parametrize("page", frame.PAGES)
def test_every_page_is_drawn_in_every_language(page: str, plan: str, language: str) -> None:
    app = opened(page, plan=plan, lang=language)
    assert text(language, "message.crashed") not in written(app)
    assert text(language, "strip.title") in written(app)
    assert f'lang = "{language}"' in written(app)


@pytest.mark.parametrize("scope", ["claims", "action_lines", "tichtby", "raadslieden", "training", *"123456"])
def test_every_part_of_a_plan_has_its_page(scope: str) -> None:
    page = written(opened("action_line", plan="sudwest-fryslan", line=scope))
    assert f'data-figure="remaining" data-scope="{scope}"' in page


def test_the_view_survives_navigation() -> None:
    app = opened("sources", plan="dordrecht", as_of="2025-12-31", lang="en")
    assert dict(app.query_params) == {"plan": "dordrecht", "as_of": "2025-12-31", "lang": "en"}


def test_a_wrong_value_in_the_url_gets_a_message() -> None:
    page = written(opened("overview", plan="utrecht"))
    assert "pok-message" in page
    assert "utrecht" in page


def test_before_the_first_import_spending_is_unknown_and_never_zero(
    own_copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POKDASH_HOME", str(own_copy))
    home = intake.Home.from_environment()
    intake.remove_examples(home, None, home.settings().actor, dt.datetime.now(dt.UTC))
    page = written(opened("overview", plan="sudwest-fryslan"))
    assert text("nl", "lead.no_data") in page
    assert text("nl", "strip.title") not in page
    assert '<span class="pok-unknown">bedrag onbekend</span>' in page
    assert not re.search(r'data-figure="(spent|remaining|committed|available)"[^>]*>€ 0<', page)


def test_descriptions_are_shown_only_on_request() -> None:
    app = opened("action_line", plan="sudwest-fryslan", line="3")
    assert "pok-description" not in written(app)
    app.toggle(key="show_descriptions").set_value(True).run()
    assert "pok-description" in written(app)


def test_only_deviations_leaves_out_what_runs_as_expected() -> None:
    app = opened("overview", plan="sudwest-fryslan")
    assert 'data-gauge="6"' in written(app)
    app.toggle(key="only_deviations").set_value(True).run()
    assert 'data-gauge="6"' in written(app)
    assert 'data-gauge="claims"' in written(app)


def test_an_empty_home_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POKDASH_HOME", str(tmp_path))
    assert "python -m pokdash init" in written(opened("overview"))
