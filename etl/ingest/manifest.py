"""Read `levering.toml`: who delivers, from which system, as of which day, in which shape."""

from dataclasses import dataclass
from datetime import date, datetime
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from etl.domain import days
from etl.domain.giveaway import names_somebody
from etl.errors import Refused, Unreadable, UsageError
from etl.ingest import profile_file, toml_text
from etl.ingest.profile import MAS, Profile

NAME = "levering.toml"

KEYS = frozenset({"leverancier", "bronsysteem", "peildatum", "profiel", "voorbeeld"})

_ALIKE = 0.75
"""How much two words are alike, from 0 to 1, when one is taken for a mistake in the other."""

LONGEST_NAME = 100
"""Characters of a supplier's or system's name: more is no name."""


@dataclass(frozen=True)
class Manifest:
    leverancier: str
    bronsysteem: str
    peildatum: date
    profile: Profile
    is_sample: bool
    unknown_lines: tuple[int | None, ...] = ()
    """Where lines stand that we do not know; None of one that is not found again."""


def read_manifest(
    path: Path | None,
    *,
    leverancier: str | None,
    peildatum: date | None,
    own_profile: Path | None = None,
) -> Manifest:
    """Read the manifest; what the command line gives goes before what the file says.

    Args:
        own_profile: the `profiel.toml` that lies with the delivery.
    """
    data = path.read_bytes() if path else b""
    given = _parsed(data) if path else {}
    if path is None and (leverancier is None or peildatum is None):
        raise UsageError(
            f"Er is geen {NAME} bij deze levering. Geef --leverancier NAAM en --peildatum "
            f"JJJJ-MM-DD op, of leg er een {NAME} bij."
        )
    unknown = [key for key in given if key not in KEYS]
    for key in unknown:
        _check_is_no_mistake(key, given, data)
    is_sample = given.get("voorbeeld", False)
    if not isinstance(is_sample, bool):
        raise Unreadable(f"{NAME}: `voorbeeld` is true of false, zonder aanhalingstekens.")
    return Manifest(
        leverancier=_name(leverancier) if leverancier is not None else _text(given, "leverancier"),
        bronsysteem=_text(given, "bronsysteem", default="onbekend"),
        peildatum=peildatum if peildatum is not None else _peildatum(given),
        profile=_profile(given, own=own_profile),
        is_sample=is_sample,
        unknown_lines=tuple(toml_text.line_of(key, data) for key in unknown),
    )


def _check_is_no_mistake(key: str, given: dict[str, Any], data: bytes) -> None:
    """Raise Unreadable for a line that we do not know, and that is meant for one that we do."""
    line = toml_text.line_of(key, data)
    where = f"{NAME}, regel {line}" if line else NAME
    if isinstance(given[key], dict) and not KEYS.isdisjoint(given[key]):
        raise Unreadable(
            f"{where}: hier staat een kop tussen [ en ], en daaronder staan regels die erboven "
            "horen. Haal de kop weg."
        )
    absent = sorted(KEYS - given.keys())
    near = get_close_matches(key.casefold(), absent, n=1, cutoff=_ALIKE)
    if near:
        raise Unreadable(
            f"{where}: deze regel kennen wij niet. Bedoelt u `{near[0]}`? Verbeter dan het woord; "
            "haal de regel anders weg."
        )


def _profile(given: dict[str, Any], *, own: Path | None) -> Profile:
    if own is None:
        name = _text(given, "profiel", default=MAS.name)
        if name in profile_file.shipped():
            return profile_file.shipped()[name]
        known = ", ".join(f"'{name}'" for name in profile_file.shipped())
        raise Unreadable(
            f"{NAME}: dit profiel is niet bekend. Bekende profielen: {known}. Pas de regel "
            f"`profiel` aan, of leg een eigen profiel als {profile_file.NAME} bij de levering."
        )
    profile = profile_file.read_profile(own)
    if _text(given, "profiel", default=profile.name) != profile.name:
        raise Unreadable(
            f"{NAME} noemt een ander profiel dan `naam` in {profile_file.NAME}. Maak ze gelijk, "
            "of haal de regel `profiel` weg."
        )
    return profile


def _parsed(data: bytes) -> dict[str, Any]:
    return toml_text.parsed(
        data,
        where=NAME,
        advice='Schrijf elke regel als `leverancier = "gemeente-x"` en `peildatum = 2026-08-01`.',
    )


def _text(given: dict[str, Any], key: str, *, default: str | None = None) -> str:
    value = given.get(key, default)
    if value is None:
        raise Unreadable(
            f'{NAME}: `{key}` ontbreekt. Zet er een regel `{key} = "…"` in'
            + (" of geef --leverancier op." if key == "leverancier" else ".")
        )
    if not isinstance(value, str) or not _is_name(value):
        raise Unreadable(
            f"{NAME}: `{key}` is geen naam. Geef tekst tussen aanhalingstekens, op één regel, "
            f"van hoogstens {LONGEST_NAME} tekens."
        )
    if names_somebody(value):
        raise Refused(
            f"{NAME}: `{key}` bevat een mailadres, telefoonnummer, BSN of rekeningnummer. Noem de "
            "organisatie of het systeem, en niemand daar."
        )
    return value.strip()


def _name(value: str) -> str:
    if not _is_name(value):
        raise UsageError(f"--leverancier is een naam van 1 tot {LONGEST_NAME} tekens op één regel.")
    if names_somebody(value):
        raise UsageError(
            "--leverancier bevat een mailadres, telefoonnummer, BSN of rekeningnummer. Noem de "
            "organisatie, en niemand daar."
        )
    return value.strip()


def _is_name(value: str) -> bool:
    return value.isprintable() and 0 < len(value.strip()) <= LONGEST_NAME


def _peildatum(given: dict[str, Any]) -> date:
    value = given.get("peildatum")
    if value is None:
        raise Unreadable(
            f"{NAME}: `peildatum` ontbreekt. Zet er een regel `peildatum = JJJJ-MM-DD` in of geef "
            "--peildatum op."
        )
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    day = days.written(value) if isinstance(value, str) else None
    if day is None:
        raise Unreadable(
            f"{NAME}: `peildatum` is geen datum. Schrijf `peildatum = JJJJ-MM-DD`, zoals "
            "`peildatum = 2026-08-01`."
        )
    return day
