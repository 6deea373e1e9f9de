"""What every message is: typed facts and slots, from which all that others ask of it is derived."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, dataclass, field, fields
from enum import Enum
from functools import cache, cached_property
from typing import Any, ClassVar, Self

from narrate.findings import Finding
from narrate.messages.context import Context
from narrate.messages.examples import Example
from narrate.messages.slots import Figure, Listing, Phrase, Slot, Text, yes_or_no
from narrate.messages.vocabulary import ClauseForm, Evidence, Side
from narrate.movement import Movement
from narrate.spec import ReportSpec

_ADMINISTRATIVE = frozenset({"findings", "rule"})
"""Fields that are neither facts nor slots."""


def slot(meaning: str, *, essential: bool = False, default: Slot | Any | None = MISSING) -> Any:
    """Declare a field that fills a slot of the phrase.

    Parameters
    ----------
    meaning : str
        What it holds, for the editor of the bank.
    essential : bool
        Whether a phrase that leaves it out says nothing.
    default : Slot or None
        What it holds where nothing is given; None for a slot that is then not filled.
    """
    return field(default=default, metadata={"meaning": meaning, "essential": essential})


def optional(meaning: str, *, essential: bool = False) -> Any:
    """Declare a slot that is filled in some messages of the kind."""
    return slot(meaning, essential=essential, default=None)


def named_fact(default: Any = None) -> Any:
    """Declare a fact whose value stands behind the field's name: `after` and `up` make `after-up`."""
    return field(default=default, metadata={"named": True})


@dataclass(frozen=True, kw_only=True)
class Message:
    """One thing to say.

    A kind of message is a subclass: its first docstring line tells an editor what it says, its fields are
    facts (members of closed sets, which choose the phrase) and slots (what the phrase is filled with).

    Attributes
    ----------
    kind : str
        Name of the kind, with which the names of its phrases begin.
    rests_on : frozenset of Evidence
        Pieces of the finding that it speaks of: what the page shows as its evidence, and what `check` holds
        its claims against.
    of_several : bool
        Whether it counts or lists indicators, and so says something new when its words differ.
    lists_indicators : bool
        Whether it names indicators in an order without meaning.
    carries_figure : bool
        Whether its sentence is about the figure, so that the next may refer to it by a pronoun.
    forms : frozenset of ClauseForm
        Forms besides a sentence in which the bank may say it.
    findings : tuple of str
        Names of the findings that it rests on.
    rule : str
        Code of the rule that makes it true.
    """

    kind: ClassVar[str]
    rests_on: ClassVar[frozenset[Evidence]] = frozenset()
    of_several: ClassVar[bool] = False
    lists_indicators: ClassVar[bool] = False
    carries_figure: ClassVar[bool] = False
    forms: ClassVar[frozenset[ClauseForm]] = frozenset()

    findings: tuple[str, ...] = ()
    rule: str = ""

    @property
    def worth(self) -> float:
        """What a reader loses without it, between 0 and 1; 1 is always stated."""
        return 1.0

    @property
    def contrary(self) -> frozenset[Side]:
        """Sides whose words would contradict it."""
        return frozenset()

    @property
    def stated_movement(self) -> Movement | None:
        """The movement whose word its phrase must hold, or None."""
        return None

    @classmethod
    def stated_facts(cls, finding: Finding) -> object:
        """Return what a sentence of the kind states of a finding beyond the name of its phrase."""
        return None

    @classmethod
    def examples(cls) -> Iterator[list[Example]]:
        """Yield findings that lead to every message of the kind; what is in one list may share a paper."""
        yield from ()

    @property
    def facts(self) -> tuple[str, ...]:
        """What distinguishes it, the most important first, as it stands in the names of phrases."""
        return tuple(
            piece
            for name, named in _shape(type(self)).facts
            for piece in _pieces(name, getattr(self, name), named)
        )

    @cached_property
    def slots(self) -> dict[str, Slot]:
        """What its phrase is filled with, by the slots' names."""
        filled = ((name, getattr(self, one.name)) for name, one in _shape(type(self)).slots.items())
        return {name: value for name, value in filled if value is not None}

    @property
    def phrases(self) -> tuple[str, ...]:
        """Names of the phrases that could say it, the most specific first."""
        parts = (self.kind, *self.facts)
        return tuple("-".join(parts[:length]) for length in range(len(parts), 0, -1))

    @property
    def essential(self) -> frozenset[str]:
        """The slots without which a sentence that says it says nothing."""
        return self.essential_slots()

    @property
    def continues(self) -> tuple[str, ...]:
        """The kinds of message whose sentence it can continue, the best first; none where it stands alone."""
        return ()

    def phrases_in(self, form: ClauseForm) -> tuple[str, ...]:
        """Return the names of the phrases that could say it in a form, the most specific first."""
        if form is ClauseForm.SENTENCE:
            return self.phrases
        return tuple(f"{name}-{form.value}" for name in self.phrases)

    @property
    def figures(self) -> int:
        """How many figures a reader meets in it at most."""
        return sum(_figures_in(one) for one in self.slots.values())

    @classmethod
    def slot_meanings(cls) -> Mapping[str, str]:
        """Return what each slot of the kind holds, by its name."""
        return {name: one.metadata["meaning"] for name, one in _shape(cls).slots.items()}

    @classmethod
    def essential_slots(cls) -> frozenset[str]:
        """Return the slots without which a phrase of the kind says nothing."""
        return frozenset(name for name, one in _shape(cls).slots.items() if one.metadata["essential"])

    @classmethod
    def meaning(cls) -> str:
        """Return what the kind says, in one line."""
        line = (cls.__doc__ or "").strip().partition("\n")[0].rstrip(".")
        return line[:1].lower() + line[1:]


