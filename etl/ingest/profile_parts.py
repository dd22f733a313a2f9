"""Read the values of a profile: texts, lists and names of columns, or say what is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Any

from etl.domain.forbidden import is_forbidden
from etl.domain.giveaway import holds_a_number
from etl.errors import Refused, Unreadable
from etl.ingest.source import normalised


class Parts:
    """Reads one value at a time; knows where it stands, for its messages."""

    def __init__(self, where: str) -> None:
        self.where = where

    def source(self, given: Any, key: str, part: str) -> str:
        """Return the name of a supplier's column, as headers are compared."""
        [name] = normalised([self.text(given, key, part)])
        return self.not_forbidden(name, part)

    def not_forbidden(self, name: str, part: str) -> str:
        """Return a name of a column, or refuse the profile for it."""
        if is_forbidden(name):
            shown = "" if holds_a_number(name) else f" ('{name}')"
            raise Refused(
                f"{self.where}: [{part}] noemt een kolom die nooit geleverd mag worden"
                f"{shown}: een persoonsgegeven of vrije tekst. Haal die kolom bij de bron uit "
                "de export en uit het profiel; een profiel kan haar niet weglaten of gebruiken."
            )
        return name

    def text(self, given: Any, key: str, part: str, default: str | None = None) -> str:
        """Return a text that must be there."""
        value = given.get(key, default)
        if not isinstance(value, str) or not value.strip():
            raise self.wrong(f'[{part}] `{key}` ontbreekt, of is geen tekst tussen " en "')
        return value

    def yes_or_no(self, given: Any, key: str, part: str) -> bool:
        """Return what is true or false, and false when it is not there."""
        value = given.get(key, False)
        if not isinstance(value, bool):
            raise self.wrong(f"[{part}] `{key}` is true of false, zonder aanhalingstekens")
        return value

    def words(self, given: Any, key: str, part: str, default: tuple[str, ...]) -> tuple[str, ...]:
        """Return a list of texts, as words are compared."""
        value = given.get(key, default)
        if not isinstance(value, list | tuple) or not all(isinstance(one, str) for one in value):
            raise self.wrong(f'[{part}] `{key}` is een lijst, zoals ["a", "b"]')
        return tuple(word(one) for one in value)

    def listed(self, given: Any, key: str, part: str) -> list[Any]:
        """Return the blocks under a key."""
        value = given.get(key, [])
        if not isinstance(value, list):
            raise self.wrong(f"[{part}] schrijf elk blok als [[{part}.{key}]]")
        return value

    def only_table(self, given: Any, part: str) -> Mapping[str, Any]:
        """Return a part that has keys."""
        if not isinstance(given, Mapping):
            raise self.wrong(f'[{part}] is een onderdeel met regels als `sleutel = "waarde"`')
        return given

    def only(self, given: Any, known: Iterable[str], part: str) -> None:
        """Raise when a part has a key that it cannot have, with the nearest that it can."""
        words = list(known)
        for key in self.only_table(given, part):
            if key not in words:
                near = get_close_matches(key.casefold(), words, n=1)
                if near:
                    raise self.wrong(f"[{part}] kent de regel `{key}` niet; bedoelt u `{near[0]}`?")
                # what is like none of ours may be a cell: it is not repeated
                raise self.wrong(
                    f"[{part}] heeft een regel die daar niet hoort; dat kan zijn: "
                    f"{', '.join(words)}"
                )

    def wrong(self, text: str) -> Unreadable:
        """Return the error that says where and what."""
        # a name may hold signs that a terminal would obey
        shown = "".join(sign if sign.isprintable() else "·" for sign in text)
        return Unreadable(f"{self.where}: {shown}{'' if shown.endswith('?') else '.'}")


def word(text: str) -> str:
    """Return a word as words are compared."""
    return " ".join(text.lower().split())
