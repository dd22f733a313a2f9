"""Breaks: moments after which a figure means something else, or is counted in another way.

A break stands at the start of a schooljaar. What happened within a year makes that year a mixture,
so the break stands where the first whole year after it begins; what lasted for a while has one
where it began and one where it ended. Across a break no difference is computed.
"""

from dataclasses import dataclass
from enum import StrEnum


class Soort(StrEnum):
    """What changed."""

    MAS = "De MAS"
    HANDHAVING = "Handhaving"
    REGISTRATIE = "Registratie"
    GEMEENTEN = "Gemeenten"
    DEKKING = "Dekking"


ALL_FIGURES: tuple[str, ...] = ()
"""For a break that touches every figure."""

_ENFORCEMENT = ("route_R2", "route_R4", "rapport", "ketenoverdracht")
_CHOICES = ("routeverdeling", "leg_uit", "route_R1", "route_R2", "route_R3", "route_R4")


@dataclass(frozen=True)
class Break:
    """One break, at the start of a schooljaar."""

    schooljaar: str
    """The first year after it."""

    soort: Soort
    kort: str
    """A few words for a ribbon on an axis."""

    uitleg: str
    bron: str = ""
    raakt: tuple[str, ...] = ALL_FIGURES
    """Names of metrics and codes of indicators; empty for all."""

    is_crossable: bool = False
    """Shown, but differences are computed: it was recoded, or touches few zaken."""

    def touches(self, *names: str) -> bool:
        """Return whether it touches a figure, by the name of its metric or indicator."""
        return not self.raakt or any(name in self.raakt for name in names)


BREAKS = (
    Break(
        "2017-2018",
        Soort.MAS,
        "MAS ingevoerd",
        "De MAS is op 16 maart 2017 ondertekend. Van daarvoor is er geen route volgens de MAS.",
        bron="Convenant van 16 maart 2017",
        raakt=_CHOICES,
    ),
    Break(
        "2018-2019",
        Soort.MAS,
        "MAS 2018",
        "In 2018 is de MAS bijgewerkt. Wat er inhoudelijk veranderde, is niet in cijfers omgezet.",
        bron="MAS, uitgave 2018",
        raakt=_CHOICES,
    ),
    Break(
        "2019-2020",
        Soort.HANDHAVING,
        "Handhaving stil",
        "In het voorjaar van 2020 lag de handhaving stil door corona: minder Halt, minder "
        "proces-verbaal.",
        bron="Ingrado, Stappenplan opstarten handhavend optreden schoolverzuim, 27 augustus 2020",
        raakt=_ENFORCEMENT,
    ),
    Break(
        "2020-2021",
        Soort.MAS,
        "MAS 2020",
        "In 2020 is de MAS opnieuw bijgewerkt.",
        bron="MAS, uitgave 2020",
        raakt=_CHOICES,
    ),
    Break(
        "2020-2021",
        Soort.HANDHAVING,
        "Handhaving weer gestart",
        "Vanaf 27 augustus 2020 begon de handhaving stap voor stap weer.",
        bron="Ingrado, Stappenplan opstarten handhavend optreden schoolverzuim, 27 augustus 2020",
        raakt=_ENFORCEMENT,
    ),
    Break(
        "2020-2021",
        Soort.REGISTRATIE,
        "Verzuimregister anders",
        "Sinds 12 augustus 2020 kent het verzuimregister andere statussen; 'overgedragen aan "
        "derden' verviel. Gemeenten werken sindsdien in hun eigen pakket.",
        bron="DUO, Wijzigingen in Verzuimregister vanaf 3 augustus 2020",
    ),
)
"""Of the whole country, in the order of time. Those of one area are computed from the release."""
