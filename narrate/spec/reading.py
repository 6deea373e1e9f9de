"""A report.toml read from its file, with all its faults at once."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, get_args

from pydantic import ValidationError

from narrate.errors import Fault, Place, SpecError, nearest
from narrate.periods import YearBasis
from narrate.settings import Frozen
from narrate.spec.locales import CATEGORIES, OTHER, plural_categories
from narrate.spec.models import DEFAULT_LOCALE, ReportSpec

Content = Mapping[str, Any]
Location = tuple[str | int, ...]

MANNERS = frozenset({"group", "links", "list"})
"""Keys of a paragraph that say how its words stand and give it none."""

NOUNS = ("counted", "base")
"""Keys of an indicator that hold a noun."""

TOML_NAMES = {"tuple_type": "an array is needed", "model_type": "a table is needed"}
"""What is allowed, by pydantic's type of error, where pydantic's own words are Python's and not TOML's."""


def read_spec(path: str | Path) -> ReportSpec:
    """Read and check a report.toml.

    Parameters
    ----------
    path : str or Path
        The file. Paths within it are relative to its folder and are returned as they stand.

    Returns
    -------
    ReportSpec
        With every name in it known and used rightly.

    Raises
    ------
    SpecError
        With every fault: a file that cannot be read, a syntax error with its line, a wrong key or value,
        an indicator that is unknown, declared twice or reported twice, a noun with other forms than its
        locale has, an empty paragraph.
    """
    file = str(path)
    content = _parse(Path(path), file)
    faults = [
        *_wrong_names(content, file),
        *_wrong_siblings(content, file),
        *_wrong_forms(content, file),
        *_empty_paragraphs(content, file),
    ]
    try:
        spec = ReportSpec.model_validate(content, context={"quarters": _quarters(content)})
    except ValidationError as error:
        faults = [_fault(detail, file) for detail in error.errors(include_url=False)] + faults
        raise SpecError(faults) from None
    if faults:
        raise SpecError(faults)
    return spec


def _parse(path: Path, file: str) -> Content:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        fault = Fault(Place(file), (error.strerror or str(error)).lower(), "a readable report.toml is needed")
    except UnicodeDecodeError:
        fault = Fault(Place(file), "not UTF-8 text", "save the file as UTF-8")
    except tomllib.TOMLDecodeError as error:
        problem, _, place = str(error).partition(" (at ")
        fault = Fault(
            Place(file, place.rstrip(")") or "end of document"), f"TOML syntax: {problem}", "mend the line"
        )
    raise SpecError([fault]) from None


def _quarters(content: Content) -> YearBasis | None:
    """Find what a quarter such as 2023 Q3 means, so that the spec's own periods are read alike."""
    given: Any = content
    for key in ("report", "observations", "quarters"):
        given = given.get(key) if isinstance(given, dict) else None
    return YearBasis(given) if given in list(YearBasis) else None


def _fault(detail: Any, file: str) -> Fault:
    """Turn one of pydantic's errors into a fault."""
    location, kind, given = detail["loc"], detail["type"], detail["input"]
    place = Place(file, _spot(location))
    if kind == "extra_forbidden":
        known = _fields_at(location[:-1])
        allowed = f"known are {', '.join(known)}"
        return Fault(place, f"unknown key {location[-1]!r}", allowed, nearest(str(location[-1]), known))
    if kind == "missing":
        return Fault(place, "missing", "the key is needed")
    if kind == "value_error":
        got, _, allowed = str(detail["ctx"]["error"]).partition("; ")
        return Fault(place, got, allowed)
    allowed = TOML_NAMES.get(kind) or detail["msg"].removeprefix("Input ")
    options = re.findall(r"'([^']+)'", str(detail.get("ctx", {}).get("expected", "")))
    return Fault(place, _shown(given), allowed[:1].lower() + allowed[1:], nearest(str(given), options))


def _shown(given: object) -> str:
    if isinstance(given, dict):
        return "a table"
    return "an array" if isinstance(given, list) else repr(given)


def _spot(location: Location) -> str:
    parts = (f"[{part}]" if isinstance(part, int) else f".{part}" for part in location)
    return "".join(parts).lstrip(".")


