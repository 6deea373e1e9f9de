"""Everything that can go wrong, described so that the person who can mend it knows where and how."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True)
class Place:
    """Where a fault lies.

    Attributes
    ----------
    file : str
        The file as the user named it, or a word for what was given instead ("observations").
    spot : str
        The line, key, column or row within it; empty when the whole file is meant.
    """

    file: str
    spot: str = ""

    def __str__(self) -> str:
        return f"{self.file}: {self.spot}" if self.spot else self.file


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong.

    Attributes
    ----------
    where : Place
        The file and the place within it.
    got : str
        What came.
    allowed : str
        What is allowed there.
    meant : str
        The nearest allowed word, where one is near enough to offer.
    """

    where: Place
    got: str
    allowed: str
    meant: str = ""

    def __str__(self) -> str:
        offer = f" (did you mean {self.meant!r}?)" if self.meant else ""
        return f"{self.where}: {self.got}; {self.allowed}{offer}"


class NarrateError(Exception):
    """Base of every error that a user of narrate can mend; it holds all faults found together.

    Parameters
    ----------
    faults : iterable of Fault
        At least one.
    """

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(self.faults)  # unpickling calls the class with its arguments

    def __str__(self) -> str:
        return "\n".join(str(fault) for fault in self.faults)


class DataError(NarrateError):
    """The observations cannot be read as a tidy table, or contradict themselves or the spec."""


class SpecError(NarrateError):
    """The report's specification cannot be read or asks for what does not exist."""


class PhraseBankError(NarrateError):
    """A phrase is missing, malformed, or uses slots that its kind does not have."""


class DraftError(NarrateError):
    """A draft cannot be written, or read back."""


class NarrateWarning(UserWarning):
    """Something that the analyst should look at and that does not stop the work."""


def nearest(word: str, known: Iterable[str], likeness: float = 0.7) -> str:
    """Return the known word closest to a misspelt one, or an empty string.

    Parameters
    ----------
    word : str
        What came.
    known : iterable of str
        What is allowed.
    likeness : float
        Between 0 and 1, how alike the two must be.

    Examples
    --------
    >>> nearest("indicatr", ["indicator", "area"])
    'indicator'
    >>> nearest("zzz", ["indicator", "area"])
    ''
    """
    return next(iter(get_close_matches(word, list(known), n=1, cutoff=likeness)), "")


@contextmanager
def noted_warnings() -> Iterator[list[str]]:
    """Keep the text of narrate's warnings for the trace, and pass all warnings on, whatever happens."""
    notes: list[str] = []
    caught: list[warnings.WarningMessage] = []
    try:
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always", NarrateWarning)
            yield notes
        ours = [warning for warning in caught if issubclass(warning.category, NarrateWarning)]
        notes += dict.fromkeys(str(warning.message) for warning in ours)
    finally:
        for warning in caught:
            warnings.warn(warning.message, warning.category, stacklevel=4)
