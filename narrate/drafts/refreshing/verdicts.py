"""What becomes of one sentence of a draft."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from narrate.document import Filled
from narrate.drafts.refreshing.edition import TITLE, Line, Succession
from narrate.drafts.refreshing.likeness import same, words
from narrate.drafts.refreshing.mentions import Tongue
from narrate.drafts.refreshing.options import Pair
from narrate.drafts.refreshing.outcome import Outcome, Reason
from narrate.drafts.refreshing.parts import DraftSentence, How
from narrate.drafts.refreshing.updating import Unmapped, updated

WORDS = ("words", "phrase")
MAGNITUDE = "magnitude"


@dataclass(frozen=True)
class Verdict:
    """What becomes of a sentence.

    Attributes
    ----------
    outcome : Outcome
    text : str
        What stands there; empty where nothing does.
    new : str
        What the new paper says, where it is in conflict.
    reason : Reason
    detail : str
        The figure that the reason is about.
    """

    outcome: Outcome
    text: str
    new: str = ""
    reason: Reason = Reason.NONE
    detail: str = ""


def verdict(
    sentence: DraftSentence,
    paper: Succession,
    others: Collection[Line],
    tongue: Tongue,
    marked: Collection[str],
) -> Verdict:
    """Return the verdict on a sentence.

    Parameters
    ----------
    sentence : DraftSentence
        The sentence, and what it stems from.
    paper : Succession
        What became of that.
    others : collection of Line
        The other lines of its paragraph.
    tongue : Tongue
        How the locale writes figures.
    marked : collection of str
        Sentences that were in conflict already.
    """
    news = [paper.lines.get(line.id) for line in sentence.lines]
    if sentence.how is How.ADDED:
        return Verdict(Outcome.ADDED, sentence.text)
    if sentence.how is How.UNTOUCHED:
        new = news[0]
        return Verdict(Outcome.REFRESHED, new.text) if new else Verdict(Outcome.DROPPED, "")
    if any(new and same(new.text, sentence.text) for new in news):
        return Verdict(Outcome.KEPT, sentence.text)
    pairs = [Pair(old, new) for old, new in zip(sentence.lines, news, strict=True) if new]
    text = " ".join(pair.new.text for pair in pairs)
    if len(pairs) < len(sentence.lines):
        return Verdict(Outcome.CONFLICT, sentence.text, text, Reason.GONE)
    if marked and any(line.id in marked for line in sentence.lines):
        return Verdict(Outcome.CONFLICT, sentence.text, text, Reason.OPEN)
    for pair in pairs:
        reason = differing(pair, sentence.text, tongue)
        if reason is not Reason.NONE:
            return Verdict(Outcome.CONFLICT, sentence.text, text, reason)
    near = [Pair(old, paper.lines[old.id]) for old in others if old.id in paper.lines]
    alike = [pair for pair in near if differing(pair, sentence.text, tongue) is Reason.NONE]
    return _brought_up_to_date(sentence.text, pairs, alike, text, tongue)


def _brought_up_to_date(
    own: str, pairs: Sequence[Pair], others: Sequence[Pair], new: str, tongue: Tongue
) -> Verdict:
    try:
        text = updated(own, pairs, others, tongue)
    except Unmapped as unmapped:
        return Verdict(Outcome.CONFLICT, own, new, Reason.FIGURE, unmapped.words)
    return Verdict(Outcome.KEPT if text == own else Outcome.UPDATED, text)


def differing(pair: Pair, text: str, tongue: Tongue) -> Reason:
    """Return how two sentences differ in more than figures and periods.

    A word for the size of a change counts where the analyst's text holds it.
    """
    old, new = pair.old, pair.new
    if same(old.text, new.text):
        return Reason.NONE
    if old.authored or old.phrase == TITLE:
        return Reason.NONE if _only_filled_anew(pair, tongue) else Reason.BOTH
    if old.family != new.family or _named(old, new) != _named(new, old) or _size_misnamed(pair, text):
        return Reason.CHANGED
    return Reason.NONE if _printed(old) <= {slot.name for slot in new.slots} else Reason.CHANGED


def _only_filled_anew(pair: Pair, tongue: Tongue) -> bool:
    """Whether two fixed texts differ in nothing but what they are filled with, such as the period."""
    if pair.old.authored and pair.old.id.rpartition("/")[2] == pair.new.id.rpartition("/")[2]:
        return True
    try:
        return same(updated(pair.old.text, [pair], (), tongue), pair.new.text)
    except Unmapped:
        return False


def _printed(line: Line) -> set[str]:
    return {slot.name for slot in line.slots if slot.printed}


def _named(line: Line, other: Line) -> set[tuple[str, str]]:
    """Return the words that fill a sentence, where either of two prints them; areas count by their names."""
    either = _printed(line) | _printed(other)
    return {(slot.name, _word(slot)) for slot in line.slots if slot.name in either and _is_compared(slot)}


def _size_misnamed(pair: Pair, text: str) -> bool:
    """Whether a text holds the word for a size that the change has no longer."""
    old, new = ({slot.name: slot for slot in line.slots}.get(MAGNITUDE) for line in (pair.old, pair.new))
    if old is None or new is None or old.digits == new.digits or not old.text:
        return False
    return old.text.split()[0].lower() in words(text)


def _is_compared(slot: Filled) -> bool:
    if slot.name == MAGNITUDE:
        return False
    return slot.kind in WORDS or "/" in slot.name


def _word(slot: Filled) -> str:
    return slot.digits if slot.kind == "phrase" else slot.text if slot.kind == "words" else ""
