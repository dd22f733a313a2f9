"""What a command was asked for, in words, as area, schooljaar and filters; raises UsageError."""

import re
from argparse import Namespace
from collections.abc import Mapping, Sequence
from typing import Any

from etl.domain import areas, codes
from etl.domain.areas import Niveau
from etl.domain.disclosure import TOGETHER_BELOW
from etl.domain.schooljaren import TOGETHER, are_together, each_of, together
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
    """Return a schooljaar as it was asked for, or two of them that are together."""
    if text is None:
        return None
    years = _SCHOOLJAAR.fullmatch(text)
    length = int(years[2]) - int(years[1]) if years else 0
    if length == 1:
        return text
    if length != TOGETHER:
        raise UsageError("Geef een schooljaar als 2024-2025, of twee samen als 2024-2026.")
    pairs = [together(each) for each in each_of(text)]
    if text not in pairs:
        raise UsageError(f"Elk schooljaar hoort bij één vast tweetal. Geef {' of '.join(pairs)}.")
    return text


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


def metric(args: Namespace) -> dict[str, Any]:
    """Return the area, schooljaar and filters that a metric was asked for.

    Two schooljaren together are of gemeenten alone, so that level needs no asking for.
    """
    year = schooljaar(args.schooljaar)
    of_two = year is not None and are_together(year)
    default = Niveau.GEMEENTE if of_two and not args.gebied else None
    niveau, gebied = area(Niveau(args.niveau) if args.niveau else default, args.gebied)
    chosen = filters(args.filter)
    if of_two and args.exact:
        raise UsageError("Met --exact kan één schooljaar tegelijk. Geef er een als 2024-2025.")
    if args.exact and gebied and "+" in gebied:
        raise UsageError(
            f"Met --exact kan één regio tegelijk. Geef {' of '.join(gebied.split('+'))}."
        )
    if of_two and niveau is not Niveau.GEMEENTE:
        raise UsageError("Twee schooljaren samen zijn er alleen van gemeenten. Kies een gemeente.")
    if of_two and chosen:
        raise UsageError("Twee schooljaren samen zijn er alleen zonder filter.")
    return {"niveau": niveau, "gebied": gebied, "schooljaar": year, "filters": chosen}


def is_of_two(asked: Mapping[str, Any]) -> bool:
    """Say whether what `metric` returned is of two schooljaren together."""
    return asked["schooljaar"] is not None and are_together(asked["schooljaar"])


def refuse_unless_held(asked: Mapping[str, Any], held: Mapping[str, Sequence[str]]) -> None:
    """Refuse two schooljaren that a release does not have together.

    Args:
        asked: what `metric` returned.
        held: by gemeente, what the release has together.
    """
    year, gebied = asked["schooljaar"], asked["gebied"]
    of_whom = [gebied] if gebied else held
    if not is_of_two(asked) or any(year in held.get(code, ()) for code in of_whom):
        return
    has_none = (
        f"{areas.name_of(gebied)} ({gebied}) heeft in deze vrijgave geen"
        if gebied
        else "Geen enkele gemeente heeft in deze vrijgave"
    )
    raise UsageError(
        f"{has_none} {year} samen. Dat hebben alleen gemeenten met minder dan {TOGETHER_BELOW} "
        "zaken in een van de twee schooljaren, als beide te tonen zijn. Vraag "
        f"{' of '.join(each_of(year))}."
    )
