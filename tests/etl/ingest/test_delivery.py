"""Opening folders, zips and single files, and what is said when that cannot be done."""

import stat
import zipfile
from datetime import date
from pathlib import Path

import pytest

from etl.errors import Refused, Unreadable, UsageError
from etl.ingest import unpack
from etl.ingest.delivery import Delivery, deliveries_in, open_delivery
from tests.etl.validate.deliveries import MANIFEST, write


def opened(path: Path, leverancier: str | None = None, peildatum: date | None = None) -> Delivery:
    """Open and close a delivery; its files are gone when they came from a zip."""
    workdir = path.parent / "werk"
    with open_delivery(
        path, leverancier=leverancier, peildatum=peildatum, workdir=workdir
    ) as delivery:
        assert all(file.exists() for file in delivery.files.values())
    assert not list(workdir.iterdir())
    return delivery


def zipped(path: Path, members: dict[str, str]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return path


TABLES = {"zaken.csv": "zaak_id\n", "stappen.csv": "zaak_id\n"}


def test_reads_who_delivers_what_and_as_of_when(tmp_path):
    write(tmp_path / "d", MANIFEST + "voorbeeld = true")
    delivery = opened(tmp_path / "d")
    assert (delivery.leverancier, delivery.bronsysteem) == ("gemeente-x", "eigen export")
    assert (delivery.peildatum, delivery.profile.name) == (date(2026, 8, 1), "mas")
    assert delivery.is_sample
    assert sorted(delivery.files) == ["stappen", "zaken"]


def test_the_command_line_goes_before_the_manifest(tmp_path):
    write(tmp_path / "d")
    delivery = opened(tmp_path / "d", "ander", date(2026, 1, 1))
    assert (delivery.leverancier, delivery.peildatum) == ("ander", date(2026, 1, 1))


def test_files_without_a_manifest_need_the_command_line(tmp_path):
    write(tmp_path / "d", None)
    with pytest.raises(UsageError, match="--leverancier"):
        opened(tmp_path / "d", leverancier="x")
    assert opened(tmp_path / "d", "x", date(2026, 1, 1)).bronsysteem == "onbekend"


def test_one_file_can_be_a_delivery(tmp_path):
    write(tmp_path / "d")
    file = (tmp_path / "d" / "zaken.csv").rename(tmp_path / "Zaken.CSV")
    assert list(opened(file, "x", date(2026, 1, 1)).files) == ["zaken"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("leverancier = ", "TOML"),
        (MANIFEST.replace('"mas"', '"anders"'), "profiel"),
        (MANIFEST.replace("leverancier", "naam"), "leverancier"),
        (MANIFEST.replace("peildatum", "datum"), "peildatum"),
        (MANIFEST.replace("2026-08-01", "2026-08-01T10:00:00"), "peildatum"),
        (MANIFEST.replace("2026-08-01", '"1 augustus"'), "peildatum"),
        (MANIFEST.replace("2026-08-01", '"2026-W31-6"'), "peildatum = JJJJ-MM-DD"),
        (MANIFEST.replace("2026-08-01", '"20260801"'), "peildatum = JJJJ-MM-DD"),
        (MANIFEST.replace("2026-08-01", "20260801"), "peildatum = JJJJ-MM-DD"),
        (MANIFEST.replace('"gemeente-x"', "12"), "leverancier"),
        (MANIFEST + 'voorbeeld = "ja"', "voorbeeld"),
    ],
)
def test_a_manifest_that_cannot_be_read_says_what_to_mend(tmp_path, text, told):
    write(tmp_path / "d", text)
    with pytest.raises(Unreadable, match=told):
        opened(tmp_path / "d")


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("peildatum", "peildatun"),
        ("peildatum", "Peildatum"),
        ("profiel", "profil"),
        ("leverancier", "leveranciers"),
        ("bronsysteem", "bron_systeem"),
        ("voorbeeld", "voorbeelt"),
        ("voorbeeld", '"Voor\\u0062eeld"'),
    ],
)
def test_a_word_of_the_manifest_that_is_spelled_wrong_says_which_was_meant(tmp_path, right, wrong):
    write(tmp_path / "d", (MANIFEST + "voorbeeld = true\n").replace(right, wrong))

    with pytest.raises(Unreadable, match=f"Bedoelt u `{right}`") as error:
        opened(tmp_path / "d", "gemeente-x", date(2026, 8, 1))

    line = {"leverancier": 2, "bronsysteem": 3, "peildatum": 4, "profiel": 5, "voorbeeld": 6}[right]
    assert ("\\u" in wrong) or f"levering.toml, regel {line}:" in str(error.value)


