### The account of the method. Every number comes from the settings of the report.

method-window = Police figures are for 12 months, so neighbouring figures share nine months and cannot be tested against each other.
method-test = Tests therefore compare periods that do not overlap, at the { $alpha } level, and allow for each series' own variation.
method-phase = Rising, reducing, levelling and plateaued describe phases of at least { $materiality } a year that variation does not explain.
method-words = A significant change is called slight below { $slight } and marked from { $marked }.
method-parts = Areas are said to differ from the whole where { $level } of areas like it would not.
method-exception = An indicator calls for attention on the wrong side of a threshold, when moving for the worse, or when markedly worse than a year earlier.
