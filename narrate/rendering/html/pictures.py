"""Drawings inside a page: plain SVG whose figures can be reached and marked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from xml.etree import ElementTree

from narrate.charts import available, draw, to_svg
from narrate.document import Chart, Point
from narrate.findings import Finding
from narrate.messages import ChartKind

SVG = "http://www.w3.org/2000/svg"

_NUMBER = re.compile(r"-?\d+\.\d{3,}")
_HIDDEN = "aria-hidden"
_SEMANTICS = ("role", "aria-label", "aria-roledescription", _HIDDEN)


def pictures(charts: Iterable[Chart], findings: Mapping[str, Finding]) -> dict[str, str]:
    """Return the SVG of every chart by its id; none where charts cannot be drawn here.

    Parameters
    ----------
    charts : iterable of Chart
        One of an id is enough.
    findings : mapping of str to Finding
        By indicator code.
    """
    if not available():
        return {}
    by_id = {chart.id: chart for chart in charts}
    return {
        name: inline(to_svg(draw(chart, findings[chart.indicator])), chart) for name, chart in by_id.items()
    }


def points_of(chart: Chart) -> Iterator[Point]:
    """Yield the figures of a chart in the order in which they are drawn."""
    for line in chart.lines:
        yield from line.points


def inline(svg: str, chart: Chart) -> str:
    """Return a drawing ready to stand inside a page.

    It has no styles, which the page's policy forbids, no names that another drawing could have as well, and
    carries for each figure the number of its point, so that a script can find it.
    """
    ElementTree.register_namespace("", SVG)
    root = ElementTree.fromstring(svg)  # noqa: S314 - what vl-convert drew just now
    points = [point.tip for point in points_of(chart)]
    drawn = 0
    for element in root.iter():
        style = element.attrib.pop("style", "")
        for name, _, value in (part.partition(":") for part in style.split(";") if ":" in part):
            element.set(name.strip(), value.strip())
        for name, value in element.attrib.items():
            element.set(name, _NUMBER.sub(lambda number: f"{float(number[0]):.2f}", value))
        label = element.get("aria-label")
        shown = drawn < len(points) and label == points[drawn] and element.get(_HIDDEN) is None
        for name in _SEMANTICS:
            element.attrib.pop(name, None)
        element.attrib.pop("class", None)
        if shown:
            element.attrib |= {
                "class": "figure bar" if chart.kind is ChartKind.PARTS else "figure",
                "role": "img",
                "aria-label": points[drawn],
                "data-point": str(drawn),
            }
            drawn += 1
        elif element.tag == f"{{{SVG}}}text":
            element.set(_HIDDEN, "true")
    width, height = root.attrib.pop("width"), root.attrib.pop("height")
    root.attrib |= {"viewBox": f"0 0 {width} {height}", "role": "group", "aria-label": chart.description}
    return ElementTree.tostring(root, encoding="unicode")
