"""Page: what the monitor does to keep pupils unrecognisable, for everyone who reads the numbers."""

from functools import cache

from dash import html
from dash.development.base_component import Component

from dashboard.components.attributes import attributes
from dashboard.pages import Page
from dashboard.state import State
from etl.domain import disclosure
from etl.released.reader import Release

SECTIONS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    (
        "waarom",
        "Waarom ziet u niet alles?",
        (
            "Achter elk cijfer zitten leerlingen. In een kleine groep is een leerling snel te "
            "herkennen, zeker voor wie al iets weet: een buur, een school, een partner in de "
            "keten.",
            "Daarom staan hier alleen tellingen die we eerst beschermen. Het dashboard heeft de "
            "zaken zelf niet. Iedereen ziet dezelfde cijfers, ook de coördinator van een regio.",
        ),
    ),
    (
        "regels",
        "Wat doen we?",
        (
            disclosure.RULE,
            f"Een streepje ({disclosure.HIDDEN}) kan nul betekenen, een paar, of teruggehouden. "
            "Dat verschil laten we nooit zien.",
            f"Een verdeling staat er vanaf {disclosure.LADDER_OWN_DIMENSION} zaken, met een filter "
            f"vanaf {disclosure.LADDER_ONE_FILTER}. Een regio heeft alleen een totaal als minstens "
            f"{disclosure.MIN_AREAS} gemeenten zelf getoond worden.",
            f"Heeft een gemeente in een schooljaar minder dan {disclosure.TOGETHER_BELOW} zaken? "
            "Dan tonen we ook twee schooljaren samen. Elk schooljaar hoort bij één tweetal, zodat "
            "niemand het ene tweetal van het andere kan aftrekken.",
            "Deelt bijna iedereen in een kleine groep iets gevoeligs, zoals een proces-verbaal of "
            "nog niet terug zijn op school? Dan tonen we die verdeling niet. "
            f"{disclosure.CLIP_RULE}",
            f"Een gebied tellen we pas opnieuw als er {disclosure.MIN_CHANGED} leerlingen bij "
            "kwamen of veranderden. Anders zou het verschil tussen twee dagen één leerling "
            "verraden. Boven de pagina staat dan van welke dag de stand is. "
            f"{disclosure.FROZEN_AFTER} maanden na een schooljaar staan de cijfers vast.",
            "Percentages en termijnen berekenen we uit de afgeronde aantallen. Ze kunnen dus niet "
            "meer vertellen dan die aantallen. Ook de punten van een lijn zijn afgerond, en een "
            "punt dat iemand zou verraden laten we weg. Hoe volledig er is vastgelegd, staat er in "
            "stappen van 10%.",
            "Trekt een leverancier gegevens terug? Dan staan ze er meteen niet meer, ook niet in "
            "een vergadering die al was vastgezet.",
        ),
    ),
    (
        "niet",
        "Wat beloven we niet?",
        (
            "Wie alles weet over een groep behalve één leerling, kan soms meer afleiden. Tegen zo "
            "iemand helpt alleen helemaal niets tonen.",
            "We beloven dat cijfers geen zekerheid geven over een kleine groep. Een vermoeden "
            "sluiten we niet uit.",
            "Wat iemand heeft opgeslagen of geprint, kunnen we niet terughalen.",
            "Staat bovenaan ‘niet getoetst – niet delen’, dan is nog niet geprobeerd om uit deze "
            "cijfers terug te rekenen. Deel ze dan niet.",
        ),
    ),
    (
        "zelf",
        "Wat kunt u zelf doen?",
        (
            "Leg geen cijfers uit de monitor naast wat u zelf weet over een leerling, en vul geen "
            "streepjes in.",
            "Bespreek in een overleg de aanpak, niet wie erachter zit. De monitor laat geen zaken "
            "of leerlingen zien. Schrijf ook geen namen op: de monitor herkent die niet.",
            "Ziet u een cijfer waarin u iemand herkent? Meld het aan de beheerder van deze monitor "
            "of aan uw functionaris gegevensbescherming.",
        ),
    ),
)


def layout(_release: Release, state: State) -> list[Component]:
    return [*_content(), _more(state)]


@cache
def _content() -> list[Component]:
    return [
        html.Section(
            [
                html.H2(title, id=anchor),
                html.Ul([html.Li(text) for text in texts], className="opsomming")
                if len(texts) > 2
                else html.Div([html.P(text) for text in texts]),
            ],
            className="kaart definities",
            **attributes(aria_labelledby=anchor),
        )
        for anchor, title, texts in SECTIONS
    ]


def _more(state: State) -> Component:
    href = f"{state.href('/definities')}#privacy"
    return html.Section(
        [
            html.H2("Meer weten?", id="meer"),
            html.P(
                [
                    "Alle grenzen op een rij staan bij ",
                    html.A("Afronden en verbergen", href=href, **attributes(data_nav="ja")),
                    ". Voor beveiligers en functionarissen is er docs/privacy.md, en met "
                    "‘python -m etl dpia’ maakt de beheerder een begin voor de DPIA.",
                ]
            ),
        ],
        className="kaart definities",
        **attributes(aria_labelledby="meer"),
    )


PAGE = Page(path="/privacy", title="Privacy", layout=layout, base=(), in_menu=False)
