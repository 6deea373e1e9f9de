"""The account of the method, every number from the settings."""

from __future__ import annotations

from collections.abc import Iterator

from narrate.planning.message import Kind, Message, Share, Slot
from narrate.settings import Settings


def method(settings: Settings) -> Iterator[Message]:
    """Yield the account of the method, every number from the settings."""
    statistics, words, planning = settings.statistics, settings.words, settings.planning
    points: dict[str, dict[str, Slot]] = {
        "window": {},
        "test": {"alpha": Share(statistics.alpha)},
        "phase": {"materiality": Share(statistics.materiality)},
        "words": {"slight": Share(words.slight_below), "marked": Share(words.marked_from)},
        "parts": {"level": Share(planning.funnel_level)},
        "exception": {},
    }
    for name, slots in points.items():
        yield Message(Kind.METHOD, (name,), slots, (), "settings")
