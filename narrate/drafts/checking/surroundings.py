"""Where a sentence stands: what it carries on with, and which indicators it may count."""

from __future__ import annotations

from dataclasses import dataclass, field

from narrate.drafts.checking.clauses import Topic
from narrate.drafts.trace_index import TraceIndex

FEW_SENTENCES = 4
"""Sentences up to which a paragraph without one indicator is about all that it names."""


@dataclass
class Surroundings:
    """The paragraph of the paper in which the draft is being read.

    Attributes
    ----------
    index : TraceIndex
    around : str
        Id of that paragraph; of the last one before text that the paper does not have.
    topic : Topic
        What the sentence before is about, or the paragraph itself.
    own : tuple of str
        The indicators of the paragraph; none where the paper does not have it.
    """

    index: TraceIndex
    around: str = ""
    topic: Topic = field(default_factory=Topic)
    own: tuple[str, ...] = ()

    def enter(self, home: str) -> None:
        """Enter a paragraph of the paper; text that the paper does not have carries on with what is above."""
        self.own = self.codes(home) if home else ()
        if home:
            self.around = home
            self.topic = Topic(self.own)

    def carry_on(self, topic: Topic) -> None:
        """Remember what a sentence was about, for the one behind it."""
        if topic.codes:
            self.topic = Topic(tuple(dict.fromkeys((*topic.codes, *self.own))))

    def head(self, topic: Topic) -> None:
        """Enter what stands below a heading, which is about what the heading names."""
        self.topic = Topic(topic.codes)

    def codes(self, name: str) -> tuple[str, ...]:
        """Return the indicators that a paragraph is about."""
        own = self.index.subject(name)
        if own:
            return (own,)
        record = self.index.paragraphs.get(name)
        wanted = set(record.sentences) if record and len(record.sentences) <= FEW_SENTENCES else set()
        found = [
            self.index.findings[finding].indicator
            for sentence in self.index.trace.sentences
            if sentence.id in wanted
            for finding in sentence.findings
        ]
        return tuple(dict.fromkeys(found))

    def groups(self) -> list[tuple[str, ...]]:
        """Return sets of indicators that a sentence may count: those below its paragraph, its section's."""
        record = self.index.paragraphs.get(self.around)
        if record is None:
            return []
        others = self.index.paragraphs.values()
        below = [one for one in others if _is_below(one.number, record.number)]
        section = [one for one in others if one.section == record.section]
        sets = [
            tuple(one.id for one in some if self.index.subject(one.id) == one.id) for some in (below, section)
        ]
        return [some for some in (*sets, self.codes(self.around)) if len(some) > 1]


def _is_below(number: str, above: str) -> bool:
    """Whether a paragraph's number is one below another's: 10(b)i below 10(b)."""
    return bool(above) and number != above and number.startswith(above) and not number[len(above)].isdigit()
