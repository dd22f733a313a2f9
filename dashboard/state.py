"""What the URL asks for: the only state that the dashboard has.

`/routes?gebied=MC12&schooljaar=2025-2026&onderwijssoort=vo` shows the same thing to whoever opens
it, in a page, a file and on paper. What the release doesn't hold falls back to a default, and the
page says so in a notice: a link never fails, and never shows something else in silence.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlencode

from etl.domain import areas, codes
from etl.domain.areas import NEDERLAND, Niveau
from etl.domain.schooljaren import are_together, each_of, named, schooljaar_of
from etl.released.reader import Release
from etl.released.rows import NO_TOTAL, Question

AREA = "gebied"
YEAR = "schooljaar"
MAX_FILTERS = 2

Query = Mapping[str, str | list[str]]
"""Query parameters as Dash hands them over: a list where a name occurs more than once."""


@dataclass(frozen=True)
class Choice:
    """A question that one page adds to the filter bar, such as the indicator to compare on."""

    name: str
    label: str
    options: tuple[tuple[str, str], ...]
    """Value and label; the first is the default."""

    @property
    def default(self) -> str:
        return self.options[0][0]

    def told(self, value: str) -> tuple[str, str]:
        """Return the question and the answer as the page says them."""
        return self.label, dict(self.options)[value]


@dataclass(frozen=True)
class State:
    """A valid request: every value is one that the release or a code list knows."""

    gebied: str
    schooljaar: str
    filters: tuple[tuple[str, str], ...] = ()
    """Column and code, sorted by column."""

    choices: tuple[tuple[str, str], ...] = ()
    """Name and value of every choice of the page, the defaults too."""

    told: tuple[tuple[str, str], ...] = ()
    """The same as the page says it: the question and the answer."""

    notices: tuple[str, ...] = ()
    """What was asked and could not be given, in Dutch."""

    @property
    def question(self) -> Question:
        return Question(self.gebied, self.schooljaar, self.filters)

    @property
    def niveau(self) -> Niveau:
        return areas.niveau_of(self.gebied)

    @property
    def gebied_naam(self) -> str:
        return areas.name_of(self.gebied)

    @property
    def selection(self) -> str:
        """The filters as a reader says them: `alle zaken`, or `Mbo, Meisje`."""
        labels = [codes.filter_label(column, code) for column, code in self.filters]
        return ", ".join(labels) if labels else "alle zaken"

    @property
    def years(self) -> str:
        """The schooljaar as a sentence says it: `schooljaar 2024-2025`."""
        return named(self.schooljaar)

    @property
    def last_year(self) -> str:
        """The schooljaar; of two together the last."""
        return each_of(self.schooljaar)[-1]

    def choice(self, name: str) -> str:
        return dict(self.choices)[name]

    def query(self) -> str:
        """Write the state as a query string; a link to another page leaves the choices out."""
        return urlencode([(AREA, self.gebied), (YEAR, self.schooljaar), *self.filters])

    def full_query(self) -> str:
        """Write the state with the choices of its page: for exports and printed links."""
        return "&".join(filter(None, (self.query(), urlencode(self.choices))))

    def href(self, path: str) -> str:
        return f"{path}?{self.query()}"


def parse(
    query: Query,
    *,
    release: Release,
    choices: tuple[Choice, ...] = (),
    is_of_one_year: bool = False,
) -> State:
    """Read a query against a release; what is unknown becomes the default and a notice.

    Args:
        choices: those of the page.
        is_of_one_year: whether the page has nothing to show of two schooljaren together.
    """
    asked = {name: value[0] if isinstance(value, list) else value for name, value in query.items()}
    notices: list[str] = []
    gebied = _area(asked.get(AREA), release=release, notices=notices)
    together = () if is_of_one_year else release.together.get(gebied, ())
    schooljaar = _year(asked.get(YEAR), together, release=release, notices=notices)
    filters = tuple(_filters(asked, notices=notices))
    if filters and are_together(schooljaar):
        filters = ()
        notices.append("Van twee schooljaren samen is er geen filter. U ziet alle zaken.")
    chosen = [(choice, _chosen(asked, choice, notices=notices)) for choice in choices]
    return State(
        gebied,
        schooljaar,
        filters,
        choices=tuple((choice.name, value) for choice, value in chosen),
        told=tuple(choice.told(value) for choice, value in chosen),
        notices=tuple(notices),
    )


def default_area(release: Release) -> str:
    """Return the largest area of a release: the country, else the first of the next level."""
    for niveau in Niveau:
        if codes_of_level := release.areas.get(niveau, ()):
            return codes_of_level[0]
    return NEDERLAND


def default_year(release: Release) -> str:
    """Return the last school year that is over in every area of the release.

    A running year is only part of the story. The year is the same for all areas, so that who goes
    from one to another stays in it. Of a release that shows nothing yet it is the one that its
    deliveries go up to.
    """
    if not release.schooljaren:
        return schooljaar_of(release.peildatum - timedelta(days=1))
    complete = [year for year in release.schooljaren if not release.is_running_anywhere(year)]
    return (complete or list(release.schooljaren))[-1]


def _area(asked: str | None, *, release: Release, notices: list[str]) -> str:
    default = default_area(release)
    # where nothing is shown yet, the page says so itself
    if not asked or not release.schooljaren:
        return default
    released = {code for level in release.areas.values() for code in level}
    if asked in released:
        return asked
    # a pair of regions is released as one: each of the two leads to the pair
    pairs = [code for code in released if asked in code.split("+")]
    if pairs:
        notices.append(f"{areas.name_of(asked)} tonen we samen: {areas.name_of(pairs[0])}.")
        return pairs[0]
    regio = areas.regio_of(asked)
    around = [code for code in released if regio is not None and regio in code.split("+")]
    nearest = around[0] if around else default
    notices.append(f"{_why_not(asked)} U ziet {areas.name_of(nearest)}.")
    return nearest


def _why_not(asked: str) -> str:
    if asked in areas.regios() or asked in areas.arrondissementen():
        return (
            f"{areas.name_of(asked)} heeft geen totaal in deze vrijgave. {NO_TOTAL} Een gemeente "
            "uit dit gebied kan er wel staan."
        )
    if asked in areas.gemeenten():
        return (
            f"Over {areas.name_of(asked)} staat niets in deze vrijgave: er is niets geleverd, of "
            "er is niets van te tonen."
        )
    return "Over het gevraagde gebied staat niets in deze vrijgave."


def _year(
    asked: str | None, together: tuple[str, ...], *, release: Release, notices: list[str]
) -> str:
    if asked in (*release.schooljaren, *together):
        return str(asked)
    default = default_year(release)
    if asked in {each for of_area in release.together.values() for each in of_area}:
        # only areas and pages that cannot have it end up here
        default = max(each for each in each_of(str(asked)) if each in release.schooljaren)
        notices.append(f"Twee schooljaren samen tonen we hier niet. U ziet {default}.")
    elif asked and release.schooljaren:
        notices.append(f"Het gevraagde schooljaar staat niet in deze vrijgave. U ziet {default}.")
    return default


def _filters(asked: Mapping[str, str], *, notices: list[str]) -> Iterator[tuple[str, str]]:
    known = [
        (column, asked[column])
        for column, code_list in codes.FILTERS.items()
        if asked.get(column) in code_list.values
    ]
    unknown = [column for column in codes.FILTERS if asked.get(column)]
    if len(known) < len(unknown):
        notices.append("Een filter is onbekend en telt niet mee.")
    if len(known) > MAX_FILTERS:
        notices.append(f"Meer dan {MAX_FILTERS} filters kan niet. De andere tellen niet mee.")
    yield from sorted(known[:MAX_FILTERS])


def _chosen(asked: Mapping[str, str], choice: Choice, *, notices: list[str]) -> str:
    value = asked.get(choice.name)
    if value in dict(choice.options):
        return str(value)
    if value:
        notices.append(f"{choice.label}: deze keuze is er niet. U ziet de standaardkeuze.")
    return choice.default
