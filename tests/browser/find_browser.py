"""Where the Chromium or Chrome is that the tests drive; run as a program it installs one where there is none."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import sync_playwright

VARIABLE = "POKDASH_BROWSER"
COMMANDS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "microsoft-edge-stable", "msedge")
APPLICATIONS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
WINDOWS_FOLDERS = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")
WINDOWS_PROGRAMS = ("Google/Chrome/Application/chrome.exe", "Microsoft/Edge/Application/msedge.exe")
MISSING = (
    "There is no Chromium or Chrome for the browser tests. Install one (Debian or Ubuntu: apt-get install chromium), "
    f"or set {VARIABLE} to the path of a Chromium, Chrome or Edge."
)


class BrowserNotFoundError(RuntimeError):
    """No browser on this machine; the message tells what to do."""


def find_browser() -> Path | None:
    """The browser to use: the one that POKDASH_BROWSER names, else an installed one, else Playwright's own."""
    named = os.environ.get(VARIABLE)
    if named:
        if not Path(named).is_file():
            raise BrowserNotFoundError(f"{VARIABLE} names {named}, but there is no such file.")
        return Path(named)
    for command in COMMANDS:
        if found := shutil.which(command):
            return Path(found)
    return next((path for path in _places() if path.is_file()), None)


def required_browser() -> Path:
    """The browser to use; BrowserNotFoundError, never a skipped test, where there is none."""
    found = find_browser()
    if found is None:
        raise BrowserNotFoundError(MISSING)
    return found


def install_browser() -> None:
    """Install Chromium: with the system's packages where this user may, else Playwright's own for this user."""
    as_root = _root_prefix()
    if shutil.which("apt-get") and as_root is not None:
        apt = [*as_root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]
        _run([*apt, "update", "-q"])
        if _run([*apt, "install", "-y", "-q", "--no-install-recommends", "chromium"]):
            return
    _run([sys.executable, "-m", "playwright", "install", "chromium"])


def _places() -> Iterator[Path]:
    """Where macOS and Windows keep their applications, then where Playwright keeps its own browser."""
    yield from map(Path, APPLICATIONS)
    for folder in WINDOWS_FOLDERS:
        for program in WINDOWS_PROGRAMS:
            yield Path(os.environ.get(folder, ""), program)
    with sync_playwright() as playwright:
        yield Path(playwright.chromium.executable_path)


def _root_prefix() -> list[str] | None:
    """What to put before a command for root: nothing for root, `sudo -n` if that asks no password, else None."""
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        return []
    if shutil.which("sudo") and _run(["sudo", "-n", "true"]):
        return ["sudo", "-n"]
    return None


def _run(command: list[str]) -> bool:
    """Whether the command succeeded; its output goes to standard error."""
    finished = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=sys.stderr, check=False)
    return finished.returncode == 0


def main() -> int:
    """Print the path of the browser, installing one first where there is none."""
    try:
        if find_browser() is None:
            sys.stderr.write("No Chromium or Chrome found; installing one for the browser tests.\n")
            install_browser()
        sys.stdout.write(f"{required_browser()}\n")
    except BrowserNotFoundError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
