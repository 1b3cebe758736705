"""The commands and what they take."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from pokdash.cli import register_arguments
from pokdash.cli.answers import answer
from pokdash.cli.moments import day, moment, port
from pokdash.cli.speech import Speech
from pokdash.cli.usage import PROGRAM, Commands, Parser, as_json
from pokdash.intake.strange import CAUSES
from pokdash.texts import LANGUAGES


def language_of(argv: Sequence[str]) -> str:
    """The language that `--lang` asks for, wherever it stands; Dutch where that cannot be read (the parser refuses)."""
    first = argparse.ArgumentParser(add_help=False, allow_abbrev=False, exit_on_error=False)
    first.add_argument("--lang", choices=LANGUAGES, default=LANGUAGES[0])
    try:
        return str(first.parse_known_args(argv)[0].lang)
    except argparse.ArgumentError:
        return LANGUAGES[0]


def parser(language: str) -> Parser:
    """The parser of the whole command line; what it reads carries the full name of the command as `command`."""
    say = Speech(language).say
    root = Parser(language=language, prog=PROGRAM, description=say("cli.help.program"))
    commands = Commands(root, required=True)

    commands.add("init").add_argument("--no-examples", action="store_true", help=say("cli.help.no_examples"))
    serve = commands.add("serve")
    serve.add_argument("--host", metavar=say("cli.metavar.host"), help=say("cli.help.host"))
    serve.add_argument("--port", type=port, metavar=say("cli.metavar.number"), help=say("cli.help.port"))

    _plans(commands.add("plans"))

    removed = Commands(commands.add("examples"), required=True).add("remove")
    removed.add_argument("plan", nargs="?", metavar=say("cli.metavar.plan"), help=say("cli.help.plan_or_all"))

    _inspect(commands.add("inspect"))
    _import(commands.add("import"))
    _profiles(commands.add("profiles"))
    _batches(commands.add("batches"))

    written = Commands(commands.add("export"), required=True).add("ledger")
    written.add_argument("file", type=Path, metavar=say("cli.metavar.file"), help=say("cli.help.export_file"))
    written.add_argument("--plan", metavar=say("cli.metavar.plan"), help=say("cli.help.plan_or_all"))
    written.add_argument("--as-of", type=day, metavar=say("cli.metavar.day"), help=say("cli.help.export_as_of"))
    written.add_argument("--shown-on", type=moment, metavar=say("cli.metavar.moment"), help=say("cli.help.shown_on"))

    shown = commands.add("position")
    shown.add_argument("plan", metavar=say("cli.metavar.plan"), help=say("cli.help.plan"))
    shown.add_argument("--as-of", type=day, metavar=say("cli.metavar.day"), help=say("cli.help.as_of"))
    shown.add_argument("--shown-on", type=moment, metavar=say("cli.metavar.moment"), help=say("cli.help.shown_on"))
    as_json(shown)

    drawn = commands.add("burn-down")
    drawn.add_argument("plan", metavar=say("cli.metavar.plan"), help=say("cli.help.plan"))
    drawn.add_argument("--line", metavar="CODE", help=say("cli.help.drawn_line"))
    drawn.add_argument("--year", type=int, metavar=say("cli.metavar.year"), help=say("cli.help.drawn_year"))
    drawn.add_argument("--as-of", type=day, metavar=say("cli.metavar.day"), help=say("cli.help.as_of"))
    as_json(drawn)

    for name in ("forecast", "backtest"):
        expected = commands.add(name)
        expected.add_argument("plan", metavar=say("cli.metavar.plan"), help=say("cli.help.plan"))
        expected.add_argument("--as-of", type=day, metavar=say("cli.metavar.day"), help=say("cli.help.as_of"))
        as_json(expected)
        if name == "forecast":
            register_arguments.estimate(expected)

    register_arguments.phasing(commands.add("phasing"))
    register_arguments.carry_over(commands.add("carry-over"))
    register_arguments.amend(commands.add("amend"))
    register_arguments.note(commands.add("note"))

    _scenarios(commands.add("scenario"))

    reconciled = commands.add("check")
    reconciled.add_argument("plan", nargs="?", metavar=say("cli.metavar.plan"), help=say("cli.help.plan_or_all"))
    as_json(reconciled)
    return root


def _plans(listed: Parser) -> None:
    say = listed.speech.say
    as_json(listed)
    below = Commands(listed)
    compared = below.add("diff")
    compared.add_argument("plan", metavar=say("cli.metavar.plan"), help=say("cli.help.plan"))
    for name in ("from", "to"):
        compared.add_argument(
            f"--{name}",
            dest=f"{name}_moment",
            type=moment,
            required=name == "from",
            metavar=say("cli.metavar.moment"),
            help=say(f"cli.help.{name}_moment"),
        )
    as_json(compared)
    checked = below.add("check")
    checked.add_argument("folder", type=Path, metavar=say("cli.metavar.folder"), help=say("cli.help.folder"))


def _scenarios(scenario: Parser) -> None:
    say = scenario.speech.say
    below = Commands(scenario, required=True)
    named = {name: below.add(name) for name in ("list", "show", "apply", "compare", "export")}
    named["list"].add_argument("plan", metavar=say("cli.metavar.plan"), help=say("cli.help.plan"))
    for name in ("show", "export"):
        named[name].add_argument("scenario", metavar=say("cli.metavar.scenario"), help=say("cli.help.scenario"))
    named["compare"].add_argument(
        "scenarios", nargs="+", metavar=say("cli.metavar.scenario"), help=say("cli.help.scenario")
    )
    named["apply"].add_argument("file", type=Path, metavar=say("cli.metavar.file"), help=say("cli.help.scenario_in"))
    named["export"].add_argument("file", type=Path, metavar=say("cli.metavar.file"), help=say("cli.help.scenario_out"))
    for name in ("show", "apply", "compare", "export"):
        named[name].add_argument("--as-of", type=day, metavar=say("cli.metavar.day"), help=say("cli.help.as_of"))
    for command in named.values():
        as_json(command)


def _inspect(inspected: Parser) -> None:
    say = inspected.speech.say
    _about_a_file(inspected)
    inspected.add_argument("--plan", metavar=say("cli.metavar.plan"), help=say("cli.help.inspect_plan"))
    as_json(inspected)


def _import(imported: Parser) -> None:
    say = imported.speech.say
    _about_a_file(imported)
    imported.add_argument("--plan", required=True, metavar=say("cli.metavar.plan"), help=say("cli.help.import_plan"))
    imported.add_argument("--keep-good-rows", action="store_true", help=say("cli.help.keep_good_rows"))
    imported.add_argument("--changed", choices=("leave", "correct"), help=say("cli.help.changed"))
    imported.add_argument("--checked", action="append", default=[], choices=CAUSES, help=say("cli.help.checked"))
    either = imported.add_mutually_exclusive_group()
    either.add_argument("--dry-run", action="store_true", help=say("cli.help.dry_run"))
    either.add_argument("--save-profile", metavar=say("cli.metavar.name"), help=say("cli.help.save_profile"))
    as_json(imported)


def _about_a_file(command: Parser) -> None:
    """The file, and what is known about it already."""
    say = command.speech.say
    command.add_argument("file", type=Path, metavar=say("cli.metavar.file"), help=say("cli.help.file"))
    command.add_argument("--profile", metavar=say("cli.metavar.profile"), help=say("cli.help.profile"))
    command.add_argument(
        "--set",
        dest="answers",
        action="append",
        default=[],
        type=answer,
        metavar=say("cli.metavar.answer"),
        help=say("cli.help.set"),
    )


def _profiles(listed: Parser) -> None:
    say = listed.speech.say
    as_json(listed)
    below = Commands(listed)
    named = {name: below.add(name) for name in ("show", "export", "import", "remove")}
    for name in ("show", "export", "remove"):
        named[name].add_argument("name", metavar=say("cli.metavar.name"), help=say("cli.help.profile_name"))
    for name, key in (("export", "profile_out"), ("import", "profile_in")):
        named[name].add_argument("file", type=Path, metavar=say("cli.metavar.file"), help=say(f"cli.help.{key}"))
    named["import"].add_argument("--name", metavar=say("cli.metavar.name"), help=say("cli.help.new_name"))


def _batches(listed: Parser) -> None:
    say = listed.speech.say
    as_json(listed)
    below = Commands(listed)
    named = {name: below.add(name) for name in ("undo", "redo", "rejected")}
    for command in named.values():
        command.add_argument("batch", type=int, metavar="ID", help=say("cli.help.batch"))
    named["undo"].add_argument("--why", required=True, metavar=say("cli.metavar.text"), help=say("cli.help.why"))
    named["rejected"].add_argument(
        "--out", type=Path, metavar=say("cli.metavar.file"), help=say("cli.help.rejected_file")
    )
    as_json(named["rejected"])
