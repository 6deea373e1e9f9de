"""An edited draft read back, checked against its trace, and brought up to date."""

from narrate.drafts.checking import check
from narrate.drafts.draft import Draft, DraftParagraph, Format, Part
from narrate.drafts.issue import Issue, Severity
from narrate.drafts.reading import read_draft
from narrate.drafts.refreshing import Outcome, Refreshed, refresh
from narrate.drafts.sentences import split_sentences

__all__ = [
    "Draft",
    "DraftParagraph",
    "Format",
    "Issue",
    "Outcome",
    "Part",
    "Refreshed",
    "Severity",
    "check",
    "read_draft",
    "refresh",
    "split_sentences",
]
