### What the series did, and what it does now.
###
### $subject is the indicator, $length how long the present movement has lasted, $past how long the one before
### it lasted, $earlier the one before that. One word stands for each movement and never changes: rising,
### reducing, levelling, plateaued, no movement beyond usual variation.

movement-rising =
    .a = { $subject } { has } been rising for { $length }.
    .b = { $subject } { is } rising, and { has } been for { $length }.
    .c = For { $length } now, { $subject } { has } been rising.
movement-rising-after-level =
    .a = After { $past } without clear movement, { $subject } { has } been rising for { $length }.
    .b = { $subject } { has } been rising for { $length }, after { $past } without clear movement.
    .c = { $subject } { has } been rising since { $until }, after { $past } without clear movement.
movement-rising-after-down =
    .a = After falling for { $past }, { $subject } { has } been rising for { $length }.
    .b = { $subject } fell for { $past } and { has } since been rising, for { $length } so far.
    .c = { $subject } { has } been rising since { $until }, after { $past } of decrease.

movement-reducing =
    .a = { $subject } { has } been reducing for { $length }.
    .b = { $subject } { is } reducing, and { has } been for { $length }.
    .c = For { $length } now, { $subject } { has } been reducing.
movement-reducing-after-level =
    .a = After { $past } without clear movement, { $subject } { has } been reducing for { $length }.
    .b = { $subject } { has } been reducing for { $length }, after { $past } without clear movement.
    .c = { $subject } { has } been reducing since { $until }, after { $past } without clear movement.
movement-reducing-after-up =
    .a = After rising for { $past }, { $subject } { has } been reducing for { $length }.
    .b = { $subject } rose for { $past } and { has } since been reducing, for { $length } so far.
    .c = { $subject } { has } been reducing since { $until }, after { $past } of increase.

movement-levelling-after-up =
    .a = { $subject } rose until { $until } and { is } now levelling off.
    .b = Having risen for { $past }, { $subject } { has } been levelling off since { $until }.
    .c = { $subject } { is } levelling off after { $past } of increase to { $until }.
movement-levelling-after-down =
    .a = { $subject } fell until { $until } and { is } now levelling off.
    .b = Having fallen for { $past }, { $subject } { has } been levelling off since { $until }.
    .c = { $subject } { is } levelling off after { $past } of decrease to { $until }.
movement-levelling-after-up-after-down =
    .a = { $subject } fell for { $earlier }, rose for { $past } and { is } now levelling off.
    .b = After { $earlier } of decrease and { $past } of increase, { $subject } { has } been levelling off since { $until }.
    .c = { $subject } fell, then rose until { $until }, and { is } now levelling off.
movement-levelling-after-down-after-up =
    .a = { $subject } rose for { $earlier }, fell for { $past } and { is } now levelling off.
    .b = After { $earlier } of increase and { $past } of decrease, { $subject } { has } been levelling off since { $until }.
    .c = { $subject } rose, then fell until { $until }, and { is } now levelling off.

movement-plateaued-after-up =
    .a = { $subject } rose until { $until } and { has } plateaued since.
    .b = After { $past } of increase, { $subject } { has } plateaued since { $until }.
    .c = { $subject } { has } plateaued, having risen until { $until }.
movement-plateaued-after-down =
    .a = { $subject } fell until { $until } and { has } plateaued since.
    .b = After { $past } of decrease, { $subject } { has } plateaued since { $until }.
    .c = { $subject } { has } plateaued, having fallen until { $until }.
movement-plateaued-after-up-after-down =
    .a = { $subject } fell for { $earlier }, rose for { $past } and { has } plateaued for the last { $length }.
    .b = After { $earlier } of decrease and { $past } of increase, { $subject } { has } plateaued since { $until }.
    .c = { $subject } fell, then rose until { $until }, and { has } plateaued since.
movement-plateaued-after-down-after-up =
    .a = { $subject } rose for { $earlier }, fell for { $past } and { has } plateaued for the last { $length }.
    .b = After { $earlier } of increase and { $past } of decrease, { $subject } { has } plateaued since { $until }.
    .c = { $subject } rose, then fell until { $until }, and { has } plateaued since.

