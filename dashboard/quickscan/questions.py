"""The questions of the quick scan. A code stays the same for ever: next year is compared by it."""

from dataclasses import dataclass

OWN_WORDS = 300
"""Characters in a text: room for a thought, not for a story about somebody."""


@dataclass(frozen=True)
class Question:
    """A question with fixed answers; with `is_multiple` more than one can be ticked."""

    code: str
    tekst: str
    antwoorden: tuple[tuple[str, str], ...]
    """Code and label, in the order of the form."""

    is_multiple: bool = False

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(code for code, _ in self.antwoorden)


@dataclass(frozen=True)
class OpenQuestion:
    """A question that is answered in own words, or not at all."""

    code: str
    tekst: str


_USE = (
    ("altijd", "Ja, ik gebruik het bijna altijd"),
    ("soms", "Ja, ik gebruik het soms"),
    ("kent", "Ik ken het, maar gebruik het niet"),
    ("onbekend", "Ik ken het niet"),
    ("nvt", "Hoort niet bij mijn werk"),
)

_PARTS = (
    ("melding", "De melding door de school"),
    ("contact", "Het contact met school en ouders"),
    ("onderzoek", "Het onderzoek"),
    ("keuze", "De keuze van een route"),
    ("uitvoeren", "Het uitvoeren van de route"),
    ("overdracht", "De overdracht aan elkaar"),
    ("terugkoppeling", "De terugkoppeling"),
)

QUESTIONS = (
    Question(
        "kent",
        "Kent u de MAS?",
        (
            ("goed", "Ja, goed"),
            ("beetje", "Ja, een beetje"),
            ("naam", "Alleen van naam"),
            ("nee", "Nee"),
        ),
    ),
    Question(
        "gewerkt",
        "Hebt u met de MAS gewerkt?",
        (("vaak", "Ja, vaak"), ("soms", "Ja, soms"), ("nee", "Nee")),
    ),
    Question(
        "vast",
        "Waar loopt u vast?",
        (*_PARTS, ("nergens", "Nergens")),
        is_multiple=True,
    ),
    Question(
        "goed",
        "Wat gaat goed?",
        (*_PARTS, ("niets", "Nog niets")),
        is_multiple=True,
    ),
    Question("instrument", "Kent en gebruikt u het signaleringsinstrument?", _USE),
    Question("format", "Kent en gebruikt u het format voor een proces-verbaal?", _USE),
)

OPEN_QUESTIONS = (
    OpenQuestion("vast_tekst", "Waar loopt u vast? In uw eigen woorden"),
    OpenQuestion("goed_tekst", "Wat gaat goed? In uw eigen woorden"),
)
