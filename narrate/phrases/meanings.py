"""What each kind of phrase says and each slot holds, told to the person who edits the bank."""

from __future__ import annotations

from collections.abc import Mapping

from narrate.phrases.slots import ESSENTIAL_SLOTS, FRAGMENT_SLOTS, KIND_SLOTS, NUMBER_SUFFIX
from narrate.planning import Kind

KINDS: Mapping[Kind, str] = {
    Kind.MOVEMENT: "what the series did, phase by phase",
    Kind.UNLABELLED: "why no movement can be given",
    Kind.FIGURE: "the figure, and the one a year earlier",
    Kind.COUNTS: "how many more or fewer events there were",
    Kind.NUMBERS: "the small numbers behind two figures",
    Kind.CLOSING: "a 12-month figure that overlaps the year before it",
    Kind.MISSING: "that no figure can be given",
    Kind.SPAN: "the first year of an annual series against its last",
    Kind.QUARTER: "the latest quarter against the same quarter a year earlier",
    Kind.EXTREME: "the peak or trough that the series has come away from",
    Kind.THRESHOLD: "a recommended limit, and the side that the figure is on",
    Kind.TARGET: "a target, and whether it is met",
    Kind.PARTS: "which parts of the area differ from the whole",
    Kind.COMPARATOR_MOVEMENT: "what the series of wider areas did",
    Kind.COMPARATOR_FIGURE: "the figure of a wider area",
    Kind.SIBLING: "the indicator that readers hold this one against",
    Kind.GROUP: "what the indicators of several items have in common",
    Kind.BASELINE: "the figure against a declared baseline year",
    Kind.LEVEL: "a word for the level of the figure",
    Kind.STATUS: "red, amber or green",
    Kind.RANK: "the area's place among its peers",
    Kind.SINCE: "the event with which the latest movement began",
    Kind.UNCHANGED: "that there is no new data since the last report",
    Kind.REVISED: "that the last report's figure is another one today",
    Kind.PROMPT: "a place for the analyst's own words",
    Kind.SCOPE: "that the figures are for another area than the report",
    Kind.ARREARS: "how old the data is",
    Kind.NEW: "that an indicator is reported for the first time",
    Kind.ROLLUP: "how many indicators did what",
    Kind.BEFORE: "what the indicators without movement now had done before",
    Kind.FAVOUR: "how many move for the better and for the worse",
    Kind.EXCEPTIONS: "which indicators call for attention",
    Kind.HEADLINE: "one indicator in one sentence of the summary",
    Kind.CAPTION: "the caption of a table",
    Kind.METHOD: "one point of the account of the method",
    Kind.CHART_TITLE: "the finding that a chart shows, as its title",
    Kind.CHART_SUBTITLE: "what a chart measures, where and over which span",
    Kind.CHART_ALT: "what a chart shows, for a reader who cannot see it",
}

FRAGMENTS: Mapping[str, str] = {
    "unit": "a figure with its unit",
    "points": "a difference of two percentages",
    "time": "what a figure covers, in running text",
    "length": "how long something lasted",
    "area": "an area with its figure",
    "measure": "what the figure is called after its first mention",
    "magnitude": "how large a significant change is, before the words for significance",
    "bound": "which way a limit holds",
    "present": "what a series is doing now, said of another area or indicator",
    "clause": "how many indicators did one thing, inside the roll-up",
    "carried": "how a subject is carried on that the sentence before has named",
    "pronoun": "the figure after a sentence about it",
    "limit": "the wrong side of a declared limit, at the end of a point of the summary",
    "table": "a table's headings and first column",
    "refresh": "what a refreshed draft shows where the analyst must choose",
    "chart": "words inside a chart",
    "web": "words of the web page around the paper",
}

