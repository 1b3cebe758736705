"""Floor 1: frozen data to pictures. Gauges as SVG, charts as plain Plotly dictionaries, colours as tokens."""
