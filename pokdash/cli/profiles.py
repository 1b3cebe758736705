"""Saved profiles on the command line: which there are, what they say, and from and to a file."""

from __future__ import annotations

import argparse
from dataclasses import replace
from itertools import groupby
from pathlib import Path

from pokdash import intake
from pokdash.cli import as_json
from pokdash.cli.changing import refused
from pokdash.cli.desk import Desk
from pokdash.cli.problems import profile_problems_text
from pokdash.cli.table import text_table
from pokdash.intake import Refused, SavedProfile
from pokdash.ledger.profile import Profile, ProfileReading, in_words


def profiles(args: argparse.Namespace, desk: Desk) -> int:
    """List the saved profiles."""
    found = intake.saved_profiles(desk.home)
    if args.json:
        print(as_json.written([_content(one) for one in found]))
    elif found:
        names = ("name", "note", "columns", "rules", "state")
        header = [desk.speech.say(f"cli.profiles.{name}") for name in names]
        print(text_table(header, [_row(one, desk) for one in found], right=[2, 3]))
    else:
        desk.speech.tell("cli.profiles.none")
    return 0


def show(args: argparse.Namespace, desk: Desk) -> int:
    """Say in words what a profile says, part by part."""
    profile = _saved(args.name, desk)
    if isinstance(profile, Refused):
        return refused(profile, desk)
    print("\n".join(filter(None, [profile.name, profile.note])))
    for part, said in groupby(in_words(profile), key=lambda one: one.part):
        print(f"\n{desk.speech.say(f'profile.part.{part}')}")
        for one in said:
            print(f"  {one.sentence.said(desk.speech.language)}")
    return 0


def export(args: argparse.Namespace, desk: Desk) -> int:
    """Write a saved profile to a file."""
    profile = _saved(args.name, desk)
    if isinstance(profile, Refused):
        return refused(profile, desk)
    if problem := intake.write_profile_file(profile, args.file):
        return refused(problem, desk)
    desk.speech.tell("cli.profiles.written", name=profile.name, file=args.file)
    return 0


def take_in(args: argparse.Namespace, desk: Desk) -> int:
    """Save a profile from a file, under its own name or another."""
    profile = _of_file(args.file, desk)
    if isinstance(profile, Refused):
        return refused(profile, desk)
    saved = intake.save_profile(desk.home, replace(profile, name=args.name or profile.name), desk.actor())
    if isinstance(saved, Refused):
        return refused(saved, desk)
    desk.speech.tell("cli.profiles.saved", name=saved.name)
    return 0


def remove(args: argparse.Namespace, desk: Desk) -> int:
    """Throw a saved profile away."""
    removed = intake.remove_profile(desk.home, args.name, desk.actor())
    if isinstance(removed, Refused):
        return refused(removed, desk)
    desk.speech.tell("cli.profiles.removed", name=removed.name)
    return 0


def chosen_profile(name_or_file: str, desk: Desk) -> Profile | Refused:
    """The saved profile with this name, else the one in this file."""
    known = intake.saved_profile(desk.home, name_or_file)
    path = Path(name_or_file)
    if isinstance(known, Refused) and path.is_file():
        return _of_file(path, desk)
    return _saved(name_or_file, desk)


def _saved(name: str, desk: Desk) -> Profile | Refused:
    known = intake.saved_profile(desk.home, name)
    if isinstance(known, Refused):
        return known
    return _sound(known.path, ProfileReading(known.profile, known.problems), desk)


def _of_file(path: Path, desk: Desk) -> Profile | Refused:
    reading = intake.read_profile_file(path)
    return reading if isinstance(reading, Refused) else _sound(path, reading, desk)


def _sound(path: Path, reading: ProfileReading, desk: Desk) -> Profile | Refused:
    """The profile, or everything that is wrong in its file."""
    wrong = profile_problems_text(reading.problems, desk.speech)
    return reading.profile or Refused("cli.profiles.wrong", {"file": str(path), "problems": wrong})


def _row(saved: SavedProfile, desk: Desk) -> list[str]:
    profile = saved.profile
    state = desk.speech.say("cli.profiles.broken" if profile is None else "cli.profiles.sound")
    if profile is None:
        return [saved.name, "", "", "", state]
    return [saved.name, profile.note, str(len(profile.headings)), str(len(profile.rules)), state]


def _content(saved: SavedProfile) -> dict[str, object]:
    profile = saved.profile
    return {
        "name": saved.name,
        "note": profile and profile.note,
        "file": str(saved.path),
        "columns": profile and [{"field": one.field, "heading": one.heading} for one in profile.columns],
        "rules": profile and len(profile.rules),
        "sound": profile is not None,
    }
