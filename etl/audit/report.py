"""What an audit tried, withdrew, promises and does not promise, in plain Dutch."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from etl.audit import witness
from etl.audit.families import is_line
from etl.audit.pairs import MOST
from etl.domain.areas import Niveau, niveau_of
from etl.domain.schooljaren import headed
from etl.duckdb_paths import database
from etl.errors import AuditFailed, Unreadable

ATTACKERS = {
    "buitenstaander": "een buitenstaander, die alleen de vrijgave heeft",
    "halt": "Halt, dat de eigen zaken (R2) precies kent",
    "om": "het OM, dat de eigen zaken (R4 en proces-verbaal) precies kent",
    "rvdk": "de Raad, die de eigen zaken (R3, R4 en proces-verbaal) precies kent",
    "jaarverslag": "een lezer van het jaarverslag, dat zaken, soorten en routes precies noemt",
    "coordinator": "elke coördinator, die het eigen gebied precies kent",
}

PROMISED = (
    "Van geen aantal van 1 tot en met 4 zaken volgt uit de vrijgave dat het tussen 1 en 4 ligt, en "
    "van geen aantal tot en met 7 hoe groot het precies is. Voor wie zelf geen zaken "
    "heeft, kan een aantal tot en met 4 van een gemeente ook altijd vier verschillen.",
    "Het bewijs is steeds een andere verdeling van hele zaken met dezelfde vrijgave: over het "
    "gebied en de gemeenten daarin samen, met alle filters, en alle cijfers die bij elkaar "
    "optellen.",
    "Dat geldt voor elk van de genoemde aanvallers, met wat die zelf al weet. Voor lijnen geldt "
    "het voor wat met optellen en aftrekken te vinden is, en is er geen ander bewijs.",
    "Wie ook eerdere vrijgaven heeft, of een verzegelde vergadering daaruit, kan van hoeveel zaken "
    "er tussen twee daarvan bij kwamen of weggingen evenmin zo'n klein aantal vinden. Alle "
    "eerdere vrijgaven zijn samen met deze aangevallen, vanaf de dag die bij het schooljaar staat "
    "(voor sommige gebieden een latere: zie onder).",
)
NOT_PROMISED = (
    "Wie samenwerkt met een ander, of alles weet behalve één leerling, weet meer dan waar tegen "
    "getoetst is.",
    "Cijfers die niet bij elkaar optellen (zoals route en uitkomst) zijn samen aangevallen met "
    "optellen en aftrekken. Meer dan dat is met elk apart geprobeerd.",
    "Waar een gebied uit andere bestaat (zoals een arrondissement uit regio's), zijn die met elk "
    "filter van elkaar afgetrokken. Meer dan dat is geprobeerd met een regio en haar gemeenten, en "
    "zonder filter met de delen van een arrondissement en van het land.",
    "Vrijgaven naast elkaar zijn aangevallen op hoeveel zaken er zijn. Voor wat er van die zaken "
    "werd (route, uitkomst) geldt de regel dat een gebied pas opnieuw telt als er tien leerlingen "
    "veranderd zijn.",
    "Wat is getoond voor de dag die bij het schooljaar staat, is niet samen met deze vrijgave "
    "aangevallen: van een vrijgave zonder toets of van een andere versie is er geen bewijs. "
    "Van een gebied telt een latere dag als het daarna vaker opnieuw is geteld dan "
    f"{MOST} keer, of als er zaken in zaten van een leverancier die is verwijderd: dat bewijs is "
    "dan ook weg.",
    "De lijnen van de terugkeer en die van hele zaken zijn samen met alle cijfers van een gebied "
    "aangevallen, andere lijnen apart. Meer dan optellen en aftrekken is niet geprobeerd.",
    "Twee schooljaren samen zijn aangevallen met elk van de twee, niet met wat de regio daarvan "
    "toont.",
    "Verwachte aantallen van een regio zijn aangevallen met de zaken van de regio, niet met de "
    "cijfers van de gemeenten daarin.",
)


ASIDE = {
    "niveaus": "blokken met gebieden van verschillende niveaus naast elkaar, alleen met sommen",
    "met_eerdere": "blokken samen met wat eerder is getoond",
    "later": "gebieden waarvoor een latere dag geldt",
    "samen": "te beschermen aantallen van alle cijfers van een gebied samen, met de lijnen van de "
    "terugkeer, door allen, alleen met sommen",
    "van_lijnen": "te beschermen aantallen achter andere lijnen, door allen, alleen met sommen",
    "vooraf_bekend": "vooraf al bekend, of doordat wat verborgen is 7 of minder is",
    "te_veel_werk": "blokken met te veel werk, geheel ingetrokken",
}
"""What else is told of a schooljaar, when there is any."""


@dataclass(frozen=True)
class Report:
    release: str
    withdrawn: list[dict[str, str]] | None
    """None when the witnesses are not here: who knows what was withdrawn knows it is not small."""

    account: dict[str, Any] | None
    """By schooljaar; None when the witnesses are not here: it is of true counts."""

    witnesses: int
    """Blocks whose evidence was checked and is right."""

    def as_json(self) -> dict[str, Any]:
        return {
            "vrijgave": self.release,
            "getoetst": True,
            "aanvallers": ATTACKERS,
            "per_schooljaar": self.account,
            "getoond": self.shown(),
            "ingetrokken": self.withdrawn,
            "getuigen_gecontroleerd": None if self.account is None else self.witnesses,
            "beloofd": list(PROMISED),
            "niet_beloofd": list(NOT_PROMISED),
        }

    def shown(self) -> dict[str, dict[str, int]] | None:
        """Return by niveau the cells, and the zaken in them, before and after."""
        if self.account is None:
            return None
        names = ("cellen_voor", "zaken_voor", "cellen_na", "zaken_na")
        total: dict[str, Counter[str]] = {}
        for year in self.account.values():
            for niveau, counts in year["getoond"].items():
                total.setdefault(niveau, Counter()).update(dict(zip(names, counts, strict=True)))
        return {str(niveau): dict(total[niveau]) for niveau in Niveau if niveau in total}

    def lines(self) -> list[str]:
        """Return the report as sentences."""
        found = [f"Vrijgave {self.release}: getoetst.", "", "Geprobeerd is door:"]
        found += [f"  {who}" for who in ATTACKERS.values()]
        for schooljaar, year in (self.account or {}).items():
            found += [
                "",
                f"{headed(schooljaar)}: {_dutch(year['blokken'])} blokken, waarvan "
                f"{_dutch(year['opnieuw'])} opnieuw; {_dutch(year['programmas'])} "
                f"lineaire programma's",
            ]
            found += [
                f"  {name}: {_dutch(count)} te beschermen aantallen"
                for name, count in year["tellingen"].items()
            ]
            found.append(f"  samen met wat eerder is getoond, vanaf {year['sinds']}")
            found += [
                f"  {text}: {_dutch(year[name])}" for name, text in ASIDE.items() if year.get(name)
            ]
        if shown := self.shown():
            found += ["", "Getoond, voor en na de toets, van wat opnieuw is geteld"]
            found += [
                f"  {niveau}: {_dutch(counts['cellen_na'])} van {_dutch(counts['cellen_voor'])} "
                f"cellen ({_share(counts['cellen_na'], counts['cellen_voor'])}), "
                f"{_share(counts['zaken_na'], counts['zaken_voor'])} van de zaken daarin"
                for niveau, counts in shown.items()
            ]
        if self.withdrawn is not None:
            choices = [row for row in self.withdrawn if not is_line(row["kubus"])]
            points = len(self.withdrawn) - len(choices)
            per_level = Counter(str(niveau_of(row["gebied"])) for row in choices)
            found += ["", f"Ingetrokken: {_dutch(len(choices))} cellen, of alle van een filter"]
            found += [f"  {niveau}: {_dutch(per_level[niveau])}" for niveau in sorted(per_level)]
            found.append(f"  en {_dutch(points)} losse punten van lijnen")
        found += ["", "Beloofd", *(f"  {text}" for text in PROMISED)]
        found += ["", "Niet beloofd", *(f"  {text}" for text in NOT_PROMISED), ""]
        if self.account is None:
            found.append("De getuigen liggen niet bij deze zakenopslag en zijn niet nagerekend.")
        else:
            found.append(f"Nagerekend zonder oplosser: {_dutch(self.witnesses)} getuigen kloppen.")
        return found


def report(release: Path, witnesses: Path) -> Report:
    """Read what a release says of its audit, and check the witnesses that lie beside the store.

    Raises Unreadable for a file that is no release, and AuditFailed when the release was not
    audited or a witness is not right.
    """
    try:
        about = _read(release)
    except duckdb.Error:
        raise Unreadable(
            f"{release.name} is geen vrijgave. Noem een bestand vrijgave_….duckdb uit de map "
            "release, of geen: dan de huidige."
        ) from None
    account, withdrawn, right = None, None, 0
    if witnesses.is_file():
        try:
            account, withdrawn, right = _checked(witnesses, about["getuigen"])
        except (ValueError, OSError) as error:
            raise AuditFailed(
                f"De getuigen van {release.stem} kloppen niet ({error}). Deel deze vrijgave niet; "
                f"maak een nieuwe met: python -m etl run"
            ) from error
    return Report(
        release=release.stem,
        withdrawn=withdrawn,
        account=account,
        witnesses=right,
    )


def _read(release: Path) -> dict[str, str]:
    """Return what a release says about itself."""
    with duckdb.connect(database(release), read_only=True) as con:
        about = dict(con.execute("select naam, waarde from metadata").fetchall())
        if about.get("getoetst") != "ja":
            raise AuditFailed(
                f"{release.stem} is niet getoetst. Laad opnieuw met: MAS_TOETS=ja python -m etl run"
            )
    return about


def _checked(path: Path, digest: str) -> tuple[dict[str, Any], list[dict[str, str]], int]:
    """Return the account, what was withdrawn, and how many witnesses are right.

    Raises ValueError when one is not, or when they are not those that the release names.
    """
    found, account, told = witness.read(path)
    if told != digest:
        raise ValueError("gewijzigd")
    for schooljaar, year in account.items():
        year["later"] = sum(bool(each.since) for each in found if each.schooljaar == schooljaar)
    with_evidence = [each for each in found if each.evidence]
    if not all(witness.is_right(each.evidence) for each in with_evidence):
        raise ValueError("klopt niet")
    withdrawn = {
        (gebied, each.schooljaar, kubus, filters)
        for each in found
        for gebied, kubus, filters in each.withdrawn
    }
    names = ("gebied", "schooljaar", "kubus", "filters")
    rows = [dict(zip(names, row, strict=True)) for row in sorted(withdrawn)]
    return account, rows, len(with_evidence)


def _dutch(count: int) -> str:
    return f"{count:,}".replace(",", ".")


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}%".replace(".", ",") if whole else "niets te tonen"
