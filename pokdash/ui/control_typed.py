"""A total that a person types beside that of the file: how they differ, and a tick for saving all the same."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import streamlit as st

from pokdash.domain.money import difference
from pokdash.texts import typed_amount
from pokdash.ui import parts
from pokdash.ui.amendments import signed
from pokdash.ui.say import language, say

_TYPED = "control-typed-total"
_TICK = "control-differs"
Accept = Callable[[Decimal | None], None]


def draw(whole: Decimal, accepted: Decimal | None, accept: Accept, *, differs: bool) -> None:
    """The field, and how the file (`whole`) differs from what was typed.

    `accepted` is the difference that a person saves with, None where nobody ticked one; `accept` takes it over.
    `differs`: the dashboard will not be as the file.
    """
    hint = say("control.total.hint", example=say("control.total.example"))
    typed = st.text_input(say("control.total.typed"), key=_TYPED, placeholder=hint)
    if not typed.strip():
        return
    stated = typed_amount(typed, language())
    if stated is None:
        parts.message("danger", say("control.total.not_read", example=say("control.total.example")))
        return
    apart = difference(whole, stated)
    parts.html("control_total_compared.html", stated=stated, apart=signed(apart), same=not apart, differs=differs)
    if apart:
        st.session_state[_TICK] = accepted == apart
        label = say("control.total.save_with", apart=signed(apart))
        st.checkbox(label, key=_TICK, on_change=lambda: accept(apart if st.session_state[_TICK] else None))


def holds_back(whole: Decimal, accepted: Decimal | None) -> bool:
    """Whether what is typed keeps a file from being saved: it is no amount, or differs and nobody ticked that."""
    typed = str(st.session_state.get(_TYPED, ""))
    if not typed.strip():
        return False
    stated = typed_amount(typed, language())
    return stated is None or difference(whole, stated) not in {0, accepted}
