"""House styles: the conventions of one kind of publisher, read from the phrase bank."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping

from pydantic import ValidationError

from narrate.errors import Fault, PhraseBankError, Place, nearest
from narrate.settings import HouseStyle, shipped_bank

YEAR = {"start": 2023, "end": 2024, "short": "24", "month": "March 2024"}

EXAMPLES: Mapping[str, Mapping[str, object]] = {
    "financial_year": YEAR,
    "financial_year_alone": YEAR,
    "quarter": {"year": "2023/24", "quarter": 2, "from": "July", "to": "September 2023"},
}
"""What the patterns of a house style may hold, with an example of each."""


def read_style(name: str) -> HouseStyle:
    """Read a house style of the phrase bank.

    Parameters
    ----------
    name : str
        Name of its file, without the suffix.

    Raises
    ------
    PhraseBankError
        If there is no such style, or with every fault of its file.
    """
    folder = shipped_bank() / "styles"
    known = sorted(
        item.name.removesuffix(".toml") for item in folder.iterdir() if item.name.endswith(".toml")
    )
    if name not in known:
        place = Place("report.toml", "report.style")
        fault = Fault(place, repr(name), f"known are {', '.join(known)}", nearest(name, known))
        raise PhraseBankError([fault])
    file = f"phrasebank/styles/{name}.toml"
    try:
        text = (folder / f"{name}.toml").read_text(encoding="utf-8")
        style = HouseStyle.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise PhraseBankError([Fault(Place(file), f"TOML syntax: {error}", "mend the line")]) from None
    except ValidationError as error:
        raise PhraseBankError(_faults(error, file)) from None
    faults = list(_wrong_patterns(style, file))
    if faults:
        raise PhraseBankError(faults)
    return style


def _faults(error: ValidationError, file: str) -> Iterator[Fault]:
    known = ", ".join(HouseStyle.model_fields)
    for detail in error.errors(include_url=False):
        place = Place(file, ".".join(str(part) for part in detail["loc"]))
        yield Fault(place, detail["msg"][:1].lower() + detail["msg"][1:], f"known are {known}")


def _wrong_patterns(style: HouseStyle, file: str) -> Iterator[Fault]:
    for name, example in EXAMPLES.items():
        pattern = getattr(style, name)
        try:
            pattern.format(**example)
        except (KeyError, IndexError, ValueError, AttributeError):
            known = ", ".join(f"{{{part}}}" for part in example)
            yield Fault(Place(file, name), repr(pattern), f"a pattern of {known} is needed")
