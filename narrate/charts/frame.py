"""The frame of a trajectory: its scales, its axes, and where there is room for words."""

from __future__ import annotations

import json
import math
from itertools import pairwise

import altair as alt

from narrate.charts.layout import Scale, scale, width_of
from narrate.charts.look import MARGIN, WIDTH
from narrate.document import Chart
from narrate.findings import Finding, Observed, PhaseRecord
from narrate.periods import MONTHS_A_YEAR, year_and_month
from narrate.planning import Label
from narrate.settings import PERCENT
from narrate.spec import Measure

HEIGHT = 250.0
TOP = 24.0
"""Pixels at the top that the words of phases stand in."""

GAP = 14.0
"""Pixels between the labels at the ends of lines."""

SHORT = 9
"""Letters of a year's name that has room under a tick."""

MOST_YEARS = 12
"""Ticks on the axis of time."""


def series_of(finding: Finding) -> tuple[tuple[Observed, ...], ...]:
    """Return the figures of each line in the order of a chart's lines; a lone figure is a line of one."""
    wider = (
        other.series or (Observed(period=other.change.reference_period, value=other.value),)
        for other in finding.comparators
    )
    return (finding.series, *wider)


class Frame:
    """The scales and the layout of one trajectory.

    Parameters
    ----------
    chart : Chart
        Words and printed figures.
    finding : Finding
        The numbers.

    Attributes
    ----------
    series : tuple of tuple of Observed
        The figures of each line.
    first, last : float
        Months at which it begins and ends.
    y : Scale
        Of the figures.
    width : float
        In pixels.
    """

    def __init__(self, chart: Chart, finding: Finding) -> None:
        self.chart, self.finding = chart, finding
        self.series = series_of(finding)
        ends = [one.period.end for line in self.series for one in line]
        pad = max(1.0, (max(ends) - min(ends)) / 80)
        self.first, self.last = min(ends) - pad, max(ends) + pad
        self.y = scale(
            [*(one.value for line in self.series for one in line), *(value for _, value in self.limits())],
            most=PERCENT if finding.measure is Measure.PROPORTION else math.inf,
        )
        labels = [line.label for line in chart.lines]
        self.width = max(WIDTH / 2, WIDTH - MARGIN - max(map(width_of, labels)) - 14)

    def limits(self) -> list[tuple[Label, float]]:
        """Return the threshold and the target, where there are any."""
        limit_comparisons = ((Label.THRESHOLD, self.finding.threshold), (Label.TARGET, self.finding.target))
        return [(label, comparison.threshold.value) for label, comparison in limit_comparisons if comparison]

    def over(self, month: float) -> float:
        """Return the pixel of a month."""
        return Scale(self.first, self.last, (), 0).place(month, (0, self.width))

    def up(self, value: float) -> float:
        """Return the pixel of a figure."""
        return self.y.place(value, (HEIGHT, TOP))

    @property
    def across(self) -> alt.X:
        """The axis of time."""
        ticks = self.ticks()
        names = json.dumps({str(month): name for month, name in ticks})
        axis = alt.Axis(
            values=[month for month, _ in ticks], labelExpr=f"({names})[datum.value]", grid=False, title=None
        )
        return alt.X(
            "x:Q", scale=alt.Scale(domain=[self.first, self.last], nice=False, zero=False), axis=axis
        )

    @property
    def upwards(self) -> alt.Y:
        """The axis of the figures."""
        axis = alt.Axis(
            values=list(self.y.ticks),
            format=f",.{self.y.decimals}f",
            title=None,
            domain=False,
            ticks=False,
        )
        domain = alt.Scale(domain=[self.y.low, self.y.high], range=[HEIGHT, TOP], nice=False, zero=False)
        return alt.Y("y:Q", scale=domain, axis=axis)

    def ticks(self) -> list[tuple[int, str]]:
        """Return the ticks of time: the years of an annual series by their names, else each January."""
        own = self.chart.lines[0].points
        annual = self.finding.latest.months == MONTHS_A_YEAR
        if annual and all(len(point.span) <= SHORT for point in own):
            named = [
                (one.period.end, point.span) for one, point in zip(self.finding.series, own, strict=True)
            ]
        else:
            years = range(year_and_month(math.ceil(self.first))[0], year_and_month(int(self.last))[0] + 1)
            opening = year_and_month(0)[0]
            months = [((year - opening) * MONTHS_A_YEAR, str(year)) for year in years]
            named = [(month, year) for month, year in months if self.first <= month <= self.last]
        named = named or [
            (one.period.end, point.span) for one, point in zip(self.finding.series, own, strict=True)
        ]
        step = math.ceil(len(named) / MOST_YEARS)
        return named[::-1][::step][::-1]

    def span(self, phase: PhaseRecord) -> tuple[float, float]:
        """Return where a phase begins and ends: from the figure that it started from."""
        return max(self.first, phase.start.start - 1), min(self.last, phase.end.end)

    def room(self, words: str, at: float, height: float, align: str = "center") -> float:
        """Return how many pixels words at a place stand off the nearest line, at most those of two lines."""
        wide = width_of(words)
        left = at - {"left": 0.0, "center": wide / 2, "right": wide}[align]
        nearest = 2 * GAP
        for seen in self.series:
            xs = [self.over(one.period.end) for one in seen]
            ys = [self.up(one.value) for one in seen]
            for (x0, y0), (x1, y1) in pairwise(zip(xs, ys, strict=True)):
                steps = [x0 + (x1 - x0) * part / 4 for part in range(5)]
                on = [y0 + (y1 - y0) * part / 4 for part, x in enumerate(steps) if left <= x <= left + wide]
                nearest = min([nearest, *(abs(y - height) for y in on)])
        return nearest

    def holds(self, place: tuple[float, float], half: float) -> bool:
        """Whether words around a place stand inside the chart."""
        x, y = place
        return half - 9 <= x <= self.width - half + 9 and TOP <= y <= HEIGHT - 6
