"""The filter bar: native selects in a form. `assets/filters.js` writes the choice to the URL.

Every option comes from the release, so that no choice leads to an area it doesn't hold. A control
that cannot be used stays visible, disabled, with the reason in words.
"""

from collections.abc import Sequence
from functools import lru_cache

from dash import html
from dash.development.base_component import Component

from dashboard.components.attributes import attributes
from dashboard.exhibits.curves import year_name
from dashboard.state import AREA, YEAR, Choice, State
from etl.domain import areas, codes
from etl.domain.areas import Niveau
from etl.domain.disclosure import LADDER_ONE_FILTER
from etl.domain.schooljaren import are_together
from etl.released import withheld
from etl.released.reader import Release

LEVEL_NAMES = {
    Niveau.LAND: "Nederland",
    Niveau.REGIO: "Regio's",
    Niveau.ARRONDISSEMENT: "Arrondissementen",
    Niveau.GEMEENTE: "Gemeenten",
}

NO_FILTER = "Alle zaken"
NO_SECOND_FILTER = "Geen tweede filter"
TOO_SMALL = "Filteren kan vanaf {} zaken; dit gebied heeft er minder."
OF_TWO_YEARS = "Twee schooljaren samen zijn er alleen zonder filter."
NOT_SHOWN = "Filteren kan vanaf {} zaken, als die te tonen zijn."


def filter_bar(
    *,
    release: Release,
    state: State,
    choices: Sequence[Choice] = (),
    base: Sequence[str] = (AREA, YEAR, "filters"),
    can_filter: bool = True,
    can_filter_twice: bool = False,
    filter_from: int = LADDER_ONE_FILTER,
    is_of_one_year: bool = False,
) -> html.Form:
    """Build the bar.

    Args:
        release: what there is to choose.
        state: what is chosen.
        choices: the page's own questions, after the shared ones.
        base: which of the shared controls the page uses.
        can_filter: the ladder allows one filter for this area and year.
        can_filter_twice: the ladder allows a second one beside the first. It comes when the first
            is chosen; one that a link brought along can always be taken away.
        filter_from: the zaken from which the ladder allows one.
        is_of_one_year: the page has nothing of two schooljaren together.
    """
    controls: list[Component] = []
    if AREA in base:
        controls.append(_areas(release, state))
    if YEAR in base:
        together = () if is_of_one_year else release.together.get(state.gebied, ())
        controls.append(_years(release, state, together))
    if "filters" in base:
        total = release.total(gebied=state.gebied, schooljaar=state.schooljaar)
        why_not = TOO_SMALL if withheld.are_few(total, least=filter_from) else NOT_SHOWN
        if are_together(state.schooljaar):
            why_not = OF_TWO_YEARS
        reason = "" if can_filter else why_not.format(filter_from)
        controls.extend(_filters(state, reason=reason, can_filter_twice=can_filter_twice))
    controls += [
        _control(
            choice.name,
            choice.label,
            [
                _option(value, label, chosen=state.choice(choice.name))
                for value, label in choice.options
            ],
            value=state.choice(choice.name),
        )
        for choice in choices
    ]
    return html.Form(
        controls,
        id="filters",
        className="filterbalk",
        **attributes(aria_label="Kies wat u ziet", data_kolommen=" ".join(codes.FILTERS)),
    )


def _areas(release: Release, state: State) -> Component:
    groups: list[Component] = [
        html.Optgroup(
            [_option(code, name, chosen=state.gebied) for code, name in by_name(released)],
            label=LEVEL_NAMES[niveau],
        )
        for niveau in Niveau
        if (released := release.areas.get(niveau, ()))
    ]
    return _control(AREA, "Gebied", groups, value=state.gebied)


@lru_cache(maxsize=32)
def by_name(released: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Return codes with their names, in the order of the names."""
    named = [(code, areas.name_of(code)) for code in released]
    return tuple(sorted(named, key=lambda area: area[1].casefold()))


def _years(release: Release, state: State, together: Sequence[str]) -> Component:
    options: list[Component] = [
        _option(
            year,
            year_name(release, year, state.gebied),
            chosen=state.schooljaar,
        )
        for year in (*reversed(together), *reversed(release.schooljaren))
    ]
    return _control(YEAR, "Schooljaar", options, value=state.schooljaar)


def _filters(state: State, *, reason: str, can_filter_twice: bool) -> Sequence[Component]:
    chosen = [f"{column}:{code}" for column, code in state.filters]
    first, second = (*chosen, "", "")[:2]
    options = _codes(first, none=NO_FILTER)
    controls = [_control("filter1", "Filter", options, value=first, reason="" if first else reason)]
    if not second and not (first and can_filter_twice):
        return controls
    taken = state.filters[0][0] if state.filters else None
    options = _codes(second, none=NO_SECOND_FILTER, without=taken)
    return [*controls, _control("filter2", "En ook", options, value=second)]


def _codes(chosen: str, *, none: str, without: str | None = None) -> list[Component]:
    groups = [
        html.Optgroup(
            [
                _option(f"{column}:{code}", codes.filter_label(column, code), chosen=chosen)
                for code in code_list.values
            ],
            label=code_list.title,
        )
        for column, code_list in codes.FILTERS.items()
        if column != without
    ]
    return [_option("", none, chosen=chosen), *groups]


def _option(value: str, label: str, *, chosen: str) -> html.Option:
    return _built_option(value, label, selected=value == chosen)


@lru_cache(maxsize=4096)
def _built_option(value: str, label: str, *, selected: bool) -> html.Option:
    """Build an option once: a bar has hundreds, the same on every page; nobody changes them."""
    if selected:
        return html.Option(label, value=value, selected=True)
    return html.Option(label, value=value)


def _control(
    name: str, label: str, options: Sequence[Component], *, value: str, reason: str = ""
) -> html.Div:
    control, words = f"kies-{name}", f"waarom-{name}"
    described = {"aria-describedby": words} if reason else {}
    return html.Div(
        [
            html.Label(label, htmlFor=control),
            html.Select(
                list(options),
                id=control,
                name=name,
                disabled=bool(reason),
                # a select that is already there keeps its own value: filters.js reads this one
                **attributes(data_waarde=value, **described),
            ),
            *([html.P(reason, id=words, className="reden")] if reason else []),
        ],
        className="keuze",
    )
