"""The commands that read a ledger file: `inspect` looks, `import` saves all of it, or nothing with all that is open."""

from __future__ import annotations

import argparse
import shlex
from dataclasses import replace

from pokdash import intake
from pokdash.cli import as_json
from pokdash.cli.batches import kept_problems
from pokdash.cli.desk import Desk
from pokdash.cli.examined_json import NOT_READ, examined_content
from pokdash.cli.examined_text import examined_text
from pokdash.cli.import_outcome import REFUSED, SAVED, Attempt, all_checked, content
from pokdash.cli.import_text import tell
from pokdash.cli.looking import Looking, looking
from pokdash.cli.profiles import chosen_profile
from pokdash.domain.actor import Action, Actor
from pokdash.intake import Choices, Examined, Imported, OnChange, Refused, Request
from pokdash.intake.already_there import already_live
from pokdash.intake.outcome import denied
from pokdash.ledger import RowProblem
from pokdash.ledger.source import Trouble
from pokdash.store import NoSnapshot, queries


def inspect(args: argparse.Namespace, desk: Desk) -> int:
    """Show how a file would be read and what is asked; exit status 3 for a file that cannot be read."""
    request = _request(args, desk)
    found = request if isinstance(request, Refused) else _looked(request, desk)
    if isinstance(found, Refused):
        if args.json:
            print(as_json.written(NOT_READ))
        desk.speech.refuse(found.key, **found.params)
        return REFUSED
    if args.json:
        print(as_json.written(examined_content(found, desk.speech)))
    else:
        print(examined_text(args.file.name, found, desk.speech))
    return SAVED


def import_file(args: argparse.Namespace, desk: Desk) -> int:
    """Import a ledger file, or (`--dry-run`) show what that would do; says first that examples make way."""
    actor = desk.actor()
    request = denied(actor, Action.IMPORT) or _request(args, desk)
    if isinstance(request, Refused):
        attempt = Attempt(None, request)
    else:
        attempt = _previewed(request, actor, desk) if args.dry_run else _saved(args, request, actor, desk)
    attempt = replace(attempt, dry_run=args.dry_run, checked=frozenset(args.checked), generation=_generation(desk))
    attempt = replace(attempt, kept=_kept(attempt, desk))
    if not args.json:
        tell(attempt, args.file.name, desk)
    else:
        print(as_json.written(content(attempt, desk.speech)))
        if isinstance(attempt.outcome, Refused) and attempt.status == REFUSED:
            desk.speech.refuse(attempt.outcome.key, **attempt.outcome.params)
    if attempt.examined:
        _about_profiles(args, attempt, actor, desk)
    return attempt.status


def _request(args: argparse.Namespace, desk: Desk) -> Request | Refused:
    """What is asked of the file; refused where there is no such file, plan or profile."""
    if not args.file.is_file():
        return Refused("refusal.file_unreadable", {"file": str(args.file)})
    plan = desk.plan(args.plan) if args.plan else None
    if isinstance(plan, Refused):
        return plan
    profile = chosen_profile(args.profile, desk) if args.profile else None
    if isinstance(profile, Refused):
        return profile
    choices = Choices(profile, dict(args.answers))
    if args.command == "import":
        on_change = OnChange(args.changed) if args.changed else OnChange.REFUSE
        choices = replace(choices, keep_good_rows=args.keep_good_rows, on_change=on_change)
    return Request(args.file, args.file.name, plan, choices, desk.now.astimezone().date())


def _looked(request: Request, desk: Desk) -> Examined | Refused:
    with looking(desk.speech) as (reader, _):
        return _examined(request, reader)


def _examined(request: Request, reader: Looking) -> Examined | Refused:
    found = reader.examine(request)
    return Refused(f"trouble.{found.key}", dict(found.params)) if isinstance(found, Trouble) else found


def _previewed(request: Request, actor: Actor, desk: Desk) -> Attempt:
    with looking(desk.speech) as (reader, line):
        found = intake.preview(desk.home, request, actor, desk.now, reader, line.told)
    if isinstance(found, Refused):
        return Attempt(None, found)
    if isinstance(found.outcome, Imported) and found.examined.proposal.problems:
        return Attempt(found.examined, None)
    return Attempt(found.examined, found.outcome, found.before, found.after, warnings=found.strange)


def _saved(args: argparse.Namespace, request: Request, actor: Actor, desk: Desk) -> Attempt:
    """Look at the file in a process of its own, and save it if nothing is open: while its rows are still there."""
    with looking(desk.speech) as (reader, line):
        found = _examined(request, reader)
        if isinstance(found, Refused):
            return Attempt(None, found)
        if known := _known(found, request, desk):
            return Attempt(found, known)
        if found.proposal.questions or found.proposal.problems:
            return Attempt(found, None)
        if args.save_profile:
            found = _named(found, args.save_profile)
        if not args.json:
            line.wipe()
            _tell_examples(args.plan, desk)
        outcome = intake.save(
            desk.home,
            request,
            found,
            actor,
            desk.now,
            line.told,
            agreed=lambda strange: all_checked(strange, args.checked),
        )
        return Attempt(found, outcome)


def _known(examined: Examined, request: Request, desk: Desk) -> Refused | None:
    """The refusal of a file that is in the ledger already; nobody has to answer questions about it first."""
    snapshot = desk.home.store.snapshot()
    if isinstance(snapshot, NoSnapshot) or request.plan is None:
        return None
    return already_live(snapshot, request.plan.id, examined.sha256)


def _kept(attempt: Attempt, desk: Desk) -> tuple[RowProblem, ...]:
    """What was wrong with the rows of a file that was saved without them."""
    snapshot = desk.home.store.snapshot()
    if attempt.dry_run or not isinstance(attempt.outcome, Imported) or isinstance(snapshot, NoSnapshot):
        return ()
    return kept_problems(snapshot, attempt.outcome.batch)


def _named(examined: Examined, name: str) -> Examined:
    """The same, with a name for the profile."""
    proposal = examined.proposal
    return replace(examined, proposal=replace(proposal, profile=replace(proposal.profile, name=name)))


def _about_profiles(args: argparse.Namespace, attempt: Attempt, actor: Actor, desk: Desk) -> None:
    """Save the profile of a file that was saved; for a file with questions, name a saved one that fits."""
    examined, speech = attempt.examined, desk.speech
    if examined is None:
        return
    if isinstance(attempt.outcome, Imported) and args.save_profile:
        saved = intake.save_profile(desk.home, examined.proposal.profile, actor)
        if isinstance(saved, Refused):
            speech.refuse(saved.key, **saved.params)
        else:
            speech.complain(speech.say("cli.import.profile_saved", name=shlex.quote(saved.name)))
    elif examined.proposal.questions and not args.profile:
        for fitting in intake.fitting_profiles(desk.home, examined)[:1]:
            speech.refuse("cli.import.fitting", name=shlex.quote(fitting.name))


def _tell_examples(plan_id: str, desk: Desk) -> None:
    snapshot = desk.opened()
    if snapshot and any(one.live and one.example for one in queries.batches(snapshot, plan_id)):
        desk.speech.tell("cli.import.examples_leave", plan=plan_id)


def _generation(desk: Desk) -> int | None:
    """The generation that counts now."""
    snapshot = desk.home.store.snapshot()
    return None if isinstance(snapshot, NoSnapshot) else snapshot.generation
