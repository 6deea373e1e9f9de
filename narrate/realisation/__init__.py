"""Surface realisation: messages and phrases become sentences, sentences the document."""

from narrate.realisation.filling import RealisationContext
from narrate.realisation.orthography import capitalised, orthography
from narrate.realisation.writing import realise, realise_charts

__all__ = ["RealisationContext", "capitalised", "orthography", "realise", "realise_charts"]
