"""The words by which an analyst's claims are recognised; their files are in the phrase bank, by locale."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache

from narrate.settings import Frozen, shipped_bank

FILE = "drafts.toml"

Words = tuple[str, ...]


class Lexicon(Frozen):
    """Words of a language that a draft is read with; where a locale has none, no claim of that kind is seen.

    Attributes
    ----------
    abbreviations : tuple of str
        In small letters, without the full stop that does not end a sentence.
    negations : tuple of str
        Words that turn the words after them into their opposite.
    carried : tuple of str
        What carries on with the indicator of the sentence before.
    measures : tuple of str
        Nouns that make an area of a word before them.
    region, nation : tuple of str
        Words for the wider areas before such a noun.
    idle : tuple of str
        Phrases with a word of a direction that claim none.
    comparing : tuple of str
        Directions that set one figure against another.
    here : tuple of str
        Of these, those that are said of the report's own area, although another is named before them.
    relating : tuple of str
        Of these, those that set it against what is named after them.
    referring : tuple of str
        Pronouns that refer to the reported area, once it is named.
    relative_pronouns : tuple of str
        What carries on with the area named before it.
    vague : tuple of str
        Directions that claim nothing without a figure next to them.
    ordinals : tuple of str
        Ends of ordinal numbers written in figures.
    units : mapping of str to tuple of str
        percent, points.
    time : mapping of str to tuple of str
        Pieces of spans of time.
    relative : mapping of str to tuple of str
        Other times, by months back.
    hedges : mapping of str to tuple of str
        about, over, under.
    directions, movements, significance, differences, sizes, loosely, extremes, levels, statuses, targets,
    bounds, favours : mapping of str to tuple of str
        Words of each claim, by what they claim.
    limits, earlier : mapping of str to tuple of str
        Words that name what the figure next to them is.
    """

    abbreviations: Words = ()
    negations: Words = ()
    carried: Words = ()
    measures: Words = ()
    region: Words = ()
    nation: Words = ()
    idle: Words = ()
    comparing: Words = ()
    here: Words = ()
    relating: Words = ()
    referring: Words = ()
    relative_pronouns: Words = ()
    vague: Words = ()
    ordinals: Words = ()
    units: Mapping[str, Words] = {}
    time: Mapping[str, Words] = {}
    relative: Mapping[str, Words] = {}
    hedges: Mapping[str, Words] = {}
    directions: Mapping[str, Words] = {}
    movements: Mapping[str, Words] = {}
    significance: Mapping[str, Words] = {}
    differences: Mapping[str, Words] = {}
    sizes: Mapping[str, Words] = {}
    loosely: Mapping[str, Words] = {}
    extremes: Mapping[str, Words] = {}
    levels: Mapping[str, Words] = {}
    statuses: Mapping[str, Words] = {}
    targets: Mapping[str, Words] = {}
    bounds: Mapping[str, Words] = {}
    favours: Mapping[str, Words] = {}
    limits: Mapping[str, Words] = {}
    earlier: Mapping[str, Words] = {}


@lru_cache
def read_lexicon(locale: str) -> Lexicon:
    """Read the words of a locale; one without them has none, and only its figures and names are known."""
    file = shipped_bank() / locale / FILE
    if not file.is_file():
        return Lexicon()
    return Lexicon.model_validate(tomllib.loads(file.read_text(encoding="utf-8")))
