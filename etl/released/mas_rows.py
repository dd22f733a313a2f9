"""The rows of the metrics of `etl.domain.mas_metrics` from a release, for the command line."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from etl.domain import codes, groups
from etl.released import mas_answers
from etl.released import mas_cubes as mas
from etl.released.mas_cubes import pair
from etl.released.reader import Release
from etl.released.rows import Part, Question
from etl.released.views import cells_of

Row = dict[str, Any]
_NOTHING = Part("", "", None, None, None, None, None)


def _duurzaam(release: Release, question: Question) -> Iterator[Row]:
    row = _by_code(mas_answers.duurzaam(release, question).rows).get(mas.BLIJVEND, _NOTHING)
    yield {
        "teruggekeerd": _teruggekeerd(release, question),
        "gevolgd": row.totaal,
        "duurzaam": row.zaken,
        "aandeel": row.aandeel,
    }


def _opnieuw(release: Release, question: Question) -> Iterator[Row]:
    row = _by_code(mas_answers.duurzaam(release, question).rows).get(mas.OPNIEUW, _NOTHING)
    yield {
        "teruggekeerd": _teruggekeerd(release, question),
        "gevolgd": row.totaal,
        "opnieuw": row.zaken,
        "aandeel": row.aandeel,
    }


def _teruggekeerd(release: Release, question: Question) -> int | None:
    return cells_of(release, question, mas.DUURZAAM).get(mas.TERUGGEKEERD)


def _in_vakantie(release: Release, question: Question) -> Iterator[Row]:
    row = next(iter(mas_answers.in_vakantie(release, question).rows), _NOTHING)
    yield {"zaken": row.totaal, "in_vakantie": row.zaken, "aandeel": row.aandeel}


def _voorraad(release: Release, question: Question) -> Iterator[Row]:
    found = _by_code(mas_answers.voorraad(release, question).rows)
    yield from _parts(found, groups.OUDERDOM, "ouderdom")


def _thuiszitters(release: Release, question: Question) -> Iterator[Row]:
    answer = mas_answers.thuiszitters(release, question)
    found = _by_code(answer.rows)
    for grens, dagen in groups.GRENS_DAGEN.items():
        row = found.get(grens, _NOTHING)
        yield {
            "grens": grens,
            "dagen": dagen,
            "zaken": answer.totaal,
            "gevolgd": row.totaal,
            "langer": row.zaken,
            "aandeel": row.aandeel,
            "nog_open": mas_answers.thuiszitters_open(release, question, grens),
        }


def _fasen(release: Release, question: Question) -> Iterator[Row]:
    for ingreep in groups.INGREEP.values:
        answer = mas_answers.fasen(release, question, ingreep=ingreep)
        found = _by_code(answer.rows)
        for fase in groups.FASE.values:
            row = found.get(fase, _NOTHING)
            yield {
                "ingreep": ingreep,
                "fase": fase,
                "zaken": row.totaal,
                "zonder_stap": row.zaken,
                "aandeel": row.aandeel,
            }


def _terugkoppeling(release: Release, question: Question) -> Iterator[Row]:
    told = _by_code(mas_answers.terugkoppeling(release, question).rows)
    soon = _by_code(mas_answers.terugkoppeling(release, question, what=mas.BINNEN).rows)
    for partner in groups.TERUGKOPPELING.values:
        row = told.get(partner, _NOTHING)
        yield {
            "partner": partner,
            "n": row.totaal,
            "teruggekoppeld": row.zaken,
            "aandeel": row.aandeel,
            "binnen_30": soon.get(partner, _NOTHING).aandeel,
            "mediaan_dagen": None,
        }


def _instrument(release: Release, question: Question) -> Iterator[Row]:
    found = _by_code(mas_answers.instrument(release, question).rows)
    yield from _parts(found, codes.JA_NEE_ONBEKEND, "gebruik")


def _advies_keuze(release: Release, question: Question) -> Iterator[Row]:
    found = _by_code(mas_answers.advies_keuze(release, question).rows)
    listed = [code for code in codes.ROUTECATEGORIE.values if code != codes.NO_CHOICE]
    for advies in listed:
        for keuze in listed:
            row = found.get(pair(advies, keuze), _NOTHING)
            yield {"advies": advies, "keuze": keuze, "zaken": row.zaken, "aandeel": row.aandeel}


def _per_stap(release: Release, question: Question) -> Iterator[Row]:
    found = _by_code(mas_answers.per_stap(release, question).rows)
    yield from _parts(found, groups.AFWIJKING_WAAR, "waar")


def _naast_elkaar(release: Release, question: Question) -> Iterator[Row]:
    back = _by_code(mas_answers.naast_elkaar(release, question).rows)
    done = _by_code(mas_answers.naast_elkaar(release, question, what=mas.KLAAR).rows)
    for groep in groups.VERGELEKEN.values:
        row = back.get(groep) or done.get(groep, _NOTHING)
        yield {
            "groep": groep,
            "zaken": None,
            "gevolgd": row.totaal,
            "terug_90": back.get(groep, _NOTHING).aandeel,
            "klaar_90": done.get(groep, _NOTHING).aandeel,
            "mediaan_dagen": None,
        }


def _parts(found: Mapping[str, Part], listed: codes.CodeList, column: str) -> Iterator[Row]:
    for code in listed.values:
        row = found.get(code, _NOTHING)
        yield {column: code, "zaken": row.zaken, "aandeel": row.aandeel}


def _by_code(rows: tuple[Part, ...]) -> dict[str, Part]:
    return {row.code: row for row in rows}


MAS_ROWS_OF: Mapping[str, Callable[[Release, Question], Iterator[Row]]] = {
    "duurzame_terugkeer": _duurzaam,
    "opnieuw_gemeld": _opnieuw,
    "in_vakantie": _in_vakantie,
    "voorraad": _voorraad,
    "thuiszitters": _thuiszitters,
    "fasen": _fasen,
    "terugkoppeling": _terugkoppeling,
    "signaleringsinstrument": _instrument,
    "advies_keuze": _advies_keuze,
    "afwijking_per_stap": _per_stap,
    "afwijking_en_terugkeer": _naast_elkaar,
}
