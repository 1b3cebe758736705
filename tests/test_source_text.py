"""Text files as they come out of financial packages: encodings, delimiters, quotation marks, line ends, junk."""

from __future__ import annotations

from pathlib import Path

import pytest
from ledger_sources import good, put, trouble

from pokdash.ledger.source import Hints, Kind, Seen

PLAIN = "Datum;Omschrijving;Bedrag\n01-02-2026;Súdwest-Fryslân;1.234,56\n02-02-2026;Reünie;-5,00\n"
CELLS = [
    ["Datum", "Omschrijving", "Bedrag"],
    ["01-02-2026", "Súdwest-Fryslân", "1.234,56"],
    ["02-02-2026", "Reünie", "-5,00"],
]


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (PLAIN.encode("utf-8"), "utf-8"),
        (PLAIN.encode("utf-8-sig"), "utf-8"),
        (PLAIN.encode("cp1252"), "cp1252"),
        (PLAIN.encode("utf-16"), "utf-16-le"),
        (PLAIN.encode("utf-16-le"), "utf-16-le"),
        (PLAIN.encode("utf-16-be"), "utf-16-be"),
        (b"\xfe\xff" + PLAIN.encode("utf-16-be"), "utf-16-be"),
    ],
)
def test_the_encoding_is_found_and_a_word_shows_it(tmp_path: Path, content: bytes, encoding: str) -> None:
    found = good(put(tmp_path, content))
    assert found.source.kind is Kind.TEXT
    assert found.source.encoding == encoding
    assert found.cells == CELLS
    if not encoding.startswith("utf-16"):
        assert found.source.encoding_seen == Seen(2, "Súdwest-Fryslân")


def test_the_euro_sign_and_curly_quotes_of_windows(tmp_path: Path) -> None:
    found = good(put(tmp_path, "naam;bedrag\nfoto’s ‘nieuw’;€ 5,00\n".encode("cp1252")))
    assert (found.source.encoding, found.cells[1]) == ("cp1252", ["foto’s ‘nieuw’", "€ 5,00"])


def test_a_mark_of_utf_8_before_windows_text_is_noted(tmp_path: Path) -> None:
    found = good(put(tmp_path, b"\xef\xbb\xbf" + PLAIN.encode("cp1252")))
    assert found.cells == CELLS
    assert found.notes["encoding_differs"] == {"declared": "utf-8", "found": "cp1252"}


def test_two_encodings_in_one_file_are_refused_with_both_places(tmp_path: Path) -> None:
    found = trouble(put(tmp_path, "naam;bedrag\ncafé;1\n".encode() + "reünie;2\n".encode("cp1252")))
    assert found.key == "encoding_mixed"
    assert found.params == {"line": 2, "word": "café", "other_line": 3, "other_word": "reünie"}


@pytest.mark.parametrize("encoding", ["cp850", "cp437"])
def test_the_letters_of_dos_are_refused_and_a_person_may_say_so(tmp_path: Path, encoding: str) -> None:
    path = put(tmp_path, "naam;bedrag\nx;1\ncoöperatie;1\n".encode(encoding))
    found = trouble(path)
    assert (found.key, found.params) == ("encoding_dos", {"line": 3, "word": "coöperatie"})
    assert good(path, Hints(encoding=encoding)).cells[2] == ["coöperatie", "1"]


def test_bytes_that_no_encoding_has_are_refused(tmp_path: Path) -> None:
    assert trouble(put(tmp_path, b"naam;bedrag\nx\x9d;1\n")).key == "encoding_unknown"


def test_utf_16_that_breaks_off_is_refused(tmp_path: Path) -> None:
    assert trouble(put(tmp_path, PLAIN.encode("utf-16")[:-1])).key == "utf_16_damaged"


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|", "~", "^", "#", "\x1f", "§", "•"])
def test_the_delimiter_is_found(tmp_path: Path, delimiter: str) -> None:
    rows = [["Datum", "Tekst", "Bedrag"], *([f"{n:02d}-01-2026", f"Regel {n}", f"{n}00.50"] for n in range(1, 9))]
    found = good(put(tmp_path, "".join(delimiter.join(row) + "\r\n" for row in rows)))
    assert (found.source.delimiter, found.cells) == (delimiter, rows)


