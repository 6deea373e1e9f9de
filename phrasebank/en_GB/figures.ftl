### The displayed figure, what it was a year earlier, the latest quarter, and the series' own history.
###
### $figure is the figure with its unit, $bare the figure alone, $then the figure a year earlier, $change the
### size of the difference, $span what the figure covers, $measure the word rate, proportion, number or figure.

figure-alone =
    .a = The { $measure } was { $figure } in { $span }.
    .b = In { $span } the { $measure } was { $figure }.
    .c = The { $measure } stood at { $figure } in { $span }.

figure-higher-significant =
    .a = The { $measure } was { $figure } in { $span }, up { $change } from { $then } a year earlier, a { $magnitude } statistically significant rise.
    .b = At { $figure } in { $span }, the { $measure } is { $change } higher than a year earlier ({ $then }), a { $magnitude } statistically significant rise.
    .c = In { $span } the { $measure } was { $figure }, against { $then } a year earlier: a { $magnitude } statistically significant rise of { $change }.
figure-lower-significant =
    .a = The { $measure } was { $figure } in { $span }, down { $change } from { $then } a year earlier, a { $magnitude } statistically significant fall.
    .b = At { $figure } in { $span }, the { $measure } is { $change } lower than a year earlier ({ $then }), a { $magnitude } statistically significant fall.
    .c = In { $span } the { $measure } was { $figure }, against { $then } a year earlier: a { $magnitude } statistically significant fall of { $change }.

figure-higher-not-significant-large =
    .a = The { $measure } was { $figure } in { $span }, { $change } higher than a year earlier ({ $then }), a difference that is not significant.
    .b = At { $figure } in { $span }, the { $measure } is { $change } higher than a year earlier ({ $then }), but not significantly so.
figure-higher-not-significant-large-few = The { $measure } was { $figure } in { $span }, not significantly different from a year earlier ({ $then }).
figure-higher-not-significant-large-against = At { $figure } in { $span }, the { $measure } is { $change } higher than a year earlier ({ $then }), but not significantly so.
figure-higher-not-significant-stable =
    .a = The { $measure } was { $figure } in { $span }, stable against { $then } a year earlier.
    .b = At { $figure } in { $span }, the { $measure } is stable against { $then } a year earlier.
    .c = In { $span } the { $measure } was { $figure }, stable against the { $then } of a year earlier.
figure-higher-not-significant =
    .a = The { $measure } was { $figure } in { $span }, not significantly different from a year earlier ({ $then }).
    .b = At { $figure } in { $span }, the { $measure } is not significantly different from a year earlier ({ $then }).
    .c = In { $span } the { $measure } was { $figure }, which does not differ significantly from a year earlier ({ $then }).
figure-lower-not-significant-large =
    .a = The { $measure } was { $figure } in { $span }, { $change } lower than a year earlier ({ $then }), a difference that is not significant.
    .b = At { $figure } in { $span }, the { $measure } is { $change } lower than a year earlier ({ $then }), but not significantly so.
figure-lower-not-significant-large-few = The { $measure } was { $figure } in { $span }, not significantly different from a year earlier ({ $then }).
figure-lower-not-significant-large-against = At { $figure } in { $span }, the { $measure } is { $change } lower than a year earlier ({ $then }), but not significantly so.
figure-lower-not-significant-stable =
    .a = The { $measure } was { $figure } in { $span }, stable against { $then } a year earlier.
    .b = At { $figure } in { $span }, the { $measure } is stable against { $then } a year earlier.
    .c = In { $span } the { $measure } was { $figure }, stable against the { $then } of a year earlier.
figure-lower-not-significant =
    .a = The { $measure } was { $figure } in { $span }, not significantly different from a year earlier ({ $then }).
    .b = At { $figure } in { $span }, the { $measure } is not significantly different from a year earlier ({ $then }).
    .c = In { $span } the { $measure } was { $figure }, which does not differ significantly from a year earlier ({ $then }).

