"""How a command is read: help and refusals in the asked language, commands below commands, and what many share."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable
from functools import partial
from typing import Any, NoReturn

from pokdash.cli.speech import Speech
from pokdash.texts import LANGUAGES

PROGRAM = "python -m pokdash"

# What argparse itself says, and the text that says it in the asked language; a sentence not named here stays as it is.
_SAID_BY_ARGPARSE = (
    (re.compile(r"the following arguments are required: (?P<names>.+)"), "missing"),
    (re.compile(r"unrecognized arguments: (?P<names>.+)"), "unrecognized"),
    (re.compile(r"argument (?P<name>.+?): expected one argument"), "no_value"),
    (re.compile(r"argument (?P<name>.+?): invalid choice: '(?P<found>.*)' \(choose from (?P<choices>.+)\)"), "choice"),
    (re.compile(r"argument (?P<name>.+?): not allowed with argument (?P<other>.+)"), "not_together"),
    (
        re.compile(r"argument (?P<name>.+?): invalid (?P<kind>[a-z]+) value: '(?P<found>.*)'"),
        "{kind}",
    ),
)


_NEGATIVE_AMOUNT = re.compile(r"-€?\s?\d[\d.,]*")


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
        self._negative_number_matcher = _NEGATIVE_AMOUNT  # else -1.250,50 is taken for an option
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


def as_json(command: Parser) -> None:
    """Let a command write JSON when it is asked to."""
    command.add_argument("--json", action="store_true", help=command.speech.say("cli.help.json"))


class Commands:
    """The commands below a command; each has a short help text and the full name of the command it belongs to."""

    def __init__(self, above: Parser, *, required: bool = False) -> None:
        say = above.speech.say
        self._above = above
        self._added = above.add_subparsers(
            title=say("cli.help.commands"), metavar=say("cli.metavar.command"), required=required
        )

    def add(self, name: str) -> Parser:
        """Add a command; what it reads carries its full name."""
        full_name = f"{self._above.prog} {name}".removeprefix(f"{PROGRAM} ")
        text = self._above.speech.say(f"cli.command.{full_name.replace(' ', '_').replace('-', '_')}")
        below: Parser = self._added.add_parser(
            name, help=text, description=text, prog=f"{PROGRAM} {full_name}", language=self._above.speech.language
        )
        below.set_defaults(command=full_name)
        return below
