"""What exhibits about curves share: which years stand beside each other, and words on a curve."""

from dashboard.exhibits import Cell
from dashboard.state import State, default_area
from etl.domain.disclosure import MEDIAN_FROM, P90_FROM
from etl.domain.metrics import LANDMARK_DAYS
from etl.domain.school_calendar import Klok
from etl.domain.schooljaren import are_together, last_day
from etl.released import answers, dutch
from etl.released.curves import WEEKS, days_between
from etl.released.reader import Release
from etl.released.rows import Answer, Curve, Question

RUNNING = " (loopt nog)"
"""Follows the name of a school year that is not over."""

NOT_YET = "nog niet bereikt"
KALENDERDAGEN, SCHOOLDAGEN = str(Klok.KALENDERDAGEN), str(Klok.SCHOOLDAGEN)
HALF, MOST = 0.5, 0.9
MOST_YEARS = 4
WIDE = 0.2
"""An interval wider than this comes with the reason."""

BAND = (
    "De band om de lijn is de ruimte voor toeval (95%). Die zegt niets over verschillen in "
    "registratie."
)
WIDER = "Waar niet alle zaken zo lang gevolgd zijn, is de ruimte voor toeval breder."
ROOM = (
    "‘Tussen’ is de ruimte voor toeval (95%) om de dag waarop de helft of 90% klaar is. ‘Vanaf’: "
    "tot waar is nog niet te zeggen."
)
POINTS = (
    "De punten komen uit de vrijgave; de lijn ertussen is recht getrokken. Soms is een punt "
    "weggelaten, zodat niemand te herkennen is."
)
SHORT_OF = (
    "Nog niet bereikt: zo ver komt de lijn niet. Een deel is nog open, of eindigde op een andere "
    "manier."
)
DASH = "Een streepje: te weinig om te tonen, weggelaten, of nog niet lang genoeg gevolgd."


def years_upto(release: Release, state: State, *, most: int = MOST_YEARS) -> tuple[str, ...]:
    """Return the chosen school year and those before it, the newest first."""
    before = reversed(release.years_before(state.schooljaar))
    return (state.schooljaar, *before)[:most]


def question_in(state: State, schooljaar: str) -> Question:
    return Question(state.gebied, schooljaar, state.filters)


def running_notes(release: Release, state: State) -> tuple[str, ...]:
    """Say of a school year that still runs that its numbers are fewer, not lower."""
    if not release.is_running(state.gebied, state.schooljaar):
        return ()
    return (
        f"Schooljaar {state.last_year} loopt nog: er staan minder termijnen, niet lagere cijfers. "
        "Nieuwe zaken volgen we nog te kort.",
    )


def year_name(release: Release, schooljaar: str, gebied: str) -> str:
    name = f"{schooljaar} samen" if are_together(schooljaar) else schooljaar
    return f"{name}{RUNNING}" if release.is_running(gebied, schooljaar) else name


def landmark(line: Curve, day: int) -> tuple[float | None, float | None, float | None]:
    """Return the share that had the event by a day, with its interval."""
    place = line.dagen.index(day)
    return line.af[place], line.laag[place], line.hoog[place]


def latest_landmark(line: Curve, *, upto: int = 90) -> int | None:
    """Return the day to tell a curve by: 90 days, else the last landmark shown before it."""
    shown = [day for day in LANDMARK_DAYS if day <= upto and line.share_at(day) is not None]
    return shown[-1] if shown else None


def reached(line: Curve, *, share: float, followed: int) -> Cell:
    """Return the day on which a curve reaches a share, that it does not yet, or nothing.

    After its last shown point a curve is either followed too short, or too near to everyone to
    be shown. Only the first is `not yet`. Nor is a curve that is past the share where it is first
    shown: it got there on a day that is hidden.
    """
    days, least = (line.mediaan_dagen, MEDIAN_FROM) if share == HALF else (line.p90_dagen, P90_FROM)
    shown = _shown_days(line.dagen, line.af)
    if days is not None or line.totaal < least or not shown:
        return days
    if any(value is not None and value >= share for value in line.af):
        return None
    if shown[-1] == line.dagen[-1]:
        return NOT_YET
    following = line.dagen[line.dagen.index(shown[-1]) + 1]
    return NOT_YET if following > followed else None


def followed_upto(release: Release, answer: Answer[Curve]) -> int:
    """Return the last day to which enough zaken of an answer about doorlooptijd were followed.

    That is the last day that any curve of the year shows, here or in the largest area, and no less
    than the time since the year was over. On the careful side: past it nothing could be shown. An
    area of which the delivery is older than those of the largest was followed so much shorter.
    """
    gebied, schooljaar = answer.question.gebied, answer.question.schooljaar
    largest = default_area(release)
    whole = answers.doorlooptijd(release, Question(largest, schooljaar))
    counted = release.counted_at(gebied, schooljaar)
    earlier = (release.counted_at(largest, schooljaar) - counted).days
    return max(
        (counted - last_day(schooljaar)).days,
        _last_shown(answer),
        _last_shown(whole) - max(earlier, 0),
    )


def room(line: Curve, *, share: float) -> str | None:
    """Write between which days a curve reaches a share, where that day is shown at all."""
    day = line.mediaan_dagen if share == HALF else line.p90_dagen
    found = days_between(line, share, week=WEEKS[line.klok])
    if day is None or found is None:
        return None
    first, last = found
    if last is None:
        return f"vanaf {first}" if first else "niet te zeggen"
    return str(first) if first == last else f"{first} en {last}"


def wide(low: float | None, high: float | None) -> tuple[str, ...]:
    """Say of a wide interval why it is no narrower."""
    if low is None or high is None or high - low <= WIDE:
        return ()
    return (
        f"{dutch.capitalised(dutch.between(low, high))}: met zo weinig zaken kunnen we het niet "
        "preciezer zeggen.",
    )


def in_words(cell: Cell, klok: str = KALENDERDAGEN) -> str:
    """Write a duration that came from `reached`."""
    if isinstance(cell, str):
        return cell
    if cell is None or klok == KALENDERDAGEN:
        return dutch.weeks(None if cell is None else int(cell))
    return f"{dutch.count(int(cell))} {klok}"


def clock_notes(release: Release) -> tuple[str, ...]:
    """Say which steps do not run in calendar days."""
    steps: dict[str, list[str]] = {}
    for stap, klok in sorted(release.klokken.items()):
        if klok != KALENDERDAGEN:
            steps.setdefault(klok, []).append(str(stap))
    told = [
        f"Stap {dutch.listed(of)} telt in {klok}: een week is vijf {klok}."
        for klok, of in steps.items()
    ]
    if SCHOOLDAGEN in steps:
        told.append(
            "Schooldagen zijn volgens het landelijk rooster van de vakantieregio; een school kan "
            "daarvan afwijken."
        )
    return (*told, "De andere stappen tellen in kalenderdagen.") if told else ()


def _last_shown(answer: Answer[Curve]) -> int:
    return max(
        (
            day
            for row in answer.rows
            for end in (row.af, row.anders)
            for day in _shown_days(row.dagen, end)
        ),
        default=0,
    )


def _shown_days(days: tuple[int, ...], shares: tuple[float | None, ...]) -> list[int]:
    return [day for day, share in zip(days, shares, strict=True) if share is not None]