figure-same =
    .a = The { $measure } was { $figure } in { $span }, the same as a year earlier to the precision shown.
    .b = At { $figure } in { $span }, the { $measure } is the same as a year earlier to the precision shown.
    .c = In { $span } the { $measure } was { $figure }, as it was a year earlier to the precision shown.

## A year earlier the series was still in the movement that has since ended.

figure-higher-significant-settled =
    .a = The { $measure } was { $figure } in { $span }, up { $change } from { $then } a year earlier, when still rising, a { $magnitude } statistically significant difference.
    .b = At { $figure } in { $span }, the { $measure } is { $change } higher than a year earlier ({ $then }), when still rising, a { $magnitude } statistically significant difference.
    .c = In { $span } the { $measure } was { $figure }, { $change } higher than the { $then } of a year earlier, when still rising: a { $magnitude } statistically significant difference.
figure-lower-significant-settled =
    .a = The { $measure } was { $figure } in { $span }, down { $change } from { $then } a year earlier, when still falling, a { $magnitude } statistically significant difference.
    .b = At { $figure } in { $span }, the { $measure } is { $change } lower than a year earlier ({ $then }), when still falling, a { $magnitude } statistically significant difference.
    .c = In { $span } the { $measure } was { $figure }, { $change } lower than the { $then } of a year earlier, when still falling: a { $magnitude } statistically significant difference.

## The figure stands on the side of a year earlier from which the movement leads away.

figure-higher-significant-against =
    .a = At { $figure } in { $span }, the { $measure } is still { $change } higher than a year earlier ({ $then }), a statistically significant difference.
    .b = In { $span } the { $measure } was { $figure }, still { $change } higher than a year earlier ({ $then }), and the difference is statistically significant.
figure-lower-significant-against =
    .a = At { $figure } in { $span }, the { $measure } is still { $change } lower than a year earlier ({ $then }), a statistically significant difference.
    .b = In { $span } the { $measure } was { $figure }, still { $change } lower than a year earlier ({ $then }), and the difference is statistically significant.
figure-higher-not-significant-against =
    .a = Even so, the { $measure } was { $figure } in { $span }, not significantly different from a year earlier ({ $then }).
    .b = At { $figure } in { $span }, the { $measure } is not yet significantly different from a year earlier ({ $then }).
figure-lower-not-significant-against =
    .a = Even so, the { $measure } was { $figure } in { $span }, not significantly different from a year earlier ({ $then }).
    .b = At { $figure } in { $span }, the { $measure } is not yet significantly different from a year earlier ({ $then }).

figure-higher-untested =
    .a = The { $measure } was { $figure } in { $span }, against { $then } a year earlier (no test has been applied).
    .b = At { $figure } in { $span }, the { $measure } is above the { $then } of a year earlier (no test has been applied).
    .c = In { $span } the { $measure } was { $figure }, up from { $then } a year earlier (no test has been applied).
figure-lower-untested =
    .a = The { $measure } was { $figure } in { $span }, against { $then } a year earlier (no test has been applied).
    .b = At { $figure } in { $span }, the { $measure } is below the { $then } of a year earlier (no test has been applied).
    .c = In { $span } the { $measure } was { $figure }, down from { $then } a year earlier (no test has been applied).

## Few events: no percentage of a small number.

figure-higher-significant-few = The { $measure } was { $figure } in { $span }, up from { $then } a year earlier, a statistically significant rise.
figure-lower-significant-few = The { $measure } was { $figure } in { $span }, down from { $then } a year earlier, a statistically significant fall.
figure-higher-not-significant-few = The { $measure } was { $figure } in { $span }, not significantly different from a year earlier ({ $then }).
figure-lower-not-significant-few = The { $measure } was { $figure } in { $span }, not significantly different from a year earlier ({ $then }).

