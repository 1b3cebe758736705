"""Which rows of a table are the sum of others, by their amounts alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import accumulate

from pokdash.ledger.proposal.running_sum import cancels_out, of_all_so_far, recap

_NEARLY_ALL, _PART = 0.75, 0.25  # of the rows: what is in a total where sums are often met by chance, and else
_EURO = 100  # cents
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
    """A row with its amount in cents; `is_total`: known as a total; `is_left_out`: no booking, by its words."""

    source_row: int
    cents: int
    is_total: bool = False
    is_left_out: bool = False


def added_up(rows: Sequence[Row], *, again: bool) -> set[int]:
    """The rows of the file that are totals: below their bookings, above them, or some below and some above.

    `again`: the profile has such totals already; one more of one booking is enough. Rows that are left out for their
    words, as opening balances, may be in the totals all the same: what makes more totals counts.
    """
    others = {row.source_row for row in rows if row.is_left_out}
    found = _on_both_sides([row for row in rows if not row.is_left_out], again=again)
    with_others = _on_both_sides(rows, again=again) - others if others else set()
    return max(found, with_others, key=len)


def _on_both_sides(rows: Sequence[Row], *, again: bool) -> set[int]:
    found: set[int] = set()
    for turn in (1, -1, 1):
        found |= _below([row for row in rows[::turn] if row.source_row not in found], again=again)
    return found


def _below(rows: Sequence[Row], *, again: bool) -> set[int]:
    """The totals below their bookings: of bookings, of totals, of all so far, or once more below them all."""
    left = [row for row in rows if not row.is_total]
    edges, proven = _known(rows)
    least = _ONE if again else _AGAIN if len(edges) > 1 else _ALONE
    found: set[int] = set()
    for _ in range(_LEVELS):
        cents = [row.cents for row in left]
        if cancels_out(cents):
            break
        totals = _level(cents, edges, proven, least)
        if not found:
            totals = max(totals, of_all_so_far(cents), key=len) or recap(cents)
        if not totals:
            break
        found |= {left[at].source_row for at in totals}
        moved = list(accumulate((at not in totals for at in range(len(left))), initial=0))
        edges, proven = {moved[at] for at in edges}, {moved[at] for at in proven - totals}
        left = [row for at, row in enumerate(left) if at not in totals]
        least = min(least, _AGAIN)
    return found


def all_in_totals(rows: Sequence[Row]) -> bool:
    """Whether every booking is in a known total below it that adds up, with or without the rows left out."""
    return any(
        len(_known(some)[1]) == sum(not row.is_total for row in some)
        for some in (rows, [row for row in rows if not row.is_left_out])
    )


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

    Round amounts add up by chance everywhere: then only what nearly all rows are in counts, and a total that is alone
    must have all bookings of the table. Where most amounts have cents, it may be the first or the last of the table.
    """
    found: set[int] = set()
    inside = bytearray(len(cents))
    ends = {*edges, *_ends(cents)}
    exact = sum(one % _EURO != 0 for one in cents) * 2 > len(cents)
    for at, chain in sorted(chains.items(), key=lambda item: item[1].begin - item[0]):
        if inside[at] or inside[chain.begin]:
            continue
        totals = list(_links(chains, at))
        sides = (chain.begin in edges, at + 1 in ends)
        alone = (any(sides) if exact else all(sides)) and chain.longest >= least
        different = len({cents[one] for one in totals}) >= _SINGLE and (chain.begin, at + 1) == (0, len(cents))
        if alone if chain.count == 1 else chain.longest >= _AGAIN or different or least == _ONE:
            found |= set(totals)
            inside[chain.begin : at + 1] = b"\1" * (at + 1 - chain.begin)
    covered = sum(inside) / max(len(cents), 1)
    is_rare = len(found) * 2 > len(chains)
    return found if covered >= _NEARLY_ALL or (covered >= _PART and is_rare) else set()


def _ends(cents: Sequence[int]) -> Iterator[int]:
    """Where the table ends, and before each row at its end that only repeats the one above it."""
    end = len(cents)
    yield end
    while end > 1 and cents[end - 1] == cents[end - 2]:
        end -= 1
        yield end


def _links(chains: Mapping[int, _Chain], at: int | None) -> Iterator[int]:
    while at is not None:
        yield at
        at = chains[at].before
