"""Controle: what would be saved, left out and rejected, what changed, and whether it ties with the administration."""

from __future__ import annotations

import streamlit as st

from pokdash.intake import Conversion, Imported, OnChange, Preview, Refused
from pokdash.ledger import RowProblem
from pokdash.ui import data_effect, data_rejected, data_total, parts
from pokdash.ui.data_desk import Desk, Here
from pokdash.ui.data_values import difference, written
from pokdash.ui.say import euro, number, say, say_count

_PRIVACY = "privacy.description"
"""Key of the answer that keeps personal data in descriptions; nobody is asked for it."""
_FEW = 15  # rows of a table that is not folded


def sentence(found: Preview) -> str:
    """How many bookings can be added, and how many rows cannot."""
    conversion, outcome = found.examined.conversion, found.outcome
    if isinstance(outcome, Imported) and conversion:
        good = _can_be_added(conversion, outcome)
        wrong = outcome.rows_rejected
        return f"{good} {say_count('data.cannot', wrong)}" if wrong else good
    return say("data.title_refused")


def _good(conversion: Conversion, outcome: Imported) -> int:
    return conversion.rows_read - outcome.rows_left_out - outcome.rows_rejected


def _can_be_added(conversion: Conversion, outcome: Imported) -> str:
    """With its sum, unless rows are known already: their part of the sum is not told before it is saved."""
    count = _good(conversion, outcome)
    if outcome.duplicates or outcome.changed_count:
        return say_count("data.new_rows", count)
    return say_count("data.can_be_added", count, total=outcome.total)


def draw(desk: Desk, found: Preview, here: Here) -> None:
    """The whole step; buttons first, so that they stand where they stood while the tables grow."""
    conversion = found.examined.conversion
    if conversion is None:
        return
    outcome = found.outcome
    with st.container(key="data-actions", horizontal=True):
        st.button(say("data.back"), key="data-back", on_click=desk.go_back)
        if isinstance(outcome, Imported):
            _save_buttons(desk, conversion, outcome, here)
    if desk.not_saved:
        parts.message("danger", say(desk.not_saved.key, **desk.not_saved.params))
        if desk.not_saved.problems:
            data_rejected.table(desk.not_saved.problems, say("data.rejected", count=desk.not_saved.problem_count))
    if isinstance(outcome, Refused):
        parts.message("danger", say(outcome.key, **outcome.params))
    with st.container(key="data-steps"):
        with st.container(key="data-left"):
            _left(desk, conversion, outcome, here)
        with st.container(key="data-right"):
            if isinstance(outcome, Imported) and found.after:
                data_effect.draw(here.plan, found.before, found.after, outcome)
            data_total.draw(conversion, outcome, desk.upload)
            parts.message("info", say("data.undo_always"))


def _save_buttons(desk: Desk, conversion: Conversion, outcome: Imported, here: Here) -> None:
    rejected = outcome.rows_rejected
    if rejected:
        st.button(
            say_count("data.save_good", _good(conversion, outcome)), key="data-save-good", on_click=desk.save,
            args=(here,), kwargs={"keep_good_rows": True},
        )  # fmt: skip
    st.button(
        say("data.save"), key="data-save", type="primary", disabled=bool(rejected), on_click=desk.save,
        args=(here,), kwargs={"keep_good_rows": False},
    )  # fmt: skip
    if rejected:
        parts.html("heading.html", level=None, title="", note=say_count("data.why_disabled", rejected))


def _left(desk: Desk, conversion: Conversion, outcome: Imported | Refused | None, here: Here) -> None:
    imported = outcome if isinstance(outcome, Imported) else None
    left_out = imported.rows_left_out if imported else conversion.left_out.rows
    rejected = imported.rows_rejected if imported else conversion.rejected.rows
    tiles = [
        ("read", number(conversion.rows_read), "", say("data.tile.read_note")),
        ("kept", number(conversion.rows_read - left_out - rejected), "=", say("data.tile.kept_note")),
        ("left_out", number(left_out), "+", say("data.tile.left_out_note")),
        ("rejected", number(rejected), "+", say("data.tile.rejected_note" if rejected else "data.tile.none_rejected")),
    ]
    parts.html("data_tiles.html", tiles=tiles)
    problems: tuple[RowProblem, ...] = conversion.problems
    if problems:
        data_rejected.draw(conversion)
    _left_out(conversion, imported)
    if imported:
        _changed(desk, imported)
    _personal_data(conversion, here, desk)
    _by_line_and_year(conversion, here)


