"""What the verslag says, in the order in which it is read: agreements first, definitions last."""

from collections.abc import Iterator
from itertools import count

from dashboard.exhibits import Cell, Column, Table
from dashboard.verslag.blocks import (
    Block,
    Drawn,
    Facts,
    Heading,
    Listed,
    Notice,
    Paragraph,
    Said,
    Tabulated,
)
from dashboard.verslag.model import Agreement, Entry, Figure, Point, Report, Status
from dashboard.verslag.picture import picture_of
from etl.released import dutch

CONFIDENTIAL = "Wat als vertrouwelijk is aangemerkt, staat niet in dit verslag."
SEALED = (
    "De cijfers zijn vastgezet bij het begin van de bijeenkomst. Ze veranderen niet meer, ook niet "
    "als er later nieuwe of verbeterde gegevens zijn."
)
NO_AGREEMENTS = "Er zijn geen afspraken gemaakt."
NO_DATE = "geen datum"

_BESIDE_THE_FIGURE = frozenset(
    {"Let op", "Wat zegt dit?", "Gebied", "Schooljaar", "Selectie", "Vrijgave", "Peildatum"}
)
"""Words of a figure's notes that the document says where the figure stands."""


def blocks(report: Report) -> tuple[Block, ...]:
    """Lay out a report."""
    return (
        Heading(1, report.title),
        *(Notice(text) for text in report.warnings),
        Facts(_facts(report)),
        *_agreed(report),
        *_earlier(report),
        *_discussed(report),
        *_origin(report),
    )


def agreements_table(agreements: tuple[Agreement, ...], *, caption: str) -> Table:
    """Tabulate agreements: what, who, by when, and where it should show."""
    columns = ("Afspraak", "Wie", "Klaar op", "Te zien aan", "Stand")
    return Table(caption, tuple(map(Column, columns)), tuple(map(_agreement, agreements)))


def until(agreement: Agreement) -> str:
    """Say by when an agreement is to be kept."""
    return dutch.day(agreement.by) if agreement.by else NO_DATE


def seen_in(agreement: Agreement) -> str:
    """Say which figure should move, and which way."""
    way = f" ({agreement.direction.value})" if agreement.direction else ""
    return f"{agreement.figure}{way}" if agreement.figure else ""


def standing(agreement: Agreement) -> str:
    """Say how an agreement stands: its status, the reason, and what the figure shows since."""
    reason = f": {agreement.reason}" if agreement.reason else ""
    verdict = f" {agreement.verdict}" if agreement.verdict else ""
    return f"{dutch.capitalised(agreement.status.value)}{reason}.{verdict}".replace("..", ".")


def _facts(report: Report) -> tuple[tuple[str, str], ...]:
    figures = report.figures
    releases = sorted({figure.release for figure in figures if figure.release})
    days = sorted({figure.peildatum for figure in figures if figure.peildatum})
    facts = (
        ("Gebied", report.area),
        ("Periode", report.period),
        ("Datum", dutch.day(report.day)),
        ("Aan tafel", dutch.listed(report.organisations)),
        ("Peildatum van de cijfers", dutch.listed([dutch.day(day) for day in days])),
        ("Vrijgave", dutch.listed(releases)),
    )
    return tuple((word, text) for word, text in facts if text)


def _agreed(report: Report) -> Iterator[Block]:
    yield Heading(2, "Wat we hebben afgesproken")
    if not report.agreements:
        yield Paragraph(NO_AGREEMENTS)
        return
    caption = f"Afspraken van {dutch.day(report.day)}"
    yield Tabulated(_filled(agreements_table(report.agreements, caption=caption)))


def _earlier(report: Report) -> Iterator[Block]:
    if report.earlier:
        yield Heading(2, "Hoe het staat met eerdere afspraken")
        caption = f"Eerdere afspraken, stand op {dutch.day(report.day)}"
        yield Tabulated(_filled(agreements_table(report.earlier, caption=caption)))


def _filled(table: Table) -> Table:
    """Leave out columns that say nothing: with an empty cell everywhere, or the same 'loopt'."""
    idle = {"", None, f"{dutch.capitalised(Status.GOING_ON.value)}."}
    kept = [
        place
        for place, _ in enumerate(table.columns)
        if any(row[place] not in idle for row in table.rows)
    ]
    return Table(
        table.caption,
        tuple(table.columns[place] for place in kept),
        tuple(tuple(row[place] for place in kept) for row in table.rows),
    )


def _agreement(agreement: Agreement) -> tuple[Cell, ...]:
    return (
        agreement.what,
        agreement.organisation,
        until(agreement),
        seen_in(agreement),
        standing(agreement),
    )


