"""Answers to questions about a file as they are typed, `KEY=VALUE`, and how a person must type them."""

from __future__ import annotations

import os
import re
import shlex
import subprocess

from pokdash.ledger.profile import RULE_FIELDS

_KEY_OF_A_WORD = re.compile(rf"(currency|flag|kind|plan|status|year|rule\.({'|'.join(RULE_FIELDS)}))=")
"""How the key of a question about one word begins. The word may hold anything, also `=`; the answer to it does not."""


def answer(text: str) -> tuple[str, str]:
    """The key of a question and the value of its answer: `amount.marks=...`, or `rule.account=43812=3` for a word."""
    key, equals, value = text.rpartition("=") if _KEY_OF_A_WORD.match(text) else text.partition("=")
    if not key or not equals:
        raise ValueError(text)
    return key, value


def typed_answer(key: str, value: str) -> str:
    """What a person types after a command to give this answer, quoted for the shell of this machine."""
    pair = f"{key}={value}"
    return f"--set {subprocess.list2cmdline([pair]) if os.name == 'nt' else shlex.quote(pair)}"
