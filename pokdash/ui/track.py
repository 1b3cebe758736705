"""Hoe goed waren eerdere verwachtingen? What was expected earlier against what came, and the error of each method."""

from __future__ import annotations

import streamlit as st

from pokdash.domain.backtest import MethodRecord, records
from pokdash.domain.burn_down import BurnDown
from pokdash.domain.track_record import TrackPoint, track
from pokdash.figures.track_figure import track_figure
from pokdash.ui import parts
from pokdash.ui.cached import Earlier, Facts
from pokdash.ui.components.figure import figure
from pokdash.ui.provenance import Explanation, Row
from pokdash.ui.say import about, language, say

_SHOWN = 6
_GOAL = 8  # of ten, see domain/forecast_range


def draw(known: Facts, drawn: BurnDown, earlier: Earlier) -> None:
    """The newest earlier expectations with their ranges, how many held, and how far each method lay off."""
    lines = {line.code for line in known.plan.lines_of(drawn.scope)}
    points = _points(earlier, lines)
    note = say("track.note", day=earlier.day) if points else ""
    parts.html("heading.html", level=2, title=say("track.title"), note=note)
    if not points:
        parts.html("track_words.html", sentences=[say("track.none")], explanation=_explanation(earlier, lines, points))
        return
    chart = track_figure(points, language())
    figure(chart, key=f"track-{drawn.scope}")
    parts.html("track_words.html", sentences=_sentences(points), explanation=_explanation(earlier, lines, points))
    name = f"{known.plan.id}-{drawn.scope}-{known.position.as_of}-{say('file.track')}"
    with st.container(key=f"track-table-{drawn.scope}"):
        parts.figure_table(name, say("track.title"), chart.table, example=known.position.example)


def _points(earlier: Earlier, lines: set[str]) -> list[TrackPoint]:
    """The newest ones; of a date of which something was published that, else what is computed again now."""
    found = {point.made_on: point for point in track(earlier.recalculated, lines, published=False)}
    found |= {point.made_on: point for point in track(earlier.published, lines, published=True)}
    return [found[day] for day in sorted(found)][-_SHOWN:]


def _sentences(points: list[TrackPoint]) -> list[str]:
    judged = [point for point in points if point.within is not None]
    told = []
    if judged:
        held = sum(point.within is True for point in judged)
        told.append(say("track.held", held=str(held), count=str(len(judged)), goal=str(_GOAL)))
    else:
        told.append(say("margin.too_few_months"))
    if len({point.lines for point in points}) > 1:
        told.append(
            say(
                "track.of_lines",
                fewest=str(min(one.lines for one in points)),
                most=str(max(one.lines for one in points)),
            )
        )
    if not all(point.published for point in points):
        told.append(say("track.again" if not any(point.published for point in points) else "track.partly_again"))
    return told


def _explanation(earlier: Earlier, lines: set[str], points: list[TrackPoint]) -> Explanation:
    """The mean error of what was shown and of every method, on the dates of the chart; each date once."""
    shown_on = {point.made_on: point.published for point in points}
    kept = [one for one in earlier.published if shown_on.get(one.made_on) is True]
    again = [one for one in earlier.recalculated if shown_on.get(one.made_on) is False]
    tried = [one for one in (*kept, *again) if one.line in lines]
    rows = [Row(say("track.goal_word"), say("track.goal", goal=str(_GOAL)))]
    first = say("track.would_be_shown" if again else "track.shown")
    rows += [Row(_name(one, first), _error(one)) for one in records(tried) if one.count]
    return Explanation(say("track.per_method"), (), tuple(rows))


def _name(record: MethodRecord, shown: str) -> str:
    return say(f"forecast_method.{record.method}") if record.method else shown


def _error(record: MethodRecord) -> str:
    if record.mean_error is None:
        return say("unknown.amount")
    error = about(record.mean_error)
    return say("track.error", error=error, within=str(record.within), ranged=str(record.ranged))
