"""What exports call the status of a booking, and the words that say that a row is booked, or that it may not be."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pokdash.ledger.proposal.vocabulary import field_of, plain

_STATUS = re.compile(
    r"(?:.* )?(?:\w*status|state|toestand|verwerkingsfase)"
    r"(?: (?:van )?(?:de )?(?:boeking|regel|document|stuk|post|mutatie|factuur))?(?: oms\w*| naam| code)?"
)
_OTHER_STATUS = re.compile(r"betaal|payment|factuur|invoice|project|contract|order|inkoop")  # not paid, but it counts
_PHASE = re.compile(r"(?:.* )?\w*(?:fase|stadium|phase|stage)")
_LAPSED = (
    r"\w*vervall\w*|verv|\w*storn\w*|\w*annul\w*|geann|concept[\w-]*|\w*verwijder\w*|ongeldig\w*|\w*afgekeurd"
    r"|\w*afgewezen|ingetrokken|geblokkeerd|teruggedraaid|tegengeboekt|fout(?!loos)\w*|cancel\w*|void\w*|deleted"
    r"|revers\w*|rejected|blocked|draft|geschrapt|geweigerd|doorgehaald|inactief"
)
_VOID_HEADING = re.compile(rf"(?:is )?(?:{_LAPSED}|voorlopig|niet geboekt)(?: j/n| ja/nee)?")
_POSTED = "geboekt|definitief|gejournaliseerd|verwerkt|geldig|posted|final"
_APPROVED = "goedgekeurd|akkoord|geaccordeerd|geautoriseerd|gefiatteerd|vrijgegeven|actief|approved|active"
_BOOKED_HEADING = re.compile(rf"(?:is )?(?:{_POSTED}|{_APPROVED})(?: j/n| ja/nee)?")
_VOID = re.compile(
    rf"\b(?:{_LAPSED}|(?:nog )?niet\b(?!.*(?:betaald|voldaan)).*|not\b(?!.* paid).*|on(?:geboekt|verwerkt)\w*"
    r"|voorlopig\w*|geparkeerd|te boeken|te verwerken|in behandeling|gereserveerd|wacht\w*|simulatie"
    r"|parked|unposted|pending|provisional)\b"
)
_NOT_LAPSED = re.compile(rf"(?:niet|not|geen) (?:van toepassing|applicable|{_LAPSED})|foutloos")
_BOOKED = re.compile(
    rf"(?:{_POSTED}|{_APPROVED}|def|(?:deels |gedeeltelijk |(?:nog )?niet )?betaald|onbetaald|open|openstaand"
    r"|gecontroleerd|afgesloten|gesloten|gereed|klaar|gefactureerd|verzonden|afgehandeld|ok|doorgeboekt|vereffend"
    r"|afgeletterd|booked|paid|unpaid|closed|cleared|processed|completed?|done)(?: .*)?"
)
_YES = frozenset(("j", "ja", "x", "y", "yes", "1", "true", "waar", "v", "*"))
_NO = frozenset(("n", "nee", "no", "0", "false", "onwaar"))
FLAG_WORDS = _YES | _NO
"""The words of a column that says yes or no, in lower case."""


def names_status(heading: str) -> bool:
    """Whether a heading says that its column tells what became of a booking."""
    return bool(_STATUS.fullmatch(plain(heading))) and not names_other(heading)


def names_its_status(heading: str) -> bool:
    """Whether a heading says that its column tells what became of something else than a booking."""
    return bool(_STATUS.fullmatch(plain(heading))) and names_other(heading)


def may_name_status(heading: str) -> bool:
    """Whether a column with this heading (`Fase`, `Soort`) may tell what became of a booking, and often does not."""
    return field_of(heading) == "kind" or (bool(_PHASE.fullmatch(plain(heading))) and not names_other(heading))


def names_other(heading: str) -> bool:
    """Whether a heading says that its column tells what became of something else, such as the payment."""
    return bool(_OTHER_STATUS.search(plain(heading)))


def void_words(heading: str) -> frozenset[str] | None:
    """The words under a heading (`Vervallen`, `Geboekt`) by which a row may be no booking; None for other headings."""
    if _VOID_HEADING.fullmatch(plain(heading)):
        return _YES
    return _NO if _BOOKED_HEADING.fullmatch(plain(heading)) else None


def says_yes(word: str) -> bool:
    """Whether a word of a column that says yes or no says yes."""
    return word in _YES


def says_yes_or_no(heading: str, words: Iterable[str]) -> bool:
    """Whether a column (`Geboekt`) says yes or no of every row: then it holds no amounts, whatever its numbers."""
    return void_words(heading) is not None and FLAG_WORDS.issuperset(word.casefold() for word in words)


def tells_status(heading: str) -> bool:
    """Whether a heading says that its column tells, in any way, what became of a booking."""
    return names_status(heading) or void_words(heading) is not None


def says_void(word: str) -> bool:
    """Whether a word of a status says that its row may be no booking, or not one any more."""
    return bool(_VOID.search(plain(word))) and not _NOT_LAPSED.fullmatch(plain(word))


def is_void(word: str) -> bool:
    """Whether a text, under whatever heading, is nothing but a status of a row that may be no booking."""
    return bool(_VOID.fullmatch(plain(word))) and not _NOT_LAPSED.fullmatch(plain(word))


def says_posted(word: str) -> bool:
    """Whether a word of a status says that a row is booked, so that it says something where it does not stand."""
    return bool(re.fullmatch(_POSTED, plain(word)))


def says_booked(word: str) -> bool:
    """Whether a word of a status is one that bookings have."""
    return not says_void(word) and any(words.fullmatch(plain(word)) for words in (_BOOKED, _NOT_LAPSED))
