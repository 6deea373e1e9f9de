"""How high or low the figure is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Self

from narrate.findings import LevelWord
from narrate.messages.context import Context
from narrate.messages.examples import Example, example
from narrate.messages.message import OfIndicator
from narrate.messages.vocabulary import ClauseForm, Side


@dataclass(frozen=True, kw_only=True)
class LevelMessage(OfIndicator):
    """A word for the level of the figure."""

    kind: ClassVar[str] = "level"
    forms: ClassVar[frozenset[ClauseForm]] = frozenset({ClauseForm.TAIL})
    carries_figure: ClassVar[bool] = True

    level: LevelWord

    @property
    def continues(self) -> tuple[str, ...]:
        """The sentence about the figure."""
        return ("figure",)

    @property
    def worth(self) -> float:
        """Declared, but no news."""
        return 0.65

    @property
    def contrary(self) -> frozenset[Side]:
        """The other end."""
        high = self.level in (LevelWord.HIGH, LevelWord.VERY_HIGH)
        return frozenset({Side.LOW if high else Side.HIGH})

    @classmethod
    def of(cls, context: Context) -> Iterator[Self]:
        """Say how high or low the figure is by its declared reference levels."""
        if context.finding.level:
            yield cls.about(context, level=context.finding.level)

    @classmethod
    def examples(cls) -> Iterator[list[Example]]:
        """Yield every level."""
        yield [example(level=word) for word in LevelWord]
