"""A chart that stays mounted: Plotly in the browser, redrawn on the same node, in the colours of the theme."""

from __future__ import annotations

import streamlit as st

from pokdash.figures.figure_data import FigureData
from pokdash.figures.tokens import DARK, LIGHT, palette
from pokdash.ui import components, statics
from pokdash.ui.say import say

_PALETTES = {"light": palette(LIGHT), "dark": palette(DARK)}


def figure(data: FigureData, key: str) -> None:
    """Draw a chart in the width that there is; without its script the box says so in words."""
    components.register()
    mount = st.components.v2.component(
        f"{components.PACKAGE}.figure", js="figure.js", css="figure.css", isolate_styles=False
    )
    mount(
        key=key,
        data={
            "traces": list(data.traces),
            "wide": data.wide,
            "narrow": data.narrow,
            "alt": data.alt,
            "wideFrom": data.wide_from,
            "failed": say("chart.failed"),
            "source": statics.address(statics.PLOTLY_PATH),
            "palettes": _PALETTES,
        },
    )
