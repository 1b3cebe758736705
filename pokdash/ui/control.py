"""What becomes of every row of a file, before anything is saved: saved, left out and why, rejected, changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal

import streamlit as st

from pokdash.domain.money import total
from pokdash.domain.plan import Plan
from pokdash.intake import Choices, Conversion, Imported, PersonalData, Preview, Refused, repeats
from pokdash.ledger.proposal import PERSONAL_DATA
from pokdash.ui import control_changed, control_rejected, parts
from pokdash.ui.say import listed, number, say, say_count

_WAYS = ("leave_out", "keep")
_PERSONAL = "control-personal"
Choose = Callable[[Choices], None]


@dataclass(frozen=True, slots=True)
class Counts:
    """Rows of the file: read, and the three parts that add up to that; `kept_total` in euro."""

    read: int
    kept: int
    left_out: int
    rejected: int
    kept_total: Decimal


def draw(preview: Preview, plan: Plan, choices: Choices, choose: Choose) -> None:
    """Everything that saving would do with the rows, and the choices about it; nothing while questions are open."""
    conversion, outcome = preview.examined.conversion, preview.outcome
    if conversion is None:
        return
    found, example = counts(conversion, outcome), preview.examined.example
    parts.html("control_tiles.html", counts=found, saving=isinstance(outcome, Imported))
    if found.rejected:
        aside = outcome.set_aside if isinstance(outcome, Imported) else ()
        control_rejected.draw(preview.examined, conversion, found.rejected, aside)
    if isinstance(outcome, Refused) and outcome.problems and outcome.problems != conversion.problems:
        control_rejected.in_the_way(outcome)
    if found.left_out:
        _left_out(conversion, outcome, found.left_out, example=example)
    _repeats(conversion)
    if isinstance(outcome, Imported) and (outcome.changed_count or outcome.gone_count):
        control_changed.draw(outcome, plan)
    if preview.examined.proposal.profile.column("description"):
        _personal_data(conversion.personal_data, choices, choose)
    if conversion.by_line_and_year:
        _lines_and_years(conversion, plan, example=example)


def counts(conversion: Conversion, outcome: Imported | Refused | None) -> Counts:
    """As saving counts them; where nothing can be saved, as the file was read."""
    if isinstance(outcome, Imported):
        kept = outcome.rows - outcome.rows_left_out - outcome.rows_rejected
        amount = total([outcome.total, -outcome.total_duplicates])
        return Counts(outcome.rows, kept, outcome.rows_left_out, outcome.rows_rejected, amount)
    loaded, left_out, rejected = conversion.loaded, conversion.left_out, conversion.rejected
    return Counts(conversion.rows_read, loaded.rows, left_out.rows, rejected.rows, loaded.total)


def _repeats(conversion: Conversion) -> None:
    """Rows that count although they repeat others."""
    for told in repeats(conversion, None):
        sentence = say(f"repeats.{told.key}", count=number(told.count), total=told.total, first=listed([*told.first]))
        parts.message("warning", sentence)


def _left_out(conversion: Conversion, outcome: Imported | Refused | None, rows: int, *, example: bool) -> None:
    """Why rows were left out, with counts, and the rows themselves on request."""
    reasons = [(part.rows, say(f"left_out.{reason}")) for reason, part in conversion.reasons.items()]
    if isinstance(outcome, Imported):
        same, changed = control_changed.known(conversion, outcome)
        known = [(same, say("control.known")), (changed, say("control.changed.known"))]
        reasons = [*((count, reason) for count, reason in known if count), *reasons]
    parts.html("control_left_out.html", rows=rows, reasons=reasons)
    if not conversion.left_out_rows:
        return
    cells: list[list[parts.Cell]] = [
        [str(row.line), say(f"left_out.{row.reason}"), "" if row.amount is None else row.amount]
        for row in conversion.left_out_rows
    ]
    columns = [say(f"control.{name}") for name in ("row", "reason", "amount")]
    shown, count = len(cells), conversion.left_out.rows
    note = say("control.first_rows", shown=number(shown), count=number(count)) if shown < count else ""
    table = parts.Table(columns, cells, note=note)
    parts.table(say("control.left_out_file"), say("control.left_out_rows"), table, example=example)


def _personal_data(found: PersonalData, choices: Choices, choose: Choose) -> None:
    """What looks like personal data in descriptions, whether it stays out, and what nobody looked for."""
    seen = {"ibans": found.ibans, "citizen_numbers": found.citizen_numbers, "addresses": found.addresses}
    told = [say_count(f"control.{name}", count) for name, count in seen.items() if count]
    parts.html("heading.html", level=3, title=say("control.personal"), note=say("control.personal_limits"))
    if not told:
        return
    rows = listed([str(row) for row in found.first_rows])
    parts.message("info", say("control.personal_found", found=listed(told), rows=rows))
    st.session_state[_PERSONAL] = _WAYS[0] if found.left_out else _WAYS[1]

    def chosen() -> None:
        choose(replace(choices, answers={**choices.answers, PERSONAL_DATA: st.session_state[_PERSONAL]}))

    st.radio(
        say("control.personal_question"),
        _WAYS,
        format_func=lambda way: say(f"control.personal_{way}"),
        key=_PERSONAL,
        on_change=chosen,
        horizontal=True,
    )


def _lines_and_years(conversion: Conversion, plan: Plan, *, example: bool) -> None:
    """What the good rows come to, by line, fiscal year and kind."""
    names = {line.code: line.name for line in plan.lines}
    order = {code: place for place, code in enumerate(names)}
    found = sorted(
        conversion.by_line_and_year.items(), key=lambda pair: (order[pair[0][1]], pair[0][2] or 0, pair[0][0])
    )
    cells: list[list[parts.Cell]] = [
        [names[line], str(year or ""), say(f"control.kind_{kind}"), number(part.rows), part.total]
        for (kind, line, year), part in found
    ]
    columns = [say(f"control.{name}") for name in ("line", "year", "kind", "bookings", "amount")]
    with st.expander(say("control.by_line_title")):
        parts.html("table.html", caption=say("control.by_line_title"), table=parts.Table(columns, cells))
        parts.download(say("control.by_line_file"), columns, cells, example=example)
