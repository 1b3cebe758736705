"""Gauges: what is left of an amount as a half arc or a bar, with a tick for what should be left by now."""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import quote

from pokdash.domain.position import Figures
from pokdash.figures.tokens import DARK, LIGHT, Tokens

WIDTH, HEIGHT = 300, 148
_CENTRE_X, _CENTRE_Y = 150.0, 143.0
_OUTER, _BAND = 104.0, 34.0
_INNER = _OUTER - _BAND
_OVERHANG = 5.0
_LOW_TICK = 0.16  # a tick this close to an end has its word below the arc: beside it there is no room
BULLET_HEIGHT = 36
_SVG = 'xmlns="http://www.w3.org/2000/svg"'


@dataclass(frozen=True, slots=True)
class Shares:
    """What a gauge draws, as shares (0-1) of the money that a line has."""

    left: float | None  # None: spending is unknown, the gauge stays empty
    planned_left: float | None  # what should be left on this day; None: nothing to compare with
    adopted: bool  # the plan tick is solid; otherwise it is an assumption and dashed
    differs: bool  # the difference from the plan is large enough to be drawn
    overspent: bool


@dataclass(frozen=True, slots=True)
class TickPlace:
    """Where the word at the tick goes, in percent of the gauge's width and height; `shift` is a CSS translation."""

    left: float
    top: float
    shift: str
    low: bool  # below the foot of the arc, on a row of its own


def shares(figures: Figures, pace: Decimal | None, *, differs: bool) -> Shares:
    """Divide a line's remaining and planned remaining by what the line has in all; unknown spending gives no shares.

    `pace` is `Position.pace`: how much more is left than planned, in euro.
    """
    has = _sum(figures.allocated, figures.carried_in, figures.carried_out)
    if has is None or has <= 0 or figures.remaining is None:
        return Shares(left=None, planned_left=None, adopted=False, differs=False, overspent=False)
    planned = None if pace is None else _clamped(float((figures.remaining - pace) / has))
    return Shares(
        left=_clamped(float(figures.remaining / has)),
        planned_left=planned,
        adopted=figures.planned_kind in ("adopted", "source"),
        differs=differs,
        overspent=figures.remaining < 0,
    )


def _sum(allocated: Decimal | None, carried_in: Decimal | None, carried_out: Decimal | None) -> Decimal | None:
    if allocated is None or carried_in is None or carried_out is None:
        return None
    return allocated + carried_in - carried_out


def _clamped(share: float) -> float:
    return min(1.0, max(0.0, share))


def tick_place(shown: Shares) -> TickPlace | None:
    """Where to put the word at the arc's tick; None where there is no tick."""
    if shown.left is None or shown.planned_left is None:
        return None
    share = shown.planned_left
    if min(share, 1 - share) < _LOW_TICK:
        foot, _ = _point(round(share), _INNER + _BAND / 2)
        return TickPlace(left=round(foot / WIDTH * 100, 2), top=100.0, shift="translate(-50%,4%)", low=True)
    x, y = _point(share, _OUTER + _OVERHANG + 4)
    across = -50 + 50 * max(-1.0, min(1.0, (share - 0.5) * 3.2))
    left, top = round(x / WIDTH * 100, 2), round(y / HEIGHT * 100, 2)
    return TickPlace(left, top, shift=f"translate({across:.0f}%,-100%)", low=False)


def gauge_svg(shown: Shares, tokens: Tokens) -> str:
    """Draw the half arc, 300 by 148 units: money left from the left in accent, spent money as the outlined track."""
    if shown.left is None:
        body = _sector(0, 1, f'fill="none" stroke="{tokens.ctl}" stroke-width="2" stroke-dasharray="6 5"')
    else:
        body = "".join(_arc_parts(shown, shown.left, tokens))
    size = f'viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}"'
    return f"<svg {_SVG} {size}>{_stripes(tokens)}{body}</svg>"


def _arc_parts(shown: Shares, left: float, tokens: Tokens) -> list[str]:
    outline = f'stroke="{tokens.ctl}" stroke-width="1.5" stroke-linejoin="round"'
    if shown.overspent:
        parts = [_sector(0, 1, f'fill="url(#short)" stroke="{tokens.tekort_bg}" stroke-width="1.5"')]
    else:
        parts = [
            _sector(left, 1, f'fill="{tokens.track}" {outline}') if left < 1 else "",
            _sector(0, left, f'fill="{tokens.accent}"') if left > 0 else "",
        ]
    if shown.planned_left is None:
        return parts
    if shown.differs and not shown.overspent:
        more = left > shown.planned_left
        ends = sorted((left, shown.planned_left))
        parts.append(_sector(ends[0], ends[1], f'fill="url(#{"more" if more else "less"})"'))
    return [*parts, _arc_tick(shown.planned_left, tokens, adopted=shown.adopted)]


