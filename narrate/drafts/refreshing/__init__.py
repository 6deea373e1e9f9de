"""New data for an edited draft, without losing a word of it."""

from narrate.drafts.refreshing.outcome import Outcome, Reason, Refreshed, Told
from narrate.drafts.refreshing.refresh import refresh

__all__ = ["Outcome", "Reason", "Refreshed", "Told", "refresh"]