numbers-proportion =
    .a = The numbers behind these percentages are small: { $count } of { $out-of }, against { $count-then } of { $out-of-then } a year earlier.
    .b = These percentages rest on small numbers: { $count } of { $out-of }, against { $count-then } of { $out-of-then } a year earlier.
numbers-rate-explaining-tail = : { $count }, against { $count-then } a year earlier
numbers-base =
    .a = The figure rests on a base of { $out-of } { $asked }, and that of a year earlier on one of { $out-of-then }.
    .b = Behind it stand { $out-of } { $asked }, and { $out-of-then } behind the figure of a year earlier.
numbers-base-same =
    .a = Both figures rest on a base of { $out-of } { $asked }.
    .b = Behind each of the two figures stand { $out-of } { $asked }.
numbers-rate =
    .a = The numbers behind these rates are small: { $count }, against { $count-then } a year earlier.
    .b = Few events stand behind these rates: { $count }, against { $count-then } a year earlier.

## The unit and span that the figures of a section share; the figures below it then stand alone.

basis-rate =
    .a = Unless stated otherwise, figures are for { $span } and rates are { $unit }.
    .b = Figures are for { $span } and rates are { $unit }, unless stated otherwise.
basis-proportion =
    .a = Unless stated otherwise, figures are for { $span }.
    .b = Figures are for { $span } unless stated otherwise.
basis-count =
    .a = Unless stated otherwise, figures are for { $span }.
    .b = Figures are for { $span } unless stated otherwise.
basis-value =
    .a = Unless stated otherwise, figures are for { $span }.
    .b = Figures are for { $span } unless stated otherwise.

basis-rate-latest =
    .a = Unless stated otherwise, figures are for { $span }, the latest held, and rates are { $unit }.
    .b = Figures are for { $span }, the latest held, and rates are { $unit }, unless stated otherwise.
basis-proportion-latest =
    .a = Unless stated otherwise, figures are for { $span }, the latest held.
    .b = Figures are for { $span }, the latest held, unless stated otherwise.
basis-count-latest =
    .a = Unless stated otherwise, figures are for { $span }, the latest held.
    .b = Figures are for { $span }, the latest held, unless stated otherwise.
basis-value-latest =
    .a = Unless stated otherwise, figures are for { $span }, the latest held.
    .b = Figures are for { $span }, the latest held, unless stated otherwise.

## The figure where the section gives its unit and span: names begin with figure-based.

figure-alone-based = The { $measure } { inside-verb } { $bare }.
figure-alone-based-lead = { $subject } { inside-stands } at { $bare }.

figure-based-higher-significant =
    .a = At { $bare }, the { $measure } { inside-verb } { $change } higher than a year earlier ({ $then }), a { $magnitude } significant rise.
    .b = The { $measure } { inside-verb } { $bare }, up { $change } from { $then } a year earlier, a { $magnitude } significant rise.
    .c = The { $measure } { inside-verb } up { $change } on the year, from { $then } to { $bare }, a { $magnitude } significant rise.
figure-based-higher-significant-settled =
    .a = At { $bare }, the { $measure } { inside-verb } still { $change } higher than a year earlier ({ $then }), a { $magnitude } significant difference.
    .b = The { $measure } { inside-verb } { $bare }, still { $change } higher than the { $then } of a year earlier, a { $magnitude } significant difference.
figure-based-higher-significant-against =
    .a = At { $bare }, the { $measure } { inside-verb } nevertheless { $change } higher than a year earlier ({ $then }), a significant difference.
    .b = The { $measure } { inside-verb } { $bare }, still { $change } higher than a year earlier ({ $then }), a significant difference.
figure-based-higher-significant-few = The { $measure } { inside-verb } { $bare }, up from { $then } a year earlier, a significant rise.
figure-based-higher-not-significant-stable =
    .a = The { $measure } { inside-verb } stable, at { $bare } against { $then } a year earlier.
    .b = At { $bare }, the { $measure } { inside-verb } stable ({ $then } a year earlier).
