"""The displayed figure over time: phases, limits, wider areas, and the last figure as printed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

import altair as alt

from narrate.charts.frame import GAP, HEIGHT, TOP, Frame
from narrate.charts.layout import apart, width_of
from narrate.charts.look import (
    COMPARATOR_COLOURS,
    DASHES,
    FALLING,
    INK,
    LIMIT,
    OWN,
    QUIET,
    RISING,
    TEXT,
    dressed,
    of,
    text_marks,
)
from narrate.document import Chart
from narrate.findings import Finding, Observed
from narrate.movement import Direction
from narrate.planning import Label


def trajectory(chart: Chart, finding: Finding) -> alt.LayerChart:
    """Draw the displayed figure over time.

    Parameters
    ----------
    chart : Chart
        Words and printed figures.
    finding : Finding
        The numbers.
    """
    frame = Frame(chart, finding)
    layers = [
        *_phases(frame),
        *_breaks(frame),
        *_rules(frame),
        *_lines(frame),
        _points(frame),
        *_extremes(frame),
        *_ends(frame),
    ]
    return dressed(layers, chart, (frame.width, HEIGHT))


def _rows(frame: Frame) -> list[dict[str, Any]]:
    """Return every figure; where periods are missing a new run begins, so that no line bridges a gap."""
    found = []
    for number, (line, seen) in enumerate(zip(frame.chart.lines, frame.series, strict=True)):
        run, step = 0, max(frame.finding.latest.months, _step(seen))
        for place, (one, point) in enumerate(zip(seen, line.points, strict=True)):
            if place and one.period.end - seen[place - 1].period.end > step:
                run += 1
            found.append({"line": number, "run": run, "x": one.period.end, "y": one.value, "tip": point.tip})
    return found


def _lines(frame: Frame) -> Iterator[alt.Chart]:
    rows = _rows(frame)
    for number in reversed(range(len(frame.series))):
        own = [row for row in rows if row["line"] == number]
        look: dict[str, Any] = {"color": OWN, "strokeWidth": 2.5}
        if number:
            place = (number - 1) % len(COMPARATOR_COLOURS)
            look = {"color": COMPARATOR_COLOURS[place], "strokeWidth": 1.5, "strokeDash": list(DASHES[place])}
        line = of(own).mark_line(aria=False, **look)
        yield line.encode(x=frame.across, y=frame.upwards, detail="run:O")


def _points(frame: Frame) -> alt.Chart:
    """Draw a point for every figure, the last one of the area larger; each says what it is."""
    rows = _rows(frame)
    last = len(frame.series[0]) - 1
    for place, row in enumerate(rows):
        colour = COMPARATOR_COLOURS[(row["line"] - 1) % len(COMPARATOR_COLOURS)]
        row["colour"] = colour if row["line"] else OWN
        row["size"] = 70 if place == last else 8 if row["line"] else 26
    lone = {number for number, seen in enumerate(frame.series) if number and len(seen) == 1}
    for row in rows:
        row["size"] = 40 if row["line"] in lone else row["size"]
    points: alt.Chart = (
        of(rows)
        .mark_point(filled=True, opacity=1)
        .encode(
            x=frame.across,
            y=frame.upwards,
            color=alt.Color("colour:N", scale=None),
            size=alt.Size("size:Q", scale=None),
            description="tip:N",
            tooltip="tip:N",
        )
    )
    return points


def _phases(frame: Frame) -> Iterator[alt.Chart]:
    """Shade the phases that moved; a triangle and, where it has room, a word say which way."""
    for direction, colour, label, shape in (
        (Direction.UP, RISING, Label.UP, "triangle-up"),
        (Direction.DOWN, FALLING, Label.DOWN, "triangle-down"),
    ):
        spans = [frame.span(phase) for phase in frame.finding.phases if phase.direction is direction]
        spans = [(start, end) for start, end in spans if end > start]
        if not spans or label not in frame.chart.labels:
            continue
        bands = [{"x": start, "x2": end} for start, end in spans]
        band = of(bands).mark_rect(color=colour, stroke="white", strokeWidth=1.5, aria=False)
        yield band.encode(x=frame.across, x2="x2:Q", y=alt.value(0), y2=alt.value(HEIGHT))
        yield from _marked(frame, spans, frame.chart.labels[label], shape)


def _marked(frame: Frame, spans: Sequence[tuple[float, float]], word: str, shape: str) -> Iterator[alt.Chart]:
    triangles, words = [], []
    for start, end in spans:
        left, right = frame.over(start), frame.over(end)
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
        yield from text_marks(words, halo=False, align="left", color=QUIET)


def _rules(frame: Frame) -> Iterator[alt.Chart]:
    """Draw thresholds and targets, each with its words where the line leaves most room."""
    limits = frame.limits()
    if not limits:
        return
    rows = [{"y": value} for _, value in limits]
    rule = of(rows).mark_rule(color=LIMIT, strokeDash=[8, 3], strokeWidth=1.5, aria=False)
    yield rule.encode(y=frame.upwards)
    for label, value in limits:
        words = frame.chart.labels[label]
        height = max(frame.up(value) - 8, TOP / 2)
        places = [(4.0, "left"), (frame.width / 2, "center"), (frame.width - 4, "right")]
        at, align = max(places, key=lambda place: frame.room(words, place[0], height, place[1]))
        yield from text_marks([{"x": at, "y": height, "text": words}], align=align, color=LIMIT)


def _breaks(frame: Frame) -> Iterator[alt.Chart]:
    months = [one.start for one in frame.chart.breaks if frame.first < one.start < frame.last]
    if not months:
        return
    rows = [{"x": month - 0.5} for month in months]
    rule = of(rows).mark_rule(color=INK, strokeDash=[2, 3], aria=False)
    yield rule.encode(x=frame.across)
    words = frame.chart.labels[Label.BREAK]
    for month in months:
        at = frame.over(month - 0.5)
        right = at + width_of(words) + 8 > frame.width
        row = {"x": at - 5 if right else at + 5, "y": HEIGHT - 9, "text": words}
        yield from text_marks([row], align="right" if right else "left", color=QUIET)


def _extremes(frame: Frame) -> Iterator[alt.Chart]:
    """Ring the peak and the trough, and print their figures."""
    for extreme, label, away in (
        (frame.finding.peak, Label.PEAK, -14),
        (frame.finding.trough, Label.TROUGH, 14),
    ):
        if extreme is None:
            continue
        at, height = frame.over(extreme.period.end), frame.up(extreme.value)
        ring = of([{"x": extreme.period.end, "y": extreme.value}])
        yield ring.mark_point(size=110, color=INK, strokeWidth=1.5, aria=False).encode(
            x=frame.across, y=frame.upwards
        )
        text = frame.chart.labels[label]
        aside = width_of(text) / 2 + 9
        places = [(at, height + side) for side in (away, -away)]
        places += [(at + side, height + down) for side in (aside, -aside) for down in (away, 0.0)]
        places += [(at, height + 2 * side) for side in (away, -away)]
        inside = [place for place in places if frame.holds(place, aside)] or places[:1]
        x, y = max(inside, key=lambda place: frame.room(text, *place))
        yield from text_marks([{"x": x, "y": y, "text": text}])


def _ends(frame: Frame) -> Iterator[alt.Chart]:
    """Label the last figure of each line to its right, no label over another."""
    wanted = [frame.up(seen[-1].value) for seen in frame.series]
    places = apart(wanted, GAP, TOP / 2, HEIGHT)
    for number, (line, seen, place) in enumerate(zip(frame.chart.lines, frame.series, places, strict=True)):
        lone = number > 0 or seen[-1].period.end >= max(one[-1].period.end for one in frame.series)
        at = frame.width if lone else frame.over(seen[-1].period.end)
        look = (
            {"fontWeight": "bold", "color": OWN}
            if not number
            else {"color": COMPARATOR_COLOURS[(number - 1) % 2]}
        )
        row = {"x": at + 8, "y": place, "text": line.label}
        yield from text_marks([row], halo=False, align="left", fontSize=TEXT, **look)


def _step(seen: Sequence[Observed]) -> int:
    """Return the months from one figure to the next where none is missing."""
    steps = [later.period.end - earlier.period.end for earlier, later in pairwise(seen)]
    return min(steps, default=1)
