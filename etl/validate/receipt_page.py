"""The receipt as a page that stands alone: it can be mailed, and opens without a network."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from etl.validate.information import Figure, Section
    from etl.validate.receipt import FileReceipt, Finding, Receipt

_STYLE = """
body { font: 1rem/1.5 system-ui, sans-serif; color: #1d2530; background: #fff;
  max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; width: 100%; margin: 1rem 0 2rem; }
caption { text-align: left; font-weight: 600; padding: .5rem 0; }
th, td { text-align: left; vertical-align: top; padding: .4rem .6rem;
  border-bottom: 1px solid #767f8c; }
td.getal, th.getal { text-align: right; font-variant-numeric: tabular-nums; }
.besluit { border-left: .4rem solid #1d2530; padding: .5rem 1rem; background: #f1f4f8; }
.lijst { overflow-x: auto; }
.lijst table { min-width: 46rem; }
"""


def page(receipt: Receipt, *, words: str) -> str:
    """Return the receipt as HTML.

    Args:
        words: the decision in one sentence.
    """
    files = "".join(_file(file) for file in receipt.bestanden)
    told = "".join(_section(section) for section in receipt.informatie)
    return f"""<!doctype html>
<html lang="nl">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Ontvangstbewijs {escape(receipt.leverancier)}</title>
<style>{_STYLE}</style>
</head>
<body>
<main>
<h1>Ontvangstbewijs</h1>
<p>Leverancier: {escape(receipt.leverancier)}<br>Peildatum: {receipt.peildatum.isoformat()}</p>
<p class="besluit"><strong>{escape(str(receipt.besluit).capitalize())}.</strong> {escape(words)}</p>
{files}
{told}
</main>
</body>
</html>
"""


def _file(file: FileReceipt) -> str:
    name = escape(file.bestand)
    counts = (
        f"<p>Gelezen: {file.gelezen} regels. Geladen: {file.geladen}. "
        f"Apart gezet: {file.apart}.</p>"
    )
    if not file.bevindingen:
        return f"<section><h2>{name}</h2>{counts}<p>Geen bevindingen.</p></section>"
    rows = "".join(_finding(finding) for finding in file.bevindingen)
    return f"""<section><h2>{name}</h2>{counts}
<div class="lijst" tabindex="0" role="region" aria-label="Bevindingen in {name}">
<table>
<caption>Bevindingen in {name}</caption>
<thead><tr><th scope="col">Code</th><th scope="col">Gevolg</th><th scope="col">Kolom</th>
<th scope="col" class="getal">Aantal</th><th scope="col">Wat er is</th>
<th scope="col">Wat u kunt doen</th><th scope="col">Regels</th></tr></thead>
<tbody>{rows}</tbody>
</table></div></section>
"""


def _finding(finding: Finding) -> str:
    lines = ", ".join(str(line) for line in finding.regels)
    more = " …" if finding.has_more_lines(len(finding.regels)) else ""
    return (
        f'<tr><th scope="row">{escape(finding.code)}</th><td>{escape(str(finding.gevolg))}</td>'
        f'<td>{escape(finding.column_shown or "")}</td><td class="getal">{finding.aantal}</td>'
        f"<td>{escape(finding.title)}. {escape(finding.message)}</td>"
        f"<td>{escape(finding.advice)}</td><td>{lines}{more}</td></tr>"
    )


def _section(section: Section) -> str:
    title = escape(section.title)
    words = "".join(f"<p>{escape(one)}</p>" for one in section.words)
    rows = "".join(_figure(figure) for figure in section.figures)
    return f"""<section><h2>{title}</h2>{words}
<div class="lijst" tabindex="0" role="region" aria-label="{title}">
<table>
<caption>{title}</caption>
<thead><tr><th scope="col">Wat</th><th scope="col" class="getal">Vorige levering</th>
<th scope="col" class="getal">Deze levering</th></tr></thead>
<tbody>{rows}</tbody>
</table></div></section>
"""


def _figure(figure: Figure) -> str:
    return (
        f'<tr><th scope="row">{escape(figure.label)}</th>'
        f'<td class="getal">{escape(figure.was_text)}</td>'
        f'<td class="getal">{escape(figure.text)}</td></tr>'
    )
