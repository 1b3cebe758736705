"""Addresses of pages, to share with others."""

from __future__ import annotations

from urllib.parse import urlencode, urlsplit

import streamlit as st


def address(page: str, **parameters: str) -> str:
    """The whole address of a page of this installation, as the viewer reached it."""
    here = urlsplit(str(st.context.url))
    return f"{here.scheme}://{here.netloc}/{page}?{urlencode(parameters)}"


def is_of_this_machine() -> bool:
    """Whether that address leads nowhere on the machine of somebody else."""
    return urlsplit(str(st.context.url)).hostname in ("127.0.0.1", "localhost", "::1")
