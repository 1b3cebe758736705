"""How far a step is, on one line of a terminal: only there, and only for what takes more than a second."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import Self, TextIO

from pokdash.cli.speech import Speech
from pokdash.intake import Progress, progress_words

_PATIENCE = 1.0  # seconds before anything is shown
_CLEAR_LINE = "\r\x1b[K"


class ProgressLine:
    """One line on stderr that is written over and over, and wiped at the end; says nothing where no person looks."""

    def __init__(self, speech: Speech, stream: TextIO | None = None) -> None:
        self._speech, self._stream = speech, stream or sys.stderr
        self._since = time.monotonic()
        self._shown = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.wipe()

    def wipe(self) -> None:
        """Make room for something else."""
        if self._shown:
            self._write(_CLEAR_LINE)
            self._shown = False

    def told(self, progress: Progress) -> None:
        """Show how far it is."""
        if self._stream.isatty() and time.monotonic() - self._since > _PATIENCE:
            self._shown = True
            self._write(_CLEAR_LINE + progress_text(progress, self._speech))

    def _write(self, text: str) -> None:
        self._stream.write(text)
        self._stream.flush()


def progress_text(progress: Progress, speech: Speech) -> str:
    """The step, the rows that are done, rows per second and the time that is left, as far as they are known."""
    words = progress_words(progress, speech.language, speech.count)
    return " · ".join([speech.say(f"progress.{progress.step}"), *words])
