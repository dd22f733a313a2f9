"""Answer a question from a release. Pure: a release and a question in, frozen rows out.

Every number is computed from released counts only. Rows stand in the order of their code list and
a hidden category stays in its place, so that neither order nor absence tells anything.
"""

from collections.abc import Iterable, Mapping

from etl.domain import codes, disclosure, groups, steps
from etl.domain.school_calendar import Klok
from etl.released import cubes
from etl.released.curves import curve
from etl.released.followed import days_followed
from etl.released.reader import Release
from etl.released.rows import (
    Answer,
    Curve,
    Handover,
    Omvang,
    Question,
    ReportRow,
    ReportYear,
    Share,
)
from etl.released.views import (
    SHARE_FROM,
    cells_of,
    per_1000,
    share_of,
    total_of,
    why_no_cells,
)

_BREAKDOWNS: Mapping[str, tuple[str, codes.CodeList]] = {
    "uitkomst": (cubes.UITKOMST, codes.UITKOMST),
    "bron": (cubes.BRON, groups.BRON),
    "richting": (cubes.RICHTING, groups.RICHTING),
    "motivering_categorie": (cubes.MOTIVERING, codes.MOTIVERING),
}
"""Columns to count zaken by that are no filter, with their cube and codes."""


def omvang(release: Release, question: Question) -> Answer[Omvang]:
    """How many zaken and leerlingen there are, in one row."""
    total, hidden = total_of(release, question, metric="omvang")
    if hidden is None and total is None:
        hidden = why_no_cells(release, question)
    if hidden is not None:
        return Answer("omvang", question, None, hidden, ())
    cells = cells_of(release, question, cubes.OMVANG)
    row = Omvang(total, cells.get(cubes.LEERLINGEN), per_1000(release, question, zaken=total))
    return Answer("omvang", question, total, None, (row,))


def omvang_per(release: Release, question: Question, column: str) -> Answer[Share]:
    """How the zaken divide over one column: a filter, uitkomst, bron, richting or motivering."""
    if column not in _BREAKDOWNS:
        return _omvang_by_filter(release, question, column)
    kubus, listed = _BREAKDOWNS[column]
    cells = cells_of(release, question, kubus)
    total, hidden = total_of(release, question, metric=kubus)
    if column != "uitkomst":
        total = cells_of(release, question, cubes.LEG_UIT).get(cubes.AFWIJKING)
    if hidden is None and total is None and not cells:
        hidden = why_no_cells(release, question)
    if hidden is not None:
        return Answer("omvang", question, None, hidden, ())
    rows = tuple(
        share_of(one.code, one.label, cells.get(one.code), of=total) for one in listed.codes
    )
    return Answer("omvang", question, total, None, rows)


def routeverdeling(release: Release, question: Question) -> Answer[Share]:
    """Which route zaken take; shares over zaken with a choice, none for `nog_geen_keuze`."""
    total, hidden = total_of(release, question, metric="routeverdeling")
    cells = cells_of(release, question, cubes.ROUTE)
    if hidden is None and not cells:
        hidden = why_no_cells(release, question)
    if hidden is not None:
        return Answer("routeverdeling", question, None, hidden, ())
    chosen = cells.get(cubes.MET_KEUZE)
    rows = tuple(
        share_of(
            code.code,
            code.label,
            cells.get(code.code),
            of=None if code.code == codes.NO_CHOICE else chosen,
        )
        for code in codes.ROUTECATEGORIE.codes
    )
    return Answer("routeverdeling", question, total, None, rows)


