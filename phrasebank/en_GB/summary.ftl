### The summary: how many indicators did what, which call for attention, and the points.

rollup-both = Both indicators { $clauses }.
rollup-alike = All { $all } indicators { $clauses }.
rollup = Of the { $all } indicators, { $clauses }.
others-one = The other one { $clauses }.
others-alike = The other { $all } { $clauses }.
others = Of the other { $all }, { $clauses }.
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
favour-worse = { $number-n ->
    [one] { $number } of the { $all } indicators is moving for the worse
   *[other] { $number } of the { $all } indicators are moving for the worse
}.
favour-worse-alone = { $number-n ->
    [one] { $number } of the { $all } indicators is moving for the worse and none for the better
   *[other] { $number } of the { $all } indicators are moving for the worse and none for the better
}.
favour-worse-all = All { $all } indicators are moving for the worse.
favour-better-alone = { $number-n ->
    [one] { $number } of the { $all } indicators is moving for the better { $which } and none for the worse
   *[other] { $number } of the { $all } indicators are moving for the better { $which } and none for the worse
}.
favour-better-all = All { $all } indicators are moving for the better.
favour-better-also = { $number-n ->
    [one] { $number } is moving for the better { $which }
   *[other] { $number } are moving for the better { $which }
}.
named-some = ({ $names })
named-none = { "" }

limits-all = All { $all } indicators with a target or threshold keep it.
limits-none = None of the { $all } indicators with a target or threshold keeps it.
limits-some = { $missed-n ->
    [one] Of the { $all } with a target or threshold, { $missed } misses it { $which }
   *[other] Of the { $all } with a target or threshold, { $missed } miss it { $which }
}.

turned-none = No movement is another than in the last report.
turned-some = New since the last report is that { $clauses }.
turned-many = The movement of { $number } indicators is another than in the last report: { $clauses }, among others.
turn = { $subject } { $present }

exceptions-none = None of them calls for attention.
exceptions-none-one = The indicator does not call for attention.
exceptions-none-some = { $known-n ->
    [one] The one that has a figure does not call for attention
   *[other] None of those that have a figure calls for attention
}.
exceptions-none-two = Neither of them calls for attention.
exceptions-points-one = The indicator calls for attention, as the point below says.
exceptions-points-alone = { $number-n ->
    [one] { $number } calls for attention, as the point below says
   *[other] { $number } call for attention, as the point below says
}.
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

headline-rising = { $subject } { is } rising, at { $bare }{ $besides }.
headline-rising-higher =
    .a = { $subject } { is } rising, at { $bare }, up { $change } from a year earlier{ $besides }.
    .b = { $subject } { is } rising: { $bare }, { $change } above a year earlier{ $besides }.
    .c = { $subject } { is } rising and, at { $bare }, { stands } { $change } above a year earlier{ $besides }.
headline-rising-lower = { $subject } { is } rising again, but at { $bare } { is } still { $change } below a year earlier{ $besides }.
headline-reducing = { $subject } { is } reducing, at { $bare }{ $besides }.
headline-reducing-lower =
    .a = { $subject } { is } reducing, at { $bare }, down { $change } from a year earlier{ $besides }.
    .b = { $subject } { is } reducing: { $bare }, { $change } below a year earlier{ $besides }.
    .c = { $subject } { is } reducing and, at { $bare }, { stands } { $change } below a year earlier{ $besides }.
headline-reducing-higher = { $subject } { is } reducing again, but at { $bare } { is } still { $change } above a year earlier{ $besides }.
headline-levelling-after-up = { $subject } { is } levelling after a rise, at { $bare }{ $besides }.
headline-levelling-after-up-higher = { $subject } { is } levelling after a rise, at { $bare }, still { $change } above a year earlier{ $besides }.
headline-levelling-after-down = { $subject } { is } levelling after a fall, at { $bare }{ $besides }.
headline-levelling-after-down-lower = { $subject } { is } levelling after a fall, at { $bare }, still { $change } below a year earlier{ $besides }.
headline-plateaued-after-up = { $subject } { has } plateaued after a rise, at { $bare }{ $besides }.
headline-plateaued-after-up-higher = { $subject } { has } plateaued after a rise, at { $bare }, still { $change } above a year earlier{ $besides }.
headline-plateaued-after-down = { $subject } { has } plateaued after a fall, at { $bare }{ $besides }.
headline-plateaued-after-down-lower = { $subject } { has } plateaued after a fall, at { $bare }, still { $change } below a year earlier{ $besides }.
headline-levelling = { $subject } { is } levelling, at { $bare }{ $besides }.
headline-plateaued = { $subject } { has } plateaued, at { $bare }{ $besides }.
headline-not-significant = { $subject } { shows } no movement beyond usual variation, at { $bare }{ $besides }.
headline-not-significant-higher = { $subject } stood at { $bare }, { $change } above a year earlier, without a sustained rise so far{ $besides }.
headline-not-significant-lower = { $subject } stood at { $bare }, { $change } below a year earlier, without a sustained fall so far{ $besides }.
headline-none = The latest figure for { $subject } is { $bare }{ $besides }.
headline-none-higher = { $subject } stood at { $bare }, { $change } above a year earlier{ $besides }.
headline-none-lower = { $subject } stood at { $bare }, { $change } below a year earlier{ $besides }.

## An indicator in the point of another one that readers hold beside it.

beside = { $subject } { $present }.
beside-higher = { $subject } { $present }, { $change } above a year earlier.
beside-lower = { $subject } { $present }, { $change } below a year earlier.
beside-same = { $subject } { $present }.
beside-same-higher = { $subject } { $present }, { $change } above a year earlier.
beside-same-lower = { $subject } { $present }, { $change } below a year earlier.
beside-tail = , while { $subject } { $present }
beside-higher-tail = , while { $subject } { $present }, { $change } above a year earlier
beside-lower-tail = , while { $subject } { $present }, { $change } below a year earlier
beside-same-tail = , and { $subject } { $present }
beside-same-higher-tail = , and { $subject } { $present }, { $change } above a year earlier
beside-same-lower-tail = , and { $subject } { $present }, { $change } below a year earlier
beside-better = However, { $subject } { $present }, a change for the better.
beside-better-tail = , while { $subject } { $present }, a change for the better
beside-better-higher = However, { $subject } { $present }, { $change } above a year earlier, a change for the better.
beside-better-higher-tail = , while { $subject } { $present }, { $change } above a year earlier, a change for the better
beside-better-lower = However, { $subject } { $present }, { $change } below a year earlier, a change for the better.
beside-better-lower-tail = , while { $subject } { $present }, { $change } below a year earlier, a change for the better
beside-worse = However, { $subject } { $present }, a change for the worse.
beside-worse-tail = , while { $subject } { $present }, a change for the worse
beside-worse-higher = However, { $subject } { $present }, { $change } above a year earlier, a change for the worse.
beside-worse-higher-tail = , while { $subject } { $present }, { $change } above a year earlier, a change for the worse
beside-worse-lower = However, { $subject } { $present }, { $change } below a year earlier, a change for the worse.
beside-worse-lower-tail = , while { $subject } { $present }, { $change } below a year earlier, a change for the worse
