"""The part of every page that is not seen: it asks for a new run when other figures are served."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from pokdash.ui import components, statics


def live(drawn: str, stream: str, changed: Callable[[], None]) -> None:
    """Keep up with the server: `drawn` names what this run shows, `stream` is the address that tells what is served.

    As the browser knows both, nothing is missed when the connection was lost for a while.
    """
    components.register()
    mount = st.components.v2.component(f"{components.PACKAGE}.live", js="live.js", css="live.css", isolate_styles=False)
    with st.container(key="live"):
        mount(
            key="live-stream",
            data={"drawn": drawn, "stream": stream, "worker": statics.address(statics.STREAM_PATH)},
            on_changed_change=changed,
        )
