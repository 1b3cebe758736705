"""How a command is written: the commands, what they take, and help and refusals in the asked language."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NoReturn

from pokdash.cli.moments import day, moment, port
from pokdash.cli.speech import Speech
from pokdash.texts import LANGUAGES

PROGRAM = "python -m pokdash"

# What argparse itself says, and the text that says it in the asked language; a sentence not named here stays as it is.
_SAID_BY_ARGPARSE = (
    (re.compile(r"the following arguments are required: (?P<names>.+)"), "missing"),
    (re.compile(r"unrecognized arguments: (?P<names>.+)"), "unrecognized"),
    (re.compile(r"argument (?P<name>.+?): expected one argument"), "no_value"),
    (re.compile(r"argument (?P<name>.+?): invalid choice: '(?P<found>.*)' \(choose from (?P<choices>.+)\)"), "choice"),
    (re.compile(r"argument (?P<name>.+?): invalid (?P<kind>day|moment|port|int) value: '(?P<found>.*)'"), "{kind}"),
)


class _Formatter(argparse.HelpFormatter):
    """Help of which the usage line starts with a word in the asked language."""

    def __init__(self, usage_word: str, prog: str) -> None:
        super().__init__(prog, max_help_position=30)
        self._usage_word = usage_word

    def add_usage(
        self, usage: str | None, actions: Iterable[argparse.Action], groups: Iterable[Any], prefix: str | None = None
    ) -> None:
        """Put the usage line first."""
        super().add_usage(usage, actions, groups, f"{self._usage_word}: " if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """A parser of which help and errors are in one language; a command that cannot be read ends with status 2."""

    def __init__(self, *, language: str, prog: str, description: str) -> None:
        self.speech = Speech(language)
        formatter = partial(_Formatter, self.speech.say("cli.help.usage"))
        super().__init__(
            prog=prog, description=description, add_help=False, allow_abbrev=False, formatter_class=formatter
        )
        self._positionals.title = self.speech.say("cli.help.arguments")
        self._optionals.title = self.speech.say("cli.help.options")
        self.add_argument("-h", "--help", action="help", help=self.speech.say("cli.help.help"))
        self.add_argument("--lang", choices=LANGUAGES, default=argparse.SUPPRESS, help=self.speech.say("cli.help.lang"))

    def error(self, message: str) -> NoReturn:
        """Say in plain words what is wrong with the command, and how it is written."""
        self.print_usage(sys.stderr)
        for pattern, key in _SAID_BY_ARGPARSE:
            if found := pattern.fullmatch(message):
                groups = found.groupdict()
                message = self.speech.say(f"cli.usage_error.{key.format(**groups)}", **groups)
                break
        self.exit(2, f"{message}\n{self.speech.say('cli.usage_error.see_help', program=self.prog)}\n")


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
    commands = _Commands(root, required=True)

    commands.add("init").add_argument("--no-examples", action="store_true", help=say("cli.help.no_examples"))
    serve = commands.add("serve")
    serve.add_argument("--host", metavar=say("cli.metavar.host"), help=say("cli.help.host"))
    serve.add_argument("--port", type=port, metavar=say("cli.metavar.number"), help=say("cli.help.port"))

    plans = commands.add("plans")
    _as_json(plans)
    checked = _Commands(plans).add("check")
    checked.add_argument("folder", type=Path, metavar=say("cli.metavar.folder"), help=say("cli.help.folder"))

    removed = _Commands(commands.add("examples"), required=True).add("remove")
    removed.add_argument("plan", nargs="?", metavar=say("cli.metavar.plan"), help=say("cli.help.plan_or_all"))

    imported = commands.add("import")
    imported.add_argument("file", type=Path, metavar=say("cli.metavar.file"), help=say("cli.help.file"))
    imported.add_argument("--plan", required=True, metavar=say("cli.metavar.plan"), help=say("cli.help.import_plan"))

    _batches(commands.add("batches"))

    written = _Commands(commands.add("export"), required=True).add("ledger")
    written.add_argument("file", type=Path, metavar=say("cli.metavar.file"), help=say("cli.help.export_file"))
    written.add_argument("--plan", metavar=say("cli.metavar.plan"), help=say("cli.help.plan_or_all"))
    written.add_argument("--as-of", type=day, metavar=say("cli.metavar.day"), help=say("cli.help.export_as_of"))
    written.add_argument("--shown-on", type=moment, metavar=say("cli.metavar.moment"), help=say("cli.help.shown_on"))

    shown = commands.add("position")
    shown.add_argument("plan", metavar=say("cli.metavar.plan"), help=say("cli.help.plan"))
    shown.add_argument("--as-of", type=day, metavar=say("cli.metavar.day"), help=say("cli.help.as_of"))
    shown.add_argument("--shown-on", type=moment, metavar=say("cli.metavar.moment"), help=say("cli.help.shown_on"))
    _as_json(shown)

    reconciled = commands.add("check")
    reconciled.add_argument("plan", nargs="?", metavar=say("cli.metavar.plan"), help=say("cli.help.plan_or_all"))
    _as_json(reconciled)
    return root


def _batches(listed: Parser) -> None:
    say = listed.speech.say
    _as_json(listed)
    below = _Commands(listed)
    named = {name: below.add(name) for name in ("undo", "redo", "rejected")}
    for command in named.values():
        command.add_argument("batch", type=int, metavar="ID", help=say("cli.help.batch"))
    named["undo"].add_argument("--why", required=True, metavar=say("cli.metavar.text"), help=say("cli.help.why"))
    _as_json(named["rejected"])


def _as_json(command: Parser) -> None:
    command.add_argument("--json", action="store_true", help=command.speech.say("cli.help.json"))


class _Commands:
    """The commands below a command; each has a short help text and the full name of the command it belongs to."""

    def __init__(self, above: Parser, *, required: bool = False) -> None:
        say = above.speech.say
        self._above = above
        self._added = above.add_subparsers(
            title=say("cli.help.commands"), metavar=say("cli.metavar.command"), required=required
        )

    def add(self, name: str) -> Parser:
        full_name = f"{self._above.prog} {name}".removeprefix(f"{PROGRAM} ")
        text = self._above.speech.say(f"cli.command.{full_name.replace(' ', '_')}")
        below: Parser = self._added.add_parser(
            name, help=text, description=text, prog=f"{PROGRAM} {full_name}", language=self._above.speech.language
        )
        below.set_defaults(command=full_name)
        return below
