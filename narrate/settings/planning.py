"""How much a paper says, and how much one sentence holds."""

from __future__ import annotations

from narrate.settings.frozen import Frozen


class Depth(Frozen):
    """How far down the messages of an indicator are said.

    Attributes
    ----------
    worth : float
        Least worth of a message, between 0 and 1.
    messages : int
        Most messages; those that are always said stay in any case.
    """

    worth: float
    messages: int


class Aggregation(Frozen):
    """How much one sentence holds.

    Attributes
    ----------
    clauses : int
        Most messages.
    figures : int
        Most figures.
    subject : int
        Words of a subject from which its sentence carries no further clause.
    """

    clauses: int = 2
    figures: int = 4
    subject: int = 12


class Planning(Frozen):
    """How much a paragraph and a summary may say.

    Attributes
    ----------
    summary_points : int
        Most points in the summary.
    shared_point : int
        Most indicators that one point is about.
    crowd : int
        Fewest indicators whose movements are counted.
    largest_distance : float
        Share of another figure from which a point of the summary gives the distance no size.
    named_in_a_tally : int
        Most indicators that a count names.
    missed_errors : float
        Standard errors by which an improving figure misses a limit before that calls for attention.
    named_exceptions : int
        Most indicators that a sentence of the summary names as calling for attention.
    named_in_a_warning : int
        Most indicators that a warning names; more are counted.
    revised_share : float
        Share of a figure of the last report from which its revision is reported though both print alike.
    brief, standard, full : Depth
        How far down an indicator's paragraph goes, by the detail that is asked for.
    more_for_attention : int
        How many messages more are said of an indicator that calls for attention, unless all are.
    record_years : int
        Years without a figure as high, or as low, from which that is stated.
    basis_figures : int
        Figures of one span in a section from which a sentence of its own says the span.
    named_with_figures : int
        Most areas that one sentence names with their figures.
    small_base : int
        Base of a proportion below which the numbers behind it are printed.
    many_areas : int
        Number of areas from which their own spread, and not each series' variation over time, is the
        yardstick of the funnel.
    """

    summary_points: int = 6
    shared_point: int = 3
    crowd: int = 3
    largest_distance: float = 10.0
    named_in_a_tally: int = 3
    missed_errors: float = 2.0
    named_exceptions: int = 12
    named_in_a_warning: int = 6
    revised_share: float = 0.01
    brief: Depth = Depth(worth=0.75, messages=2)
    standard: Depth = Depth(worth=0.6, messages=4)
    full: Depth = Depth(worth=0.0, messages=99)
    more_for_attention: int = 1
    record_years: int = 4
    basis_figures: int = 2
    named_with_figures: int = 3
    small_base: int = 50
    many_areas: int = 20
