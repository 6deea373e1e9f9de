"""How figures compare in print: the one rounding rule, and the word scale."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from narrate.findings.vocabulary import Magnitude, Relation
from narrate.settings import DECIMALS, PERCENT, WordScale


def rounded(value: float, decimals: int) -> Decimal:
    """Round as the report prints: half away from zero, on the shortest decimal form of the number.

    Examples
    --------
    >>> rounded(2.675, 2), rounded(-0.004, 2)
    (Decimal('2.68'), Decimal('0.00'))
    """
    exact = Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return abs(exact) if exact == 0 else exact


def places(value: float, decimals: int, *, share: bool = False) -> int:
    """Return the decimals with which a figure is printed.

    They are those of its indicator, or as many more as it takes that what is not nothing does not print as
    nothing, nor a percentage that is not all of its base as all of it.

    Parameters
    ----------
    value : float
    decimals : int
        Of its indicator.
    share : bool
        Whether it is a percentage of a base, of which 100 is all.

    Examples
    --------
    >>> places(12.0, 1), places(0.004, 2), places(0.0, 2), places(99.75, 0, share=True), places(99.75, 0)
    (1, 3, 2, 1, 0)
    """
    ends = (0.0, PERCENT) if share else (0.0,)
    near = next((end for end in ends if abs(value - end) < 1), None)
    if near is None or rounded(value, DECIMALS.most) == near:
        return decimals
    more = range(decimals, DECIMALS.most + 1)
    return next(count for count in more if rounded(value, count) != near)


def as_printed(value: float, decimals: int, *, share: bool = False) -> Decimal:
    """Round a figure as it is printed; parameters as for `places`.

    Examples
    --------
    >>> as_printed(99.75, 0, share=True), as_printed(0.0004, 2), as_printed(36.96, 0)
    (Decimal('99.8'), Decimal('0.0004'), Decimal('37'))
    """
    return rounded(value, places(value, decimals, share=share))


def relation(now: float, then: float, decimals: int) -> Relation:
    """Compare two figures as they print with so many decimals.

    Examples
    --------
    >>> relation(37.04, 36.96, 0).value
    'same'
    """
    return _order(rounded(now, decimals), rounded(then, decimals))


def relation_in_print(now: float, then: float, decimals: int, *, share: bool = False) -> Relation:
    """Compare two figures as a report prints them; parameters as for `places`.

    Examples
    --------
    >>> relation_in_print(37.04, 36.96, 0).value, relation_in_print(99.75, 100.0, 0, share=True).value
    ('same', 'lower')
    """
    return _order(as_printed(now, decimals, share=share), as_printed(then, decimals, share=share))


def _order(first: Decimal, second: Decimal) -> Relation:
    if first == second:
        return Relation.SAME
    return Relation.HIGHER if first > second else Relation.LOWER


def magnitude(difference: float, relative: float | None, scale: WordScale) -> Magnitude:
    """Place a change on the word scale: relative where it has a relative size, else in points.

    Examples
    --------
    >>> magnitude(-0.2, -0.116, WordScale()).value
    'moderate'
    """
    size = abs(difference if relative is None else relative)
    slight = scale.slight_points_below if relative is None else scale.slight_below
    marked = scale.marked_points_from if relative is None else scale.marked_from
    if size < slight:
        return Magnitude.SLIGHT
    return Magnitude.MARKED if size >= marked else Magnitude.MODERATE
