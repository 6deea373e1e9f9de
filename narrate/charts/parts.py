"""The parts of an area as bars: the overall figure as a line, the limits of the test, what lies outside."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import altair as alt

from narrate.charts.layout import LETTER, scale, width_of, wrapped
from narrate.charts.look import HIGHER, INK, LOWER, SAME, TEXT, WIDTH, dressed, of, text_marks
from narrate.document import Chart
from narrate.findings import Finding, Relation
from narrate.planning import Label
from narrate.settings import PERCENT
from narrate.spec import Measure

ROW = 25.0
"""Pixels from one bar to the next."""

BAR = 15.0
"""Pixels of a bar's height."""

LONGEST_NAME = 170
"""Pixels of an area's name, beyond which it is cut short."""

FAR = 2.0
"""How many times the greatest figure a limit may be before it is left off the axis."""

COLOURS = {Relation.HIGHER: HIGHER, Relation.LOWER: LOWER, Relation.SAME: SAME}


def parts(chart: Chart, finding: Finding) -> alt.LayerChart:
    """Draw the parts of the area, in the order of the chart's points.

    Parameters
    ----------
    chart : Chart
        Words and printed figures.
    finding : Finding
        The numbers.
    """
    return _Bars(chart, finding).drawn()


class _Bars:
    """One chart of bars."""

    def __init__(self, chart: Chart, finding: Finding) -> None:
        self.chart, self.finding = chart, finding
        self.points = chart.lines[0].points
        by_area = {part.area: part for part in finding.parts}
        self.parts = [by_area[point.area] for point in self.points]
        names = min(LONGEST_NAME, max(width_of(point.area) for point in self.points))
        label_width = max(width_of(self.words(number)) for number in range(len(self.points)))
        self.width = max(WIDTH / 3, WIDTH - names - label_width - 30)
        self.height = ROW * len(self.parts)
        overall = finding.value or 0.0
        greatest = max([overall, *(part.value for part in self.parts)])
        uppers = [part.upper for part in self.parts if part.upper is not None]
        self.x = scale(
            [greatest, *(upper for upper in uppers if upper <= FAR * greatest)],
            most=PERCENT if finding.measure is Measure.PROPORTION else math.inf,
            zero=True,
        )

    def words(self, number: int) -> str:
        point = self.points[number]
        return point.label or point.text

    def drawn(self) -> alt.LayerChart:
        layers = [*self.bars(), *self.limits(), *self.overall(), *self.figures()]
        return dressed(layers, self.chart, (self.width, self.height))

    @property
    def across(self) -> alt.X:
        axis = alt.Axis(
            values=list(self.x.ticks), format=f",.{self.x.decimals}f", title=self.legend(), grid=True
        )
        domain = alt.Scale(domain=[self.x.low, self.x.high], nice=False, zero=False)
        return alt.X("value:Q", scale=domain, axis=axis)

    def legend(self) -> list[str] | None:
        """Return what the marks on the bars are, to stand below the axis."""
        words = self.chart.labels.get(Label.LIMITS)
        return wrapped(words, int(self.width / LETTER)) if words else None

    @property
    def downwards(self) -> alt.Y:
        axis = alt.Axis(title=None, labelLimit=LONGEST_NAME, ticks=False, domain=False, labelPadding=6)
        names = [point.area for point in self.points]
        return alt.Y("area:N", sort=names, axis=axis, scale=alt.Scale(paddingInner=0, paddingOuter=0))

    def bars(self) -> Iterator[alt.Chart]:
        rows = [
            {
                "area": part.area,
                "value": part.value,
                "colour": COLOURS[part.side],
                "edge": SAME if part.side is Relation.SAME else INK,
                "tip": point.tip,
            }
            for part, point in zip(self.parts, self.points, strict=True)
        ]
        yield (
            of(rows)
            .mark_bar(height=BAR, strokeWidth=1.2)
            .encode(
                x=self.across,
                y=self.downwards,
                color=alt.Color("colour:N", scale=None),
                stroke=alt.Stroke("edge:N", scale=None),
                description="tip:N",
                tooltip="tip:N",
            )
        )

    def limits(self) -> Iterator[alt.Chart]:
        """Mark the limits of each part on its bar, as far as the axis reaches."""
        rows: list[dict[str, Any]] = [
            {"area": part.area, "value": limit}
            for part in self.parts
            for limit in (part.lower, part.upper)
            if limit is not None and 0 < limit <= self.x.high
        ]
        if rows:
            base = of(rows).encode(x=self.across, y=self.downwards)
            yield base.mark_tick(color="white", thickness=4, size=BAR + 7, aria=False)
            yield base.mark_tick(color=INK, thickness=1.8, size=BAR + 6, aria=False)

    def overall(self) -> Iterator[alt.Chart]:
        """Draw the overall figure as a line through all bars, its words above."""
        value = self.finding.value or 0.0
        rule = of([{"value": value}])
        yield rule.mark_rule(color=INK, strokeDash=[5, 3], strokeWidth=1.5, aria=False).encode(x=self.across)
        words = self.chart.labels[Label.OVERALL]
        half = width_of(words) / 2
        at = self.x.place(value, (0, self.width))
        row = {"x": min(max(at, half), self.width - half), "y": -8, "text": words}
        yield from text_marks([row], halo=False, fontWeight="bold")

    def figures(self) -> Iterator[alt.Chart]:
        """Print each figure to the right of its bar, bold where it differs from the overall one."""
        rows = [
            {"x": self.width + 8, "y": ROW * (number + 0.5), "text": self.words(number), "side": part.side}
            for number, part in enumerate(self.parts)
        ]
        for apart, weight in ((False, "normal"), (True, "bold")):
            chosen = [row for row in rows if (row["side"] is not Relation.SAME) is apart]
            if chosen:
                yield from text_marks(chosen, halo=False, align="left", fontSize=TEXT, fontWeight=weight)
