"""Statistical functions over arrays of series: tests, intervals, trends, dispersion and funnels.

Every function broadcasts like a numpy ufunc unless its docstring says otherwise, treats NaN as "not known"
and returns NaN for what cannot be computed. Nothing here rounds, and nothing here chooses words.
"""

from narrate.inference.comparisons import (
    CONTINUITY,
    Comparison,
    compare_proportions,
    compare_rates,
    compare_values,
    conditional_mid_p,
    equivalence,
)
from narrate.inference.dispersion import (
    MEAN_ABSOLUTE_NORMAL,
    MEDIAN_ABSOLUTE_NORMAL,
    moving_range_dispersion,
    row_median,
    shrink_dispersion,
)
from narrate.inference.distributions import (
    t_p_value,
    t_quantile,
)
from narrate.inference.families import (
    Funnel,
    benjamini_hochberg,
    cross_sectional_dispersion,
    funnel_limits,
    funnel_limits_of_proportions,
    funnel_proportions,
    funnel_rates,
)
from narrate.inference.intervals import (
    byar_interval,
    wilson_interval,
)
from narrate.inference.trends import (
    INTERVAL_WIDTH,
    Trend,
    trend_of_proportions,
    trend_of_rates,
)

__all__ = [
    "CONTINUITY",
    "INTERVAL_WIDTH",
    "MEAN_ABSOLUTE_NORMAL",
    "MEDIAN_ABSOLUTE_NORMAL",
    "Comparison",
    "Funnel",
    "Trend",
    "benjamini_hochberg",
    "byar_interval",
    "compare_proportions",
    "compare_rates",
    "compare_values",
    "conditional_mid_p",
    "cross_sectional_dispersion",
    "equivalence",
    "funnel_limits",
    "funnel_limits_of_proportions",
    "funnel_proportions",
    "funnel_rates",
    "moving_range_dispersion",
    "row_median",
    "shrink_dispersion",
    "t_p_value",
    "t_quantile",
    "trend_of_proportions",
    "trend_of_rates",
    "wilson_interval",
]
