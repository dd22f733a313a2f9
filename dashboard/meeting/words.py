"""What may not be typed: what is about one person.

Nothing that a participant types is treated as case data, so nothing in it may point at a pupil or
parent. A BSN, a mail address, a telephone number and a date of birth are recognised and refused;
a name is not, so the fields warn. The message never repeats what was typed.
"""

from datetime import date

from dashboard.meeting.personal import BIRTH, recognised
from etl.errors import MasError

WARNING = (
    "Schrijf geen namen van leerlingen, ouders of medewerkers op, ook geen initialen. "
    "Noem organisaties."
)
LONGEST = 10_000
"""Characters in one field: ten pages are a report, not a remark."""


class NotAllowed(MasError):
    """A text that the product won't keep; the message says why, in Dutch."""


def check(text: str) -> str:
    """Return the text as it is.

    Raises:
        NotAllowed: it holds what could point at a person, or it is too long.
    """
    if len(text) > LONGEST:
        raise NotAllowed(
            f"Deze tekst is te lang: hoogstens {LONGEST // 1000}.000 tekens. Maak hem korter."
        )
    name = recognised(text, today=date.today())
    if name:
        raise NotAllowed(
            f"Dit lijkt op {name}. Dat bewaren we niet: schrijf hier niets op dat naar één "
            f"persoon wijst.{_INSTEAD.get(name, '')} Haal het weg; de rest van uw tekst "
            "blijft staan."
        )
    return text


_INSTEAD = {BIRTH: " Bedoelt u een andere datum? Schrijf dan alleen de maand en het jaar."}
