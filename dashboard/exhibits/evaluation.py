"""The parts of the summary for step 10: a few columns of what the other pages show.

Nothing is counted here. A part takes the sentence and the table of an exhibit and keeps some of
its columns, so that the paper on the table of the meeting cannot differ from the screen.
"""

from collections.abc import Callable
from dataclasses import dataclass

from dashboard.exhibits import Cell, Column, Empty, Exhibit, Table
from dashboard.exhibits.comply_explain import EXPLAINED, LEDGER, PART_OF_MAS
from dashboard.exhibits.curves import year_name
from dashboard.exhibits.curves_return import YEARS as RETURN
from dashboard.exhibits.handovers import FIRST_HEARING, RAAD, WITHIN_NORM
from dashboard.exhibits.routes import ROUTES
from dashboard.exhibits.size import SIZE
from dashboard.exhibits.throughput import CASE, STEPS
from dashboard.state import State
from etl.domain.steps import BOXES
from etl.released import dutch
from etl.released.reader import Release

Row = tuple[Cell, ...]

YEARS_SHOWN = 3


@dataclass(frozen=True)
class Part:
    """One part of the summary."""

    exhibit: Exhibit
    title: str
    path: str
    """The page that tells the rest."""

    columns: tuple[tuple[str, str], ...]
    """Column of the exhibit, and its name here; `{jaar}` is the chosen school year."""

    interval: tuple[str, str] | None = None
    """The two columns that become one: the room for chance."""

    rows: Callable[[tuple[Row, ...], str], tuple[Row, ...]] = lambda rows, _year: rows
    """Which rows are kept, given the school year as tables name it."""

    also: tuple[Exhibit, ...] = ()
    """Exhibits of which only the sentence is told, first."""

    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Brief:
    """A part, filled in. Without a table `empty` says why."""

    part: Part
    sentences: tuple[str, ...]
    table: Table | None
    empty: Empty | None


def _upto_now(rows: tuple[Row, ...], year: str) -> tuple[Row, ...]:
    names = [row[0] for row in rows]
    place = names.index(year) if year in names else len(names) - 1
    return rows[max(0, place - YEARS_SHOWN + 1) : place + 1]


def _of_year(rows: tuple[Row, ...], year: str) -> tuple[Row, ...]:
    return tuple(row for row in rows if year in row)


def _short_names(rows: tuple[Row, ...], _year: str) -> tuple[Row, ...]:
    return tuple(
        (f"{box.code} {box.short}", *row[1:]) for box, row in zip(BOXES, rows, strict=True)
    )


_OF_YEAR = ("Aandeel {jaar}: minstens", "Aandeel {jaar}: hoogstens")
CHANCE = "Ruimte voor toeval"

PARTS = (
    Part(
        SIZE,
        "Omvang",
        "/",
        (
            ("Schooljaar", "Schooljaar"),
            ("Zaken", "Zaken"),
            ("Leerlingen", "Leerlingen"),
            ("Zaken per 1.000 leerlingen", "Per 1.000 leerlingen"),
        ),
        rows=_upto_now,
    ),
    Part(
        RETURN,
        "Terug in het onderwijs binnen 90 dagen",
        "/terugkeer",
        (
            ("Groep", "Groep"),
            ("Zaken", "Zaken"),
            ("Terug", "Terug"),
        ),
        interval=("Minstens", "Hoogstens"),
        rows=_of_year,
    ),
    Part(
        ROUTES,
        "Gekozen routes",
        "/routes",
        (
            ("Route", "Route"),
            ("Zaken {jaar}", "Zaken"),
            ("Aandeel {jaar}", "Aandeel"),
        ),
        interval=_OF_YEAR,
    ),
    Part(
        STEPS,
        "Doorlooptijd",
        "/doorlooptijd",
        (
            ("Stap", "Stap"),
            ("Uitvoeringen", "Keer"),
            ("Helft klaar na (dagen)", "Helft klaar (dagen)"),
            ("90% klaar na (dagen)", "90% klaar (dagen)"),
        ),
        rows=_short_names,
        also=(CASE,),
    ),
    Part(
        LEDGER,
        "Pas toe of leg uit",
        "/leg-uit",
        (
            ("Oordeel", "Oordeel"),
            ("Zaken {jaar}", "Zaken"),
            ("Aandeel {jaar}", "Aandeel"),
        ),
        interval=_OF_YEAR,
        also=(EXPLAINED,),
        notes=(PART_OF_MAS,),
    ),
    Part(
        WITHIN_NORM,
        "Overdracht in de keten, naast de norm",
        "/doorlooptijd",
        (
            ("Overdracht", "Overdracht"),
            ("Aantal", "Aantal"),
            ("Norm (dagen)", "Norm (dagen)"),
            ("Binnen de norm", "Binnen"),
        ),
        interval=("Minstens", "Hoogstens"),
        notes=(FIRST_HEARING, RAAD),
    ),
)


