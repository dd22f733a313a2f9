"""Read TOML that a person wrote, or say in which line it cannot be read."""

import re
import tomllib
from typing import Any

from etl.errors import Unreadable

_TOO_DEEP = re.compile(r"(?:[\[{]\s*){50}")
_TOO_LONG = re.compile(r"[0-9_]{1000}")
_CURLED = re.compile("[“”„‘’]")

ADVICE = 'Zet tekst tussen rechte aanhalingstekens ("), en schrijf elke regel één keer.'


def parsed(data: bytes, *, where: str, advice: str = ADVICE) -> dict[str, Any]:
    """Return what a file says.

    Args:
        data: the file.
        where: its name, for messages.
        advice: what to do about a file that is no TOML, as a sentence.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Unreadable(f"{where} is geen UTF-8. Sla het bestand op als UTF-8.") from None
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = _place(error)
        curled = _CURLED.search(_at(text, error))
        if curled:
            # a word processor makes them, and straight ones beside them look alike
            place += ', waar een gekruld aanhalingsteken staat in plaats van een recht (")'
    except RecursionError:
        place = _line(text, _TOO_DEEP, "haken binnen haken, te diep om te lezen")
    except ValueError:
        # how Python says that a number has thousands of digits
        place = _line(text, _TOO_LONG, "een getal met te veel cijfers")
    raise Unreadable(f"{where} is niet te lezen als TOML: {place}. {advice}".strip())


def line_of(key: str, data: bytes) -> int | None:
    """Return the line on which a key stands in a file that was parsed; None if it is not found."""
    begin = re.compile(rf"""\s*\[*\s*["']?{re.escape(key)}["']?\s*[\].=]""")
    lines = data.decode("utf-8-sig").split("\n")
    return next((at for at, line in enumerate(lines, start=1) if begin.match(line)), None)


def _at(text: str, error: tomllib.TOMLDecodeError) -> str:
    """Return the line that an error is about."""
    found = re.search(r"at line (\d+)", str(error))
    return text.split("\n")[int(found[1]) - 1] if found else ""


def _place(error: tomllib.TOMLDecodeError) -> str:
    # the message before the place may quote the text
    _, _, place = str(error).rpartition("(at ")
    place = place.rstrip(")").replace("end of document", "het einde")
    return "kijk bij " + place.replace("line", "regel").replace("column", "teken")


def _line(text: str, sought: re.Pattern[str], what: str) -> str:
    found = sought.search(text)
    return f"{what} (regel {text.count(chr(10), 0, found.start()) + 1})" if found else what
