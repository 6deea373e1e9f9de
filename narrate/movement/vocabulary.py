"""The closed sets in which a movement is described: values are codes, their words are in the phrase bank."""

from __future__ import annotations

from enum import StrEnum

NO_STATE = -128
"""State of a period that belongs to no phase: the first year, a gap, or the time before a break."""


class Movement(StrEnum):
    """What the displayed figure did, judged at its last complete period."""

    RISING = "rising"
    """In an upward phase now."""
    REDUCING = "reducing"
    """In a downward phase now."""
    LEVELLING = "levelling"
    """A phase ended one or two periods ago; level since."""
    PLATEAUED = "plateaued"
    """A phase ended three to eight periods ago; level since."""
    NOT_SIGNIFICANT = "not significant"
    """No phase that differs from the usual variation, or none that ended within eight periods."""


class Reason(StrEnum):
    """Why no movement is given."""

    TOO_FEW_PERIODS = "too few periods"
    """Fewer quarters or years than the rule needs."""
    SERIES_BREAK = "series break"
    """A declared break leaves fewer quarters or years than the rule needs."""
    SUSPECTED_BREAK = "suspected break"
    """The series stops, starts or leaps in a way that no movement explains."""
    MISSING_PERIODS = "missing periods"
    """A period that the latest figure, or the rule, depends on is missing."""
    SMALL_COUNTS = "small counts"
    """Too few events a year to judge."""
    NOT_CALCULABLE = "not calculable"
    """The rule does not apply: a proportion of nothing or of everything, a figure that is not positive."""


class Flag(StrEnum):
    """What a reader or writer should know besides the movement."""

    SHOCK = "one-quarter shock"
    """A quarter unlike both neighbours was given no weight."""
    POSSIBLE_STEP = "possible step"
    """A phase of exactly four rolling quarters with level on both sides may be a single step."""
    SUSPECTED_BREAK = "suspected break"
    """The series stops, starts or leaps in a way that no movement explains."""
    SERIES_BREAK = "series break"
    """A declared break cut the history."""
    GAP = "gap"
    """A period within the history is missing."""
    SMALL_COUNTS = "small counts"
    """Too few events a year for percentages."""
    OVERLAP = "overlap"
    """The latest figure shares months with the one before and is compared with none."""
    PRIOR_DISPERSION = "prior dispersion"
    """Too few changes to estimate a dispersion from the series itself."""
    VARIATION_ONLY = "variation only"
    """Judged by the variation of the figures alone: nothing here may be called significant."""
    LEVEL_YET_CHANGED = "level yet changed"
    """No rise or fall is given, although the figure is far from that of a year earlier."""
    LATEST_AGAINST = "latest against"
    """The latest quarter went against the rise or fall that is given."""
    STABLE = "stable"
    """The latest year and the year before are equivalent within the margin (two one-sided tests)."""


class Rule(StrEnum):
    """Which rule the label comes from."""

    PHASES = "phases"
    """Phase model on year-on-year changes of independent quarters."""
    VARIATION = "variation"
    """The same on figures without counts or intervals, weighed by their own variation."""
    TREND_OF_RATES = "trend of rates"
    """Fingertips recent-trend rule on annual figures with intervals."""
    TREND_OF_PROPORTIONS = "trend of proportions"
    """Fingertips recent-trend rule on annual proportions."""
    TREND_OF_VALUES = "trend of values"
    """The same line through annual figures alone, weighed by their own variation."""
    WHOLE_TREND_OF_RATES = "whole trend of rates"
    """Trend of all annual counts, or figures with intervals, since the last break; dispersion estimated."""
    WHOLE_TREND_OF_PROPORTIONS = "whole trend of proportions"
    """The same trend of annual proportions."""
    WHOLE_TREND_OF_VALUES = "whole trend of values"
    """The same trend of annual figures alone, weighed by their own variation."""


VARIATION_RULES = frozenset({Rule.VARIATION, Rule.TREND_OF_VALUES, Rule.WHOLE_TREND_OF_VALUES})
"""Rules that know nothing but the figures: what they say is never called significant."""

WHOLE_TRENDS = {
    Rule.TREND_OF_RATES: Rule.WHOLE_TREND_OF_RATES,
    Rule.TREND_OF_PROPORTIONS: Rule.WHOLE_TREND_OF_PROPORTIONS,
    Rule.TREND_OF_VALUES: Rule.WHOLE_TREND_OF_VALUES,
}
"""The trend of all years that goes with each rule for the latest ones."""


class Direction(StrEnum):
    """Direction of a phase."""

    UP = "up"
    """The figure rose."""
    DOWN = "down"
    """The figure fell."""
    LEVEL = "level"
    """The figure did neither."""


class Favour(StrEnum):
    """Whether a direction is welcome."""

    BETTER = "better"
    """It moved as is wished."""
    WORSE = "worse"
    """It moved against what is wished."""
    NEUTRAL = "neutral"
    """It did not move, or either direction may be welcome."""
