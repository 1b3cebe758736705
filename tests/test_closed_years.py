"""When a year was closed, and what was shown then: asked of a real store."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

from intake_home import ADVISER, PLAN, at, imported, new_home, snapshot
from ledger_files import file, row

from pokdash import intake
from pokdash.domain.plan_changes import PhasingMethod
from pokdash.domain.recordable import Backing, Months, phasing
from pokdash.store import queries

AS_OF = dt.date(2026, 9, 30)


def booked(amount: str, number: str, day: str, year: str = "2025", line: str = "b") -> str:
    return row(regel=line, bedrag=amount, boekstuk=number, boekdatum=day, boekjaar=year)


def of_2025() -> bytes:
    return file([booked("600,00", "B-1", "2025-03-01")], "2025-12-31")


def shown(home: intake.Home) -> dict[int, Decimal]:
    """What was spent by the ledger that was shown when each year was closed."""
    found = queries.closed_years(snapshot(home), PLAN, AS_OF)
    return {year: sum((part.spent for part in ledger.spending), Decimal(0)) for year, (_, ledger) in found.items()}


def test_a_year_is_closed_in_the_first_version_that_covers_it(tmp_path: Path) -> None:
    home = new_home(tmp_path, file([booked("500,00", "B-0", "2025-02-01")], "2025-11-30"), of_2025())
    assert shown(home) == {}  # nothing was published since
    imported(home, file([booked("70,00", "B-2", "2026-02-01")], "2026-02-28"), 5)
    assert shown(home) == {2025: 1100}
    imported(home, file([booked("9,00", "B-3", "2026-03-01", "2026")], "2026-03-31"), 6)
    assert shown(home) == {2025: 1100}


def test_a_phasing_that_comes_later_is_not_in_what_was_shown(tmp_path: Path) -> None:
    home = new_home(tmp_path, of_2025())
    months = Months(PhasingMethod.FRONT_LOADED, 2025 * 12, 2027 * 12 + 11)
    record = phasing("b", months, Backing("Anne", AS_OF, "start"))
    assert isinstance(intake.record(home, PLAN, [intake.Wanted(record, "x")], ADVISER, at(5)), intake.Recorded)
    ((plan, _),) = queries.closed_years(snapshot(home), PLAN, AS_OF).values()
    assert plan.phasings == ()


def test_commitments_alone_close_no_year_and_a_year_that_is_not_over_stays_open(tmp_path: Path) -> None:
    promised = row(soort="verplichting", boekstuk="V-1", verplichting="V-1", boekdatum="2025-05-01", boekjaar="2025")
    home = new_home(tmp_path, file([promised], "2026-01-31"))
    imported(home, file([booked("9,00", "B-3", "2025-03-01")], "2025-06-30"), 5)
    assert shown(home) == {}
    assert queries.closed_years(snapshot(home), "elders", AS_OF) == {}


def test_what_was_shown_of_invented_bookings_is_not_what_a_year_was(tmp_path: Path) -> None:
    home = new_home(tmp_path, file([booked("5,00", "X-1", "2025-03-01")], "2026-06-30", example=True))
    imported(home, of_2025(), 5)
    assert shown(home) == {}
    imported(home, file([booked("70,00", "B-2", "2026-02-01")], "2026-02-28"), 6)
    assert shown(home) == {2025: 600}


def test_an_undone_import_does_not_change_what_was_shown(tmp_path: Path) -> None:
    home = new_home(tmp_path, of_2025(), file([booked("70,00", "B-2", "2026-02-01")], "2026-02-28"))
    assert shown(home) == {2025: 600}
    intake.undo(home, 2, ADVISER, at(6), "vergissing")
    assert shown(home) == {2025: 600}


def test_a_file_that_was_taken_back_closes_nothing(tmp_path: Path) -> None:
    home = new_home(tmp_path, file([booked("5,00", "X-1", "2025-03-01")], "2025-12-31"))
    intake.undo(home, 1, ADVISER, at(3), "verkeerd bestand")
    imported(home, of_2025(), 5)
    imported(home, file([booked("70,00", "B-2", "2026-02-01")], "2026-02-28"), 6)
    assert shown(home) == {2025: 600}


def test_a_file_of_a_later_year_does_not_close_a_year_of_which_the_bookings_come_later(tmp_path: Path) -> None:
    home = new_home(tmp_path, file([booked("70,00", "B-2", "2026-02-01", "2026")], "2026-02-28"))
    imported(home, of_2025(), 5)
    imported(home, file([booked("9,00", "B-3", "2026-03-01", "2026")], "2026-03-31"), 6)
    assert shown(home)[2025] == 670
