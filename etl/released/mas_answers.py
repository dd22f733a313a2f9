"""Answers about the MAS itself, lasting return, open zaken and deviations, from released counts.

Each row carries its own total, since the zaken that a share is of differ from row to row: they are
those that were followed long enough. A hidden row keeps its place.
"""

from collections.abc import Iterable

from etl.domain import codes, groups
from etl.domain.disclosure import THRESHOLD
from etl.released import cubes
from etl.released import mas_cubes as mas
from etl.released.mas_cubes import pair
from etl.released.reader import Release
from etl.released.rows import Answer, Hidden, Part, Question
from etl.released.views import SHARE_FROM, cells_of, share_of, total_of, why_no_cells


def duurzaam(release: Release, question: Question) -> Answer[Part]:
    """Returns that lasted 56 days, and those after which the leerling was reported again in 90."""
    cells = cells_of(release, question, mas.DUURZAAM)
    rows = [
        _part(mas.BLIJVEND, "Blijvend terug", cells.get(mas.BLIJVEND), cells.get(mas.GEVOLGD_56)),
        _part(mas.OPNIEUW, "Opnieuw gemeld", cells.get(mas.OPNIEUW), cells.get(mas.GEVOLGD_90)),
    ]
    return _answer(release, question, "duurzame_terugkeer", rows, cells.get(mas.TERUGGEKEERD))


def in_vakantie(release: Release, question: Question) -> Answer[Part]:
    """Zaken that began and ended within one school holiday, out of those with an outcome."""
    cells = cells_of(release, question, mas.IN_VAKANTIE)
    total = cells.get(mas.TOTAAL)
    row = _part(mas.IN_VAKANTIE, "Binnen één vakantie", cells.get(mas.IN_VAKANTIE), total)
    return _answer(release, question, "in_vakantie", [row], total)


def voorraad(release: Release, question: Question) -> Answer[Part]:
    """Open zaken by the days since their report."""
    cells = cells_of(release, question, mas.VOORRAAD)
    total = cells_of(release, question, cubes.DOORLOOPTIJD + cubes.OPEN).get(cubes.ZAAK)
    rows = [_part(code.code, code.label, cells.get(code.code), total) for code in _OUDERDOM]
    return _answer(release, question, "voorraad", rows, total)


def thuiszitters(release: Release, question: Question) -> Answer[Part]:
    """Thuiszitters past each line, out of those followed so long."""
    cells = cells_of(release, question, mas.THUISZITTERS)
    rows = [
        _part(
            grens.code,
            grens.label,
            cells.get(pair(grens.code, mas.LANGER)),
            cells.get(pair(grens.code, mas.GEVOLGD)),
        )
        for grens in groups.GRENS.codes
    ]
    total = cells_of(release, question, cubes.TERUGKEER).get("thuiszitters")
    return _answer(release, question, "thuiszitters", rows, total)


def thuiszitters_open(release: Release, question: Question, grens: str) -> int | None:
    """Return how many are past a line and open at the peildatum."""
    return cells_of(release, question, mas.THUISZITTERS).get(pair(grens, mas.NOG_OPEN))


def fasen(release: Release, question: Question, *, ingreep: str = "alle") -> Answer[Part]:
    """Zaken without a step in a phase; of heavy ones only whether any phase lacks one."""
    cells = cells_of(release, question, mas.FASEN)
    total = cells.get(pair(ingreep, mas.TOTAAL))
    rows = [
        _part(fase.code, fase.label, cells.get(pair(ingreep, fase.code)), total)
        for fase in groups.FASE.codes
    ]
    return _answer(release, question, "fasen", rows, total)


def vijf_fasen(release: Release, question: Question) -> Answer[Part]:
    """Zaken with a step in all five phases, also of those with an early and heavy intervention.

    They are what is left of all zaken, so the gate did not see them: its threshold counts here too.
    """
    cells = cells_of(release, question, mas.FASEN)
    rows = []
    for ingreep in groups.INGREEP.codes:
        total = cells.get(pair(ingreep.code, mas.TOTAAL))
        without = cells.get(pair(ingreep.code, "een_of_meer"))
        whole = _rest(total, without)
        rows.append(_part(ingreep.code, ingreep.label, whole, total))
    return _answer(release, question, "fasen", rows, cells.get(pair("alle", mas.TOTAAL)))


