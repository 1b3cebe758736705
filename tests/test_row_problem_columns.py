"""What a problem of a row calls its column: the heading in the file, else its number or a plain word."""

from __future__ import annotations

from ledger_grids import imported, rows, settled, subject


def named(written: str) -> list[tuple[str | None, str]]:
    with subject(rows(written)) as about:
        return [(one.column, one.problem) for one in imported(about, settled(about)).problems(9)[0]]


def test_a_column_without_heading_and_a_field_without_column_have_plain_names() -> None:
    assert named("13-03-2026|43812|1,00\nx|43812|2,00\n14-03-2026|43812|-") == [
        ("kolom 1", "date_form"), ("kolom 3", "amount_unknown"),
    ]  # fmt: skip
    kinds = "Datum|Rekening|Soort|Bedrag\n13-03-2026|43812|werkelijk|1,00\n14-03-2026|43812|verplichting|2,00"
    assert named(kinds) == [("verplichting", "cell_empty")]
