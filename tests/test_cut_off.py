"""A text that stops in the middle of its last booking is asked, and one that only lacks a line break is not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from ledger_grids import TEXT_FILE, checked, question, rows, subject

from pokdash.ledger.proposal import Proposal, propose

TABLE = """Boekdatum|Boekstuk|Rekening|Omschrijving|Bedrag
13-03-2026|B-1|43812|Inhuur|1.100,00
14-03-2026|B-2|43812|Creditnota|-30,00
"""


def found(written: str, *, unended: bool = True) -> Proposal:
    with subject(rows(written), source=replace(TEXT_FILE, unended=unended)) as about:
        return checked(propose(about, {}))


def is_asked(proposal: Proposal) -> bool:
    return "file.cut_off" in [question.key for question in proposal.questions]


@pytest.mark.parametrize("end", ["1.200,0", "1.200", "1.2", "12", "12,", "0,", ""])
def test_an_amount_that_may_have_lost_its_end_is_asked(end: str) -> None:
    written = TABLE + f"15-03-2026|B-3|43812|Inhuur|{end}"
    assert is_asked(found(written))
    assert not is_asked(found(written, unended=False))


def test_a_row_that_has_fewer_cells_than_every_other_is_asked() -> None:
    written = TABLE.replace("Bedrag", "Bedrag|Naam").replace(",00\n", ",00|x\n") + "15-03-2026|B-3|43812|Inhuur|200,00"
    proposal = found(written)
    assert "stopt op rij 4 bij 200,00" in question(proposal, "file.cut_off").sentence.said("nl")
    assert not is_asked(found(written.replace("-30,00|x", "-30,00")))


@pytest.mark.parametrize("last", ["15-03-2026|B-3|43812|Inhuur|7,00", "|||Totaal|1.070,00", "einde"])
def test_a_last_row_as_all_others_or_below_the_bookings_is_not_asked(last: str) -> None:
    assert not is_asked(found(TABLE + last))
    assert not is_asked(found(TABLE + "15-03-2026|B-3|43812|Inhuur|0"))
    assert not is_asked(found(TABLE.replace("-30,00", "-30") + "15-03-2026|B-3|43812|Inhuur|7"))


def test_three_digits_behind_a_mark_may_be_thousands() -> None:
    written = TABLE.replace("1.100,00", "1.250").replace("-30,00", "2.300") + "15-03-2026|B-3|43812|Inhuur|"
    assert not is_asked(found(written + "500"))
    assert is_asked(found(written + "2.30"))


def test_a_minus_behind_the_amount_may_be_lost() -> None:
    written = TABLE.replace("-30,00", "30,00-") + "15-03-2026|B-3|43812|Inhuur|"
    assert is_asked(found(written + "7,00"))
    assert not is_asked(found(written + "7,00-"))
    assert not is_asked(found(written + "7,00", unended=False))
