"""What each phrase may be filled with, by its name."""

from __future__ import annotations

from collections.abc import Mapping

from narrate.messages import kind_named, slug
from narrate.movement import Direction, Favour, Flag, Movement, Reason, Rule
from narrate.phrases.fragments import FRAGMENTS
from narrate.spec import Measure

AGREEMENT = frozenset({"plural"})
"""The slot of words that only agree with their subject, such as is and are."""

NUMBER_SUFFIX = "-n"
"""A slot that holds a number in words has a twin of this name with the number itself, to select by."""

WEB_WORDS = frozenset(
    {
        "all",
        "any-movement",
        "area",
        "authored",
        "back",
        "baseline",
        "changed",
        "changed-none",
        "chart",
        "chart-keys",
        "choose",
        "close",
        "comparison",
        "copied",
        "copy",
        "count",
        "degrees",
        "degrees-known",
        "difference",
        "direction",
        "dispersion",
        "evidence",
        "favour",
        "filters",
        "finding",
        "flagged",
        "flags",
        "from",
        "indicator",
        "limits",
        "marked",
        "movement",
        "no",
        "no-test",
        "no-values",
        "none-shown",
        "not-copied",
        "now",
        "p",
        "paper",
        "period",
        "phases",
        "phrase",
        "printed",
        "quarter",
        "raw",
        "rule",
        "sentence-evidence",
        "series",
        "several",
        "shown",
        "significant",
        "skip",
        "tests",
        "then",
        "to",
        "unit",
        "untested",
        "values",
        "first-to-last",
        "year",
        "yes",
    }
)
"""Words of the web page around the paper, by what follows "web-" in their names."""

WEB_SETS: Mapping[str, frozenset[str]] = {
    "movement": frozenset({*(slug(movement) for movement in Movement), "none"}),
    "direction": frozenset(slug(direction) for direction in Direction),
    "favour": frozenset(slug(favour) for favour in Favour),
    "rule": frozenset(
        {
            *(slug(rule) for rule in Rule),
            "count-of-movements",
            "exception-rule",
            "last-report",
            "settings",
            "none",
        }
    ),
    "reason": frozenset(slug(reason) for reason in Reason),
    "flag": frozenset(slug(flag) for flag in Flag),
}
"""Members of closed sets that the web page names or explains."""

REALISED = frozenset(
    {
        "pronoun",
        *(f"{part}-{measure.value}" for part in ("unit", "table") for measure in Measure),
        *(f"length-{periods}" for periods in ("months", "quarters", "years")),
        *(f"time-{span}" for span in ("months", "month", "year", "quarter", "quarter-first")),
        *("points", "table-period", "table-months", "chart-tip-period", "chart-tip-area"),
    }
)
"""Phrases that stand inside others and are asked for as figures, spans and tables are printed."""

REFRESHED = frozenset(
    {
        *(f"refresh-{why}" for why in ("changed", "gone", "figure", "both", "open", "cell")),
        *("refresh-yours", "refresh-new", "refresh-none"),
    }
)
"""Phrases that a refreshed draft shows where the analyst must choose."""

UNPLANNED = (
    REALISED
    | REFRESHED
    | {
        *(f"web-{word}" for word in WEB_WORDS),
        *(f"web-{name}-{member}" for name, members in WEB_SETS.items() for member in members),
    }
)
"""All phrases that no plan asks for: those of figures and tables, of refreshed drafts and of the web page."""


def allowed_slots(name: str) -> frozenset[str] | None:
    """Return the slots that a phrase of this name may use, or None where the name is of no known kind."""
    kind = kind_named(name)
    if kind is not None:
        return frozenset(kind.slot_meanings())
    fragment = FRAGMENTS.get(name.partition("-")[0])
    return None if fragment is None else frozenset(fragment.slots)
