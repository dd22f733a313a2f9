"""Well-shaped pseudonyms that may yet be a BSN: filled up with 0 or f, repeated, or in hex.

Their text is kept, for `sql/content/cellen.sql` to look at. Of random pseudonyms hardly any is.
"""

_ONLY_DIGITS_AND_FILLING = "^[0-9fF-]*$"


def may_be_number(table: str, cell: str) -> str:
    """Return the predicate of cells of a pseudonym of a table to look at; null for an empty one.

    An id elsewhere than in zaken loads only when its zaak does, so there the cheap half will do.
    """
    filled_up = f"starts_with({cell}, '0000000')"
    if table != "zaken":
        return filled_up
    return f"({filled_up} or regexp_matches({cell}, '{_ONLY_DIGITS_AND_FILLING}'))"
