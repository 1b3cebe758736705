"""How far a step is, on one line of a terminal: only there, and only for what takes more than a second."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import Self, TextIO

from pokdash.cli.speech import Speech
from pokdash.intake.examined import Progress

_PATIENCE = 1.0  # seconds before anything is shown
_CLEAR_LINE = "\r\x1b[K"
_MINUTE = 60  # seconds


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
    parts = [speech.say(f"progress.{progress.step}")]
    if progress.rows is not None:
        if progress.rows_in_all is None:
            parts.append(speech.say("cli.progress.rows", rows=speech.count(progress.rows)))
        else:
            done, every = speech.count(progress.rows), speech.count(progress.rows_in_all)
            parts.append(speech.say("cli.progress.rows_of", rows=done, all=every))
    if progress.rows_per_second is not None:
        parts.append(speech.say("cli.progress.speed", rows=speech.count(round(progress.rows_per_second))))
    if progress.seconds_left is not None:
        minutes, seconds = divmod(round(progress.seconds_left), _MINUTE)
        parts.append(speech.say("cli.progress.left", minutes=minutes, seconds=f"{seconds:02d}"))
    return " · ".join(parts)
