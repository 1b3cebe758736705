"""The project's own layout (docs/ledger-layout.md) as a profile; its first line says that a file has it."""

from __future__ import annotations

from pokdash.ledger import layout
from pokdash.ledger.profile import Column, Coverage, KindWord, Marks, Profile

OWN_LAYOUT = Profile(
    name=layout.NAME,
    columns=tuple(
        Column(field, heading, number)  # type: ignore[arg-type]
        for number, (heading, field) in enumerate(layout.COLUMNS.items(), start=1)
    ),
    marks=Marks(decimal=",", date_order="ymd"),
    kinds=tuple(KindWord(word, kind) for word, kind in layout.KINDS.items()),  # type: ignore[arg-type]
    coverage=Coverage.STATED,
)
