"""Two sums that give a part away together, and a way to write sums down."""

from etl.audit.sums import adding_up, by_size

# cells: a, b and c, and then a + c and b + c
CELLS = [[1, 0, 0], [0, 1, 0], [0, 0, 1], [1, 0, 1], [0, 1, 1]]
A, B, C, A_AND_C, B_AND_C = range(5)


def adds(*found, rest=0.0, cells=5):
    """Sums that are each given as a whole and then its parts."""
    return adding_up(by_size((whole, parts, rest) for whole, *parts in found), cells=cells)


TWO_SUMS = adds((A_AND_C, A, C), (B_AND_C, B, C))
