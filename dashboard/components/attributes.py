"""The attributes that Python cannot spell: `aria-label` is written `aria_label`."""

from typing import Any


def attributes(**given: str | None) -> dict[str, Any]:
    """Return aria and data attributes under their HTML names; None is left out.

    >>> attributes(aria_label="Pagina's", aria_current=None)
    {'aria-label': "Pagina's"}
    """
    return {name.replace("_", "-"): value for name, value in given.items() if value is not None}