@pytest.mark.parametrize("delimiter", ["§", "¦", "^", "/"])
@pytest.mark.parametrize("text", ["Inhuur", "a;b"])
@pytest.mark.parametrize("quote", ["", '"'])
def test_an_odd_delimiter_beside_decimal_commas_and_usual_ones_in_texts(
    tmp_path: Path, delimiter: str, text: str, quote: str
) -> None:
    inside = delimiter if quote else ""
    rows = [["Datum", "Stuk", "Tekst", "Bedrag"]]
    rows += [[f"{n:02d}-01-2026", str(n), f"{text}{inside}{n}", f"{n}0,50"] for n in (1, 2)]
    lines = [delimiter.join(f"{quote}{cell}{quote}" if inside in cell else cell for cell in row) for row in rows]
    found = good(put(tmp_path, "\n".join(lines)))
    assert (found.source.delimiter, found.cells) == (delimiter, rows)


def test_a_decimal_comma_is_no_delimiter(tmp_path: Path) -> None:
    assert trouble(put(tmp_path, "Datum--Bedrag\n05-01-2026--10,50\n06-01-2026--20,25\n")).key == "no_delimiter"


def test_comma_between_fields_with_decimal_commas_between_quotes(tmp_path: Path) -> None:
    found = good(put(tmp_path, 'Datum,Tekst,Bedrag\n01-01-2026,a,"1.234,56"\n02-01-2026,"b, c","-5,00"\n'))
    assert found.source.delimiter == ","
    assert found.cells[1:] == [["01-01-2026", "a", "1.234,56"], ["02-01-2026", "b, c", "-5,00"]]


def test_semicolon_with_more_decimal_commas_than_semicolons(tmp_path: Path) -> None:
    found = good(put(tmp_path, "1,00;2,50;3,75\n4,00;5,50;6,75\n"))
    assert (found.source.delimiter, found.cells[0]) == (";", ["1,00", "2,50", "3,75"])


def test_title_rows_do_not_hide_the_delimiter(tmp_path: Path) -> None:
    found = good(put(tmp_path, "Grootboek 2026, afdeling Financiën\n\nGemeente\n" + "a;b;c\n" * 3))
    assert (found.source.delimiter, found.source.columns, found.source.usual_columns) == (";", 3, 3)
    assert found.rows[1] == (2, [""])


def test_the_only_quotation_marks_stand_around_a_line_break(tmp_path: Path) -> None:
    found = good(put(tmp_path, 'titel;1\na;b;c;d\n1;2;3;4\n1;"a\r\nb";3;4\n'))
    assert found.source.quote == '"'
    assert found.cells[-1] == ["1", "a\r\nb", "3", "4"]


def test_apostrophes_as_quotation_marks(tmp_path: Path) -> None:
    found = good(put(tmp_path, "naam;tekst\n'a;b';'it''s'\n'c';'d'\n"))
    assert (found.source.quote, found.cells[1:]) == ("'", [["a;b", "it's"], ["c", "d"]])


def test_apostrophes_that_are_text(tmp_path: Path) -> None:
    found = good(put(tmp_path, "naam;tekst\n's-Hertogenbosch;foto's\n't Hof;x\n"))
    assert (found.source.quote, found.cells[1]) == (None, ["'s-Hertogenbosch", "foto's"])


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\r\r\n"])
@pytest.mark.parametrize("last", [True, False])
@pytest.mark.parametrize("quote", ["", '"'])
def test_line_ends(tmp_path: Path, end: str, last: bool, quote: str) -> None:
    lines = ["a;b", f"{quote}1{quote};2", "3;4"]
    found = good(put(tmp_path, end.join(lines) + (end if last else "")))
    assert (found.source.line_end, found.source.unended) == (end, not last)
    assert found.rows == [(1, ["a", "b"]), (2, ["1", "2"]), (3, ["3", "4"])]
    assert ("line_end_doubled" in found.notes) == (end == "\r\r\n")


