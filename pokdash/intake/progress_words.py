"""How far work is, in words that can be read aloud."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil

from pokdash.intake.examined import Progress
from pokdash.texts import counted

_MINUTE = 60
_LONG = 90  # seconds; what takes longer is told in minutes


def progress_words(progress: Progress, language: str, number: Callable[[int], str]) -> list[str]:
    """The rows that are done, rows per second and the time that is left, as far as they are known.

    `number` writes a whole number. Of a step that does not count its rows it is how many rows there are.
    """
    told = []
    done, every = progress.rows, progress.rows_in_all
    if done is not None and every is not None:
        told.append(counted(language, "progress.rows_of", every, done=number(done), shown=number(every)))
    elif (rows := every if done is None else done) is not None:
        told.append(counted(language, "progress.rows", rows, shown=number(rows)))
    if progress.rows_per_second is not None:
        speed = round(progress.rows_per_second)
        told.append(counted(language, "progress.speed", speed, shown=number(speed)))
    if progress.seconds_left is not None:
        told.append(_left(progress.seconds_left, language))
    return told


def _left(seconds: float, language: str) -> str:
    if seconds < _LONG:
        return counted(language, "progress.seconds", max(1, round(seconds)))
    return counted(language, "progress.minutes", ceil(seconds / _MINUTE))
