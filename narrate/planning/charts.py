"""What the charts of one indicator show, and their text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from narrate.findings import Comparator, LimitComparison, Observed, Part, Relation
from narrate.messages import (
    ChartAltMessage,
    ChartKind,
    ChartSubtitleMessage,
    ChartTitleMessage,
    Context,
    Figure,
    Form,
    OfIndicator,
    Phrase,
    Share,
    Slot,
    Span,
    Text,
    ranked,
)
from narrate.movement import Direction
from narrate.periods import MONTHS_A_YEAR, Period


class Label(StrEnum):
    """Words inside a chart, by what they label."""

    THRESHOLD = "threshold"
    """The line of a threshold."""
    TARGET = "target"
    """The line of a target."""
    PEAK = "peak"
    """The highest figure, where the series has come away from it."""
    TROUGH = "trough"
    """The lowest figure, where the series has come away from it."""
    UP = "up"
    """A phase of increase."""
    DOWN = "down"
    """A phase of decrease."""
    BREAK = "break"
    """A break in the series."""
    OVERALL = "overall"
    """The figure of the reported area."""
    LIMITS = "limits"
    """The limits between which a part does not differ from the overall figure."""


@dataclass(frozen=True)
class PlannedPoint:
    """A figure in a chart, and what it covers; a label where it has words of its own."""

    area: str
    span: Span
    figure: Figure
    label: Slot | None = None
    tip: str = "chart-tip-period"


@dataclass(frozen=True)
class PlannedLine:
    """The figures of one area over time, or of all parts at one time; the label stands at its end."""

    area: str
    label: Slot
    points: tuple[PlannedPoint, ...]


@dataclass(frozen=True)
class PlannedChart:
    """A chart before any word is chosen; the first line is that of the reported area."""

    kind: ChartKind
    indicator: str
    title: ChartTitleMessage
    subtitle: ChartSubtitleMessage
    alt: ChartAltMessage
    labels: Mapping[Label, Slot]
    lines: tuple[PlannedLine, ...]
    breaks: tuple[Period, ...] = ()

    @property
    def messages(self) -> tuple[OfIndicator, ...]:
        """The messages of its text."""
        return self.title, self.subtitle, self.alt


def plan_charts(context: Context) -> tuple[PlannedChart, ...]:
    """Plan the charts of one indicator.

    Parameters
    ----------
    context : Context
        The indicator, its finding and the report.

    Returns
    -------
    tuple of PlannedChart
        Its trajectory, where there is any figure, and its parts, where there are any.
    """
    planner = _ChartPlanner(context.finding, context.indicator, context.spec)
    return (*planner.trajectory(), *planner.areas())


class _ChartPlanner(Context):
    """Plans the charts of one indicator."""

    def trajectory(self) -> Iterator[PlannedChart]:
        if not self.finding.series:
            return
        lines = (self.own(), *(self.comparator_line(other) for other in self.finding.comparators))
        yield PlannedChart(
            kind=ChartKind.TRAJECTORY,
            indicator=self.finding.indicator,
            title=next(ChartTitleMessage.of(self)),
            subtitle=ChartSubtitleMessage.below(self, ChartKind.TRAJECTORY, self.unit),
            alt=ChartAltMessage.of_trajectory(self, tuple(self.others())),
            labels=dict(self.labels()),
            lines=lines,
            breaks=self.indicator.breaks,
        )

    def others(self) -> Iterator[Slot]:
        """Yield what a trajectory shows besides the area's line: wider areas and limits."""
        yield from (self.area(other.area) for other in self.finding.comparators)
        yield from (self.limit("chart-the", label, comparison) for label, comparison in self.limits())

    def number(self, one: Observed, area: str = "") -> Figure:
        return self.printed(one.value, Form.NUMBER, one.period, area)

    def labels(self) -> Iterator[tuple[Label, Slot]]:
        """Yield the words that label what a trajectory marks."""
        finding = self.finding
        for label, comparison in self.limits():
            yield label, self.limit("chart", label, comparison)
        for label, extreme in ((Label.PEAK, finding.peak), (Label.TROUGH, finding.trough)):
            if extreme:
                figure = self.printed(extreme.value, Form.NUMBER, extreme.period)
                yield label, Phrase(f"chart-{label.value}", {"figure": figure})
        # an annual label rests on the latest years together, and its phases are not reported
        quarterly = finding.latest.months < MONTHS_A_YEAR
        moved = {phase.direction for phase in finding.phases if quarterly}
        for direction, label in ((Direction.UP, Label.UP), (Direction.DOWN, Label.DOWN)):
            if direction in moved:
                yield label, Phrase(f"chart-{label.value}")
        if self.indicator.breaks:
            yield Label.BREAK, Phrase("chart-break")

    def limits(self) -> Iterator[tuple[Label, LimitComparison]]:
        for label, comparison in (
            (Label.THRESHOLD, self.finding.threshold),
            (Label.TARGET, self.finding.target),
        ):
            if comparison:
                yield label, comparison

    def limit(self, place: str, label: Label, comparison: LimitComparison) -> Phrase:
        """Name a limit: inside a chart, or in its description."""
        slots: dict[str, Slot] = {
            "figure": self.printed(comparison.threshold.value, Form.LIMIT, self.finding.period),
            "source": Text(comparison.threshold.source),
        }
        bound = f"-{comparison.threshold.bound.value}" if label is Label.THRESHOLD else ""
        return Phrase(f"{place}-{label.value}{bound}", slots)

    def own(self) -> PlannedLine:
        seen = self.finding.series
        figure: Slot = self.number(seen[-1])
        if self.finding.comparators:
            figure = Phrase("chart-line", {"area": Text(self.finding.area), "figure": figure})
        return PlannedLine(self.finding.area, figure, tuple(self.point(one) for one in seen))

    def comparator_line(self, other: Comparator) -> PlannedLine:
        """Draw a wider area's series, or its one figure."""
        seen = other.series or (Observed(period=other.change.reference_period, value=other.value),)
        figure = self.number(seen[-1], other.area)
        label = Phrase("chart-line", {"area": Text(other.area), "figure": figure})
        return PlannedLine(other.area, label, tuple(self.point(one, other.area) for one in seen))

    def point(self, one: Observed, area: str = "") -> PlannedPoint:
        tip = "chart-tip-area" if area else "chart-tip-period"
        own = area or self.finding.area
        return PlannedPoint(own, self.covered(one.period), self.number(one, area), tip=tip)

    def areas(self) -> Iterator[PlannedChart]:
        """Plan the bars of the parts, the highest first."""
        finding = self.finding
        if not finding.parts or finding.value is None:
            return
        parts = ranked(finding)
        overall = self.printed(finding.value, Form.NUMBER, finding.period)
        labels: dict[Label, Slot] = {
            Label.OVERALL: Phrase("chart-line", {"area": Text(finding.area), "figure": overall})
        }
        if any(part.lower is not None for part in parts):
            labels[Label.LIMITS] = self.limits_of_parts(len(parts))
        span = self.covered(finding.period)
        points = tuple(self.bar(part, span) for part in parts)
        yield PlannedChart(
            kind=ChartKind.PARTS,
            indicator=finding.indicator,
            title=ChartTitleMessage.of_parts(self),
            subtitle=ChartSubtitleMessage.below(self, ChartKind.PARTS, self.unit),
            alt=ChartAltMessage.of_parts(self),
            labels=labels,
            lines=(PlannedLine(finding.area, overall, points),),
        )

    def limits_of_parts(self, parts: int) -> Phrase:
        """Describe the limits on the bars: of each area for itself, or of many together."""
        statistics = self.spec.settings.statistics
        if parts > statistics.family:
            return Phrase("chart-limits-many", {"level": Share(statistics.false_discoveries)})
        return Phrase("chart-limits", {"level": Share(statistics.funnel_alarm)})

    def bar(self, part: Part, span: Span) -> PlannedPoint:
        figure = self.printed(part.value, Form.NUMBER, self.finding.period, part.area)
        label = None
        if part.side is not Relation.SAME:
            label = Phrase(f"chart-part-{part.side.value}", {"figure": figure})
        return PlannedPoint(part.area, span, figure, label, "chart-tip-area")
