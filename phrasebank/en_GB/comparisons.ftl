### The figure against thresholds, targets, parts of the area and wider areas: always with the side it is on.

threshold-upper-lower =
    .a = { $it } is below the { $source } upper threshold of { $value }.
    .b = { $it } is below { $value }, the { $source } upper threshold.
threshold-upper-higher =
    .a = { $it } is above the { $source } upper threshold of { $value }.
    .b = { $it } is above { $value }, the { $source } upper threshold.
threshold-upper-same = { $it } is exactly at the { $source } upper threshold of { $value }.
threshold-upper-lower-kept-narrow = { $it } is just below the { $source } upper threshold of { $value } before rounding.
threshold-upper-higher-missed-narrow = { $it } is just above the { $source } upper threshold of { $value } before rounding.
threshold-lower-higher =
    .a = { $it } is above the { $source } lower threshold of { $value }.
    .b = { $it } is above { $value }, the { $source } lower threshold.
threshold-lower-lower =
    .a = { $it } is below the { $source } lower threshold of { $value }.
    .b = { $it } is below { $value }, the { $source } lower threshold.
threshold-lower-same = { $it } is exactly at the { $source } lower threshold of { $value }.
threshold-lower-higher-kept-narrow = { $it } is just above the { $source } lower threshold of { $value } before rounding.
threshold-lower-lower-missed-narrow = { $it } is just below the { $source } lower threshold of { $value } before rounding.

target-upper-lower = { $it } meets the { $source } target of { limit-at-most }.
target-upper-higher = { $it } is above the { $source } target of { limit-at-most }.
target-upper-same = { $it } meets the { $source } target of { limit-at-most } exactly.
target-upper-higher-missed-narrow = { $it } is just above the { $source } target of { limit-at-most } before rounding.
target-lower-higher = { $it } meets the { $source } target of { limit-at-least }.
target-lower-lower = { $it } is below the { $source } target of { limit-at-least }.
target-lower-same = { $it } meets the { $source } target of { limit-at-least } exactly.
target-lower-lower-missed-narrow = { $it } is just below the { $source } target of { limit-at-least } before rounding.

## Parts of the area. $plural agrees with the areas named.

parts-above-below =
    .a = { $above } { stands-out } above the { $overall } { $measure }, and { $below } below it.
    .b = Among the { $parts }, { $above } { stands-out } above the { $overall } { $measure }, and { $below } below it.
    .c = { $above } { is } well above the { $overall } { $measure }, and { $below } well below it.
parts-above =
    .a = { $above } { stands-out } above the { $overall } { $measure }.
    .b = Among the { $parts }, { $above } { stands-out } above the { $overall } { $measure }.
    .c = { $above } { is } well above the { $overall } { $measure }.
parts-below =
    .a = { $below } { stands-out } below the { $overall } { $measure }.
    .b = Among the { $parts }, { $below } { stands-out } below the { $overall } { $measure }.
    .c = { $below } { is } well below the { $overall } { $measure }.
parts-none-some = { $without-n ->
    [one] Of the { $parts } that have a figure, none stands out from the { $overall } { $measure }, while one other has none
   *[other] Of the { $parts } that have a figure, none stands out from the { $overall } { $measure }, while { $without } others have none
}.
parts-none =
    .a = None of the { $parts } stands out from the { $overall } { $measure }.
    .b = Among the { $parts }, none stands out from the { $overall } { $measure }.

## Wider areas.

comparator-movement-same =
    .a = The { $measure } { $present } in { $areas }.
    .b = In { $areas } the { $measure } { $present }.
    .c = The { $measure } in { $areas } { $present }.
comparator-movement-still =
    .a = The { $measure } { $present } in { $areas }.
    .b = In { $areas } the { $measure } { $present }.
    .c = The { $measure } in { $areas } { $present }.
comparator-movement-already =
    .a = The { $measure } { $present } in { $areas }.
    .b = In { $areas } the { $measure } { $present }.
    .c = The { $measure } in { $areas } { $present }.
comparator-movement-opposite =
    .a = In { $areas }, by contrast, the { $measure } { $present }.
    .b = By contrast, the { $measure } { $present } in { $areas }.
    .c = The { $measure } in { $areas }, by contrast, { $present }.
comparator-movement-different =
    .a = The { $measure } { $present } in { $areas }.
    .b = In { $areas } the { $measure } { $present }.
    .c = The { $measure } in { $areas } { $present }.

