"""Every kind of message is whole: what it says, holds, is made of and is worth stands in its one home."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from functools import cache

import pytest

from narrate.messages import KINDS, Evidence, Message, OfIndicator, OfReport, kind_named
from narrate.phrases import read_bank
from narrate.phrases.needs import papers

BANK = read_bank("en_GB")


@cache
def planned() -> tuple[Message, ...]:
    """Return all messages that the examples of all kinds lead to."""
    made = tuple(papers())
    charts = (message for paper in made for chart in paper.charts() for message in chart.messages)
    return (*(message for paper in made for message in paper.messages()), *charts)


def lacking(kind: type[Message]) -> Iterator[str]:
    """Yield what a kind of message lacks, in words for the person who adds one."""
    name = getattr(kind, "kind", "")
    if not name:
        yield f"{kind.__name__}: no name: set the class attribute `kind`"
        return
    if kind_named(name) is not kind:
        yield f"{name}: another kind has this name, or the registry lacks it"
    if kind.__doc__ in (None, *(base.__doc__ for base in kind.__mro__[1:])):
        yield f"{name}: no docstring, whose first line tells an editor what it says"
    if not any(list(cases) for cases in kind.examples()):
        yield f"{name}: no examples, so that nothing shows which findings lead to it"
    if not any(kind_named(phrase) is kind for phrase in BANK.messages):
        yield f"{name}: no phrase in the bank"
    stated = [message for message in planned() if type(message) is kind]
    if not stated:
        yield f"{name}: no example leads to it; is it in the registry's order, and does `of` yield it?"
    if any(not 0 < message.worth <= 1 for message in stated):
        yield f"{name}: worth is not between 0 and 1"
    if any(not isinstance(piece, Evidence) for piece in kind.rests_on):
        yield f"{name}: rests on what is no piece of evidence"
    for slot, meaning in kind.slot_meanings().items():
        if not meaning or meaning[:1].isupper():
            yield f"{name}: ${slot} does not say what it holds"
    if not kind.essential_slots() <= kind.slot_meanings().keys():
        yield f"{name}: an essential slot that it does not have"


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind)
def test_a_kind_is_whole(kind):
    assert list(lacking(kind)) == []


class NamelessMessage(Message):
    pass


class BareMessage(Message):
    kind = "bare-message"


def test_what_a_kind_lacks_is_said():
    assert list(lacking(NamelessMessage)) == [
        "NamelessMessage: no name: set the class attribute `kind`",
    ]
    found = " ".join(lacking(BareMessage))
    for word in ("another kind", "no docstring", "no examples", "no phrase", "no example leads to it"):
        assert word in found


def test_kinds_have_one_name_each():
    assert len({kind.kind for kind in KINDS}) == len(KINDS)
    assert all(issubclass(kind, OfIndicator | OfReport | Message) for kind in KINDS)


def test_facts_are_members_of_closed_sets_or_so_or_not():
    for message in planned():
        names = {*message.slot_meanings(), "findings", "rule"}
        facts = {name: fact for name, fact in vars(message).items() if name.replace("_", "-") not in names}
        for fact in facts.values():
            for member in fact if isinstance(fact, tuple) else (fact,):
                assert member is None or isinstance(member, bool | Enum), message


@pytest.mark.parametrize(
    ("name", "kind"),
    [("comparator-figure-same.b", "comparator-figure"), ("new-group", "new-group"), ("new", "new")],
)
def test_a_phrase_belongs_to_the_most_specific_kind(name, kind):
    found = kind_named(name)
    assert found is not None
    assert found.kind == kind
