"""The words by which an analyst's claims are recognised; their files are in the phrase bank, by locale."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from narrate.errors import Fault, PhraseBankError, Place
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
def read_lexicon(locale: str, extra: str | Path | None = None) -> Lexicon:
    """Read the words of a locale; one without them has none, and only its figures and names are known.

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
    return read_words_file(Lexicon, locale, FILE, extra)


def has_words(locale: str, extra: str | Path | None = None) -> bool:
    """Whether drafts of a locale can be read: the bank, or an analyst's own folder, has its words."""
    return words_file(locale, FILE, extra) is not None


def words_file(locale: str, name: str, extra: str | Path | None) -> Traversable | Path | None:
    """Return the file of some words of a locale: an analyst's own, else the shipped one, else None."""
    places: list[Traversable | Path] = [shipped_bank() / locale / name]
    if extra is not None:
        places.insert(0, Path(extra) / locale / name)
    return next((place for place in places if place.is_file()), None)


Model = TypeVar("Model", bound=Frozen)


def read_words_file(model: type[Model], locale: str, name: str, extra: str | Path | None) -> Model:
    """Read a file of words as a model; where there is none, the model without words.

    Raises
    ------
    PhraseBankError
        If the file is no TOML of such words.
    """
    file = words_file(locale, name, extra)
    if file is None:
        return model()
    place = f"{locale}/{name}"
    try:
        return model.model_validate(tomllib.loads(file.read_text(encoding="utf-8")))
    except UnicodeDecodeError:
        raise PhraseBankError([Fault(Place(place), "not UTF-8 text", "save the file as UTF-8")]) from None
    except tomllib.TOMLDecodeError as error:
        raise PhraseBankError([Fault(Place(place), f"TOML syntax: {error}", "mend the line")]) from None
    except ValidationError as error:
        faults = [
            Fault(
                Place(place, ".".join(map(str, one["loc"]))), one["msg"], "lists of words by claim are needed"
            )
            for one in error.errors()
        ]
        raise PhraseBankError(faults) from None
