"""A zaak as a test writes it: only what the test is about, the rest is unknown."""

from collections.abc import Sequence

from etl import exact

_ORDER = (
    *("zaak_nr", "leerling", "gemeente", "melding", "type", "advies", "keuze"),
    *("afwijking", "gemotiveerd", "categorie", "uitkomst", "einde"),
)
_UNKNOWN = {
    "gemeente": "GM0034",
    "melding": "2025-09-01",
    "type": "16_uur",
    "afwijking": "onbekend",
    "gemotiveerd": "onbekend",
}


def zaken(*given: dict[str, object]) -> str:
    """Return the grid of zaken that `tests.marts.build_marts` reads."""
    rows = [
        _UNKNOWN | {"zaak_nr": nr, "leerling": f"l{nr}"} | zaak
        for nr, zaak in enumerate(given, start=1)
    ]
    return "\n".join(" | ".join(str(row.get(name, "null")) for name in _ORDER) for row in rows)


def asked(con, name: str, columns: Sequence[str], **where) -> list[tuple[object, ...]]:
    """Return some columns of a metric's rows, for the whole country unless asked otherwise."""
    rows = exact.rows(con, name, **({"niveau": "land"} | where))
    return [tuple(row[column] for column in columns) for row in rows]
