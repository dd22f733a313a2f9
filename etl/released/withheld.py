"""Why something is not shown, in words that are true whatever hid it.

What is not there can be nothing, a few, nearly all, or held back to protect something else; which
of these, nobody may know. That there are too few is said only where the release shows the whole
that it would be a part of, and that whole is small.
"""

from etl.domain.disclosure import LADDER_OWN_DIMENSION

RULE = (
    "We houden kleine en eenzijdige aantallen achter, en soms een ander aantal om die te "
    "beschermen."
)
"""What holds of everything that is not shown, and says of none of it which it is."""

FOLLOWED = "Ook moeten genoeg zaken lang genoeg gevolgd zijn."

FEW_LABEL, NOT_SHOWN_LABEL = "Te weinig zaken", "Niet te tonen"


def are_few(whole: int | None, *, least: int = LADDER_OWN_DIMENSION) -> bool:
    """Say whether a released number is known to be too small to show parts of."""
    return whole is not None and whole < least


def why_not_shown(
    whole: int | None,
    *,
    few: str,
    least: int = LADDER_OWN_DIMENSION,
    is_followed: bool = False,
) -> str:
    """Say why a figure has nothing to show.

    Args:
        whole: the released number that it is about; None where that is not shown either.
        few: the sentence where that is too small.
        least: from which number on there would be something to show.
        is_followed: it is about zaken that were followed for some time.

    >>> why_not_shown(15, few="Er zijn te weinig zaken om te verdelen.")
    'Er zijn te weinig zaken om te verdelen.'
    >>> why_not_shown(20_540, few="Er zijn te weinig zaken om te verdelen.")[:21]
    'Dit is niet te tonen.'
    """
    if are_few(whole, least=least):
        return few
    return not_shown(is_followed=is_followed)


def not_shown(*, is_followed: bool = False) -> str:
    """Say that something is not shown, without a reason."""
    return f"Dit is niet te tonen. {rule(is_followed=is_followed)}"


def rule(*, is_followed: bool = False) -> str:
    """Say what holds of everything that is not shown."""
    return f"{RULE} {FOLLOWED}" if is_followed else RULE


def label(whole: int | None) -> str:
    """Say the same in a cell of a table."""
    return FEW_LABEL if are_few(whole) else NOT_SHOWN_LABEL
