"""Profiles that are kept by name: one TOML file each, in the folder `profiles` of the installation."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from pokdash.domain.actor import Action, Actor
from pokdash.intake.examined import Examined
from pokdash.intake.outcome import Refused, denied
from pokdash.ledger.profile import Profile, ProfileProblem, ProfileReading, read_profile, write_profile
from pokdash.store import durable
from pokdash.store.faults import machine_fault
from pokdash.store.home import Home

_LONGEST_NAME = 80
_LARGEST_FILE = 10_000_000  # bytes; a profile with ten thousand rules is a tenth of it


@dataclass(frozen=True, slots=True)
class SavedProfile:
    """A kept profile; `profile` is None when its file is not sound, and `problems` say why."""

    name: str
    path: Path
    profile: Profile | None
    problems: tuple[ProfileProblem, ...] = ()


def saved_profiles(home: Home) -> tuple[SavedProfile, ...]:
    """Every kept profile, in alphabetical order; a file that is not sound goes by its file name."""
    found = []
    for path in sorted(_folder(home).glob("*.toml")):
        reading = read_profile_file(path)
        if isinstance(reading, ProfileReading):
            name = reading.profile.name if reading.profile else ""
            found.append(SavedProfile(name or path.stem, path, reading.profile, reading.problems))
    return tuple(sorted(found, key=lambda one: one.name.casefold()))


def saved_profile(home: Home, name: str) -> SavedProfile | Refused:
    """The profile with this name, in capitals or not."""
    kept = saved_profiles(home)
    for one in kept:
        if one.name.casefold() == name.strip().casefold():
            return one
    return Refused("refusal.unknown_profile", {"name": name, "names": ", ".join(one.name for one in kept) or "-"})


def save_profile(home: Home, profile: Profile, actor: Actor) -> SavedProfile | Refused:
    """Keep a profile under its own name; an older one with that name is replaced."""
    if refused := denied(actor, Action.IMPORT):
        return refused
    name = profile.name.strip()
    if not name or len(name) > _LONGEST_NAME:
        return Refused("refusal.profile_name", {"name": name, "longest": _LONGEST_NAME})
    known = saved_profile(home, name)
    path = _folder(home) / _file_name(name) if isinstance(known, Refused) else known.path
    return write_profile_file(profile, path) or SavedProfile(name, path, profile)


def remove_profile(home: Home, name: str, actor: Actor) -> SavedProfile | Refused:
    """Remove a kept profile; which one. Batches keep the text of the profile that they were read with."""
    if refused := denied(actor, Action.IMPORT):
        return refused
    known = saved_profile(home, name)
    if isinstance(known, Refused):
        return known
    try:
        known.path.unlink(missing_ok=True)
        durable.flush_folder(known.path.parent)
    except OSError as error:
        return _fault(error, known.path)
    return known


def read_profile_file(path: Path) -> ProfileReading | Refused:
    """A profile from a TOML file, or everything that is wrong with it; refused if there is no text to read."""
    try:
        if path.stat().st_size > _LARGEST_FILE:
            return Refused("refusal.profile_unreadable", {"file": path.name})
        return read_profile_content(path.name, path.read_bytes())
    except OSError:
        return Refused("refusal.profile_unreadable", {"file": path.name})


def read_profile_content(name: str, content: bytes) -> ProfileReading | Refused:
    """A profile from what a file with this name holds; as `read_profile_file`."""
    try:
        return read_profile(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return Refused("refusal.profile_unreadable", {"file": name})


def write_profile_file(profile: Profile, path: Path) -> Refused | None:
    """Write a profile as TOML, whole or not at all."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        durable.write(path, write_profile(profile).encode())
    except OSError as error:
        return _fault(error, path)
    return None


def fitting_profiles(home: Home, examined: Examined) -> tuple[SavedProfile, ...]:
    """The kept profiles of which every column is in this file, the one that reads most columns first."""
    names = [column.name.casefold() for column in examined.columns]
    fitting = [one for one in saved_profiles(home) if one.profile and _fits(one.profile, names)]
    return tuple(sorted(fitting, key=lambda one: -len(one.profile.headings) if one.profile else 0))


def _fits(profile: Profile, names: list[str]) -> bool:
    """By headings; a profile without headings is for files without them, that have as many columns."""
    wanted = [heading.casefold() for heading in profile.headings if heading]
    if wanted:
        return set(wanted) <= set(names)
    numbers = [column.number for column in profile.columns] + [column.number for column in profile.year_columns]
    return not any(names) and 0 < max(numbers, default=0) <= len(names)


def _folder(home: Home) -> Path:
    return home.path / "profiles"


def _file_name(name: str) -> str:
    """A file name that a person recognises and that no other profile has."""
    words = re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")[:40]
    return f"{words or 'profile'}-{hashlib.sha256(name.casefold().encode()).hexdigest()[:8]}.toml"


def _fault(error: OSError, path: Path) -> Refused:
    fault = machine_fault(error, path.parent)
    if fault:
        return Refused(f"store.{fault.problem}", dict(fault.params))
    return Refused("refusal.not_written", {"file": str(path), "why": error.strerror or str(error)})
