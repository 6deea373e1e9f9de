"""Pictures in line with the text, each with words for those who do not see it."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from docx.shared import Length
from docx.text.paragraph import Paragraph

from narrate.rendering.word.elements import plain


def picture(paragraph: Paragraph, png: bytes, alt_text: str, width: Length) -> None:
    """Add a picture at the end of a paragraph, in line with its text.

    Parameters
    ----------
    paragraph : docx Paragraph
        Of the paper's body; it is best given no other content, and a caption of its own before or after it.
    png : bytes
        The picture as PNG.
    alt_text : str
        What it shows, for those who do not see it.
    width : Length
        As it is printed, such as `docx.shared.Cm(15)`; the height follows.

    Raises
    ------
    ValueError
        If there is no alternative text.
    """
    words = " ".join(plain(alt_text).split())
    if not words:
        message = "a picture needs an alternative text"
        raise ValueError(message)
    shape: Any = paragraph.add_run().add_picture(BytesIO(png), width=width)._inline
    for properties in (shape.docPr, shape.graphic.graphicData.pic.nvPicPr.cNvPr):
        properties.set("descr", words)
