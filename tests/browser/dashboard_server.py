"""The real dashboard on a free port of this machine, with a state folder of its own."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from types import TracebackType
from typing import Any, Self

ROOT = Path(__file__).parents[2]
HOST = "127.0.0.1"
STARTS_WITHIN = 90
STOPS_WITHIN = 20


def command(home: Path, *arguments: str, succeed: bool = True) -> str:
    """What `python -m pokdash` prints for this state folder.

    A command that must succeed and fails, fails the test; of one that may fail, the refusal is in the answer too.
    """
    done = subprocess.run(
        [sys.executable, "-m", "pokdash", *arguments],
        cwd=ROOT,
        env=_environment(home),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert not succeed or done.returncode == 0, f"pokdash {' '.join(arguments)}: {done.returncode}\n{done.stderr}"
    return done.stdout if succeed else done.stdout + done.stderr


def position(home: Path, plan: str, *arguments: str) -> dict[str, Any]:
    """`position PLAN --json` of this state folder."""
    content: dict[str, Any] = json.loads(command(home, "position", plan, *arguments, "--json"))
    return content


def plan_ids(home: Path) -> list[str]:
    """The plans that this state folder knows."""
    return [plan["id"] for plan in json.loads(command(home, "plans", "--json"))]


def _environment(home: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("STREAMLIT_")}
    return {**kept, "POKDASH_HOME": str(home), "PYTHONUTF8": "1"}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


class Server:
    """`streamlit run dashboard.py` from entering the `with` block until leaving it."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.address = f"{HOST}:{_free_port()}"
        self.url = f"http://{self.address}"
        self._log = home.parent / f"server-{home.name}.log"
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        port = self.address.rsplit(":", 1)[1]
        arguments = ["-m", "streamlit", "run", "dashboard.py", "--server.port", port, "--server.address", HOST]
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                [sys.executable, *arguments],
                cwd=ROOT,
                env=_environment(self.home),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        try:
            self._wait_until_healthy(self._process)
        except BaseException:
            self._stop(self._process)
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process is not None:
            self._stop(self._process)

    def log(self) -> str:
        """What the server has printed so far."""
        return self._log.read_text(encoding="utf-8", errors="replace")

    def _wait_until_healthy(self, process: subprocess.Popen[bytes]) -> None:
        give_up = time.monotonic() + STARTS_WITHIN
        while time.monotonic() < give_up:
            assert process.poll() is None, f"The server stopped by itself:\n{self.log()}"
            if self._healthy():
                return
            time.sleep(0.1)
        raise AssertionError(f"The server did not start within {STARTS_WITHIN} seconds:\n{self.log()}")

    def _healthy(self) -> bool:
        connection = HTTPConnection(self.address, timeout=5)
        try:
            connection.request("GET", "/_stcore/health")
            return connection.getresponse().status == HTTPStatus.OK
        except (OSError, HTTPException):
            return False
        finally:
            connection.close()

    @staticmethod
    def _stop(process: subprocess.Popen[bytes]) -> None:
        process.terminate()
        try:
            process.wait(STOPS_WITHIN)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            raise AssertionError("The server did not stop when it was asked to.") from None
