"""Apart: why what was shown on two moments cannot be compared."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Protocol


class Apart(StrEnum):
    """Why what was spent then and what is spent now cannot be compared."""

    EARLIER = "earlier"  # one looks at an earlier reference date than that of then
    WAS_INVENTED = "was_invented"
    IS_INVENTED = "is_invented"
    WAS_UNKNOWN = "was_unknown"
    IS_UNKNOWN = "is_unknown"


class Footing(Protocol):
    """At which reference date something was shown, whether what was spent is known, and whether it is invented."""

    @property
    def as_of(self) -> dt.date:
        """The reference date."""

    @property
    def spent_known(self) -> bool:
        """Whether it is known what was spent."""

    @property
    def example(self) -> bool:
        """Whether it is invented."""


def apart(then: Footing, now: Footing) -> tuple[Apart, ...]:
    """What keeps these two apart; nothing where they can be compared."""
    told = {
        Apart.EARLIER: now.as_of < then.as_of,
        Apart.WAS_INVENTED: then.example and not now.example,
        Apart.IS_INVENTED: now.example and not then.example,
        Apart.WAS_UNKNOWN: now.spent_known and not then.spent_known,
        Apart.IS_UNKNOWN: then.spent_known and not now.spent_known,
    }
    return tuple(why for why, so in told.items() if so)