figure-based-higher-not-significant =
    .a = The { $measure } { inside-verb } { $bare }, much as a year earlier ({ $then }).
    .b = The { $measure } { inside-verb } { $bare }, little changed from a year earlier ({ $then }).
    .c = At { $bare }, the { $measure } { inside-verb } close to the { $then } of a year earlier.
figure-based-higher-not-significant-against = At { $bare }, the { $measure } { inside-verb } not yet significantly different from a year earlier ({ $then }).
figure-based-higher-not-significant-few =
    .a = The { $measure } { inside-verb } { $bare }, not significantly different from a year earlier ({ $then }).
    .b = At { $bare }, the { $measure } { inside-verb } not significantly different from the { $then } of a year earlier.
figure-based-higher-not-significant-large =
    .a = The { $measure } { inside-verb } { $bare }, { $change } higher than a year earlier ({ $then }), a difference that is not significant.
    .b = At { $bare }, the { $measure } { inside-verb } { $change } higher than a year earlier ({ $then }), but not significantly so.
figure-based-higher-not-significant-large-few =
    .a = The { $measure } { inside-verb } { $bare }, against { $then } a year earlier, a difference that is not significant.
    .b = At { $bare }, the { $measure } { inside-verb } not significantly different from a year earlier ({ $then }).
figure-based-higher-not-significant-large-against = At { $bare }, the { $measure } { inside-verb } { $change } higher than a year earlier ({ $then }), but not significantly so.
figure-based-higher-untested = The { $measure } { inside-verb } { $bare }, against { $then } a year earlier (not tested).
figure-based-higher-significant-lead =
    .a = { $subject } { inside-is } { $change } higher than a year earlier, at { $bare } against { $then }, a { $magnitude } significant rise.
    .b = { $subject } { inside-is } up { $change } on the year, from { $then } to { $bare }, a { $magnitude } significant rise.
figure-based-higher-significant-settled-lead =
    .a = { $subject } { inside-is } { $change } higher than a year earlier, at { $bare } against { $then }, a { $magnitude } significant difference.
    .b = At { $bare }, { $subject } { inside-is } { $change } higher than the { $then } of a year earlier, a { $magnitude } significant difference.
figure-based-higher-significant-few-lead = At { $bare }, { $subject } { inside-is } above a year earlier ({ $then }), a significant rise.
figure-based-higher-not-significant-stable-lead = { $subject } { inside-is } stable, at { $bare } against { $then } a year earlier.
figure-based-higher-not-significant-lead =
    .a = { $subject } { inside-stands } at { $bare }, much as a year earlier ({ $then }).
    .b = { $subject } { inside-stands } at { $bare }, little changed from a year earlier ({ $then }).
figure-based-higher-not-significant-few-lead = { $subject } { inside-stands } at { $bare }, not significantly different from a year earlier ({ $then }).
figure-based-higher-not-significant-large-lead =
    .a = At { $bare }, { $subject } { inside-is } { $change } higher than a year earlier ({ $then }), but not significantly so.
    .b = { $subject } { inside-stands } at { $bare }, { $change } higher than a year earlier ({ $then }), a difference that is not significant.
figure-based-higher-not-significant-large-few-lead =
    .a = { $subject } { inside-stands } at { $bare }, against { $then } a year earlier, a difference that is not significant.
    .b = At { $bare }, { $subject } { inside-is } not significantly different from a year earlier ({ $then }).
figure-based-higher-untested-lead = { $subject } { inside-stands } at { $bare }, against { $then } a year earlier (not tested).

figure-based-lower-significant =
    .a = At { $bare }, the { $measure } { inside-verb } { $change } lower than a year earlier ({ $then }), a { $magnitude } significant fall.
    .b = The { $measure } { inside-verb } { $bare }, down { $change } from { $then } a year earlier, a { $magnitude } significant fall.
    .c = The { $measure } { inside-verb } down { $change } on the year, from { $then } to { $bare }, a { $magnitude } significant fall.
