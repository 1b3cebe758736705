"""Personal data in descriptions: found as the reference library finds it, counted, and left out unless it is kept."""

from __future__ import annotations

from functools import cache

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ledger_grids import checked, keys, rows, settled, subject
from stdnum.iso7064 import mod_97_10
from stdnum.nl import bsn

from pokdash.ledger.conversion import convert
from pokdash.ledger.privacy import PersonalData, find_personal_data
from pokdash.ledger.profile import instructions
from pokdash.ledger.proposal import propose
from pokdash.texts import LANGUAGES, text

IBAN, BSN, ADDRESS = "[IBAN weggelaten]", "[BSN weggelaten]", "[e-mailadres weggelaten]"
SHAPES = {"NL": "ABNA0123456789", "BE": "539007547034", "DE": "370400440532013000", "FR": "20041010050500013M02606",
          "NO": "86011117947", "MT": "MALT011000012345MTLCAST001S", "LI": "088100002324013AA"}  # fmt: skip


@cache
def connected() -> duckdb.DuckDBPyConnection:
    """One connection for all tests."""
    return duckdb.connect()


def left(*descriptions: str, keep: bool = False) -> tuple[list[str], PersonalData]:
    """The descriptions of bookings as they are saved, and what was found; the first is on row 1."""
    connection = connected()
    connection.execute(
        "create or replace table booking as select generate_subscripts($texts::varchar[], 1)::bigint as source_row,"
        " unnest($texts::varchar[]) as description, null::varchar as reason, null::varchar[] as wrong",
        {"texts": list(descriptions)},
    )
    found = find_personal_data(connection, keep=keep)
    saved = connection.execute("select description from booking order by source_row").fetchall()
    return [description for (description,) in saved], found


@pytest.mark.parametrize(
    ("written", "saved"),
    [
        ("NL91ABNA0417164300", IBAN),
        ("Betaling nl91 abna 0417 1643 00 van Jansen", f"Betaling {IBAN} van Jansen"),
        ("/IBAN/NL91ABNA0417164300/BIC/ABNANL2A", f"/IBAN/{IBAN}/BIC/ABNANL2A"),
        ("IBANNL91ABNA0417164300", f"IBAN{IBAN}"),
        ("NL91\u00a0ABNA\u00a00417\u00a01643\u00a000", IBAN),
        ("NL91.ABNA.0417.1643.00 en BE68 5390 0754 7034", f"{IBAN} en {IBAN}"),
        ("locatie NL12 en NL91 ABNA 0417 1643 00-2026", f"locatie NL12 en {IBAN}-2026"),
        ("NL92ABNA0417164300", "NL92ABNA0417164300"),
        ("XX91ABNA0417164300", "XX91ABNA0417164300"),
        ("NL91ABNA041716430", "NL91ABNA041716430"),
        ("BSN 111222333", f"BSN {BSN}"),
        ("bsn111222333, 1112.22.333; 111.222.333.", f"bsn{BSN}, {BSN}; {BSN}."),
        ("111222333 en 1112223330", f"{BSN} en 1112223330"),
        ("nr.10000008 (acht cijfers)", f"nr.{BSN} (acht cijfers)"),
        ("111222334", "111222334"),
        ("1112223330 en 0111222333", "1112223330 en 0111222333"),
        ("1.111.222.333 of 111222333,50", "1.111.222.333 of 111222333,50"),
        ("factuur F111222333", "factuur F111222333"),
        ("000000000 en 00000000", "000000000 en 00000000"),
        ("mail j.de-vries+post@zorg.gemeente.nl.", f"mail {ADDRESS}."),
        ("<jan@proefstad.nl>;súzan@súdwest.nl", f"<{ADDRESS}>;{ADDRESS}"),
        ("korting @ 5 %, @jan, jan@kantoor", "korting @ 5 %, @jan, jan@kantoor"),
        ("NL91ABNA0417164300 111222333 a@b.nl", f"{IBAN} {BSN} {ADDRESS}"),
        ("", ""),
        ("'s Avonds; 13e termijn", "'s Avonds; 13e termijn"),
    ],
)
def test_what_is_personal_is_left_out_and_nothing_else(written: str, saved: str) -> None:
    assert left(written)[0] == [saved]


