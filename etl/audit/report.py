"""What an audit tried, withdrew, promises and does not promise, in plain Dutch."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from etl.audit import witness
from etl.domain import disclosure
from etl.domain.areas import Niveau
from etl.errors import AuditFailed

PROMISED = (
    "Van elke getelde cel van 1 tot en met 7 zaken bestaat een andere verdeling van dezelfde zaken "
    "met precies dezelfde cijfers, waarin het er 0 of meer dan 4 zijn (bij 5 tot en met 7: een "
    "ander aantal). Dat geldt per gebied, per soort cijfer en per filter; waar het niet lukte, "
    "is het soort cijfer in dat gebied weggelaten.",
    "Het geldt voor een buitenstaander, voor Halt, OM en Raad die hun eigen zaken kennen, voor wie "
    "het jaarverslag las, en voor een gemeente die van haar regio of het land het eigen deel kent.",
)
NOT_PROMISED = (
    "Wie verschillende soorten cijfers, filters of gebieden met elkaar combineert, is niet als "
    "geheel nagerekend.",
    "De lijnen van doorlooptijd en terugkeer, de verwachte aantallen en twee vrijgaven naast "
    "elkaar zijn niet op deze manier aangevallen; daar gelden alleen de regels van de afronding.",
    "Wie alle zaken op één na kent, kan die ene altijd uitrekenen.",
)


@dataclass(frozen=True)
class Report:
    release: str
    is_audited: bool
    tried: dict[str, int]
    """Per attacker how many counts, rounded, and how many blocks."""

    shown: dict[str, tuple[int, int, int, int]]
    """By niveau: cells before and after, zaken before and after."""

    withdrawn: list[dict[str, str]]
    witnesses: int | None
    """Checked and right; None when they are not here."""

    def as_json(self) -> dict[str, Any]:
        names = ("cellen_voor", "cellen_na", "zaken_voor", "zaken_na")
        return {
            "vrijgave": self.release,
            "getoetst": self.is_audited,
            "geprobeerd": self.tried,
            "getoond": {
                niveau: dict(zip(names, counts, strict=True))
                for niveau, counts in self.shown.items()
            },
            "ingetrokken": self.withdrawn,
            "getuigen_gecontroleerd": self.witnesses,
            "beloofd": list(PROMISED),
            "niet_beloofd": list(NOT_PROMISED),
        }

    def lines(self) -> list[str]:
        """Return the report as sentences."""
        found = [
            f"Vrijgave {self.release}: {'deels getoetst' if self.is_audited else 'niet getoetst'}."
        ]
        found += ["", "Geprobeerd"]
        found += [f"  {name}: {_dutch(count)}" for name, count in self.tried.items()]
        found += ["", "Getoond, voor en na de toets"]
        for niveau, (cells, left, zaken, kept) in self.shown.items():
            found.append(
                f"  {niveau}: {_dutch(left)} van {_dutch(cells)} cellen ({_share(left, cells)}), "
                f"{_share(kept, zaken)} van de zaken daarin"
            )
        found += ["", f"Ingetrokken: {_dutch(len(self.withdrawn))} uitsplitsingen"]
        found += ["", "Beloofd", *(f"  {text}" for text in PROMISED)]
        found += ["", "Niet beloofd", *(f"  {text}" for text in NOT_PROMISED), ""]
        if self.witnesses is None:
            found.append("De getuigen liggen niet bij deze zakenopslag en zijn niet nagerekend.")
        else:
            found.append(f"Nagerekend zonder rekenhulp: {_dutch(self.witnesses)} getuigen kloppen.")
        return found


def report(release: Path, witnesses: Path) -> Report:
    """Read what a release says of its audit, and check the witnesses that lie beside the store.

    Raises AuditFailed when the release was not audited, or a witness is not right.
    """
    with duckdb.connect(str(release), read_only=True) as con:
        about = dict(con.execute("select naam, waarde from metadata").fetchall())
        if about.get("getoetst") != disclosure.PARTLY_AUDITED:
            raise AuditFailed(
                f"{release.stem} is niet getoetst. Laad opnieuw met: MAS_TOETS=ja python -m etl run"
            )
        rows = con.execute("select maat, sum(aantal)::bigint from toets group by maat").fetchall()
        withdrawn = con.execute(
            "select gebied, schooljaar, kubus, filterkolommen from ingetrokken order by all"
        ).fetchall()
    counted: dict[str, int] = defaultdict(int, rows)
    checked = None
    if witnesses.is_file():
        try:
            checked = witness.checked(witnesses, about["getuigen"])
        except (ValueError, OSError) as error:
            raise AuditFailed(
                f"De getuigen van {release.stem} kloppen niet ({error}). Deel deze vrijgave niet; "
                f"maak een nieuwe met: python -m etl run"
            ) from error
    return Report(
        release=release.stem,
        is_audited=True,
        tried={
            name: count
            for name, count in sorted(counted.items())
            if name.endswith(": tellingen") or name == "blokken"
        },
        shown={
            niveau: (
                counted[f"{niveau}: cellen voor"],
                counted[f"{niveau}: cellen na"],
                counted[f"{niveau}: zaken voor"],
                counted[f"{niveau}: zaken na"],
            )
            for niveau in map(str, Niveau)
        },
        withdrawn=[
            dict(zip(("gebied", "schooljaar", "kubus", "filters"), row, strict=True))
            for row in withdrawn
        ],
        witnesses=checked,
    )


def _dutch(count: int) -> str:
    return f"{count:,}".replace(",", ".")


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}%".replace(".", ",") if whole else "niets te tonen"
