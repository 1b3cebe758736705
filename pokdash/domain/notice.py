"""What is said after a change was tried: a text key with its parameters, and whether it worked."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Notice:
    """One sentence; `place` says where something is wrong (file and place in it), empty for the whole change."""

    ok: bool
    key: str
    params: dict[str, object] = field(default_factory=dict)
    place: str = ""
