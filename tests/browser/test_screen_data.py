"""An adviser reads a file with problems: upload, answers, control, the good rows saved, and taken back again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from dashboard_server import position
from screen import Screen

PLAN = "sudwest-fryslan"
LEDGER = """Grootboek Súdwest-Fryslân;;;;
Boekdatum;Boekstuk;Rekening;Omschrijving;Bedrag
13-01-2026;B-1;43812;Inhuur gebiedsteam;8.100
14-01-2026;B-2;43812;Creditnota;-750
15-01-2026;B-3;43812;Training NL91ABNA0417164300;1.250
32-01-2026;B-4;43812;Training;4.310
17-01-2026;B-5;43812;Koffie;n.v.t.
"""


def upload(screen: Screen, name: str, content: bytes) -> None:
    screen.page.set_input_files(
        '.st-key-data-choose input[type="file"]',
        [{"name": name, "mimeType": "application/octet-stream", "buffer": content}],
    )
    screen.page.locator(".st-key-data-other").wait_for(timeout=45_000)  # stands beside whatever was found in it
    settle(screen)


def settle(screen: Screen) -> None:
    """Wait until no work is shown any more, and the page is drawn."""
    screen.page.locator(".st-key-data-cancel").wait_for(state="detached", timeout=45_000)
    screen.settle(quiet=1500)


def press(screen: Screen, key: str) -> None:
    screen.page.locator(f'[class*="st-key-{key}"] button:not([disabled])').first.click()
    settle(screen)


def answer_all(screen: Screen) -> None:
    press(screen, "data-answer-amount")
    screen.page.locator('[class*="st-key-data-line-"] input').first.click()
    screen.page.get_by_role("option", name="Wijkteams").click()
    settle(screen)
    press(screen, "data-answer-rule")
    press(screen, "data-answer-coverage")


def test_a_file_with_problems_from_upload_to_undo(own_home: Path, served: Callable[[Path], Screen]) -> None:
    screen = served(own_home)
    screen.open("data", plan=PLAN)
    before = position(own_home, PLAN)["total"]["spent"]
    upload(screen, "slecht.csv", LEDGER.encode())
    assert "Nog 3 vragen" in screen.text()
    assert screen.violations() == []
    answer_all(screen)
    assert "3 rijen kunnen erbij, samen € 8.600" in screen.text().replace("\u00a0", " ")
    assert screen.page.locator(".st-key-data-save button").is_disabled()
    assert "32-01-2026" in screen.text()
    assert "NL91ABNA0417164300" not in screen.text()
    assert screen.violations() == []
    for width in (1920, 390, 320):
        screen.resize(width)
        assert screen.too_wide() == []
    screen.resize(1280)
    assert position(own_home, PLAN)["total"]["spent"] == before
    screen.page.locator(".st-key-data-sure label").click()  # years of the plan without a booking
    settle(screen)
    press(screen, "data-save-good")
    assert position(own_home, PLAN)["total"]["spent"] == "8600.00"
    assert "2 afgekeurde rijen" in screen.text()
    screen.page.locator(".st-key-batches summary", has_text="afgekeurde rijen").click()
    settle(screen)
    with screen.page.expect_download() as download:
        screen.page.locator('[class*="st-key-rejected-of-"] button').click()
    assert "32-01-2026" in Path(download.value.path()).read_text(encoding="utf-8-sig")
    settle(screen)  # the browser asks for the file once more, to see whether it was there; the next page has it no more
    press(screen, "data-other")
    upload(screen, "nog-een-keer.csv", LEDGER.encode())
    assert any("al ingelezen" in message for message in screen.messages())
    press(screen, "data-other")
    screen.page.locator('[class*="st-key-batch-"] input').first.fill("verkeerd")
    press(screen, "button-undo")
    assert position(own_home, PLAN)["total"]["spent"] is None
    assert screen.errors == []


def test_a_file_that_cannot_be_read_says_what_to_do(screen: Screen) -> None:
    screen.open("data", plan=PLAN)
    upload(screen, "grootboek.xlsx", b"%PDF-1.7 not a ledger")
    assert any("PDF" in message for message in screen.messages())
    press(screen, "data-other")
    assert screen.page.locator('.st-key-data-choose input[type="file"]').count() == 1
    assert screen.errors == []
