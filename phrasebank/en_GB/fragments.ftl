### Words that stand inside other phrases: agreement, units, spans of time.

## Agreement with the subject. $plural is yes or no.

is = { $plural ->
    [yes] are
   *[no] is
}
has = { $plural ->
    [yes] have
   *[no] has
}
meets = { $plural ->
    [yes] meet
   *[no] meets
}
shows = { $plural ->
    [yes] show
   *[no] shows
}
stands = { $plural ->
    [yes] stand
   *[no] stands
}
stands-out = { $plural ->
    [yes] stand out
   *[no] stands out
}
its = { $plural ->
    [yes] their
   *[no] its
}

## What the figure is called after its first mention.

measure-rate = rate
measure-proportion = proportion
measure-count = number
measure-value = figure

## How a subject is carried on that the sentence before has named.

carried-rate = the rate
carried-proportion = the proportion
carried-count = the number
carried-value = the figure
pronoun = it

## The wrong side of a declared limit, at the end of a point of the summary.

limit-at-most = { $zero ->
    [yes] { $value }
   *[no] no more than { $value }
}
limit-at-least = { $zero ->
    [yes] { $value } or more
   *[no] at least { $value }
}
limit-none = { "" }
limit-red = , and { is } rated red
limit-target-upper = , and { is } above the { $source } target of { limit-at-most }
limit-target-upper-narrow = , and { is } just above the { $source } target of { limit-at-most } before rounding
limit-target-lower = , and { is } below the { $source } target of { limit-at-least }
limit-target-lower-narrow = , and { is } just below the { $source } target of { limit-at-least } before rounding
limit-target-upper-kept = , which meets the { $source } target of { limit-at-most }
limit-target-upper-kept-narrow = , which meets the { $source } target of { limit-at-most }
limit-target-lower-kept-narrow = , which meets the { $source } target of { limit-at-least }
limit-target-lower-kept = , which meets the { $source } target of { limit-at-least }
limit-threshold-upper-kept = , below the { $source } upper threshold of { $value }
limit-threshold-upper-kept-narrow = , just below the { $source } upper threshold of { $value } before rounding
limit-threshold-lower-kept = , above the { $source } lower threshold of { $value }
limit-threshold-lower-kept-narrow = , just above the { $source } lower threshold of { $value } before rounding
distance-year-higher = , and { $change } above { $reference }
distance-year-lower = , and { $change } below { $reference }
distance-year-higher-although = , although { $change } above { $reference }
distance-year-lower-although = , although { $change } below { $reference }
distance-area-higher = , and { $change } above { $area }
distance-area-lower = , and { $change } below { $area }
limit-threshold-upper = , and { is } above the { $source } upper threshold of { $value }
limit-threshold-upper-narrow = , and { is } just above the { $source } upper threshold of { $value } before rounding
limit-threshold-lower = , and { is } below the { $source } lower threshold of { $value }
limit-threshold-lower-narrow = , and { is } just below the { $source } lower threshold of { $value } before rounding

## Figures with their units. $number is the printed figure; $counted is blank where its form beside it is not known.

unit-rate = { $number } { $counted } per { $per-n ->
    [one] { $base }
   *[other] { $per } { $base }
}
unit-proportion = { $number }
unit-count = { $number } { $counted }
unit-value = { $number } { $counted }
points = { $value ->
    [1] { $number } percentage point
   *[other] { $number } percentage points
}
area-with-figure = { $area } ({ $figure })
area-not-significant = { $area } ({ $figure }, not significantly different)
area-higher-unsized = { $area } ({ $figure }, and significantly higher here)
area-lower-unsized = { $area } ({ $figure }, and significantly lower here)
area-highest = { $area } (the highest, { $figure })
area-lowest = { $area } (the lowest, { $figure })

## Sizes of change, as they stand before "statistically significant".

magnitude-slight = slight but
magnitude-moderate = { "" }
magnitude-marked = marked and

## Spans of time.

time-months = the { $months } months to { $month }
time-month = { $month }
time-year = { $year }
time-quarter = { $quarter }
time-quarter-first = { $quarter } ({ $from } to { $to })

length-months = { $number ->
    [one] { $words } month
   *[other] { $words } months
}
length-quarters = { $number ->
    [one] { $words } quarter
   *[other] { $words } quarters
}
length-years = { $number ->
    [one] { $words } year
   *[other] { $words } years
}

## Thresholds and targets.

bound-upper = upper
bound-lower = lower

## A figure with what it covers, inside a sentence of several clauses.

inside-verb = { $past ->
    [yes] was
   *[no] is
}
inside-is = { $past ->
    [yes] { $plural ->
        [yes] were
       *[no] was
    }
   *[no] { $plural ->
        [yes] are
       *[no] is
    }
}
inside-stands = { $past ->
    [yes] stood
   *[no] { $plural ->
        [yes] stand
       *[no] stands
    }
}
inside-figure = { $figure } in { $span }
inside-latest = { $figure } in { $span } (the latest held)

## What differs from a year earlier, where no movement shows it.

latest-year = year
latest-quarter = quarter

## What a series is doing now, said of another area.

present-rising = { is } also rising
present-reducing = { is } also reducing
present-levelling = { is } also levelling
present-plateaued = { has } also plateaued
present-not-significant = also { shows } no movement beyond usual variation
present-rising-still = { is } still rising
present-reducing-still = { is } still reducing
present-levelling-already = { is } already levelling
present-plateaued-already = { has } already plateaued
present-rising-instead = { is } rising
present-reducing-instead = { is } reducing
present-levelling-instead = { is } levelling
present-plateaued-instead = { has } plateaued
present-none-instead = cannot be judged
present-not-significant-instead = { shows } no movement beyond usual variation

## Tables.

table-period = Period
table-months = { $months } months to { $month }
table-rate = { $counted } per { $per-n ->
    [one] { $base }
   *[other] { $per } { $base }
}
table-proportion = Percentage
table-count = { $counted }
table-value = { $counted }