def _arc_tick(share: float, tokens: Tokens, *, adopted: bool) -> str:
    inside, outside = _point(share, _INNER - _OVERHANG), _point(share, _OUTER + _OVERHANG)
    ends = f'x1="{outside[0]:.2f}" y1="{outside[1]:.2f}" x2="{inside[0]:.2f}" y2="{inside[1]:.2f}"'
    dashes = "" if adopted else ' stroke-dasharray="7 4.25"'
    return (
        f'<line {ends} stroke="{tokens.surface}" stroke-width="11"/>'
        f'<line {ends} stroke="{tokens.ink}" stroke-width="5"{dashes}/>'
    )


def _point(share: float, radius: float) -> tuple[float, float]:
    angle = math.pi * (1 - share)
    return _CENTRE_X + radius * math.cos(angle), _CENTRE_Y - radius * math.sin(angle)


def _sector(start: float, end: float, paint: str) -> str:
    (ax, ay), (bx, by) = _point(start, _OUTER), _point(end, _OUTER)
    (cx, cy), (dx, dy) = _point(end, _INNER), _point(start, _INNER)
    outer, inner = f"A{_OUTER:g} {_OUTER:g} 0 0 1", f"A{_INNER:g} {_INNER:g} 0 0 0"
    path = f"M{ax:.2f} {ay:.2f}{outer} {bx:.2f} {by:.2f}L{cx:.2f} {cy:.2f}{inner} {dx:.2f} {dy:.2f}Z"
    return f'<path d="{path}" {paint}/>'


def _stripes(tokens: Tokens) -> str:
    """Diagonal stripes: light on accent is still money, status colour on track is already spent."""

    def pattern(name: str, base: str, stripe: str) -> str:
        return (
            f'<pattern id="{name}" width="10" height="10" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
            f'<rect width="10" height="10" fill="{base}"/><rect width="5" height="10" fill="{stripe}"/></pattern>'
        )

    return (
        "<defs>"
        + pattern("more", tokens.accent, tokens.stripe)
        + pattern("less", tokens.track, tokens.snel)
        + pattern("short", tokens.track, tokens.tekort_bg)
        + "</defs>"
    )


def bullet_svg(shown: Shares, tokens: Tokens) -> str:
    """Draw the straight bar with the same encoding, 36 px high and as wide as its box.

    It has no viewBox, so that stripes and tick keep their shape at any width.
    """
    if shown.left is None:
        paint = f'fill="none" stroke="{tokens.ctl}" stroke-width="2" stroke-dasharray="6 5"'
        body = f'<rect x="0.4%" width="99.2%" y="7" height="22" {paint}/>'
    else:
        body = "".join(_bar_parts(shown, shown.left, tokens))
    return f'<svg {_SVG} width="100%" height="{BULLET_HEIGHT}">{_stripes(tokens)}{body}</svg>'


def _bar_parts(shown: Shares, left: float, tokens: Tokens) -> list[str]:
    border = tokens.tekort_bg if shown.overspent else tokens.ctl
    parts = [_bar(0, 1, "url(#short)" if shown.overspent else tokens.track)]
    if not shown.overspent:
        parts.append(_bar(0, left, tokens.accent))
    if shown.planned_left is not None and shown.differs and not shown.overspent:
        ends = sorted((left, shown.planned_left))
        parts.append(_bar(ends[0], ends[1], f"url(#{'more' if left > shown.planned_left else 'less'})"))
    parts.append(f'<rect width="100%" height="22" y="7" fill="none" stroke="{border}" stroke-width="1.5"/>')
    if shown.planned_left is None:
        return parts
    place = f"{min(99.2, max(0.8, shown.planned_left * 100)):.2f}%"
    ends_at = f'x1="{place}" x2="{place}" y1="1" y2="35"'
    dashes = "" if shown.adopted else ' stroke-dasharray="6 3.3"'
    return [
        *parts,
        f'<line {ends_at} stroke="{tokens.surface}" stroke-width="11"/>',
        f'<line {ends_at} stroke="{tokens.ink}" stroke-width="5"{dashes}/>',
    ]


def _bar(start: float, end: float, fill: str) -> str:
    return f'<rect x="{start * 100:.2f}%" width="{(end - start) * 100:.2f}%" y="7" height="22" fill="{fill}"/>'


def gauge_data_uri(shown: Shares, *, dark: bool) -> str:
    """Draw the arc for `<img src>`: Streamlit removes inline SVG, so colours are baked in per theme."""
    return _data_uri(gauge_svg(shown, DARK if dark else LIGHT))


def bullet_data_uri(shown: Shares, *, dark: bool) -> str:
    """Draw the bar for `<img src>`; give the image a height of 36 px and the width of its box."""
    return _data_uri(bullet_svg(shown, DARK if dark else LIGHT))


def _data_uri(svg: str) -> str:
    return "data:image/svg+xml," + quote(svg, safe=" =:/(),;.-+")
