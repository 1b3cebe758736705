"""How a burn-down is expected to end, in words beside its diamonds; on a phone under the axis."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from textwrap import wrap

from pokdash.domain.burn_down import BurnDown, Points
from pokdash.figures.burn_down_words import over_parts, period_end
from pokdash.figures.chart_labels import ChartLabels, Look
from pokdash.figures.label_place import Place
from pokdash.figures.plot import Plot
from pokdash.figures.tokens import NAMED
from pokdash.texts import estimate, euro, text

_MARGIN_LETTERS = 20  # letters that fit beside the plot
_LETTERS_BELOW = 42  # letters that fit under the plot of a phone


@dataclass(frozen=True, slots=True)
class _Block:
    """How one branch ends: the amount, on which lines, its colour, and the height of its diamond."""

    amount: str
    where: tuple[str, ...]
    colour: str
    height: float


def label_ending(
    labels: ChartLabels, burn: BurnDown, branches: tuple[Points, Points], names: Mapping[str, str], language: str
) -> None:
    """Say beside the drawn branches what is expected to be over and short at the end; the two are never netted."""
    shown = {code: escape(name) for code, name in names.items()}
    blocks = _blocks(labels.plot, burn, branches, shown, language)
    if not blocks or burn.period is None:
        return
    heading = text(language, "chart.expected", period=period_end(burn.period.last_day, language))
    if labels.plot.format.narrow:
        _under_axis(labels, heading, blocks)
    else:
        _beside(labels, heading, blocks)


def _blocks(
    plot: Plot, burn: BurnDown, branches: tuple[Points, Points], names: Mapping[str, str], language: str
) -> list[_Block]:
    """One for each branch that ends with something, the highest in the plot first."""
    ending = burn.ending
    if ending is None:
        return []
    unknown = text(language, "chart.unknown", amount=euro(ending.unknown, language))
    found = []
    for key, amount, lines, points, colour in (
        ("over", ending.surplus, ending.surplus_lines, branches[0], NAMED.ink),
        ("short", ending.shortage, ending.shortage_lines, branches[1], NAMED.tekort_bg),
    ):
        if amount and points:
            where = [over_parts(lines, names, language)]
            where += [unknown] if key == "over" and ending.unknown > 0 else []
            said = text(language, f"chart.amount_{key}", amount=estimate(amount, language))
            height = plot.y(float(points[-1].amount))
            found.append(_Block(said, tuple(part for part in where if part), colour, height))
    return sorted(found, key=lambda block: block.height)


def _beside(labels: ChartLabels, heading: str, blocks: list[_Block]) -> None:
    """Put the blocks in the right margin, lowest first, each above the one below it."""
    size = labels.plot.format
    limit = size.height + size.bottom_margin
    for number, block in enumerate(reversed(blocks), start=1):
        head = wrap(heading, _MARGIN_LETTERS) if number == len(blocks) else []
        where = [line for part in block.where for line in wrap(part, _MARGIN_LETTERS)]
        amount = [f"<b>{line}</b>" for line in wrap(block.amount, _MARGIN_LETTERS)]
        lines = [*head, *amount, *where]
        height = len(lines) * size.letter * 1.3
        top = max(0.0, min(block.height - height / 2, limit - height))
        limit = top - 6
        labels.add("<br>".join(lines), Place((size.width, top), "left", "top"), None, Look(block.colour, ground=False))


def _under_axis(labels: ChartLabels, heading: str, blocks: list[_Block]) -> None:
    lines = [heading]
    for block in blocks:
        said = wrap(f"{block.amount} {', '.join(block.where)}", _LETTERS_BELOW)
        said[0] = f"◇ <b>{block.amount}</b>{said[0][len(block.amount) :]}"
        lines += [f'<span style="color:{block.colour}">{part}</span>' for part in said]
    labels.add_below(lines)