SLOTS: Mapping[str, str] = {
    "above": "areas above the whole",
    "all": "how many there are in all",
    "alpha": "significance level",
    "area": "name of an area",
    "areas": "names of areas, with their figures",
    "asked": "those that a percentage is of",
    "bare": "the figure without its unit",
    "base": "what the earlier figure covers; in units, those counted among",
    "below": "areas below the whole",
    "better": "how many move for the better",
    "bound": "upper or lower",
    "change": "size of the difference, without a sign",
    "clauses": "list of what the indicators did",
    "count": "number of events now",
    "count-then": "number of events a year earlier",
    "counted": "what is counted, such as offences",
    "detail": "the figure that cannot be brought up to date",
    "difference": "how many more or fewer",
    "down": "how many had been reducing",
    "earlier": "how long the phase before the one before lasted",
    "end": "the last year of the series",
    "event": "name of an event",
    "extreme": "the highest or lowest figure",
    "figure": "the figure with its unit; of another area, without",
    "first": "the first figure",
    "from": "first month of a quarter",
    "highest": "the highest figure",
    "last": "the last figure",
    "lowest": "the lowest figure",
    "length": "how long: of the movement, or of the series",
    "it": "the figure, by its name or as it",
    "level": "level of confidence, or coverage of limits",
    "limit": "the wrong side of a limit that the figure is on, if it is on one",
    "magnitude": "slight, nothing or marked, ready to stand before significant",
    "marked": "from where a change is called marked",
    "materiality": "smallest change that counts as a movement",
    "measure": "the word rate, proportion, number or figure",
    "month": "a month and its year",
    "months": "a number of months",
    "names": "list of indicators",
    "now": "the last report's figure as it is today",
    "number": "a number of things",
    "other": "the other indicator's name",
    "out-of": "base of the percentage now",
    "out-of-then": "base of the percentage a year earlier",
    "parts": "what the parts are called, such as districts",
    "past": "how long the phase before lasted",
    "peers": "what the peers are called, such as forces",
    "per": "number to which a rate is scaled, such as 1,000",
    "place": "first, second and so on",
    "plural": "yes or no, to select by: whether the subject is plural",
    "present": "what the other one is doing",
    "quarter": "name of a quarter",
    "sentence": "a whole sentence",
    "shared": "how many months two figures share",
    "slight": "below where a change is called slight",
    "source": "who set the limit",
    "span": "what the figure covers",
    "start": "where a range begins",
    "subject": "name of the indicator",
    "tests": "how many tests were made",
    "then": "the earlier figure",
    "to": "last month of a quarter, and its year",
    "up": "how many had been rising",
    "unit": "what the figures are, as a table's heading has it",
    "until": "when a phase ended",
    "value": "the limit; of points, the number to select by",
    "whole": "what the whole area is called, such as county",
    "words": "a number as the house style prints it",
    "worse": "how many move for the worse",
    "year": "name of a year",
}
"""What slots hold; a few hold different things in different kinds."""


def listing() -> str:
    """Return every kind of phrase with its slots, then the phrases that stand inside others."""
    lines = ["Kinds of phrase. A slot marked * must stand in every phrase of its kind.", ""]
    for kind, slots in KIND_SLOTS.items():
        lines += _entry(kind.value, KINDS.get(kind, ""), slots, ESSENTIAL_SLOTS.get(kind, frozenset()))
    lines += ["Phrases that stand inside others.", ""]
    for name, slots in FRAGMENT_SLOTS.items():
        lines += _entry(name, FRAGMENTS.get(name, ""), slots, frozenset())
    lines.append(f"A slot that holds a number has a twin to select by, such as $number{NUMBER_SUFFIX}.")
    return "\n".join(lines) + "\n"


def _entry(name: str, meaning: str, slots: frozenset[str], essential: frozenset[str]) -> list[str]:
    width = max((len(slot) for slot in slots), default=0) + 2
    listed = [
        f"    {f'${slot}' + '*' * (slot in essential):<{width}}  {SLOTS.get(slot, '')}".rstrip()
        for slot in sorted(slots)
    ]
    return [f"{name}: {meaning}", *listed, ""]