@dataclass(frozen=True, kw_only=True)
class OfIndicator(Message):
    """A message about one indicator, made from its finding."""

    subject: Text | Phrase = slot("name of the indicator")
    plural: Text = slot("yes or no, to select by: whether the subject is plural")
    measure: Phrase = slot("the word rate, proportion, number or figure")
    it: Phrase = slot("the figure, by its name or as it")

    @classmethod
    def of(cls, context: Context) -> Iterator[Self]:
        """Yield the messages of the kind that a finding leads to."""
        yield from ()

    @classmethod
    def about(cls, context: Context, **given: Any) -> Self:
        """Return a message with the slots that all messages about an indicator share."""
        shared: dict[str, Any] = {
            "subject": Text(context.indicator.name),
            "plural": yes_or_no(context.indicator.plural),
            "measure": Phrase(f"measure-{context.finding.measure.value}"),
            "it": Phrase(f"carried-{context.finding.measure.value}"),
            "findings": (context.finding.id,),
            "rule": slug(context.finding.rule),
        }
        return cls(**(shared | given))


@dataclass(frozen=True, kw_only=True)
class OfReport(Message):
    """A message about all indicators of the report."""

    @classmethod
    def of(cls, findings: Mapping[str, Finding], spec: ReportSpec) -> Iterator[Self]:
        """Yield the messages of the kind that a report's findings lead to."""
        yield from ()


def slug(code: str | None) -> str:
    """Return an enum's value as it stands in the name of a phrase."""
    return "none" if code is None else str(code).replace(" ", "-").replace("_", "-")


def _slug(attribute: str) -> str:
    return attribute.replace("_", "-")


def _pieces(name: str, value: object, named: bool) -> Iterator[str]:
    """Yield a fact as it stands in the names of phrases; what is not so, or not known, is left out."""
    if isinstance(value, tuple):
        for one in value:
            yield from _pieces(name, one, named)
    elif value is True:
        yield _slug(name)
    elif isinstance(value, Enum):
        yield f"{_slug(name)}-{slug(str(value))}" if named else slug(str(value))


def _figures_in(one: Slot) -> int:
    if isinstance(one, Figure):
        return 1
    inner = one.slots.values() if isinstance(one, Phrase) else one.items if isinstance(one, Listing) else ()
    return sum(map(_figures_in, inner))


@dataclass(frozen=True)
class _Shape:
    """The fields of a kind: its facts, and whether each stands behind its name; its slots by their names."""

    facts: tuple[tuple[str, bool], ...]
    slots: Mapping[str, Field[Any]]


def _shape(kind: Any) -> _Shape:
    return _shapes(kind)


@cache
def _shapes(kind: Any) -> _Shape:
    own = [one for one in fields(kind) if one.name not in _ADMINISTRATIVE]
    return _Shape(
        facts=tuple((one.name, bool(one.metadata.get("named"))) for one in own if not _is_slot(one)),
        slots={_slug(one.name): one for one in own if _is_slot(one)},
    )


def _is_slot(one: Field[Any]) -> bool:
    return "meaning" in one.metadata