comparator-movement-same-higher = { $it } is significantly higher ({ $change }) than in { $area } ({ $figure }), where it { $present }.
comparator-movement-same-lower = { $it } is significantly lower ({ $change }) than in { $area } ({ $figure }), where it { $present }.
comparator-movement-still-higher = { $it } is significantly higher ({ $change }) than in { $area } ({ $figure }), where it { $present }.
comparator-movement-still-lower = { $it } is significantly lower ({ $change }) than in { $area } ({ $figure }), where it { $present }.
comparator-movement-already-higher = { $it } is significantly higher ({ $change }) than in { $area } ({ $figure }), where it { $present }.
comparator-movement-already-lower = { $it } is significantly lower ({ $change }) than in { $area } ({ $figure }), where it { $present }.
comparator-movement-different-higher = { $it } is significantly higher ({ $change }) than in { $area } ({ $figure }), where it { $present }.
comparator-movement-different-lower = { $it } is significantly lower ({ $change }) than in { $area } ({ $figure }), where it { $present }.
comparator-movement-opposite-higher = { $it } is significantly higher ({ $change }) than in { $area } ({ $figure }), where by contrast it { $present }.
comparator-movement-opposite-lower = { $it } is significantly lower ({ $change }) than in { $area } ({ $figure }), where by contrast it { $present }.

comparator-figure-higher-significant = { $it } is significantly higher ({ $change }) than in { $area } ({ $figure }).
comparator-figure-lower-significant = { $it } is significantly lower ({ $change }) than in { $area } ({ $figure }).
comparator-figure-higher-significant-unsized = { $it } is significantly higher than in { $area } ({ $figure }).
comparator-figure-lower-significant-unsized = { $it } is significantly lower than in { $area } ({ $figure }).
comparator-figure-higher-not-significant-unsized = { $it } is above the { $figure } for { $area }, a difference that is not significant.
comparator-figure-lower-not-significant-unsized = { $it } is below the { $figure } for { $area }, a difference that is not significant.
comparator-figure-higher-not-significant = { $it } is { $change } above the { $figure } for { $area }, a difference that is not significant.
comparator-figure-lower-not-significant = { $it } is { $change } below the { $figure } for { $area }, a difference that is not significant.
comparator-figure-higher-untested-near = { $it } is just above the { $figure } for { $area } in { $span }, a difference that has not been tested.
comparator-figure-lower-untested-near = { $it } is just below the { $figure } for { $area } in { $span }, a difference that has not been tested.
comparator-figure-higher-untested = { $it } is above the { $figure } for { $area } in { $span }, a difference that has not been tested.
comparator-figure-lower-untested = { $it } is below the { $figure } for { $area } in { $span }, a difference that has not been tested.
comparator-figure-same = { $it } is the same as the { $figure } for { $area } to the precision shown.

scope-group = The figures below are for { $area }.
scope =
    .a = The figures are for { $area }.
    .b = These figures cover { $area }.

## What continues a sentence about the figure or the movement: names end with -tail.

