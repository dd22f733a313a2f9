"""What a command was asked for, in words, as area, schooljaar and filters; raises UsageError."""

import re
from collections.abc import Sequence

from etl.domain import areas, codes
from etl.domain.areas import Niveau
from etl.errors import UsageError

_OF_FILTER = {
    (column, code.casefold()): code
    for column, listed in codes.FILTERS.items()
    for code in listed.values
}
_SCHOOLJAAR = re.compile("([0-9]{4})-([0-9]{4})")


def area(niveau: Niveau | None, gebied: str | None) -> tuple[Niveau, str | None]:
    """Return level and area; the level of an area that is named is its own."""
    if gebied is None:
        return niveau or Niveau.LAND, None
    known = {code.casefold(): code for niveau in Niveau for code in areas.codes_of(niveau)}
    known |= {code.casefold(): code for code in map("+".join, areas.RELEASED_TOGETHER)}
    try:
        gebied = known[" ".join(gebied.split()).casefold()]
        own = areas.niveau_of(gebied)
    except KeyError:
        raise UsageError(
            "Dit gebied is niet bekend. Geef NL, een regio (MC21), een gemeente (GM0363) of de "
            "naam van een arrondissement."
        ) from None
    if niveau and own is not niveau:
        raise UsageError(f"Het gebied is een {own}, maar --niveau vraagt om {niveau}.")
    return own, gebied


def schooljaar(text: str | None) -> str | None:
    """Return a schooljaar as it was asked for, two years in a row."""
    if text is None:
        return None
    years = _SCHOOLJAAR.fullmatch(text)
    if years and int(years[2]) == int(years[1]) + 1:
        return text
    raise UsageError("Geef een schooljaar als 2024-2025.")


def filters(texts: Sequence[str]) -> dict[str, str]:
    """Return code by column, each column once."""
    chosen: dict[str, str] = {}
    for text in texts:
        column, _, code = (part.strip().casefold() for part in text.partition("="))
        code = _OF_FILTER.get((column, code), code)
        if column not in codes.FILTERS:
            raise UsageError(f"Filter kan op: {', '.join(codes.FILTERS)}.")
        if code not in codes.FILTERS[column].values:
            raise UsageError(f"{column} kan zijn: {', '.join(codes.FILTERS[column].values)}.")
        if column in chosen:
            raise UsageError(f"Geef voor {column} één filter.")
        chosen[column] = code
    return chosen
