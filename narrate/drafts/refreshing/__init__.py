"""New data for an edited draft, without losing a word of it."""

from narrate.drafts.refreshing.outcome import Outcome, OutcomeRecord, Reason, Refreshed
from narrate.drafts.refreshing.refresh import refresh

__all__ = ["Outcome", "OutcomeRecord", "Reason", "Refreshed", "refresh"]
