"""Floor 2: one place that runs read, check and publish, for page and command line."""

from pokdash.intake.batch_changes import redo, remove_examples, undo
from pokdash.intake.initialisation import initialise
from pokdash.intake.ledger_export import Exported, export_ledger
from pokdash.intake.ledger_import import LedgerFile, import_file, import_ledger
from pokdash.intake.notices import notices
from pokdash.intake.outcome import Changed, Imported, Initialised, OnChange, PlansLoaded, Refused, Unchanged
from pokdash.intake.plans import load_plans, read_folder
from pokdash.store.home import PLANS, Home, Settings

__all__ = [
    "PLANS",
    "Changed",
    "Exported",
    "Home",
    "Imported",
    "Initialised",
    "LedgerFile",
    "OnChange",
    "PlansLoaded",
    "Refused",
    "Settings",
    "Unchanged",
    "export_ledger",
    "import_file",
    "import_ledger",
    "initialise",
    "load_plans",
    "notices",
    "read_folder",
    "redo",
    "remove_examples",
    "undo",
]
