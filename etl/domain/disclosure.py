"""The gate's rule: what a count may look like outside the case store.

"Aantallen zijn afgerond op vijftallen; afgerond minder dan 10 tonen we niet." The threshold and
the rounding are those of OpenSAFELY and of the figures on youth protection per gemeente of CBS.
The SQL of the gate is `sql/macros/poort.sql`; a test holds the two to each other.
"""

ROUNDING = 5
"""Released counts are multiples of this."""

THRESHOLD = 10
"""Released counts below this are not shown: zero, a few, and withdrawn look alike."""

LARGEST_HIDDEN = 7
"""The largest true count that is not shown."""

LADDER_OWN_DIMENSION = 20
"""From this released total an area shows a metric by its own dimension (route, box, verdict)."""

EXPECTED_PARTS = 1_000_000
"""What a zaak adds to an expected count is a whole number of so many parts."""

LADDER_ONE_FILTER = 300
"""From this released total an area also shows a metric by one further filter."""

MIN_AREAS = 4
"""A total of areas is released only when at least this many of them are shown themselves."""

MAX_SHARE_OF_ONE_PUPIL = 3
"""No pupil may make up more than one in this many of the zaken in a cell."""

GRID_DAYS = (7, 14, 21, 30, 42, 60, 90, 120, 150, 180, 270, 365)
"""The days at which a curve is released."""

MIN_FOLLOWED = 0.5
"""A point of a curve needs this share of its zaken followed that long."""

MEDIAN_FROM = 30
"""Released total from which a median is shown."""

P90_FROM = 100
"""Released total from which the 90th percentile is shown."""

CLIPPED_BELOW = 100
"""A share of a smaller released total is clipped: it says no more than `most of them`."""

SHARE_LOW, SHARE_HIGH = 0.1, 0.9
"""Where a share is clipped, and from where a sensitive category makes a view one-sided."""

ONE_SIDED_BELOW = 50
"""A one-sided view of a smaller released total is not shown at all."""

TOGETHER_BELOW = 100
"""A gemeente with a smaller released total in one of two schooljaren has both together too."""

MIN_CHANGED = 10
"""An area and schooljaar is counted again only when this many of its pupils changed."""

FROZEN_AFTER = 24
"""Months after its 31 July from which a schooljaar that was shown is not counted again."""

HIDDEN = "–"
"""The one symbol for everything that is not shown."""

RULE = "Aantallen zijn afgerond op vijftallen; afgerond minder dan 10 tonen we niet."
"""The rule in one sentence, for every page and export."""

CLIP_RULE = "Van minder dan 100 zaken tonen we geen aandeel boven 90%: dan staat er ‘meer dan 90%’."
"""The clipping of shares in one sentence."""

DO_NOT_ADD_UP = "Door afronding tellen delen niet altijd op tot het totaal."


def released(count: int) -> int | None:
    """Return what is shown of a true count: a multiple of five from ten, else None.

    >>> [released(n) for n in (0, 7, 8, 12, 13, 22)]
    [None, None, 10, 10, 15, 20]
    """
    value = ROUNDING * ((count + 2) // ROUNDING)
    return value if value >= THRESHOLD else None
