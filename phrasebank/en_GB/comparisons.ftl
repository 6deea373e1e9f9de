### The figure against thresholds, targets, parts of the area and wider areas: always with the side it is on.

threshold-upper-lower =
    .a = This is below the { $source } upper threshold of { $value }.
    .b = The { $source } upper threshold is { $value }, and the { $measure } is below it.
threshold-upper-higher =
    .a = This is above the { $source } upper threshold of { $value }.
    .b = The { $source } upper threshold is { $value }, and the { $measure } is above it.
threshold-upper-same = This is at the { $source } upper threshold of { $value }.
threshold-lower-higher =
    .a = This is above the { $source } lower threshold of { $value }.
    .b = The { $source } lower threshold is { $value }, and the { $measure } is above it.
threshold-lower-lower =
    .a = This is below the { $source } lower threshold of { $value }.
    .b = The { $source } lower threshold is { $value }, and the { $measure } is below it.
threshold-lower-same = This is at the { $source } lower threshold of { $value }.

target-upper-lower = This meets the { $source } target of no more than { $value }.
target-upper-higher = This is above the { $source } target of no more than { $value }, which is missed.
target-upper-same = This is at the { $source } target of no more than { $value }.
target-lower-higher = This meets the { $source } target of at least { $value }.
target-lower-lower = This is below the { $source } target of at least { $value }, which is missed.
target-lower-same = This is at the { $source } target of at least { $value }.

## Parts of the area. $plural agrees with the areas named.

parts-above-below =
    .a = { $above } { is } above the { $whole } { $measure } by more than chance would explain, and { $below } below it.
    .b = By more than chance would explain, { $above } { is } above the { $whole } { $measure } and { $below } below it.
    .c = Among the { $parts }, { $above } { is } above the { $whole } { $measure } and { $below } below it, in each case by more than chance would explain.
parts-above =
    .a = { $above } { is } above the { $whole } { $measure } by more than chance would explain.
    .b = Among the { $parts }, { $above } { is } above the { $whole } { $measure } by more than chance would explain.
    .c = By more than chance would explain, { $above } { is } above the { $whole } { $measure }.
parts-below =
    .a = { $below } { is } below the { $whole } { $measure } by more than chance would explain.
    .b = Among the { $parts }, { $below } { is } below the { $whole } { $measure } by more than chance would explain.
    .c = By more than chance would explain, { $below } { is } below the { $whole } { $measure }.
parts-none =
    .a = None of the { $parts } differs from the { $whole } { $measure } by more than chance would explain.
    .b = Differences between the { $parts } are no larger than chance would explain.
    .c = No difference between the { $parts } and the { $whole } is larger than chance would explain.

## Wider areas.

comparator-movement-same =
    .a = The { $measure } { $present } across { $areas }.
    .b = Across { $areas } the { $measure } { $present }.
comparator-movement-different =
    .a = Across { $areas }, by contrast, the { $measure } { $present }.
    .b = By contrast, the { $measure } { $present } across { $areas }.

comparator-figure-higher-significant = This is { $change } above the { $figure } for { $area }, a statistically significant difference.
comparator-figure-lower-significant = This is { $change } below the { $figure } for { $area }, a statistically significant difference.
comparator-figure-higher-not-significant = This is { $change } above the { $figure } for { $area }, a difference that is not statistically significant.
comparator-figure-lower-not-significant = This is { $change } below the { $figure } for { $area }, a difference that is not statistically significant.
comparator-figure-higher-untested = The { $measure } is above the { $figure } for { $area } in { $span } (no test has been applied).
comparator-figure-lower-untested = The { $measure } is below the { $figure } for { $area } in { $span } (no test has been applied).
comparator-figure-same = This is the same as the { $figure } for { $area } to the precision shown.
