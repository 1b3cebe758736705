"""What is recorded of an import besides its bookings, and what came of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal


@dataclass(frozen=True, slots=True)
class UsedProfile:
    """The profile that a file was read with: its name, and its whole text as it was then."""

    name: str
    toml: str


@dataclass(frozen=True, slots=True)
class NewBatch:
    """One import. Rows are rows of the file; bookings, and their total in euro, are what the reader kept of them.

    `rows_set_aside` are rows that are no bookings of this plan, `rows_rejected` rows that are wrong. `bookings` None is
    one booking for each other row. `changed` says what happens to a booking that a live batch has with other contents;
    `reversal` describes the entry that takes it away, and `reversal_gone` that of a booking which is not in the file
    any more, with `{batch}` and `{row}` for the place of the original. `expenditures_until`: the file says that its
    expenditures are complete until that day; None is that it says nothing of the kind.
    """

    plan: str
    example: bool
    file_name: str
    file_sha256: str
    covered_until: dt.date
    rows_read: int
    total_read: Decimal
    rows_set_aside: int = 0
    rows_rejected: int = 0
    bookings: int | None = None
    file_extension: str = "csv"
    profile: UsedProfile | None = None
    changed: Literal["leave", "correct"] = "leave"
    reversal: str = "{batch}: {row}"
    reversal_gone: str = "{batch}: {row}"
    expenditures_until: dt.date | None = None

    @property
    def one_each(self) -> bool:
        """Whether every row that was kept is one booking."""
        return self.bookings is None or self.bookings == self._rows_kept

    @property
    def _rows_kept(self) -> int:
        return self.rows_read - self.rows_set_aside - self.rows_rejected

    def recorded(self) -> dict[str, object]:
        """The columns of table `batch` that are known before the bookings are compared with the live ones."""
        return {
            "plan": self.plan,
            "example": self.example,
            "file_name": self.file_name,
            "file_sha256": self.file_sha256,
            "file_extension": self.file_extension,
            "profile": self.profile.name if self.profile else None,
            "profile_toml": self.profile.toml if self.profile else None,
            "covered_until": self.covered_until,
            "expenditures_until": self.expenditures_until,
            "rows_read": self.rows_read,
            "rows_rejected": self.rows_rejected,
            "bookings_read": self._rows_kept if self.bookings is None else self.bookings,
            "total_read": self.total_read,
        }


@dataclass(frozen=True, slots=True)
class Cover:
    """What a file says of the bookings that it does not have: that it has all of its kind up to and including a day.

    It begins with the month of its first booking. `alike` are batches that were read from the same columns;
    `take_back`: a live booking that it should have and has not is to be reversed. `expenditures_until`: that day for
    its expenditures, None is the same one.
    """

    until: dt.date
    alike: tuple[int, ...] = ()
    take_back: bool = False
    expenditures_until: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Added:
    """A batch as it was added: rows left out in all, those of them that a live batch held, and changed bookings.

    `total_known` is what the bookings that a live batch held come to in the file, and `total_reversed` what was taken
    back of live batches, in euro.
    """

    number: int
    rows_left_out: int
    rows_known: int
    changed: int
    total_known: Decimal
    total_reversed: Decimal


@dataclass(frozen=True, slots=True)
class SetAside:
    """Rows of the file that were taken out of what is staged, their bookings, and the sum of these in euro."""

    rows: int
    bookings: int
    total: Decimal
