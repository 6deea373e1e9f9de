"""An edited draft read back, and held against its trace."""

from narrate.drafts.checking import check
from narrate.drafts.draft import Draft, DraftParagraph, Format, Part
from narrate.drafts.issue import Issue, Severity
from narrate.drafts.reading import read_draft
from narrate.drafts.sentences import split_sentences

__all__ = [
    "Draft",
    "DraftParagraph",
    "Format",
    "Issue",
    "Part",
    "Severity",
    "check",
    "read_draft",
    "split_sentences",
]
