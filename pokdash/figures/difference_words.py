"""What differs between two versions of a plan, in words."""

from __future__ import annotations

from decimal import Decimal

from pokdash.domain.plan_changes import Amendment, CarryOver, Estimate, Phasing
from pokdash.domain.plan_diff import Value
from pokdash.texts import date, euro, text


def difference_said(value: Value, language: str) -> str:
    """An amount, a name, or a record in short; a dash for what was or is not there."""

    def amount(of: Decimal | None) -> str:
        return text(language, "unknown.amount") if of is None else euro(of, language, cents=True)

    if isinstance(value, Decimal):
        return amount(value)
    if isinstance(value, Phasing):
        method, kind = text(language, f"phasing_method.{value.method}"), text(language, f"phasing_kind.{value.kind}")
        return f"{method}, {value.first_month} \u2013 {value.last_month} ({kind})"
    if isinstance(value, CarryOver):
        status = text(language, f"carry_over_status.{value.status}")
        return f"{value.from_year} \u203a {value.to_year}: {amount(value.amount.value)}, {status}"
    if isinstance(value, Amendment):
        return f"{date(value.on, language)}: {amount(value.delta.value)}, {value.decision}"
    if isinstance(value, Estimate):
        return " \u2013 ".join(amount(of) for of in (value.low, value.likely, value.high))
    return str(value) if value is not None else "\u2013"
