"""What a run tells a person meanwhile: what is being done, and how far that is if it is counted."""

from typing import Protocol


class Say(Protocol):
    """Tells a person what is being done now."""

    def __call__(self, words: str, done: int = 0, total: int | None = None) -> None:
        """Tell it.

        Args:
            words: in Dutch.
            done: how much of the total is.
            total: of what is counted; None: nobody knows how much it is.
        """


def nothing(words: str, done: int = 0, total: int | None = None) -> None:
    """Tell nobody."""


def time_left(seconds: float) -> str:
    """Return about how long something still takes.

    >>> time_left(0.3), time_left(47), time_left(100), time_left(260)
    ('bijna klaar', 'nog ongeveer 50 seconden', 'nog ongeveer 2 minuten', 'nog ongeveer 4 minuten')
    """
    if seconds < 5:
        return "bijna klaar"
    if seconds < 95:
        return f"nog ongeveer {-(-int(seconds) // 10) * 10} seconden"
    return f"nog ongeveer {seconds / 60:.0f} minuten"
