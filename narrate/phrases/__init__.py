"""The phrase bank: read it, check it, and choose from it. Words live in its files, never here."""

from narrate.phrases.bank import Argument, PhraseBank, read_bank
from narrate.phrases.chooser import Chooser
from narrate.phrases.fragments import FRAGMENTS
from narrate.phrases.slots import NUMBER_SUFFIX, allowed_slots
from narrate.phrases.styles import read_style
from narrate.settings import shipped_bank

__all__ = [
    "FRAGMENTS",
    "NUMBER_SUFFIX",
    "Argument",
    "Chooser",
    "PhraseBank",
    "allowed_slots",
    "read_bank",
    "read_style",
    "shipped_bank",
]
