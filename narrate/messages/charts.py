"""The text of a chart: its title, its subtitle, and its alternative text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, ClassVar, Self

from narrate.messages.context import Context
from narrate.messages.examples import Example, example
from narrate.messages.history import HistoryMessage, history
from narrate.messages.message import OfIndicator, optional, slot
from narrate.messages.parts import PartsSide, apart, ranked
from narrate.messages.slots import Figure, Form, Length, Listing, Phrase, Slot, Span, Text, yes_or_no
from narrate.messages.vocabulary import Side
from narrate.periods import MONTHS_A_YEAR


class ChartKind(StrEnum):
    """What a chart shows."""

    TRAJECTORY = "trajectory"
    """The displayed figure over time."""
    PARTS = "parts"
    """The parts of the area with the overall figure."""


class Titled(StrEnum):
    """What a title says that names no movement."""

    UNLABELLED = "unlabelled"
    MISSING = "missing"
    PARTS = "parts"


@dataclass(frozen=True, kw_only=True)
class ChartTitleMessage(HistoryMessage):
    """The finding that a chart shows, as its title."""

    kind: ClassVar[str] = "chart-title"

    titled: Titled | None = None
    side: PartsSide | None = None
    subject: Text = slot("name of the indicator", essential=True)
    figure: Figure | None = optional("the figure with its unit")
    span: Span | None = optional("what the figure covers")
    above: Listing | None = optional("areas above the whole")
    below: Listing | None = optional("areas below the whole")
    overall: Text | None = optional("what the whole area is called, such as county")
    parts: Text | None = optional("what the parts are called, such as districts")

    @property
    def contrary(self) -> frozenset[Side]:
        """The other direction, or the side on which no part stands."""
        return super().contrary | (self.side.contrary if self.side else frozenset())

    @classmethod
    def of(cls, context: Context) -> Iterator[Self]:
        """Title a trajectory with what the paper says of the movement."""
        finding, spec = context.finding, context.spec
        if finding.movement is not None and finding.value is not None:
            given = history(finding, spec.settings.statistics)
            yield cls.about(context, movement=finding.movement, **given)
            return
        figure = finding.value
        yield cls.about(
            context,
            titled=Titled.MISSING if figure is None else Titled.UNLABELLED,
            subject=Text(context.indicator.brief),
            span=context.covered(finding.period),
            figure=None if figure is None else context.printed(figure, Form.UNIT, finding.period),
        )

    @classmethod
    def of_parts(cls, context: Context) -> Self:
        """Title the bars of the parts with those that stand apart."""
        found = apart(context.finding)
        groups = {"above": found.above, "below": found.below}
        return cls.about(
            context,
            titled=Titled.PARTS,
            side=found.side,
            subject=Text(context.indicator.brief),
            plural=yes_or_no(found.several),
            overall=Text(context.spec.areas.kind),
            parts=Text(context.spec.areas.part),
            **{
                name: Listing(tuple(context.area(part.area) for part in group))
                for name, group in groups.items()
                if group
            },
        )

    @classmethod
    def examples(cls) -> Iterator[list[Example]]:
        """Yield a chart without a figure; all others are drawn of the other kinds' examples."""
        yield [example(value=None)]


@dataclass(frozen=True, kw_only=True)
class ChartSubtitleMessage(OfIndicator):
    """What a chart measures, where and over which span."""

    kind: ClassVar[str] = "chart-subtitle"

    shows: ChartKind
    plain: bool
    subject: Text = slot("short name of the indicator")
    unit: Phrase | None = optional("what the figures are, as a table's heading has it")
    area: Text = slot("name of the area", essential=True)
    length: Length | None = optional("how long a span one figure covers")
    span: Span | None = optional("what the figures cover")
    parts: Text | None = optional("what the parts are called, such as districts")

    @classmethod
    def below(cls, context: Context, shows: ChartKind, unit: Phrase | None) -> Self:
        """Say the unit, the window and the area."""
        finding = context.finding
        given: dict[str, Any] = {"length": _length(context)}
        if shows is ChartKind.PARTS:
            given = {"span": context.covered(finding.period), "parts": Text(context.spec.areas.part)}
        area, subject = context.area(finding.area), Text(context.indicator.brief)
        plain = unit is None
        return cls.about(context, shows=shows, plain=plain, subject=subject, unit=unit, area=area, **given)

    @classmethod
    def examples(cls) -> Iterator[list[Example]]:
        """Yield charts with and without a break; others are drawn of the other kinds' examples."""
        yield [example(), example({"breaks": ["2020-04"]})]


@dataclass(frozen=True, kw_only=True)
class ChartAltMessage(OfIndicator):
    """What a chart shows, for a reader who cannot see it."""

    kind: ClassVar[str] = "chart-alt"

    shows: ChartKind | None = None
    single: bool = False
    compared: bool = False
    subject: Text = slot("short name of the indicator")
    area: Text = slot("name of the area")
    areas: Listing | None = optional("wider areas and limits that the chart shows besides")
    parts: Text | None = optional("what the parts are called, such as districts")
    figure: Figure | None = optional("the figure of the whole area")
    first: Figure | None = optional("the first figure")
    start: Span | None = optional("what it covers")
    last: Figure | None = optional("the last figure")
    end: Span | None = optional("what it covers")
    lowest: Slot | None = optional("the lowest figure, of parts with its area")
    highest: Slot | None = optional("the highest figure, of parts with its area")

    @classmethod
    def of_trajectory(cls, context: Context, others: tuple[Slot, ...]) -> Self:
        """Describe a trajectory, and name what else its chart shows."""
        seen = context.finding.series
        figures = [context.printed(one.value, Form.NUMBER, one.period) for one in seen]
        shared = {
            "subject": Text(context.indicator.brief),
            "area": context.area(context.finding.area),
            "last": figures[-1],
            "end": context.covered(seen[-1].period),
        }
        if len(seen) == 1:
            return cls.about(context, single=True, **shared)
        ordered = sorted(figures, key=lambda figure: figure.value)
        return cls.about(
            context,
            shows=ChartKind.TRAJECTORY,
            compared=bool(others),
            areas=Listing(others),
            first=figures[0],
            start=context.covered(seen[0].period),
            lowest=ordered[0],
            highest=ordered[-1],
            **shared,
        )

    @classmethod
    def of_parts(cls, context: Context) -> Self:
        """Describe the bars of the parts."""
        finding = context.finding
        bars = [context.area_with_figure(part.area, part.value, finding.period) for part in ranked(finding)]
        return cls.about(
            context,
            shows=ChartKind.PARTS,
            subject=Text(context.indicator.brief),
            area=context.area(finding.area),
            parts=Text(context.spec.areas.part),
            highest=bars[0],
            lowest=bars[-1],
            figure=context.printed(finding.value or 0.0, Form.NUMBER, finding.period),
        )

    @classmethod
    def examples(cls) -> Iterator[list[Example]]:
        """Yield a chart; all others are drawn of the other kinds' examples."""
        yield [example()]


def _length(context: Context) -> Length:
    """Return how long a span one figure covers."""
    months = context.finding.period.months
    years = context.finding.latest.months == MONTHS_A_YEAR == months
    return Length(1, MONTHS_A_YEAR) if years else Length(months, 1)
