"""Pictures of every page of every plan at three widths, light and dark, in a folder: `make screens`."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from chromium import started_browser
from dashboard_server import Server, command, plan_ids
from playwright.sync_api import BrowserContext
from screen import PAGES, SCHEMES, tab

WIDTHS = (1920, 1280, 390)


def take(browser: BrowserContext, server: Server, folder: Path) -> int:
    """Write one picture of every page, plan, width and colour scheme into the folder; how many there are."""
    taken = 0
    for scheme in SCHEMES:
        for width in WIDTHS:
            with tab(browser, server.url, scheme, width) as screen:
                for plan in plan_ids(server.home):
                    for stem in PAGES:
                        screen.open(stem, plan=plan)
                        screen.picture(folder / f"{stem}-{plan}-{width}-{scheme}.png")
                        taken += 1
    return taken


def main(folder: Path) -> None:
    """Start the dashboard on a fresh state folder with the invented ledgers and take all pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        home = Path(temporary) / "var"
        command(home, "init")
        with Server(home) as server, started_browser() as browser:
            taken = take(browser, server, folder)
    sys.stdout.write(f"{taken} pictures in {folder}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