def test_rows_are_counted_for_each_kind() -> None:
    _, found = left("NL91ABNA0417164300 a@b.nl", "Inhuur", "111222333 111222333", "c@d.nl")
    assert found == PersonalData(1, 1, 2, left_out=True, first_rows=(1, 3, 4))


def test_what_is_kept_is_counted_and_stays() -> None:
    descriptions = ["NL91ABNA0417164300", "111222333"]
    saved, found = left(*descriptions, keep=True)
    assert saved == descriptions
    assert found == PersonalData(1, 1, 0, left_out=False, first_rows=(1, 2))


def test_only_the_first_rows_are_named() -> None:
    _, found = left(*["a@b.nl"] * 9)
    assert (found.addresses, found.first_rows) == (9, (1, 2, 3, 4, 5))


@settings(max_examples=40)
@given(st.lists(st.sampled_from(sorted(SHAPES)).flatmap(lambda land: st.tuples(
    st.just(land), st.text("0123456789", min_size=len(SHAPES[land]) - 4, max_size=len(SHAPES[land]) - 4),
    st.integers(0, 99), st.booleans(), st.booleans())), min_size=1, max_size=30))  # fmt: skip
def test_account_numbers_as_the_reference_finds_them(parts: list[tuple[str, str, int, bool, bool]]) -> None:
    """Numbers of several countries, with the right check digits or any."""
    numbers = []
    for land, digits, check, right, spaced in parts:
        account = SHAPES[land][:4] + digits
        number = f"{land}{mod_97_10.calc_check_digits(account + land) if right else f'{check:02d}'}{account}"
        numbers.append(" ".join(number[at : at + 4] for at in range(0, len(number), 4)) if spaced else number)
    compact = [number.replace(" ", "") for number in numbers]
    valid = [mod_97_10.is_valid(number[4:] + number[:4]) for number in compact]
    assert [saved == IBAN for saved in left(*numbers)[0]] == valid


@settings(max_examples=40)
@given(st.lists(st.integers(0, 999_999_999), min_size=1, max_size=60), st.booleans())
def test_citizen_numbers_as_the_reference_finds_them(numbers: list[int], eight: bool) -> None:
    texts = [f"{number % 10**8:08d}" if eight else f"{number:09d}" for number in numbers]
    assert [saved == BSN for saved in left(*texts)[0]] == [bsn.is_valid(written) for written in texts]


WRITTEN = """Boekdatum|Boekstuk|Rekening|Omschrijving|Bedrag
13-03-2026|B-1|a|Vergoeding NL91ABNA0417164300|100,00
14-03-2026|B-2|a|Creditnota 111222333|-30,00
15-03-2026|B-3|a|jan@proefstad.nl|veel
"""


@pytest.mark.parametrize("answer", [None, "leave_out", "keep"])
def test_the_adviser_decides(answer: str | None) -> None:
    with subject(rows(WRITTEN)) as about:
        proposal = settled(about, {"privacy.description": answer} if answer else {})
        assert about.plan
        found = convert(
            about.connection, about.grid, instructions(proposal.profile, proposal.covered_until), about.plan
        )
        keep = proposal.profile.personal_data == "keep"
        assert keep == (answer == "keep")
        seen = find_personal_data(about.connection, keep=keep)
        assert seen == PersonalData(1, 1, 0, left_out=not keep, first_rows=(2, 3))  # row 4 is rejected
        saved = [one["description"] for one in found.entries().read_all().to_pylist()]
        assert (saved == ["Vergoeding NL91ABNA0417164300", "Creditnota 111222333"]) == keep
        assert (saved == [f"Vergoeding {IBAN}", f"Creditnota {BSN}"]) != keep


def test_the_marks_are_said_in_every_language() -> None:
    for language in LANGUAGES:
        for kind in ("iban", "citizen_number", "address"):
            assert text(language, f"personal_data.{kind}").startswith("[")


def test_an_answer_that_is_none_is_asked_again() -> None:
    with subject(rows(WRITTEN)) as about:
        proposal = checked(propose(about, {"privacy.description": "misschien"}))
        assert "privacy.description" in keys(proposal)
        assert [problem.problem for problem in proposal.problems] == ["unknown_value"]
        assert "privacy.description" not in keys(propose(about))
