"""What the commands of the registers take: phasing, carry-over, amend and note."""

from __future__ import annotations

from collections.abc import Iterable

from pokdash.cli.moments import day, month
from pokdash.cli.usage import Commands, Parser, as_json
from pokdash.domain.plan_changes import CarryOverStatus, PhasingMethod
from pokdash.domain.provenance import Standing


def phasing(command: Parser) -> None:
    """How the amounts go over the months."""
    below = _of_a_plan(command)
    given = below.add("set")
    say = command.speech.say
    given.add_argument("--line", required=True, metavar="CODE", help=say("cli.help.line_or_group"))
    methods = [method.value for method in PhasingMethod]
    given.add_argument("--method", required=True, choices=methods, help=say("cli.help.phasing_method"))
    for name in ("first", "last"):
        given.add_argument(
            f"--{name}", type=month, metavar=say("cli.metavar.month"), help=say(f"cli.help.{name}_month")
        )
    for name in ("from", "to"):
        given.add_argument(
            f"--{name}", dest=f"{name}_day", type=day, metavar=say("cli.metavar.day"), help=say(f"cli.help.{name}_day")
        )
    given.add_argument(
        "--amount", action="append", default=[], metavar=say("cli.metavar.when_amount"), help=say("cli.help.amounts")
    )
    _backing(given)
    _take_back(below, "line")


def carry_over(command: Parser) -> None:
    """Money that goes to another year."""
    below = _of_a_plan(command)
    say = command.speech.say
    for name in ("add", "change"):
        given, new = below.add(name), name == "add"
        if not new:
            given.add_argument("name", metavar=say("cli.metavar.name"), help=say("cli.help.entry_name"))
        for option in ("from", "to"):
            given.add_argument(
                f"--{option}", dest=f"{option}_year", type=int, required=new, metavar=say("cli.metavar.year"),
                help=say(f"cli.help.{option}_year"),
            )  # fmt: skip
        given.add_argument("--amount", required=new, metavar=say("cli.metavar.amount"), help=say("cli.help.moved"))
        given.add_argument("--line", metavar="CODE", help=say("cli.help.line_or_plan"))
        statuses = [status.value for status in CarryOverStatus]
        given.add_argument("--status", choices=statuses, help=say("cli.help.carry_over_status"))
        for option in ("decided-on", "deadline"):
            given.add_argument(
                f"--{option}", type=day, metavar=say("cli.metavar.day"),
                help=say(f"cli.help.{option.replace('-', '_')}"),
            )  # fmt: skip
        either = given.add_mutually_exclusive_group()
        either.add_argument("--condition", metavar=say("cli.metavar.text"), help=say("cli.help.condition"))
        either.add_argument("--firm", action="store_true", help=say("cli.help.firm"))
        _backing(given)
    _take_back(below, "entry_name")


def amend(command: Parser) -> None:
    """Changes of the amounts."""
    below = _of_a_plan(command)
    say = command.speech.say
    given = below.add("add")
    given.add_argument("--line", required=True, metavar="CODE", help=say("cli.help.line"))
    given.add_argument("--year", type=int, metavar=say("cli.metavar.year"), help=say("cli.help.amended_year"))
    given.add_argument("--on", required=True, type=day, metavar=say("cli.metavar.day"), help=say("cli.help.amended_on"))
    given.add_argument("--amount", required=True, metavar=say("cli.metavar.amount"), help=say("cli.help.delta"))
    standings = [standing.value for standing in Standing]
    given.add_argument("--standing", choices=standings, default="council", help=say("cli.help.standing"))
    _backing(given, required=("decision", "quote"))
    _take_back(below, "entry_name")


def note(command: Parser) -> None:
    """Dated notes."""
    below = _of_a_plan(command)
    say = command.speech.say
    given = below.add("add")
    given.add_argument("--on", required=True, type=day, metavar=say("cli.metavar.day"), help=say("cli.help.note_on"))
    given.add_argument("--text", required=True, metavar=say("cli.metavar.text"), help=say("cli.help.note_text"))
    given.add_argument("--line", metavar="CODE", help=say("cli.help.line_or_plan"))
    _take_back(below, "entry_name")


def estimate(command: Parser) -> None:
    """What an adviser expects."""
    below = Commands(command)
    given = below.add("set")
    say = command.speech.say
    given.add_argument("--line", required=True, metavar="CODE", help=say("cli.help.line"))
    for name in ("low", "likely", "high"):
        given.add_argument(f"--{name}", required=True, metavar=say("cli.metavar.amount"), help=say(f"cli.help.{name}"))
    given.add_argument("--why", required=True, metavar=say("cli.metavar.text"), help=say("cli.help.recorded_why"))
    _take_back(below, "line")


def _of_a_plan(command: Parser) -> Commands:
    command.add_argument(
        "plan", metavar=command.speech.say("cli.metavar.plan"), help=command.speech.say("cli.help.plan")
    )
    as_json(command)
    return Commands(command)


def _backing(given: Parser, required: Iterable[str] = ()) -> None:
    """Why, and the decision behind it."""
    say = given.speech.say
    given.add_argument("--why", required=True, metavar=say("cli.metavar.text"), help=say("cli.help.recorded_why"))
    for name in ("decision", "place", "quote"):
        given.add_argument(
            f"--{name}", required=name in required, metavar=say("cli.metavar.text"), help=say(f"cli.help.{name}")
        )


def _take_back(below: Commands, about: str) -> None:
    taken = below.add("remove")
    say = taken.speech.say
    taken.add_argument("name", metavar=say("cli.metavar.name"), help=say(f"cli.help.{about}"))
    taken.add_argument("--why", required=True, metavar=say("cli.metavar.text"), help=say("cli.help.recorded_why"))
