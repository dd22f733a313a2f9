"""Page: the whole of one area and school year on one screen, leading on to the other pages."""

from collections.abc import Callable

from dash import html
from dash.development.base_component import Component

from dashboard.components.attributes import attributes
from dashboard.components.card import empty, figure_card
from dashboard.components.kpi import Kpi, kpi_row, lead_on
from dashboard.components.steps import steps_picture
from dashboard.exhibits import Empty, counted, curves, largest
from dashboard.exhibits.comply_explain import UNKNOWN
from dashboard.exhibits.routes import with_a_share
from dashboard.exhibits.size import SIZE, size
from dashboard.exhibits.steps import CASE, MEASURE, STEPS, box_values
from dashboard.nearest import nearest
from dashboard.pages import Page
from dashboard.state import State
from etl.domain import codes
from etl.domain.areas import Niveau
from etl.domain.disclosure import MEDIAN_FROM
from etl.domain.schooljaren import are_together
from etl.released import answers, dutch, mas_answers, withheld
from etl.released.reader import Release
from etl.released.rows import Answer, Curve, Hidden, Omvang
from etl.released.views import filters_allowed, shows_any

NOT_SHOWN = "Niet te tonen"
ONLY_COUNTS = "Alleen aantallen"
LANDMARK = 90
NO_PUPILS = "Niet van alle gemeenten is het aantal leerlingen bekend."
PER_YEAR = "Dit is er alleen per schooljaar."
NO_PUPILS_HERE = "Het aantal leerlingen van deze gemeente is niet bekend."
NO_SUCH_PUPILS = "Bij dit filter is het aantal leerlingen niet bekend."
NOTHING = "Niets geleverd, of niet te tonen."
HALF_OPEN = "De helft van de zaken is nog niet klaar."
ONLY_SIZE = Empty(
    "Zo gefilterd tonen we alleen aantallen: de groepen worden te klein voor de rest.",
    "Haal een filter weg voor routes, stappen, terugkeer en doorlooptijd.",
)


def layout(release: Release, state: State) -> list[Component]:
    allowed = filters_allowed(
        release, gebied=state.gebied, schooljaar=state.schooljaar, metric="routeverdeling"
    )
    size_card = figure_card(SIZE, release=release, state=state, open_table=True)
    if len(state.filters) > allowed and size(release, state):
        return [kpi_row(_kpis(release, state)), _only_size(release, state), size_card]
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
                        _lasting(release, state),
                        _open(release, state),
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
        size_card,
    ]


def _only_size(release: Release, state: State) -> Component:
    near = nearest(
        release, state, lambda asked: not answers.routeverdeling(release, asked.question).hidden
    )
    return empty(ONLY_SIZE, near=near)


def _kpis(release: Release, state: State) -> list[Kpi]:
    *_, before = (None, *release.years_before(state.schooljaar))
    now = size(release, state)
    then = size(release, state, schooljaar=before) if before else None
    nothing = withheld.RULE if shows_any(release, state.question) else NOTHING

    def kpi(label: str, of: Callable[[Omvang], str | None], *, why: str) -> Kpi:
        value, earlier = (of(each) if each else None for each in (now, then))
        if value is None:
            return Kpi(label, dutch.count(None), why)
        so_far = "Tot nu toe. " if release.is_running(state.gebied, state.schooljaar) else ""
        return Kpi(label, value, so_far + (f"{before}: {earlier}" if earlier else ""))

    return [
        kpi("Zaken", lambda size: _count(size.zaken), why=nothing),
        kpi(
            "Leerlingen",
            lambda size: _count(size.leerlingen),
            why=_why_no_pupils(state) if now else nothing,
        ),
        kpi(
            "Zaken per 1.000 leerlingen",
            lambda size: None if size.per_1000 is None else dutch.number(size.per_1000),
            why=_why_no_rate(state) if now and now.zaken else nothing,
        ),
    ]


def _count(value: int | None) -> str | None:
    return None if value is None else dutch.count(value)


def _why_no_pupils(state: State) -> str:
    return PER_YEAR if are_together(state.schooljaar) else withheld.RULE


def _why_no_rate(state: State) -> str:
    if are_together(state.schooljaar):
        return PER_YEAR
    if state.filters:
        return NO_SUCH_PUPILS
    return NO_PUPILS_HERE if state.niveau is Niveau.GEMEENTE else NO_PUPILS


def _routes(release: Release, state: State) -> Component:
    question, href = "Welke route nemen zaken?", state.href("/routes")
    answer = answers.routeverdeling(release, state.question)
    chosen = with_a_share(answer)
    shown = largest.by_size(chosen)
    if counted.has_counts(chosen):
        return _only_counts(question, href, counted.told(chosen))
    if answer.hidden or not shown:
        return _hidden(
            question,
            href,
            answer.hidden,
            why=withheld.RULE,
        )
    equal = largest.tied(chosen)
    most = equal[0]
    each = "elk " if len(equal) > 1 else ""
    told = "De meest gekozen routes" if each else "De meest gekozen route"
    if not largest.is_certain(most, chosen):
        told += " die we kunnen tonen"
    return lead_on(
        question=question,
        answer=f"{dutch.listed([row.label for row in equal])}: "
        f"{each}{dutch.out_of_ten(most.aandeel or 0)}",
        detail=f"{told} ({each}{dutch.about(most.aandeel, of=most.van)} van de zaken met een "
        "keuze).",
        href=href,
        bar=most.aandeel,
    )


