### Words of the web page around the paper: what a reader of the evidence sees. None has a slot.

web-skip = Skip to the paper
web-paper = Paper
web-evidence = Evidence
web-choose = Choose a sentence of the paper to see what stands behind it.
web-sentence-evidence = Evidence for the sentence before
web-shown = Evidence is shown for paragraph
web-back = Back to the sentence
web-close = Close
web-copy = Copy sentence
web-copied = The sentence is copied
web-not-copied = The sentence could not be copied
web-authored = These words are the author's own and rest on no figure.
web-no-values = No figure stands in this sentence.
web-no-test = No test stands behind this sentence.
web-chart = Chart
web-chart-keys = Arrow keys move from figure to figure.
web-marked = Marked in the chart

## Filters.

web-filters = Show sentences
web-all = All
web-changed = Changed since the last report
web-changed-none = No last report is named in the specification, so nothing can be compared with it.
web-flagged = Flagged for a closer look
web-movement = Movement
web-any-movement = Any movement
web-count = Sentences shown
web-none-shown = No sentence of the paper fits this choice.

## Tables of the evidence.

web-values = Figures in the sentence
web-printed = As printed
web-raw = Unrounded
web-indicator = Indicator
web-area = Area
web-period = Period
web-unit = Unit
web-tests = Comparisons and tests
web-comparison = Comparison
web-now = Figure
web-then = Compared with
web-difference = Difference
web-p = p
web-significant = Significant
web-yes = Yes
web-no = No
web-untested = Not tested
web-year = Against a year earlier
web-quarter = Latest quarter against a year earlier
web-baseline = Against the baseline year
web-first-to-last = Last year against the first
web-limits = Limits
web-dispersion = Dispersion
web-degrees = Degrees of freedom
web-degrees-known = Not limited
web-phases = Phases
web-from = From
web-to = To
web-direction = Direction
web-rule = Rule
web-phrase = Phrase
web-finding = Finding
web-flags = Flags
web-favour = For better or worse
web-series = All figures of the series
web-several = Indicators behind the sentence

## Closed sets and what they mean.

web-movement-rising = Rising
web-movement-reducing = Reducing
web-movement-levelling = Levelling
web-movement-plateaued = Plateaued
web-movement-not-significant = No movement beyond usual variation
web-movement-none = No movement given

web-direction-up = Up
web-direction-down = Down
web-direction-level = Level

web-favour-better = Better
web-favour-worse = Worse
web-favour-neutral = Neither

web-rule-phases = Phases: each quarter is compared with the same quarter a year earlier, and a movement is a run of changes that usual variation does not explain.
web-rule-variation = Variation: as for phases, on figures without counts or intervals, weighed by how much they usually vary.
web-rule-trend-of-rates = Trend of rates: a line through the latest annual figures, weighed by their intervals.
web-rule-trend-of-proportions = Trend of proportions: a line through the latest annual percentages, weighed by their bases.
web-rule-trend-of-values = Trend of values: a line through the latest annual figures, weighed by their own variation and never called significant.
web-rule-whole-trend-of-rates = Whole trend of rates: a line through all annual figures since the last change in recording, allowing for how much they vary about it.
web-rule-whole-trend-of-proportions = Whole trend of proportions: a line through all annual percentages since the last change in recording, allowing for how much they vary about it.
web-rule-whole-trend-of-values = Whole trend of values: a line through all annual figures since the last change in recording, weighed by their own variation and never called significant.
web-rule-count-of-movements = Counted from the movements of all indicators.
web-rule-last-report = Compared with the movements that the last report gave.
web-rule-exception-rule = Exception rule: an indicator calls for attention if it misses a limit, is rated red, moves for the worse, or is markedly worse than earlier.
web-rule-settings = Taken from the settings of the report.
web-rule-none = Composed from the findings of several indicators.

web-reason-too-few-periods = Too few periods to give a movement.
web-reason-series-break = A declared break leaves too few periods to give a movement.
web-reason-suspected-break = The series stops, starts or leaps in a way that no movement explains.
web-reason-missing-periods = A period that the figure or the rule depends on is missing.
web-reason-small-counts = Too few events a year to judge.
web-reason-not-calculable = The rule does not apply to these figures.

web-flag-one-quarter-shock = One quarter unlike both of its neighbours was given no weight.
web-flag-possible-step = A phase of four quarters with level figures on both sides may be a single step.
web-flag-suspected-break = The series stops, starts or leaps in a way that no movement explains.
web-flag-series-break = A declared break cut the history.
web-flag-gap = A period within the history is missing.
web-flag-small-counts = Too few events a year for percentages.
web-flag-overlap = The latest figure shares months with the one before and is compared with none.
web-flag-prior-dispersion = Too few changes to estimate the usual variation from the series itself.
web-flag-variation-only = Judged by the variation of the figures alone, so nothing here may be called significant.
web-flag-level-yet-changed = No rise or fall is given, although the figure is far from that of a year earlier, by a strict test.
web-flag-latest-against = The latest quarter went against the rise or fall that is given.
web-flag-stable = The latest year and the year before are equivalent within the margin.
