"""What a figure said is kept whole: it reads back as it was, and leaves in every file alike."""

import json
import zipfile
from dataclasses import replace
from io import BytesIO

import pytest

from dashboard.app import PAGES
from dashboard.exhibits import Shown
from dashboard.meeting import seal
from dashboard.state import parse
from dashboard.verslag import files
from etl.domain.areas import Niveau, codes_of, name_of
from etl.released import cubes
from etl.released.rows import Bound
from tests.dashboard.handmade import GEBIED, YEAR, one_area
from tests.dashboard.test_compare import RELEASE
from tests.dashboard.test_compare import YEAR as COMPARED
from tests.verslag.evaluations import EVALUATION, ROUTES
from tests.verslag.test_documents import pdf_text

EXHIBITS = seal.exhibits_of(PAGES)
ONE_SIDED = one_area(
    {cubes.ROUTE: {"R1": 55, cubes.MET_KEUZE: 60}, cubes.OMVANG: {cubes.ZAKEN: 60}}, zaken=60
)
"""Of 60 zaken with a choice 55 chose R1: more than 90%, and of so few no more is said."""


def sealed_routes() -> seal.Sealed:
    found = seal.read(
        ONE_SIDED, EXHIBITS, figuur="routes", vraag=f"gebied={GEBIED}&schooljaar={YEAR}"
    )
    assert found is not None
    return found


def share_of_r1(figure: seal.Sealed) -> object:
    return next(row[2] for row in figure.rows if row[0] == "Vrijwillige (jeugd)hulp")


def test_a_share_that_is_clipped_stays_clipped_when_it_is_kept():
    kept = sealed_routes()
    assert share_of_r1(kept) == Bound(0.9)
    text = seal.written(kept)
    opened = seal.opened(text, digest=seal.hashed(text))
    assert opened == kept
    assert share_of_r1(opened) == Bound(0.9)
    assert seal.written(opened) == text


def test_a_share_that_is_just_ninety_percent_does_not_become_more():
    kept = sealed_routes()
    plain = replace(kept, columns=(("Route", "text"), ("Aandeel", "share")))
    plain = replace(plain, rows=(("R1", 0.9),), shown=(("R1", "90%"),))
    [row] = seal.opened(seal.written(plain)).rows
    assert row[1] == 0.9
    assert not isinstance(row[1], Bound)


@pytest.mark.parametrize("extension", ["docx", "pdf", "html", "xlsx", "ods"])
def test_every_file_of_a_meeting_says_more_than_ninety_percent(extension):
    opened = seal.opened(seal.written(sealed_routes()))
    figure = replace(ROUTES, table=opened.table, sentence="Zie de tabel.")
    evaluation = replace(
        EVALUATION, points=(replace(EVALUATION.points[0], figures=(figure,)),), earlier=()
    )
    assert "meer dan 90%" in words(files.make(evaluation, extension).content, evaluation)


def words(content: bytes, evaluation) -> str:
    if content.startswith(b"%PDF"):
        return pdf_text(evaluation)
    if content.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return " ".join(
                archive.read(name).decode(errors="replace") for name in archive.namelist()
            )
    return content.decode()


OTHERS = ("kaart", "vergelijken", "vergelijkbaar", "verwacht", "kwartalen")
"""Figures whose rows are about other areas than the one that is asked for."""

OF_OTHERS = replace(
    RELEASE,
    views={
        **RELEASE.views,
        (cubes.VERWACHT, "MC21", COMPARED, ()): {"route_R2": 135},
        (cubes.KWARTAAL, "MC21", COMPARED, ()): {"1:R2": 135, "1:met_keuze": 985},
    },
)


def sealed_of_others(kind: str, gebied: str = "GM0363") -> seal.Sealed:
    vraag = f"gebied={gebied}&schooljaar={COMPARED}"
    found = seal.read(OF_OTHERS, EXHIBITS, figuur=f"{kind}-route_R2", vraag=vraag)
    assert found is not None
    assert found.rows
    return found


def of_before(figure: seal.Sealed) -> seal.Sealed:
    """Return a figure as it comes from a seal of before codes of areas were kept."""
    held = json.loads(seal.written(figure))
    del held["gebieden"]
    return seal.opened(json.dumps(held))


def test_a_recalled_region_is_gone_from_a_sealed_map_and_the_others_stay():
    # Twente has 200 of 1000, and is marked in the sentence; others have 120 of 1000
    kept = sealed_of_others("kaart", "MC12")
    for figure in (kept, of_before(kept)):
        elsewhere = replace(figure, gebied="NL")
        left = seal.blanked(elsewhere, {"MC12"})
        [gone] = [texts for texts in left.shown if texts[0] == "MC12 Twente"]
        assert set(gone[1:]) == {"–"}
        assert "20%" in str(kept.shown)
        assert "20%" not in seal.written(left)
        assert "0.2," not in seal.written(left)
        assert "12%" in str(left.shown)


def test_half_a_pair_that_is_recalled_takes_both_rows():
    kept = replace(sealed_of_others("kaart"), gebied="NL")
    for figure in (kept, of_before(kept)):
        left = seal.blanked(figure, {"MC02+MC03"})
        gone = {texts[0][:4] for texts in left.shown if set(texts[1:]) == {"–"}}
        assert {"MC02", "MC03"} <= gone
        assert "MC21" not in gone


@pytest.mark.parametrize("kind", OTHERS)
def test_what_a_figure_of_a_gemeente_says_of_its_recalled_region_is_gone(kind):
    kept = sealed_of_others(kind)
    for figure in (kept, of_before(kept)):
        left = seal.blanked(figure, {"MC21"})
        assert left is not figure
        assert left.chart is None
        assert left.sentence in (seal.SOME_RECALLED, seal.ALL_RECALLED)
        about = [texts for texts in left.shown if "Amsterdam" in texts[0] or kind == "kwartalen"]
        assert all(set(texts[1:]) == {"–"} for texts in about)


def test_a_verdict_beside_a_recalled_region_goes_with_it():
    assert seal.blanked(sealed_of_others("vergelijkbaar"), {"MC21"}).rows == ()


def test_a_recall_elsewhere_leaves_a_figure_alone():
    for kind in OTHERS:
        kept = sealed_of_others(kind)
        assert seal.blanked(kept, {"GM0014"}) is kept


def test_every_row_that_is_called_after_an_area_carries_its_code():
    codes = {name_of(code): code for niveau in Niveau for code in codes_of(niveau)}
    codes |= {f"{regio} {name_of(regio)}": regio for regio in codes_of(Niveau.REGIO)}
    seen = 0
    for page, exhibit in EXHIBITS.values():
        if page.path == "/gegevens":
            # a recall takes these whole
            continue
        for gebied in ("NL", "MC21", "GM0363"):
            state = parse(
                {"gebied": gebied, "schooljaar": COMPARED}, release=OF_OTHERS, choices=page.choices
            )
            content = exhibit.make(OF_OTHERS, state)
            for place, row in enumerate(content.table.rows if isinstance(content, Shown) else ()):
                if code := codes.get(str(row[0])):
                    assert any(code in each.split("+") for each in content.table.areas[place])
                    seen += 1
    assert seen > 300


def test_a_caption_and_a_reason_go_too_when_a_figure_is_taken_back():
    kept = replace(sealed_routes(), caption="Terugkeer: 65 zaken", empty=("Van de 65 zaken", ""))
    left = seal.blanked(kept, {GEBIED})
    assert left.caption == kept.title
    assert left.empty is None
    assert "65" not in left.caption + left.sentence
