"""From a file on disk to a grid of cells: what kind of file it is, how it is written, where its cells are."""

from pokdash.ledger.source.audit_grid import HEADING as AUDIT_COLUMNS
from pokdash.ledger.source.model import AuditFacts, Hints, Kind, Seen, Sheet, Source, Trouble
from pokdash.ledger.source.opening import attach, open_source

__all__ = [
    "AUDIT_COLUMNS",
    "AuditFacts",
    "Hints",
    "Kind",
    "Seen",
    "Sheet",
    "Source",
    "Trouble",
    "attach",
    "open_source",
]