figure-based-lower-significant-settled =
    .a = At { $bare }, the { $measure } { inside-verb } still { $change } lower than a year earlier ({ $then }), a { $magnitude } significant difference.
    .b = The { $measure } { inside-verb } { $bare }, still { $change } lower than the { $then } of a year earlier, a { $magnitude } significant difference.
figure-based-lower-significant-against =
    .a = At { $bare }, the { $measure } { inside-verb } nevertheless { $change } lower than a year earlier ({ $then }), a significant difference.
    .b = The { $measure } { inside-verb } { $bare }, still { $change } lower than a year earlier ({ $then }), a significant difference.
figure-based-lower-significant-few = The { $measure } { inside-verb } { $bare }, down from { $then } a year earlier, a significant fall.
figure-based-lower-not-significant-stable =
    .a = The { $measure } { inside-verb } stable, at { $bare } against { $then } a year earlier.
    .b = At { $bare }, the { $measure } { inside-verb } stable ({ $then } a year earlier).
figure-based-lower-not-significant =
    .a = The { $measure } { inside-verb } { $bare }, much as a year earlier ({ $then }).
    .b = The { $measure } { inside-verb } { $bare }, little changed from a year earlier ({ $then }).
    .c = At { $bare }, the { $measure } { inside-verb } close to the { $then } of a year earlier.
figure-based-lower-not-significant-against = At { $bare }, the { $measure } { inside-verb } not yet significantly different from a year earlier ({ $then }).
figure-based-lower-not-significant-few =
    .a = The { $measure } { inside-verb } { $bare }, not significantly different from a year earlier ({ $then }).
    .b = At { $bare }, the { $measure } { inside-verb } not significantly different from the { $then } of a year earlier.
figure-based-lower-not-significant-large =
    .a = The { $measure } { inside-verb } { $bare }, { $change } lower than a year earlier ({ $then }), a difference that is not significant.
    .b = At { $bare }, the { $measure } { inside-verb } { $change } lower than a year earlier ({ $then }), but not significantly so.
figure-based-lower-not-significant-large-few =
    .a = The { $measure } { inside-verb } { $bare }, against { $then } a year earlier, a difference that is not significant.
    .b = At { $bare }, the { $measure } { inside-verb } not significantly different from a year earlier ({ $then }).
figure-based-lower-not-significant-large-against = At { $bare }, the { $measure } { inside-verb } { $change } lower than a year earlier ({ $then }), but not significantly so.
figure-based-lower-untested = The { $measure } { inside-verb } { $bare }, against { $then } a year earlier (not tested).
figure-based-lower-significant-lead =
    .a = { $subject } { inside-is } { $change } lower than a year earlier, at { $bare } against { $then }, a { $magnitude } significant fall.
    .b = { $subject } { inside-is } down { $change } on the year, from { $then } to { $bare }, a { $magnitude } significant fall.
figure-based-lower-significant-settled-lead =
    .a = { $subject } { inside-is } { $change } lower than a year earlier, at { $bare } against { $then }, a { $magnitude } significant difference.
    .b = At { $bare }, { $subject } { inside-is } { $change } lower than the { $then } of a year earlier, a { $magnitude } significant difference.
figure-based-lower-significant-few-lead = At { $bare }, { $subject } { inside-is } below a year earlier ({ $then }), a significant fall.
figure-based-lower-not-significant-stable-lead = { $subject } { inside-is } stable, at { $bare } against { $then } a year earlier.
figure-based-lower-not-significant-lead =
    .a = { $subject } { inside-stands } at { $bare }, much as a year earlier ({ $then }).
    .b = { $subject } { inside-stands } at { $bare }, little changed from a year earlier ({ $then }).
figure-based-lower-not-significant-few-lead = { $subject } { inside-stands } at { $bare }, not significantly different from a year earlier ({ $then }).
figure-based-lower-not-significant-large-lead =
    .a = At { $bare }, { $subject } { inside-is } { $change } lower than a year earlier ({ $then }), but not significantly so.
    .b = { $subject } { inside-stands } at { $bare }, { $change } lower than a year earlier ({ $then }), a difference that is not significant.
