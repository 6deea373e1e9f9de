"""Orthography: what a text looks like once its words are chosen."""

from __future__ import annotations

import re

_SPACES = re.compile(r"[ \t\r\n]+")
_BEFORE_MARK = re.compile(r" (?=[,.)](?:[ )]|$))")
"""A space that a slot without words leaves before a mark."""


def capitalised(text: str) -> str:
    """Return the text with its first letter as a capital."""
    return text[:1].upper() + text[1:]


def orthography(text: str) -> str:
    r"""Give a filled phrase its capital, and single its spaces.

    Examples
    --------
    >>> orthography("vehicle offences  have\n  plateaued.")
    'Vehicle offences have plateaued.'
    """
    return capitalised(single_spaced(text))


def single_spaced(text: str) -> str:
    """Return the text on one line with single spaces; spaces that must not break stay as they are."""
    return _BEFORE_MARK.sub("", _SPACES.sub(" ", text)).strip(" ")