def test_a_row_is_counted_from_its_first_line(tmp_path: Path) -> None:
    found = good(put(tmp_path, 'a;b\r\n1;"x\r\ny;""z""\r\n"\r\n\r\n2;w\r\n'))
    assert found.rows == [(1, ["a", "b"]), (2, ["1", 'x\r\ny;"z"\r\n']), (5, [""]), (6, ["2", "w"])]


def test_marks_that_are_text_stay(tmp_path: Path) -> None:
    found = good(put(tmp_path, 'a;b;c\n1;buis 5" lang;2\n3;"x;y";4\n5;6" en 7";8\n'))
    assert found.cells[1:] == [["1", 'buis 5" lang', "2"], ["3", "x;y", "4"], ["5", '6" en 7"', "8"]]
    assert not any(row["quotes_wrong"] for row in found.raw)


@pytest.mark.parametrize("between", ['"; "', '" ;"', '" ; "'])
def test_spaces_around_a_cell_between_marks(tmp_path: Path, between: str) -> None:
    found = good(put(tmp_path, f'a;b;c\n"1;x{between}2 ""y""{between}3"\n "4";5;  "6;"  \n'))
    assert [[cell.strip(" ") for cell in row] for row in found.cells[1:]] == [["1;x", '2 "y"', "3"], ["4", "5", "6;"]]
    assert not any(row["quotes_wrong"] for row in found.raw)


def test_a_mark_that_is_never_closed_spoils_one_row(tmp_path: Path) -> None:
    found = good(put(tmp_path, 'a;b;c\n1;"open;2\n3;"x;y";4\n5;z;6\n'))
    assert [row["quotes_wrong"] for row in found.raw] == [False, True, False, False]
    assert found.cells[1:] == [["1", '"open', "2"], ["3", "x;y", "4"], ["5", "z", "6"]]
    assert found.notes["quotes_wrong"] == {"count": 1, "row": 2}


def test_two_stray_marks_do_not_silently_make_one_row_of_two(tmp_path: Path) -> None:
    found = good(put(tmp_path, 'a;b;c\n1;"open;2\n3;dicht";4\n5;z;6\n'))
    assert [(row["source_row"], row["quotes_wrong"]) for row in found.raw] == [(1, False), (2, True), (4, False)]


def test_rows_with_too_few_or_too_many_fields_are_kept(tmp_path: Path) -> None:
    found = good(put(tmp_path, "a;b;c\n" + "1;2;3\n" * 500 + "1;2\n1;2;3;4\n\n1;2;3\n"))
    assert [row["fields"] for row in found.raw[-4:]] == [2, 4, 1, 3]
    assert found.raw[-4]["c3"] == ""
    assert (found.grid.columns, found.grid.rows) == (3, 505)


@pytest.mark.parametrize("tail", [b"\x1a", b"\0" * 70000, b"\r\n\x1a\0\0", b"\x1a\r\n"])
def test_a_junk_tail_is_left_out_and_noted(tmp_path: Path, tail: bytes) -> None:
    found = good(put(tmp_path, b"a;b\n1;2\n" + tail))
    assert not found.source.unended
    assert found.cells[:2] == [["a", "b"], ["1", "2"]]
    assert "junk_tail" in found.notes
    assert not any(char in cell for row in found.cells for cell in row for char in "\0\x1a")


def test_a_nul_within_the_text_is_refused(tmp_path: Path) -> None:
    assert trouble(put(tmp_path, b"a;b\n1;\0\n2;3\n")).params == {"line": 2}


