"""The paper as a Word document, and its text read back from one."""

from narrate.rendering.word.paper import render_docx
from narrate.rendering.word.pictures import picture
from narrate.rendering.word.reading import WordParagraph, read_word, reading_text

__all__ = ["WordParagraph", "picture", "read_word", "reading_text", "render_docx"]
