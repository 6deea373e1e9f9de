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
    .a = { $above } { is } above the { $whole } { $measure }, and { $below } below it, by more than chance would explain.
    .b = The { $measure } is significantly higher than the { $whole } { $measure } in { $above }, and significantly lower in { $below }.
    .c = Compared with the { $whole } { $measure }, that of { $above } is significantly higher and that of { $below } significantly lower.
parts-above =
    .a = { $above } { is } above the { $whole } { $measure } by more than chance would explain.
    .b = The { $measure } is significantly higher than the { $whole } { $measure } in { $above }.
    .c = { $above } { is } significantly above the { $whole } { $measure }, and none of the { $parts } is significantly below it.
parts-below =
    .a = { $below } { is } below the { $whole } { $measure } by more than chance would explain.
    .b = The { $measure } is significantly lower than the { $whole } { $measure } in { $below }.
    .c = { $below } { is } significantly below the { $whole } { $measure }, and none of the { $parts } is significantly above it.
parts-none =
    .a = None of the { $parts } differs significantly from the { $whole } { $measure }.
    .b = None of the { $parts } differs from the { $whole } { $measure } by more than chance would explain.

## Wider areas.

comparator-movement-same =
    .a = The { $measure } { $present } in { $areas }.
    .b = In { $areas } the { $measure } { $present }.
comparator-movement-different =
    .a = In { $areas }, by contrast, the { $measure } { $present }.
    .b = By contrast, the { $measure } { $present } in { $areas }.

comparator-figure-higher-significant = The { $measure } is { $change } above the { $figure } for { $area }, a statistically significant difference.
comparator-figure-lower-significant = The { $measure } is { $change } below the { $figure } for { $area }, a statistically significant difference.
comparator-figure-higher-not-significant = The { $measure } is { $change } above the { $figure } for { $area }, a difference that is not statistically significant.
comparator-figure-lower-not-significant = The { $measure } is { $change } below the { $figure } for { $area }, a difference that is not statistically significant.
comparator-figure-higher-untested = The { $measure } is above the { $figure } of { $area }, a figure for { $span } that has not been tested against it.
comparator-figure-lower-untested = The { $measure } is below the { $figure } of { $area }, a figure for { $span } that has not been tested against it.
comparator-figure-same = The { $measure } is the same as the { $figure } for { $area } to the precision shown.

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

sibling-same = In the same way, { $other } { $present }.
sibling-same-higher = In the same way, { $other } { $present }, at a lower { $measure }.
sibling-same-lower = In the same way, { $other } { $present }, at a higher { $measure }.
sibling-different = By contrast, { $other } { $present }.
sibling-different-higher = By contrast, { $other } { $present }, at a lower { $measure }.
sibling-different-lower = By contrast, { $other } { $present }, at a higher { $measure }.
sibling-apart = Meanwhile { $other } { $present }, so that one moves for the better and the other for the worse.

group-both = Both { $present }: { $names }.
group-all = All { $number } { $present }: { $names }.
