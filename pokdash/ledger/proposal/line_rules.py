"""On which line of the plan rows go: by rules and names that are known, and a question for every other value."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from pokdash.domain.plan import Plan
from pokdash.ledger.conversion.statements import cell_name
from pokdash.ledger.profile import NOT_IN_PLAN, RULE_FIELDS, Filling, Profile, Rule, Sentence, field_term
from pokdash.ledger.proposal.draft import Draft
from pokdash.ledger.proposal.model import Answer, Question

MOST = 1000
"""Values of a field that are asked about; what comes after them is asked when these are answered."""
_SHOWN = 4
_ASKED_FIELDS = RULE_FIELDS[:-2]
_WITHOUT_COLUMN = "line"  # where no column says it, this is empty in every row: one question is about them all


def find_lines(draft: Draft) -> None:
    """Put a rule for every value into the profile; the answer to `rule.<field>=*` holds for all that are left."""
    plan = draft.subject.plan
    if plan is None:
        return
    draft.read_as(draft.profile)
    field = _field(draft) or _WITHOUT_COLUMN
    if field != "line" and not draft.fits:
        _by_names(draft, field)
    draft.read_as(draft.profile)
    values = draft.rows("unmapped", field=cell_name(field), most=str(MOST))
    if not values:
        if draft.fits:
            draft.know("rules")
        elif not draft.is_open("line.column"):
            draft.prove("rules", "rules_complete", field=field_term(field))
        return
    _ask_each(draft, plan, field, values)


def _field(draft: Draft) -> str | None:
    """The field that says where a row belongs: of the known rules, with names of the plan, the only one, or asked."""
    present = [name for name in _ASKED_FIELDS if draft.profile.column(name)]
    known = [rule.field for rule in draft.profile.rules if draft.profile.column(rule.field)]
    if known and "line" not in present:
        return known[0]
    if "line" in present:
        return "line"
    present = _filled(draft, present) or present[:1]
    if len(present) < 2:
        return next(iter(present), None)
    naming = [name for name in present if draft.rows("plan_names", field=cell_name(name))]
    if naming:
        return naming[0]
    readings = tuple(Answer(name, _meaning(draft, name)) for name in present)
    return draft.ask(Question("rule.field", "rules", Sentence("question.rule_field"), readings))


def _meaning(draft: Draft, name: str) -> Sentence:
    """A field, with the first of what stands in it."""
    values = draft.rows("first_values", field=cell_name(name), most=str(_SHOWN))
    words = ", ".join(value for (value,) in values)
    return Sentence("question.column.means_with", {"field": field_term(name), "words": words})


def _filled(draft: Draft, names: list[str]) -> list[str]:
    """The fields that at least one row has; a column that is always empty says nothing."""
    if not names:
        return []
    counted = ", ".join(f"count(*) filter ({cell_name(name)} <> '')" for name in names)
    (counts,) = draft.rows("counted_fields", counted=counted)
    return [name for name, count in zip(names, counts, strict=True) if count]


def _by_names(draft: Draft, field: str) -> None:
    """Values that are a name of the plan themselves; a number is also the code of a line by chance, so it is asked."""
    known = {rule.value.lower() for rule in draft.profile.rules if rule.field == field}
    for value, code, rows in draft.rows("plan_names", field=cell_name(field)):
        if value.lower() not in known and not value.isdigit():
            draft.change(rules=(*draft.profile.rules, Rule(field, value, code)))  # type: ignore[arg-type]
            draft.prove("rules", "rule_name", value=value, line=code, count=rows)


def _ask_each(draft: Draft, plan: Plan, field: str, values: list[tuple[str, int, Decimal, int, str]]) -> None:
    everything = draft.given.get(f"rule.{field}=*")
    lines = {line.code for line in plan.lines} | {NOT_IN_PLAN}
    others = _other_sums(draft, field)
    for value, rows, total, row, name in values:
        key = f"rule.{field}={value}"
        if everything in lines and key not in draft.given:
            draft.used[f"rule.{field}=*"] = str(everything)
            line = str(everything)
        else:
            line = draft.ask(_question(draft, plan, field, (value, rows, total, row, name), others.get(value.lower())))
        if not draft.is_open(key):
            draft.change(rules=(*draft.profile.rules, Rule(field, value, line)))  # type: ignore[arg-type]


def _question(
    draft: Draft, plan: Plan, field: str, found: tuple[str, int, Decimal, int, str], other: Decimal | None
) -> Question:
    value, rows, total, row, name = found
    params: dict[str, Filling] = {
        "field": field_term(field),
        "value": value,
        "count": rows,
        "row": row,
        "amount": total,
    }
    key = "question.rule" if value else "question.rule_empty" if draft.profile.column(field) else "question.rule_all"
    if name and name != value:
        key, params = "question.rule_named", {**params, "name": name}
    if other not in (None, total):
        key, params = f"{key}_two", {**params, "other": other or Decimal(0)}
    readings = [
        Answer(line.code, Sentence("question.rule_line", {"code": line.code, "name": line.name}), total)
        for line in plan.lines
    ]
    readings.append(Answer(NOT_IN_PLAN, Sentence("profile.said.not_in_plan"), Decimal(0)))
    return Question(f"rule.{field}={value}", "rules", Sentence(key, params), tuple(readings))


def _other_sums(draft: Draft, field: str) -> dict[str, Decimal]:
    """The sums under the other reading of the marks, while that question is open."""
    if not draft.is_open("amount.marks"):
        return {}
    marks = draft.profile.marks
    turned = replace(
        marks,
        decimal="." if marks.decimal == "," else ",",
        thousands=marks.decimal,
        three_digits=marks.three_digits or "decimals",
    )
    swapped: Profile = replace(draft.profile, marks=turned)
    draft.read_as(swapped)
    sums = {
        value.lower(): total for value, _, total, _, _ in draft.rows("unmapped", field=cell_name(field), most=str(MOST))
    }
    draft.read_as(draft.profile)
    return sums
