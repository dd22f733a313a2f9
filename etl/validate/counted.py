"""Say what a row of a file counts for, where one zaak is made of several rows."""

from __future__ import annotations

from collections.abc import Mapping

from etl.ingest.source import Landed
from etl.validate.information import Figure, Section

_WORDS = (
    "Dezelfde zaak staat op meer regels en telt één keer als zaak. Een regel telt als de stap of "
    "overdracht die erop staat; een regel zonder zegt alleen dat de zaak er is.",
)


def counted(landed: Mapping[str, Landed]) -> tuple[Section, ...]:
    """Return what the rows of the file of zaken became; nothing where each is a zaak."""
    zaken = landed["zaken"]
    if zaken.of_rows is None:
        return ()
    broken = sum(len(landed[name].broken) for name in ("zaken", "stappen", "keten"))
    figures = [
        Figure("regels", "Regels in het bestand", zaken.of_rows),
        Figure("zaken", "Verschillende zaken daarin", zaken.rows),
    ]
    for key, name in (("stap", "stappen"), ("overdracht", "keten")):
        rows = landed[name].of_rows
        if rows is not None:
            rest = zaken.of_rows - rows - broken
            figures.append(Figure(f"met_{key}", f"Regels met een {key}", rows))
            figures.append(Figure(f"zonder_{key}", f"Regels zonder {key}", rest))
            again = len(landed[name].said_again)
            if again:
                label = f"Keer dat een {key} nog eens op een regel staat"
                figures.append(Figure(f"{key}_nog_eens", label, again))
    if zaken.completed:
        label = "Regels die de zaak kregen van de regel erboven"
        figures.append(Figure("aangevuld", label, zaken.completed))
    figures.append(Figure("onleesbaar", "Regels die niet te lezen zijn", broken))
    return (Section("regels", "Wat een regel van het bestand telt", tuple(figures), _WORDS),)