figure-based-lower-not-significant-large-few-lead =
    .a = { $subject } { inside-stands } at { $bare }, against { $then } a year earlier, a difference that is not significant.
    .b = At { $bare }, { $subject } { inside-is } not significantly different from a year earlier ({ $then }).
figure-based-lower-untested-lead = { $subject } { inside-stands } at { $bare }, against { $then } a year earlier (not tested).

figure-based-same =
    .a = At { $bare }, the { $measure } { inside-verb } the same as a year earlier.
    .b = The { $measure } { inside-verb } { $bare }, the same as a year earlier.
    .c = The { $measure } { inside-verb } { $bare }, as it was a year earlier.
figure-based-same-lead =
    .a = At { $bare }, { $subject } { inside-is } the same as a year earlier.
    .b = { $subject } { inside-stands } at { $bare }, as a year earlier.

## A 12-month figure that overlaps the year before it.

closing = The latest figure, { $figure } in { $span }, shares { $shared } with { $reference } and should not be read as a change from it.

missing = No figure can be given for { $subject } in { $span }, because observations that it needs are missing.
missing-not-calculable = No figure can be given for { $subject } in { $span }, because there was nothing to count it among.
missing-too-few-periods = No figure can be given for { $subject } in { $span }, because the data does not cover all of that time.
missing-series-break = No figure can be given for { $subject } in { $span }, because the way it is recorded changed within that time.

span-higher = Between { $start } and { $end } { $subject } rose by { $change }, from { $first } to { $last }.
span-higher-doubled = Between { $start } and { $end } { $subject } more than doubled, from { $first } to { $last }.
span-higher-better = Between { $start } and { $end } { $subject } rose by { $change }, from { $first } to { $last }, a change for the better.
span-higher-better-doubled = Between { $start } and { $end } { $subject } more than doubled, from { $first } to { $last }, a change for the better.
span-higher-worse = Between { $start } and { $end } { $subject } rose by { $change }, from { $first } to { $last }, a change for the worse.
span-higher-worse-doubled = Between { $start } and { $end } { $subject } more than doubled, from { $first } to { $last }, a change for the worse.
span-higher-not-significant = Between { $start } and { $end } { $subject } went from { $first } to { $last }, no more than { its } usual variation could explain.
span-higher-untested = Between { $start } and { $end } { $subject } went from { $first } to { $last } (no test has been applied).
span-higher-few = Between { $start } and { $end } { $subject } went from { $first } to { $last }.
span-lower = Between { $start } and { $end } { $subject } fell by { $change }, from { $first } to { $last }.
span-lower-halved = Between { $start } and { $end } { $subject } more than halved, from { $first } to { $last }.
span-lower-better = Between { $start } and { $end } { $subject } fell by { $change }, from { $first } to { $last }, a change for the better.
span-lower-better-halved = Between { $start } and { $end } { $subject } more than halved, from { $first } to { $last }, a change for the better.
span-lower-worse = Between { $start } and { $end } { $subject } fell by { $change }, from { $first } to { $last }, a change for the worse.
span-lower-worse-halved = Between { $start } and { $end } { $subject } more than halved, from { $first } to { $last }, a change for the worse.
span-lower-not-significant = Between { $start } and { $end } { $subject } went from { $first } to { $last }, no more than { its } usual variation could explain.
span-lower-untested = Between { $start } and { $end } { $subject } went from { $first } to { $last } (no test has been applied).
span-lower-few = Between { $start } and { $end } { $subject } went from { $first } to { $last }.

