"""The words of a locale that its phrases are checked for; they are kept with the phrases."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from fnmatch import fnmatch
from functools import cached_property
from pathlib import Path

from pydantic import ValidationError

from narrate.errors import Fault, PhraseBankError, Place
from narrate.phrases.wordings import SLOT
from narrate.settings import Frozen, shipped_bank

FILE = "check.toml"


class Words(Frozen):
    """What the phrases of a locale may not say, or not everywhere.

    Attributes
    ----------
    longest_sentence : int
        Words of a sentence above which it is pointed out; a slot counts as one.
    banned : tuple of str
        Words that no phrase holds.
    sides : mapping of str to tuple of str
        Words of each side: above and below, rise and fall, more and fewer, high and low, better and worse.
    movements : mapping of str to tuple of str
        The words of each movement, one of which stands in every phrase of that movement.
    allowed : mapping of str to tuple of str
        By a pattern of phrases' names, what they may say although it holds a banned word or one of the other
        side.
    """

    longest_sentence: int = 25
    banned: tuple[str, ...] = ()
    sides: Mapping[str, tuple[str, ...]] = {}
    movements: Mapping[str, tuple[str, ...]] = {}
    allowed: Mapping[str, tuple[str, ...]] = {}

    def banned_in(self, name: str, text: str) -> list[str]:
        """Return the banned words in a text of a phrase, those that it may hold left out."""
        return _found(self._banned, without_slots(self._without_allowed(name, text)))

    def of_side(self, side: str, name: str, text: str) -> list[str]:
        """Return the words of a side in a text of a phrase, those that it may hold left out."""
        return _found(any_of(self.sides.get(side, ())), without_slots(self._without_allowed(name, text)))

    def _without_allowed(self, name: str, text: str) -> str:
        """Return a text of a phrase without what its name lets it hold."""
        for pattern, allowed in self.allowed.items():
            if fnmatch(name, pattern):
                for known in allowed:
                    text = re.sub(re.escape(known), " ", text, flags=re.IGNORECASE)
        return text

    def moves(self, movement: str, text: str) -> bool:
        """Whether a text holds a word of a movement, or the movement has none."""
        words = self.movements.get(movement, ())
        return not words or bool(any_of(words).search(without_slots(text)))

    @cached_property
    def _banned(self) -> re.Pattern[str]:
        return any_of(self.banned)


def without_slots(text: str) -> str:
    """Return a text with a sign in the place of each slot, so that no slot's name counts as a word."""
    return SLOT.sub("\N{OBJECT REPLACEMENT CHARACTER}", text)


def any_of(words: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern that finds whole words, and signs wherever they stand."""
    longest_first = sorted(words, key=len, reverse=True)
    patterns = [
        rf"(?<!\w){re.escape(word)}(?!\w)" if word[:1].isalnum() else re.escape(word)
        for word in longest_first
    ]
    return re.compile("|".join(patterns) or r"(?!)", re.IGNORECASE)


def _found(pattern: re.Pattern[str], text: str) -> list[str]:
    return list(dict.fromkeys(match.group().lower() for match in pattern.finditer(text)))


def read_words(locale: str, extra: str | Path | None = None) -> Words | None:
    """Read the words of a locale: an analyst's own, else the shipped ones, else None.

    Raises
    ------
    PhraseBankError
        With every fault of the file.
    """
    own = Path(extra) / locale / FILE if extra is not None else None
    shipped = shipped_bank() / locale / FILE
    if own is not None and own.is_file():
        name, text = str(own), own.read_bytes()
    elif shipped.is_file():
        name, text = f"phrasebank/{locale}/{FILE}", shipped.read_bytes()
    else:
        return None
    try:
        return Words.model_validate(tomllib.loads(text.decode("utf-8-sig")))
    except UnicodeDecodeError:
        fault = Fault(Place(name), "not UTF-8 text", "save the file as UTF-8")
    except tomllib.TOMLDecodeError as error:
        fault = Fault(Place(name), f"TOML syntax: {error}", "mend the line")
    except ValidationError as error:
        raise PhraseBankError(_wrong(error, name)) from None
    raise PhraseBankError([fault])


def _wrong(error: ValidationError, name: str) -> Iterator[Fault]:
    known = ", ".join(Words.model_fields)
    for detail in error.errors(include_url=False):
        place = Place(name, ".".join(str(part) for part in detail["loc"]))
        yield Fault(place, detail["msg"][:1].lower() + detail["msg"][1:], f"known are {known}")
