"""The commands about scenarios: what was saved, what a file of changes gives, compared with the plan, and in a file."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from decimal import Decimal

from pokdash.cli import as_json, scenario_asked, scenario_told
from pokdash.cli.desk import Desk
from pokdash.cli.scenario_asked import Laid, Table
from pokdash.cli.speech import Speech
from pokdash.cli.table import text_table
from pokdash.domain import scenario_file
from pokdash.domain.plan import Plan
from pokdash.domain.saved_scenario import SavedScenario
from pokdash.domain.scenario_problems import ScenarioProblem, misfits
from pokdash.domain.what_if import LineOutcome, Outcome
from pokdash.domain.what_if_baseline import years_assumed
from pokdash.report.document import Document
from pokdash.report.markdown import as_markdown
from pokdash.report.proposal import Ground, proposal
from pokdash.report.word import as_word
from pokdash.store import WorkspaceError


def show_list(args: argparse.Namespace, desk: Desk) -> int:
    """Show the saved scenarios of a plan."""
    if (snapshot := desk.opened()) is None or not desk.knows(snapshot, args.plan):
        return 1
    try:
        found = desk.home.workspace.scenarios(args.plan)
    except WorkspaceError as error:
        return desk.speech.refuse(f"store.{error.fault.problem}", **error.fault.params)
    if args.json:
        print(as_json.written([_saved_content(one) for one in found]))
    elif not found:
        desk.speech.tell("scenario.lead_none")
    else:
        say = desk.speech.say
        columns = [
            say(f"cli.scenario.{name}") for name in ("id", "name", "whose", "author", "version", "start", "away")
        ]
        print(text_table(columns, [_saved_row(one, desk.speech) for one in found], right=(4,)))
    return 0


def show(args: argparse.Namespace, desk: Desk) -> int:
    """Show what one saved scenario makes of its plan."""
    return compare(argparse.Namespace(**{**vars(args), "scenarios": [args.scenario]}), desk)


def compare(args: argparse.Namespace, desk: Desk) -> int:
    """Show what saved scenarios of one plan make of it, side by side."""
    if (found := scenario_asked.saved(desk, args.scenarios)) is None:
        return 1
    plans = {one.start.plan for one in found}
    if len(plans) > 1:
        return desk.speech.refuse("cli.scenario.other_plan")
    table = scenario_asked.table(desk, plans.pop(), args.as_of)
    if table is None:
        return 1
    return _tell(args, desk, table, table.lay([(one.label.name, one.scenario, one) for one in found]))


def apply(args: argparse.Namespace, desk: Desk) -> int:
    """Lay the changes of a file on its plan; nothing is kept."""
    try:
        file = scenario_file.read_file(args.file.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError:
        return desk.speech.refuse("scenario_file.not_text", file=args.file.name)
    if isinstance(file, tuple):
        for problem in file:
            where = f"{args.file.name}, {problem.place}" if problem.place else args.file.name
            desk.speech.complain(f"{where}: {desk.speech.say(f'scenario_file.{problem.key}', **problem.params)}")
        return 1
    table = scenario_asked.table(desk, file.plan, args.as_of)
    if table is None:
        return 1
    scenario = scenario_file.scenario_of(file, table.baseline)
    return _tell(args, desk, table, table.lay([(file.name or args.file.stem, scenario, None)]))


def export(args: argparse.Namespace, desk: Desk) -> int:
    """Write a saved scenario: as a TOML file that `scenario apply` reads, or as a draft proposal."""
    if (found := scenario_asked.saved(desk, [args.scenario])) is None:
        return 1
    (one,), form = found, args.file.suffix.lower()
    if form not in (".toml", ".docx", ".md"):
        return desk.speech.refuse("cli.scenario.kind_of_file", file=args.file.name)
    if form == ".toml":
        mark, label = desk.speech.say("what_if.board.mark"), one.label
        content = scenario_file.written(one.scenario, one.start.plan, label.name, label.note, mark).encode()
    else:
        made = _proposal(args, desk, one)
        if made is None:
            return 1
        content = as_word(made) if form == ".docx" else as_markdown(made).encode()
    args.file.write_bytes(content)
    if args.json:
        told = {"mark": desk.speech.say("what_if.board.mark"), "file": str(args.file), "saved": _saved_content(one)}
        print(as_json.written(told))
    else:
        desk.speech.tell("cli.scenario.written", name=one.label.name, file=str(args.file))
    return 0


def _proposal(args: argparse.Namespace, desk: Desk, one: SavedScenario) -> Document | None:
    """The draft proposal on the plan as it stands; None after saying why there can be none."""
    table = scenario_asked.table(desk, one.start.plan, args.as_of)
    if table is None:
        return None
    problems = misfits(table.baseline, one.scenario)
    for problem in problems:
        desk.speech.complain(f"{one.label.name}: {_problem(problem, table.measuring.plan, desk.speech)}")
    began, measuring = scenario_asked.began(desk, one), table.measuring
    moved = began is None or table.baseline != began.baseline
    ground = Ground(
        measuring.plan,
        table.baseline,
        measuring.as_of,
        table.end,
        example=measuring.ledger.example,
        moved=moved,
        years_assumed=years_assumed(measuring.plan, measuring.scope(None).planned_kind),
    )
    return None if problems else proposal(ground, one)


def _tell(args: argparse.Namespace, desk: Desk, table: Table, laid: tuple[Outcome, tuple[Laid, ...]]) -> int:
    """What scenarios make of a plan, as JSON or as text; 1 where one of them does not fit."""
    plan, found = laid
    if args.json:
        print(as_json.written(_content(desk, table, plan, found)))
    else:
        print(_text(desk, table, plan, found))
    misfit = [one for one in found if one.outcome is None]
    for one in misfit:
        for problem in one.problems:
            desk.speech.complain(f"{one.name}: {_problem(problem, table.measuring.plan, desk.speech)}")
    return 1 if misfit else 0


def _problem(problem: ScenarioProblem, plan: Plan, speech: Speech) -> str:
    named = {"name": plan.line(problem.line).name} if problem.line else {}
    return speech.say(f"scenario_problem.{problem.key}", **named, **problem.params)


def _saved_content(one: SavedScenario) -> dict[str, object]:
    return {
        "id": one.id,
        "version": one.version,
        "versions": one.versions,
        "name": one.label.name,
        "whose": one.label.whose.value,
        "note": one.label.note,
        "author": one.author,
        "saved_at": one.saved_at.isoformat(),
        "archived": one.archived,
        "start": {**one.start.model_dump(mode="json")},
    }


def _saved_row(one: SavedScenario, speech: Speech) -> list[str]:
    away = speech.say("cli.yes") if one.archived else ""
    whose = speech.say(f"scenario.whose_{one.label.whose}")
    return [one.id, one.label.name, whose, one.author, str(one.version), speech.day(one.start.as_of), away]


def _content(desk: Desk, table: Table, plan: Outcome, found: Sequence[Laid]) -> dict[str, object]:
    measuring, speech = table.measuring, desk.speech
    return {
        "mark": speech.say("what_if.board.mark"),
        "plan": measuring.plan.id,
        "as_of": as_json.day(measuring.as_of),
        "end": as_json.day(table.end),
        "generation": measuring.ledger.generation,
        "example": measuring.ledger.example,
        "before": _outcome_content(plan),
        "scenarios": [
            {
                "name": one.name,
                "saved": _saved_content(one.saved) if one.saved else None,
                "problems": [_problem(problem, measuring.plan, speech) for problem in one.problems],
                **scenario_told.content(desk, table, one),
                **(_outcome_content(one.outcome) if one.outcome else {"lines": None}),
            }
            for one in found
        ],
    }


def _outcome_content(found: Outcome) -> dict[str, object]:
    sides = {name: getattr(found, name) for name in ("surplus", "shortage", "carried_on", "lapsed")}
    return {
        "allocated": as_json.amount(found.allocated),
        "undivided": as_json.amount(found.undivided),
        **{name: as_json.amount(side.amount) for name, side in sides.items()},
        **{f"{name}_lines": list(side.lines) for name, side in sides.items()},
        "may_be_short_lines": list(found.may_be_short),
        "without_end_lines": list(found.without_end),
        "lines": [_line_content(one) for one in found.lines],
    }


def _line_content(one: LineOutcome) -> dict[str, object]:
    amounts: dict[str, Decimal | None] = {
        name: getattr(one, name) for name in ("allocated", "delta", "left", "end", "low", "high", "lapsed")
    }
    return {
        "line": one.line,
        **{name: as_json.amount(value) for name, value in amounts.items()},
        "may_be_short": one.may_be_short,
        "left_over": one.left_over.value if one.left_over else None,
    }


def _text(desk: Desk, table: Table, plan: Outcome, found: Sequence[Laid]) -> str:
    speech, say, measuring = desk.speech, desk.speech.say, table.measuring
    laid = [one for one in found if one.outcome is not None]
    told = [say("what_if.board.mark"), say("cli.scenario.known", as_of=measuring.as_of, end=table.end)]
    told += [say("cli.position.example")] if measuring.ledger.example else []
    columns = [say("what_if.board.col_line"), say("what_if.board.col_plan"), *(one.name for one in laid)]
    outcomes = [plan, *(one.outcome for one in laid if one.outcome)]
    for title, amount in (("cli.scenario.amounts", "allocated"), ("cli.scenario.ends", "end")):
        rows = [
            [
                measuring.plan.line(one.line).name,
                *(speech.amount(getattr(each.line(one.line), amount)) for each in outcomes),
            ]
            for one in plan.lines
        ]
        if amount == "allocated":
            rows.append([say("scenario.total"), *(speech.amount(one.allocated) for one in outcomes)])
        told += ["", say(title), text_table(columns, rows, right=range(1, len(columns)))]
    for one in found:
        told += ["", f"{one.name}:", *(f"  {sentence}" for sentence in scenario_told.sentences(desk, table, one))]
        told += [f"  {_problem(problem, measuring.plan, speech)}" for problem in one.problems if one.outcome]
    return "\n".join(told)
