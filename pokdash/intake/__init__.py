"""Floor 2: one place that runs read, check and publish, for page and command line."""

from pokdash.intake.batch_changes import redo, remove_examples, undo
from pokdash.intake.examined import (
    Choices,
    ColumnSummary,
    Conversion,
    Examined,
    Limits,
    PersonalData,
    PlaceRow,
    Preview,
    Progress,
    Request,
    SampleRow,
    Strange,
    Tell,
)
from pokdash.intake.examining import Examiner, examine
from pokdash.intake.file_import import Reader, preview, save
from pokdash.intake.initialisation import initialise
from pokdash.intake.ledger_export import Exported, export_ledger
from pokdash.intake.ledger_import import LedgerFile, import_file, import_ledger
from pokdash.intake.notices import notices
from pokdash.intake.outcome import Changed, Imported, Initialised, OnChange, PlansLoaded, Recorded, Refused, Unchanged
from pokdash.intake.plans import load_plans, read_folder
from pokdash.intake.profiles import (
    SavedProfile,
    fitting_profiles,
    read_profile_content,
    read_profile_file,
    remove_profile,
    save_profile,
    saved_profile,
    saved_profiles,
    write_profile_file,
)
from pokdash.intake.progress_words import progress_words
from pokdash.intake.reader_process import ReaderProcess
from pokdash.intake.recording import TakenBack, Wanted, record
from pokdash.intake.rejected_rows import every_problem, original_rows
from pokdash.intake.repeats import Told, gone_key, repeats
from pokdash.store.home import PLANS, Home, Settings

__all__ = [
    "PLANS",
    "Changed",
    "Choices",
    "ColumnSummary",
    "Conversion",
    "Examined",
    "Examiner",
    "Exported",
    "Home",
    "Imported",
    "Initialised",
    "LedgerFile",
    "Limits",
    "OnChange",
    "PersonalData",
    "PlaceRow",
    "PlansLoaded",
    "Preview",
    "Progress",
    "Reader",
    "ReaderProcess",
    "Recorded",
    "Refused",
    "Request",
    "SampleRow",
    "SavedProfile",
    "Settings",
    "Strange",
    "TakenBack",
    "Tell",
    "Told",
    "Unchanged",
    "Wanted",
    "every_problem",
    "examine",
    "export_ledger",
    "fitting_profiles",
    "gone_key",
    "import_file",
    "import_ledger",
    "initialise",
    "load_plans",
    "notices",
    "original_rows",
    "preview",
    "progress_words",
    "read_folder",
    "read_profile_content",
    "read_profile_file",
    "record",
    "redo",
    "remove_examples",
    "remove_profile",
    "repeats",
    "save",
    "save_profile",
    "saved_profile",
    "saved_profiles",
    "undo",
    "write_profile_file",
]
