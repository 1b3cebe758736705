"""What goes over the pipes between the dashboard and a reading process: pickled messages, each with its length.

Only the two ends of our own pipes use this; nothing that comes from a file or from a person is ever unpickled.
"""

from __future__ import annotations

import pickle
import struct
from dataclasses import dataclass
from typing import IO

from pokdash.intake.examined import Found, Progress, Request
from pokdash.intake.outcome import Refused

_START = struct.Struct("<4sQ")
_MARK = b"pok1"
_LONGEST = 256 << 20  # bytes; what is said about a file is far smaller


class NoMessageError(Exception):
    """What came over the pipe is no message."""


@dataclass(frozen=True, slots=True)
class Crashed:
    """The reading process met a bug, or ran out of memory or disk; `refused` is what the person is told."""

    refused: Refused
    trace: str


Reply = Progress | Found | Crashed
Message = Request | Reply


def send(pipe: IO[bytes], message: Message) -> None:
    """Put a message on a pipe."""
    content = pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)
    pipe.write(_START.pack(_MARK, len(content)) + content)
    pipe.flush()


def receive(pipe: IO[bytes]) -> object | None:
    """The next message of a pipe; None when the other end is gone. NoMessageError when it is no message."""
    start = pipe.read(_START.size)
    if len(start) < _START.size:
        return None
    mark, length = _START.unpack(start)
    if mark != _MARK or length > _LONGEST:
        raise NoMessageError
    content = pipe.read(length)
    if len(content) < length:
        return None
    try:
        message: object = pickle.loads(content)  # noqa: S301 - from our own child, never from a file
    except Exception as error:
        raise NoMessageError from error
    return message
