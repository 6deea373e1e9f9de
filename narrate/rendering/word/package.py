"""The file itself: its properties, and the same bytes for the same paper whenever it is written."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import Any

from docx.document import Document as Paper

from narrate.document import Document
from narrate.rendering.word.elements import plain

LONGEST_PROPERTY = 255
"""Characters that Word allows in a property."""

NO_DATE = (1980, 1, 1, 0, 0, 0)
"""The first moment that a zip file can name: a draft does not say when it was written."""


def describe(paper: Paper, document: Document, identifier: str) -> None:
    """Set these properties of the file and no others: a template's own are not true of the paper."""
    properties: Any = paper.core_properties
    for child in list(properties._element):
        properties._element.remove(child)
    properties.title = plain(document.title)[:LONGEST_PROPERTY]
    properties.language = document.locale.replace("_", "-")
    properties.identifier = identifier


def packed(paper: Paper) -> bytes:
    """Return the document as a file."""
    saved, packed = BytesIO(), BytesIO()
    paper.save(saved)
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(packed, "w") as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, NO_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0  # of the computer that writes it the file says nothing
            target.writestr(entry, source.read(name))
    return packed.getvalue()