movement-plateaued-after-up-changed =
    .a = { $subject } rose until { $until } and { has } plateaued, with no lasting change for { $length }, although the latest { $latest } differs.
    .b = Having risen for { $past }, { $subject } { has } plateaued: there has been no lasting change since { $until }, although the latest { $latest } differs.
movement-plateaued-after-down-changed =
    .a = { $subject } fell until { $until } and { has } plateaued, with no lasting change for { $length }, although the latest { $latest } differs.
    .b = Having fallen for { $past }, { $subject } { has } plateaued: there has been no lasting change since { $until }, although the latest { $latest } differs.

movement-not-significant =
    .a = { $subject } { shows } no movement beyond { its } usual variation.
    .b = No movement beyond usual variation can be seen in { $subject }.
    .c = The figures for { $subject } show no movement beyond usual variation.
movement-not-significant-changed =
    .a = { $subject } { shows } no sustained movement beyond { its } usual variation, although the latest { $latest } differs.
    .b = No sustained movement beyond usual variation can be seen in { $subject }, although the latest { $latest } differs.
    .c = The figures for { $subject } show no sustained movement beyond usual variation, although the latest { $latest } differs.

movement-not-significant-tail = , and { shows } no movement beyond usual variation
movement-not-significant-changed-tail = , and { shows } no sustained movement beyond usual variation
movement-not-significant-annual-tail = , and { shows } no movement beyond usual variation over { $length }

movement-rising-annual =
    .a = { $subject } { has } been rising over the latest { $length }, a significant trend.
    .b = Over the latest { $length } { $subject } { has } been rising, a significant trend.
movement-reducing-annual =
    .a = { $subject } { has } been reducing over the latest { $length }, a significant trend.
    .b = Over the latest { $length } { $subject } { has } been reducing, a significant trend.
movement-rising-annual-untested =
    .a = { $subject } { has } been rising over the latest { $length }.
    .b = Over the latest { $length } { $subject } { has } been rising.
movement-reducing-annual-untested =
    .a = { $subject } { has } been reducing over the latest { $length }.
    .b = Over the latest { $length } { $subject } { has } been reducing.
movement-not-significant-annual-after-first-to-last =
    .a = Over the latest { $length }, however, { $subject } { shows } no movement beyond { its } usual variation.
    .b = The latest { $length }, however, show no movement beyond usual variation.
movement-not-significant-annual =
    .a = { $subject } { shows } no movement beyond { its } usual variation over the latest { $length }.
    .b = Over the latest { $length } { $subject } { shows } no movement beyond { its } usual variation.
    .c = The latest { $length } of figures for { $subject } show no movement beyond usual variation.
# The latest years all went one way: $length is how many, each against the one before.
movement-not-significant-annual-run-up =
    .a = { $subject } rose in each of the latest { $length }, from { $first } in { $start }, but { shows } no movement beyond { its } usual variation.
    .b = Each of the latest { $length } brought a rise in { $subject }, from { $first } in { $start }, but no movement beyond usual variation.
movement-not-significant-annual-run-down =
    .a = { $subject } fell in each of the latest { $length }, from { $first } in { $start }, but { shows } no movement beyond { its } usual variation.
    .b = Each of the latest { $length } brought a fall in { $subject }, from { $first } in { $start }, but no movement beyond usual variation.

## Why no movement can be given.

unlabelled-too-few-periods =
    .a = With { $length } of figures, it is too early to say whether { $subject } { is } rising or reducing.
    .b = { $length } of figures cannot show whether { $subject } { is } rising or reducing.
unlabelled-series-break = The way { $subject } { is } recorded has changed, so no movement is given.
unlabelled-suspected-break = The figures for { $subject } suggest a change in recording, so no movement is given.
unlabelled-missing-periods = Figures for { $subject } are incomplete, so no movement is given.
unlabelled-small-counts = The numbers behind { $subject } are too small to show a movement.
unlabelled-not-calculable = No movement can be calculated for { $subject }.
