"""Components that run in the browser; their scripts and styles lie in `assets/`."""

from __future__ import annotations

from pathlib import Path

from streamlit.components.v2.get_bidi_component_manager import get_bidi_component_manager
from streamlit.components.v2.manifest_scanner import ComponentConfig, ComponentManifest

PACKAGE = "pokdash"
NAMES = ("figure", "live", "presenter", "what_if")


def register() -> None:
    """Tell Streamlit where the assets lie, as it does itself for an installed component package.

    Called when the server starts and before every mount: a test of one page has no server. Streamlit has no public
    call for this; a test guards it against a new version.
    """
    manager = get_bidi_component_manager()
    if all(manager.get_component_asset_root(f"{PACKAGE}.{name}") is not None for name in NAMES):
        return
    components = [ComponentConfig(name, "assets") for name in NAMES]
    manager.register_from_manifest(ComponentManifest(PACKAGE, "1", components), Path(__file__).parent)
