"""Norms and targets: those of the law and guidelines, and what regions agreed otherwise.

A norm of a handover or step is a number of days, and the target is the share that should stay
within it. The MAS sets none per step: a step without an agreement has no norm. An agreement of a
region holds there and in its gemeenten; the country and an arrondissement keep the national norms.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from etl.domain.areas import Niveau, niveau_of, regio_of
from etl.domain.disclosure import GRID_DAYS
from etl.domain.steps import NORM_SHARE, OVERGANG, OVERGANGEN, Overgang

EVERYWHERE = ""
"""The region of a norm that holds in the whole country."""

TARGET = "doel"
STEPS = tuple(f"stap_{stap}" for stap in range(1, 11))
CODES = (*OVERGANG, *STEPS)
DAYS = GRID_DAYS
"""Days that a norm can have: a release knows its curves on these."""

AGREED = "Afspraak in de instellingen van deze monitor (normen.toml)"


@dataclass(frozen=True)
class Normen:
    """What was agreed besides the national norms: days, or percent for the target."""

    agreed: Mapping[tuple[str, str], int] = field(default_factory=dict)
    """By region (`EVERYWHERE` for all) and code: a handover, `stap_1` to `stap_10`, or `doel`."""

    def of(self, code: str, *, gebied: str) -> int | None:
        """Return the days of a norm in an area; None when there is none."""
        national = OVERGANG[code].norm_dagen if code in OVERGANG else None
        return self._agreed(code, gebied=gebied) or national

    def target(self, *, gebied: str) -> float:
        """Return the share that should stay within a norm."""
        percent = self._agreed(TARGET, gebied=gebied)
        return NORM_SHARE if percent is None else percent / 100

    def is_agreed(self, code: str, *, gebied: str) -> bool:
        """Return whether an agreement, and not the law, sets this."""
        return self._agreed(code, gebied=gebied) is not None

    def overgangen(self, *, gebied: str) -> tuple[Overgang, ...]:
        """Return every handover with the norm that holds in an area, and where that stands."""
        return tuple(
            replace(
                overgang,
                norm_dagen=self.of(overgang.code, gebied=gebied),
                source=AGREED if self.is_agreed(overgang.code, gebied=gebied) else overgang.source,
            )
            for overgang in OVERGANGEN
        )

    def rows(self) -> list[tuple[str, str, int]]:
        """Return region, code and number of every agreement, sorted."""
        return sorted((regio, code, days) for (regio, code), days in self.agreed.items())

    def _agreed(self, code: str, *, gebied: str) -> int | None:
        regios = gebied.split("+") if niveau_of(gebied) is Niveau.REGIO else [regio_of(gebied)]
        # what holds in a pair of regions is what both agreed on
        own = {self.agreed.get((regio, code)) for regio in regios if regio}
        return (own.pop() if len(own) == 1 else None) or self.agreed.get((EVERYWHERE, code))


NATIONAL = Normen()
"""No agreements: the norms of the law and guidelines alone."""
