"""Floor 1: the ledger store. The only place with database files."""

from pokdash.store.database import Readable
from pokdash.store.publishing import Signed, Unpublishable, VerificationError
from pokdash.store.queries import Batch, PlanVersion, UnreadablePlanError
from pokdash.store.snapshot import DamagedSnapshotError, NoSnapshot, Snapshot
from pokdash.store.store import Store
from pokdash.store.writing import NewBatch, Writing

__all__ = [
    "Batch",
    "DamagedSnapshotError",
    "NewBatch",
    "NoSnapshot",
    "PlanVersion",
    "Readable",
    "Signed",
    "Snapshot",
    "Store",
    "Unpublishable",
    "UnreadablePlanError",
    "VerificationError",
    "Writing",
]
