"""Refuse a file whose own name points at somebody: a receipt names the file, and is kept."""

from pathlib import Path

from etl.domain.giveaway import names_somebody
from etl.errors import Refused


def check_file_name(path: Path) -> None:
    """Raise Refused, without the name, when it holds what is one person's."""
    if names_somebody(path.name):
        raise Refused(
            f"De naam van een bestand ({path.suffix or 'zonder achtervoegsel'}) bevat een "
            "mailadres, telefoonnummer, BSN of rekeningnummer. Geef het bestand een andere naam."
        )
