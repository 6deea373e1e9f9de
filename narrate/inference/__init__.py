"""Statistical functions over arrays of series: tests, intervals, trends, dispersion and funnels.

Every function broadcasts like a numpy ufunc unless its docstring says otherwise, treats NaN as "not known"
and returns NaN for what cannot be computed. Nothing here rounds, and nothing here chooses words.
"""

from narrate.inference.comparisons import (
    CONTINUITY,
    Comparison,
    absence_evidence,
    compare_proportions,
    compare_rates,
    compare_values,
    conditional_mid_p,
    equivalence,
    equivalence_of_proportions,
)
from narrate.inference.dispersion import (
    MEAN_ABSOLUTE_NORMAL,
    MEDIAN_ABSOLUTE_NORMAL,
    moving_range_dispersion,
    row_median,
    shrink_dispersion,
)
from narrate.inference.distributions import (
    satterthwaite_degrees,
    t_p_value,
    t_quantile,
)
from narrate.inference.families import (
    Funnel,
    benjamini_hochberg,
    cross_sectional_dispersion,
    discovery_level,
    funnel_limits,
    funnel_limits_of_proportions,
    funnel_proportions,
    funnel_rates,
    winsorised_normal,
)
from narrate.inference.intervals import (
    byar_interval,
    wilson_limits,
)
from narrate.inference.lines import (
    ROUNDING,
    Line,
    line_of_counts,
    line_of_proportions,
    line_of_values,
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
    "ROUNDING",
    "Comparison",
    "Funnel",
    "Line",
    "Trend",
    "absence_evidence",
    "benjamini_hochberg",
    "byar_interval",
    "compare_proportions",
    "compare_rates",
    "compare_values",
    "conditional_mid_p",
    "cross_sectional_dispersion",
    "discovery_level",
    "equivalence",
    "equivalence_of_proportions",
    "funnel_limits",
    "funnel_limits_of_proportions",
    "funnel_proportions",
    "funnel_rates",
    "line_of_counts",
    "line_of_proportions",
    "line_of_values",
    "moving_range_dispersion",
    "row_median",
    "satterthwaite_degrees",
    "shrink_dispersion",
    "t_p_value",
    "t_quantile",
    "trend_of_proportions",
    "trend_of_rates",
    "wilson_limits",
    "winsorised_normal",
]
