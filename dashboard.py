"""POK-monitor. Start with: streamlit run dashboard.py."""

import datetime as dt

import streamlit as st

from pokdash import intake
from pokdash.store import NoSnapshot
from pokdash.ui import server


def prepare() -> None:
    """Set up an empty state folder, as `python -m pokdash init` does; what is there already stays as it is."""
    home = intake.Home.from_environment()
    if isinstance(home.store.snapshot(), NoSnapshot):
        intake.initialise(home, home.settings().actor, dt.datetime.now(dt.UTC))


app = st.App(server.MAIN, lifespan=server.lifespan(prepare), routes=server.ROUTES, middleware=server.MIDDLEWARE)
