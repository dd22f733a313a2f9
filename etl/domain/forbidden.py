"""Names of columns that give a person away: never read, and never left out in silence either."""

import re

FREE_TEXT = frozenset(
    {
        *("motivering", "motivatie", "opmerking", "opmerkingen", "toelichting", "memo", "notitie"),
        *("notities", "verslag", "omschrijving", "commentaar", "bijzonderheden", "vrijetekst"),
        "tekst",
    }
)

PERSONAL = frozenset(
    {
        *("bsn", "pgn", "burgerservicenummer", "sofinummer", "onderwijsnummer", "leerlingnummer"),
        *("naam", "voornaam", "voornamen", "achternaam", "familienaam", "roepnaam", "initialen"),
        *("voorletters", "tussenvoegsel", "geboortedatum", "geboortejaar", "geboorteplaats"),
        *("geboorteland", "nationaliteit", "adres", "straat", "straatnaam", "huisnummer"),
        *("postcode", "woonplaats", "telefoon", "telefoonnummer", "mobiel", "email"),
        *("emailadres", "mail", "iban", "rekeningnummer", "ouder", "ouders", "verzorger"),
        *("verzorgers", "gezagsdrager"),
    }
)

_PERSONAL_STARTS = ("bsn", "geboorte", "postcode", "telefoon", "ouder", "voornaam", "achternaam")


def is_free_text(name: str) -> bool:
    """Say whether a column of this name, in lower case, would hold free text."""
    return bool(_words(name) & FREE_TEXT)


def is_personal(name: str) -> bool:
    """Say whether a column of this name, in lower case, would belong to one person."""
    return bool(_words(name) & PERSONAL) or joined(name).startswith(_PERSONAL_STARTS)


def is_forbidden(name: str) -> bool:
    """Say whether a column of this name, in lower case, refuses a delivery."""
    return is_free_text(name) or is_personal(name)


def joined(name: str) -> str:
    """Return a name without its spaces and signs.

    >>> joined("e-mail")
    'email'
    """
    return re.sub(r"[^a-z0-9]+", "", name)


def _words(name: str) -> set[str]:
    return {*re.split(r"[^a-z0-9]+", name), joined(name)}
