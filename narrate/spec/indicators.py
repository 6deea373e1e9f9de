"""What report.toml declares of an indicator."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal, Self

from pydantic import Field, model_validator

from narrate.settings import DECIMALS, Frozen
from narrate.spec.choices import Bound, Detail, Frequency, Measure, Polarity, Window
from narrate.spec.fields import Name, Number, SpecPeriod
from narrate.spec.locales import is_money
from narrate.spec.nouns import Noun, read_noun


class Threshold(Frozen):
    """A recommended limit, or a target, in the indicator's unit.

    Attributes
    ----------
    value : float
        In the unit of the displayed figure: 40 for 40 %.
    bound : Bound
        Which side is the one to stay on.
    source : str
        Who sets it, as it stands before the noun: "SafeLives".
    """

    value: Number
    bound: Bound
    source: str = ""


class Levels(Frozen):
    """Figures below or above which a level has a word, in the indicator's unit.

    Attributes
    ----------
    very_low, low : float, optional
        The level is called so below these.
    high, very_high : float, optional
        The level is called so above these.
    """

    very_low: Number | None = None
    low: Number | None = None
    high: Number | None = None
    very_high: Number | None = None


class Status(Frozen):
    """Limits of a red, amber and green status, on the side that the polarity makes bad.

    Attributes
    ----------
    green : float
        The worst figure that is still green.
    amber : float
        The worst figure that is still amber.
    """

    green: Number
    amber: Number


class Event(Frozen):
    """Something that readers date changes by; its name says nothing of causes.

    Attributes
    ----------
    name : str
        As it stands after "since": "the start of the Covid-19 pandemic".
    period : Period
        When it began.
    """

    name: Name
    period: SpecPeriod


class Indicator(Frozen):
    """What must be known of an indicator besides its observations.

    Attributes
    ----------
    id : str
        The code that the observations use.
    name : str
        As it stands inside a sentence: "residential burglary", "the proportion who feel safe".
    short : str
        A shorter name for summaries and lists; `name` where none is given.
    plural : bool
        Whether the name takes a plural verb.
    counted : Noun
        The noun of what is counted, in the plural, or a table of its forms by plural category of the locale:
        "offences", { one = "offence", other = "offences" }. The sign, code or name of a currency makes the
        figure money, and a sign stands before it: "£".
    measure : Measure, optional
        What the displayed figure is. Without it: a rate where there is a denominator, else a count; a
        value where only values were observed.
    per : int
        Multiplier of a rate: 1,000 for a rate per 1,000.
    base : Noun
        The noun of the denominator, likewise: "population", "residents asked".
    window : Window, optional
        What one figure covers. Without it: 12 months, except for values, which stand for themselves.
    frequency : Frequency, optional
        Without it, read off the observations.
    decimals : int
        Decimal places in print. Without it: as `narrate.settings.Decimals` has them for the measure, which
        `places` knows once it is settled.
    polarity : Polarity
        Which direction is welcome.
    area : str, optional
        The area reported on, where it is not the report's.
    threshold, target : Threshold, optional
        Values that the figure is compared with.
    population : float, optional
        The population behind rates that come without counts.
    design_effect : float
        Factor on the variance of a survey that is no simple random sample.
    breaks : tuple of Period
        First periods of a new definition or system; nothing is compared across one.
    closing_year : bool
        Whether a last observation shorter than a year stands for the 12 months that it closes.
    introduced : Period, optional
        The first report period in which the indicator appears.
    table : bool
        Whether the paper prints the series as a table.
    counts : bool
        Whether the counts behind two figures are printed with them.
    baseline : Period, optional
        A year that the figure is compared with, besides the year before.
    levels : Levels, optional
        Figures that words such as "low" refer to.
    status : Status, optional
        Limits of a red, amber and green status.
    rank : bool
        Whether the area's place among its peers is given.
    sibling : str
        Code of an indicator that readers will compare with this one.
    provisional : Period or False, optional
        The first period whose figures are not yet full; it and all after it are held back. False says that
        the newest period is full, however low it is; without either, it is judged from the series.
    detail : Detail, optional
        How much is said of it, instead of what its section or the report asks for.
    lead : bool
        Whether the summary opens with a point about it, whatever it did.
    """

    id: Name
    name: Name
    short: str = ""
    plural: bool = False
    counted: Noun = Noun()
    measure: Measure | None = None
    per: int = Field(default=1000, gt=0)
    base: Noun = Noun()
    window: Window | None = None
    frequency: Frequency | None = None
    decimals: int = Field(default=DECIMALS.value, ge=0, le=6)
    polarity: Polarity = Polarity.NEUTRAL
    area: str | None = None
    threshold: Threshold | None = None
    target: Threshold | None = None
    population: Number | None = Field(default=None, gt=0)
    design_effect: Number = Field(default=1.0, ge=1.0)
    breaks: tuple[SpecPeriod, ...] = ()
    closing_year: bool = False
    introduced: SpecPeriod | None = None
    table: bool = False
    counts: bool = False
    baseline: SpecPeriod | None = None
    levels: Levels | None = None
    status: Status | None = None
    rank: bool = False
    sibling: str = ""
    provisional: SpecPeriod | Literal[False] | None = None
    detail: Detail | None = None
    lead: bool = False

    @model_validator(mode="after")
    def _decimals_follow_the_measure(self) -> Self:
        if self.measure and "decimals" not in self.model_fields_set:
            # past the frozen model's own setter, which would count the field as declared
            self.__dict__["decimals"] = DECIMALS.of(self.measure.value)
        return self

    @property
    def nouns(self) -> tuple[str, ...]:
        """The forms of the noun of what is counted, as far as they are declared."""
        forms = self.counted.forms.values() or (str(self.counted),)
        return tuple(form for form in forms if form)

    @property
    def brief(self) -> str:
        """The shortest name that was declared."""
        return self.short or self.name

    def base_of_rate(self, locale: str) -> str:
        """Return the noun of the base in the form that agrees with `per`, else its plural."""
        return read_noun(self.base).form_for(Decimal(self.per), locale) or str(self.base)

    def places(self, measure: Measure, locale: str) -> int:
        """Return the decimal places in print of a figure of the measure that was settled."""
        if "decimals" in self.model_fields_set:
            return self.decimals
        plain = measure in (Measure.COUNT, Measure.VALUE)
        return DECIMALS.money if plain and is_money(self.counted, locale) else DECIMALS.of(measure.value)

    def with_places(self, measure: Measure, locale: str) -> Self:
        """Return the indicator with those decimals; they are no more declared than before."""
        settled = self.model_copy(update={"decimals": self.places(measure, locale)})
        if "decimals" not in self.model_fields_set:
            settled.model_fields_set.discard("decimals")
        return settled
