### Words in and around charts. Titles state the finding and have no full stop.

## Titles of trajectories. $subject is the indicator's name; where no verb follows, its short name.

chart-title-rising = { $subject } { has } been rising for { $length }
chart-title-reducing = { $subject } { has } been reducing for { $length }
chart-title-levelling-after-up = { $subject } { is } levelling after rising for { $past }
chart-title-levelling-after-down = { $subject } { is } levelling after falling for { $past }
chart-title-plateaued-after-up = { $subject } { has } plateaued after rising for { $past }
chart-title-plateaued-after-down = { $subject } { has } plateaued after falling for { $past }
chart-title-not-significant = { $subject } { shows } no movement beyond { its } usual variation
chart-title-not-significant-changed = { $subject } { shows } no sustained movement, although the latest year differs
chart-title-rising-annual = { $subject } { has } been rising over the latest { $length }
chart-title-reducing-annual = { $subject } { has } been reducing over the latest { $length }
chart-title-not-significant-annual = { $subject } { shows } no movement beyond { its } usual variation over the latest { $length }
chart-title-unlabelled = { $subject }: { $figure } in { $span }
chart-title-missing = { $subject }: no figure for { $span }

## Titles of charts of the parts. $plural agrees with the areas named first.

chart-title-parts-above = { $subject }: { $above } { stands-out } above the { $overall } { $measure }
chart-title-parts-below = { $subject }: { $below } { stands-out } below the { $overall } { $measure }
chart-title-parts-above-below = { $subject }: { $above } { stands-out } above the { $overall } { $measure }, { $below } below it
chart-title-parts-none = { $subject }: none of the { $parts } stands out from the { $overall } { $measure }

## Subtitles: measure and unit, window, area.

chart-subtitle-trajectory = { $unit }, each point covering { $length }, { $area }
chart-subtitle-trajectory-plain = Each point covers { $length }, { $area }
chart-subtitle-parts = { $unit }, { $parts } of { $area }, { $span }
chart-subtitle-parts-plain = { $parts } of { $area }, { $span }

## What a reader is told who cannot see the chart; the title stands before it.

chart-alt-trajectory = A line for { $area } goes from { $first } in { $start } to { $last } in { $end }, between { $lowest } and { $highest } throughout.
chart-alt-trajectory-compared = A line for { $area } goes from { $first } in { $start } to { $last } in { $end }, between { $lowest } and { $highest } throughout, beside { $areas }.
chart-alt-single = A point for { $area } shows { $last } in { $end }.
chart-alt-parts = Bars show the { $parts } from { $highest } to { $lowest }, beside { $figure } for { $area } as a whole.

## Words beside lines, points and bars. $figure is the printed figure.

chart-line = { $area } { $figure }
chart-threshold-upper = { $source } upper threshold { $figure }
chart-threshold-lower = { $source } lower threshold { $figure }
chart-target = { $source } target { $figure }
chart-the-threshold-upper = the { $source } upper threshold of { $figure }
chart-the-threshold-lower = the { $source } lower threshold of { $figure }
chart-the-target = the { $source } target of { $figure }
chart-peak = Peak { $figure }
chart-trough = Trough { $figure }
chart-up = Rising
chart-down = Falling
chart-break = Recorded differently from here
chart-part-higher = { $figure } significantly higher
chart-part-lower = { $figure } significantly lower
chart-limits = Marks on each bar show the limits that would hold { $level } of areas with the same underlying figure as the whole
chart-limits-many = Marks on each bar show the limits beyond which areas are named, about { $level } of them by chance
chart-tip-period = { $span }: { $figure }
chart-tip-area = { $area }, { $span }: { $figure }
