"""Periods and lengths of time, as analysts write them in running text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from narrate.periods import MONTHS_A_QUARTER, MONTHS_A_YEAR, Period, month, parse_period

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?"
    r"|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_YEAR = r"(?:19|20)\d\d"
_FINANCIAL = rf"{_YEAR}(?:/|-)(?:{_YEAR}|\d\d)"
_END = r"(?![\w%]| %|[.,/]\d)"
_QUARTERS = ("first", "second", "third", "fourth")


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) or "(?!)"


@dataclass(frozen=True)
class Spans:
    """How one language writes spans of time.

    Attributes
    ----------
    time : mapping of str to tuple of str
        The pieces, as the lexicon has them.
    spelt : mapping of str to int
        Numbers in words.
    """

    time: Mapping[str, tuple[str, ...]]
    spelt: Mapping[str, int]

    @cached_property
    def pattern(self) -> str:
        """A pattern without named groups that finds every span."""
        return "|".join(_without_group_names(form) for form in self._forms)

    @cached_property
    def _forms(self) -> tuple[str, ...]:
        joins = _any(self.time.get("ending", ()))
        quarter, months = _any(self.time.get("quarter", ())), _any(self.time.get("month", ()))
        quarters, years = _any(self.time.get("quarters", ())), _any(self.time.get("year", ()))
        numbers = rf"\d{{1,3}}|{_any(self.spelt)}"
        day = r"(?:\d{1,2}(?:st|nd|rd|th)? )?"
        ordinals = "|".join(_QUARTERS)
        which = rf"(?:(?:q|(?:{quarter}) )(?P<quarter>[1-4])|(?P<ordinal>{ordinals}) (?:{quarter}))"
        end = rf"(?P<end>{_MONTH}[ -](?:{_YEAR}|\d\d)){_END}"
        return (
            rf"(?<!\w)(?P<length>{numbers})[ -]?(?:{months}) (?:{joins}) {day}{end}",
            rf"(?<!\w)(?P<annual>{years}) (?:{joins}) {day}{end}",
            rf"(?<!\w)(?P<from>{_MONTH}) (?:{joins}|-) (?P<end>{_MONTH} {_YEAR}){_END}",
            rf"(?<!\w)(?P<from>{_MONTH})-(?P<end>{_MONTH} {_YEAR}){_END}",
            rf"(?<!\w)(?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?P<end>{_MONTH} {_YEAR}){_END}",
            rf"(?<!\w)(?P<end>{_MONTH}[ -]{_YEAR}){_END}",
            rf"(?<!\w)(?P<end>{_MONTH}[ -]'?\d\d){_END}",
            rf"(?<!\w)(?P<financial>{_FINANCIAL}),? {which}(?!\w)",
            rf"(?<!\w){which},?(?: (?:of|in))? (?P<financial>{_FINANCIAL})(?!\w)",
            rf"(?<![\w/.-])(?P<financial>{_FINANCIAL})(?![\w/-])",
            rf"(?<![\w/.,£-])(?P<year>{_YEAR}){_END}(?![/-]\d)",
            rf"(?<![\w.,/-])(?P<length>{numbers})[ -](?P<unit>{months}|{quarters}|{years})(?!\w)",
        )

    @cached_property
    def _compiled(self) -> tuple[re.Pattern[str], ...]:
        return tuple(re.compile(_single(form), re.IGNORECASE) for form in self._forms)

    def read(self, text: str) -> Period | int | None:
        """Return a span as a period, or a length of time in months; None where it is no such thing."""
        for form in self._compiled:
            found = form.fullmatch(text)
            if found:
                try:
                    return self._read(
                        {key.rstrip("_"): part for key, part in found.groupdict().items() if part}
                    )
                except ValueError:
                    return None
        return None

    def _read(self, parts: Mapping[str, str]) -> Period | int | None:
        if "day" in parts:
            return parse_period(_plain(parts["end"]))
        if "end" in parts:
            return self._ending(parts, parse_period(_plain(parts["end"])))
        if "financial" in parts:
            return _financial(parts)
        if "year" in parts:
            return Period(month(int(parts["year"]), MONTHS_A_YEAR), MONTHS_A_YEAR)
        return self._number(parts["length"]) * self._months(parts["unit"])

    def _ending(self, parts: Mapping[str, str], end: Period) -> Period:
        if "length" in parts:
            return end.ending(self._number(parts["length"]))
        if "annual" in parts:
            return end.ending(MONTHS_A_YEAR)
        if "from" in parts:
            name = parse_period(f"{_plain(parts['from'])} 2000").end
            return end.ending((end.end - name) % MONTHS_A_YEAR + 1)
        return end

    def _number(self, text: str) -> int:
        return int(text) if text.isdigit() else self.spelt[text.lower()]

    def _months(self, unit: str) -> int:
        if unit.lower() in self.time["quarters"]:
            return MONTHS_A_QUARTER
        return MONTHS_A_YEAR if unit.lower() in self.time["year"] else 1


def _financial(parts: Mapping[str, str]) -> Period:
    quarter = parts.get("quarter")
    if not quarter and "ordinal" in parts:
        quarter = str(_QUARTERS.index(parts["ordinal"].lower()) + 1)
    year = parts["financial"].replace("-", "/")
    return parse_period(f"{year} Q{quarter}" if quarter else year)


def _plain(text: str) -> str:
    return text.replace(".", "").replace("-", " ").replace("'", "")


def _without_group_names(form: str) -> str:
    """Return a pattern without names for its groups."""
    return re.sub(r"\(\?P<\w+>", "(?:", form)


def _single(form: str) -> str:
    """Return a pattern in which no two groups have one name."""
    seen: dict[str, int] = {}

    def named(found: re.Match[str]) -> str:
        seen[found[1]] = seen.get(found[1], -1) + 1
        return f"(?P<{found[1]}{'_' * seen[found[1]]}>"

    return re.sub(r"\(\?P<(\w+)>", named, form)
