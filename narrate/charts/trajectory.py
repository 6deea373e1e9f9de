"""The displayed figure over time: phases, limits, wider areas, and the last figure as printed."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

import altair as alt

from narrate.charts.layout import Scale, apart, scale, width_of
from narrate.charts.look import (
    BESIDE,
    DASHES,
    FALLING,
    INK,
    LIMIT,
    MARGIN,
    OWN,
    QUIET,
    RISING,
    TEXT,
    WIDTH,
    dressed,
    of,
    said,
)
from narrate.document import Chart
from narrate.findings import Finding, Observed, PhaseRecord
from narrate.measures import PERCENT
from narrate.movement import Direction
from narrate.periods import MONTHS_A_YEAR, year_and_month
from narrate.planning import Label
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


def trajectory(chart: Chart, finding: Finding) -> alt.LayerChart:
    """Draw the displayed figure over time.

    Parameters
    ----------
    chart : Chart
        Words and printed figures.
    finding : Finding
        The numbers.
    """
    return _Trajectory(chart, finding).drawn()


def series_of(finding: Finding) -> tuple[tuple[Observed, ...], ...]:
    """Return the figures of each line in the order of a chart's lines; a lone figure is a line of one."""
    wider = (
        other.series or (Observed(period=other.change.base, value=other.value),)
        for other in finding.comparators
    )
    return (finding.series, *wider)


