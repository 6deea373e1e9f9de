### The summary: how many indicators did what, which call for attention, and the points.

rollup-both = Both indicators { $clauses }.
rollup-alike = All { $all } indicators { $clauses }.
rollup = Of the { $all } indicators, { $clauses }.
clause-rising = { $number-n ->
    [one] { $number } is rising
   *[other] { $number } are rising
}
clause-levelling = { $number-n ->
    [one] { $number } is levelling
   *[other] { $number } are levelling
}
clause-plateaued = { $number-n ->
    [one] { $number } has plateaued
   *[other] { $number } have plateaued
}
clause-reducing = { $number-n ->
    [one] { $number } is reducing
   *[other] { $number } are reducing
}
clause-not-significant = { $number-n ->
    [one] { $number } shows no movement beyond usual variation
   *[other] { $number } show no movement beyond usual variation
}
clause-none = { $number } cannot be judged

before-both = Of the { $all } levelling or plateaued, { $up } had been rising before and { $down } reducing.
before-up-two = Both that are levelling or have plateaued had been rising before.
before-down-two = Both that are levelling or have plateaued had been reducing before.
before-up = All { $all } that are levelling or have plateaued had been rising before.
before-down = All { $all } that are levelling or have plateaued had been reducing before.
favour-better = { $better-n ->
    [one] Of those rising or reducing, { $better } is moving for the better and none for the worse
   *[other] Of those rising or reducing, { $better } are moving for the better and none for the worse
}.
favour-worse = { $worse-n ->
    [one] Of those rising or reducing, { $worse } is moving for the worse and none for the better
   *[other] Of those rising or reducing, { $worse } are moving for the worse and none for the better
}.
favour-both = { $better-n ->
    [one] Of those rising or reducing, { $better } is moving for the better and { $worse } for the worse
   *[other] Of those rising or reducing, { $better } are moving for the better and { $worse } for the worse
}.

exceptions-none = None of them calls for attention.
exceptions-none-one = The indicator does not call for attention.
exceptions-none-some = { $known-n ->
    [one] The one that has a figure does not call for attention
   *[other] None of those that have a figure calls for attention
}.
exceptions-none-two = Neither of them calls for attention.
exceptions-points = { $number-n ->
    [one] { $number } calls for attention, the first of the points below.
   *[other] { $number } call for attention, the first { $number } of the points below.
}
exceptions-points-one = The indicator calls for attention, as the point below says.
exceptions-points-alone = { $number } calls for attention, as the point below says.
exceptions-many = { $number } of them call for attention, more than can be named here.
exceptions-some = { $number-n ->
    [one] { $number } calls for attention: { $names }.
   *[other] { $number } call for attention: { $names }.
}

# Figures of the last report that are others today.
revisions = { $number-n ->
    [one] { $number } figure of the last report has been revised since
   *[other] { $number } figures of the last report have been revised since
}.

## One sentence for each point. $change is the difference from a year earlier; a point that gives it is named
## -higher or -lower, and the difference is then statistically significant.

headline-rising = { $subject } { is } rising, and stood at { $figure } in { $span }{ $limit }.
headline-rising-higher =
    .a = { $subject } { is } rising, at { $figure } in { $span }, up { $change } from a year earlier{ $limit }.
    .b = { $subject } { is } rising: { $figure } in { $span }, { $change } above a year earlier{ $limit }.
    .c = { $subject } { is } rising and, at { $figure } in { $span }, { stands } { $change } above a year earlier{ $limit }.
headline-rising-lower = { $subject } { is } rising again, but at { $figure } in { $span } { is } still { $change } below a year earlier{ $limit }.
headline-reducing = { $subject } { is } reducing, and stood at { $figure } in { $span }{ $limit }.
headline-reducing-lower =
    .a = { $subject } { is } reducing, at { $figure } in { $span }, down { $change } from a year earlier{ $limit }.
    .b = { $subject } { is } reducing: { $figure } in { $span }, { $change } below a year earlier{ $limit }.
    .c = { $subject } { is } reducing and, at { $figure } in { $span }, { stands } { $change } below a year earlier{ $limit }.
headline-reducing-higher = { $subject } { is } reducing again, but at { $figure } in { $span } { is } still { $change } above a year earlier{ $limit }.
headline-levelling-after-up = { $subject } { is } levelling after a rise, at { $figure } in { $span }{ $limit }.
headline-levelling-after-up-higher = { $subject } { is } levelling after a rise, at { $figure } in { $span }, still { $change } above a year earlier{ $limit }.
headline-levelling-after-down = { $subject } { is } levelling after a fall, at { $figure } in { $span }{ $limit }.
headline-levelling-after-down-lower = { $subject } { is } levelling after a fall, at { $figure } in { $span }, still { $change } below a year earlier{ $limit }.
headline-plateaued-after-up = { $subject } { has } plateaued after a rise, at { $figure } in { $span }{ $limit }.
headline-plateaued-after-up-higher = { $subject } { has } plateaued after a rise, at { $figure } in { $span }, still { $change } above a year earlier{ $limit }.
headline-plateaued-after-down = { $subject } { has } plateaued after a fall, at { $figure } in { $span }{ $limit }.
headline-plateaued-after-down-lower = { $subject } { has } plateaued after a fall, at { $figure } in { $span }, still { $change } below a year earlier{ $limit }.
headline-levelling = { $subject } { is } levelling, at { $figure } in { $span }{ $limit }.
headline-plateaued = { $subject } { has } plateaued, at { $figure } in { $span }{ $limit }.
headline-not-significant = { $subject } { shows } no movement beyond usual variation, at { $figure } in { $span }{ $limit }.
headline-not-significant-higher = { $subject } stood at { $figure } in { $span }, { $change } above a year earlier, without a sustained rise so far{ $limit }.
headline-not-significant-lower = { $subject } stood at { $figure } in { $span }, { $change } below a year earlier, without a sustained fall so far{ $limit }.
headline-none = { $subject } stood at { $figure } in { $span }{ $limit }.
headline-none-higher = { $subject } stood at { $figure } in { $span }, { $change } above a year earlier{ $limit }.
headline-none-lower = { $subject } stood at { $figure } in { $span }, { $change } below a year earlier{ $limit }.
