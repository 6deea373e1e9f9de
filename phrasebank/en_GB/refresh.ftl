### What a refreshed draft shows where the analyst must choose. $sentence is a whole sentence, $detail a figure.

refresh-changed = To decide: the new data says something else.
refresh-gone = To decide: the new paper no longer says this.
refresh-figure = To decide: { $detail } cannot be brought up to date with certainty.
refresh-both = To decide: this text was changed in the report file and in the draft.
refresh-open = To decide: still open from the last refresh.
refresh-cell = To decide: cells of this table were edited, and the figures behind them have changed.
refresh-yours = Your sentence: { $sentence }
refresh-new = New sentence: { $sentence }
refresh-none = New sentence: none.
