"""The figures of the verslag as a workbook: a sheet a figure, the numbers as numbers."""

from dashboard import exports
from dashboard.exports import Notes, Sheet
from dashboard.verslag.content import agreements_table
from dashboard.verslag.model import Figure, Report


def xlsx_bytes(report: Report) -> bytes:
    """Write every figure with its definition, and the agreements."""
    return exports.book_bytes(sheets(report), title=report.title)


def sheets(report: Report) -> list[Sheet]:
    """Return a sheet for every figure, and one for the agreements."""
    agreed = agreements_table(report.agreements, caption=f"Afspraken: {report.title}")
    figures = [
        Sheet(f"Figuur {number}", figure.table, _notes(figure, report=report))
        for number, figure in enumerate(report.figures, start=1)
    ]
    return [*figures, Sheet("Afspraken", agreed, report.about)]


def _notes(figure: Figure, *, report: Report) -> Notes:
    pairs = figure.about.pairs if figure.about else ()
    return Notes(
        figure.title,
        (
            *((exports.WARNING, text) for text in (*report.warnings, *figure.notices)),
            (exports.SENTENCE, figure.sentence),
            ("Gekozen", figure.selection),
            *(pair for pair in pairs if pair[0] not in (exports.WARNING, exports.SENTENCE)),
            ("Kenmerk van de cijfers", figure.digest),
        ),
    )
