"""Files of which nothing can come: they have no amounts, none that can be read, or no rows."""

from __future__ import annotations

from pokdash.intake.examined import Examined
from pokdash.ledger import shortened
from pokdash.ledger.source import Trouble


def nothing_to_book(examined: Examined) -> Trouble | None:
    """Why nothing can come of a table without amounts or rows, or with something impossible above these.

    Of several sheets another one may have amounts and rows.
    """
    has_amounts, trouble = examined.proposal.profile.has_amounts, examined.proposal.trouble
    if has_amounts and trouble:
        return trouble
    if len(examined.source.sheets) > 1:
        return None
    if has_amounts:
        empty = examined.rows_read == 0 and examined.proposal.covered_until is None
        return Trouble("no_rows") if empty else None
    if trouble:
        return trouble
    names = ", ".join(column.name for column in examined.columns if column.name) or "-"
    return Trouble("no_amount_column", {"columns": shortened(names)})
