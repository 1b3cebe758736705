"""A profile in words, for the screen: a sentence for everything that it decides."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pokdash.ledger.conversion.macros import only_text
from pokdash.ledger.profile.model import NOT_IN_PLAN, Cell, Column, LeaveOut, Profile, Rule
from pokdash.ledger.profile.sentence import Filling, Sentence, Term

MARK_NAMES = {"": "none", ",": "comma", ".": "point", " ": "space", "'": "apostrophe"}
"""How text keys name a mark."""


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence; `part` is the suffix of text key `profile.part.<part>`."""

    part: str
    sentence: Sentence


def in_words(profile: Profile) -> tuple[Said, ...]:
    """What the profile says, part by part, in the order in which a file is read."""
    return (
        *_said("file", _file(profile)),
        *_said("columns", _columns(profile)),
        *_said("amount", _amounts(profile)),
        *_said("kind", _kinds(profile)),
        *_said("leave_out", [_rows("leave_out", rule) for rule in profile.leave_out]),
        *_said("leave_out", [_rows("kept", rule) for rule in profile.kept]),
        *_said("rules", map(_rule, profile.rules)),
        *_said("coverage", [Sentence(f"profile.coverage.{profile.coverage}")]),
        *_said("privacy", [Sentence(f"profile.personal_data.{profile.personal_data}")]),
    )


def mark_term(mark: str) -> Term:
    """The name of a decimal or thousands mark."""
    return Term(f"profile.mark.{MARK_NAMES[mark]}")


def field_term(field: str) -> Term:
    """The name of a field."""
    return Term(f"profile.field.{field}")


def _said(part: str, sentences: Iterator[Sentence] | list[Sentence] | map[Sentence]) -> Iterator[Said]:
    return (Said(part, sentence) for sentence in sentences)


def _file(profile: Profile) -> Iterator[Sentence]:
    shape = profile.file
    if shape.heading_first:
        rows: dict[str, Filling] = {"first": shape.heading_first, "last": shape.heading_last}
        yield Sentence("profile.said.headings" if shape.heading_last > shape.heading_first else "profile.said.heading",
                       rows)  # fmt: skip
    else:
        yield Sentence("profile.said.no_heading", {"first": shape.first_row})
    if shape.sheet:
        yield Sentence("profile.said.sheet", {"sheet": shape.sheet})
    if shape.encoding:
        yield Sentence("profile.said.encoding", {"encoding": shape.encoding})


def _columns(profile: Profile) -> Iterator[Sentence]:
    for column in profile.columns:
        yield _column(column)
    for year in profile.year_columns:
        params: dict[str, Filling] = {"year": str(year.year), "heading": year.heading, "number": year.number}
        yield Sentence("profile.said.year_column", params)
    for field in profile.filled_down:
        yield Sentence("profile.said.filled_down", {"field": field_term(field)})
    if profile.usual_period:
        yield Sentence("profile.said.usual_period", {"period": profile.usual_period})


def _column(column: Column) -> Sentence:
    params: dict[str, Filling] = {"field": field_term(column.field), "number": column.number}
    if not column.heading:
        return Sentence("profile.said.column_without_heading", params)
    return Sentence("profile.said.column", {**params, "heading": column.heading})


def _amounts(profile: Profile) -> Iterator[Sentence]:
    marks = profile.marks
    terms: dict[str, Filling] = {"decimal": mark_term(marks.decimal), "thousands": mark_term(marks.thousands)}
    yield Sentence("profile.said.marks", terms)
    yield Sentence(f"profile.date_order.{marks.date_order}")
    yield Sentence(f"profile.unit.{marks.unit}")
    yield Sentence(f"profile.sign.{marks.sign}")
    if marks.three_digits:
        yield Sentence(f"profile.said.three_{marks.three_digits}", {"mark": terms["decimal"]})
    if marks.minus:
        yield Sentence(f"profile.minus.{marks.minus}")
    for flag in profile.flags:
        yield Sentence("profile.said.flag_plus" if flag.sign > 0 else "profile.said.flag_minus", {"word": flag.word})


def _kinds(profile: Profile) -> Iterator[Sentence]:
    for kind in profile.kinds:
        yield Sentence("profile.said.kind", {"word": kind.word, "kind": Term(f"profile.kind.{kind.kind}")})
    if not profile.kinds:
        yield Sentence("profile.said.usual_kind", {"kind": Term(f"profile.kind.{profile.usual_kind}")})


def _rows(name: str, rule: LeaveOut) -> Sentence:
    cells = "; ".join(map(_cell, rule.cells))
    return Sentence(f"profile.said.{name}", {"reason": Term(f"left_out.{rule.reason}"), "cells": cells})


def _cell(cell: Cell) -> str:
    text = only_text(cell.pattern)
    return f"{cell.heading or cell.number} = «{cell.pattern if text is None else text}»"


def _rule(rule: Rule) -> Sentence:
    form = "rule_prefix" if rule.prefix else "rule" if rule.value else "rule_empty"
    ending = "_of_year" if rule.year else ""
    line: Filling = Term("profile.said.not_in_plan") if rule.line == NOT_IN_PLAN else rule.line
    params: dict[str, Filling] = {"field": field_term(rule.field), "value": rule.value, "line": line}
    return Sentence(f"profile.said.{form}{ending}", {**params, "year": str(rule.year)} if rule.year else params)
