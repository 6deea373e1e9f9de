"""The words by which an analyst's claims are known; they stand beside the phrases of their locale."""

from __future__ import annotations

import tomllib
from functools import lru_cache

from narrate.phrases import shipped_bank
from narrate.settings import Frozen

FILE = "drafts.toml"


class Lexicon(Frozen):
    """Words of a language that a draft is read with.

    Attributes
    ----------
    abbreviations : tuple of str
        In small letters, without the full stop that does not end a sentence.
    """

    abbreviations: tuple[str, ...] = ()


@lru_cache
def read_lexicon(locale: str) -> Lexicon:
    """Read the words of a locale; one without them has none, and only its figures and names are known."""
    file = shipped_bank() / locale / FILE
    if not file.is_file():
        return Lexicon()
    return Lexicon.model_validate(tomllib.loads(file.read_text(encoding="utf-8")))
