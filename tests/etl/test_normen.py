"""Norms and targets: the law's, and what a region agreed on in normen.toml."""

import pytest

from etl import exact, normen_file
from etl.domain.normen import AGREED, NATIONAL, Normen
from etl.errors import UsageError
from etl.released import answers
from etl.released.rows import Question
from tests.etl.released.marts import Marts, of_regio
from tests.etl.released.marts import published as published_marts
from tests.marts import build_marts
from tests.sql.metrics.rows import zaken


def written(folder, text):
    (folder / "normen.toml").write_text(text, encoding="utf-8")
    return normen_file.read(folder)


def test_without_a_file_the_national_norms_hold_and_a_step_has_none(tmp_path):
    found = normen_file.read(tmp_path)
    assert found == NATIONAL
    assert found.of("halt_start", gebied="MC21") == 30
    assert found.of("halt_einde", gebied="MC21") is None
    assert found.of("stap_2", gebied="MC21") is None
    assert found.target(gebied="NL") == 0.8


def test_an_agreement_holds_in_its_region_and_gemeenten_only(tmp_path):
    found = written(tmp_path, "halt_einde = 90\n[regio.MC21]\nhalt_start = 21\ndoel = 90\n")
    assert [
        found.of("halt_start", gebied=gebied) for gebied in ("MC21", "GM0363", "NL", "MC22")
    ] == [
        21,
        21,
        30,
        30,
    ]
    assert found.of("halt_einde", gebied="NL") == 90
    assert (found.target(gebied="GM0363"), found.target(gebied="NL")) == (0.9, 0.8)


def test_regions_whose_figures_are_one_have_the_norm_that_both_agreed_on(tmp_path):
    both = "[regio.MC02]\nhalt_start = 21\n[regio.MC03]\nhalt_start = 21\n"
    found = written(tmp_path, both)
    assert [found.of("halt_start", gebied=each) for each in ("MC02+MC03", "MC02", "MC21")] == [
        21,
        21,
        30,
    ]
    assert found.is_agreed("halt_start", gebied="MC02+MC03")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("halt_start = ", "niet te lezen"),
        ("halt_start = 35", "een van deze aantallen dagen"),
        ("halt_start = true", "een van deze aantallen dagen"),
        ("halt_begin = 30", "geen overdracht of stap"),
        ("doel = 101", "percentage"),
        ("[regio.MC99]\ndoel = 80", "MC99"),
        ("regio = 3", "tabel per regio"),
        ("[regio.MC02]\nhalt_start = 21", "MC02 en MC03 worden samen getoond"),
    ],
)
def test_what_cannot_be_is_said_in_dutch(tmp_path, text, said):
    with pytest.raises(UsageError, match=said):
        written(tmp_path, text)


def test_the_exact_metric_uses_the_norm_of_the_region(con):
    build_marts(
        con,
        zaken=zaken({"gemeente": "GM0363"}, {"gemeente": "GM0363"}),
        keten="1 | halt | 2025-09-05 | 2025-09-19 | null\n2 | halt | 2025-09-05 | 2025-09-30 | null",
        normen=Normen({("MC21", "halt_start"): 21}),
    )
    # after 14 and 25 days
    for niveau, norm, within in (("regio", 21, 0.5), ("gemeente", 21, 0.5), ("land", 30, 1.0)):
        rows = exact.rows(con, "ketenoverdracht", niveau=niveau)
        [row] = [row for row in rows if row["overgang"] == "halt_start"]
        assert (row["norm_dagen"], row["binnen_norm"]) == (norm, within)


def test_the_release_carries_the_norms_and_reads_the_share_on_their_day(tmp_path):
    marts = Marts(normen=Normen({("MC21", "halt_start"): 21}))
    for code in of_regio("MC21")[:4]:
        found = marts.zaken(40, code)
        marts.keten(found[:20], "halt_start", dagen=14)
        marts.keten(found[20:], "halt_start", dagen=25)
    release = published_marts(marts, tmp_path)
    [row] = answers.ketenoverdracht(release, Question("MC21", "2024-2025")).rows
    assert (row.norm_dagen, row.binnen_norm, row.source) == (21, 0.5, AGREED)
