"""How sentences in an analyst's own words are read."""

from __future__ import annotations

from narrate.settings.frozen import Frozen


class Reading(Frozen):
    """How far words belong together, and how exact an amount in words is.

    Attributes
    ----------
    shortest_stem : int
        Letters that a word keeps at least when its end is taken off.
    words_in_a_name : int
        Words from one word of a name to the next.
    least_telling : float
        Weight, as a logarithm, from which words name an indicator.
    least_of_a_name : float
        Share of a name's weight from which one word of it names an indicator of another section.
    telling_of_nouns : float
        Weight of a word that also names what is counted.
    near : int
        Letters between a figure and the words that belong to it.
    words_denied : int
        Words between a negation and what it denies.
    alike : float
        Ratio from which, and to whose inverse, a whole number may be meant for a known one.
    near_miss : float
        Ratio from which a whole number of three digits is meant for a known one.
    beside : int
        Letters between words that stand beside each other.
    share_tolerance : float
        By how much a share in words may miss, of one.
    multiple_tolerance : float
        By how much a multiple in words may miss, of itself.
    hedged : float
        By how much more either may miss on its own side where it is hedged, of itself.
    years_tolerance : int
        Months by which a length of a year or more in words may miss.
    """

    shortest_stem: int = 4
    words_in_a_name: int = 3
    least_telling: float = 1.5
    least_of_a_name: float = 0.4
    telling_of_nouns: float = 0.3
    near: int = 40
    words_denied: int = 2
    alike: float = 0.4
    near_miss: float = 0.9
    beside: int = 15
    share_tolerance: float = 0.03
    multiple_tolerance: float = 0.1
    hedged: float = 0.2
    years_tolerance: int = 3


READING = Reading()