def _fields_at(location: Location) -> tuple[str, ...]:
    """Return the keys that the table at a place may have."""
    model: type[Frozen] = ReportSpec
    for part in location:
        if isinstance(part, str):
            model = _model_in(model.model_fields[part].annotation) or model
    return tuple(model.model_fields)


def _model_in(annotation: Any) -> type[Frozen] | None:
    """Find the model in an annotation such as tuple[Model, ...] or Model | None."""
    if isinstance(annotation, type) and issubclass(annotation, Frozen):
        return annotation
    return next((model for part in get_args(annotation) if (model := _model_in(part))), None)


def _tables(holder: Content, key: str) -> Iterator[tuple[int, Content]]:
    """Walk an array of tables, leaving to pydantic whatever is not one."""
    given = holder.get(key)
    for number, table in enumerate(given if isinstance(given, list) else []):
        if isinstance(table, dict):
            yield number, table


def _paragraphs(content: Content) -> Iterator[tuple[str, Content]]:
    for number, section in _tables(content, "sections"):
        yield from _walk(section, "paragraphs", f"sections[{number}]")


def _walk(holder: Content, key: str, place: str) -> Iterator[tuple[str, Content]]:
    for number, paragraph in _tables(holder, key):
        here = f"{place}.{key}[{number}]"
        yield here, paragraph
        yield from _walk(paragraph, "items", here)


def _wrong_names(content: Content, file: str) -> Iterator[Fault]:
    """Find indicators that are declared twice, reported twice, or reported and not declared."""
    declared = Counter(str(table["id"]) for _, table in _tables(content, "indicators") if "id" in table)
    for code, times in declared.items():
        if times > 1:
            yield Fault(Place(file, "indicators"), f"{code!r} declared {times} times", "declare it once")
    named = [
        (place, str(table["indicator"])) for place, table in _paragraphs(content) if table.get("indicator")
    ]
    reported = Counter(code for _, code in named)
    for place, code in named:
        spot = Place(file, f"{place}.indicator")
        if code not in declared:
            meant = nearest(code, declared)
            yield Fault(spot, f"unknown indicator {code!r}", "declare it under [[indicators]]", meant)
        elif reported[code] > 1:
            yield Fault(spot, f"{code!r} stands in {reported[code]} paragraphs", "report it in one")


def _wrong_siblings(content: Content, file: str) -> Iterator[Fault]:
    """Find links to an indicator that is not declared, or to oneself."""
    declared = [str(table.get("id", "")) for _, table in _tables(content, "indicators")]
    for number, table in _tables(content, "indicators"):
        sibling = str(table.get("sibling") or "")
        spot = Place(file, f"indicators[{number}].sibling")
        if sibling and sibling == table.get("id"):
            yield Fault(spot, f"{sibling!r} is the indicator itself", "name another indicator")
        elif sibling and sibling not in declared:
            allowed = "declare it under [[indicators]]"
            yield Fault(spot, f"unknown indicator {sibling!r}", allowed, nearest(sibling, declared))


def _wrong_forms(content: Content, file: str) -> Iterator[Fault]:
    """Find nouns whose forms are not those of the plural categories of the report's locale."""
    head = content.get("report")
    locale = head.get("locale", DEFAULT_LOCALE) if isinstance(head, dict) else DEFAULT_LOCALE
    known = plural_categories(locale) if isinstance(locale, str) else None
    for number, table in _tables(content, "indicators") if known else ():
        for key in NOUNS:
            forms = table.get(key)
            if not isinstance(forms, dict) or not known:
                continue
            spot = Place(file, f"indicators[{number}].{key}")
            allowed = f"the forms of {locale} are {', '.join(sorted(known))}"
            for name in sorted((set(forms) & CATEGORIES) - known):
                yield Fault(spot, f"a form {name!r}", allowed)
            for name in sorted(known - set(forms) - {OTHER}):
                yield Fault(spot, f"no form {name!r}", allowed)


def _empty_paragraphs(content: Content, file: str) -> Iterator[Fault]:
    for place, paragraph in _paragraphs(content):
        if not any(given for key, given in paragraph.items() if key not in MANNERS):
            yield Fault(Place(file, place), "an empty paragraph", "give it text, an indicator or items")
