"""Read `normen.toml` beside the case store: norms and targets that regions agreed on.

doel = 85               # percent within the norm, everywhere
halt_start = 21         # days, everywhere

[regio.MC21]
stap_2 = 14             # days, in this region only
doel = 90
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from etl.domain import areas, normen
from etl.domain.normen import Normen
from etl.errors import UsageError

NAME = "normen.toml"


def read(warehouse: Path) -> Normen:
    """Return the agreements of a warehouse, none without the file; raises UsageError."""
    path = warehouse / NAME
    if not path.is_file():
        return Normen()
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (ValueError, RecursionError) as error:
        # ValueError: no TOML, no UTF-8, or a number of thousands of digits
        raise UsageError(
            f"{NAME} is niet te lezen als TOML: kijk naar aanhalingstekens en haken."
        ) from error
    regions = content.pop("regio", {})
    if not isinstance(regions, dict):
        raise UsageError(f"{NAME}: regio is een tabel per regio, zoals [regio.MC21].")
    agreed = _of(normen.EVERYWHERE, content)
    for regio, own in regions.items():
        if regio not in areas.regios() or not isinstance(own, dict):
            raise UsageError(f"{NAME}: [regio.{regio}] is geen regio. Geef een code als MC21.")
        agreed |= _of(regio, own)
    for pair in areas.RELEASED_TOGETHER:
        _check_same(pair, agreed)
    return Normen(agreed)


def _of(regio: str, content: Mapping[str, Any]) -> dict[tuple[str, str], int]:
    where = f"{NAME}, [regio.{regio}]" if regio else NAME
    agreed = {}
    for code, value in content.items():
        if code == normen.TARGET:
            if not _is_number(value) or not 1 <= value <= 100:
                raise UsageError(f"{where}: doel is een percentage van 1 tot en met 100.")
        elif code not in normen.CODES:
            raise UsageError(
                f"{where}: {code} is geen overdracht of stap. Het kan: doel, "
                f"{', '.join(normen.CODES)}."
            )
        elif not _is_number(value) or value not in normen.DAYS:
            days = ", ".join(map(str, normen.DAYS))
            raise UsageError(
                f"{where}: een norm voor {code} is een van deze aantallen dagen: {days}. Op andere "
                "dagen kent de vrijgave geen cijfers."
            )
        agreed[regio, code] = int(value)
    return agreed


def _check_same(pair: tuple[str, str], agreed: Mapping[tuple[str, str], int]) -> None:
    """Raise UsageError when regions whose figures are one agreed on different numbers."""
    one, other = ({code: agreed[at, code] for at, code in agreed if at == regio} for regio in pair)
    if one != other:
        raise UsageError(
            f"{NAME}: de cijfers van {pair[0]} en {pair[1]} worden samen getoond. Zet onder "
            f"[regio.{pair[0]}] en [regio.{pair[1]}] dezelfde afspraken."
        )


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)
