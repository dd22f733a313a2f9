"""How the choices of the table lie apart: counts, names and reasons, and no right or wrong."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dashboard.exhibits import Column, Kind, Table
from dashboard.practice.cases import Case
from etl.domain.codes import ALONE_ROUTES, ROUTECODE
from etl.errors import MasError
from etl.released import dutch


class Unfit(MasError):
    """A choice that cannot be one; the message says why, in Dutch."""


@dataclass(frozen=True)
class Choice:
    """What one organisation would choose, and why."""

    organisatie: str
    routes: tuple[str, ...]
    waarom: str = ""

    @property
    def label(self) -> str:
        return _label(self.routes)


def chosen(case: Case, codes: Iterable[str]) -> tuple[str, ...]:
    """Return the codes that were ticked, in the order of the code list.

    Raises:
        Unfit: nothing was ticked, or something beside 'no route'.
    """
    ticked = set(codes)
    routes = tuple(code.code for code in case.routes if code.code in ticked)
    if not routes:
        raise Unfit("Kies minstens één route, of 'geen'.")
    if len(routes) > 1 and (case.spoor == "B" or ticked & set(ALONE_ROUTES)):
        raise Unfit("Deze keuzes gaan niet samen. Kies er één van.")
    return routes


def spread(case: Case, choices: Sequence[Choice]) -> Table:
    """Tabulate the choices: each route of the case, then the combinations that occur."""
    alone = [(code.code,) for code in case.routes]
    together = sorted(
        {choice.routes for choice in choices} - set(alone),
        key=lambda routes: [_place(code) for code in routes],
    )
    rows = []
    for routes in (*alone, *together):
        who = [choice.organisatie for choice in choices if choice.routes == routes]
        rows.append((_label(routes), len(who), dutch.listed(who)))
    return Table(
        f"Keuzes bij {case.name}",
        (Column("Keuze"), Column("Organisaties", Kind.COUNT), Column("Wie")),
        tuple(rows),
    )


def sentence(choices: Sequence[Choice]) -> str:
    """Say how far the choices lie apart, without saying who is right."""
    kinds = {choice.routes for choice in choices}
    if not choices:
        return "Nog niemand heeft gekozen."
    if len(choices) == 1:
        return "Eén organisatie heeft gekozen."
    if len(kinds) == 1:
        every = "Beide" if len(choices) == 2 else f"Alle {len(choices)}"
        return (
            f"{every} organisaties kiezen hetzelfde: {choices[0].label}. Vergelijk de redenen: "
            "zijn die ook gelijk?"
        )
    return (
        f"{len(choices)} organisaties maken {len(kinds)} verschillende keuzes. Wat weegt ieder "
        "anders?"
    )


def reasons(case: Case, choices: Sequence[Choice]) -> Table:
    """List the reasons, an organisation a row."""
    return Table(
        f"Redenen bij {case.name}",
        (Column("Organisatie"), Column("Keuze"), Column("Waarom")),
        tuple((choice.organisatie, choice.label, choice.waarom) for choice in choices),
    )


def _label(routes: tuple[str, ...]) -> str:
    return " + ".join(ROUTECODE.label(code) for code in routes)


def _place(code: str) -> int:
    return ROUTECODE.values.index(code)
