"""Words by which sentences of any wording are read; their file is in the phrase bank, by locale."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from narrate.drafts.lexicon import read_words_file
from narrate.settings import Frozen

FILE = "claims.toml"

Words = tuple[str, ...]
Table = Mapping[str, Words]


class ClaimWords(Frozen):
    """How one language says what a sentence is about, and amounts, times, places and numbers of indicators.

    Attributes
    ----------
    endings : tuple of str
        Ends of words that make no other word of them.
    common : tuple of str
        Words of names that tell no indicator from another.
    synonyms : mapping of str to tuple of str
        Words that also mean a word of a name.
    clauses : tuple of str
        Words that open a clause of its own.
    glued : tuple of str
        What holds such a word and opens none.
    unbound : tuple of str
        Words of a time that is not one time, or of what is not so.
    quarter : tuple of str
        Words by which a quarter alone is meant.
    turning : tuple of str
        Words with which a movement is dated by where it turned.
    past : tuple of str
        Words that make the movement behind them a thing of the past.
    before_that : tuple of str
        Of these, those that do so before any verb.
    pronouns, doing : tuple of str
        With which a clause carries on; verbs between a number of things and what they do.
    by, spread : tuple of str
        Words before an amount of change, and for what lies between two figures.
    far : tuple of str
        Words by which a side is said to be far off.
    within : tuple of str
        Words between a rise or fall and what rose or fell.
    lasting : tuple of str
        Words before a number of quarters that is a length of time.
    joining : tuple of str
        What joins a half to a whole number before it.
    adding, between : tuple of str
        Words for a sum and for a range of figures.
    together : mapping of str to tuple of str
        Words for several indicators at once, by how many; 0 for all.
    parts, multiples : mapping of str to tuple of str
        Words for shares and for multiples, by their fraction.
    sharing, of : tuple of str
        Words between two numbers that make a share, and between a share and what it is of.
    hedges : mapping of str to tuple of str
        near, over, under.
    places : mapping of str to tuple of str
        ours, region, nation, inside.
    against : mapping of str to tuple of str
        back: words with which a comparison looks back a year; over: those of them that date no figure.
    moving, comparing, judging : mapping of str to tuple of str
        Words of a movement, of a comparison and of a judgement, by their side.
    stopped : tuple of str
        Words by which a movement is said to be over.
    ends : mapping of str to tuple of str
        high, low, onwards, never.
    limits : mapping of str to tuple of str
        names, kept, missed, near.
    counting : mapping of str to tuple of str
        things, none, only.
    """

    endings: Words = ()
    common: Words = ()
    synonyms: Mapping[str, Words] = {}
    clauses: Words = ()
    glued: Words = ()
    unbound: Words = ()
    quarter: Words = ()
    turning: Words = ()
    past: Words = ()
    before_that: Words = ()
    pronouns: Words = ()
    doing: Words = ()
    by: Words = ()
    spread: Words = ()
    far: Words = ()
    within: Words = ()
    lasting: Words = ()
    joining: Words = ()
    adding: Words = ()
    between: Words = ()
    together: Mapping[str, Words] = {}
    parts: Mapping[str, Words] = {}
    multiples: Mapping[str, Words] = {}
    sharing: Words = ()
    of: Words = ()
    hedges: Mapping[str, Words] = {}
    places: Mapping[str, Words] = {}
    against: Mapping[str, Words] = {}
    moving: Mapping[str, Words] = {}
    comparing: Mapping[str, Words] = {}
    judging: Mapping[str, Words] = {}
    stopped: Words = ()
    ends: Mapping[str, Words] = {}
    limits: Mapping[str, Words] = {}
    counting: Mapping[str, Words] = {}


@lru_cache
def read_claim_words(locale: str, extra: str | Path | None = None) -> ClaimWords:
    """Read the words of a locale; one without them has none.

    Parameters
    ----------
    locale : str
    extra : str or Path, optional
        An analyst's own folder, whose file takes the place of the shipped one.

    Raises
    ------
    PhraseBankError
        If a file is no TOML of such words.
    """
    return read_words_file(ClaimWords, locale, FILE, extra)
