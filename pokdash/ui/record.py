"""The record of a plan: documents, timeline, people, contradictions and gaps."""

from __future__ import annotations

from pokdash.domain.checks import tally
from pokdash.domain.plan import Plan
from pokdash.domain.plan_record import FindingKind
from pokdash.ui import explanation, parts, provenance
from pokdash.ui.cached import Facts
from pokdash.ui.gates import lines_named
from pokdash.ui.say import say, say_count, words


def heading(known: Facts) -> None:
    """Whether our amounts tie, how often the documents contradict themselves, and what they leave out."""
    kinds = [finding.kind for finding in known.plan.findings]
    tied = say("record.not_tied") if tally(known.checks).wrong else say("record.tied")
    contradictions = _recorded("record.contradictions", kinds.count(FindingKind.CONTRADICTION))
    gaps = _recorded("record.gaps", kinds.count(FindingKind.GAP))
    parts.html("lead.html", sentence=f"{tied} {contradictions}, {gaps}.", lines=[])


def _recorded(key: str, count: int) -> str:
    """How many findings we recorded; none does not mean that the documents have none."""
    return say_count(key, count) if count else say(f"{key}.none")


def documents(plan: Plan) -> None:
    """Every document with its standing; also those that are named but that we do not have."""
    parts.html("documents.html", documents=plan.documents)


def timeline(plan: Plan) -> None:
    """Decisions, proposals and advice in the order of the plan, which is that of time."""
    if not plan.timeline:
        return
    events = [(event, provenance.quote(plan, event.source)) for event in plan.timeline]
    parts.html("timeline.html", events=events)


def people(plan: Plan) -> None:
    """The bodies and persons whom the documents name, with the words that name them."""
    named = [(body.name, words(body.role), provenance.quote(plan, body.source)) for body in plan.bodies]
    named += [(person.name, words(person.role), provenance.quote(plan, person.source)) for person in plan.persons]
    if named:
        parts.html("people.html", named=named)


def findings(known: Facts) -> None:
    """Contradictions and gaps, and what we do with each; also what is left out of the sums."""
    plan = known.plan
    rows = [
        (f, words(f.what), lines_named(plan, f.lines), [provenance.quote(plan, source) for source in f.quotes])
        for f in sorted(plan.findings, key=lambda finding: finding.kind)
    ]
    left_out = explanation.excluded(known.position)
    parts.html("findings.html", rows=rows, left_out=left_out)


def after(plan: Plan) -> None:
    """What the documents say about the time after the plan, and how the council is kept informed."""
    rows: list[tuple[str, provenance.Quote | None]] = [
        (words(report.what), provenance.quote(plan, report.source)) for report in plan.reporting
    ]
    if plan.after_plan:
        quote = provenance.quote(plan, plan.after_plan.source) if plan.after_plan.source else None
        rows.append((words(plan.after_plan.what), quote))
    if rows:
        parts.html("after.html", rows=rows)
