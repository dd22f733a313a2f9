"""What an agenda begins with: signals, standing talking points, and what was agreed last time.

A signal becomes a point only when the statistics let it through; where fewer than three do, the
figures that every evaluation looks at fill up, and say that nothing stands out. The talking points
are those of the regional meetings of the MAS; which steps belong to which meeting is the field's
own division: `intern` looks at the quick scan and steps 1 to 6, `regionaal` at 7 to 10.
"""

from collections.abc import Iterable
from urllib.parse import urlencode

from dashboard.exhibits.compare import INDICATOR_CHOICE, LEVEL_CHOICE, label_of, released_as
from dashboard.exhibits.evaluation import TALKING_POINTS
from dashboard.meeting import seal
from dashboard.meeting.models import Bron, Soort
from dashboard.meeting.seal import Exhibits
from dashboard.meeting.store import Draft, DraftPin
from dashboard.state import AREA, YEAR
from etl.domain.areas import Niveau, name_of, niveau_of
from etl.domain.steps import BOXES
from etl.released import dutch
from etl.released.indicators import INDICATOR
from etl.released.reader import Release
from etl.released.signals import Signal
from etl.released.signals import Soort as Way
from etl.released.signals import signals as released_signals

LEAST, MOST = 3, 6
MOST_AREAS = 4
"""Gemeenten of which a figure that every evaluation looks at is pinned; more can be by hand."""

STEPS = {Soort.INTERN: range(1, 7), Soort.REGIONAAL: range(7, 11)}
TITLES = {
    Soort.INTERN: "Intern: quickscan en stap 1 tot en met 6",
    Soort.REGIONAAL: "Regionaal: stap 7 tot en met 10",
}

SURVIVED = (
    "We keken naar veel cijfers tegelijk, en dan valt er altijd wel iets op. Daar is rekening mee "
    "gehouden."
)
NO_SIGNAL = (
    "Geen regel sloeg aan: in wat we kunnen tonen, valt niets op. De figuur hoort bij elke "
    "evaluatie."
)
_ALWAYS = (
    ("terugkeer-jaren", "Terug in het onderwijs", "Wat herkent u, en wat verklaart het?"),
    ("routes", "Gekozen routes", "Past deze verdeling bij wat u wilt?"),
    ("leg-uit", "Pas toe of leg uit", "Waar wijkt u af, en staat daar een reden bij?"),
    ("doorlooptijd-stappen", "Doorlooptijd per stap", "Waar blijft een zaak liggen, en waarom?"),
)


def drafts(
    release: Release, exhibits: Exhibits, *, soort: Soort, areas: Iterable[str], schooljaar: str
) -> list[Draft]:
    """Return the points that a new meeting begins with; its agreements of last time come first."""
    return [
        *([QUICKSCAN] if soort is Soort.INTERN else []),
        *signals(release, exhibits, areas=list(areas), schooljaar=schooljaar),
        *talking_points(soort),
    ]


QUICKSCAN = Draft(
    Bron.QUICKSCAN,
    "Quickscan: hoe werken wij met de MAS?",
    "Een korte vragenlijst zonder naam, op ieders eigen telefoon of laptop.",
    vraag="Wat valt u op in de antwoorden?",
)
AGREEMENTS = Draft(
    Bron.AFSPRAKEN,
    "Afspraken van vorige keer",
    "Wat is gedaan, wat loopt nog, en wat laten we vallen?",
    vraag="Zien we in de cijfers wat we ervan verwachtten?",
)


def talking_points(soort: Soort) -> list[Draft]:
    """Return the standing points of a meeting."""
    steps = [box for box in BOXES if box.stap in STEPS[soort]]
    names = [f"{box.code} {box.short}" for box in steps]
    first = Draft(
        Bron.GESPREK,
        f"Stap {STEPS[soort][0]} tot en met {STEPS[soort][-1]} van de MAS",
        f"Loop de stappen langs: {dutch.listed(names)}.",
        vraag="Welke stap gaat vanzelf, en welke niet?",
    )
    chosen = TALKING_POINTS if soort is Soort.REGIONAAL else TALKING_POINTS[:2]
    return [
        first,
        *(Draft(Bron.GESPREK, point.question, vraag=point.hint) for point in chosen),
    ]


def signals(
    release: Release, exhibits: Exhibits, *, areas: list[str], schooljaar: str
) -> list[Draft]:
    """Return three to six points: what survives the statistics, each subject once."""
    found: dict[tuple[str, str], Signal] = {}
    for gebied in areas:
        for signal in released_signals(release, gebied, schooljaar):
            found.setdefault((gebied, signal.indicator), signal)
    made = [
        # of one area its name stands above the agenda, and under each figure
        _of_signal(release, exhibits, signal, names_area=len(areas) > 1)
        for signal in list(found.values())[:MOST]
    ]
    for figuur, title, question in _ALWAYS:
        if len(made) >= LEAST:
            break
        pins = [
            pin
            for gebied in areas[:MOST_AREAS]
            for query in [((AREA, gebied), (YEAR, schooljaar))]
            if (pin := pinned(release, exhibits, figuur=figuur, query=query)) is not None
        ]
        if not pins:
            continue
        # of several areas each figure tells its own, under the name of its area
        sentence = seal.opened(pins[0].gezien).sentence if len(areas) == 1 else ""
        made.append(Draft(Bron.SIGNAAL, title, sentence, NO_SIGNAL, question, tuple(pins)))
    return made


def pinned(
    release: Release, exhibits: Exhibits, *, figuur: str, query: tuple[tuple[str, str], ...]
) -> DraftPin | None:
    """Read a figure to pin it; None when it has nothing to show."""
    sealed = seal.read(release, exhibits, figuur=figuur, vraag=urlencode(query))
    if sealed is None or sealed.empty:
        return None
    return DraftPin(figuur, sealed.pad, sealed.vraag, seal.written(sealed))


def _of_signal(release: Release, exhibits: Exhibits, signal: Signal, *, names_area: bool) -> Draft:
    query = (
        (AREA, signal.gebied),
        (YEAR, signal.schooljaar),
        (INDICATOR_CHOICE.name, signal.indicator),
        (LEVEL_CHOICE.name, niveau_of(signal.gebied).value),
    )
    pin = pinned(release, exhibits, figuur=signal.figuur, query=query)
    title = label_of(INDICATOR[signal.indicator])
    if names_area:
        title += f" in {name_of(signal.gebied)}"
    rule = f"{signal.regel}. {SURVIVED}"
    if pin is None:
        return Draft(Bron.SIGNAAL, title, signal.zin, rule, signal.vraag)
    # beside other areas the figure says the same and its interval too: once is enough
    is_same = signal.soort is Way.GEBIEDEN
    words = seal.opened(pin.gezien).sentence if is_same else signal.zin
    return Draft(Bron.SIGNAAL, title, words, rule, signal.vraag, (pin,))


def released(areas: Iterable[str]) -> list[str]:
    """Return the codes under which areas are released, each once."""
    return list(
        dict.fromkeys(
            released_as(code) if niveau_of(code) is Niveau.REGIO else code for code in areas
        )
    )
