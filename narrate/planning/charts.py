"""What the charts of one indicator show and say: the same messages and slots as the prose."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from narrate.findings import Comparator, Finding, Observed, Part, Relation, Standing
from narrate.movement import Direction
from narrate.periods import MONTHS_A_YEAR, Period
from narrate.planning.message import (
    Figure,
    Form,
    Kind,
    Length,
    Listing,
    Message,
    Phrase,
    Share,
    Slot,
    Span,
    Text,
    Whole,
    agreement,
)
from narrate.planning.series import SeriesMessages
from narrate.spec import Indicator, Measure, ReportSpec


class ChartKind(StrEnum):
    """What a chart shows."""

    TRAJECTORY = "trajectory"
    """The displayed figure over time."""
    PARTS = "parts"
    """The parts of the area beside the whole."""


class Label(StrEnum):
    """Words inside a chart, by what they stand beside."""

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
    WHOLE = "whole"
    """The figure of the whole area."""
    LIMITS = "limits"
    """The limits between which a part does not differ from the whole."""


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
    title: Message
    subtitle: Message
    alt: Message
    labels: Mapping[Label, Slot]
    lines: tuple[PlannedLine, ...]
    breaks: tuple[Period, ...] = ()

    @property
    def messages(self) -> tuple[Message, ...]:
        """The messages that are said with it."""
        return self.title, self.subtitle, self.alt


def plan_charts(finding: Finding, indicator: Indicator, spec: ReportSpec) -> tuple[PlannedChart, ...]:
    """Plan the charts of one indicator.

    Parameters
    ----------
    finding : Finding
        What was found of it.
    indicator : Indicator
        What is declared of it.
    spec : ReportSpec
        Names of areas, and breaks.

    Returns
    -------
    tuple of PlannedChart
        Its trajectory, where there is any figure, and its parts, where there are any.
    """
    planner = _ChartPlanner(finding, indicator, spec)
    return (*planner.trajectory(), *planner.areas())


class _ChartPlanner(SeriesMessages):
    """Plans the charts of one indicator."""

    def chart_message(self, kind: Kind, facts: tuple[str, ...], **slots: Slot) -> Message:
        """Return a message under the short name, which no verb must agree with."""
        message = self.message(kind, facts, **slots)
        return replace(message, slots={**message.slots, "subject": Text(self.indicator.brief)})

    def trajectory(self) -> Iterator[PlannedChart]:
        if not self.finding.series:
            return
        lines = (self.own(), *(self.beside(other) for other in self.finding.comparators))
        yield PlannedChart(
            kind=ChartKind.TRAJECTORY,
            indicator=self.finding.indicator,
            title=self.title(),
            subtitle=self.subtitle(ChartKind.TRAJECTORY, length=self.length()),
            alt=self.alt(),
            labels=dict(self.labels()),
            lines=lines,
            breaks=self.indicator.breaks,
        )

    def title(self) -> Message:
        """Title a trajectory with what the paper says of the movement."""
        figure = self.finding.value
        slots: dict[str, Slot] = {"span": self.covered(self.finding.period)}
        if figure is None:
            return self.chart_message(Kind.CHART_TITLE, ("missing",), **slots)
        slots["figure"] = self.printed(figure, Form.UNIT, self.finding.period)
        said = [message for message in self.movement() if message.kind in (Kind.MOVEMENT, Kind.UNLABELLED)]
        told = said[-1]
        if told.kind is Kind.UNLABELLED:
            return self.chart_message(Kind.CHART_TITLE, (told.kind.value,), **slots)
        facts = tuple(fact for fact in told.facts if fact != "after-whole")
        own = {
            name: slot for name, slot in told.slots.items() if name in ("length", "past", "earlier", "until")
        }
        return self.message(Kind.CHART_TITLE, facts, **own)

    def subtitle(self, kind: ChartKind, **slots: Slot) -> Message:
        """Say the unit, the window and the area."""
        unit = self.unit()
        facts = (kind.value,) if unit else (kind.value, "plain")
        given = {"unit": unit} if unit else {}
        return self.chart_message(
            Kind.CHART_SUBTITLE, facts, area=self.area(self.finding.area), **given, **slots
        )

    def unit(self) -> Phrase | None:
        """Return the unit as a table's heading has it, or None where none was declared."""
        measure = self.finding.measure
        if measure in (Measure.COUNT, Measure.VALUE) and not self.indicator.counted:
            return None
        slots: dict[str, Slot] = {
            "counted": Text(self.indicator.counted),
            "per": Whole(self.indicator.per),
            "base": Text(self.indicator.base_of_rate(self.spec.report.locale)),
        }
        return Phrase(f"table-{measure.value}", slots)

    def length(self) -> Length:
        """Return how long a span one figure covers."""
        months = self.finding.period.months
        years = self.finding.latest.months == MONTHS_A_YEAR == months
        return Length(1, MONTHS_A_YEAR) if years else Length(months, 1)

    def alt(self) -> Message:
        """Describe a trajectory to somebody who cannot see it."""
        seen = self.finding.series
        first, last = seen[0], seen[-1]
        slots: dict[str, Slot] = {
            "area": self.area(self.finding.area),
            "last": self.bare(last),
            "end": self.covered(last.period),
        }
        if len(seen) == 1:
            return self.chart_message(Kind.CHART_ALT, ("single",), **slots)
        by_value = sorted(seen, key=lambda one: one.value)
        slots |= {
            "first": self.bare(first),
            "start": self.covered(first.period),
            "lowest": self.bare(by_value[0]),
            "highest": self.bare(by_value[-1]),
        }
        names: list[Slot] = [self.area(other.area) for other in self.finding.comparators]
        names += [self.limit("chart-the", label, standing) for label, standing in self.limits()]
        facts = ("trajectory", "beside") if names else ("trajectory",)
        return self.chart_message(Kind.CHART_ALT, facts, areas=Listing(tuple(names)), **slots)

    def bare(self, one: Observed, area: str = "") -> Figure:
        return self.printed(one.value, Form.BARE, one.period, area)

    def labels(self) -> Iterator[tuple[Label, Slot]]:
        """Yield the words that stand beside what a trajectory marks."""
        finding = self.finding
        for label, standing in self.limits():
            yield label, self.limit("chart", label, standing)
        for label, extreme in ((Label.PEAK, finding.peak), (Label.TROUGH, finding.trough)):
            if extreme:
                figure = self.printed(extreme.value, Form.BARE, extreme.period)
                yield label, Phrase(f"chart-{label.value}", {"figure": figure})
        # an annual label rests on the latest years as a whole, and its phases are not told
        quarterly = finding.latest.months < MONTHS_A_YEAR
        moved = {phase.direction for phase in finding.phases if quarterly}
        for direction, label in ((Direction.UP, Label.UP), (Direction.DOWN, Label.DOWN)):
            if direction in moved:
                yield label, Phrase(f"chart-{label.value}")
        if self.indicator.breaks:
            yield Label.BREAK, Phrase("chart-break")

    def limits(self) -> Iterator[tuple[Label, Standing]]:
        for label, standing in (
            (Label.THRESHOLD, self.finding.threshold),
            (Label.TARGET, self.finding.target),
        ):
            if standing:
                yield label, standing

    def limit(self, place: str, label: Label, standing: Standing) -> Phrase:
        """Name a limit: inside a chart, or in its description."""
        slots: dict[str, Slot] = {
            "figure": self.printed(standing.threshold.value, Form.LIMIT, self.finding.period),
            "source": Text(standing.threshold.source),
        }
        bound = f"-{standing.threshold.bound.value}" if label is Label.THRESHOLD else ""
        return Phrase(f"{place}-{label.value}{bound}", slots)

    def own(self) -> PlannedLine:
        seen = self.finding.series
        figure: Slot = self.bare(seen[-1])
        if self.finding.comparators:
            figure = Phrase("chart-line", {"area": Text(self.finding.area), "figure": figure})
        return PlannedLine(self.finding.area, figure, tuple(self.point(one) for one in seen))

    def beside(self, other: Comparator) -> PlannedLine:
        """Draw a wider area's series, or its one figure."""
        seen = other.series or (Observed(period=other.change.base, value=other.value),)
        figure = self.bare(seen[-1], other.area)
        label = Phrase("chart-line", {"area": Text(other.area), "figure": figure})
        return PlannedLine(other.area, label, tuple(self.point(one, other.area) for one in seen))

    def point(self, one: Observed, area: str = "") -> PlannedPoint:
        tip = "chart-tip-area" if area else "chart-tip-period"
        own = area or self.finding.area
        return PlannedPoint(own, self.covered(one.period), self.bare(one, area), tip=tip)

    def areas(self) -> Iterator[PlannedChart]:
        """Plan the bars of the parts, the highest first."""
        finding = self.finding
        if not finding.parts or finding.value is None:
            return
        parts = sorted(finding.parts, key=lambda part: (-part.value, part.area))
        whole = self.printed(finding.value, Form.BARE, finding.period)
        labels: dict[Label, Slot] = {
            Label.WHOLE: Phrase("chart-line", {"area": Text(finding.area), "figure": whole})
        }
        if any(part.lower is not None for part in parts):
            labels[Label.LIMITS] = self.limits_of_parts(len(parts))
        span = self.covered(finding.period)
        points = tuple(self.bar(part, span) for part in parts)
        yield PlannedChart(
            kind=ChartKind.PARTS,
            indicator=finding.indicator,
            title=self.parts_title(parts),
            subtitle=self.subtitle(ChartKind.PARTS, span=span, parts=Text(self.spec.areas.part)),
            alt=self.parts_alt(parts, whole),
            labels=labels,
            lines=(PlannedLine(finding.area, whole, points),),
        )

    def limits_of_parts(self, parts: int) -> Phrase:
        """Say what the limits on the bars are: of each area for itself, or of many together."""
        statistics = self.spec.settings.statistics
        if parts > statistics.family:
            return Phrase("chart-limits-many", {"level": Share(statistics.false_discoveries)})
        return Phrase("chart-limits", {"level": Share(statistics.funnel_alarm)})

    def bar(self, part: Part, span: Span) -> PlannedPoint:
        figure = self.printed(part.value, Form.BARE, self.finding.period, part.area)
        label = None
        if part.side is not Relation.SAME:
            label = Phrase(f"chart-part-{part.side.value}", {"figure": figure})
        return PlannedPoint(part.area, span, figure, label, "chart-tip-area")

    def parts_title(self, parts: list[Part]) -> Message:
        above = [part for part in parts if part.side is Relation.HIGHER]
        below = [part for part in reversed(parts) if part.side is Relation.LOWER]
        told = "-".join(name for name, group in (("above", above), ("below", below)) if group) or "none"
        slots: dict[str, Slot] = {
            name: Listing(tuple(self.area(part.area) for part in group))
            for name, group in (("above", above), ("below", below))
            if group
        }
        slots["plural"] = agreement(len(above or below) > 1)
        slots |= {"whole": Text(self.spec.areas.kind), "parts": Text(self.spec.areas.part)}
        return self.chart_message(Kind.CHART_TITLE, ("parts", told), **slots)

    def parts_alt(self, parts: list[Part], whole: Figure) -> Message:
        return self.chart_message(
            Kind.CHART_ALT,
            ("parts",),
            parts=Text(self.spec.areas.part),
            highest=self.named(parts[0]),
            lowest=self.named(parts[-1]),
            figure=whole,
            area=self.area(self.finding.area),
        )

    def named(self, part: Part) -> Phrase:
        return self.area_with_figure(part.area, part.value, self.finding.period)
