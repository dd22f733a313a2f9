"""How many pupils a gemeente has, roughly, and invented.

The large cities are large, by a rounded order of magnitude; every other gemeente gets a size from
its code alone. So a gemeente has the same size in every set, whatever the seed. None of this is a
statistic: real numbers come with a delivery, in `noemers`.
"""

import hashlib
import math
from statistics import NormalDist

from etl.domain import areas

LARGE = {
    "Amsterdam": 110_000, "Rotterdam": 90_000, "Den Haag": 78_000, "Utrecht": 48_000,
    "Almere": 36_000, "Eindhoven": 30_000, "Tilburg": 29_000, "Groningen": 25_000,
    "Breda": 25_000, "Amersfoort": 25_000, "Haarlemmermeer": 24_000, "Apeldoorn": 23_000,
    "Arnhem": 22_000, "Nijmegen": 22_000, "Haarlem": 22_000, "Zaanstad": 22_000,
    "Den Bosch": 21_000, "Enschede": 20_000, "Zwolle": 20_000, "Ede": 19_000,
    "Zoetermeer": 18_000, "Dordrecht": 17_000, "Westland": 16_000, "Leeuwarden": 16_000,
    "Leiden": 15_000, "Deventer": 15_000, "Alphen aan den Rijn": 15_000, "Emmen": 14_000,
    "Alkmaar": 14_000, "Venlo": 13_000, "Maastricht": 13_000, "Sittard-Geleen": 12_000,
}  # fmt: skip
"""Rounded orders of magnitude, so that a map of an invented set looks like the country."""

SMALL = ("Vlieland", "Schiermonnikoog", "Ameland", "Terschelling", "Rozendaal", "Texel")

_MEDIAN, _SPREAD, _LEAST, _MOST = 4_600, 0.45, 1_500, 11_500


def leerlingen(gemeentecode: str) -> int:
    """Return the invented number of pupils of a gemeente, 4 to 17 years."""
    naam = areas.gemeenten()[gemeentecode].naam
    if naam in LARGE:
        return LARGE[naam]
    digest = hashlib.sha256(gemeentecode.encode()).digest()
    position = (int.from_bytes(digest[:6]) + 0.5) / 2**48
    if naam in SMALL:
        return 100 + int(position * 200)
    size = _MEDIAN * math.exp(_SPREAD * NormalDist().inv_cdf(position))
    return int(round(min(max(size, _LEAST), _MOST), -1))


def is_large(gemeentecode: str) -> bool:
    """Return whether a gemeente is large enough to deliver by itself."""
    return areas.gemeenten()[gemeentecode].naam in LARGE
