"""POK-monitor. Start with: streamlit run dashboard.py."""

import streamlit as st

from pokdash.ui import server

app = st.App(server.MAIN, lifespan=server.lifespan, routes=server.ROUTES, middleware=server.MIDDLEWARE)
