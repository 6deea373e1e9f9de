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
target-upper-higher = The { $measure } is above the { $source } target of no more than { $value }, which is missed.
target-upper-same = The { $measure } is at the { $source } target of no more than { $value }.
target-lower-higher = The { $measure } meets the { $source } target of at least { $value }.
target-lower-lower = The { $measure } is below the { $source } target of at least { $value }, which is missed.
target-lower-same = The { $measure } is at the { $source } target of at least { $value }.

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

comparator-figure-higher-significant = The { $measure } is { $change } above the { $figure } for { $area }, a statistically significant difference.
comparator-figure-lower-significant = The { $measure } is { $change } below the { $figure } for { $area }, a statistically significant difference.
comparator-figure-higher-not-significant = The { $measure } is { $change } above the { $figure } for { $area }, a difference that is not statistically significant.
comparator-figure-lower-not-significant = The { $measure } is { $change } below the { $figure } for { $area }, a difference that is not statistically significant.
comparator-figure-higher-untested = The { $measure } is above the { $figure } for { $area } in { $span } (no test has been applied).
comparator-figure-lower-untested = The { $measure } is below the { $figure } for { $area } in { $span } (no test has been applied).
comparator-figure-same = The { $measure } is the same as the { $figure } for { $area } to the precision shown.
