"""Invisible names that a Word draft carries, by which its parts are known again once it has been edited.

Word and LibreOffice keep named bookmarks and the core property `identifier` when they save a draft; they do
not keep the tags of content controls. A bookmark's name has at most 40 letters, digits and underscores, and
the ids of paragraphs are longer and richer than that, so a name holds a digest: whoever has the ids of a
paper's paragraphs computes their names, and so finds which paragraph a bookmark stands for.
"""

from __future__ import annotations

import hashlib

DIGITS = 32
"""Hexadecimal digits of a digest in a bookmark's name: no two paragraphs ever share one."""


def bookmark_name(paragraph_id: str) -> str:
    """Return the name of the bookmark around a paragraph's text.

    Parameters
    ----------
    paragraph_id : str
        Id of a `narrate.document.Paragraph`.

    Examples
    --------
    >>> bookmark_name("headline/hate_crime")
    'n_b01e98e456c3a866c0ae07e63bd8138c'
    """
    return f"n_{_digest(paragraph_id)}"


def caption_name(paragraph_id: str) -> str:
    """Return the name of the bookmark around the caption of what a paragraph shows, such as its table.

    Parameters
    ----------
    paragraph_id : str
        Id of the paragraph that the table belongs to.
    """
    return f"c_{_digest(paragraph_id)}"


def draft_identifier(digest: str) -> str:
    """Return what a draft's core property `identifier` says.

    Parameters
    ----------
    digest : str
        Of the draft's reading text as it was written: the trace holds the same, as `sha256`, in `drafts`.
    """
    return f"narrate:{digest}"


def _digest(name: str) -> str:
    return hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:DIGITS]
