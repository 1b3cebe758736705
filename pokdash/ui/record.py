"""The record of a plan: documents, timeline, gates, people, contradictions and gaps."""

from __future__ import annotations

import calendar
import datetime as dt

from pokdash.domain.plan import Plan
from pokdash.domain.plan_record import FindingKind, Gate
from pokdash.ui import parts, provenance
from pokdash.ui.cached import Facts
from pokdash.ui.part_detail import due
from pokdash.ui.say import listed, say, say_count, words


def heading(known: Facts) -> None:
    """Whether our amounts tie, how often the documents contradict themselves, and what they leave out."""
    kinds = [finding.kind for finding in known.plan.findings]
    tied = say("record.tied") if all(check.ok for check in known.checks) else say("record.not_tied")
    contradictions = say_count("record.contradictions", kinds.count(FindingKind.CONTRADICTION))
    gaps = say_count("record.gaps", kinds.count(FindingKind.GAP))
    parts.html("lead.html", sentence=f"{tied} {contradictions}, {gaps}.", lines=[])


def documents(plan: Plan) -> None:
    """Every document with its standing; also those that are named but that we do not have."""
    parts.html("documents.html", documents=plan.documents)


def timeline(plan: Plan) -> None:
    """Decisions, proposals and advice in order of time, then what has not happened yet."""
    events = sorted(plan.timeline, key=lambda event: (event.when is None, event.when or ""))
    parts.html("timeline.html", events=[(event, provenance.quote(plan, event.source)) for event in events])


def past_due(gate: Gate, as_of: dt.date) -> bool:
    """Whether a gate's due date has passed while its outcome is unknown; a year is due on its last day."""
    if gate.due is None or gate.outcome is not None:
        return False
    numbers = [int(part) for part in gate.due.split("-")]
    year, month = numbers[0], numbers[1] if len(numbers) > 1 else 12
    day = numbers[2] if len(numbers) > 2 else calendar.monthrange(year, month)[1]
    return dt.date(year, month, day) < as_of


def gates(plan: Plan, as_of: dt.date) -> None:
    """Studies and decisions on which spending waits, or that bear on a line."""
    names = {line.code: f"{line.number}. {line.name}" if line.number else line.name for line in plan.lines}
    rows = [
        (
            words(gate.what),
            say("gates.all_lines") if len(gate.lines) == len(plan.lines) else listed([names[c] for c in gate.lines]),
            due(gate.due),
            words(gate.outcome) if gate.outcome else "",
            past_due(gate, as_of),
            say(f"gates.effect_{gate.effect}"),
            provenance.quote(plan, gate.source),
        )
        for gate in plan.gates
    ]
    parts.html("gates.html", rows=rows)


def people(plan: Plan) -> None:
    """The bodies and persons whom the documents name, with the words that name them."""
    named = [(body.name, words(body.role), provenance.quote(plan, body.source)) for body in plan.bodies]
    named += [(person.name, words(person.role), provenance.quote(plan, person.source)) for person in plan.persons]
    parts.html("people.html", named=named)


def findings(known: Facts) -> None:
    """Contradictions and gaps, and what we do with each; also what is left out of the sums."""
    rows = [
        (f.kind, words(f.what), words(f.handling), [provenance.quote(known.plan, quote) for quote in f.quotes])
        for f in sorted(known.plan.findings, key=lambda finding: finding.kind)
    ]
    left_out = provenance.excluded(known.position)
    parts.html("findings.html", rows=rows, left_out=left_out)


def after(plan: Plan) -> None:
    """What the documents say about the time after the plan, and how the council is kept informed."""
    rows: list[tuple[str, provenance.Quote | None]] = [
        (words(report.what), provenance.quote(plan, report.source)) for report in plan.reporting
    ]
    if plan.after_plan:
        quote = provenance.quote(plan, plan.after_plan.source) if plan.after_plan.source else None
        rows.append((words(plan.after_plan.what), quote))
    parts.html("after.html", rows=rows)
