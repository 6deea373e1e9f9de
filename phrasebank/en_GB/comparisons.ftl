### The figure against thresholds, targets, parts of the area and wider areas: always with the side it is on.

threshold-upper-lower =
    .a = The { $measure } is below the { $source } upper threshold of { $value }.
    .b = The { $measure } is below { $value }, the { $source } upper threshold.
threshold-upper-higher =
    .a = The { $measure } is above the { $source } upper threshold of { $value }.
    .b = The { $measure } is above { $value }, the { $source } upper threshold.
threshold-upper-same = The { $measure } is at the { $source } upper threshold of { $value }.
threshold-lower-higher =
    .a = The { $measure } is above the { $source } lower threshold of { $value }.
    .b = The { $measure } is above { $value }, the { $source } lower threshold.
threshold-lower-lower =
    .a = The { $measure } is below the { $source } lower threshold of { $value }.
    .b = The { $measure } is below { $value }, the { $source } lower threshold.
threshold-lower-same = The { $measure } is at the { $source } lower threshold of { $value }.

target-upper-lower = The { $measure } meets the { $source } target of no more than { $value }.
target-upper-higher = The { $measure } is above the { $source } target of no more than { $value }, which it does not meet.
target-upper-same = The { $measure } is at the { $source } target of no more than { $value }.
target-lower-higher = The { $measure } meets the { $source } target of at least { $value }.
target-lower-lower = The { $measure } is below the { $source } target of at least { $value }, which it does not meet.
target-lower-same = The { $measure } is at the { $source } target of at least { $value }.

## Parts of the area. $plural agrees with the areas named.

parts-above-below =
    .a = { $above } { is } significantly above the { $whole } { $measure }, and { $below } significantly below it.
    .b = Compared with the { $whole } { $measure }, { $above } { is } significantly higher and { $below } significantly lower.
    .c = { $above } { is } above the { $whole } { $measure } by more than chance would explain, and { $below } below it.
parts-above =
    .a = { $above } { is } significantly above the { $whole } { $measure }.
    .b = Compared with the { $whole } { $measure }, { $above } { is } significantly higher.
    .c = { $above } { is } above the { $whole } { $measure } by more than chance would explain.
parts-below =
    .a = { $below } { is } significantly below the { $whole } { $measure }.
    .b = Compared with the { $whole } { $measure }, { $below } { is } significantly lower.
    .c = { $below } { is } below the { $whole } { $measure } by more than chance would explain.
parts-none =
    .a = None of the { $parts } differs significantly from the { $whole } { $measure }.
    .b = None of the { $parts } differs from the { $whole } { $measure } by more than chance would explain.

## Wider areas.

comparator-movement-same =
    .a = The { $measure } { $present } in { $areas }.
    .b = In { $areas } the { $measure } { $present }.
    .c = The { $measure } in { $areas } { $present }.
comparator-movement-different =
    .a = In { $areas }, by contrast, the { $measure } { $present }.
    .b = By contrast, the { $measure } { $present } in { $areas }.
    .c = The { $measure } in { $areas }, by contrast, { $present }.

comparator-figure-higher-significant = The { $measure } is { $change } above the { $figure } for { $area }, a statistically significant difference.
comparator-figure-lower-significant = The { $measure } is { $change } below the { $figure } for { $area }, a statistically significant difference.
comparator-figure-higher-not-significant = The { $measure } is { $change } above the { $figure } for { $area }, a difference that is not statistically significant.
comparator-figure-lower-not-significant = The { $measure } is { $change } below the { $figure } for { $area }, a difference that is not statistically significant.
comparator-figure-higher-untested = The { $measure } is above the { $figure } of { $area }, a figure for { $span } that has not been tested against it.
comparator-figure-lower-untested = The { $measure } is below the { $figure } of { $area }, a figure for { $span } that has not been tested against it.
comparator-figure-same = The { $measure } is the same as the { $figure } for { $area } to the precision shown.

scope =
    .a = The figures are for { $area }.
    .b = These figures cover { $area }.

## A declared baseline year, levels, statuses and ranks.

baseline-higher-significant =
    .a = It is { $change } above the { $then } of { $base }, a statistically significant difference.
    .b = Compared with { $base }, when it was { $then }, the { $measure } is { $change } higher, a statistically significant difference.
baseline-lower-significant =
    .a = It is { $change } below the { $then } of { $base }, a statistically significant difference.
    .b = Compared with { $base }, when it was { $then }, the { $measure } is { $change } lower, a statistically significant difference.
baseline-higher-not-significant =
    .a = It is { $change } above the { $then } of { $base }, a difference that is not statistically significant.
    .b = Compared with { $base }, when it was { $then }, the { $measure } is { $change } higher, a difference that is not statistically significant.
baseline-lower-not-significant =
    .a = It is { $change } below the { $then } of { $base }, a difference that is not statistically significant.
    .b = Compared with { $base }, when it was { $then }, the { $measure } is { $change } lower, a difference that is not statistically significant.
baseline-higher-untested = The { $measure } is above the { $then } of { $base } (no test has been applied).
baseline-lower-untested = The { $measure } is below the { $then } of { $base } (no test has been applied).
baseline-same = The { $measure } is the same as in { $base } to the precision shown.

level-very-low = By the reference levels set for it, the { $measure } is very low.
level-low = By the reference levels set for it, the { $measure } is low.
level-high = By the reference levels set for it, the { $measure } is high.
level-very-high = By the reference levels set for it, the { $measure } is very high.

status-green = The status is green.
status-amber = The status is amber.
status-red = The status is red.

rank-highest = The { $measure } of { $area } is the { $place } highest of the { $all } { $peers }.
rank-highest-first = The { $measure } of { $area } is the highest of the { $all } { $peers }.
rank-highest-tied = The { $measure } of { $area } is the joint { $place } highest of the { $all } { $peers }.
rank-lowest = The { $measure } of { $area } is the { $place } lowest of the { $all } { $peers }.
rank-lowest-first = The { $measure } of { $area } is the lowest of the { $all } { $peers }.
rank-lowest-tied = The { $measure } of { $area } is the joint { $place } lowest of the { $all } { $peers }.

## An indicator that readers hold this one against, and several that moved alike.

sibling-same = { $other } { $present }.
sibling-same-higher = { $other } { $present }, at a lower { $measure }.
sibling-same-lower = { $other } { $present }, at a higher { $measure }.
sibling-different = { $other }, by contrast, { $present }.
sibling-different-higher = { $other }, by contrast, { $present }, at a lower { $measure }.
sibling-different-lower = { $other }, by contrast, { $present }, at a higher { $measure }.
sibling-apart = { $other } { $present }, which points the other way.

group-both = Both { $present }: { $names }.
group-all = All { $number } { $present }: { $names }.
