"""Phrases that are used inside others: what each says and its slots hold, by the first word of its name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Fragment:
    """A phrase that is used inside others.

    Attributes
    ----------
    meaning : str
        What it says, for the editor of the bank.
    slots : mapping of str to str
        What each of its slots holds.
    """

    meaning: str
    slots: Mapping[str, str] = field(default_factory=dict)


FRAGMENTS: Mapping[str, Fragment] = {
    "unit": Fragment(
        "a figure with its unit",
        {
            "number": "the printed figure",
            "counted": "what is counted, such as offences",
            "per": "number to which a rate is scaled, such as 1,000",
            "base": "those counted among",
        },
    ),
    "points": Fragment(
        "a difference of two percentages",
        {
            "number": "the printed figure",
            "value": "the number, to select by",
        },
    ),
    "time": Fragment(
        "what a figure covers, in running text",
        {
            "month": "a month and its year",
            "year": "name of a year",
            "quarter": "name of a quarter",
            "from": "first month of a quarter",
            "to": "last month of a quarter, and its year",
            "length": "how long it is",
            "months": "a number of months",
        },
    ),
    "length": Fragment(
        "how long something lasted",
        {
            "number": "how many, to select by",
            "words": "the number as the house style prints it",
        },
    ),
    "inside": Fragment(
        "a figure with what it covers, inside a sentence of several clauses",
        {
            "figure": "the figure with its unit",
            "span": "what it covers",
            "past": "yes or no, to select by: whether the figure is older than the report",
            "plural": "yes or no, to select by: whether the subject is plural",
        },
    ),
    "area": Fragment(
        "an area with its figure",
        {
            "area": "name of an area",
            "figure": "its figure, without the unit",
        },
    ),
    "measure": Fragment("what the figure is called after its first mention"),
    "magnitude": Fragment("how large a significant change is, before the words for significance"),
    "bound": Fragment("which way a limit holds"),
    "latest": Fragment("what differs from a year earlier although no movement shows it"),
    "present": Fragment(
        "what a series is doing now, said of another area or indicator",
        {
            "plural": "yes or no, to select by",
        },
    ),
    "clause": Fragment(
        "how many indicators did one thing, inside the roll-up",
        {
            "number": "how many indicators",
        },
    ),
    "carried": Fragment("how a subject is carried on that the sentence before has named"),
    "pronoun": Fragment("the figure after a sentence about it"),
    "limit": Fragment(
        "the wrong side of a declared limit, at the end of a point of the summary",
        {
            "value": "the limit",
            "zero": "yes or no, to select by: whether the limit is 0",
            "source": "who set the limit",
            "plural": "yes or no, to select by: whether the subject is plural",
        },
    ),
    "distance": Fragment(
        "how far the figure is from an earlier year or a wider area, at the end of a point of the summary",
        {
            "change": "size of the difference, without a sign",
            "reference": "the baseline year, or the first of the series",
            "area": "name of the wider area",
        },
    ),
    "named": Fragment(
        "indicators that a count names",
        {
            "names": "list of indicators",
        },
    ),
    "turn": Fragment(
        "an indicator with what it does now",
        {
            "subject": "short name of the indicator",
            "present": "what it is doing",
        },
    ),
    "table": Fragment(
        "a table's headings and first column",
        {
            "counted": "what is counted, such as offences",
            "per": "number to which a rate is scaled, such as 1,000",
            "base": "those counted among",
            "months": "a number of months",
            "month": "a month and its year",
        },
    ),
    "refresh": Fragment(
        "what a refreshed draft shows where the analyst must choose",
        {
            "sentence": "a whole sentence",
            "detail": "the figure that cannot be brought up to date",
        },
    ),
    "chart": Fragment(
        "words inside a chart",
        {
            "area": "name of an area",
            "figure": "the printed figure",
            "span": "what the figure covers",
            "source": "who set the limit",
            "level": "level of confidence, or coverage of limits",
        },
    ),
    "web": Fragment("words of the web page around the paper"),
}
