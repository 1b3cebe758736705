"""The draft proposal: every amount is that of the scenario, no reason is invented, and both files say the same."""

from __future__ import annotations

import dataclasses
import datetime as dt
import io
import re
from decimal import Decimal

import builders
import docx
import pytest
from builders import ledger, promised, spent

from pokdash import texts
from pokdash.domain.mandate import Mandate, MandateRule
from pokdash.domain.measure import Measuring
from pokdash.domain.plan import Plan
from pokdash.domain.provenance import Source
from pokdash.domain.saved_scenario import Label, SavedScenario
from pokdash.domain.scenario import AmountChange, CourseChange, LeftOver, Scenario, StartingPoint, Whose
from pokdash.domain.what_if import outcome
from pokdash.domain.what_if_baseline import baseline
from pokdash.report.document import Document, Grid, Paragraph
from pokdash.report.markdown import as_markdown
from pokdash.report.proposal import Ground, proposal
from pokdash.report.word import as_word

AS_OF = dt.date(2026, 9, 30)
MOVED = Scenario(
    amounts=(AmountChange(line="1", delta=Decimal(-75000)), AmountChange(line="3", delta=Decimal(75000))),
    courses=(CourseChange(line="3", pace=80, left_over=LeftOver.LAPSE),),
)
SPENDING = [
    spent(line, month, amount)
    for line, amount in (("1", 10000), ("3", 30000))
    for month in ("2025-08", "2026-01", "2026-04", "2026-09")
]


def ground(plan: Plan | None = None) -> Ground:
    of = plan or builders.sudwest_fryslan()
    measuring = Measuring.of(of, ledger(SPENDING, [promised("3", 88000)], covered_until=AS_OF), AS_OF)
    return Ground(of, baseline(measuring), dt.date(2026, 9, 30), dt.date(2027, 12, 31), example=True, moved=False)


def saved(scenario: Scenario = MOVED) -> SavedScenario:
    start = StartingPoint(plan="sudwest-fryslan", plan_version=1, generation=3, as_of=AS_OF)
    label = Label("Meer voor *wijkteams* | <b>", Whose.OFFICIAL)
    at = dt.datetime(2026, 10, 6, 12, tzinfo=dt.UTC)
    return SavedScenario("0a1b2c3d4e", 3, label, "T. de Vries", scenario, start, at, 3, archived=False)


def made(scenario: Scenario = MOVED, plan: Plan | None = None) -> Document:
    return proposal(ground(plan), saved(scenario))


def words(document: Document, heading: str) -> str:
    section = next(one for one in document.sections if one.heading == heading)
    blocks = (block for block in section.blocks if isinstance(block, Paragraph))
    return "\n".join(
        "".join(piece if isinstance(piece, str) else f"[{piece.what}]" for piece in one.pieces) for one in blocks
    )


def test_the_decisions_name_every_change_with_its_amounts() -> None:
    told = words(made(), "Voorgesteld besluit").split("\n")
    assert told == [
        "Het bedrag voor 3 te verhogen met €\u00a075.000, van €\u00a0371.110 naar €\u00a0446.110;",
        "Het bedrag voor 1 te verlagen met €\u00a075.000, van €\u00a0563.224 naar €\u00a0488.224;",
        "Wat aan het einde van het jaar of de periode bij 3 overblijft, te laten vrijvallen.",
    ]


def test_the_table_and_the_cover_tie_to_the_scenario() -> None:
    document, found = made(), outcome(ground().baseline, MOVED)
    (grid,) = (block for section in document.sections for block in section.blocks if isinstance(block, Grid))
    rows = {row[0]: row[1:] for row in grid.rows}
    assert rows["3"] == ("€\u00a0371.110", "€\u00a0446.110", "+\u00a0€\u00a075.000")
    assert rows["Totaal"][0] == rows["Totaal"][1]
    assert len(grid.rows) == 10  # every line of this plan, and their sum
    assert "blijft binnen het totaal van €\u00a02.712.000" in words(document, "Dekking")
    end = found.line("3").end
    assert end is not None
    assert texts.estimate(abs(end)) in words(document, "Gevolgen per onderdeel")


