"""What an entry of the metric catalogue says, and the words that entries share."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Column:
    """One column of a metric's answer."""

    name: str
    description: str
    unit: str = ""


@dataclass(frozen=True)
class Metric:
    """One metric of the contract. Words are plain Dutch: readers see them."""

    name: str
    title: str
    question: str
    """The question that the figure answers."""

    definition: str
    unit: str
    """What is counted: zaak, leerling, uitvoering or overdracht."""

    numerator: str
    denominator: str
    left_out: str
    estimator: str
    source: str
    columns: tuple[Column, ...]
    sql: tuple[str, ...] = ()
    """Files under `sql` that count it, without suffix; by default the metric of its own name."""

    @property
    def counted_by(self) -> tuple[str, ...]:
        """The SQL that a reader can look up: `metrics/omvang`."""
        return self.sql or (f"metrics/{self.name}",)


GEBIED = Column("gebied", "Code van het gebied: NL, MC.., GM.... of de naam.")
SCHOOLJAAR = Column("schooljaar", "1 augustus t/m 31 juli, naar de melddatum.")
WITHOUT_18PLUS = "Doorstroompunt 18+ valt buiten de MAS en telt niet mee."
AALEN_JOHANSEN = (
    "Aalen–Johansen: open zaken tellen mee tot de peildatum van hun leverancier; andere "
    "uitkomsten concurreren. Op dezelfde dag gaan gebeurtenissen vóór afbrekingen."
)
MAS = "Methodische Aanpak Schoolverzuim"