def _discussed(report: Report) -> Iterator[Block]:
    numbers = count(1)
    silent = []
    yield Heading(2, "Wat er is besproken")
    for place, point in enumerate(report.points, start=1):
        if _is_silent(point):
            silent.append(f"{place}. {point.title}")
        else:
            yield from _point(point, place=place, numbers=numbers)
    if silent:
        yield Heading(3, "Ook op de agenda, zonder aantekeningen")
        yield Listed(tuple(silent))


def _is_silent(point: Point) -> bool:
    return not (
        point.figures or point.outcomes or point.remarks or point.disagreements or point.agreements
    )


def _point(point: Point, *, place: int, numbers: Iterator[int]) -> Iterator[Block]:
    yield Heading(3, f"{place}. {point.title}")
    if point.introduction and point.introduction not in {each.sentence for each in point.figures}:
        yield Paragraph(point.introduction)
    if point.rule:
        yield Paragraph(f"Waarom dit punt op de agenda stond: {point.rule}", is_small=True)
    if point.question:
        is_question = point.question.rstrip().endswith("?")
        yield Paragraph(f"De vraag: {point.question}" if is_question else point.question)
    for figure in point.figures:
        yield from _figure(figure, number=next(numbers))
    yield from _entries("Wat eruit kwam", point.outcomes)
    yield from _entries("Opmerkingen", point.remarks)
    yield from _entries("Waar we het niet over eens zijn", point.disagreements)
    if point.agreements:
        yield Heading(4, "Afgesproken")
        for agreement in point.agreements:
            day = until(agreement)
            yield Said(agreement.organisation, (f"{agreement.what} ({day})",))


def _figure(figure: Figure, *, number: int) -> Iterator[Block]:
    yield Heading(4, f"Figuur {number}. {figure.title}")
    yield Paragraph(figure.sentence, leads_on=True)
    for notice in figure.notices:
        yield Notice(notice)
    picture = picture_of(figure.table, sentence=figure.sentence)
    if picture:
        yield Drawn(picture, f"Figuur {number}. {_source(figure)}")
    if figure.table.columns:
        # a figure that had nothing to show says why in its sentence
        yield Tabulated(figure.table)
    if not picture:
        yield Paragraph(_source(figure), is_small=True)
    for entry in figure.explanations:
        who = f"Uitleg van {entry.organisation}" if entry.organisation else "Uitleg"
        yield Said(who, paragraphs(entry.text))


def _source(figure: Figure) -> str:
    parts = (
        figure.selection,
        f"peildatum {dutch.day(figure.peildatum)}" if figure.peildatum else "",
        _release(figure.release),
    )
    return f"{'; '.join(filter(None, parts))}."


def _release(name: str) -> str:
    # the name of a release begins with the word itself
    return name if name.startswith("vrijgave") or not name else f"vrijgave {name}"


def _entries(title: str, entries: tuple[Entry, ...]) -> Iterator[Block]:
    if entries:
        yield Heading(4, title)
        for entry in entries:
            yield Said(entry.organisation, paragraphs(entry.text))


def paragraphs(text: str) -> tuple[str, ...]:
    """Split what was typed at its lines: people write lists that way.

    >>> paragraphs(" een\\ntwee\\n\\n\\ndrie ")
    ('een', 'twee', 'drie')
    """
    parts = (" ".join(part.split()) for part in text.splitlines())
    return tuple(part for part in parts if part)


def _origin(report: Report) -> Iterator[Block]:
    yield Heading(2, "Waar de cijfers vandaan komen")
    yield Paragraph(f"{SEALED} {CONFIDENTIAL}")
    told = [_told(figure) for figure in report.figures if figure.about]
    shared = tuple(pair for pair in told[0] if all(pair in pairs for pairs in told)) if told else ()
    if len(told) > 1 and shared:
        yield Heading(3, "Bij alle figuren")
        yield Facts(shared)
    for number, figure in enumerate(report.figures, start=1):
        if not figure.about:
            continue
        own = tuple(pair for pair in _told(figure) if len(told) == 1 or pair not in shared)
        mark = (("Kenmerk van de cijfers", figure.digest),) if figure.digest else ()
        yield Heading(3, f"Bij figuur {number}: {figure.title}")
        yield Facts((("Gekozen", figure.selection), *own, *mark))


def _told(figure: Figure) -> tuple[tuple[str, str], ...]:
    pairs = figure.about.pairs if figure.about else ()
    return tuple(
        (word, text)
        for word, text in pairs
        if word not in _BESIDE_THE_FIGURE and not word.startswith("Keuze:")
    )