def test_more_money_has_its_source_and_asks_for_confirmation() -> None:
    more = Scenario(
        amounts=(AmountChange(line="3", delta=Decimal(5000)),), extra=Decimal(5000), extra_source="algemene reserve"
    )
    document = made(more)
    assert "ten laste van: algemene reserve" in words(document, "Voorgesteld besluit")
    assert "€\u00a05.000 meer nodig" in words(document, "Dekking")
    assert "bevestiging van de dekking door de financieel adviseur" in document.fills


def test_what_nobody_knows_is_a_place_to_fill_in() -> None:
    assert made().fills[0] == "reden"
    assert "wie hierover besluit" in made().fills  # no rules: never a guess
    effects = words(made(), "Gevolgen per onderdeel")
    assert "Wat merkt de inwoner?" in effects
    assert "[wat stopt, later komt of kleiner wordt]" in effects
    assert "80% van het tempo" in effects


def test_the_rules_of_the_plan_decide_what_kind_of_proposal_it_is() -> None:
    words_of_rule = Source(document="besluit", place="artikel 4", quote="Ten hoogste zoveel per actielijn.")
    plan = builders.sudwest_fryslan()
    for limit, title in ((75000, "Collegevoorstel"), (74999, "Raadsvoorstel")):
        rule = Mandate(rule=MandateRule.PER_LINE, limit=Decimal(limit), source=words_of_rule)
        document = made(plan=plan.model_copy(update={"mandates": (rule,)}))
        assert document.title.startswith(title)
        assert "Ten hoogste zoveel per actielijn." in words(document, "Wie mag dit besluiten?")


def test_a_moved_starting_point_and_invented_bookings_are_said() -> None:
    about = proposal(dataclasses.replace(ground(), moved=True), saved()).about
    assert any("een ander uitgangspunt" in one for one in about)
    assert any("verzonnen voorbeeldgegevens" in one for one in about)


def test_a_scenario_that_changes_nothing_says_so() -> None:
    assert "Geen bedrag wijzigt" in words(made(Scenario()), "Voorgesteld besluit")


def test_signs_that_no_word_file_can_hold_do_not_stop_it() -> None:
    of = saved()
    pasted = dataclasses.replace(of, label=dataclasses.replace(of.label, name="twee\x0bregels\x00"))
    file = docx.Document(io.BytesIO(as_word(proposal(ground(), pasted))))
    assert any("twee regels" in one.text for one in file.paragraphs)


def test_the_word_file_says_what_the_markdown_says() -> None:
    document = made()
    markdown = as_markdown(document)
    file = docx.Document(io.BytesIO(as_word(document)))
    in_word = "\n".join(one.text for one in file.paragraphs)
    in_tables = [cell.text for table in file.tables for row in table.rows for cell in row.cells]
    plain = re.sub(r"\\(.)", r"\1", markdown)
    for text in (*document.about, document.title, document.mark):
        assert text in in_word
        assert text in plain
    assert in_word.count("[in te vullen: ") == plain.count("[in te vullen: ") == len(document.fills)
    assert "€\u00a0446.110" in in_tables
    assert file.sections[0].header.paragraphs[0].text == document.mark
    marked = [run for one in file.paragraphs for run in one.runs if run.font.highlight_color is not None]
    assert len(marked) == len(document.fills)


def test_no_sign_in_a_name_is_taken_for_markup() -> None:
    assert r"Meer voor \*wijkteams\* \| \<b\>" in as_markdown(made())


@pytest.mark.parametrize("scenario", [MOVED, Scenario()])
def test_the_mark_is_on_every_form(scenario: Scenario) -> None:
    assert "Scenario: verkenning, geen besluit" in as_markdown(made(scenario))
