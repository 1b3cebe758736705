"""Floor 2: the screen. The only floor that knows Streamlit."""
