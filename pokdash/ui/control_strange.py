"""What is strange about an import, and the tick of a person who looked at it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from pokdash.intake import Strange
from pokdash.ui import parts
from pokdash.ui.say import say

_SURE = "data-sure"


def draw(found: Sequence[Strange], tick: Callable[[bool], None], *, sure: bool) -> None:
    """Every sentence with what may be behind it; `sure` is whether somebody ticked that this is right."""
    if not found:
        return
    sentences = [say(f"strange.{one.what}", **one.params) for one in found]
    causes = list(dict.fromkeys(say(f"strange.cause_{one.cause}") for one in found))
    parts.html("control_strange.html", sentences=sentences, causes=causes)
    st.session_state[_SURE] = sure
    st.checkbox(say("strange.sure"), key=_SURE, on_change=lambda: tick(st.session_state[_SURE]))
