"""What the running sum of a table tells of its rows."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

_SEVERAL, _ONE = 2, 1  # bookings
_CHANCE = 3  # bookings above the first stand, and stands: as many together prove nothing yet
_NEW = 0.75  # of the running sums: as many are different where bookings do not cancel one another out


def cancels_out(cents: Sequence[int]) -> bool:
    """Whether the running sum is often what it was, as with journals that balance: then sums say nothing."""
    sums = list(accumulate((one for one in cents if one), initial=0))
    return len(set(sums)) < _NEW * len(sums)


def of_all_so_far(cents: Sequence[int]) -> set[int]:
    """The rows that are each the sum of all bookings above; one is no proof, and neither is one that repeats one."""
    return _stands(cents, _SEVERAL) or _stands(cents, _ONE)


def _stands(cents: Sequence[int], least: int) -> set[int]:
    """The rows that are the sum of all bookings above, at least so many; the fewer those are, the more such rows."""
    found: set[int] = set()
    so_far = count = new = 0
    for at, one in enumerate(cents):
        if one == so_far and one and count >= least and new:
            found.add(at)
            new = 0
        elif one:
            so_far, count, new = so_far + one, count + 1, new + 1
    return found if len(found) + least > _CHANCE else set()


def recap(cents: Sequence[int]) -> set[int]:
    """The rows at the end that are together all rows before them, of which there are at least twice as many.

    Below them may stand what they are together.
    """
    end = len(cents)
    if end and 3 * cents[-1] == sum(cents):
        end -= 1
    so_far, whole = 0, sum(cents[:end])
    for at in range(end - _SEVERAL + 1):
        if 2 * so_far == whole and so_far and at >= 2 * (end - at):
            return set(range(at, len(cents)))
        so_far += cents[at]
    return set()
