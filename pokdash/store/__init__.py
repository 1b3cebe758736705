"""Floor 1: the ledger store and the workspace. The only place with database files."""

from pokdash.store.answers import Batch, PlanVersion, RejectedRow, UnreadablePlanError
from pokdash.store.database import Readable
from pokdash.store.faults import Unpublishable
from pokdash.store.new_batch import Added, Cover, NewBatch, UsedProfile
from pokdash.store.publishing import Signed, VerificationError
from pokdash.store.snapshot import DamagedSnapshotError, NoSnapshot, Snapshot
from pokdash.store.store import Store
from pokdash.store.workspace import GoesOn, Outdated, Workspace
from pokdash.store.workspace_file import WorkspaceError
from pokdash.store.writing import Writing

__all__ = [
    "Added",
    "Batch",
    "Cover",
    "DamagedSnapshotError",
    "GoesOn",
    "NewBatch",
    "NoSnapshot",
    "Outdated",
    "PlanVersion",
    "Readable",
    "RejectedRow",
    "Signed",
    "Snapshot",
    "Store",
    "Unpublishable",
    "UnreadablePlanError",
    "UsedProfile",
    "VerificationError",
    "Workspace",
    "WorkspaceError",
    "Writing",
]