@pytest.mark.parametrize("content", ["x" * 100_001, '"' + "y\n" * 50_001 + '"'])
def test_a_huge_cell_is_refused_with_its_row(tmp_path: Path, content: str) -> None:
    found = trouble(put(tmp_path, f"a;b\n1;2\n3;{content}\n4;5\n"))
    assert (found.key, found.params["row"]) == ("cell_too_long", 3)


def test_a_line_that_never_ends_is_refused(tmp_path: Path) -> None:
    assert trouble(put(tmp_path, "a;b\n1;2\n" + "x" * 20_000_000)).key == "cell_too_long"


def test_a_table_with_too_many_columns_is_refused_and_one_broken_row_is_not(tmp_path: Path) -> None:
    wide = ";".join(f"k{number}" for number in range(501))
    assert trouble(put(tmp_path, f"{wide}\n{wide}\n{wide}\n")).params == {"columns": 501, "most": 500}
    found = good(put(tmp_path, f"a;b\n1;2\n{wide}\n3;4\n5;6\n"))
    assert [cells[:2] for cells in found.cells] == [["a", "b"], ["1", "2"], ["k0", "k1"], ["3", "4"], ["5", "6"]]


def test_fixed_width_is_refused(tmp_path: Path) -> None:
    rows = ["Datum      Tekst     Bedrag", "01-01-2026 Inhuur    100,00", "02-01-2026 Drukwerk    5,00"]
    assert trouble(put(tmp_path, "\n".join(rows))).key == "fixed_width"


def test_cells_with_nothing_far_to_the_right_do_not_count(tmp_path: Path) -> None:
    far = ";" * 600
    every = good(put(tmp_path, f"a;b{far}\n1;2{far}\n3;4 ; {far}\n"))
    assert (every.grid.columns, [row["fields"] for row in every.raw]) == (2, [2, 2, 2])
    one = good(put(tmp_path, f"a;b\n1;2{far}\n" + "1;2\n" * 500 + "1;2;\n1;2;3\n"))
    assert [row["fields"] for row in one.raw if row["fields"] != 2] == [3]
    filled = good(put(tmp_path, f"a;b{far}\n1;2{far}\n3;4{far}x\n"))
    assert [row["fields"] for row in filled.raw] == [500, 500, 602]


@pytest.mark.parametrize("quote", ["", '"'])
def test_lines_of_dashes_are_empty_rows(tmp_path: Path, quote: str) -> None:
    rule = "-" * 30
    rows = ["Lijst", rule, "|Rek|Bedrag|", "|---+------|", f"|{quote}438{quote}|1-|", "|-|--|", "|===|======|", rule]
    found = good(put(tmp_path, "\r\n".join(rows) + "\r\n"))
    assert [row for row, _ in found.rows] == list(range(1, 9))
    filled = [cells for cells in found.cells if any(cells)]
    assert filled == [["Lijst"], ["", "Rek", "Bedrag", ""], ["", "438", "1-", ""], ["", "-", "--", ""]]
    assert found.source.usual_columns == 4


def test_text_without_columns_is_refused(tmp_path: Path) -> None:
    assert trouble(put(tmp_path, "Dit\nis een\nbrief.\n")).key == "no_delimiter"


def test_a_long_file_in_several_blocks_keeps_every_row(tmp_path: Path) -> None:
    """Blocks are 4 MB: rows, quoted line breaks and letters lie across their edges."""
    rows = "".join(f'{n};"regel {n}\r\nvervolg é";{n},50\r\n' for n in range(1, 200_001))
    found = good(put(tmp_path, ("a;b;c\r\n" + rows).encode("cp1252")))
    assert found.grid.rows == 200_001
    assert found.rows[200_000] == (400_000, ["200000", "regel 200000\r\nvervolg é", "200000,50"])
    assert all(row[0] == 2 * n for n, row in enumerate(found.rows[1:], start=1))
    assert all(
        cells == [str(n), f"regel {n}\r\nvervolg é", f"{n},50"] for n, (_, cells) in enumerate(found.rows[1:], 1)
    )
