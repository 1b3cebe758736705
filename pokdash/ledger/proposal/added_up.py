"""Which rows of a table are the sum of others, by their amounts alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import accumulate

_NEARLY_ALL, _PART = 0.75, 0.25  # of the rows: what is in a total where sums are often met by chance, and else
_LEVELS = 4  # totals of totals
_SINGLE = 3  # different totals of one booking each, that are no chance
_ALONE, _AGAIN, _ONE = 3, 2, 1  # bookings of one total that is alone, that is beside others, and of any


@dataclass(frozen=True, slots=True)
class _Chain:
    """Totals that follow one another: how many, where the first booking is, most bookings of one, the last but one."""

    count: int
    begin: int
    longest: int
    before: int | None


@dataclass(frozen=True, slots=True)
class Row:
    """A row with its amount in cents; `is_total`: it is known as a total so far."""

    source_row: int
    cents: int
    is_total: bool = False


def added_up(rows: Sequence[Row], *, again: bool) -> set[int]:
    """The rows of the file that are totals below their bookings: of bookings, of totals, or of all so far.

    `again`: the profile has such totals already; one more of one booking is enough.
    """
    left = [row for row in rows if not row.is_total]
    edges, proven = _known(rows)
    least = _ONE if again else _AGAIN if len(edges) > 1 else _ALONE
    found: set[int] = set()
    for _ in range(_LEVELS):
        cents = [row.cents for row in left]
        totals = _level(cents, edges, proven, least) or (set() if found else _of_all_so_far(cents))
        if not totals:
            break
        found |= {left[at].source_row for at in totals}
        moved = [at - sum(total < at for total in totals) for at in range(len(left) + 1)]
        edges, proven = {moved[at] for at in edges}, {moved[at] for at in proven - totals}
        left = [row for at, row in enumerate(left) if at not in totals]
        least = min(least, _AGAIN)
    return found


def _known(rows: Sequence[Row]) -> tuple[set[int], set[int]]:
    """Where in the rows without known totals one begins to add up anew, and the rows that such a total proves."""
    edges, proven, stretch = {0}, set[int](), list[int]()
    count = 0
    for row in rows:
        if not row.is_total:
            stretch.append(row.cents)
            count += 1
            continue
        if row.cents == sum(stretch):
            proven |= set(range(count - len(stretch), count))
        edges.add(count)
        stretch = []
    return edges, proven


def _level(cents: Sequence[int], edges: AbstractSet[int], proven: AbstractSet[int], least: int) -> set[int]:
    """The totals that follow one another directly, or that are alone below all rows of which they are the sum."""
    sums = list(accumulate(cents, initial=0))
    chains: dict[int, _Chain] = {}
    at_edge, anywhere = {0: 0}, dict[int, int]()
    after: dict[int, int] = {}  # by the sum so far: the total with most before it
    for at, one in enumerate(cents):
        if at in edges:
            at_edge[sums[at]] = at
        if at >= _AGAIN:
            anywhere[sums[at - _AGAIN]] = at - _AGAIN
        start = sums[at] - one
        if at in proven or (chain := _chain(at, one, start, (after, at_edge, anywhere), chains)) is None:
            continue
        chains[at] = chain
        known = after.get(sums[at + 1])
        if known is None or chains[known].count <= chain.count:
            after[sums[at + 1]] = at
    return _taken(cents, edges, chains, least)


def _chain(
    at: int, one: int, start: int, places: tuple[Mapping[int, int], ...], chains: Mapping[int, _Chain]
) -> _Chain | None:
    """What a row is a total of: of the rows below another total, of those below an edge, or of two and more."""
    after, at_edge, anywhere = places
    before = after.get(start)
    if before is not None and at - before - 1 >= (_ONE if one else _AGAIN):
        last = chains[before]
        return _Chain(last.count + 1, last.begin, max(last.longest, at - before - 1), before)
    for begin in (at_edge.get(start), anywhere.get(start)):
        if one and begin is not None and begin < at:
            return _Chain(1, begin, at - begin, None)
    return None


def _taken(cents: Sequence[int], edges: AbstractSet[int], chains: Mapping[int, _Chain], least: int) -> set[int]:
    """The totals of chains that are no chance, the longest first; none inside another.

    Round amounts add up by chance everywhere: then only what nearly all rows are in counts.
    """
    found: set[int] = set()
    spans: list[tuple[int, int]] = []
    ends = {*edges, len(cents)}
    for at, chain in sorted(chains.items(), key=lambda item: item[1].begin - item[0]):
        if any(begin <= at and chain.begin <= end for begin, end in spans):
            continue
        totals = list(_links(chains, at))
        alone = chain.begin in edges and at + 1 in ends and chain.longest >= least
        different = len({cents[one] for one in totals}) >= _SINGLE and (chain.begin, at + 1) == (0, len(cents))
        if alone if chain.count == 1 else chain.longest >= _AGAIN or different or least == _ONE:
            found |= set(totals)
            spans.append((chain.begin, at))
    covered = sum(at + 1 - begin for begin, at in spans) / max(len(cents), 1)
    is_rare = len(found) * 2 > len(chains)
    return found if covered >= _NEARLY_ALL or (covered >= _PART and is_rare) else set()


def _links(chains: Mapping[int, _Chain], at: int | None) -> Iterator[int]:
    while at is not None:
        yield at
        at = chains[at].before


def _of_all_so_far(cents: Sequence[int]) -> set[int]:
    """The rows that are each the sum of all bookings above; one is no proof."""
    found: set[int] = set()
    so_far = count = new = 0
    for at, one in enumerate(cents):
        if one == so_far and one and count >= _AGAIN and new:
            found.add(at)
            new = 0
        else:
            so_far, count, new = so_far + one, count + 1, new + 1
    return found if len(found) > 1 else set()
