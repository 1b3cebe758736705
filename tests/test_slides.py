"""Which slides a presentation has: they follow from the plan, its position and its years."""

from __future__ import annotations

import datetime as dt

import builders
from builders import allocation, carry_over, gate, ledger, line, spent
from hypothesis import given
from hypothesis import strategies as st
from plan_strategies import days, ledgers, plans

from pokdash.domain.ledger import Ledger
from pokdash.domain.measure import position
from pokdash.domain.plan import Plan
from pokdash.domain.plan_record import Gate
from pokdash.domain.slides import ROWS, Message, Slide, slides
from pokdash.domain.status import needs_attention
from pokdash.domain.year_panel import year_panels

AS_OF = dt.date(2026, 9, 30)


def shown(plan: Plan, booked: Ledger, as_of: dt.date = AS_OF) -> tuple[Slide, ...]:
    return slides(plan, position(plan, 1, booked, as_of), year_panels(plan, booked, as_of))


def names(plan: Plan, booked: Ledger) -> list[str]:
    return [slide.name for slide in shown(plan, booked)]


def test_total_lines_course_and_years_come_before_what_needs_attention() -> None:
    found = names(builders.sudwest_fryslan(), ledger([spent("1", "2026-09", 560_000)]))
    assert found[:4] == ["total", "lines", "lines-2", "burn-down"]
    assert found[4:7] == ["year-2024", "year-2025", "year-2026"]  # 2027 has to begin
    assert "year-2027" not in found
    assert "line-1" in found
    assert len(set(found)) == len(found)


def test_what_is_set_aside_is_no_row_and_six_rows_are_a_slide() -> None:
    lines = [line(str(number), [allocation(100, 2026)]) for number in range(1, 9)]
    aside = line("c", [allocation(100, 2026)], group="claims")
    more = {"groups": [{"code": "claims", "name": "Claims", "designated": True}, {"code": "lines", "name": "Lines"}]}
    found = [one for one in shown(builders.plan([aside, *lines], **more), ledger()) if one.message is Message.LINES]
    assert [(one.name, one.lines) for one in found] == [("lines", tuple("123456")), ("lines-2", ("7", "8"))]


def test_a_single_line_is_the_total_and_years_without_an_amount_of_their_own_are_no_slide() -> None:
    found = names(builders.dordrecht(), ledger([spent("wijkteams", "2023-05", 500)]))
    assert found[:2] == ["total", "burn-down"]
    assert not [name for name in found if name.startswith(("line", "year"))]


def test_what_asks_for_a_decision_is_asked() -> None:
    late = {**gate("a"), "due": "2025"}
    moved = carry_over(2025, 2026, 10, "proposed", deadline="2026-12-31")
    more = {"gates": [late, gate("b")], "carry_overs": [moved, carry_over(2024, 2025, 5)]}
    plan = builders.plan([line("a", [allocation(100, 2026)]), line("b", [allocation(100, 2026)])], **more)
    (asked,) = [one for one in shown(plan, ledger()) if one.message is Message.DECISIONS]
    assert [one.id if isinstance(one, Gate) else one for one in asked.decisions] == ["gate-a", plan.carry_overs[0]]
    assert "decisions" not in names(builders.plan([line("a", [allocation(100, 2026)])]), ledger())


@given(st.data())
def test_every_line_that_needs_attention_has_a_slide_and_no_slide_has_too_many_rows(data: st.DataObject) -> None:
    plan = data.draw(plans())
    booked, as_of = data.draw(ledgers(plan)), data.draw(days)
    found = shown(plan, booked, as_of)
    told = {slide.about for slide in found if slide.message is Message.LINE}
    lines = position(plan, 1, booked, as_of).lines
    assert told == ({line.code for line in lines if needs_attention(line)} if len(lines) > 1 else set())
    assert len({slide.name for slide in found}) == len(found)
    assert all(max(len(slide.lines), len(slide.decisions)) <= ROWS for slide in found)
