"""How fast the what-if board follows the hand, beside the same page in plain Streamlit and in Dash, in one run.

`make bench-what-if`. Real Chromium, real key presses and a real mouse; the pages take turns. *Painted* is from the
input to the end of the frame in which the sum on the page is another one.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks import what_if_large

ROOT = Path(__file__).parents[1]
PEERS = ROOT / "benchmarks/peers"
RESULTS = ROOT / "benchmarks/what_if.md"
HOST = "127.0.0.1"
DRAG_SECONDS = 10
FRAME = 1 / 60
OURS = "ours"

# Frames and inputs are watched from before the page's own scripts: what runs in a frame, and how long.
WATCH = """
(() => {
  const raf = window.requestAnimationFrame.bind(window), frame = new MessageChannel();
  const w = window.__watch = {work: [], gaps: [], painted: [], last: 0, selector: null, began: null, drawn: false};
  const spent = from => { if (w.selector) w.busy += performance.now() - from; };
  window.requestAnimationFrame = run => raf(now => {
    const from = performance.now();
    try { run(now); } finally { spent(from); }
  });
  // The message of a frame comes when that frame is laid out and painted, with all that its callbacks changed. Frames
  // are only asked for from an input until it is painted, and all through a drag: a page at rest makes none.
  frame.port1.onmessage = () => {
    if (!w.drawn) return;
    w.painted.push(performance.now() - w.began);
    w.work.push(w.busy);
    Object.assign(w, {began: null, drawn: false, busy: 0});
  };
  const tick = now => {
    if (w.steady && w.last) w.gaps.push(now - w.last);
    w.last = now;
    frame.port2.postMessage(0);
    if (w.selector && (w.steady || w.began !== null)) raf(tick);
  };
  const text = () => document.querySelector(w.selector)?.textContent;
  const began = () => {
    if (!w.selector || w.began !== null) return;
    Object.assign(w, {began: performance.now(), text: text(), busy: 0});
    if (!w.steady) raf(tick);
  };
  for (const kind of ["keydown", "pointermove", "input"]) {
    addEventListener(kind, began, true);
    addEventListener(kind, () => { w.handled = performance.now(); }, true);
    addEventListener(kind, () => spent(w.handled));
  }
  new MutationObserver(() => {
    if (w.selector && w.began !== null && text() !== w.text) w.drawn = true;
  }).observe(document, {subtree: true, childList: true, characterData: true});
  w.start = (selector, steady) => {
    Object.assign(w, {work: [], gaps: [], painted: [], last: 0, began: null, drawn: false, busy: 0, selector, steady});
    if (steady) raf(tick);
  };
  w.stop = () => { const found = {work: w.work, gaps: w.gaps, painted: w.painted}; w.selector = null; return found; };
})();
"""


@dataclass
class Seen:
    """What was measured of one page in one way, in milliseconds; bytes and CPU seconds of its server."""

    painted: list[float] = field(default_factory=list)
    work: list[float] = field(default_factory=list)
    gaps: list[float] = field(default_factory=list)
    received: int = 0
    messages: int = 0
    cpu_during: float = 0
    cpu_after: float = 0


@dataclass(frozen=True)
class Subject:
    """A page to measure: its server's process, its address, what moves and which text says the sum."""

    name: str
    process: subprocess.Popen[bytes]
    url: str
    slider: str
    check: str


def free_port() -> int:
    """A port of this machine that nothing listens to."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def served(command: list[str], url: str, **environment: str) -> Iterator[subprocess.Popen[bytes]]:
    """A server until the block ends; it is ended by its own process."""
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **environment}, stdout=quiet, stderr=quiet)
    try:
        for _ in range(300):
            try:
                urlopen(url, timeout=1).close()  # noqa: S310 - an address of this machine
                break
            except OSError:
                time.sleep(0.2)
        yield process
    finally:
        process.terminate()
        process.wait(20)


def cpu(process: subprocess.Popen[bytes]) -> float:
    """Seconds of processor time of a server so far."""
    fields = Path(f"/proc/{process.pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def percentile(values: list[float], part: float) -> float:
    """A percentile by the nearest rank; nan for none."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))] if ordered else float("nan")