class _Trajectory:
    """One trajectory and where its things stand."""

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

    def drawn(self) -> alt.LayerChart:
        layers = [
            *self.phases(),
            *self.breaks(),
            *self.rules(),
            *self.lines(),
            self.points(),
            *self.extremes(),
            *self.ends(),
        ]
        return dressed(layers, self.chart, (self.width, HEIGHT))

    def limits(self) -> list[tuple[Label, float]]:
        standings = ((Label.THRESHOLD, self.finding.threshold), (Label.TARGET, self.finding.target))
        return [(label, standing.threshold.value) for label, standing in standings if standing]

    def over(self, month: float) -> float:
        """Return the pixel of a month."""
        return Scale(self.first, self.last, (), 0).place(month, (0, self.width))

    def up(self, value: float) -> float:
        """Return the pixel of a figure."""
        return self.y.place(value, (HEIGHT, TOP))

    @property
    def across(self) -> alt.X:
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

    def rows(self) -> list[dict[str, Any]]:
        """Return every figure; where periods are missing a new run begins, so that no line bridges a gap."""
        found = []
        for number, (line, seen) in enumerate(zip(self.chart.lines, self.series, strict=True)):
            run, step = 0, max(self.finding.latest.months, _step(seen))
            for place, (one, point) in enumerate(zip(seen, line.points, strict=True)):
                if place and one.period.end - seen[place - 1].period.end > step:
                    run += 1
                found.append(
                    {"line": number, "run": run, "x": one.period.end, "y": one.value, "tip": point.tip}
                )
        return found

    def lines(self) -> Iterator[alt.Chart]:
        rows = self.rows()
        for number in reversed(range(len(self.series))):
            own = [row for row in rows if row["line"] == number]
            look: dict[str, Any] = {"color": OWN, "strokeWidth": 2.5}
            if number:
                place = (number - 1) % len(BESIDE)
                look = {"color": BESIDE[place], "strokeWidth": 1.5, "strokeDash": list(DASHES[place])}
            line = of(own).mark_line(aria=False, **look)
            yield line.encode(x=self.across, y=self.upwards, detail="run:O")

    def points(self) -> alt.Chart:
        """Draw a point for every figure, the last one of the area larger; each says what it is."""
        rows = self.rows()
        last = len(self.series[0]) - 1
        for place, row in enumerate(rows):
            beside = BESIDE[(row["line"] - 1) % len(BESIDE)]
            row["colour"] = beside if row["line"] else OWN
            row["size"] = 70 if place == last else 8 if row["line"] else 26
        lone = {number for number, seen in enumerate(self.series) if number and len(seen) == 1}
        for row in rows:
            row["size"] = 40 if row["line"] in lone else row["size"]
        points: alt.Chart = (
            of(rows)
            .mark_point(filled=True, opacity=1)
            .encode(
                x=self.across,
                y=self.upwards,
                color=alt.Color("colour:N", scale=None),
                size=alt.Size("size:Q", scale=None),
                description="tip:N",
                tooltip="tip:N",
            )
        )
        return points

    def phases(self) -> Iterator[alt.Chart]:
        """Shade the phases that moved; a triangle and, where it has room, a word say which way."""
        for direction, colour, label, shape in (
            (Direction.UP, RISING, Label.UP, "triangle-up"),
            (Direction.DOWN, FALLING, Label.DOWN, "triangle-down"),
        ):
            spans = [self.span(phase) for phase in self.finding.phases if phase.direction is direction]
            spans = [(start, end) for start, end in spans if end > start]
            if not spans or label not in self.chart.labels:
                continue
            bands = [{"x": start, "x2": end} for start, end in spans]
            band = of(bands).mark_rect(color=colour, stroke="white", strokeWidth=1.5, aria=False)
            yield band.encode(x=self.across, x2="x2:Q", y=alt.value(0), y2=alt.value(HEIGHT))
            yield from self.marked(spans, self.chart.labels[label], shape)

    def marked(self, spans: Sequence[tuple[float, float]], word: str, shape: str) -> Iterator[alt.Chart]:
        triangles, words = [], []
        for start, end in spans:
            left, right = self.over(start), self.over(end)
            roomy = right - left > width_of(word) + 24
            middle = (left + right) / 2 - (width_of(word) / 2 + 2 if roomy else 0)
            triangles.append({"x": middle, "y": TOP / 2})
            if roomy:
                words.append({"x": middle + 9, "y": TOP / 2 + 0.5, "text": word})
        place = {"x": alt.X("x:Q", scale=None), "y": alt.Y("y:Q", scale=None)}
        yield (
            of(triangles)
            .mark_point(shape=shape, filled=True, opacity=1, size=36, color=QUIET, aria=False)
            .encode(**place)
        )
        if words:
            yield from said(words, halo=False, align="left", color=QUIET)

    def span(self, phase: PhaseRecord) -> tuple[float, float]:
        """Return where a phase begins and ends: from the figure that it started from."""
        return max(self.first, phase.start.start - 1), min(self.last, phase.end.end)

    def rules(self) -> Iterator[alt.Chart]:
        """Draw thresholds and targets, each with its words where the line leaves most room."""
        limits = self.limits()
        if not limits:
            return
        rows = [{"y": value} for _, value in limits]
        rule = of(rows).mark_rule(color=LIMIT, strokeDash=[8, 3], strokeWidth=1.5, aria=False)
        yield rule.encode(y=self.upwards)
        for label, value in limits:
            words = self.chart.labels[label]
            height = max(self.up(value) - 8, TOP / 2)
            places = [(4.0, "left"), (self.width / 2, "center"), (self.width - 4, "right")]
            at, align = max(places, key=lambda place: self.room(words, place[0], height, place[1]))
            yield from said([{"x": at, "y": height, "text": words}], align=align, color=LIMIT)

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

    def breaks(self) -> Iterator[alt.Chart]:
        months = [one.start for one in self.chart.breaks if self.first < one.start < self.last]
        if not months:
            return
        rows = [{"x": month - 0.5} for month in months]
        rule = of(rows).mark_rule(color=INK, strokeDash=[2, 3], aria=False)
        yield rule.encode(x=self.across)
        words = self.chart.labels[Label.BREAK]
        for month in months:
            at = self.over(month - 0.5)
            right = at + width_of(words) + 8 > self.width
            row = {"x": at - 5 if right else at + 5, "y": HEIGHT - 9, "text": words}
            yield from said([row], align="right" if right else "left", color=QUIET)

    def extremes(self) -> Iterator[alt.Chart]:
        """Ring the peak and the trough, and say their figures."""
        for extreme, label, away in (
            (self.finding.peak, Label.PEAK, -14),
            (self.finding.trough, Label.TROUGH, 14),
        ):
            if extreme is None:
                continue
            at, height = self.over(extreme.period.end), self.up(extreme.value)
            ring = of([{"x": extreme.period.end, "y": extreme.value}])
            yield ring.mark_point(size=110, color=INK, strokeWidth=1.5, aria=False).encode(
                x=self.across, y=self.upwards
            )
            text = self.chart.labels[label]
            aside = width_of(text) / 2 + 9
            places = [(at, height + side) for side in (away, -away)]
            places += [(at + side, height + down) for side in (aside, -aside) for down in (away, 0.0)]
            places += [(at, height + 2 * side) for side in (away, -away)]
            inside = [place for place in places if self.holds(place, aside)] or places[:1]
            x, y = max(inside, key=lambda place: self.room(text, *place))
            yield from said([{"x": x, "y": y, "text": text}])

    def holds(self, place: tuple[float, float], half: float) -> bool:
        """Whether words around a place stand inside the chart."""
        x, y = place
        return half - 9 <= x <= self.width - half + 9 and TOP <= y <= HEIGHT - 6

    def ends(self) -> Iterator[alt.Chart]:
        """Label the last figure of each line beside it, no label over another."""
        wanted = [self.up(seen[-1].value) for seen in self.series]
        places = apart(wanted, GAP, TOP / 2, HEIGHT)
        for number, (line, seen, place) in enumerate(zip(self.chart.lines, self.series, places, strict=True)):
            lone = number > 0 or seen[-1].period.end >= max(one[-1].period.end for one in self.series)
            at = self.width if lone else self.over(seen[-1].period.end)
            look = {"fontWeight": "bold", "color": OWN} if not number else {"color": BESIDE[(number - 1) % 2]}
            row = {"x": at + 8, "y": place, "text": line.label}
            yield from said([row], halo=False, align="left", fontSize=TEXT, **look)


def _step(seen: Sequence[Observed]) -> int:
    """Return the months from one figure to the next where none is missing."""
    steps = [later.period.end - earlier.period.end for earlier, later in pairwise(seen)]
    return min(steps, default=1)
