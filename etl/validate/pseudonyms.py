"""How recognisable pupils are in a delivery, and whether its pseudonyms do what they must.

The figures of recognisability inform: pseudonymised cases stay personal data whatever they say.
Pseudonyms are checked for two mistakes that make every repeat invisible: a key per zaak instead of
per pupil, and one pupil under two keys.
"""

from fractions import Fraction

import duckdb

from etl.domain.registration import ZAKEN_PER_LEERLING
from etl.domain.rule import Gevolg
from etl.validate.information import Figure, Section, one_row, share
from etl.validate.receipt import Finding

MIN_ZAKEN = 50
"""Below it, that every zaak has its own pupil may well be true."""

MIN_PUPILS = 10
"""Below it, a few pupils may well have many zaken each."""

TWINS = Fraction(1, 100)
"""Share of zaken with a twin, above what chance gives."""

MIN_TWINS = 20
"""Zaken with a twin, below which they may be friends who stayed away together."""

UNIQUE = 0.05
"""Share of unique pupils above which the receipt advises."""

_ADVICE = {
    True: "Meer dan 5% van de leerlingen is uniek in de levering. Lever leeftijdsgroep in plaats "
    "van leeftijd: dan reizen er minder herkenbare gegevens.",
    False: "Meer dan 5% van de leerlingen is uniek op deze kenmerken. Behandel het bestand als "
    "zeer herkenbaar, en laat geslacht weg als u dat niet nodig hebt.",
}


def looked_at(
    con: duckdb.DuckDBPyConnection, *, has_years: bool
) -> tuple[tuple[Section, ...], list[Finding]]:
    """Return how recognisable pupils are, and what is wrong with their pseudonyms.

    Args:
        has_years: the file has ages in years; they are looked at as delivered, and not kept.
    """
    kept = _measured(con, "herkenbaarheid", age="groep")
    delivered = kept
    if has_years:
        delivered = _measured(
            con, "herkenbaarheid", age="coalesce(leeftijd::varchar, groep::varchar)"
        )
    # the finest age that was delivered tells two pupils apart best
    twins = _measured(con, "dubbelgangers")
    unit = _measured(con, "eenheid")
    return (
        (_recognisable(delivered, kept, has_years=has_years), _pseudonyms(unit, twins)),
        _findings(unit, twins),
    )


def _recognisable(delivered: dict[str, int], kept: dict[str, int], *, has_years: bool) -> Section:
    total = kept["leerlingen"]
    shares = {key: share(kept[key], total) for key in ("uniek", "klein", "homogeen")}
    unique = share(delivered["uniek"], delivered["leerlingen"])
    words = [
        "Geteld per gemeente, leeftijdsgroep, geslacht en onderwijssoort. Dit is informatie: ook "
        "gegevens waarin niemand uniek is, blijven persoonsgegevens."
    ]
    if unique is not None and unique > UNIQUE:
        words.append(_ADVICE[has_years])
    return Section(
        "herkenbaarheid",
        "Hoe herkenbaar leerlingen zijn",
        (
            Figure("uniek", "Leerlingen die uniek zijn", shares["uniek"], is_share=True),
            Figure(
                "in_klasse_onder_5", "In een groep van minder dan 5", shares["klein"], is_share=True
            ),
            Figure(
                "homogeen",
                "In een groep met één en dezelfde route",
                shares["homogeen"],
                is_share=True,
            ),
            *(
                [
                    Figure(
                        "uniek_zoals_geleverd",
                        "Uniek met leeftijd in jaren, zoals geleverd",
                        unique,
                        is_share=True,
                    )
                ]
                if has_years
                else []
            ),
        ),
        tuple(words),
    )


def _pseudonyms(unit: dict[str, int], twins: dict[str, int]) -> Section:
    zaken, leerlingen = unit["zaken"], unit["leerlingen"]
    return Section(
        "pseudoniemen",
        "Pseudoniemen",
        (
            Figure(
                "zaken_per_leerling",
                "Zaken per leerling",
                round(zaken / leerlingen, 2) if leerlingen else None,
            ),
            Figure(
                "gelijke_meldingen",
                "Zaken met een gelijke melding van een andere leerling",
                share(twins["tweelingen"], twins["zaken"]),
                is_share=True,
            ),
            Figure(
                "gelijke_meldingen_toeval",
                "Wat toeval daarvan verklaart",
                share(twins["toeval"], twins["zaken"]),
                is_share=True,
            ),
        ),
    )


def _findings(unit: dict[str, int], twins: dict[str, int]) -> list[Finding]:
    findings = []
    if unit["zaken"] >= MIN_ZAKEN and unit["zaken"] == unit["leerlingen"]:
        findings.append(Finding("P101", "leerling_id", Gevolg.WAARSCHUWING, unit["zaken"]))
    many = unit["zaken"] > ZAKEN_PER_LEERLING[1] * unit["leerlingen"]
    if many and unit["zaken"] >= MIN_ZAKEN and unit["leerlingen"] >= MIN_PUPILS:
        findings.append(Finding("P103", "leerling_id", Gevolg.WAARSCHUWING, unit["zaken"]))
    above_chance = twins["tweelingen"] - twins["toeval"]
    if twins["tweelingen"] >= MIN_TWINS and above_chance > TWINS * twins["zaken"]:
        findings.append(Finding("P102", "leerling_id", Gevolg.WAARSCHUWING, twins["tweelingen"]))
    return findings


def _measured(
    con: duckdb.DuckDBPyConnection, name: str, *, age: str | None = None
) -> dict[str, int]:
    if age:
        con.execute("create schema if not exists receipt")
        con.execute(
            "create or replace view receipt.kenmerken as "
            "from sound.zaken select leerling_id, gemeentecode, "
            "coalesce(geslacht, 'onbekend') as geslacht, onderwijssoort, gekozen_route, "
            f"melddatum, verzuimtype, {age} as leeftijd"
        )
    return one_row(con, name)