def terugkoppeling(release: Release, question: Question, *, what: str = mas.MET) -> Answer[Part]:
    """Ends with feedback at all (`met`), or within 30 days (`binnen_30`), by whose end it was."""
    cells = {
        **cells_of(release, question, mas.TERUGKOPPELING),
        **cells_of(release, question, mas.TERUGKOPPELING_KETEN),
    }
    rows = [
        _part(
            partner.code,
            partner.label,
            cells.get(pair(partner.code, what)),
            cells.get(pair(partner.code, mas.GEVOLGD)),
        )
        for partner in groups.TERUGKOPPELING.codes
    ]
    return _answer(release, question, "terugkoppeling", rows, cells.get(pair("zaak", mas.GEVOLGD)))


def instrument(release: Release, question: Question) -> Answer[Part]:
    """Whether the signaleringsinstrument was used, in zaken of spoor A with a choice."""
    cells = cells_of(release, question, mas.INSTRUMENT)
    total = cells.get(mas.TOTAAL)
    rows = [
        _part(code.code, code.label, cells.get(code.code), total)
        for code in codes.JA_NEE_ONBEKEND.codes
    ]
    return _answer(release, question, "signaleringsinstrument", rows, total)


def advies_keuze(release: Release, question: Question) -> Answer[Part]:
    """The matrix of advice against choice in spoor A; codes are pairs `R1:R2`."""
    cells = cells_of(release, question, mas.ADVIES_KEUZE)
    rows = [
        _part(
            pair(advies, keuze),
            f"{codes.ROUTECATEGORIE.label(advies)} → {codes.ROUTECATEGORIE.label(keuze)}",
            cells.get(pair(advies, keuze)),
            cells.get(pair(advies, mas.TOTAAL)),
        )
        for advies in mas.SPOOR_A
        for keuze in mas.SPOOR_A
    ]
    return _answer(release, question, "advies_keuze", rows, None)


def per_stap(release: Release, question: Question) -> Answer[Part]:
    """Where deviations show; one can show in several places."""
    cells = cells_of(release, question, mas.PER_STAP)
    total = cells_of(release, question, cubes.LEG_UIT).get(cubes.AFWIJKING)
    rows = [
        _part(code.code, code.label, cells.get(code.code), total)
        for code in groups.AFWIJKING_WAAR.codes
    ]
    return _answer(release, question, "afwijking_per_stap", rows, total)


def naast_elkaar(release: Release, question: Question, *, what: str = mas.TERUG) -> Answer[Part]:
    """Back (`terug_90`) or done (`klaar_90`) within 90 days, conform beside deviating."""
    cells = cells_of(release, question, mas.NAAST_ELKAAR)
    rows = [
        _part(
            groep.code,
            groep.label,
            cells.get(pair(groep.code, what)),
            cells.get(pair(groep.code, mas.GEVOLGD)),
        )
        for groep in groups.VERGELEKEN.codes
    ]
    return _answer(release, question, "afwijking_en_terugkeer", rows, None)


_OUDERDOM = groups.OUDERDOM.codes


def _rest(total: int | None, part: int | None) -> int | None:
    """Return what is left of a released total without a released part; None where not shown."""
    if total is None or part is None or total - part < THRESHOLD:
        return None
    return total - part


def _part(code: str, label: str, zaken: int | None, total: int | None) -> Part:
    share = share_of(code, label, zaken, of=total)
    return Part(code, label, zaken, total, share.aandeel, share.laag, share.hoog)


def _answer(
    release: Release,
    question: Question,
    metric: str,
    rows: Iterable[Part],
    total: int | None,
) -> Answer[Part]:
    zaken, hidden = total_of(release, question, metric=metric)
    if hidden is None and zaken is not None and zaken < SHARE_FROM:
        hidden = Hidden.TE_WEINIG
    if hidden is None and question.filters:
        hidden = Hidden.ZONDER_FILTER
    made = tuple(rows)
    has_numbers = any(row.zaken is not None or row.totaal is not None for row in made)
    if hidden is None and zaken is None and not has_numbers:
        hidden = why_no_cells(release, question)
    if hidden is not None:
        return Answer(metric, question, None, hidden, ())
    return Answer(metric, question, total, None, made)