def test_a_heading_above_the_lines_of_the_manifest_has_to_go(tmp_path):
    write(tmp_path / "d", f"[levering]{MANIFEST}")
    with pytest.raises(Unreadable, match=r"regel 1: .*Haal de kop weg"):
        opened(tmp_path / "d")


def test_other_lines_of_the_manifest_are_known_by_their_place(tmp_path):
    text = (
        f'# toelichting = "x"{MANIFEST}contact = "x"\n"peildatum export" = 1\n[meer.nog]\na = 1\n'
    )
    write(tmp_path / "d", text)
    assert opened(tmp_path / "d").unknown_lines == (6, 7, 8)


def test_a_folder_without_tables_is_not_recognised(tmp_path):
    (tmp_path / "d").mkdir()
    (tmp_path / "d" / "export.csv").write_text("x")
    with pytest.raises(Unreadable, match="geen tabel herkend"):
        opened(tmp_path / "d", "x", date(2026, 1, 1))
    with pytest.raises(Unreadable, match="bestaat niet"):
        opened(tmp_path / "weg")


@pytest.mark.parametrize("line", ["leverancier", "bronsysteem"])
@pytest.mark.parametrize("value", ["jan@voorbeeld.nl", "tel 06 12345678", "gemeente 111222333"])
def test_a_supplier_or_system_is_not_named_after_somebody(tmp_path, line, value):
    given = {"leverancier": "gemeente-x", "peildatum": "2026-08-01", line: value}
    text = "\n".join(f'{key} = "{text}"' for key, text in given.items())
    write(tmp_path / "d", text)
    with pytest.raises(Refused) as error:
        opened(tmp_path / "d")
    assert line in str(error.value)
    assert value not in str(error.value)


def test_a_supplier_on_the_command_line_is_not_named_after_somebody_either(tmp_path):
    write(tmp_path / "d", None)
    with pytest.raises(UsageError, match="BSN") as error:
        opened(tmp_path / "d", "gemeente 111222333", date(2026, 1, 1))
    assert "111222333" not in str(error.value)


@pytest.mark.parametrize("is_zip", [False, True])
def test_a_file_that_is_named_after_somebody_refuses_without_its_name(tmp_path, is_zip):
    profile = 'naam = "x"\ntitel = "x"\n[zaken]\nbestand = "zaken*"\n'
    files = {**TABLES, "zaken 111222333.csv": "zaak_id\n", "profiel.toml": profile}
    files["levering.toml"] = MANIFEST.replace('profiel = "mas"', "")
    del files["zaken.csv"]
    path = tmp_path / "d"
    path.mkdir()
    for name, text in files.items():
        (path / name).write_text(text, encoding="utf-8")
    if is_zip:
        path = zipped(tmp_path / "d.zip", files)
    with pytest.raises(Refused, match="BSN") as error:
        opened(path)
    assert "111222333" not in str(error.value)


def test_two_files_for_one_table_refuse(tmp_path):
    write(tmp_path / "d")
    (tmp_path / "d" / "zaken.xlsx").write_bytes(b"")
    with pytest.raises(Refused, match=r"zaken\.csv en zaken\.xlsx"):
        opened(tmp_path / "d")


@pytest.mark.parametrize("folder", ["", "export/"])
def test_a_zip_holds_its_files_at_the_root_or_in_one_folder(tmp_path, folder):
    members = {f"{folder}{name}": text for name, text in TABLES.items()}
    members |= {f"{folder}levering.toml": MANIFEST, "__MACOSX/._zaken.csv": "x"}
    delivery = opened(zipped(tmp_path / "d.zip", members))
    assert sorted(delivery.files) == ["stappen", "zaken"]
    assert delivery.ignored == ()


def test_a_zip_of_windows_has_its_folder_with_a_backslash(tmp_path):
    members = {f"export\\{name}": text for name, text in TABLES.items()}
    path = zipped(
        tmp_path / "d.zip", {"export\\": "", "export\\levering.toml": MANIFEST, **members}
    )
    assert sorted(opened(path).files) == ["stappen", "zaken"]


def test_what_lies_beside_the_folder_in_a_zip_is_passed_over_and_counted(tmp_path):
    members = {f"export/{name}": text for name, text in TABLES.items()}
    members |= {"export/levering.toml": MANIFEST, "export/over.txt": "x", "leesmij.txt": "x"}
    delivery = opened(zipped(tmp_path / "d.zip", members))
    assert sorted(delivery.files) == ["stappen", "zaken"]
    assert delivery.ignored == ("over.txt", "leesmij.txt")


