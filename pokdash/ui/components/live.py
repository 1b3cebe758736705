"""The part of every page that is not seen: it asks for a new run when other figures are served."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass

import streamlit as st

from pokdash.ui import components, statics


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a run shows: the name of what is served, and the meeting that is attended with what happened in it last."""

    served: str
    meeting: tuple[str, int] | None = None


def live(drawn: Drawn, stream: str, changed: Callable[[], None]) -> None:
    """Keep up with the server: `drawn` is what this run shows, `stream` the address that tells what is served.

    As the browser knows both, nothing is missed when the connection was lost for a while.
    """
    components.register()
    mount = st.components.v2.component(f"{components.PACKAGE}.live", js="live.js", css="live.css", isolate_styles=False)
    with st.container(key="live"):
        mount(
            key="live-stream",
            data={"drawn": asdict(drawn), "stream": stream, "worker": statics.address(statics.STREAM_PATH)},
            on_changed_change=changed,
        )
