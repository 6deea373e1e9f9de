"""How charts look: sizes, fonts and colours that stay apart in grey and for colour-blind readers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from narrate.charts.layout import SUBTITLE_LETTERS, TITLE_LETTERS, wrapped
from narrate.document import Chart
from narrate.spec import conventions

if TYPE_CHECKING:
    import altair

WIDTH = 604.0
"""Pixels of a whole chart."""

MARGIN = 58.0
"""Pixels left of the figures, for the axis."""

FONT = "Arial, Liberation Sans, DejaVu Sans, sans-serif"
TEXT = 11
"""Pixels of a label's letters."""

INK, QUIET, TICK, GRID = "#1A1A1A", "#4A4A4A", "#8A8A8A", "#E2E2E2"
OWN = "#0072B2"
"""Blue of Okabe and Ito's palette, which colour-blind readers tell apart."""

COMPARATOR_COLOURS = ("#5A5A5A", "#8F4A00")
"""Lines of wider areas, thinner and dashed each in its own way."""

DASHES = ((6, 3), (2, 2))
LIMIT = "#8F2D56"
"""Thresholds and targets; their line is dashed and labelled."""

RISING, FALLING = "#FBE7D9", "#DDEBF6"
"""Behind phases of increase and of decrease, which a triangle and a word tell apart as well."""

HIGHER, LOWER, SAME = "#D55E00", "#0072B2", "#A9B2BC"
"""Bars; words beside them say the same."""


def dressed(layers: Iterable[altair.Chart], chart: Chart, size: tuple[float, float]) -> altair.LayerChart:
    """Return layers as one drawing of a size in pixels, with its title, fonts and the locale's numbers."""
    import altair as alt

    title = alt.TitleParams(
        text=wrapped(chart.title.text, TITLE_LETTERS),
        subtitle=wrapped(chart.subtitle.text, SUBTITLE_LETTERS),
        anchor="start",
        frame="bounds",
        fontSize=13,
        fontWeight="bold",
        subtitleFontSize=TEXT,
        subtitleColor=QUIET,
        color=INK,
        offset=10,
        subtitlePadding=4,
    )
    axis = alt.AxisConfig(
        labelFontSize=TEXT,
        titleFontSize=TEXT,
        titleFontWeight="normal",
        labelColor=QUIET,
        titleColor=QUIET,
        gridColor=GRID,
        domainColor=TICK,
        tickColor=TICK,
    )
    config = alt.Config(font=FONT, locale=_locale(chart.locale), view=alt.ViewConfig(stroke=None), axis=axis)
    return alt.LayerChart(
        layer=list(layers),
        width=size[0],
        height=size[1],
        title=title,
        config=config,
        background="white",
        padding=8,
        description=chart.description,
    )


def _locale(code: str) -> altair.Locale:
    """Return the signs by which a locale writes numbers."""
    import altair as alt

    known = conventions(code)
    signs: dict[str, Any] = known.number_symbols["latn"] if known else {}
    number = alt.NumberLocale(
        decimal=str(signs.get("decimal", ".")),
        thousands=str(signs.get("group", ",")),
        grouping=[3],
        currency=["", ""],
    )
    return alt.Locale(number=number)


def of(rows: list[dict[str, Any]]) -> altair.Chart:
    """Return a chart of rows, for a mark to be set on."""
    import altair as alt

    return alt.Chart(alt.Data(values=rows))  # type: ignore[no-untyped-call]


def text_marks(rows: list[dict[str, Any]], halo: bool = True, **look: Any) -> list[altair.Chart]:
    """Return rows of `text`, `x` and `y` in pixels as text, with a white edge that keeps lines behind off."""
    import altair as alt

    base = of(rows).encode(x=alt.X("x:Q", scale=None), y=alt.Y("y:Q", scale=None), text="text:N")
    shared: dict[str, Any] = {"fontSize": TEXT, "baseline": "middle", "aria": False, "color": INK} | look
    ink = base.mark_text(**shared)
    if not halo:
        return [ink]
    edge: dict[str, Any] = shared | {"stroke": "white", "strokeWidth": 3, "color": "white"}
    return [base.mark_text(**edge), ink]
