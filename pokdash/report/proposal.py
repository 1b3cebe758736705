"""A draft proposal from a scenario: what would be decided, before and after, cover, effects and remarks.

Every amount is that of the scenario on the plan as it stands; what no source or figure tells is a place to fill in.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from pokdash import texts
from pokdash.domain.mandate_check import Decides, MandateCheck, mandate_check
from pokdash.domain.money import ZERO
from pokdash.domain.month import first_day, parsed_month
from pokdash.domain.plan import Plan
from pokdash.domain.provenance import Source
from pokdash.domain.saved_scenario import SavedScenario
from pokdash.domain.scenario import CourseChange, LeftOver, Scenario
from pokdash.domain.scenario_lines import lines_compared
from pokdash.domain.status import open_gates
from pokdash.domain.what_if import Baseline, Cell, LineOutcome, Outcome, outcome
from pokdash.report.document import Block, Document, Fill, Grid, Paragraph, Section
from pokdash.report.wording import phrase


@dataclass(frozen=True, slots=True)
class Ground:
    """What a proposal stands on: the plan as it is, what it starts from, its date and the last day of its period.

    `moved` is whether that is another starting point than the scenario was saved on; `example`: invented bookings;
    `years_assumed`: the amounts of years come from a phasing that somebody assumed.
    """

    plan: Plan
    baseline: Baseline
    as_of: dt.date
    last_day: dt.date
    example: bool
    moved: bool
    years_assumed: bool = False


def proposal(ground: Ground, saved: SavedScenario) -> Document:
    """The draft: a collegevoorstel, or a raadsvoorstel where the rules of the plan say that the council decides.

    The scenario has to fit the plan (`misfits`).
    """
    return _Draft(ground, saved).document()


@dataclass(frozen=True, slots=True)
class _Draft:
    ground: Ground
    saved: SavedScenario

    @property
    def scenario(self) -> Scenario:
        return self.saved.scenario

    @property
    def end(self) -> str:
        last = self.ground.last_day
        return phrase("end_of_year", year=last.year) if last.month == 12 else phrase("end_of", month=texts.month(last))

    def document(self) -> Document:
        plan, check = self.ground.plan, mandate_check(self.ground.plan, self.scenario)
        kind = "title_council" if check.decides is Decides.COUNCIL else "title_college"
        shown = self.ground.baseline.of(lines_compared(plan, [self.scenario]))
        before, after = outcome(shown, Scenario()), outcome(shown, self.scenario)
        return Document(
            title=phrase(kind, plan=plan.title),
            mark=phrase("mark"),
            about=tuple(self._about()),
            sections=(
                Section(phrase("decisions"), tuple(self._decisions())),
                Section(phrase("reason"), (Paragraph((Fill(phrase("fill_reason")),)),)),
                Section(phrase("table"), (self._table(before, after),)),
                Section(phrase("cover"), tuple(self._cover(before, after))),
                Section(phrase("effects"), tuple(self._effects(before, after))),
                Section(phrase("remarks"), tuple(self._remarks(after))),
                Section(phrase("mandate"), tuple(self._mandate(check))),
                Section(phrase("next"), (Paragraph((Fill(phrase("fill_next")),)),)),
            ),
        )

    def _about(self) -> Iterator[str]:
        saved = self.saved
        yield phrase(
            "about",
            municipality=self.ground.plan.municipality,
            name=saved.label.name,
            version=saved.version,
            whose=phrase(f"whose_{saved.label.whose}"),
            author=saved.author,
            saved_at=saved.saved_at.astimezone().date(),
        )
        start = saved.start
        yield phrase("start", plan_version=start.plan_version, generation=start.generation, as_of=start.as_of)
        yield phrase("as_of", as_of=self.ground.as_of)
        if self.ground.moved:
            yield phrase("moved")
        if self.ground.example:
            yield phrase("example")
        if self.ground.years_assumed and any(cell.year for cell in self._changed()):
            yield phrase("years_assumed")

    def _name(self, line: str, year: int | None = None) -> str:
        name = self.ground.plan.line(line).official_name
        return phrase("of_year", name=name, year=year) if year else name

    def _place(self, source: Source) -> str:
        """Where words stand: the document and the place in it."""
        titles = {one.id: one.title for one in self.ground.plan.documents}
        return f"{titles.get(source.document, source.document)}, {source.place}"

    def _changed(self) -> list[Cell]:
        return [cell for cell in self.ground.baseline.cells if self.scenario.delta(cell.line, cell.year)]

    def _decisions(self) -> Iterator[Block]:
        found = [*self._amounts(), *self._others()]
        for at, told in enumerate(found, 1):
            key = "last_decision" if at == len(found) else "decision"
            yield Paragraph((phrase(key, told=told),), numbered=True)
        if not found:
            yield Paragraph((phrase("no_decision"),))

    def _amounts(self) -> Iterator[str]:
        for cell in sorted(self._changed(), key=lambda one: -self.scenario.delta(one.line, one.year)):
            delta, before = self.scenario.delta(cell.line, cell.year), cell.amount or ZERO
            name = self._name(cell.line, cell.year)
            yield phrase(
                "raise" if delta > 0 else "lower", name=name, delta=abs(delta), before=before, after=before + delta
            )

    def _others(self) -> Iterator[str]:
        extra, source = self.scenario.extra, self.scenario.extra_source or ""
        if extra:
            yield phrase("extra_more" if extra > 0 else "extra_less", amount=abs(extra), source=source)
        for course in self.scenario.courses:
            if course.left_over:
                yield phrase(
                    "carry_over" if course.left_over is LeftOver.CARRY_OVER else "lapse", name=self._name(course.line)
                )

    def _table(self, before: Outcome, after: Outcome) -> Grid:
        rows = []
        for one in after.lines:
            cells = self.ground.baseline.line(one.line).cells
            if any(cell in self._changed() for cell in cells if cell.year):
                rows += [self._row_of_year(cell) for cell in cells]
            else:
                was = before.line(one.line).allocated
                rows.append((self._name(one.line), _amount(was), _amount(one.allocated), _signed(one.delta)))
        both = texts.euro(before.allocated), texts.euro(after.allocated), _signed(after.allocated - before.allocated)
        headings = ("column_line", "column_before", "column_after", "column_difference")
        return Grid(tuple(phrase(key) for key in headings), (*rows, (phrase("total"), *both)))

    def _row_of_year(self, cell: Cell) -> tuple[str, ...]:
        delta = self.scenario.delta(cell.line, cell.year)
        now = None if cell.amount is None else cell.amount + delta
        return (self._name(cell.line, cell.year), _amount(cell.amount), _amount(now), _signed(delta))

    def _cover(self, before: Outcome, after: Outcome) -> Iterator[Block]:
        extra, source = self.scenario.extra, self.scenario.extra_source or ""
        if extra:
            yield Paragraph((phrase("cover_more" if extra > 0 else "cover_less", amount=abs(extra), source=source),))
            yield Paragraph((Fill(phrase("fill_cover")),))
        elif not after.undivided:
            yield Paragraph((phrase("cover_within", total=before.allocated),))
        if after.undivided:
            key = "cover_undivided" if after.undivided > 0 else "cover_overdivided"
            yield Paragraph((phrase(key, amount=abs(after.undivided)),))

    def _effects(self, before: Outcome, after: Outcome) -> Iterator[Block]:
        named = {cell.line for cell in self._changed()} | {course.line for course in self.scenario.courses}
        for one in after.lines:
            if one.line in named:
                yield Paragraph(tuple(self._effect(before.line(one.line), one)), bullet=True)

    def _effect(self, before: LineOutcome, after: LineOutcome) -> Iterator[str | Fill]:
        yield f"{self._name(after.line)}. "
        yield phrase("end_of_line", end=self.end, after=_end(after), before=_end(before)) + " "
        if after.span is not None:
            yield phrase("range", low=_side(after.span[0]), high=_side(after.span[1])) + " "
        yield from (f"{told} " for told in _course(self.scenario.course(after.line)))
        source = self.ground.plan.line(after.line).resident_effect
        if source:
            yield phrase("resident", quote=source.quote, place=self._place(source))
        else:
            yield phrase("resident_unknown") + " "
            yield Fill(phrase("fill_resident"))
        if after.delta:
            yield " "
            yield Fill(phrase("fill_more" if after.delta > 0 else "fill_less"))

    def _remarks(self, after: Outcome) -> Iterator[Block]:
        told = [*self._ends(after), *self._gates()]
        if after.lapsed.lines:
            told.append(phrase("remark_lapsed", amount=texts.estimate(after.lapsed.amount)))
        if self.ground.plan.after_plan:
            told.append(phrase("remark_after", what=self.ground.plan.after_plan.what.nl))
        yield from (Paragraph((one,), bullet=True) for one in (*told, phrase("remark_forecast")))
        yield Paragraph((Fill(phrase("fill_remarks")),), bullet=True)

    def _ends(self, after: Outcome) -> Iterator[str]:
        for one in after.lines:
            name = self._name(one.line)
            if one.end is not None and one.end < 0:
                yield phrase("remark_short", name=name, end=self.end, amount=texts.estimate(-one.end))
            elif one.may_be_short:
                yield phrase("remark_possible", name=name)
            elif one.end is None:
                yield phrase("remark_unknown", name=name)

    def _mandate(self, check: MandateCheck) -> Iterator[Block]:
        yield Paragraph((phrase(f"mandate_{check.decides}"),))
        for row in check.rows:
            if row.mandate:
                told = phrase(f"rule_{row.rule}", limit=row.mandate.limit, amount=row.amount)
                words = row.mandate.source
                source = phrase("rule_source", quote=words.quote, place=self._place(words))
                only = (*(self._name(line) for line in row.mandate.lines), *map(str, row.mandate.years))
                scope = phrase("rule_only", scope=", ".join(only)) if only else ""
                yield Paragraph((told + scope + source,), bullet=True)
        if check.decides in (Decides.NOT_SET, Decides.UNKNOWN):
            yield Paragraph((Fill(phrase("fill_mandate")),))

    def _gates(self) -> Iterator[str]:
        for line in dict.fromkeys(cell.line for cell in self._changed()):
            for gate in open_gates(self.ground.plan, line):
                yield phrase("remark_gate", name=self._name(line), what=gate.what.nl.rstrip("."))


def _course(course: CourseChange) -> Iterator[str]:
    if course.pace != 100:
        yield phrase("pace", pace=course.pace)
    for key, written in (("first_month", course.first_month), ("last_month", course.last_month)):
        if written:
            yield phrase(key, month=texts.month(first_day(parsed_month(written))))


def _amount(amount: Decimal | None) -> str:
    return texts.text("nl", "unknown.amount") if amount is None else texts.euro(amount)


def _signed(delta: Decimal) -> str:
    return f"+\u00a0{texts.euro(delta)}" if delta > 0 else texts.euro(delta)


def _end(one: LineOutcome) -> str:
    return phrase("no_forecast") if one.end is None else _side(one.end)


def _side(amount: Decimal) -> str:
    return phrase("short" if amount < 0 else "over", amount=texts.estimate(abs(amount)))
