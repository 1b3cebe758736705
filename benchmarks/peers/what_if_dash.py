"""The what-if page as Dash's own documentation would build it for speed: a clientside callback draws the figures."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from dash import ClientsideFunction, Dash, Input, Output, dcc, html

LINES = json.loads(Path(os.environ["WHAT_IF_LINES"]).read_text(encoding="utf-8"))
DRAW = """
window.dash_clientside = Object.assign({}, window.dash_clientside, {what_if: {draw: function(...values) {
  const lines = LINES;
  const left = lines.map((line, at) => line.left + values[at] - line.amount);
  const rest = lines.reduce((sum, line, at) => sum + line.amount - values[at], 0);
  const gauges = lines.slice(0, 6).map((line, at) => ({data: [{type: "indicator", mode: "gauge+number", value: left[at],
    gauge: {axis: {range: [0, line.amount]}}}], layout: {height: 200}}));
  const path = (line, at) => ({y: line.spending.map(spent => left[at] - spent), name: line.name});
  const burn = {data: lines.map(path), layout: {}};
  return ["Nog te verdelen: " + rest, burn, ...gauges];
}}});
"""

app = Dash(__name__)
app.index_string = app.index_string.replace(
    "{%scripts%}", "{%scripts%}<script>" + DRAW.replace("LINES", json.dumps(LINES)) + "</script>"
)
app.layout = html.Div(
    [
        html.H1("Wat als?"),
        *(
            html.Div(
                [
                    html.Label(line["name"]),
                    dcc.Slider(
                        line["least"],
                        line["amount"] * 2,
                        1000,
                        value=line["amount"],
                        id=line["code"],
                        updatemode="drag",
                        marks=None,
                    ),
                ]
            )
            for line in LINES
        ),
        html.P(id="check"),
        dcc.Graph(id="burn"),
        *(dcc.Graph(id=f"gauge-{at}") for at in range(min(6, len(LINES)))),
    ]
)
app.clientside_callback(
    ClientsideFunction("what_if", "draw"),
    Output("check", "children"),
    Output("burn", "figure"),
    *(Output(f"gauge-{at}", "figure") for at in range(min(6, len(LINES)))),
    *(Input(line["code"], "value") for line in LINES),
)

if __name__ == "__main__":
    app.run(host="127.0.0.1", port=int(sys.argv[1]))
