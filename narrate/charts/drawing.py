"""From a chart and its finding to a drawing, and from a drawing to a file."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from narrate.document import Chart
from narrate.errors import DraftError, Fault, Place
from narrate.findings import Finding
from narrate.messages import ChartKind

if TYPE_CHECKING:
    import altair

NEEDED = ("altair", "vl_convert")
"""Modules of the extra `narrate[charts]`."""

PNG_SCALE = 2.0
"""Pixels of a PNG for each pixel of a chart: print at 16 cm wide has about 190 dots an inch."""


def available() -> bool:
    """Whether charts can be drawn here: whether the extra `narrate[charts]` is installed."""
    return all(find_spec(name) for name in NEEDED)


def require() -> None:
    """Raise a `DraftError` that names the extra where charts cannot be drawn."""
    missing = ", ".join(name for name in NEEDED if not find_spec(name))
    if missing:
        raise DraftError(
            [
                Fault(
                    Place("charts"), f"no {missing} here", "they are the extra: pip install 'narrate[charts]'"
                )
            ]
        )


def draw(chart: Chart, finding: Finding) -> altair.LayerChart:
    """Draw a chart.

    Parameters
    ----------
    chart : Chart
        Its words and printed figures.
    finding : Finding
        The numbers, of the same indicator.

    Returns
    -------
    altair.LayerChart
        About 600 pixels wide.

    Raises
    ------
    DraftError
        Where the extra `narrate[charts]` is not installed.
    """
    require()
    from narrate.charts.parts import parts
    from narrate.charts.trajectory import trajectory

    return trajectory(chart, finding) if chart.kind is ChartKind.TRAJECTORY else parts(chart, finding)


def to_spec(drawing: altair.LayerChart) -> dict[str, Any]:
    """Return a drawing as a Vega-Lite specification, ready for JSON."""
    spec: dict[str, Any] = drawing.to_dict(validate=False)
    return spec


def to_svg(drawing: altair.LayerChart) -> str:
    """Return a drawing as SVG."""
    import vl_convert

    return str(vl_convert.vegalite_to_svg(to_spec(drawing), allowed_base_urls=[]))


def to_png(drawing: altair.LayerChart) -> bytes:
    """Return a drawing as PNG, twice as many pixels wide and high as the drawing."""
    import vl_convert

    return bytes(vl_convert.vegalite_to_png(to_spec(drawing), scale=PNG_SCALE, allowed_base_urls=[]))
