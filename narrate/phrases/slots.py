"""What each phrase may be filled with, by its name."""

from __future__ import annotations

from collections.abc import Mapping

from narrate.movement import Direction, Favour, Flag, Movement, Reason, Rule
from narrate.planning import Kind
from narrate.planning.message import slug
from narrate.spec import Measure

SUBJECT = frozenset({"subject", "plural", "measure", "it"})

AGREEMENT = frozenset({"plural"})
"""The slot of words that only agree with their subject, such as is and are."""

NUMBER_SUFFIX = "-n"
"""A slot that holds a number in words has a twin of this name with the number itself, to select by."""

KIND_SLOTS: Mapping[Kind, frozenset[str]] = {
    Kind.MOVEMENT: SUBJECT | {"length", "past", "earlier", "until"},
    Kind.UNLABELLED: SUBJECT | {"length"},
    Kind.FIGURE: SUBJECT | {"figure", "bare", "span", "then", "base", "change", "magnitude"},
    Kind.NUMBERS: frozenset({"count", "count-then", "out-of", "out-of-then", "asked"}),
    Kind.CLOSING: SUBJECT | {"figure", "bare", "span", "shared", "base"},
    Kind.MISSING: SUBJECT | {"span"},
    Kind.SPAN: SUBJECT | {"first", "last", "change", "start", "end"},
    Kind.QUARTER: SUBJECT | {"quarter", "base", "change"},
    Kind.EXTREME: SUBJECT | {"extreme", "span"},
    Kind.THRESHOLD: SUBJECT | {"value", "source", "bound"},
    Kind.TARGET: SUBJECT | {"value", "source", "bound"},
    Kind.PARTS: SUBJECT | {"whole", "parts", "above", "below"},
    Kind.COMPARATOR_MOVEMENT: SUBJECT | {"areas", "present"},
    Kind.COMPARATOR_FIGURE: SUBJECT | {"area", "figure", "change", "span"},
    Kind.COUNTS: SUBJECT | {"difference", "count", "then", "counted"},
    Kind.SIBLING: SUBJECT | {"other", "present", "change"},
    Kind.GROUP: frozenset({"names", "number", "present"}),
    Kind.BASELINE: SUBJECT | {"then", "base", "change"},
    Kind.LEVEL: SUBJECT,
    Kind.STATUS: SUBJECT,
    Kind.RANK: SUBJECT | {"place", "all", "peers", "area"},
    Kind.SINCE: SUBJECT | {"event"},
    Kind.UNCHANGED: SUBJECT | {"span"},
    Kind.REVISED: SUBJECT | {"span", "then", "now"},
    Kind.PROMPT: SUBJECT,
    Kind.SCOPE: SUBJECT | {"area"},
    Kind.ARREARS: SUBJECT | {"span", "area"},
    Kind.NEW: SUBJECT | {"number", "names"},
    Kind.ROLLUP: frozenset({"all", "clauses"}),
    Kind.BEFORE: frozenset({"all", "up", "down"}),
    Kind.FAVOUR: frozenset({"better", "worse"}),
    Kind.EXCEPTIONS: frozenset({"number", "all", "names"}),
    Kind.HEADLINE: SUBJECT | {"figure", "span", "change", "limit"},
    Kind.CAPTION: SUBJECT | {"area"},
    Kind.METHOD: frozenset(
        {"alpha", "materiality", "slight", "marked", "level", "length", "start", "number", "tests"}
    ),
    Kind.CHART_TITLE: SUBJECT
    | {"length", "past", "earlier", "until", "figure", "span", "above", "below", "whole", "parts"},
    Kind.CHART_SUBTITLE: SUBJECT | {"unit", "area", "length", "span", "parts"},
    Kind.CHART_ALT: SUBJECT
    | {"area", "areas", "parts", "figure", "first", "start", "last", "end", "lowest", "highest"},
}
"""The slots that a phrase of each kind may use: the one list that the bank is checked against."""

FRAGMENT_SLOTS: Mapping[str, frozenset[str]] = {
    "unit": frozenset({"number", "counted", "per", "base"}),
    "points": frozenset({"number", "value"}),
    "time": frozenset({"month", "year", "quarter", "from", "to", "length", "months"}),
    "length": frozenset({"number", "words"}),
    "area": frozenset({"area", "figure"}),
    "measure": frozenset(),
    "magnitude": frozenset(),
    "bound": frozenset(),
    "present": frozenset({"plural"}),
    "clause": frozenset({"number"}),
    "carried": frozenset(),
    "pronoun": frozenset(),
    "limit": frozenset({"value", "source"}),
    "table": frozenset({"counted", "per", "base", "months", "month"}),
    "refresh": frozenset({"sentence", "detail"}),
    "chart": frozenset({"area", "figure", "span", "source", "level"}),
    "web": frozenset(),
}
"""Phrases that stand inside others, by the first word of their name, and their slots."""


ESSENTIAL_SLOTS: Mapping[Kind, frozenset[str]] = {
    Kind.FIGURE: frozenset({"figure", "span"}),
    Kind.COUNTS: frozenset({"difference"}),
    Kind.MISSING: frozenset({"span"}),
    Kind.SPAN: frozenset({"first", "last"}),
    Kind.QUARTER: frozenset({"quarter"}),
    Kind.EXTREME: frozenset({"extreme", "span"}),
    Kind.THRESHOLD: frozenset({"value"}),
    Kind.TARGET: frozenset({"value"}),
    Kind.COMPARATOR_MOVEMENT: frozenset({"areas", "present"}),
    Kind.COMPARATOR_FIGURE: frozenset({"area", "figure"}),
    Kind.SIBLING: frozenset({"other", "present"}),
    Kind.GROUP: frozenset({"names", "present"}),
    Kind.BASELINE: frozenset({"base"}),
    Kind.SINCE: frozenset({"event"}),
    Kind.ARREARS: frozenset({"span"}),
    Kind.UNCHANGED: frozenset({"span"}),
    Kind.REVISED: frozenset({"span", "then", "now"}),
    Kind.SCOPE: frozenset({"area"}),
    Kind.ROLLUP: frozenset({"clauses"}),
    Kind.HEADLINE: frozenset({"subject"}),
    Kind.CHART_TITLE: frozenset({"subject"}),
    Kind.CHART_SUBTITLE: frozenset({"area"}),
}
"""The slots that an editor may not leave out: without them a sentence of the kind says nothing."""

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
        "whole",
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
        {*(slug(rule) for rule in Rule), "count-of-movements", "exception-rule", "settings", "none"}
    ),
    "reason": frozenset(slug(reason) for reason in Reason),
    "flag": frozenset(slug(flag) for flag in Flag),
}
"""Members of closed sets that the web page names or explains."""

REALISED = frozenset(
    {
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
    kind = kind_of(name)
    return FRAGMENT_SLOTS.get(name.partition("-")[0]) if kind is None else KIND_SLOTS[kind]


def kind_of(name: str) -> Kind | None:
    """Return what a phrase of this name says, or None for one that stands inside others.

    Examples
    --------
    >>> kind_of("comparator-figure-same").value, kind_of("unit-rate")
    ('comparator-figure', None)
    """
    kinds = [kind for kind in Kind if name == kind.value or name.startswith(f"{kind.value}-")]
    return max(kinds, key=lambda kind: len(kind.value), default=None)
