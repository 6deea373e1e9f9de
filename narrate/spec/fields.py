"""Small parts that the models of report.toml share."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field, PlainSerializer, ValidationInfo

from narrate.periods import PERIOD_FORMS, Period, parse_period, period_code
from narrate.settings import Frozen


def _read_period(given: object, info: ValidationInfo) -> Period:
    """Read a period; a validator's message gives what came and, after a semicolon, what is allowed."""
    if isinstance(given, Period):
        return given
    if not isinstance(given, str | int | date) or isinstance(given, bool):
        message = f"{given!r} is not a period; {PERIOD_FORMS}"
        raise ValueError(message)
    try:
        return parse_period(str(given), (info.context or {}).get("quarters"))
    except ValueError as error:
        message = f"{error}; {PERIOD_FORMS}"
        raise ValueError(message) from None


SpecPeriod = Annotated[Period, BeforeValidator(_read_period), PlainSerializer(period_code)]
"""A period written in the spec in any form that observations may use."""

Name = Annotated[str, Field(min_length=1)]
Number = Annotated[float, Field(allow_inf_nan=False)]


def _web_or_mail(url: str) -> str:
    scheme, _, rest = url.partition(":")
    known = (scheme in {"http", "https"} and rest.startswith("//")) or scheme == "mailto"
    if not known or not rest.strip("/") or any(character.isspace() for character in url):
        message = f"{url!r} is not an address; it begins with https://, http:// or mailto: and has no blanks"
        raise ValueError(message)
    return url


class Link(Frozen):
    """A hyperlink: words of the paragraph's text, and where they lead."""

    text: Name
    url: Annotated[str, AfterValidator(_web_or_mail)]
