"""Both plans hold what their documents say: every number, sum, doubt and dependency, and nothing beyond them."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

import pytest

from pokdash.domain.plan import Line, Plan, Tie
from pokdash.domain.plan_changes import CarryOverStatus, PhasingMethod, PhasingStanding
from pokdash.domain.plan_reading import read_plan
from pokdash.domain.plan_record import FindingKind, GateEffect
from pokdash.domain.plan_ties import side_amount
from pokdash.domain.provenance import Amount, Kind, Standing, Words, parts

FOLDERS = Path(__file__).parents[1] / "data/plans"


def load(folder: str) -> Plan:
    reading = read_plan({path.name: path.read_text(encoding="utf-8") for path in (FOLDERS / folder).glob("*.toml")})
    assert reading.problems == ()
    assert reading.plan is not None
    return reading.plan


@pytest.fixture(scope="module")
def swf() -> Plan:
    return load("sudwest-fryslan")


@pytest.fixture(scope="module")
def dordrecht() -> Plan:
    return load("dordrecht")


@pytest.fixture(scope="module", params=["sudwest-fryslan", "dordrecht"])
def either(request: pytest.FixtureRequest) -> Plan:
    return load(request.param)


def by_year(line: Line) -> dict[int | None, Decimal | None]:
    return {allocation.year: allocation.amount.value for allocation in line.allocations}


CLAIMS = {
    "raadslieden": {2024: 103_320, 2025: 103_320},
    "tichtby": {2024: 273_537, 2025: 301_234, 2026: 301_234, 2027: 301_234},
    "training": {2024: 14_036},
}
CLAIMS_BY_YEAR = {2024: 390_893, 2025: 404_554, 2026: 301_234, 2027: 301_234}
CLAIMS_BY_ROW = {"raadslieden": 206_640, "tichtby": 1_177_239, "training": 14_036}
ACTION_LINES = {"1": 563_224, "2": 146_881, "3": 371_110, "4": 85_200, "5": 103_320, "6": 44_350}
SHARES = {"1": "42.86", "2": "11.18", "3": "28.24", "4": "6.48", "5": "7.86", "6": "3.37"}


def test_sudwest_fryslan_is_a_budget_of_2712000_for_2024_to_2027(swf: Plan) -> None:
    assert (swf.municipality, swf.title) == ("Súdwest-Fryslân", "Integraal bestedingsplan POK-middelen")
    assert (swf.first_year, swf.last_year, swf.money) == (2024, 2027, "budget")
    assert (swf.total.value, swf.total.kind) == (Decimal(2_712_000), Kind.SOURCE)
    assert [(group.code, group.designated) for group in swf.groups] == [("claims", True), ("action_lines", False)]
    assert [line.code for line in swf.lines_of("claims")] == list(CLAIMS)
    assert [(line.code, line.number) for line in swf.lines_of("action_lines")] == [(str(n), n) for n in range(1, 7)]


def test_the_table_of_claims_cell_by_cell(swf: Plan) -> None:
    for code, cells in CLAIMS.items():
        assert by_year(swf.line(code)) == cells
        for allocation in swf.line(code).allocations:
            source = allocation.amount.source
            assert source is not None
            assert source.row == swf.line(code).official_name
            assert source.column == str(allocation.year)
            assert allocation.standing is Standing.INFORMATION
    for year, total in CLAIMS_BY_YEAR.items():
        assert side_amount(swf, [f"group:claims:{year}"]) == total
    for code, total in CLAIMS_BY_ROW.items():
        assert side_amount(swf, [f"line:{code}"]) == total
    assert sum(CLAIMS_BY_YEAR.values()) == sum(CLAIMS_BY_ROW.values()) == 1_397_915


def test_the_six_action_lines_have_an_amount_for_2025_to_2027_and_none_per_year(swf: Plan) -> None:
    for code, value in ACTION_LINES.items():
        (allocation,) = swf.line(code).allocations
        assert allocation.amount.value == value
        assert allocation.year is None
        assert allocation.period is not None
        assert (allocation.period.first, allocation.period.last) == (2025, 2027)
        share = (Decimal(value) / 1_314_085 * 100).quantize(Decimal("0.01"))
        assert share == Decimal(SHARES[code])
    assert sum(ACTION_LINES.values()) == 1_314_085
    assert sum(map(Decimal, SHARES.values())) == Decimal("99.99")  # rounded shares do not add to 100


def test_every_amount_stands_in_the_explanation_of_a_letter_for_information(swf: Plan) -> None:
    assert {part.standing for line in swf.lines for part in line.allocations} == {Standing.INFORMATION}
    assert swf.total_standing is Standing.INFORMATION
    note = swf.document("o25-001230").note
    assert note is not None
    assert "10 juni 2025" in note.nl
    assert "ter informatie" in note.nl


def test_linking_the_advisers_to_line_5_is_told_as_a_choice_of_the_municipality(swf: Plan) -> None:
    together = side_amount(swf, ["line:raadslieden", "line:5"])
    (finding,) = [one for one in swf.findings if one.id == "bestemd-zonder-actielijn"]
    assert together == 309_960
    assert "€ 309.960" in finding.handling.nl
    assert "keuze van de gemeente" in finding.handling.nl


def test_a_dated_event_quotes_its_date_or_the_document_that_bears_it(either: Plan) -> None:
    months = ("januari", "februari", "maart", "april", "mei", "juni")
    for event in either.timeline:
        if event.when:
            year, month, day = (int(part) for part in f"{event.when}-0-0".split("-")[:3])
            assert (f"{day} {months[month - 1]} {year}" if day else str(year)) in event.source.quote


def test_the_proposal_of_2024_and_the_setting_of_the_framework_are_two_events(swf: Plan) -> None:
    proposal, framework = [one for one in swf.timeline if "kader" in one.what.nl.lower() or one.when == "2024-03-14"]
    assert (proposal.kind, proposal.when, proposal.body) == ("proposal", "2024-03-14", None)
    assert (framework.kind, framework.when, framework.body) == ("decision", None, None)
    assert framework.source.quote.endswith("is toen vastgesteld.")


def test_what_line_5_says_about_2026_is_derived_and_quoted(swf: Plan) -> None:
    line = swf.line("5")
    assert line.period_note is not None
    assert line.period_note.nl == "2026 (afgeleid)"
    assert line.period_note_source is not None
    assert "verlengen naar 2026" in line.period_note_source.quote
    assert all(other.period_note is None for other in swf.lines if other is not line)


def test_spelling_variants_lead_to_their_line(swf: Plan) -> None:
    for spelling, code in {
        "Actielijl Versterking wijkteams": "3", "Versterken wijkteams": "3", "Versterking wijkteams": "3",
        "Actielijl Integraal werken in het sociaal domein": "4", "Actielijf Rechtsbescherming": "5",
        "Actielijf Toekomstscenario Kind- en gezinsbescherming": "6", "Versterking leervermogen": "2",
        "sociale raadvrouw": "raadslieden", "sociale raadsvrouw": "raadslieden",
    }.items():  # fmt: skip
        assert spelling in swf.line(code).aliases
    assert [line.name for line in swf.lines_of("action_lines")] == [
        "Digitale overheid", "Leervermogen wijken", "Wijkteams", "Integraal werken", "Rechtsbescherming",
        "Toekomstscenario",
    ]  # fmt: skip


def ties(plan: Plan) -> dict[str, tuple[Decimal | None, Decimal | None]]:
    return {tie.name.nl: (side_amount(plan, tie.left), side_amount(plan, tie.right)) for tie in plan.ties}


def test_every_sum_of_the_sudwest_fryslan_document_ties(swf: Plan) -> None:
    expected = {
        "Totaal − eerder bestemd = actielijnen": 1_314_085,
        "Zes actielijnen samen": 1_314_085,
        "Eerder bestemd: vier jaren samen": 1_397_915,
        "Eerder bestemd: drie posten samen": 1_397_915,
        **{f"Eerder bestemd in {year}: cellen van de tabel": total for year, total in CLAIMS_BY_YEAR.items()},
        "Sociale raadslieden: jaren samen": 206_640,
        "SWF Tichtby: jaren samen": 1_177_239,
        "Training positieve gezondheid: jaren samen": 14_036,
        "Niet over lijnen verdeeld": 0,
        "Rechtsbescherming = één jaar sociale raadslieden": 103_320,
    }
    assert ties(swf) == {name: (value, value) for name, value in expected.items()}
    assert {one.id: one.amount.value for one in swf.stated if one.amount.kind is Kind.SOURCE} == {
        "claims": 1_397_915, "action-lines": 1_314_085,
    }  # fmt: skip


def test_the_sums_of_the_dordrecht_document_tie(dordrecht: Plan) -> None:
    assert ties(dordrecht) == {
        "Voorgesteld besluit = ontwerpbesluit van de raad": (2_298_000, 2_298_000),
        "Totaal = kerntaken Sociaal Wijkteam": (2_298_000, 2_298_000),
    }


def test_each_side_of_each_tie_is_counted_from_other_entries(either: Plan) -> None:
    def entries(terms: tuple[str, ...]) -> set[str]:
        return {term.lstrip("-") for term in terms}

    def independent(tie: Tie) -> bool:
        return not entries(tie.left) & entries(tie.right)

    assert all(independent(tie) for tie in either.ties)


def test_planned_spread_is_an_assumption_with_author_date_and_reason(either: Plan) -> None:
    assert {phasing.line for phasing in either.phasings} == {line.code for line in either.lines}
    for phasing in either.phasings:
        assert phasing.kind is PhasingStanding.ASSUMPTION
        assert (phasing.assumption.who, phasing.assumption.on) == ("POK-monitor", dt.date(2026, 11, 21))
        assert phasing.assumption.why.nl


def test_months_of_the_spread(swf: Plan, dordrecht: Plan) -> None:
    year, period = PhasingMethod.EQUAL_MONTHS_WITHIN_YEAR, PhasingMethod.EQUAL_MONTHS
    assert {one.line: (one.method, one.first_month, one.last_month) for one in swf.phasings} == {
        "raadslieden": (year, "2024-01", "2025-12"),
        "tichtby": (year, "2024-01", "2027-12"),
        "training": (year, "2024-01", "2024-12"),
        **dict.fromkeys(("1", "2", "3", "4", "6"), (period, "2025-07", "2027-12")),
        "5": (period, "2026-01", "2026-12"),
    }
    assert [(one.line, one.method, one.first_month, one.last_month) for one in dordrecht.phasings] == [
        ("wijkteam", period, "2023-01", "2026-12")
    ]


def test_gates_of_sudwest_fryslan(swf: Plan) -> None:
    waiting: dict[str, set[str]] = defaultdict(set)
    for gate in swf.gates:
        if gate.effect is GateEffect.SPENDING_WAITS:
            for line in gate.lines:
                waiting[line].add(gate.id)
    assert waiting == {"1": {"omnichannel", "onderzoek-tichtby"}, "5": {"onderzoek-raadvrouw"}}
    due = {gate.id: gate.due for gate in swf.gates if gate.due}
    assert due == {"onderzoek-tichtby": "2025", "onderzoek-raadvrouw": "2025", "wijkaanpak-vier-wijken": "2025"}
    related = {gate.id for gate in swf.gates if gate.effect is GateEffect.RELATED}
    assert related >= {
        "wijkaanpak-vier-wijken", "sperkhem-regiodeal", "doorbraakmethode-mandaat", "doorbraakmethode-businesscase",
        "herijken-visie", "samen-beter",
    }  # fmt: skip
    assert all(gate.outcome is None for gate in swf.gates)


def test_gates_of_dordrecht_are_related_only(dordrecht: Plan) -> None:
    assert {gate.effect for gate in dordrecht.gates} == {GateEffect.RELATED}
    assert {gate.id for gate in dordrecht.gates} >= {"integrale-aanbesteding", "extra-coalitiegeld"}


def test_documents_and_decision_points_of_sudwest_fryslan(swf: Plan) -> None:
    letter = swf.document("o25-001230")
    assert (letter.reference, letter.date, letter.standing) == ("O25.001230", "2025-06-10", Standing.INFORMATION)
    assert [(point.standing, point.decided_on) for point in letter.decision_points] == [
        (Standing.COLLEGE, dt.date(2025, 6, 10)), (Standing.COLLEGE, dt.date(2025, 6, 10)),
    ]  # fmt: skip
    assert {document.id for document in swf.documents if not document.held} == {
        "raadsvoorstel-2024", "raadsvoorstel-2024-bijlage", "vng-visiedocument", "programmabegroting-2023",
        "advies-adviesraad",
    }  # fmt: skip
    assert swf.document("raadsvoorstel-2024").date == "2024-03-14"
    assert {person.name: person.role.nl for person in swf.persons} == {
        "Marianne Poelman": "portefeuillehouder", "Trees Flapper": "adviseur",
    }  # fmt: skip
    assert {body.name for body in swf.bodies} >= {
        "College van burgemeester en wethouders", "Gemeenteraad", "Adviesraad Sociaal Domein",
        "Commissie Boarger en Mienskip", "Team Strategie & Programma's",
    }  # fmt: skip
    assert [event.when for event in swf.timeline if event.when] == ["2022", "2024-03-14", "2025-04-28", "2025-06-10"]


def test_dordrecht_is_one_proposed_amount_without_a_period(dordrecht: Plan) -> None:
    assert (dordrecht.first_year, dordrecht.last_year, dordrecht.money) == (2023, 2026, "coverage")
    assert (dordrecht.total.value, dordrecht.total_standing) == (Decimal(2_298_000), Standing.PROPOSED)
    (line,) = dordrecht.lines
    (allocation,) = line.allocations
    assert (line.code, line.name) == ("wijkteam", "Kerntaken Sociaal Wijkteam")
    assert (allocation.year, allocation.period, allocation.standing) == (None, None, Standing.PROPOSED)
    assert allocation.amount.value == 2_298_000


def test_dordrecht_carries_over_an_unknown_amount_from_2022_only_as_a_proposal(dordrecht: Plan) -> None:
    assert [(one.from_year, one.to_year, one.amount.value, one.status) for one in dordrecht.carry_overs] == [
        (2022, 2023, None, CarryOverStatus.PROPOSED), (2022, 2024, None, CarryOverStatus.PROPOSED),
    ]  # fmt: skip
    assert all(one.decided_on is None and one.deadline is None for one in dordrecht.carry_overs)


def test_the_council_date_of_dordrecht_is_blank_at_each_of_three_decision_points(dordrecht: Plan) -> None:
    proposal = dordrecht.document("raadsvoorstel")
    assert (proposal.date, proposal.standing) == ("2022-06-07", Standing.PROPOSED)
    points = proposal.decision_points
    assert [(point.number, point.amount.value) for point in points] == [(1, "none"), (2, "given"), (3, "unknown")]
    assert {(point.standing, point.decided_on) for point in points} == {(Standing.PROPOSED, None)}
    assert {document.id for document in dordrecht.documents} >= {
        "raadsinformatiebrief", "decembercirculaire-2021", "decembercirculaire-2022", "begroting-2023",
    }  # fmt: skip
    assert [event.when for event in dordrecht.timeline if event.when] == ["2018", "2022-02-01", "2022-06-07", "2023"]
    council = [event for event in dordrecht.timeline if event.what.nl == "Besluit van de raad"]
    assert [(event.when, event.when_text.nl if event.when_text else None) for event in council] == [
        (None, "datum niet ingevuld")
    ]


def test_doubts_are_recorded_as_contradictions_and_gaps(swf: Plan, dordrecht: Plan) -> None:
    def findings(plan: Plan, kind: FindingKind) -> set[str]:
        return {finding.id for finding in plan.findings if finding.kind is kind}

    assert findings(swf, FindingKind.CONTRADICTION) == {
        "tot-2025", "acht-actielijnen", "al-besteed", "rechtsbescherming-2026", "namen",
    }  # fmt: skip
    assert findings(swf, FindingKind.GAP) == {
        "geen-bedragen-per-jaar", "nog-te-ontvangen", "geen-uitgaven-2024", "voor-2024", "bestemd-zonder-actielijn",
        "na-2027", "berap-hoe-vaak",
    }  # fmt: skip
    assert findings(dordrecht, FindingKind.CONTRADICTION) == {"welke-decembercirculaire"}
    assert findings(dordrecht, FindingKind.GAP) == {
        "periode-van-het-bedrag", "overheveling-uit-2022", "overheveling-niet-in-begroting",
        "raadsbesluit-zonder-datum", "alleen-onderdeel-wijkteams", "jaar-2027", "geen-uitgaven",
    }  # fmt: skip
    assert [one.id for one in (*swf.findings, *dordrecht.findings) if not one.quotes] == ["geen-uitgaven"]


def test_money_from_the_state_has_no_amount_and_no_year(swf: Plan, dordrecht: Plan) -> None:
    told = [[(one.amount.value, one.received, one.year) for one in plan.inflows] for plan in (swf, dordrecht)]
    assert told == [[(None, False, None)], [(None, None, None)]]  # Dordrecht does not say whether it was received


def test_every_amount_comes_from_a_document_or_is_added_up_from_those(either: Plan) -> None:
    amounts = [(path, part) for path, part in parts(either) if isinstance(part, Amount)]
    assert {amount.kind for _, amount in amounts} <= {Kind.SOURCE, Kind.DERIVED}
    assert {path[0] for path, amount in amounts if amount.kind is Kind.DERIVED} <= {"stated"}
    for _, amount in amounts:
        if amount.kind is Kind.DERIVED:
            assert side_amount(either, amount.derived_from) == amount.value


def test_every_amount_from_a_document_stands_in_its_quoted_words(either: Plan) -> None:
    for path, amount in parts(either):
        if isinstance(amount, Amount) and amount.kind is Kind.SOURCE and amount.value is not None:
            assert amount.source is not None
            numbers = {int(number.replace(".", "")) for number in re.findall(r"\d[\d.]*\d", amount.source.quote)}
            assert int(amount.value) in numbers, path


def test_our_own_words_are_there_in_three_languages(either: Plan) -> None:
    for path, own in parts(either):
        if isinstance(own, Words):
            assert own.en, path
            assert own.fy, path


def test_every_line_says_what_residents_notice_where_the_document_does(swf: Plan, dordrecht: Plan) -> None:
    told = [line.code for line in (*swf.lines, *dordrecht.lines) if line.resident_effect]
    assert told == ["1", "2", "3", "4", "5", "6", "wijkteam"]


def test_the_time_after_the_plan_and_the_reports_to_the_council_are_told(either: Plan) -> None:
    assert either.after_plan is not None
    assert either.after_plan.source is not None
    assert len(either.reporting) == 1
