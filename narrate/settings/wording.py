"""How sizes are called and figures are printed."""

from __future__ import annotations

from narrate.settings.frozen import Frozen


class WordScale(Frozen):
    """Sizes of change for which the phrase bank has words: one scale, for good and bad news alike.

    Attributes
    ----------
    slight_below, marked_from : float
        Limits for relative changes, as proportions.
    slight_points_below, marked_points_from : float
        Limits for differences of percentages, in percentage points.
    """

    slight_below: float = 0.05
    marked_from: float = 0.15
    slight_points_below: float = 2.0
    marked_points_from: float = 5.0


class Decimals(Frozen):
    """Decimal places in print of a figure whose indicator declares none.

    Attributes
    ----------
    count, proportion, rate, value : int
        By what the figure is.
    money : int
        Of a count or value whose unit is a currency.
    minor : int
        Of an amount of money that is not whole.
    relative : int
        Of a change as a percentage, which no indicator declares.
    most : int
        Most decimals of a figure that prints as none, or as all, with fewer and is not; nearer than that, it
        is none, or all, but for the arithmetic of computers.
    """

    count: int = 0
    proportion: int = 1
    rate: int = 2
    value: int = 2
    money: int = 0
    minor: int = 2
    relative: int = 1
    most: int = 12

    def of(self, measure: str) -> int:
        """Return the decimals of a measure."""
        return int(getattr(self, measure))


PERCENT = 100
"""The whole, in per cent."""
DECIMALS = Decimals()


class HouseStyle(Frozen):
    """How one kind of publisher writes numbers and periods; a file of the phrase bank fills it in.

    Attributes
    ----------
    words_below : int
        Whole numbers below this are written in words where they count things, never in statistics.
    financial_year : str
        Pattern for running text with {start} and {end}, the calendar years in which it begins and ends,
        {short}, the last two digits of the latter, or {month}, the month and year of its end.
    quarter : str
        Pattern with {year}, the financial year as it stands alone, and {quarter}, or with {from} and {to},
        the quarter's first and last months.
    financial_year_alone : str
        The same as financial_year for tables and inside other patterns; blank where that serves.
    quarter_with_months : bool
        Whether a section names a quarter's months where it first names the quarter.
    ordinals_below : int
        Places in an order below this are written in words.
    multiples : bool
        Whether a long change past a half or to more than the double is said so, in the place of its size.
    """

    words_below: int
    financial_year: str
    quarter: str
    financial_year_alone: str = ""
    quarter_with_months: bool = True
    ordinals_below: int = 10
    multiples: bool = True