threshold-upper-lower-tail = , and { is } below the { $source } upper threshold of { $value }
threshold-upper-lower-kept-narrow-tail = , and { is } just below the { $source } upper threshold of { $value } before rounding
threshold-upper-higher-tail = , and { is } above the { $source } upper threshold of { $value }
threshold-upper-higher-missed-narrow-tail = , and { is } just above the { $source } upper threshold of { $value } before rounding
threshold-lower-higher-tail = , and { is } above the { $source } lower threshold of { $value }
threshold-lower-higher-kept-narrow-tail = , and { is } just above the { $source } lower threshold of { $value } before rounding
threshold-lower-lower-tail = , and { is } below the { $source } lower threshold of { $value }
threshold-lower-lower-missed-narrow-tail = , and { is } just below the { $source } lower threshold of { $value } before rounding
threshold-upper-same-tail = , and { is } exactly at the { $source } upper threshold of { $value }
threshold-lower-same-tail = , and { is } exactly at the { $source } lower threshold of { $value }
target-upper-lower-tail = , and { meets } the { $source } target of { limit-at-most }
target-upper-higher-tail = , and { is } above the { $source } target of { limit-at-most }
target-upper-same-tail = , and { meets } the { $source } target of { limit-at-most } exactly
target-upper-higher-missed-narrow-tail = , and { is } just above the { $source } target of { limit-at-most } before rounding
target-lower-higher-tail = , and { meets } the { $source } target of { limit-at-least }
target-lower-lower-tail = , and { is } below the { $source } target of { limit-at-least }
target-lower-same-tail = , and { meets } the { $source } target of { limit-at-least } exactly
target-lower-lower-missed-narrow-tail = , and { is } just below the { $source } target of { limit-at-least } before rounding
level-very-low-tail = , and { is } at a very low level
level-low-tail = , and { is } at a low level
level-high-tail = , and { is } at a high level
level-very-high-tail = , and { is } at a very high level
status-green-tail = , and { is } rated green
status-amber-tail = , and { is } rated amber
status-red-tail = , and { is } rated red
baseline-higher-significant-tail = , and { $change } above the { $then } of { $reference }, a significant difference
baseline-higher-not-significant-tail = , and { $change } above the { $then } of { $reference }, a difference that is not significant
comparator-figure-higher-significant-tail = , and significantly higher ({ $change }) than in { $area } ({ $figure })
comparator-figure-higher-not-significant-tail = , and { $change } higher than in { $area } ({ $figure }), but not significantly so
comparator-figure-higher-significant-unsized-tail = , and significantly higher than in { $area } ({ $figure })
comparator-figure-higher-not-significant-unsized-tail = , and not significantly different from that of { $area } ({ $figure })
comparator-figure-higher-untested-near-tail = , and just above the { $figure } for { $area } in { $span } (not tested)
comparator-figure-higher-untested-tail = , and above the { $figure } for { $area } in { $span } (not tested)
comparator-movement-same-higher-tail = , and significantly higher ({ $change }) than in { $area } ({ $figure }), where it { $present }
comparator-movement-still-higher-tail = , and significantly higher ({ $change }) than in { $area } ({ $figure }), where it { $present }
comparator-movement-already-higher-tail = , and significantly higher ({ $change }) than in { $area } ({ $figure }), where it { $present }
comparator-movement-different-higher-tail = , and significantly higher ({ $change }) than in { $area } ({ $figure }), where it { $present }
comparator-movement-opposite-higher-tail = , and significantly higher ({ $change }) than in { $area } ({ $figure }), where by contrast it { $present }
baseline-lower-significant-tail = , and { $change } below the { $then } of { $reference }, a significant difference
baseline-lower-not-significant-tail = , and { $change } below the { $then } of { $reference }, a difference that is not significant
comparator-figure-lower-significant-tail = , and significantly lower ({ $change }) than in { $area } ({ $figure })
comparator-figure-lower-not-significant-tail = , and { $change } lower than in { $area } ({ $figure }), but not significantly so
comparator-figure-lower-significant-unsized-tail = , and significantly lower than in { $area } ({ $figure })
comparator-figure-lower-not-significant-unsized-tail = , and not significantly different from that of { $area } ({ $figure })
comparator-figure-lower-untested-near-tail = , and just below the { $figure } for { $area } in { $span } (not tested)
comparator-figure-lower-untested-tail = , and below the { $figure } for { $area } in { $span } (not tested)
comparator-movement-same-lower-tail = , and significantly lower ({ $change }) than in { $area } ({ $figure }), where it { $present }
comparator-movement-still-lower-tail = , and significantly lower ({ $change }) than in { $area } ({ $figure }), where it { $present }
comparator-movement-already-lower-tail = , and significantly lower ({ $change }) than in { $area } ({ $figure }), where it { $present }
comparator-movement-different-lower-tail = , and significantly lower ({ $change }) than in { $area } ({ $figure }), where it { $present }
comparator-movement-opposite-lower-tail = , and significantly lower ({ $change }) than in { $area } ({ $figure }), where by contrast it { $present }
comparator-movement-same-tail = , as in { $areas }
comparator-movement-still-tail = , while in { $areas } the { $measure } { $present }
comparator-movement-already-tail = , while in { $areas } the { $measure } { $present }
comparator-movement-different-tail = , while in { $areas } the { $measure } { $present }
comparator-movement-opposite-tail = , while in { $areas }, by contrast, the { $measure } { $present }

## A declared baseline year, levels, statuses and ranks.

baseline-higher-significant =
    .a = { $it } is { $change } higher than the { $then } of { $reference }, a significant difference.
    .b = Compared with { $reference }, when it was { $then }, the { $measure } is { $change } higher, a significant difference.
baseline-lower-significant =
    .a = { $it } is { $change } lower than the { $then } of { $reference }, a significant difference.
    .b = Compared with { $reference }, when it was { $then }, the { $measure } is { $change } lower, a significant difference.
baseline-higher-not-significant =
    .a = { $it } is { $change } higher than the { $then } of { $reference }, a difference that is not significant.
    .b = Compared with { $reference }, when it was { $then }, the { $measure } is { $change } higher, a difference that is not significant.
baseline-lower-not-significant =
    .a = { $it } is { $change } lower than the { $then } of { $reference }, a difference that is not significant.
    .b = Compared with { $reference }, when it was { $then }, the { $measure } is { $change } lower, a difference that is not significant.
baseline-higher-untested = { $it } is above the { $then } of { $reference } (no test has been applied).
baseline-lower-untested = { $it } is below the { $then } of { $reference } (no test has been applied).
baseline-same = { $it } is the same as in { $reference } to the precision shown.