def lines(home: Path, plan: str) -> list[dict[str, Any]]:
    """The lines of a plan for the peers, in whole euros, by way of our own definitions."""
    script = (
        "import json,sys,datetime as dt\n"
        "from pathlib import Path\n"
        "from pokdash.store import Store, queries\n"
        "from pokdash.domain.measure import Measuring, default_as_of\n"
        "from pokdash.domain.what_if_baseline import baseline\n"
        "s=Store.at(Path(sys.argv[1])/'store').snapshot(); p=sys.argv[2]\n"
        "day=default_as_of(queries.coverage(s,p),dt.date.today())\n"
        "v=queries.plan_version(s,p); b=baseline(Measuring.of(v.plan,queries.ledger(s,p,day),day))\n"
        "print(json.dumps([{'code':'L'+x.line,'name':x.line,'least':int(x.cells[0].least),'amount':int(x.cells[0].amount),"
        "'left':int(x.left or 0),'spending':[int(y) for y in x.course.spending] if x.course else []}"
        " for x in b.lines if len(x.cells)==1 and x.course and x.course.movable]))"
    )
    done = subprocess.run([sys.executable, "-c", script, str(home), plan], cwd=ROOT, capture_output=True, check=True)
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def watched(browser: Browser, subject: Subject, seen: Seen) -> Page:
    """The page, drawn, with its websocket counted."""
    page = browser.new_page(viewport={"width": 1600, "height": 1000})
    page.add_init_script(WATCH)

    def connected(socket_: Any) -> None:
        def counted(frame: str | bytes) -> None:
            seen.received += len(frame)
            seen.messages += 1

        socket_.on("framereceived", counted)

    page.on("websocket", connected)
    page.goto(subject.url)
    page.locator(subject.slider).first.wait_for(state="attached", timeout=60_000)
    page.locator(subject.check).wait_for(state="attached", timeout=60_000)
    page.wait_for_timeout(2500)
    return page


def keys(browser: Browser, subject: Subject, count: int, seen: Seen) -> None:
    """Key steps, one after another, each awaited."""
    page = watched(browser, subject, Seen())
    page.locator(subject.slider).first.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(1500)
    page.evaluate("selector => window.__watch.start(selector, false)", subject.check)
    for step in range(count):
        before = len(page.evaluate("window.__watch.painted"))
        page.keyboard.press("ArrowRight" if step % 20 < 10 else "ArrowLeft")
        for _ in range(200):
            if len(page.evaluate("window.__watch.painted")) > before:
                break
            page.wait_for_timeout(10)
        page.wait_for_timeout(30)
    found = page.evaluate("window.__watch.stop()")
    seen.painted += found["painted"]
    seen.work += found["work"]
    page.close()


def drag(browser: Browser, subject: Subject, seen: Seen, seconds: float) -> None:
    """A drag to and fro with the mouse, sixty moves a second."""
    page = watched(browser, subject, seen)
    box = page.locator(subject.slider).first.bounding_box()
    if box is None:
        return
    y, middle, half = box["y"] + box["height"] / 2, box["x"] + box["width"] / 2, 100
    page.mouse.move(middle, y)
    page.mouse.down()
    page.wait_for_timeout(300)
    seen.received = seen.messages = 0
    page.evaluate("selector => window.__watch.start(selector, true)", subject.check)
    began, spent = time.perf_counter(), cpu(subject.process)
    step = 0
    while time.perf_counter() - began < seconds:
        place = abs((step * 3) % int(4 * half) - 2 * half) - half
        page.mouse.move(middle + place, y)
        step += 1
        time.sleep(max(0.0, began + step * FRAME - time.perf_counter()))
    found, seen.cpu_during = page.evaluate("window.__watch.stop()"), cpu(subject.process) - spent
    during = seen.messages
    spent, seen.received = cpu(subject.process), 0
    page.mouse.up()
    page.wait_for_timeout(2000)
    seen.cpu_after, seen.messages = cpu(subject.process) - spent, during
    seen.painted += found["painted"]
    seen.work += found["work"]
    seen.gaps += found["gaps"]
    page.close()


def row(name: str, how: str, seen: Seen, ours: Seen) -> str:
    """One row of the table of results."""
    p50 = percentile(seen.painted, 0.5)
    ratio = p50 / percentile(ours.painted, 0.5) if seen.painted and ours.painted else float("nan")
    own = f"{percentile(seen.work, 0.5):.1f} / {percentile(seen.work, 0.95):.1f}" if name.startswith(OURS) else ""
    longest = f"{max(seen.gaps):.0f}" if seen.gaps else ""
    after = f"{seen.received / 1000:.1f}" if how == "drag" else ""
    served_ = f"{seen.cpu_during:.2f} / {seen.cpu_after:.2f}" if how == "drag" else ""
    cells = (
        name,
        how,
        str(len(seen.painted)),
        f"{p50:.1f}",
        f"{percentile(seen.painted, 0.95):.1f}",
        f"{max(seen.painted, default=float('nan')):.0f}",
        f"{ratio:.1f}",
        own,
        longest,
        str(seen.messages) if how == "drag" else "",
        after,
        served_,
    )
    return f"| {' | '.join(cells)} |"


