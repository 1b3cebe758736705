"""The real command line with a state folder of its own: as a process, or in the process of the test."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]


class Done(NamedTuple):
    """Exit status of a command and what it printed."""

    status: int
    out: str
    err: str


Typed = Callable[..., Done]
"""A command in the process of the test: the state folder, and the words that were typed."""


def pokdash(home: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run `python -m pokdash` with these words, whatever it ends with."""
    return subprocess.run(
        [sys.executable, "-m", "pokdash", *words],
        cwd=ROOT,
        env={**os.environ, "POKDASH_HOME": str(home), **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
