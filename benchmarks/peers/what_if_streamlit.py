"""The what-if page as Streamlit's own documentation would build it: a slider a line, gauges, a burn-down, a table."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

LINES = json.loads(Path(os.environ["WHAT_IF_LINES"]).read_text(encoding="utf-8"))

st.set_page_config(layout="wide")
st.title("Wat als?")
amounts = {
    line["code"]: st.slider(line["name"], line["least"], line["amount"] * 2, line["amount"], 1000, key=line["code"])
    for line in LINES
}
rest = sum(line["amount"] for line in LINES) - sum(amounts.values())
st.markdown(f"<p id='check'>Nog te verdelen: {rest}</p>", unsafe_allow_html=True)
for column, line in zip(st.columns(min(6, len(LINES))), LINES, strict=False):
    left = line["left"] + amounts[line["code"]] - line["amount"]
    gauge = go.Indicator(mode="gauge+number", value=left, gauge={"axis": {"range": [0, line["amount"]]}})
    column.plotly_chart(go.Figure(gauge, {"height": 200}), key=f"gauge-{line['code']}")
figure = go.Figure()
for line in LINES:
    left = line["left"] + amounts[line["code"]] - line["amount"]
    figure.add_scatter(y=[left - spent for spent in line["spending"]], name=line["name"])
st.plotly_chart(figure, key="burn-down")
ends = [line["left"] + amounts[line["code"]] - line["amount"] - (line["spending"] or [0])[-1] for line in LINES]
st.dataframe(pd.DataFrame({"line": [line["name"] for line in LINES], "amount": amounts.values(), "end": ends}))
