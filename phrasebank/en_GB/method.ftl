### The account of the method, a point to a sentence. Every number comes from the settings of the report.

method-window = Most figures cover 12 months, so that successive figures share nine months and cannot be tested against each other.
method-test = Tests compare periods that do not overlap, at the { $alpha } level unless stated, so that one in { $number } would seem significant if nothing had changed.
method-chance = Of the { $tests } tests behind this paper, about { $number } would seem significant by chance alone if nothing had changed.
method-variation = Tests allow for how much each series usually varies, and for large counts to vary by more than chance alone.
method-phase = Rising and reducing describe a change of at least { $materiality } a year, over two quarters or more, that usual variation does not explain.
method-levelling = Levelling means that such a change ended within the last { $length }.
method-plateaued = Plateaued means that it ended { $start } to { $length } ago, with no clear movement since.
method-not-significant = No movement beyond usual variation does not mean that nothing has changed, but that no change can be told from that variation.
method-stable = Stable means that a figure and that of a year earlier have been shown to differ by no more than { $equivalence }.
method-annual = With { $number } or more years of figures, an annual series is judged by the trend of them all and by that of the last { $length }.
method-annual-tests = The longer trend is tested at the { $alpha } level and the shorter at { $level } confidence, both allowing for how much figures vary.
method-words = A significant change is called slight below { $slight } and marked from { $marked }.
method-points = For proportions the limits are { $slight } and { $marked } percentage points.
method-small = Where fewer than { $number } events stand behind a figure, no percentage change is given.
method-parts = An area stands out, or is well above or below the whole, if it lies outside limits that would hold { $level } of areas with the same underlying figure.
method-many-parts = Where more than { $number } areas are compared with the whole, no more than about { $level } of those named should be named by chance.
method-partial = A newest month or quarter far below what its season leads one to expect is taken as not yet complete and left out.
method-exception = An indicator calls for attention if it misses a limit, is rated red, moves for the worse or is markedly worse than a year earlier.
method-baseline = So does an indicator that is markedly worse than its baseline year.
method-near = A limit that is missed by no more than chance could explain is left out of this while the figure improves.
