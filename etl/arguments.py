"""argparse, in Dutch.

argparse asks `gettext` for its words, and there is no Dutch catalogue of them in Python. These are
the words that a user of our commands can meet.
"""

import argparse
from pathlib import Path
from typing import Any

_WORDS = {
    "usage: ": "gebruik: ",
    "positional arguments": "argumenten",
    "options": "opties",
    "show this help message and exit": "toon deze uitleg",
    "%(prog)s: error: %(message)s\n": "%(prog)s: verkeerd gebruik: %(message)s\n",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s: %(message)s",
    "the following arguments are required: %s": "er ontbreekt: %s",
    "unrecognized arguments: %s": "dit ken ik niet: %s",
    "expected one argument": "hier hoort één waarde achter",
    "expected at least one argument": "hier hoort minstens één waarde achter",
    "invalid choice: %(value)r (choose from %(choices)s)": "kan zijn: %(choices)s",
    "invalid %(type)s value: %(value)r": "dit is geen geldige waarde",
    "ambiguous option: %(option)s could match %(matches)s": "kies uit: %(matches)s",
    "ignored explicit argument %r": "hier hoort geen waarde achter",
}


def path(text: str) -> Path:
    """Read a path; an empty one, as of a variable that is not set, would be this very folder."""
    if not text.strip():
        raise argparse.ArgumentTypeError(
            "het pad is leeg; noem een map of bestand, of een punt voor de map waarin u staat"
        )
    return Path(text)


def code(text: str) -> str:
    """Read a word that may be written in capitals as well."""
    return text.strip().lower()


def speak_dutch() -> None:
    """Make argparse speak Dutch in this process."""

    def translated(text: str) -> str:
        return _WORDS.get(text, text)

    module: Any = argparse
    module._ = translated
