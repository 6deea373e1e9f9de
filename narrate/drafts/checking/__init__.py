"""Check: what a draft claims, held against the findings of its trace."""

from narrate.drafts.checking.paper import check

__all__ = ["check"]
