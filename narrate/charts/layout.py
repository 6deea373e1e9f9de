"""Layout of a chart: axes with round numbers, labels that keep apart, titles that fit."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

LETTER = 6.1
"""Pixels that a letter of a label takes on average; a little more than Arial's at 11 pixels."""

TITLE_LETTERS = 88
"""Letters of a title's line."""

SUBTITLE_LETTERS = 108
"""Letters of a subtitle's line."""

STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
"""Steps between the ticks of an axis, up to a power of ten."""

MOST_STEPS = 6
"""Steps on an axis."""

ZERO_COSTS = 0.4
"""Share of an axis that may lie empty for it to begin at zero."""

LEAST = 1e-9
"""Extent of an axis below which it shows nothing that is printed, and is one unit long instead."""

ROOM = 0.06
"""Share of the range left free above and below the figures on an axis that does not begin at zero."""


@dataclass(frozen=True)
class Scale:
    """An axis: where it begins and ends, its ticks, and their decimals."""

    low: float
    high: float
    ticks: tuple[float, ...]
    decimals: int

    def place(self, value: float, pixels: tuple[float, float]) -> float:
        """Return the pixel of a value on an axis that runs from the first to the second."""
        share = (value - self.low) / (self.high - self.low)
        return pixels[0] + share * (pixels[1] - pixels[0])


def scale(values: Sequence[float], *, most: float = math.inf, zero: bool = False) -> Scale:
    """Return an axis with round ticks that holds all values.

    Parameters
    ----------
    values : sequence of float
        What is drawn.
    most : float
        Where the axis ends at the latest, such as 100 for percentages.
    zero : bool
        Whether it begins at zero whatever the values; otherwise where that costs little room.

    Examples
    --------
    >>> scale([8.9, 11.3], zero=True).ticks
    (0.0, 2.0, 4.0, 6.0, 8.0, 10.0, 12.0)
    >>> scale([86.4, 94.9], most=100).ticks
    (84.0, 86.0, 88.0, 90.0, 92.0, 94.0, 96.0)
    """
    low, high = min(values), max(values)
    if zero or 0 <= low <= ZERO_COSTS * high:
        low = min(low, 0.0)
    else:
        room = ROOM * (high - low) or abs(high) * ROOM or 1.0
        low, high = low - room, min(high + room, max(most, high))
    if high - low < LEAST:
        high = low + 1.0
    step = _step(high - low)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    if last * step > most >= high:
        last = math.floor(most / step)
    decimals = max(0, -math.floor(math.log10(step) + 1e-9)) + (f"{step:e}".startswith("2.5") and step < 10)
    ticks = tuple(round(number * step, decimals + 1) for number in range(first, last + 1))
    return Scale(ticks[0], max(ticks[-1], min(high, most)), ticks, decimals)


def _step(extent: float) -> float:
    power = 10.0 ** math.floor(math.log10(extent / MOST_STEPS))
    return next((step * power for step in STEPS if step * power * MOST_STEPS >= extent), 10 * power)


def apart(places: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Return places moved as little as keeps each so far from the next, between two ends, in the same order.

    Examples
    --------
    >>> apart([50, 52, 90], 12, 0, 100)
    [50.0, 62.0, 90.0]
    """
    order = sorted(range(len(places)), key=lambda place: places[place])
    moved = [float(places[place]) for place in order]
    for number in range(1, len(moved)):
        moved[number] = max(moved[number], moved[number - 1] + gap)
    for number in range(len(moved) - 1, -1, -1):
        moved[number] = min(moved[number], high - gap * (len(moved) - 1 - number))
    moved = [max(place, low) for place in moved]
    found = dict(zip(order, moved, strict=True))
    return [found[place] for place in range(len(places))]


def width_of(text: str) -> float:
    """Return about how many pixels wide a label is."""
    return LETTER * len(text)


def wrapped(text: str, letters: int) -> list[str]:
    """Break a title into as few lines as it needs, all about as long.

    Examples
    --------
    >>> wrapped("one two three four", 14)
    ['one two', 'three four']
    """
    lines = _lines(text, letters)
    while letters > 1 and len(narrower := _lines(text, letters - 1)) == len(lines):
        lines, letters = narrower, letters - 1
    return lines


def _lines(text: str, letters: int) -> list[str]:
    return textwrap.wrap(text, letters, break_long_words=True, break_on_hyphens=False) or [text]
