"""How the fields of a text are separated: by evidence in its first lines."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from operator import gt

from pokdash.ledger.layout import MOST_COLUMNS
from pokdash.ledger.source.model import Hints, Trouble

USUAL = (";", "\t", "|", ",")
_OF_VALUES = "-/.+_€"  # stand in dates and amounts too
RULE_SIGNS = "-=_+| \t"
"""What a line that only divides rows is drawn with; the delimiter may stand in it too."""
QUOTES = ('"', "'")
_MOST_COLUMNS = 2000
_FEWEST = 4  # fields that a sign must give that stands in dates and amounts too: more than there are in a date
_DECIMAL_COMMA = re.compile(r"(?<=\d),(?=\d)")


@dataclass(frozen=True, slots=True)
class Dialect:
    """Delimiter and quotation mark, the fields that most of the lines have, and the most; if lines only divide rows."""

    delimiter: str
    quote: str | None
    usual_columns: int
    columns: int
    ruled: bool = False


def recognise(lines: list[str], hints: Hints) -> Dialect | Trouble:
    """The dialect of these lines; Trouble `fixed_width` or `no_delimiter`."""
    filled = [line for line in lines if line.strip()]
    own = _own(filled)
    if hints.delimiter and (isinstance(own, Trouble) or not _fits_better(own, filled, hints, hints.delimiter)):
        return _dialect(filled, hints.delimiter, hints.quote)
    if isinstance(own, Trouble):
        return own
    return _dialect(filled, own, None if hints.delimiter else hints.quote)


def _fits_better(own: str, lines: list[str], hints: Hints, said: str) -> bool:
    """Whether the file has another delimiter than is said: it gives more of the headings, or is the only one at all."""
    if own == said:
        return False
    wanted = {heading.casefold() for heading in hints.headings}
    found = [
        len(wanted & {_bare(field) for line in lines for field in line.split(delimiter)}) for delimiter in (own, said)
    ]
    return found[0] > found[1] or _score(lines, said) == (0, 0)


def _bare(field: str) -> str:
    return " ".join(field.strip(" \"'").split()).casefold()


def _own(filled: list[str]) -> str | Trouble:
    """The delimiter that the lines show themselves.

    A usual one, unless with another one more lines agree and have more fields: then the usual one stands in texts.
    """
    careful = _without_decimal_commas(filled)
    half = (len(filled) + 1) // 2
    usual, other = _best(careful, USUAL, half), _best(filled, _others(filled), half) or _of_values(filled)
    if usual and other and all(map(gt, _score(filled, other), _score(careful, usual))):
        return other
    if usual is None and other is None and _is_fixed_width(filled):
        return Trouble("fixed_width")
    found = usual or other or _best(careful, USUAL, 1) or _best(filled, USUAL, 1)
    is_decimal_comma = found == "," and _score(careful, found) == (0, 0) and _score(filled, found)[1] < _FEWEST
    return Trouble("no_delimiter") if found is None or is_decimal_comma else found


def _others(lines: list[str]) -> tuple[str, ...]:
    """The signs in most lines that are no usual delimiter, and do not stand in dates and amounts."""
    times = Counter(sign for line in lines for sign in set(line))
    kept = (*USUAL, *QUOTES, *_OF_VALUES, *"()’‘\r \u00a0")
    return tuple(
        sign for sign, count in times.items() if 2 * count >= len(lines) and not sign.isalnum() and sign not in kept
    )


def _of_values(lines: list[str]) -> str | None:
    """The sign that stands in dates and amounts too, with which all lines have the same number of fields."""
    found = _best(lines, tuple(_OF_VALUES), len(lines))
    return found if found and _score(lines, found)[1] >= _FEWEST else None


def _best(lines: list[str], candidates: tuple[str, ...], least: int) -> str | None:
    """The delimiter that gives most lines the same number of fields; None when these are fewer than `least` lines."""
    scores = {delimiter: _score(lines, delimiter) for delimiter in candidates}
    best = max(candidates, key=lambda delimiter: scores[delimiter], default=None)
    return best if best and scores[best][0] >= least else None


def _without_decimal_commas(lines: list[str]) -> list[str]:
    """A comma between two digits is no evidence of a delimiter as long as another one may be found."""
    return [_DECIMAL_COMMA.sub("", line) for line in lines]


def _dialect(lines: list[str], delimiter: str, quote: str | None) -> Dialect:
    filled = [line for line in lines if not _is_rule(line, delimiter)]
    ruled = len(filled) < len(lines)
    lines = [_narrow(line, delimiter) for line in filled or lines]
    used = quote or _quote(lines, delimiter)
    fields, of_records = _fields(lines, delimiter, used), _fields_of_records(lines, delimiter, used)
    _, usual = max(_most(fields), _most(of_records))
    return Dialect(delimiter, used, max(usual, 1), min(max((*fields, *of_records)), _MOST_COLUMNS), ruled)


def _is_rule(line: str, delimiter: str) -> bool:
    """Whether a line is a rule drawn with signs, as in a list made for paper."""
    return any(3 * sign in line for sign in "-=_") and not line.strip(f"{RULE_SIGNS}{delimiter}\r")


def _narrow(line: str, delimiter: str) -> str:
    """The line; without the empty fields at its end where it has more than a table may have."""
    return line.rstrip(f"{delimiter} ") if line.count(delimiter) >= MOST_COLUMNS else line


def _fields_of_records(lines: list[str], delimiter: str, quote: str | None) -> list[int]:
    """For every line how many fields the record has that it belongs to; nothing where no cell is quoted."""
    if quote is None:
        return []
    records = _records(lines, quote)
    return [
        count
        for record, count in zip(records, _fields(records, delimiter, quote), strict=True)
        for _ in record.split("\n")
    ]


def _records(lines: list[str], quote: str) -> list[str]:
    """The same lines, joined where a quotation mark is still open."""
    records: list[str] = []
    is_open = False
    for line in lines:
        if is_open:
            records[-1] += "\n" + line
        else:
            records.append(line)
        is_open ^= line.count(quote) % 2 == 1
    return records[:-1] if is_open else records


def _score(lines: list[str], delimiter: str) -> tuple[int, int]:
    """How many lines have the number of fields that is most usual, and that number; (0, 0) without evidence."""
    quote = _quote(lines, delimiter)
    return max(_most(_fields(lines, delimiter, quote)), _most(_fields_of_records(lines, delimiter, quote)))


def _most(fields: list[int]) -> tuple[int, int]:
    """How many times the most usual number of fields is there, and that number."""
    several = {count: times for count, times in Counter(fields).items() if count > 1}
    return max(((times, count) for count, times in several.items()), default=(0, 0))


def _quote(lines: list[str], delimiter: str) -> str | None:
    """The quotation mark that whole cells stand between; None where no cell does."""
    counts = {}
    for quote in QUOTES:
        whole = sum(len(_quoted(delimiter, quote).findall(line)) for line in lines)
        starts = sum(len(re.findall(f"(?:^|{re.escape(delimiter)}) *{quote}", line)) for line in lines)
        counts[quote] = whole if quote == '"' or 10 * whole > 9 * starts else 0
    best = max(QUOTES, key=lambda quote: counts[quote])
    if counts[best]:
        return best
    over_lines = _quoted(delimiter, QUOTES[0], over_lines=True).search("\n".join(lines))
    return QUOTES[0] if over_lines else None


def _fields(lines: list[str], delimiter: str, quote: str | None) -> list[int]:
    if quote:
        lines = [_quoted(delimiter, quote).sub("", line) for line in lines]
    return [line.count(delimiter) + 1 for line in lines]


def _quoted(delimiter: str, quote: str, *, over_lines: bool = False) -> re.Pattern[str]:
    edge, flags = re.escape(delimiter), re.MULTILINE if over_lines else re.NOFLAG
    return re.compile(f"(?:^|(?<={edge})) *{quote}(?:[^{quote}]|{quote}{quote})*{quote} *(?={edge}|$)", flags)


def _is_fixed_width(lines: list[str]) -> bool:
    """Whether the lines have columns of spaces under each other."""
    widest = max((len(line) for line in lines), default=0)
    padded = [line.ljust(widest) for line in lines]
    blank = [all(line[place] == " " for line in padded[1:] or padded) for place in range(widest)]
    return len(lines) > 2 and any(left and not right for left, right in pairwise(blank))
