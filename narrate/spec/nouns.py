"""Nouns that go with numbers: their forms by plural category, as CLDR knows them for a locale."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from pydantic_core import core_schema

from narrate.spec.locales import CATEGORIES, OTHER, conventions, units


class Noun(str):
    """A noun in the plural, and its forms by plural category where they were declared.

    Attributes
    ----------
    forms : mapping of str to str
        By category, `other` among them; empty where the plural alone is known.
    """

    __slots__ = ("forms",)

    forms: Mapping[str, str]

    def __new__(cls, plural: str = "", forms: Mapping[str, str] | None = None) -> Noun:
        """Make a noun of its plural."""
        noun = super().__new__(cls, plural)
        noun.forms = dict(forms or {})
        return noun

    def __reduce__(self) -> tuple[type[Noun], tuple[str, Mapping[str, str]]]:
        """Copy and pickle a noun with its forms."""
        return Noun, (str(self), self.forms)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: object, handler: object) -> core_schema.CoreSchema:
        """Read a noun from one word or from a table of forms, and write it back as it was given."""
        return core_schema.no_info_plain_validator_function(
            read_noun,
            serialization=core_schema.plain_serializer_function_ser_schema(
                lambda noun: dict(noun.forms) if isinstance(noun, Noun) and noun.forms else str(noun)
            ),
        )

    def form_for(self, number: Decimal, locale: str) -> str | None:
        """Return the form that agrees with a number as printed; None where it is not known.

        A form that was not declared is known for the names of units, which CLDR lists. A plural alone also
        serves wherever the locale does not ask for the singular.

        Examples
        --------
        >>> noun = Noun("homicides", {"one": "homicide", "other": "homicides"})
        >>> noun.form_for(Decimal("1"), "en_GB"), noun.form_for(Decimal("1.0"), "en_GB")
        ('homicide', 'homicides')
        >>> Noun("working days").form_for(Decimal(1), "en_GB"), Noun("thefts").form_for(Decimal(1), "en_GB")
        ('working day', None)
        """
        known = conventions(locale)
        category = str(known.plural_form(abs(number))) if known else OTHER
        if category in self.forms:
            return self.forms[category]
        if category != "one" or not self:
            return str(self)
        return _singular(str(self), str(known))


def read_noun(given: object) -> Noun:
    """Read a noun; a validator's message gives what came and, after a semicolon, what is allowed.

    Parameters
    ----------
    given : str or mapping of str to str
        The plural, or the forms by plural category.
    """
    if isinstance(given, Noun):
        return given
    if isinstance(given, str):
        return Noun(given)
    allowed = f"a word in the plural, or a table of words by {', '.join(sorted(CATEGORIES))}, is needed"
    if not isinstance(given, Mapping):
        message = f"{given!r}; {allowed}"
        raise ValueError(message)
    wrong = [str(name) for name, form in given.items() if name not in CATEGORIES or not _is_word(form)]
    if wrong or OTHER not in given:
        got = f"the form {wrong[0]!r}" if wrong else f"no form {OTHER!r}"
        message = f"{got}; {allowed}"
        raise ValueError(message)
    return Noun(given[OTHER], given)


def _is_word(form: object) -> bool:
    return isinstance(form, str) and bool(form.strip())


def _singular(plural: str, locale: str) -> str | None:
    """Return the singular of the name of a unit; in English also of one with words before it."""
    known = units(locale)
    if plural in known:
        return known[plural]
    before, _, last = plural.rpartition(" ")
    if locale.startswith("en") and before and last in known:
        return f"{before} {known[last]}"
    return None
