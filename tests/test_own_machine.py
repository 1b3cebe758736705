"""Whose machine the page is opened on: only the person of this installation may change something without a role."""

from __future__ import annotations

import pytest
import streamlit as st

from pokdash.ui import frame


class Context:
    """What Streamlit knows of the request."""

    def __init__(self, headers: dict[str, str]) -> None:
        self.headers = headers


@pytest.mark.parametrize(
    ("address", "headers", "own"),
    [
        ("127.0.0.1", {"Host": "127.0.0.1:8501", "Origin": "http://127.0.0.1:8501"}, True),
        ("localhost", {"Host": "localhost:8501", "Origin": "http://localhost:8501"}, True),
        ("::1", {"Host": "[::1]:8501", "Origin": "http://[::1]:8501"}, True),
        ("0.0.0.0", {"Host": "127.0.0.1:8501", "Origin": "http://127.0.0.1:8501"}, False),  # noqa: S104 - is refused
        ("127.0.0.1", {"Host": "pok.example.org", "Origin": "https://pok.example.org"}, False),
        ("127.0.0.1", {"Host": "127.0.0.1:8501", "Origin": "https://pok.example.org"}, False),
        ("127.0.0.1", {"host": "127.0.0.1:8501", "via": "1.1 proxy"}, False),
        ("127.0.0.1", {"Host": "127.0.0.1:8501", "X-Forwarded-Proto": "https"}, False),
        ("127.0.0.1", {"Host": "["}, False),
        ("127.0.0.1", {"Host": "127.0.0.1:8501", "Origin": "null"}, False),
    ],
)
def test_only_a_request_of_this_machine_to_this_machine_is_its_own(
    monkeypatch: pytest.MonkeyPatch, address: str, headers: dict[str, str], own: bool
) -> None:
    monkeypatch.setattr(st, "context", Context(headers))
    monkeypatch.setattr(st, "get_option", {"server.address": address}.get)
    assert frame.own_machine() is own
