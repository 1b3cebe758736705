"""What a scenario changes, who may decide about it, and what changed under it: in sentences, and for a program."""

from __future__ import annotations

from collections.abc import Iterator

from pokdash.cli import as_json
from pokdash.cli.desk import Desk
from pokdash.cli.scenario_asked import Laid, Table, began
from pokdash.domain.apart import Apart
from pokdash.domain.mandate_check import MandateCheck, mandate_check
from pokdash.domain.month import first_day, parsed_month
from pokdash.domain.scenario import WHOLE_PACE, CourseChange
from pokdash.domain.scenario_drift import Drift, Stand, drift


def sentences(desk: Desk, table: Table, one: Laid) -> Iterator[str]:
    """Whose it is and what it starts from, what it changes beside amounts, who decides, and what changed under it."""
    say, plan = desk.speech.say, table.measuring.plan
    if one.saved:
        saved, start = one.saved, one.saved.start
        on = saved.saved_at.astimezone().date()
        yield f"{say(f'scenario.whose_{saved.label.whose}')}, " + say(
            "scenario.by", author=saved.author, on=on, version=saved.version
        )
        yield from [saved.label.note] if saved.label.note else []
        yield say("scenario.start", as_of=start.as_of, version=start.plan_version)
        yield from _moved(desk, table, one)
    if extra := one.scenario.extra:
        key = "scenario.extra" if extra > 0 else "scenario.less"
        yield say(key, amount=abs(extra), source=one.scenario.extra_source or "?")
    for change in one.scenario.amounts:
        if change.year and change.delta:
            name = say("what_if.board.of_year", name=plan.line(change.line).name, year=str(change.year))
            yield f"{name}: {'+' if change.delta > 0 else ''}{desk.speech.amount(change.delta)}"
    for course in one.scenario.courses:
        yield ", ".join(_course(desk, plan.line(course.line).name, course))
    if one.outcome is not None:
        yield say(f"mandate.decides_{_check(table, one).decides}", letter=one.name)


def content(desk: Desk, table: Table, one: Laid) -> dict[str, object]:
    """The same for a program; `moved` is None for a file, and where the start of a scenario is not known."""
    stand = began(desk, one.saved) if one.saved else None
    check = _check(table, one) if one.outcome is not None else None
    return {
        "extra": as_json.amount(one.scenario.extra),
        "extra_source": one.scenario.extra_source,
        "amounts": [
            {"line": change.line, "year": change.year, "delta": as_json.amount(change.delta)}
            for change in one.scenario.amounts
        ],
        "courses": [course.model_dump(mode="json") for course in one.scenario.courses],
        "decides": check.decides.value if check else None,
        "moved": _drift_content(_drift(table, one, stand)) if stand else None,
    }


def _check(table: Table, one: Laid) -> MandateCheck:
    return mandate_check(table.measuring.plan, one.scenario)


def _drift(table: Table, one: Laid, stand: Stand) -> Drift | None:
    return drift(stand, Stand.of(table.measuring), one.scenario)


def _drift_content(found: Drift | None) -> dict[str, object]:
    if found is None:
        return {"same": True}
    return {
        "same": False,
        "apart": [why.value for why in found.apart],
        "spent": as_json.amount(found.spent),
        "allocated": as_json.amount(found.allocated),
        "ends": [
            {"line": one.line, "before": as_json.amount(one.before), "now": as_json.amount(one.now)}
            for one in found.ends
        ],
    }


def _moved(desk: Desk, table: Table, one: Laid) -> Iterator[str]:
    say, stand = desk.speech.say, began(desk, one.saved) if one.saved else None
    found = _drift(table, one, stand) if stand else None
    if stand is None or found is None:
        yield say("scenario.moved_unknown" if stand is None else "scenario.same")
        return
    yield say("scenario.moved_earlier" if Apart.EARLIER in found.apart else "scenario.moved", as_of=stand.as_of)
    yield from (say(f"scenario.moved_{why}") for why in found.apart if why is not Apart.EARLIER)
    if found.spent:
        yield say("scenario.moved_spent" if found.spent > 0 else "scenario.moved_corrected", amount=abs(found.spent))
    if found.allocated:
        yield say("scenario.moved_amounts", amount=abs(found.allocated))


def _course(desk: Desk, name: str, course: CourseChange) -> Iterator[str]:
    say = desk.speech.say
    pace = say("scenario.course_pace", name=name, pace=course.pace)
    yield pace if course.pace != WHOLE_PACE or course.first_month or course.last_month else name
    for key, written in (("first", course.first_month), ("last", course.last_month)):
        if written:
            yield say(f"scenario.course_{key}", month=f"{first_day(parsed_month(written)):%Y-%m}")
    if course.left_over:
        yield say(f"what_if.board.left_over_{course.left_over}")