def leg_uit(release: Release, question: Question) -> Answer[Share]:
    """The verdicts over zaken with a choice; the total is the number with a choice."""
    total, hidden = total_of(release, question, metric="leg_uit")
    cells = cells_of(release, question, cubes.LEG_UIT)
    chosen = cells.get(cubes.MET_KEUZE)
    if hidden is None and not cells:
        hidden = why_no_cells(release, question)
    if hidden is not None:
        return Answer("leg_uit", question, None, hidden, ())
    rows = tuple(
        share_of(code.code, code.label, cells.get(code.code), of=chosen)
        for code in codes.OORDEEL.codes
    )
    explained = share_of(
        "afwijking_met_uitleg",
        "Afwijkingen met uitleg",
        cells.get("afwijking_met_uitleg"),
        of=cells.get(cubes.MET_OF_ZONDER),
    )
    return Answer("leg_uit", question, chosen, None, rows, hoofdcijfer=explained)


def headline(answer: Answer[Share]) -> Share:
    """Return the headline of leg_uit: met uitleg, out of met and zonder; empty when hidden."""
    nothing = Share("afwijking_met_uitleg", "Afwijkingen met uitleg", None, None, None, None)
    return answer.hoofdcijfer or nothing


def terugkeer(release: Release, question: Question) -> Answer[Curve]:
    """How fast pupils are back, a curve for each type group and, with code "", for all zaken.

    Only groups with a shown total have a row.
    """
    labels = {code.code: code.label for code in codes.TYPEGROEP.codes} | {cubes.ALL: "Alle zaken"}
    return _curves(release, question, "terugkeer", cubes.TERUGKEER, labels)


def doorlooptijd(release: Release, question: Question) -> Answer[Curve]:
    """How long uitvoeringen take, a curve for each of the 14 boxes and one for the whole zaak.

    Only boxes with a shown total have a row.
    """
    labels = {box.code: box.title for box in steps.BOXES} | {cubes.ZAAK: "Hele zaak"}
    return _curves(release, question, "doorlooptijd", cubes.DOORLOOPTIJD, labels)


def ketenoverdracht(release: Release, question: Question) -> Answer[Handover]:
    """How long handovers take, against their norm; only those with a shown total have a row."""
    total, hidden = total_of(release, question, metric="ketenoverdracht")
    rows = tuple(
        row
        for overgang in release.normen.overgangen(gebied=question.gebied)
        if hidden is None and (row := _handover(release, question, overgang)) is not None
    )
    if hidden is None and not rows:
        hidden = why_no_cells(release, question)
    return Answer("ketenoverdracht", question, None if hidden else total, hidden, rows)


def rapport(release: Release, gebied: str, schooljaren: Iterable[str]) -> tuple[ReportRow, ...]:
    """Return every indicator of the yearly report, the school years in the order given."""
    years = tuple(schooljaren)
    return tuple(
        ReportRow(
            code,
            label,
            tuple(_report_year(release, code, gebied=gebied, schooljaar=year) for year in years),
        )
        for code, label in cubes.RAPPORT.items()
    )


def _report_year(release: Release, code: str, *, gebied: str, schooljaar: str) -> ReportYear:
    question = Question(gebied, schooljaar)
    zaken = cells_of(release, question, cubes.RAPPORT_ZAKEN).get(code)
    leerlingen = cells_of(release, question, cubes.RAPPORT_LEERLINGEN).get(code)
    return ReportYear(schooljaar, zaken, leerlingen, per_1000(release, question, zaken=zaken))


def _omvang_by_filter(release: Release, question: Question, column: str) -> Answer[Share]:
    total, hidden = total_of(release, question, metric="omvang", deeper=1)
    rows = tuple(
        share_of(code.code, code.label, _narrowed(release, question, column, code.code), of=total)
        for code in codes.FILTERS[column].codes
        if code.code != codes.OUTSIDE_MAS
    )
    if hidden is None and total is None and not any(row.zaken is not None for row in rows):
        hidden = why_no_cells(release, question)
    if hidden is not None:
        return Answer("omvang", question, None, hidden, ())
    return Answer("omvang", question, total, None, rows)