COLUMNS = (
    "page",
    "input",
    "redrawn",
    "painted p50 ms",
    "p95",
    "max",
    "× ours",
    "own work p50 / p95 ms",
    "longest frame ms",
    "messages while dragging",
    "KB on release",
    "server CPU s: drag / release",
)


def measured(subjects: list[Subject], rounds: int, count: int) -> list[str]:
    """All pages in turn, a few rounds; the rows of the table."""
    found = {(one.name, how): Seen() for one in subjects for how in ("keys", "drag")}
    flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ["POKDASH_BROWSER"], args=flags)
        for _ in range(rounds):
            for one in subjects:
                keys(browser, one, count, found[one.name, "keys"])
                drag(browser, one, found[one.name, "drag"], DRAG_SECONDS)
        browser.close()
    return [row(name, how, seen, found[OURS, how]) for (name, how), seen in found.items()]


def main() -> None:
    """Measure, print, and write the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--keys", type=int, default=40)
    parser.add_argument("--dash", help="the Python that has Dash; without it that page is left out")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        subjects = [*_own(stack, Path(folder)), *_peers(stack, Path(folder), args.dash)]
        rows = measured(subjects, args.rounds, args.keys)
    table = "\n".join([f"| {' | '.join(COLUMNS)} |", f"|---|---|{'---:|' * 10}", *rows])
    machine = f"{os.cpu_count()} cores, Python {platform.python_version()}, Streamlit {version('streamlit')}"
    RESULTS.write_text(f"{INTRODUCTION}\n{machine}.\n\n{table}\n", encoding="utf-8")
    print(table)


def _pokdash(words: list[str], **environment: str) -> None:
    command = [sys.executable, "-m", "pokdash", *words]
    subprocess.run(command, cwd=ROOT, env={**os.environ, **environment}, check=True, capture_output=True)


def _own(stack: ExitStack, folder: Path) -> Iterator[Subject]:
    """Our page, on the example and on forty lines over ten years."""
    small, large, data = folder / "var", folder / "var-large", folder / "data"
    _pokdash(["init"], POKDASH_HOME=str(small))
    ledger = what_if_large.write(data)
    wide = {"POKDASH_HOME": str(large), "POKDASH_DATA": str(data)}
    _pokdash(["init", "--no-examples"], **wide)
    _pokdash(["import", str(ledger), "--plan", what_if_large.PLAN], **wide)
    for name, environment in ((OURS, {"POKDASH_HOME": str(small)}), ("ours, 40 × 10 years", wide)):
        port = free_port()
        url = f"http://{HOST}:{port}/"
        own = [sys.executable, "-m", "pokdash", "serve", "--port", str(port)]
        process = stack.enter_context(served(own, url, **environment))
        yield Subject(name, process, f"{url}what_if", '[data-cell="1|"] input[type=range]', ".pok-wi-check")


def _peers(stack: ExitStack, folder: Path, dash: str | None) -> Iterator[Subject]:
    """The same page by others, on the lines of the example."""
    given = folder / "lines.json"
    given.write_text(json.dumps(lines(folder / "var", "sudwest-fryslan")), encoding="utf-8")
    port, environment = free_port(), {"WHAT_IF_LINES": str(given)}
    plain = [sys.executable, "-m", "streamlit", "run", str(PEERS / "what_if_streamlit.py"), "--server.headless", "true"]
    plain += ["--server.port", str(port), "--server.address", HOST]
    url = f"http://{HOST}:{port}/"
    process = stack.enter_context(served(plain, url, **environment))
    yield Subject("Streamlit, plain", process, url, '[data-testid="stSlider"] input[type=range]', "#check")
    if dash:
        port = free_port()
        url = f"http://{HOST}:{port}/"
        command = [dash, str(PEERS / "what_if_dash.py"), str(port)]
        process = stack.enter_context(served(command, url, **environment))
        yield Subject("Dash, clientside", process, url, '[role="slider"]', "#check")


INTRODUCTION = """# What-if: how it follows the hand

Written by `make bench-what-if`: the pages take turns in one real Chromium, so only the ratios count. *Redrawn* is how
often another sum was painted; a slider of Streamlit draws nothing before it is released. *Own work* is what the
handlers and the drawing of an input take together.
"""

if __name__ == "__main__":
    main()
