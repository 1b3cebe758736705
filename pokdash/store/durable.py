"""Files that survive a crash: written whole, flushed to the medium, put in place in one step."""

from __future__ import annotations

import hashlib
import os
import sys
import time
from pathlib import Path

_TRIES = 50  # Windows refuses to replace a file while someone reads it; a pointer is read in microseconds


def sha256(path: Path) -> str:
    """The SHA-256 of a file's content, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def flush_file(path: Path) -> None:
    """Wait until the content of this file is on the medium."""
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def flush_folder(path: Path) -> None:
    """Wait until the names in this folder are on the medium; Windows has no such call and does it by itself."""
    if sys.platform == "win32":
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def put(source: Path, target: Path) -> None:
    """Give a flushed file or folder its final name, replacing what has that name, and flush the name."""
    for attempt in range(_TRIES):
        try:
            source.replace(target)
            break
        except PermissionError:
            if sys.platform != "win32" or attempt == _TRIES - 1:
                raise
            time.sleep(0.02)
    flush_folder(target.parent)


def write(path: Path, content: bytes) -> None:
    """Write a small file so that a reader sees the old content or the new, never a part of it."""
    unfinished = path.with_name(f"{path.name}.tmp")
    try:
        unfinished.write_bytes(content)
        flush_file(unfinished)
        put(unfinished, path)
    finally:
        unfinished.unlink(missing_ok=True)