def _narrowed(release: Release, question: Question, column: str, code: str) -> int | None:
    asked = dict(question.filters).get(column)
    if asked is not None:  # already filtered on this column: one code is all, the rest nothing
        deeper = question if asked == code else None
    else:
        filters = (*question.filters, (column, code))
        deeper = Question(question.gebied, question.schooljaar, filters)
    return None if deeper is None else cells_of(release, deeper, cubes.OMVANG).get(cubes.ZAKEN)


def _curves(
    release: Release, question: Question, metric: str, kubus: str, labels: Mapping[str, str]
) -> Answer[Curve]:
    total, hidden = total_of(release, question, metric=metric)
    cells = cells_of(release, question, kubus)
    open_now = cells_of(release, question, kubus + cubes.OPEN)
    rows = tuple(
        curve(
            "" if code == cubes.ALL else code,
            label,
            total=cells[code],
            points=release.curve(
                kubus,
                gebied=question.gebied,
                schooljaar=question.schooljaar,
                filters=question.filters,
                code=code,
            ),
            open_now=open_now.get(code),
            followed=_followed(
                release,
                question,
                begins_later=kubus == cubes.DOORLOOPTIJD and code != cubes.ZAAK,
                klok=_klok(release, kubus, code),
            ),
            klok=_klok(release, kubus, code),
        )
        for code, label in labels.items()
        if hidden is None and cells.get(code, 0) >= SHARE_FROM
    )
    if hidden is None and not rows:
        hidden = why_no_cells(release, question)
    total = cells.get(cubes.ALL, total)
    return Answer(metric, question, None if hidden else total, hidden, rows)


def _followed(
    release: Release, question: Question, *, begins_later: bool, klok: str = Klok.KALENDERDAGEN
) -> int:
    return days_followed(
        question.schooljaar,
        counted_at=release.counted_at(question.gebied, question.schooljaar),
        begins_later=begins_later,
        is_calendar=klok == Klok.KALENDERDAGEN,
    )


def _klok(release: Release, kubus: str, code: str) -> str:
    box = steps.BOX.get(code) if kubus == cubes.DOORLOOPTIJD else None
    return release.klokken.get(box.stap, Klok.KALENDERDAGEN) if box else Klok.KALENDERDAGEN


def _handover(release: Release, question: Question, overgang: steps.Overgang) -> Handover | None:
    total = cells_of(release, question, cubes.KETEN).get(overgang.code)
    if total is None or total < SHARE_FROM:
        return None
    begins_later = overgang.begin != "melddatum"
    line = _keten_curve(release, question, overgang.code, total=total, begins_later=begins_later)
    norm_code = cubes.RVDK_NORM if overgang.code == "rvdk_einde" else overgang.code
    norm_total = cells_of(release, question, cubes.KETEN).get(norm_code, 0)
    within = low = high = normed = None
    if overgang.norm_dagen is not None and norm_total >= SHARE_FROM:
        place = disclosure.GRID_DAYS.index(overgang.norm_dagen)
        normed = _keten_curve(
            release, question, norm_code, total=norm_total, begins_later=begins_later
        )
        within, low, high = normed.af[place], normed.laag[place], normed.hoog[place]
    return Handover(
        overgang.code,
        overgang.label,
        totaal=total,
        open=line.open_nu,
        mediaan_dagen=line.mediaan_dagen,
        norm_dagen=overgang.norm_dagen,
        binnen_norm=within,
        laag=low,
        hoog=high,
        source=overgang.source,
        norm_totaal=normed.totaal if normed else None,
        norm_open=normed.open_nu if normed else None,
    )


def _keten_curve(
    release: Release, question: Question, code: str, *, total: int, begins_later: bool
) -> Curve:
    points = release.curve(
        cubes.KETEN,
        gebied=question.gebied,
        schooljaar=question.schooljaar,
        filters=question.filters,
        code=code,
    )
    open_now = cells_of(release, question, cubes.KETEN + cubes.OPEN).get(code)
    return curve(
        code,
        code,
        total=total,
        points=points,
        open_now=open_now,
        followed=_followed(release, question, begins_later=begins_later),
    )