# What continues a sentence about a movement that goes the same way.
span-higher-onwards-tail = , from { $first } in { $start }
span-higher-better-onwards-tail = , from { $first } in { $start }
span-higher-worse-onwards-tail = , from { $first } in { $start }
span-lower-better-onwards-tail = , from { $first } in { $start }
span-lower-worse-onwards-tail = , from { $first } in { $start }
span-lower-onwards-tail = , from { $first } in { $start }

## The latest quarter against the same quarter a year earlier: what moves a 12-month figure.

quarter-higher-significant =
    .a = In { $quarter } alone the { $measure } was { $change } above that of the same quarter a year earlier, a statistically significant rise.
    .b = The latest quarter, { $quarter }, taken alone is { $change } above the same quarter a year earlier, a statistically significant difference.
    .c = For { $quarter } alone the { $measure } was up { $change } on the same quarter a year earlier, which is statistically significant.
quarter-higher-not-significant =
    .a = In { $quarter } alone the { $measure } was { $change } above that of the same quarter a year earlier, a difference within its usual variation.
    .b = The latest quarter, { $quarter }, taken alone is { $change } above the same quarter a year earlier, no more than its usual variation.
    .c = For { $quarter } alone the { $measure } was up { $change } on the same quarter a year earlier, which its usual variation can explain.
quarter-higher-not-significant-against =
    .a = In { $quarter } alone the { $measure } was { $change } above that of the same quarter a year earlier, too little to show that the fall has ended.
    .b = The latest quarter, { $quarter }, taken alone is { $change } above the same quarter a year earlier, which does not show that the fall has ended.
quarter-lower-significant =
    .a = In { $quarter } alone the { $measure } was { $change } below that of the same quarter a year earlier, a statistically significant fall.
    .b = The latest quarter, { $quarter }, taken alone is { $change } below the same quarter a year earlier, a statistically significant difference.
    .c = For { $quarter } alone the { $measure } was down { $change } on the same quarter a year earlier, which is statistically significant.
quarter-higher-significant-turn =
    .a = In { $quarter } alone, however, the { $measure } was { $change } above that of the same quarter a year earlier, a significant rise.
    .b = The latest quarter, { $quarter }, is nevertheless { $change } above the same quarter a year earlier, a significant difference.
quarter-lower-significant-turn =
    .a = In { $quarter } alone, however, the { $measure } was { $change } below that of the same quarter a year earlier, a significant fall.
    .b = The latest quarter, { $quarter }, is nevertheless { $change } below the same quarter a year earlier, a significant difference.
quarter-lower-not-significant =
    .a = In { $quarter } alone the { $measure } was { $change } below that of the same quarter a year earlier, a difference within its usual variation.
    .b = The latest quarter, { $quarter }, taken alone is { $change } below the same quarter a year earlier, no more than its usual variation.
    .c = For { $quarter } alone the { $measure } was down { $change } on the same quarter a year earlier, which its usual variation can explain.
quarter-lower-not-significant-against =
    .a = In { $quarter } alone the { $measure } was { $change } below that of the same quarter a year earlier, too little to show that the rise has ended.
    .b = The latest quarter, { $quarter }, taken alone is { $change } below the same quarter a year earlier, which does not show that the rise has ended.

quarter-same =
    .a = In { $quarter } alone the { $measure } was the same as in the same quarter a year earlier, to the precision shown.
    .b = The latest quarter, { $quarter }, taken alone is level with the same quarter a year earlier, to the precision shown.

extreme-peak =
    .a = { $it } peaked at { $extreme } in { $span }.
    .b = The peak was { $extreme }, in { $span }.
    .c = { $it } has come down from a peak of { $extreme } in { $span }.
extreme-peak-tail = , and { has } come down from a peak of { $extreme } in { $span }
extreme-trough-tail = , and { has } come up from a low of { $extreme } in { $span }
extreme-trough =
    .a = { $it } was at its lowest, { $extreme }, in { $span }.
    .b = The low point was { $extreme }, in { $span }.
    .c = { $it } has come up from a low of { $extreme } in { $span }.

