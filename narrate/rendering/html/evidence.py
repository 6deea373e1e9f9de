"""The evidence for a sentence, laid out for a reader: figures, tests, rule, series."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from narrate.document import AUTHORED, Chart, Sentence, Value
from narrate.findings import Change, Finding
from narrate.messages import ChartKind, kind_named, slug
from narrate.messages import Evidence as Piece
from narrate.realisation import RealisationContext
from narrate.rendering.html.pictures import points_of

P_DECIMALS = 4
"""Decimals of a p-value."""

Cells = tuple[str, ...]


@dataclass(frozen=True)
class Row:
    """A row of a table; it is marked where the sentence itself rests on it."""

    cells: Cells
    marked: bool


@dataclass(frozen=True)
class Evidence:
    """The evidence for one sentence.

    Attributes
    ----------
    sentence : Sentence
        The text of the sentence.
    number : str
        Number of its paragraph, or the paragraph's title.
    authored : bool
        Whether the words are the author's own.
    values : tuple of tuple of str
        Figures: as printed, unrounded, indicator, area, period, unit.
    finding : Finding, optional
        The one finding behind it.
    several : tuple of tuple of str
        Of more findings than one: indicator, figure, movement.
    tests, parts : tuple of Row
        Comparisons, and the parts of the area.
    rule : str
        What the rule means.
    chart : Chart, optional
        What shows it.
    marks : tuple of (int, str)
        Points of the chart that it speaks of, and what each says.
    changed, flagged : bool
        Whether the last report stated otherwise; whether its finding is flagged.
    """

    sentence: Sentence
    number: str
    authored: bool
    values: tuple[Cells, ...]
    finding: Finding | None
    several: tuple[Cells, ...]
    tests: tuple[Row, ...]
    parts: tuple[Row, ...]
    rule: str
    chart: Chart | None
    marks: tuple[tuple[int, str], ...]
    changed: bool
    flagged: bool

    @property
    def movement(self) -> str:
        """What filters call the movement that it speaks of; blank where it speaks of no single one."""
        if self.finding is None:
            return ""
        return slug(self.finding.movement)


@dataclass(frozen=True)
class Witness:
    """Finds the evidence for sentences.

    Attributes
    ----------
    context : RealisationContext
        Words and formats.
    charts : mapping of str to tuple of Chart
        By indicator code.
    drawn : collection of str
        Ids of the charts that could be drawn.
    changed : collection of str
        Ids of sentences that the last report did not have so.
    """

    context: RealisationContext
    charts: Mapping[str, tuple[Chart, ...]]
    drawn: frozenset[str]
    changed: frozenset[str]

    def evidence(self, sentence: Sentence, number: str) -> Evidence:
        """Return the evidence for a sentence."""
        by_id = {finding.id: finding for finding in self.context.findings.values()}
        behind = [by_id[name] for name in sentence.findings if name in by_id]
        finding = behind[0] if len(behind) == 1 else None
        kinds = (kind_named(clause.phrase) for clause in sentence.clauses)
        rests_on = frozenset(piece for kind in kinds if kind for piece in kind.rests_on)
        chart = self.chart(finding, rests_on)
        return Evidence(
            sentence=sentence,
            number=number,
            authored=sentence.phrase.startswith(AUTHORED),
            values=tuple(self.value(value) for value in sentence.values),
            finding=finding,
            several=tuple(self.one_of_several(one) for one in behind) if len(behind) > 1 else (),
            tests=tuple(self.tests(finding, rests_on)) if finding else (),
            parts=tuple(self.parts(finding, rests_on)) if finding else (),
            rule=self.context.word(f"web-rule-{sentence.rule or 'none'}"),
            chart=chart,
            marks=tuple(self.marks(chart, sentence)) if chart else (),
            changed=sentence.id in self.changed,
            flagged=bool(finding and finding.flags),
        )

    def chart(self, finding: Finding | None, rests_on: frozenset[Piece]) -> Chart | None:
        """Return the chart that shows what a sentence is about."""
        wanted = ChartKind.PARTS if Piece.PARTS in rests_on else ChartKind.TRAJECTORY
        known = self.charts.get(finding.indicator, ()) if finding else ()
        return next((chart for chart in known if chart.kind is wanted and chart.id in self.drawn), None)

    def marks(self, chart: Chart, sentence: Sentence) -> Iterator[tuple[int, str]]:
        """Yield the points of the areas and periods that a sentence gives figures of."""
        about = {(value.area, value.period.end) for value in sentence.values}
        for place, point in enumerate(points_of(chart)):
            if (point.area, point.period.end) in about:
                yield place, point.tip

    def value(self, value: Value) -> Cells:
        """Return a figure as a row: printed, unrounded, indicator, area, period, unit."""
        indicator = self.context.spec.indicator(value.indicator)
        period = self.context.period(value.period, value.indicator)
        return value.text, repr(value.raw), indicator.brief, value.area, period, value.unit

    def one_of_several(self, finding: Finding) -> Cells:
        """Return one of several findings as a row: indicator, figure, movement."""
        code = finding.indicator
        figure = "" if finding.value is None else self.context.figure(finding.value, code)
        return self.context.spec.indicator(code).brief, figure, self.member("movement", finding.movement)

    def member(self, name: str, value: Any) -> str:
        """Name or explain a member of a closed set."""
        return self.context.word(f"web-{name}-{slug(value)}")

    def tests(self, finding: Finding, rests_on: frozenset[Piece]) -> Iterator[Row]:
        """Yield comparisons: what, figure, compared with, difference, p-value, whether significant."""
        changes = (
            (Piece.YEAR, finding.year),
            (Piece.QUARTER, finding.quarter),
            (Piece.BASELINE, finding.baseline),
            (Piece.FIRST_TO_LAST, finding.first_to_last),
        )
        for piece, change in changes:
            if change:
                cells = self.compared(self.context.word(f"web-{piece.value}"), change, finding)
                yield Row(cells, piece in rests_on)
        for other in finding.comparators:
            yield Row(self.compared(other.area, other.change, finding), Piece.COMPARATORS in rests_on)

    def compared(self, name: str, change: Change, finding: Finding) -> Cells:
        """Return a comparison as a row."""
        code = finding.indicator

        def of(value: float, period: Any) -> str:
            return f"{self.context.figure(value, code)} ({self.context.period(period, code)})"

        return (
            name,
            of(change.now, change.period),
            of(change.then, change.reference_period),
            self.context.figure(change.difference, code),
            self.p(change.p),
            self.answer(change.significant),
        )

    def parts(self, finding: Finding, rests_on: frozenset[Piece]) -> Iterator[Row]:
        """Yield the parts of the area: name, figure, limits, p-value, significant."""
        for part in sorted(finding.parts, key=lambda part: (-part.value, part.area)):
            limits = [
                self.context.figure(limit, finding.indicator)
                for limit in (part.lower, part.upper)
                if limit is not None
            ]
            figure = self.context.figure(part.value, finding.indicator)
            beyond = self.answer(None if part.p is None else part.side.value != "same")
            yield Row(
                (part.area, figure, " – ".join(limits), self.p(part.p), beyond), Piece.PARTS in rests_on
            )

    def p(self, p: float | None) -> str:
        """Print a p-value, or that no test ran."""
        if p is None:
            return self.context.word("web-untested")
        least = 10.0**-P_DECIMALS
        formats = self.context.formats
        return formats.number(p, P_DECIMALS) if p >= least else f"< {formats.number(least, P_DECIMALS)}"

    def answer(self, significant: bool | None) -> str:
        """Say whether a test found something, or that none ran."""
        if significant is None:
            return self.context.word("web-untested")
        return self.context.word("web-yes" if significant else "web-no")