@pytest.mark.parametrize(
    "name",
    [
        *("../zaken.csv", "/zaken.csv", "a/../../zaken.csv", "C:\\zaken.csv"),
        # of folders alone
        *("../", "/export/", "a/../b/"),
    ],
)
def test_a_zip_that_leaves_its_folder_refuses(tmp_path, name):
    path = zipped(tmp_path / "d.zip", {**TABLES, "levering.toml": MANIFEST, name: "x"})
    with pytest.raises(Refused, match="buiten de map"):
        opened(path)
    assert not (tmp_path / "zaken.csv").exists()


def test_a_zip_with_a_link_refuses(tmp_path):
    with zipfile.ZipFile(tmp_path / "d.zip", "w") as archive:
        link = zipfile.ZipInfo("zaken.csv")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/hostname")
    with pytest.raises(Refused, match="koppeling"):
        opened(tmp_path / "d.zip")


def test_a_zip_that_unpacks_too_large_refuses(tmp_path, monkeypatch):
    path = zipped(tmp_path / "d.zip", {"zaken.csv": "x" * 1000})
    monkeypatch.setattr(unpack, "MAX_BYTES", 999)
    with pytest.raises(Refused, match="te groot"):
        opened(path)


def test_a_small_zip_with_a_great_deal_of_nothing_in_it_refuses(tmp_path):
    with zipfile.ZipFile(tmp_path / "d.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("zaken.csv", bytes(65 * 1024**2))
    with pytest.raises(Refused, match="100 keer zo groot"):
        opened(tmp_path / "d.zip")


def test_a_zip_of_which_a_file_is_damaged_is_not_readable(tmp_path):
    path = tmp_path / "d.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("zaken.csv", "zaak_id,leerling_id\n" * 100)
    packed = path.read_bytes()
    start = len("zaken.csv") + 30
    path.write_bytes(packed[:start] + bytes([255] * 8) + packed[start + 8 :])
    with pytest.raises(Unreadable, match="beschadigd"):
        opened(path)


def test_a_damaged_zip_is_not_readable(tmp_path):
    (tmp_path / "d.zip").write_bytes(b"PK\x03\x04 and no more")
    with pytest.raises(Unreadable, match="zip-bestand"):
        opened(tmp_path / "d.zip")


def test_the_digest_goes_by_what_is_loaded_and_as_what(tmp_path):
    write(tmp_path / "d")
    first = opened(tmp_path / "d").digest
    (tmp_path / "d" / "lees mij.txt").write_text("x")
    (tmp_path / "d").rename(tmp_path / "e")
    assert opened(tmp_path / "e").digest == first
    assert opened(tmp_path / "e", leverancier="ander").digest != first
    assert opened(tmp_path / "e", peildatum=date(2026, 1, 1)).digest != first
    for text in (MANIFEST.replace("eigen export", "ander"), f"{MANIFEST}voorbeeld = true"):
        (tmp_path / "e" / "levering.toml").write_text(text)
        assert opened(tmp_path / "e").digest != first
    (tmp_path / "e" / "levering.toml").write_text(MANIFEST)
    with (tmp_path / "e" / "zaken.csv").open("a") as file:
        file.write("\n")
    assert opened(tmp_path / "e").digest != first


def test_an_inbox_is_a_delivery_or_holds_deliveries(tmp_path):
    assert deliveries_in(tmp_path) == []
    (tmp_path / ".gitkeep").touch()
    (tmp_path / "lees mij.txt").touch()
    write(tmp_path / "b")
    zipped(tmp_path / "a.zip", TABLES)
    assert deliveries_in(tmp_path) == [tmp_path / "a.zip", tmp_path / "b"]
    (tmp_path / "zaken.csv").touch()
    assert deliveries_in(tmp_path) == [tmp_path]
    assert deliveries_in(tmp_path / "a.zip") == [tmp_path / "a.zip"]


def test_a_file_in_the_form_of_another_program_is_answered_with_how_to_save_it(tmp_path):
    (tmp_path / "d").mkdir()
    (tmp_path / "d" / "levering.toml").write_text(MANIFEST, encoding="utf-8")
    (tmp_path / "d" / "export.xls").write_bytes(b"x")
    with (
        pytest.raises(Unreadable, match="met .xls lezen wij niet: sla het .* op als .xlsx of .csv"),
        open_delivery(tmp_path / "d", leverancier=None, peildatum=None, workdir=tmp_path / "w"),
    ):
        pass