concentration-higher = Most of the rise over the year came in { $quarter }.
concentration-lower = Most of the fall over the year came in { $quarter }.
concentration-higher-tail = , most of it in { $quarter }
concentration-lower-tail = , most of it in { $quarter }

record-higher = { $it } is the highest since { $since }.
record-lower = { $it } is the lowest since { $since }.
record-higher-all = { $it } is the highest of all figures held, which begin with { $since }.
record-lower-all = { $it } is the lowest of all figures held, which begin with { $since }.
record-higher-tail = , and the highest since { $since }
record-lower-tail = , and the lowest since { $since }
record-higher-all-tail = , and the highest of all figures held, which begin with { $since }
record-lower-all-tail = , and the lowest of all figures held, which begin with { $since }

## How many more or fewer events that is.

counts-more =
    .a = There { $difference-n ->
            [one] was
           *[other] were
        } { $difference } more than a year earlier ({ $count } { $counted } against { $then }).
    .b = In numbers, there { $count-n ->
            [one] was
           *[other] were
        } { $count } { $counted } against { $then } a year earlier, { $difference } more.
counts-fewer =
    .a = There { $difference-n ->
            [one] was
           *[other] were
        } { $difference } fewer than a year earlier ({ $count } { $counted } against { $then }).
    .b = In numbers, there { $count-n ->
            [one] was
           *[other] were
        } { $count } { $counted } against { $then } a year earlier, { $difference } fewer.

counts-more-tail = : { $difference } more { $counted }
counts-fewer-tail = : { $difference } fewer { $counted }

## The event with which the latest movement began: a date, never a cause.

since-up = The rise began at the time of { $event }.
since-down = The fall began at the time of { $event }.

unchanged =
    .a = There is no new data since the last report: the latest is for { $span }.
    .b = The latest data is for { $span }, as in the last report.

## A mark for the analyst.

prompt = Analyst: add the cause and the action, or delete this line.

arrears-partial = The figures after { $span } are not complete yet and are left out.
revised-higher = Since the last report the figure for { $span } has been revised up, from { $then } to { $now }.
revised-lower = Since the last report the figure for { $span } has been revised down, from { $then } to { $now }.
revised-higher-movement = Since the last report the figure for { $span } has been revised up, from { $then } to { $now }, which changes the movement given then.
revised-lower-movement = Since the last report the figure for { $span } has been revised down, from { $then } to { $now }, which changes the movement given then.
revised-higher-test = Since the last report the figure for { $span } has been revised up, from { $then } to { $now }, which changes its test on a year earlier.
revised-lower-test = Since the last report the figure for { $span } has been revised down, from { $then } to { $now }, which changes its test on a year earlier.
revised-higher-unseen = Since the last report the figure for { $span } has been revised up by { $change }, too little to show in print.
revised-lower-unseen = Since the last report the figure for { $span } has been revised down by { $change }, too little to show in print.
revised-higher-unseen-movement = Since the last report the figure for { $span } has been revised up by { $change }, too little to show in print, which changes the movement given then.
revised-lower-unseen-movement = Since the last report the figure for { $span } has been revised down by { $change }, too little to show in print, which changes the movement given then.
revised-higher-unseen-test = Since the last report the figure for { $span } has been revised up by { $change }, too little to show in print, which changes its test on a year earlier.
revised-lower-unseen-test = Since the last report the figure for { $span } has been revised down by { $change }, too little to show in print, which changes its test on a year earlier.
revised-same-movement = Figures revised since the last report change the movement that was given for { $span }.
revised-same-test = Figures revised since the last report change the test of { $span } against a year earlier.
arrears-elsewhere = The data for { $area } ends with { $span }, although there are later figures for other areas.
arrears =
    .a = The latest figures held are for { $span }.
    .b = No figures after { $span } are held.

new =
    .a = This indicator is new to the report.
    .b = The report gives this indicator for the first time.
new-group = The { $number } indicators below are new to the report: { $names }.

caption = { $subject }, { $area }.
