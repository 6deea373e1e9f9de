"""What each kind of phrase says and each slot holds, for the person who edits the bank."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from narrate.messages import KINDS
from narrate.phrases.fragments import FRAGMENTS
from narrate.phrases.slots import NUMBER_SUFFIX


def listing() -> str:
    """Return every kind of phrase with its slots, then the phrases that stand inside others."""
    lines = ["Kinds of phrase. A slot marked * must stand in every phrase of its kind.", ""]
    for kind in KINDS:
        lines += _entry(kind.kind, kind.meaning(), kind.slot_meanings(), kind.essential_slots())
    lines += ["Phrases that stand inside others.", ""]
    for name, fragment in FRAGMENTS.items():
        lines += _entry(name, fragment.meaning, fragment.slots)
    lines.append(f"A slot that holds a number has a twin to select by, such as $number{NUMBER_SUFFIX}.")
    return "\n".join(lines) + "\n"


def _entry(
    name: str, meaning: str, slots: Mapping[str, str], essential: Collection[str] = frozenset()
) -> list[str]:
    width = max((len(slot) for slot in slots), default=0) + 2
    listed = [
        f"    {f'${slot}' + '*' * (slot in essential):<{width}}  {holds}".rstrip()
        for slot, holds in sorted(slots.items())
    ]
    return [f"{name}: {meaning}", *listed, ""]
