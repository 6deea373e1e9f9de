"""An edited draft read back: its paragraphs, and who they are."""

from narrate.drafts.draft import Draft, DraftParagraph, Format, Part
from narrate.drafts.reading import read_draft
from narrate.drafts.sentences import split_sentences

__all__ = ["Draft", "DraftParagraph", "Format", "Part", "read_draft", "split_sentences"]
