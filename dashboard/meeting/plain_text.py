"""A text made plain before it is searched, and what stands around something that was found.

People write the same in many ways: other digits, dashes and spaces, characters that nobody sees.
"""

import re
import unicodedata


def plain(text: str) -> str:
    """Write a text with plain digits, one kind of dash, single spaces and nothing invisible."""
    if not text.isascii():
        text = "".join(
            "-" if kind == "Pd" or letter == "\u2212" else letter
            for letter in unicodedata.normalize("NFKC", text)
            if (kind := unicodedata.category(letter)) != "Cf"
        )
    return re.sub(r"[^\S\n]+", " ", text)


def around(match: re.Match[str], before: int = 40, after: int = 20) -> tuple[str, str]:
    """Return what stands before a match, and what after it."""
    text, (start, end) = match.string, match.span()
    return text[max(0, start - before) : start], text[end : end + after]