def brief(part: Part, release: Release, state: State) -> Brief:
    """Fill in a part."""
    told = tuple(
        shown.sentence
        for exhibit in part.also
        if not isinstance(shown := exhibit.make(release, state), Empty)
    )
    content = part.exhibit.make(release, state)
    if isinstance(content, Empty):
        return Brief(part, told, None, content)
    kept = _kept(content.table, part, release=release, state=state)
    return Brief(part, (*told, content.sentence), kept, None)


def _kept(table: Table, part: Part, *, release: Release, state: State) -> Table:
    schooljaar = state.schooljaar
    year = year_name(release, schooljaar, state.gebied)
    # not every exhibit says in its headings that a school year still runs
    places = {
        column.title.replace(year, schooljaar): place for place, column in enumerate(table.columns)
    }
    kept = [(places[asked.format(jaar=schooljaar)], name) for asked, name in part.columns]
    columns = [Column(name, table.columns[place].kind) for place, name in kept]
    rows = part.rows(table.rows, year)
    cells = [tuple(row[place] for place, _ in kept) for row in rows]
    if part.interval:
        low, high = (places[title.format(jaar=schooljaar)] for title in part.interval)
        columns.append(Column(CHANCE))
        cells = [
            (*each, _between(row[low], row[high])) for each, row in zip(cells, rows, strict=True)
        ]
    return Table(f"{part.title}, schooljaar {year}", tuple(columns), tuple(cells))


def _between(low: Cell, high: Cell) -> str | None:
    if not isinstance(low, float) or not isinstance(high, float):
        return None
    told = dutch.between(low, high)
    first, last = dutch.percentage(low), dutch.percentage(high)
    return f"{first} – {last}" if told.startswith("tussen") else told or first


@dataclass(frozen=True)
class TalkingPoint:
    """A question of the meeting, and where to look."""

    question: str
    hint: str


TALKING_POINTS = (
    TalkingPoint(
        "Hoe bekend is de MAS bij ieder van ons?", "Denk aan nieuwe collega's en scholen."
    ),
    TalkingPoint(
        "Welke invloed heeft de MAS op wat we doen?",
        "Kijk naar de gekozen routes, en naar pas toe of leg uit.",
    ),
    TalkingPoint(
        "Wat heeft u nodig van uw partners?", "Kijk naar de overdracht in de keten en de normen."
    ),
    TalkingPoint("Wat gaat goed?", "Kijk naar de terugkeer, en naar stappen die snel gaan."),
    TalkingPoint(
        "Waar zijn kansen?", "Kijk naar stappen die lang duren, en naar wat niet is vastgelegd."
    ),
    TalkingPoint(
        "Welke casus bespreken we samen?",
        "Kies een oefenzaak, of een casus uit eigen werk. De monitor laat geen zaken zien.",
    ),
)
"""The questions for the regional meeting of step 10."""

AGREED = TalkingPoint("Wat spreken we af?", "Wie doet wat, en wanneer kijken we terug?")
