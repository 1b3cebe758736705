"""What was expected is kept as it was computed then; later imports add to it and change nothing of it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

from intake_home import ADVISER, PLAN, at, imported, ledger, new_home, snapshot
from ledger_files import HEADING as COLUMNS
from ledger_files import file, row, rows

from pokdash import intake
from pokdash.domain.backtest import records
from pokdash.domain.forecast import Forecast, Method, path
from pokdash.domain.measure import Measuring
from pokdash.domain.track_record import compared_on, published, track
from pokdash.store import queries

HEADING = COLUMNS.encode()
AUGUST, SEPTEMBER = dt.date(2026, 8, 31), dt.date(2026, 9, 30)


def until_august() -> bytes:
    """A hundred a month on line b, from January to August."""
    months = [rows("100,00", line="b", start=month, boekdatum=f"2026-{month:02}-15") for month in range(1, 9)]
    return file([one for month in months for one in month], "2026-08-31")


def kept(home: intake.Home, day: dt.date = SEPTEMBER) -> dict[tuple[dt.date, str, Method], Forecast]:
    found = queries.published_forecasts(snapshot(home), PLAN, day)
    return {(made_on, line, forecast.method): forecast for made_on, line, _, forecast in found}


def test_every_import_keeps_what_every_method_expects_of_every_month_to_come(tmp_path: Path) -> None:
    home = new_home(tmp_path, until_august())
    version = queries.plan_version(snapshot(home), PLAN)
    assert version is not None
    history = Measuring.of(version.plan, ledger(home, AUGUST), AUGUST).history("b")
    expected = path(history, Method.RUN_RATE)
    assert expected[0] == Forecast(Method.RUN_RATE, SEPTEMBER, Decimal(900), Decimal(900), Decimal(900))
    assert kept(home)[AUGUST, "b", Method.RUN_RATE] == expected[0]
    assert kept(home, dt.date(2027, 12, 31))[AUGUST, "b", Method.RUN_RATE] == expected[-1]


def test_a_later_month_and_a_correction_leave_it_as_it_was(tmp_path: Path) -> None:
    home = new_home(tmp_path, until_august())
    before = kept(home)
    imported(home, file([row(regel="b", bedrag="700,00", boekstuk="B-90", boekdatum="2026-09-20")]), 5)
    late = row(regel="b", bedrag="50,00", boekstuk="B-91", boekdatum="2026-07-20")
    imported(home, file([late]), 6)
    assert {key: one for key, one in kept(home).items() if key[0] == AUGUST} == before
    october = {made_on for made_on, _, _ in kept(home, dt.date(2026, 10, 31))}
    assert october == {AUGUST, SEPTEMBER}


def test_the_last_word_before_the_day_counts_and_what_was_published_later_does_not(tmp_path: Path) -> None:
    home = new_home(tmp_path, until_august())
    october, later = dt.date(2026, 10, 31), 40 * 24 * 60
    imported(home, file([row(regel="b", bedrag="80,00", boekstuk="B-91", boekdatum="2026-07-20")], "2026-08-31"), 7)
    assert kept(home, october)[AUGUST, "b", Method.RUN_RATE].eac == 1100
    imported(home, file([row(regel="b", bedrag="8,00", boekstuk="B-92", boekdatum="2026-07-21")], "2026-08-31"), later)
    assert kept(home, october)[AUGUST, "b", Method.RUN_RATE].eac == 1100  # October had passed: it may know what came
    assert kept(home, dt.date(2026, 12, 31))[AUGUST, "b", Method.RUN_RATE].eac == 1332


def test_what_was_only_published_after_the_day_counts_as_it_was_first_published(tmp_path: Path) -> None:
    home = new_home(tmp_path, until_august())
    imported(home, file([row(regel="b", bedrag="80,00", boekstuk="B-91", boekdatum="2026-07-20")], "2026-08-31"), 7)
    assert kept(home)[AUGUST, "b", Method.RUN_RATE].eac == 900


def test_what_is_published_again_after_an_undo_is_the_same(tmp_path: Path) -> None:
    home = new_home(tmp_path, until_august())
    intake.undo(home, 1, ADVISER, at(5), "vergissing")
    intake.redo(home, 1, ADVISER, at(6))
    assert kept(home)[AUGUST, "b", Method.RUN_RATE].eac == 900


def test_what_came_is_set_beside_it(tmp_path: Path) -> None:
    home = new_home(tmp_path, until_august())
    imported(home, file([row(regel="b", bedrag="160,00", boekstuk="B-90", boekdatum="2026-09-20")]), 5)
    found = published(queries.published_forecasts(snapshot(home), PLAN, SEPTEMBER), ledger(home, SEPTEMBER), SEPTEMBER)
    (point,) = track(found, {"b"}, published=True)
    assert (point.made_on, point.off, point.within, point.published) == (AUGUST, -60, False, True)
    assert records(found)[0].mean_error == 60
    assert track(found, {"a"}, published=True) == ()


def test_what_was_expected_of_invented_bookings_is_no_record_of_real_ones(tmp_path: Path) -> None:
    home = new_home(tmp_path, until_august().replace(HEADING, b"gegevens;voorbeeld\n" + HEADING))
    asked = (snapshot(home), PLAN, SEPTEMBER)
    assert queries.published_forecasts(*asked) == ()
    assert {made_on for made_on, *_ in queries.published_forecasts(*asked, example=True)} == {AUGUST}
    imported(home, file([row(regel="b", bedrag="80,00", boekstuk="B-91", boekdatum="2026-07-20")], "2026-08-31"), 7)
    assert (AUGUST, "b", Method.RUN_RATE) not in kept(home)


def test_they_are_compared_on_the_last_month_end_that_is_known() -> None:
    assert compared_on(SEPTEMBER) == SEPTEMBER
    assert compared_on(dt.date(2026, 10, 12)) == SEPTEMBER