def _left_out(conversion: Conversion, imported: Imported | None) -> None:
    """Why rows are no new bookings, the most frequent reason first, and the rows themselves."""
    known = imported.duplicates if imported else 0
    if not conversion.reasons and not known:
        return
    count = imported.rows_left_out if imported else conversion.left_out.rows
    parts.html("heading.html", level=2, title=say_count("data.left_out", count), note="")
    reasons = [(number(part.rows), say(f"left_out.{reason}")) for reason, part in conversion.reasons.items()]
    if known:
        reasons.insert(0, (number(known), say("data.known_already")))
    parts.html("data_reasons.html", reasons=reasons)
    rows = [[str(one.line), say(f"left_out.{one.reason}"), written(one.amount)] for one in conversion.left_out_rows]
    if rows:
        with st.expander(say("data.left_out_rows")):
            columns = [say("data.row"), say("data.why"), say("data.amount")]
            parts.html("data_table.html", caption=say("data.left_out_rows"), columns=columns, numbers={0, 2}, rows=rows)


def _changed(desk: Desk, outcome: Imported) -> None:
    """Bookings that an earlier batch has with other contents: old, new, and what is to be done with them."""
    if not outcome.changed_count:
        return
    parts.message("warning", say_count("data.changed_since", outcome.changed_count))
    rows = [
        [
            str(one.source_row), f"{one.booking_number} / {one.booking_line}", str(one.batch),
            say(f"profile.field.{different.field}"), written(different.live_value), written(different.value),
            difference(different.live_value, different.value),
        ]
        for one in outcome.changed[:_FEW] for different in one.differences if different.field != "description"
    ]  # fmt: skip
    names = ("row", "booking", "batch", "field", "old", "new", "difference")
    columns = [say(f"data.{name}") for name in names]
    parts.html("data_table.html", caption=say("data.changed_rows"), columns=columns, numbers={0, 2, 4, 5, 6}, rows=rows)
    choices = [OnChange.LEAVE, OnChange.CORRECT]
    chosen = st.radio(
        say("data.what_with_changed"), choices, index=choices.index(desk.on_change), horizontal=True,
        format_func=lambda choice: say(f"data.on_change_{choice}"), key=f"data-on-change-{desk.upload}",
    )  # fmt: skip
    if chosen and chosen is not desk.on_change:
        desk.on_change = chosen
        st.rerun()


def _personal_data(conversion: Conversion, here: Here, desk: Desk) -> None:
    """What the descriptions tell of persons; left out, unless this adviser keeps it."""
    found = conversion.personal_data
    if not (found.ibans or found.citizen_numbers or found.addresses):
        return
    parts.html("heading.html", level=2, title=say("data.privacy"), note="")
    counts = {"ibans": found.ibans, "citizen_numbers": found.citizen_numbers, "addresses": found.addresses}
    rows = ", ".join(map(str, found.first_rows))
    now = say("data.privacy_out" if found.left_out else "data.privacy_in")
    parts.html("heading.html", level=None, title="", note=f"{say('data.privacy_found', rows=rows, **counts)} {now}")
    choice = "keep" if found.left_out else "leave_out"
    st.button(
        say(f"data.privacy_{choice}"), key="data-privacy", on_click=desk.given(here.plan.id).__setitem__,
        args=(_PRIVACY, choice),
    )  # fmt: skip


def _by_line_and_year(conversion: Conversion, here: Here) -> None:
    names = {line.code: line.name for line in here.plan.lines}
    by_line = sorted(conversion.by_line_and_year.items(), key=lambda pair: (pair[0][1], pair[0][2] or 0, pair[0][0]))
    rows = [
        [names.get(code, code), "" if year is None else str(year), say(f"data.kind_{kind}"), number(part.rows),
         euro(part.total)]
        for (kind, code, year), part in by_line
    ]  # fmt: skip
    columns = [say(f"data.{name}") for name in ("part_of_plan", "year", "kind", "count", "amount")]
    title = say("data.by_line")
    period = ""
    if conversion.first_date and conversion.last_date:
        period = say("data.period", first=conversion.first_date, last=conversion.last_date)
    parts.html("heading.html", level=2, title=title, note=period)
    parts.html("data_table.html", caption=title, columns=columns, numbers={1, 3, 4}, rows=rows)
