"""What a page says of an outcome: one notice when it worked, one for everything that is wrong when it did not."""

from __future__ import annotations

from pokdash.domain.notice import Notice
from pokdash.domain.plan_problem import PlanProblem
from pokdash.intake.outcome import Changed, PlansLoaded, Refused, Unchanged

MOST = 20


def notices(outcome: Changed | Unchanged | PlansLoaded | Refused, done: str) -> tuple[Notice, ...]:
    """The notices of an outcome; `done` is the text key for a change that was made."""
    if isinstance(outcome, Refused):
        return (Notice(ok=False, key=outcome.key, params=dict(outcome.params)),)
    if isinstance(outcome, PlansLoaded):
        return _of_plans(outcome, done)
    if isinstance(outcome, Unchanged):
        return (Notice(ok=True, key="manage.nothing_changed"),)
    made_way = (Notice(ok=True, key="manage.made_way"),) if outcome.removed_examples else ()
    return (*made_way, Notice(ok=True, key=done))


def _of_plans(outcome: PlansLoaded, done: str) -> tuple[Notice, ...]:
    loaded = ", ".join(f"{plan} ({version})" for plan, version in outcome.loaded)
    good = Notice(ok=True, key=done, params={"loaded": loaded}) if loaded else Notice(ok=True, key="manage.unchanged")
    broken = tuple(_of_problem(folder, problem) for folder, problem in outcome.problems[:MOST])
    if not broken:
        return (good,)
    kept = Notice(ok=False, key="manage.broken", params={"count": len(outcome.problems)})
    return (*((good,) if loaded else ()), kept, *broken)


def _of_problem(folder: str, problem: PlanProblem) -> Notice:
    file = f"{folder}/{problem.file}" if problem.file else folder
    place = f"{file}: {problem.place}" if problem.place else file
    found = f" “{problem.found}”" if problem.found else ""
    return Notice(ok=False, key=f"plan_problem.{problem.problem}", params=dict(problem.params), place=place + found)
