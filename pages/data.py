"""Data: from a ledger file to saved bookings, with everything shown before it is saved; earlier imports below."""

import datetime as dt

import streamlit as st

from pokdash import intake
from pokdash.domain.actor import Action
from pokdash.domain.notice import Notice
from pokdash.ui import changes, data_batches, data_export, data_page, frame, parts
from pokdash.ui.data_desk import Here

known = frame.facts()
current, _ = frame.opened()
home = intake.Home.from_environment()
actor = frame.settings().actor


def carry_out(asked: changes.Asked) -> tuple[Notice, ...]:
    """Undo or redo an import, as the person of this installation."""
    when, batch = dt.datetime.now(dt.UTC), asked.batch or 0
    undoing = asked.action is Action.UNDO
    done = intake.undo(home, batch, actor, when, asked.why) if undoing else intake.redo(home, batch, actor, when)
    return intake.notices(done, f"manage.done_{asked.action}")


changes.tell()
data_page.draw(Here(home, actor, known.plan, current.checksum, dt.datetime.now(dt.UTC)))
parts.html("data_now.html", total=known.position.total, as_of=known.position.as_of)
with st.container(key="data-below"):
    data_batches.draw(known, current, actor, carry_out)
    data_export.draw(current, known.plan.id, example=known.position.example)
parts.html("footer.html", position=known.position, version=known.version)
