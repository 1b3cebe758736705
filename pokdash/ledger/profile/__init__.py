"""Profiles: how the files of an export are read and where their rows go; as TOML, in words, and for the conversion."""

from pokdash.ledger.profile.instructions import hints, instructions
from pokdash.ledger.profile.model import (
    FORMAT,
    NOT_IN_PLAN,
    RULE_FIELDS,
    Cell,
    Column,
    Coverage,
    FileShape,
    FlagWord,
    KindWord,
    LeaveOut,
    Marks,
    Profile,
    Rule,
    YearColumn,
)
from pokdash.ledger.profile.reading import ProfileProblem, ProfileReading, read_profile
from pokdash.ledger.profile.sentence import Filling, Sentence, Term
from pokdash.ledger.profile.words import Said, field_term, in_words, mark_term
from pokdash.ledger.profile.writing import write_profile

__all__ = [
    "FORMAT",
    "NOT_IN_PLAN",
    "RULE_FIELDS",
    "Cell",
    "Column",
    "Coverage",
    "FileShape",
    "Filling",
    "FlagWord",
    "KindWord",
    "LeaveOut",
    "Marks",
    "Profile",
    "ProfileProblem",
    "ProfileReading",
    "Rule",
    "Said",
    "Sentence",
    "Term",
    "YearColumn",
    "field_term",
    "hints",
    "in_words",
    "instructions",
    "mark_term",
    "read_profile",
    "write_profile",
]
