"""How the command line looks at a file: in a process of its own, with a line of progress, and all answers at once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace

from pokdash.cli.answers import typed_answer
from pokdash.cli.progress import ProgressLine
from pokdash.cli.speech import Speech
from pokdash.intake import Examined, Limits, Reader, ReaderProcess, Refused, Request, Tell
from pokdash.ledger.source import Trouble


class Looking:
    """A reader that is given every answer at once, so that one may make the question of another superfluous."""

    def __init__(self, reader: Reader, line: ProgressLine, speech: Speech) -> None:
        self._reader, self._line, self._speech = reader, line, speech

    def examine(self, request: Request, told: Tell | None = None) -> Examined | Trouble | Refused:
        """What was found in the file; answers that other answers made superfluous are told and passed over.

        Superfluous is the answer to a question that is asked as long as nothing is answered. Every other answer that
        nobody asked for stays a problem: the file contradicts it, or it is a mistake.
        """
        told = told or self._line.told
        found = self._reader.examine(request, told)
        if not isinstance(found, Examined) or found.proposal.questions:
            return found
        spare = {one.key for one in found.proposal.problems if one.problem == "unknown_key"}
        if not spare:
            return found
        asked = self._reader.examine(_answered(request, {}), told)
        if isinstance(asked, Examined):
            spare &= {question.key for question in asked.proposal.questions}
        answers = request.choices.answers
        for key in spare:
            self._line.wipe()
            self._speech.refuse("cli.import.superfluous", answer=typed_answer(key, answers[key]))
        return self._reader.examine(
            _answered(request, {key: answers[key] for key in answers if key not in spare}), told
        )


@contextmanager
def looking(speech: Speech) -> Iterator[tuple[Looking, ProgressLine]]:
    """A reader in a process of its own, and the line that tells how far it is; in the end nothing of them stays."""
    with closing(ReaderProcess(Limits())) as reader, ProgressLine(speech) as line:
        yield Looking(reader, line, speech), line


def _answered(request: Request, answers: dict[str, str]) -> Request:
    return replace(request, choices=replace(request.choices, answers=answers))