def _comply_explain(release: Release, state: State) -> Component:
    question, href = "Wordt afwijken van de MAS uitgelegd?", state.href("/leg-uit")
    answer = answers.leg_uit(release, state.question)
    head = None if answer.hidden else answers.headline(answer)
    if head is None or head.aandeel is None:
        return _hidden(
            question,
            href,
            answer.hidden,
            why=withheld.RULE,
        )
    told = dutch.capitalised(dutch.between(head.laag, head.hoog))
    range_of = f"{told}." if told else ""
    not_filled_in = next((row.zaken for row in answer.rows if row.code == UNKNOWN), None)
    beside = f" Bij nog {dutch.count(not_filled_in)} is dat niet ingevuld." if not_filled_in else ""
    return lead_on(
        question=question,
        answer=f"{dutch.capitalised(dutch.so_many(head.aandeel, 'afwijkingen'))} met uitleg",
        detail=f"{range_of}{beside} Afwijken met uitleg hoort bij de MAS.".strip(),
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
                answer=f"{group.label}: {dutch.out_of_ten(share)} terug binnen {LANDMARK} dagen",
                detail=f"{dutch.capitalised(dutch.about(share, of=group.totaal))} van "
                f"{dutch.count(group.totaal)} zaken. Andere groepen: zie de pagina.",
                href=href,
                bar=share,
            )
    return _hidden(
        question,
        href,
        answer.hidden,
        why=withheld.rule(is_followed=True),
    )


def _throughput(release: Release, state: State) -> Component:
    question, href = "Hoe lang duurt een zaak?", state.href("/doorlooptijd")
    answer = answers.doorlooptijd(release, state.question)
    case = next((row for row in answer.rows if row.code == CASE), None)
    if case is None or case.mediaan_dagen is None:
        return _hidden(
            question,
            href,
            answer.hidden,
            why=_why_no_half(case, release, answer),
        )
    open_now = f" Nog open: {dutch.count(case.open_nu)}." if case.open_nu else ""
    return lead_on(
        question=question,
        answer=f"De helft is klaar na {dutch.weeks(case.mediaan_dagen)}",
        detail=f"Van melding tot uitkomst, over {dutch.count(case.totaal)} zaken.{open_now}",
        href=href,
    )


def _why_no_half(case: Curve | None, release: Release, answer: Answer[Curve]) -> str:
    if case is None:
        return withheld.RULE
    if withheld.are_few(case.totaal, least=MEDIAN_FROM):
        return f"Er zijn te weinig zaken: dit cijfer is er vanaf {MEDIAN_FROM}."
    followed = curves.followed_upto(release, answer)
    if curves.reached(case, share=curves.HALF, followed=followed) == curves.NOT_YET:
        return HALF_OPEN
    return withheld.rule(is_followed=True)


def _lasting(release: Release, state: State) -> Component:
    question, href = "Blijven leerlingen terug?", state.href("/terugkeer")
    answer = mas_answers.duurzaam(release, state.question)
    lasting = next(iter(answer.rows), None)
    if lasting is None or lasting.aandeel is None:
        return _hidden(question, href, answer.hidden, why=withheld.rule(is_followed=True))
    return lead_on(
        question=question,
        answer=f"{dutch.capitalised(dutch.about(lasting.aandeel, of=lasting.totaal))} blijvend",
        detail=f"Van {dutch.count(lasting.totaal)} terugkeren: geen nieuwe melding binnen acht "
        "weken.",
        href=href,
        bar=lasting.aandeel,
    )


def _open(release: Release, state: State) -> Component:
    question, href = "Hoeveel zaken zijn nog open?", state.href("/doorlooptijd")
    answer = mas_answers.voorraad(release, state.question)
    if counted.has_counts(answer.rows):
        return _only_counts(question, href, counted.told(answer.rows))
    if answer.totaal is None:
        return _hidden(question, href, answer.hidden, why=withheld.RULE)
    longest = answer.rows[-1]
    told = "" if longest.zaken is None else f" Langer dan 180 dagen: {dutch.count(longest.zaken)}."
    return lead_on(
        question=question,
        answer=f"{dutch.count(answer.totaal)} zaken",
        detail=f"Van de zaken van {state.years}, op de peildatum.{told}",
        href=href,
    )


def _only_counts(question: str, href: str, told: str) -> Component:
    return lead_on(question=question, answer=ONLY_COUNTS, detail=told, href=href)


def _hidden(question: str, href: str, hidden: Hidden | None, *, why: str) -> Component:
    # `Niet te tonen` stands above it already
    detail = why if hidden in (None, Hidden.UITSPLITSING) else hidden.sentence
    return lead_on(question=question, answer=NOT_SHOWN, detail=detail, href=href)


PAGE = Page(path="/", title="Overzicht", layout=layout, exhibits=(STEPS, SIZE), ladder="omvang")