level-very-low = { $it } is very low by the reference levels set for it.
level-low = { $it } is low by the reference levels set for it.
level-high = { $it } is high by the reference levels set for it.
level-very-high = { $it } is very high by the reference levels set for it.

status-green = { $it } is rated green by the limits set for it.
status-amber = { $it } is rated amber by the limits set for it.
status-red = { $it } is rated red by the limits set for it.

rank-highest = The { $measure } of { $area } is the { $place } highest of the { $all } { $peers }.
rank-highest-first = The { $measure } of { $area } is the highest of the { $all } { $peers }.
rank-highest-tied-first = The { $measure } of { $area } is the joint highest of the { $all } { $peers }.
rank-highest-tied = The { $measure } of { $area } is the joint { $place } highest of the { $all } { $peers }.
rank-lowest = The { $measure } of { $area } is the { $place } lowest of the { $all } { $peers }.
rank-lowest-first = The { $measure } of { $area } is the lowest of the { $all } { $peers }.
rank-lowest-tied-first = The { $measure } of { $area } is the joint lowest of the { $all } { $peers }.
rank-lowest-tied = The { $measure } of { $area } is the joint { $place } lowest of the { $all } { $peers }.

## An indicator that readers hold this one against, and several that moved alike.

sibling-same = { $other } { $present }.
sibling-same-higher = { $other } { $present }, at a lower { $measure }.
sibling-same-lower = { $other } { $present }, at a higher { $measure }.
sibling-same-year-level = { $other } { $present }, but without a significant change over the year.
sibling-same-year-above = { $other } { $present }, at { $change } above a year earlier.
sibling-same-year-below = { $other } { $present }, at { $change } below a year earlier.
sibling-still = { $other } { $present }.
sibling-still-higher = { $other } { $present }, at a lower { $measure }.
sibling-still-lower = { $other } { $present }, at a higher { $measure }.
sibling-already = { $other } { $present }.
sibling-already-higher = { $other } { $present }, at a lower { $measure }.
sibling-already-lower = { $other } { $present }, at a higher { $measure }.
sibling-opposite = { $other }, by contrast, { $present }.
sibling-opposite-higher = { $other }, by contrast, { $present }, at a lower { $measure }.
sibling-opposite-lower = { $other }, by contrast, { $present }, at a higher { $measure }.
sibling-different = { $other } { $present }.
sibling-different-higher = { $other } { $present }, at a lower { $measure }.
sibling-different-lower = { $other } { $present }, at a higher { $measure }.
sibling-apart-better = However, { $other } { $present }, a change for the worse.
sibling-apart-worse = However, { $other } { $present }, a change for the better.

group-both = Both indicators below { $present }.
group-all = All { $number } indicators below { $present }.
group-both-rising = Both indicators below are rising.
group-both-rising-better = Both indicators below are rising, a change for the better.
group-both-rising-worse = Both indicators below are rising, a change for the worse.
group-both-rising-lasting = Both indicators below have been rising for { $length }.
group-both-rising-lasting-better = Both indicators below have been rising for { $length }, a change for the better.
group-both-rising-lasting-worse = Both indicators below have been rising for { $length }, a change for the worse.
group-both-reducing = Both indicators below are reducing.
group-both-reducing-better = Both indicators below are reducing, a change for the better.
group-both-reducing-worse = Both indicators below are reducing, a change for the worse.
group-both-reducing-lasting = Both indicators below have been reducing for { $length }.
group-both-reducing-lasting-better = Both indicators below have been reducing for { $length }, a change for the better.
group-both-reducing-lasting-worse = Both indicators below have been reducing for { $length }, a change for the worse.
group-all-rising = All { $number } indicators below are rising.
group-all-rising-better = All { $number } indicators below are rising, a change for the better.
group-all-rising-worse = All { $number } indicators below are rising, a change for the worse.
group-all-rising-lasting = All { $number } indicators below have been rising for { $length }.
group-all-rising-lasting-better = All { $number } indicators below have been rising for { $length }, a change for the better.
group-all-rising-lasting-worse = All { $number } indicators below have been rising for { $length }, a change for the worse.
group-all-reducing = All { $number } indicators below are reducing.
group-all-reducing-better = All { $number } indicators below are reducing, a change for the better.
group-all-reducing-worse = All { $number } indicators below are reducing, a change for the worse.
group-all-reducing-lasting = All { $number } indicators below have been reducing for { $length }.
group-all-reducing-lasting-better = All { $number } indicators below have been reducing for { $length }, a change for the better.
group-all-reducing-lasting-worse = All { $number } indicators below have been reducing for { $length }, a change for the worse.
