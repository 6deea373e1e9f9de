"""Areas that the observations spell otherwise than the report does."""

from __future__ import annotations

import re
import unicodedata
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping

import pandas as pd

from narrate.errors import NarrateWarning, nearest
from narrate.observations.blanks import has_figures
from narrate.observations.tables import NUMBERS

DESIGNATIONS = frozenset(
    {"the", "of", "city", "county", "district", "borough", "council", "metropolitan", "unitary", "authority"}
    | {"ua", "dc", "bc", "cc", "mbc"}
)
"""Words that one publisher gives to the name of an area and another leaves out."""

SHORT = {"saint": "st"}
"""Words of names, and how they are shortened."""

KEY = ["indicator", "area", "end", "months"]

MISSPELT = 0.85
"""Likeness from which a name may be another one misspelt: Leicester is not Leicestershire."""

_BLANKS = re.compile(r"\s+")
_APOSTROPHES = re.compile(r"['‘’ʼ`´]")
_WORDS = re.compile(r"\w+")


def plainly(name: str) -> str:
    """Return a name such that those that differ in case, blanks, or "&" for "and" are equal.

    Examples
    --------
    >>> plainly("East & West") == plainly("EAST and  west"), plainly("East-West") == plainly("East West")
    (True, False)
    """
    folded = unicodedata.normalize("NFKC", name).casefold().replace("&", " and ")
    return _BLANKS.sub("", folded)


def loosely(name: str) -> str:
    """Return a name such that those are equal that also differ in marks, accents or designations.

    Examples
    --------
    >>> loosely("St. Helen's"), loosely("Bristol, City of"), loosely("Ynys Môn")
    ('sthelens', 'bristol', 'ynysmon')
    """
    folded = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", name)).casefold().replace("&", " and ")
    words = _WORDS.findall("".join(sign for sign in folded if not unicodedata.combining(sign)))
    words = [SHORT.get(word, word) for word in words]
    distinctive = [word for word in words if word not in DESIGNATIONS]
    return "".join(distinctive or words)


def with_areas_as_declared(observed: pd.DataFrame, declared: Iterable[str], file: str) -> pd.DataFrame:
    """Return observations whose areas are named as the report names them, as far as that is certain.

    A table has one figure of an indicator for an area and a period, so that two names with figures for the
    same one are two areas. An area that differs from one of the report's only in case, blanks, or "&" for
    "and", and nowhere stands beside it, cannot be another: it is read as that area, with a warning. Left
    apart, its figures would be missing from a paper that looks whole. Names that differ in more, such as
    hyphens, "St" or "City of", may be two areas after all: they are only warned of.

    Parameters
    ----------
    observed : DataFrame
        Tidy observations.
    declared : iterable of str
        Names of the report's areas.
    file : str
        What messages call the table.

    Warns
    -----
    NarrateWarning
        For each area that is spelt otherwise, with the name that may be meant.
    """
    known = list(dict.fromkeys(declared))
    others = [str(area) for area in observed["area"].unique() if area not in set(known)]
    renamed: dict[str, str] = {}
    for other in others:
        same = _alike(other, known, plainly)
        joins = len(same) == 1 and _are_apart(observed, other, same[0], renamed)
        near = same or [
            name for name in _alike(other, known, loosely) if _are_apart(observed, other, name, renamed)
        ]
        if joins:
            renamed[other] = same[0]
        for name in near[:1]:
            what = "is read as the area that the report spells otherwise" if joins else "is not in the report"
            message = f"{file}: area {other!r} {what} (did you mean {name!r}?)"
            warnings.warn(message, NarrateWarning, stacklevel=5)
    return _renamed(observed, renamed) if renamed else observed


def _alike(name: str, known: Iterable[str], key: Callable[[str], str]) -> list[str]:
    return [other for other in known if key(other) == key(name)]


def _are_apart(observed: pd.DataFrame, other: str, name: str, renamed: dict[str, str]) -> bool:
    """Whether no indicator has figures of both areas for one period; those already renamed count too."""
    also = {given for given, to in renamed.items() if to == name}
    mine, theirs = set(_figures(observed, {name} | also)), set(_figures(observed, {other}))
    return not mine & theirs


def _figures(observed: pd.DataFrame, areas: set[str]) -> Iterator[tuple[str, int, int]]:
    rows = observed[observed["area"].isin(areas) & observed[list(NUMBERS)].notna().any(axis=1)]
    yield from rows[["indicator", "end", "months"]].itertuples(index=False, name=None)


def _renamed(observed: pd.DataFrame, renamed: dict[str, str]) -> pd.DataFrame:
    """Rename areas and sort by series and time; of a figure and a blank for one period the figure stays."""
    names = [renamed.get(str(area), str(area)) for area in observed["area"]]
    known = pd.Index(sorted(set(names)), dtype=object)
    frame = observed.assign(area=pd.Categorical(names, categories=known))
    blank = frame[list(NUMBERS)].isna().all(axis=1)
    frame = frame.assign(blank=blank).sort_values([*KEY, "blank"], kind="stable")
    return frame.drop_duplicates(KEY).drop(columns="blank").reset_index(drop=True)


def warn_of_unobserved(observed: pd.DataFrame, declared: Mapping[str, str], file: str) -> None:
    """Warn of areas of the report that have no figure at all.

    Parameters
    ----------
    observed : DataFrame
        Tidy observations.
    declared : mapping of str to str
        What each area is in the report, by its name: "part", "region".
    file : str
        What messages call the table.

    Warns
    -----
    NarrateWarning
        For each of them, with the area of the observations that may be meant, if any.
    """
    seen = {str(area) for area in observed.loc[has_figures(observed), "area"].unique()}
    for name, place in declared.items():
        if name not in seen:
            meant = nearest(name, sorted(seen - set(declared)), MISSPELT)
            offer = f" (did you mean {meant!r}?)" if meant else ""
            message = f"{file}: no observations of the {place} {name!r}{offer}"
            warnings.warn(message, NarrateWarning, stacklevel=5)
