"""The paper as a Word document, and its text read back from one."""

from narrate.rendering.word.paper import render_docx
from narrate.rendering.word.pictures import picture
from narrate.rendering.word.reading import WordDraft, WordParagraph, read_word

__all__ = ["WordDraft", "WordParagraph", "picture", "read_word", "render_docx"]
