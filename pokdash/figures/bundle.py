"""Plotly's browser half: the bundle that lies inside the installed Python package."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path


def plotly_bundle() -> Path:
    """Find `plotly.min.js` without importing plotly, which costs seconds."""
    spec = find_spec("plotly")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("plotly")
    return Path(spec.origin).parent / "package_data" / "plotly.min.js"
