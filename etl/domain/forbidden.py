"""Names of columns that give a person away: never read, and never left out in silence either."""

import re
import unicodedata
from functools import lru_cache

FREE_TEXT = frozenset(
    {
        *("motivering", "motivatie", "opmerking", "opmerkingen", "toelichting", "memo", "notitie"),
        *("notities", "verslag", "omschrijving", "commentaar", "bijzonderheden", "vrijetekst"),
        *("tekst", "beschrijving", "comment", "comments", "remarks", "notes", "description"),
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
        *("verzorgers", "gezagsdrager", "vader", "moeder", "voogd", "handtekening", "paspoort"),
        # as systems shorten them, and as systems of other countries write them
        *("geb", "tel", "gsm", "pc4", "pc6", "dob", "ssn", "firstname", "lastname", "surname"),
        *("fullname", "birthdate", "birthday", "address", "phone", "zipcode"),
    }
)

_PERSON = (
    "(?:leerling|kind|jongere|scholier|student|pupil|deelnemer|client|burger|persoon|contactpersoon"
    "|vader|moeder|ouder|voogd|verzorger|mentor|docent|leerkracht|consulent|ambtenaar|behandelaar"
    "|medewerker|melder|gebruiker)(?:s|en)?"
)

_PERSONAL_INSIDE = re.compile(
    # at the start of a name without its spaces and signs
    r"^(?:bsn|ouder|voornaam(?!ste)|geb(?:dat|dtm|dag|jaar|plaats|land)|(?:tel|mobiel)e?n(?:umme)?r)"
    # or at its end
    r"|(?:bsn|straat)$"
    # or anywhere
    r"|geboorte|verjaardag|dateofbirth|burgerservice|persoonsgebonden|(?:onderwijs|leerling)n(?:umme)?r"
    r"|achternaam|familienaam|roepnaam|geslachtsnaam|meisjesnaam|volledigenaam|voorletter"
    r"|tussenvoegsel|nationaliteit|postcode|woonplaats|huisn(?:umme)?r|straatnaam|adres|telefoon"
    r"|email|rekeningn(?:umme)?r|gezagsdrager|vreemdelingenn"
    rf"|{_PERSON}naam|naam(?:van)?(?:de|het)?{_PERSON}$"
)

_OF_NOBODY = frozenset(
    {"gemeente", "woongemeente", "regio", "provincie", "stap", "fase", "route", "activiteit"}
)
"""What has a name and is no person; the cells of such a column are searched like any other's."""

_TEXT_INSIDE = re.compile(
    "opmerking|toelichting|notitie|gespreksverslag|vrijetekst|commentaar|bijzonderhe"
)

_A_CODE = "motiveringcategorie"
"""Our own column, named after the text that it stands instead of."""


def is_free_text(name: str) -> bool:
    """Say whether a column of this name would hold free text.

    >>> is_free_text("Interne opmerking"), is_free_text("motivering_categorie")
    (True, False)
    """
    if joined(name) == _A_CODE:
        return False
    return bool(_words(name) & FREE_TEXT or _TEXT_INSIDE.search(joined(name)))


def is_personal(name: str) -> bool:
    """Say whether a column of this name would belong to one person.

    >>> is_personal("LeerlingNaam"), is_personal("Geb. dat."), is_personal("Gemeentenaam")
    (True, True, False)
    >>> is_personal("gemeente_naam"), is_personal("Naam"), is_personal("Naam, gemeente en kind")
    (False, True, True)
    """
    parts = {part for part in re.split(r"[^a-z0-9]+", _folded(name)) if part}
    if "naam" in parts and len(parts) > 1 and parts - {"naam"} <= _OF_NOBODY:
        return False
    return bool(_words(name) & PERSONAL or _PERSONAL_INSIDE.search(joined(name)))


def is_forbidden(name: str) -> bool:
    """Say whether a column of this name refuses a delivery."""
    return is_free_text(name) or is_personal(name)


@lru_cache(2_000)
def joined(name: str) -> str:
    """Return a name in lower case, without its spaces, signs and accents.

    >>> joined("e-mail"), joined("Cliënt ID")
    ('email', 'clientid')
    """
    return re.sub(r"[^a-z0-9]+", "", _folded(name))


def _words(name: str) -> set[str]:
    # a number behind a word says which of them: adres 2, or adres2
    words = {re.sub(r"\d+$", "", word) for word in re.split(r"[^a-z0-9]+", _folded(name))}
    return {*words, *re.split(r"[^a-z0-9]+", _folded(name)), joined(name)}


def _folded(name: str) -> str:
    taken_apart = unicodedata.normalize("NFKD", name)
    return "".join(sign for sign in taken_apart if not unicodedata.combining(sign)).lower()
