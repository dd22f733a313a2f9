"""What a figure said is kept whole: it reads back as it was, and leaves in every file alike."""

import zipfile
from dataclasses import replace
from io import BytesIO

import pytest

from dashboard.app import PAGES
from dashboard.meeting import seal
from dashboard.verslag import files
from etl.released import cubes
from etl.released.rows import Bound
from tests.dashboard.handmade import GEBIED, YEAR, one_area
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
