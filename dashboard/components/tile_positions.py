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
    """A name that fits on a tile."""


COLUMNS, ROWS = 8, 9

PLACES = {
    "MC01": Place(8, 2, "Oost-Gron."),
    "MC02": Place(8, 1, "Eemsmond"),
    "MC03": Place(7, 1, "Groningen"),
    "MC04": Place(6, 1, "Fryslân N"),
    "MC05": Place(5, 2, "Fryslân ZW"),
    "MC06": Place(6, 2, "Fryslân O"),
    "MC07": Place(7, 2, "Drenthe N"),
    "MC08": Place(8, 3, "Drenthe ZO"),
    "MC09": Place(7, 3, "Drenthe ZW"),
    "MC10": Place(6, 3, "IJssel-Vecht"),
    "MC11": Place(6, 4, "Stedendrieh."),
    "MC12": Place(7, 4, "Twente"),
    "MC13": Place(7, 5, "Achterhoek"),
    "MC15": Place(5, 6, "Rivierenland"),
    "MC16": Place(5, 5, "Eem/Vallei"),
    "MC17": Place(5, 4, "NW-Veluwe"),
    "MC18": Place(5, 3, "Flevoland"),
    "MC19": Place(4, 6, "Utrecht"),
    "MC20": Place(4, 5, "Gooi/Vecht"),
    "MC21": Place(4, 4, "Amsterdam"),
    "MC22": Place(4, 3, "W-Friesland"),
    "MC23": Place(4, 2, "Kop NH"),
    "MC24": Place(3, 3, "N-Kennemerl."),
    "MC25": Place(3, 4, "Z-Kennemerl."),
    "MC26": Place(2, 4, "ZH-Noord"),
    "MC27": Place(3, 5, "ZH-Oost"),
    "MC28": Place(2, 5, "Haaglanden"),
    "MC29": Place(2, 6, "Rijnmond"),
    "MC30": Place(3, 6, "ZH-Zuid"),
    "MC31": Place(2, 7, "Oosterschelde"),
    "MC32": Place(1, 7, "Walcheren"),
    "MC33": Place(1, 8, "Zeeuws-Vl."),
    "MC34": Place(3, 7, "W-Brabant"),
    "MC35": Place(4, 7, "M-Brabant"),
    "MC36": Place(5, 7, "NO-Brabant"),
    "MC37": Place(5, 8, "ZO-Brabant"),
    "MC38": Place(6, 8, "Limburg N"),
    "MC39": Place(6, 9, "Zuid-Limburg"),
    "MC40": Place(6, 6, "Nijmegen"),
    "MC41": Place(6, 5, "Arnhem"),
}
