"""Page: the whole of one area and school year on one screen, leading on to the other pages."""

from dash import html
from dash.development.base_component import Component

from dashboard import dutch
from dashboard.components.attributes import attributes
from dashboard.components.card import figure_card
from dashboard.components.kpi import Kpi, kpi_row, lead_on
from dashboard.components.steps import steps_picture
from dashboard.exhibits.size import SIZE, size
from dashboard.exhibits.steps import CASE, MEASURE, STEPS, box_values
from dashboard.pages import Page
from dashboard.state import State
from etl.domain import codes
from etl.released import answers
from etl.released.reader import Release

NOT_SHOWN = "Niet te tonen"
LANDMARK = 90
NO_PUPILS = "Alleen als alle gemeenten het aantal leerlingen leverden."


def layout(release: Release, state: State) -> list[Component]:
    values = box_values(release, state)
    return [
        kpi_row(_kpis(release, state)),
        html.Section(
            [
                html.H2("In het kort", id="kop-kort"),
                html.Div(
                    [
                        _routes(release, state),
                        _comply_explain(release, state),
                        _return_to_school(release, state),
                        _throughput(release, state),
                    ],
                    className="doorkaarten",
                ),
            ],
            className="kort",
            **attributes(aria_labelledby="kop-kort"),
        ),
        figure_card(
            STEPS,
            release=release,
            state=state,
            picture=steps_picture(values, measure=MEASURE),
        ),
        figure_card(SIZE, release=release, state=state, open_table=True),
    ]


def _kpis(release: Release, state: State) -> list[Kpi]:
    place = release.schooljaren.index(state.schooljaar)
    before = release.schooljaren[place - 1] if place else None
    now = size(release, state)
    then = size(release, state, schooljaar=before) if before else None

    def hint(value: str) -> str:
        return f"{before}: {value}" if then else ""

    return [
        Kpi(
            "Zaken",
            dutch.count(now.zaken if now else None),
            hint(dutch.count(then.zaken if then else None)),
        ),
        Kpi(
            "Leerlingen",
            dutch.count(now.leerlingen if now else None),
            hint(dutch.count(then.leerlingen if then else None)),
        ),
        Kpi(
            "Zaken per 1.000 leerlingen",
            dutch.number(now.per_1000 if now else None),
            hint(dutch.number(then.per_1000)) if then and then.per_1000 else NO_PUPILS,
        ),
    ]


def _routes(release: Release, state: State) -> Component:
    question, href = "Welke route nemen zaken?", state.href("/routes")
    answer = answers.routeverdeling(release, state.question)
    shown = [row for row in answer.rows if row.aandeel is not None]
    if answer.hidden or not shown:
        return _hidden(question, href, answer.hidden)
    most = max(shown, key=lambda row: row.aandeel or 0)
    return lead_on(
        question=question,
        answer=f"{most.label}: {dutch.out_of_ten(most.aandeel or 0)}",
        detail=f"De meest gekozen route ({dutch.about(most.aandeel, of=answer.totaal)} van de "
        "zaken met een keuze).",
        href=href,
        bar=most.aandeel,
    )


def _comply_explain(release: Release, state: State) -> Component:
    question, href = "Wordt afwijken van de MAS uitgelegd?", state.href("/leg-uit")
    answer = answers.leg_uit(release, state.question)
    head = None if answer.hidden else answers.headline(answer)
    if head is None or head.aandeel is None:
        return _hidden(question, href, answer.hidden)
    return lead_on(
        question=question,
        answer=f"{dutch.capitalised(dutch.so_many(head.aandeel, 'afwijkingen'))} met uitleg",
        detail=f"{dutch.capitalised(dutch.between(head.laag, head.hoog))}. Afwijken met uitleg "
        "hoort bij de MAS.",
        href=href,
        bar=head.aandeel,
    )


def _return_to_school(release: Release, state: State) -> Component:
    question, href = "Hoeveel leerlingen zijn terug in het onderwijs?", state.href("/terugkeer")
    answer = answers.terugkeer(release, state.question)
    # the curve over all groups together is never the headline
    groups = {row.code: row for row in answer.rows if row.code in codes.TYPEGROEP.values}
    for group in groups.values():
        share = group.share_at(LANDMARK)
        if share is not None:
            return lead_on(
                question=question,
                answer=f"{dutch.capitalised(dutch.out_of_ten(share))} terug binnen "
                f"{LANDMARK} dagen",
                detail=f"{group.label}: {dutch.about(share, of=group.totaal)} van "
                f"{dutch.count(group.totaal)} zaken.",
                href=href,
                bar=share,
            )
    return _hidden(question, href, answer.hidden)


def _throughput(release: Release, state: State) -> Component:
    question, href = "Hoe lang duurt een zaak?", state.href("/doorlooptijd")
    answer = answers.doorlooptijd(release, state.question)
    case = next((row for row in answer.rows if row.code == CASE), None)
    if case is None or case.mediaan_dagen is None:
        return _hidden(question, href, answer.hidden)
    open_now = f" Nog open: {dutch.count(case.open_nu)}." if case.open_nu else ""
    return lead_on(
        question=question,
        answer=f"De helft is klaar na {dutch.weeks(case.mediaan_dagen)}",
        detail=f"Van melding tot uitkomst, over {dutch.count(case.totaal)} zaken.{open_now}",
        href=href,
    )


def _hidden(question: str, href: str, hidden: answers.Hidden | None) -> Component:
    reason = hidden or answers.Hidden.TE_WEINIG
    return lead_on(question=question, answer=NOT_SHOWN, detail=reason.sentence, href=href)


PAGE = Page(path="/", title="Overzicht", layout=layout, exhibits=(STEPS, SIZE))
