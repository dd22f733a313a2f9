"""Dutch words and numbers for the pages; `etl.released.dutch` makes them, as it makes sentences."""

from etl.released.dutch import (
    SMALL,
    about,
    between,
    bracketed,
    capitalised,
    count,
    day,
    days,
    listed,
    number,
    out_of_ten,
    percentage,
    so_many,
    weeks,
)

__all__ = [
    "SMALL",
    "about",
    "between",
    "bracketed",
    "capitalised",
    "count",
    "day",
    "days",
    "listed",
    "number",
    "out_of_ten",
    "percentage",
    "so_many",
    "weeks",
]
