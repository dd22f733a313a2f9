"""When two names are of one supplier."""

import unicodedata


def same_name(leverancier: str) -> str:
    """Return what all spellings of a supplier's name have in common.

    >>> same_name("Gemeente  Súdwest") == same_name("gemeente su\u0301dwest ")
    True
    """
    folded = unicodedata.normalize("NFC", leverancier).casefold()
    return " ".join(unicodedata.normalize("NFC", folded).split())
