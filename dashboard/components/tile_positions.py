"""Where each region stands on the tile map: a table of facts, worked out once.

The centres of `etl.domain.areas.regios` were laid on a grid of 8 by 9, each region a cell of its
own, with the least total squared distance (the assignment problem). A test holds the table to the
centres: who lies clearly further west or north does so on the map too.
"""

from typing import NamedTuple


class Place(NamedTuple):
    kolom: int
    """From 1, west to east."""

    rij: int
    """From 1, north to south."""

    kort: str
    """A name that fits on a tile, with soft hyphens where it may break."""


COLUMNS, ROWS = 8, 9

PLACES = {
    "MC01": Place(8, 2, "Oost-Gronin\u00adgen"),
    "MC02": Place(8, 1, "Eems\u00admond"),
    "MC03": Place(7, 1, "Gronin\u00adgen"),
    "MC04": Place(6, 1, "Fryslân Noord"),
    "MC05": Place(5, 2, "Fryslân ZW"),
    "MC06": Place(6, 2, "Fryslân Oost"),
    "MC07": Place(7, 2, "Drenthe Noord"),
    "MC08": Place(8, 3, "Drenthe ZO"),
    "MC09": Place(7, 3, "Drenthe ZW"),
    "MC10": Place(6, 3, "IJssel-Vecht"),
    "MC11": Place(6, 4, "Steden\u00addriehoek"),
    "MC12": Place(7, 4, "Twente"),
    "MC13": Place(7, 5, "Achter\u00adhoek"),
    "MC15": Place(5, 6, "Rivieren\u00adland"),
    "MC16": Place(5, 5, "Eem en Vallei"),
    "MC17": Place(5, 4, "NW-Veluwe"),
    "MC18": Place(5, 3, "Flevo\u00adland"),
    "MC19": Place(4, 6, "Utrecht"),
    "MC20": Place(4, 5, "Gooi en Vecht"),
    "MC21": Place(4, 4, "Amster\u00addam"),
    "MC22": Place(4, 3, "West-Friesland"),
    "MC23": Place(4, 2, "Kop van NH"),
    "MC24": Place(3, 3, "Kenne\u00admer\u00adland N"),
    "MC25": Place(3, 4, "Kenne\u00admer\u00adland Z"),
    "MC26": Place(2, 4, "ZH-Noord"),
    "MC27": Place(3, 5, "ZH-Oost"),
    "MC28": Place(2, 5, "Haag\u00adlanden"),
    "MC29": Place(2, 6, "Rijn\u00admond"),
    "MC30": Place(3, 6, "ZH-Zuid"),
    "MC31": Place(2, 7, "Ooster\u00adschelde"),
    "MC32": Place(1, 7, "Walche\u00adren"),
    "MC33": Place(1, 8, "Zeeuws-Vlaand."),
    "MC34": Place(3, 7, "West-Brabant"),
    "MC35": Place(4, 7, "Midden-Brabant"),
    "MC36": Place(5, 7, "NO-Brabant"),
    "MC37": Place(5, 8, "ZO-Brabant"),
    "MC38": Place(6, 8, "Limburg-Noord"),
    "MC39": Place(6, 9, "Zuid-Limburg"),
    "MC40": Place(6, 6, "Nijme\u00adgen"),
    "MC41": Place(6, 5, "Arnhem"),
}
