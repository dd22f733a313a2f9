"""A draft of a profile: what it recognises, what it leaves to a person, and what it never shows."""

import tomllib

import openpyxl
import pytest

from etl.errors import Refused, Unreadable, UsageError
from etl.ingest.draft import draft
from etl.ingest.profile_file import parse
from tests.etl.validate.deliveries import MANIFEST, inspected

HEADER = "Zaaknummer;Leerlingsleutel;Gemeente;Datum melding;Soort verzuim;Schooltype;Leeftijd;Team"


def export(path, rows: int = 40, *, day: str = "{:02}-09-2025", kind: str = "Luxe verzuim"):
    """Write an export of an invented system."""
    lines = [
        f"V-{n};L-{n};363;{day.format(n % 28 + 1)};{kind};VO;{5 + n % 13};West" for n in range(rows)
    ]
    path.write_bytes("\r\n".join(["Overzicht", "", HEADER, *lines, ""]).encode("windows-1252"))
    return path


def test_a_draft_can_be_used_as_it_is_when_everything_is_clear(tmp_path):
    folder = tmp_path / "d"
    folder.mkdir()
    text = draft(export(folder / "zaken export.csv"))
    (folder / "profiel.toml").write_text(text, encoding="utf-8")
    (folder / "levering.toml").write_text(MANIFEST.replace('profiel = "mas"', ""), encoding="utf-8")
    (folder / "stappen.csv").write_text("zaak_id,stap,startdatum,einddatum\n", encoding="utf-8")
    with inspected(folder, with_quality=False) as inspection:
        [zaken, _] = inspection.receipt.bestanden
    assert (zaken.gelezen, zaken.geladen) == (40, 40)
    given = tomllib.loads(text)
    assert given["lezen"] == {
        "codering": "utf-8",
        "scheidingsteken": ";",
        "titelregels": 2,
        "datums": "%d-%m-%Y",
        "ids": "versleutelen",
    }
    assert given["zaken"]["weglaten"] == ["Team"]
    assert given["zaken"]["codes"]["verzuimtype"] == {"Luxe verzuim": "luxe"}
    assert 'melddatum = "Datum melding"  # zeker: naam en inhoud' in text
    assert "# geslacht" in text


def test_names_that_are_cut_short_are_known_and_a_part_of_a_name_says_nothing(tmp_path):
    path = tmp_path / "export.csv"
    header = "Dossiernr;Kind;Gem.;Meld dd;Verzuim;Ond.;Lft;Gesl;Verzuimuren;Onderwijsinstelling"
    row = "a{:015};b000000000000001;363;2025-09-15;LRV;VO;13;m;18;West"
    path.write_text("\n".join([header, *(row.format(n) for n in range(20))]), encoding="utf-8")
    zaken = tomllib.loads(draft(path))["zaken"]
    assert zaken["kolommen"] == {
        "zaak_id": "Dossiernr",
        "leerling_id": "Kind",
        "gemeentecode": "Gem.",
        "melddatum": "Meld dd",
        "verzuimtype": "Verzuim",
        "onderwijssoort": "Ond.",
        "leeftijd": "Lft",
        "geslacht": "Gesl",
    }
    assert zaken["weglaten"] == ["Verzuimuren", "Onderwijsinstelling"]


def test_a_total_is_no_zaak_and_ids_beside_it_are_what_they_are(tmp_path):
    path = tmp_path / "zaken.csv"
    rows = [f"a{n:015};b{n:015};363;{n % 13 + 5},0" for n in range(20)]
    lines = ["Zaaknummer;Leerling;Gemeente;Leeftijd", *rows, "Totaal;20;;"]
    path.write_text("\n".join(lines), encoding="utf-8")
    assert tomllib.loads(draft(path))["lezen"] == {
        "codering": "utf-8",
        "scheidingsteken": ";",
        "totaalregels": ["Totaal"],
        "decimaalteken": ",",
    }


def test_fields_may_be_separated_by_upright_lines(tmp_path):
    path = export(tmp_path / "zaken.csv")
    path.write_bytes(path.read_bytes().replace(b";", b"|"))
    given = tomllib.loads(draft(path))
    assert given["lezen"]["scheidingsteken"] == "|"
    assert given["zaken"]["kolommen"]["gemeentecode"] == "Gemeente"


def test_days_that_may_be_months_are_left_to_a_person(tmp_path):
    text = draft(export(tmp_path / "zaken.csv", rows=10))
    assert "datums" not in tomllib.loads(text)["lezen"]
    assert "melddatum: dubbelzinnig" in text
    assert '# datums = "%d-%m-%Y"' in text
    assert '# datums = "%m-%d-%Y"' in text


def test_two_columns_with_the_same_doubt_have_one_line_to_choose(tmp_path):
    path = export(tmp_path / "zaken.csv", rows=10)
    text = path.read_text().replace("Team", "Datum afsluiting").replace("West", "03-04-2026")
    path.write_text(text, encoding="utf-8")
    text = draft(path)
    assert "# melddatum, uitkomstdatum: dubbelzinnig" in text
    assert text.count('# datums = "%d-%m-%Y"') == 1


def test_formats_that_stand_mixed_are_said_and_not_chosen(tmp_path):
    path = export(tmp_path / "zaken.csv")
    path.write_bytes(path.read_bytes().replace(b"20-09-2025", b"2025/09/20"))
    assert "melddatum: geen vorm die wij kennen past op alle cellen" in draft(path)


@pytest.mark.parametrize(
    ("day", "form"), [("{:02}/09/2025 10:15", "%d/%m/%Y %H:%M"), ("{:02}.09.2025", "%d.%m.%Y")]
)
def test_days_with_a_time_are_one_form_and_not_several(tmp_path, day, form):
    text = draft(export(tmp_path / "zaken.csv", day=day))
    assert tomllib.loads(text)["lezen"]["datums"] == form


def test_a_column_of_days_is_no_code_whatever_its_name(tmp_path):
    path = export(tmp_path / "zaken.csv")
    text = path.read_text().replace("Team", "7. Routekeuze").replace("West", "01-10-2025")
    path.write_text(text, encoding="utf-8")
    given = tomllib.loads(draft(path))
    assert "gekozen_route" not in given["zaken"]["kolommen"]
    assert given["zaken"]["weglaten"] == ["7. Routekeuze"]


def test_points_between_thousands_are_no_decimals(tmp_path):
    path = tmp_path / "noemers.csv"
    rows = ["GM0363;2024-2025;vo;12.345"] * 6
    header = "Gemeente;Schooljaar;Onderwijssoort;Aantal leerlingen"
    path.write_text("\n".join([header, *rows]), encoding="utf-8")
    assert tomllib.loads(draft(path))["lezen"]["decimaalteken"] == ","


def test_a_value_that_is_rare_or_like_a_person_is_never_shown(tmp_path):
    path = export(tmp_path / "zaken.csv")
    data = path.read_bytes().replace(b"Luxe verzuim", b"Kanarie", 1)
    path.write_bytes(data.replace(b"West", b"Kanarie van Vogelzang"))
    text = draft(path)
    assert "Kanarie" not in text
    assert "# Nog 1 waarden" in text
    assert "Kanarie" not in draft(export(tmp_path / "z2.csv", kind="Kanarie Vogelzang"))


@pytest.mark.parametrize(
    "value",
    [
        *("Kanarie", "KANARIE", "kanarie", "J. Kanarie", "van der Kanarie", "Team Kanarie"),
        *("Kanarie gebeld", "15-03-2010", "2010-03-15", "20100315", "2010", "1234 AB", "1234"),
        *("06-12345678", "12 34 56 78 9", "kanarie@voorbeeld.nl", "NL91ABNA0417164300", "112233"),
    ],
)
def test_what_may_be_of_a_person_is_not_shown_however_often_it_stands_there(tmp_path, value):
    text = draft(export(tmp_path / "zaken.csv", kind=value))
    assert value.lower() not in text.lower()
    assert "# Nog 1 waarden" in text


@pytest.mark.parametrize(
    "value",
    [
        *("Ongeoorloofd verzuim", "Beginnend schoolverzuim", "16 uur in 4 weken", "A1", "LRV"),
        *("Geen luxeverzuim (spoor A)", "Vrijstelling art. 5"),
    ],
)
def test_what_is_certainly_a_code_is_shown(tmp_path, value):
    assert f'"{value}" = ' in draft(export(tmp_path / "zaken.csv", kind=value))


@pytest.mark.parametrize(
    ("value", "code"),
    [
        # signs make no difference
        *(("Andere opleiding", "andere_opleiding"), ("langdurig ziek", "langdurig_ziek")),
        # the words of the Besluit Verzuimmelding
        ("Terug naar school, opleiding hervat", "terug_naar_school"),
        ("Inschrijving beëindigd, overige redenen", "overige_uitschrijving"),
        ("Geen verzuim, legitiem afwezig", "legitiem_afwezig"),
    ],
)
def test_an_outcome_that_can_be_one_thing_only_gets_its_code(tmp_path, value, code):
    path = export(tmp_path / "zaken.csv", kind=value)
    text = path.read_text("windows-1252").replace("Soort verzuim", "Reden afsluiting")
    path.write_text(text, encoding="utf-8")
    given = tomllib.loads(draft(path))
    assert given["zaken"]["codes"]["uitkomst"] == {value: code}


def test_a_word_with_two_meanings_has_that_of_its_column(tmp_path):
    path = tmp_path / "stappen.csv"
    rows = ["a000000000000001;4;2025-09-15;2025-09-16;Halt;Brief"] * 6
    header = "Zaaknummer;Stapnummer;Begindatum;Einddatum;Uitvoerder;Afdoeningcode"
    path.write_text("\n".join([header, *rows]), encoding="utf-8")
    assert tomllib.loads(draft(path))["stappen"]["codes"] == {
        "partij": {"Halt": "halt"},
        "resultaat": {"Brief": "brief"},
    }


def test_activities_with_the_name_of_a_person_are_not_shown(tmp_path):
    path = tmp_path / "log.csv"
    rows = [
        f"Z{n},{one},2025-09-{n + 1:02} 10:00\n"
        for n in range(20)
        for one in ("Huisbezoek", "Kanarie gebeld")
    ]
    path.write_text("case_id,activity,timestamp\n" + "".join(rows), encoding="utf-8")
    text = draft(path)
    assert '# "Huisbezoek" = 0' in text
    assert "Kanarie" not in text


def test_a_column_that_is_there_twice_is_said_to_refuse_the_delivery(tmp_path):
    path = export(tmp_path / "zaken.csv")
    assert "staan er vaker" not in draft(path)
    path.write_bytes(path.read_bytes().replace(b"Team", b"GEMEENTE "))
    assert draft(path).splitlines()[-1] == "#   gemeente"


def test_a_forbidden_column_is_named_but_not_left_out(tmp_path):
    path = export(tmp_path / "zaken.csv")
    path.write_bytes(path.read_bytes().replace(b"Team", b"BSN"))
    text = draft(path)
    assert "#   BSN" in text
    assert "weglaten" not in tomllib.loads(text)["zaken"]


@pytest.mark.parametrize(
    "cell", ["Kanarie van Vogelzang", "K. Vogelzang", "Kanarie, Vogel", "kanarie@voorbeeld.nl"]
)
def test_a_column_with_persons_in_it_is_named_but_not_left_out(tmp_path, cell):
    path = export(tmp_path / "zaken.csv")
    path.write_bytes(path.read_bytes().replace(b"West", cell.encode()))
    text = draft(path)
    assert "#   Team" in text
    assert "weglaten" not in tomllib.loads(text)["zaken"]
    assert cell not in text


def test_who_did_it_is_not_left_out_of_a_log_either(tmp_path):
    path = tmp_path / "log.csv"
    rows = [f"Z{n},Gesprek,2025-09-{n + 1:02} 10:00,K. Vogelzang,west\n" for n in range(20)]
    path.write_text("case_id,activity,timestamp,wie,team\n" + "".join(rows), encoding="utf-8")
    text = draft(path)
    assert tomllib.loads(text)["gebeurtenissen"]["weglaten"] == ["team"]
    assert "bij de bron uit de export: wie." in text
    assert "Vogelzang" not in text


def test_routes_and_steps_in_columns_are_recognised(tmp_path):
    path = export(tmp_path / "zaken.csv")
    text = path.read_text().replace("Team", "Halt;PV;Stap 2 start;Stap 2 eind")
    path.write_text(text.replace("West", "J;N;01-09-2025;"), encoding="utf-8")
    given = tomllib.loads(draft(path))
    assert given["zaken"]["routes"]["gekozen_route"] == {"R2": "Halt", "PV": "PV"}
    assert given["stappen"]["uit_zaken"] == [
        {
            "vast": {"stap": "2"},
            "kolommen": {"startdatum": "Stap 2 start", "einddatum": "Stap 2 eind"},
        }
    ]
    assert parse(draft(path).encode(), where="x").tables["stappen"].blocks


@pytest.mark.parametrize("word", ["Stap ", "stap_", "S"])
def test_an_export_with_a_column_for_each_day_of_ten_steps_is_one_of_zaken(tmp_path, word):
    path = export(tmp_path / "leerplichtexport.csv")
    steps = [f"{word}{step} {side}" for step in range(1, 11) for side in ("start", "eind")]
    text = path.read_text().replace("Team", ";".join(steps)).replace("West", ";" * 19)
    path.write_text(text, encoding="utf-8")
    given = tomllib.loads(draft(path))
    assert given["zaken"]["kolommen"]["melddatum"] == "Datum melding"
    assert len(given["stappen"]["uit_zaken"]) == 10
    assert "weglaten" not in given["zaken"]


@pytest.mark.parametrize(
    ("name", "route"),
    [
        ("Vrijwillige (jeugd)hulp", "R1"),
        ("Halt-straf schoolverzuim", "R2"),
        ("Dwang in civiel kader", "R3"),
        ("Jeugdhulp in verplicht kader", "R3"),
        ("Dwang in een strafrechtelijk kader", "R4"),
        ("Last onder dwangsom", "LOD"),
        ("Geen route nodig", "GEEN"),
        ("Geen proces-verbaal", "GEEN_PV"),
        ("Opmaken proces-verbaal", "PV"),
    ],
)
def test_a_yes_or_no_column_named_as_the_infographic_names_its_route_is_that_route(
    tmp_path, name, route
):
    path = export(tmp_path / "zaken.csv")
    text = path.read_text().replace("Team", name).replace("West", "J")
    path.write_text(text, encoding="utf-8")
    text = draft(path)
    given = tomllib.loads(text)
    assert given["zaken"]["routes"]["gekozen_route"] == {route: name}
    assert "geen_route" not in given["zaken"]
    assert '# gekozen_route = "GEEN"' in text


def test_a_first_row_of_data_is_not_taken_for_a_header(tmp_path):
    path = tmp_path / "zaken.csv"
    path.write_text("Kanarie,GM0363,2025-09-15\n" * 30, encoding="utf-8")
    with pytest.raises(Unreadable, match="geen kopregel") as error:
        draft(path)
    assert "Kanarie" not in str(error.value)


def test_a_header_with_a_number_of_somebody_is_not_repeated(tmp_path):
    path = export(tmp_path / "zaken.csv")
    path.write_bytes(path.read_bytes().replace(b"Team", b"Kanarie 111222333"))
    text = draft(path)
    assert "kanarie" not in text.lower()
    assert "Niet genoemd: 1 kolommen" in text


def test_a_file_that_is_named_after_somebody_gets_no_draft(tmp_path):
    with pytest.raises(Refused) as error:
        draft(export(tmp_path / "zaken 111222333.csv"))
    assert "111222333" not in str(error.value)


def test_a_hidden_sheet_and_the_name_of_a_sheet_are_not_shown(tmp_path):
    book = openpyxl.Workbook()
    book.active.title = "Kanarie Vogelzang"
    book.active.append(["Kanarie", "Zaaknummer", "Gemeente"])
    book.active.sheet_state = "hidden"
    for title in ("Mees Vogelzang", "Uitleg"):
        sheet = book.create_sheet(title)
        sheet.append(HEADER.split(";"))
        sheet.append(["V-1", "L-1", "363", "2025-09-15", "Luxe verzuim", "VO", "12", "West"])
    book.save(tmp_path / "zaken.xlsx")
    text = draft(tmp_path / "zaken.xlsx")
    assert '# werkblad = ""' in text
    assert "vogelzang" not in text.lower()
    assert "kanarie" not in text.lower()


def test_of_a_workbook_the_sheet_with_columns_that_we_know_is_drafted_and_not_the_first(tmp_path):
    book = openpyxl.Workbook()
    book.active.title = "Toelichting"
    book.active.append(["Gemaakt door team leerplicht", "Versie", "Datum"])
    sheet = book.create_sheet("Meldingen")
    sheet.append(["Overzicht"])
    sheet.append(HEADER.split(";"))
    sheet.append(["V-1", "L-1", "363", "2025-09-15", "Luxe verzuim", "VO", "12", "West"])
    book.create_sheet("Stappen").append(["Zaaknummer", "Stapnummer", "Begindatum", "Einddatum"])
    book.save(tmp_path / "export.xlsx")
    given = tomllib.loads(draft(tmp_path / "export.xlsx"))
    assert given["lezen"]["werkblad"] == "Meldingen"
    assert given["lezen"]["titelregels"] == 1
    assert given["zaken"]["kolommen"]["leerling_id"] == "Leerlingsleutel"


def test_only_one_file_at_a_time(tmp_path):
    with pytest.raises(UsageError):
        draft(tmp_path)


def test_a_log_of_events_gets_a_draft_of_its_own(tmp_path):
    rows = [
        f"Z{n},{one},2025-09-{n + 1:02} 10:00,VO\n" for n in range(20) for one in ("Bel", "Gesprek")
    ]
    path = tmp_path / "log.csv"
    path.write_text(
        "case_id,activity,timestamp,schooltype\n"
        + "".join(rows)
        + "Z1,Kanarie,2025-09-13 10:00,VO\n"
    )
    text = draft(path)
    given = tomllib.loads(text)
    assert given["lezen"]["datums"] == "%Y-%m-%d %H:%M"
    assert given["gebeurtenissen"]["activiteit"] == "activity"
    assert given["zaken"]["kolommen"] == {"onderwijssoort": "schooltype"}
    assert given["zaken"]["codes"] == {"onderwijssoort": {"VO": "vo"}}
    assert 'onderwijssoort = "schooltype"  # zeker: naam' in text
    assert '# "Gesprek" = 0' in text
    assert "Kanarie" not in text


def test_a_list_of_acts_by_day_is_a_log_too(tmp_path):
    path = tmp_path / "acties.csv"
    rows = [f"Z{n};Huisbezoek;{n + 1:02}-09-2025;K. Vogelzang" for n in range(20)]
    path.write_text("\n".join(["Zaaknummer;Handeling;Datum;Wie", *rows]), encoding="utf-8")
    text = draft(path)
    given = tomllib.loads(text)
    assert given["lezen"]["datums"] == "%d-%m-%Y"
    assert given["gebeurtenissen"]["tijdstip"] == "Datum"
    assert "Vogelzang" not in text


def test_gemeenten_that_are_named_get_their_code_and_other_names_are_not_shown(tmp_path):
    path = tmp_path / "zaken.csv"
    names = ["Amsterdam", "den  haag", "GM0363", "Vogelzangerdam"]
    lines = [f"V-{n};L-{n};{names[n % 4]};2025-09-15;VO;{n % 13 + 5}" for n in range(20)]
    header = "Zaaknummer;Leerlingsleutel;Woongemeente;Meldingsdatum;Type onderwijs;Leeftijd"
    path.write_text("\n".join([header, *lines]), encoding="utf-8")
    text = draft(path)
    codes = tomllib.loads(text)["zaken"]["codes"]
    assert codes["gemeentecode"] == {"Amsterdam": "GM0363", "den haag": "GM0518"}
    assert codes["onderwijssoort"] == {"VO": "vo"}
    assert "Nog 1 waarden" in text
    assert "Vogelzangerdam" not in text


@pytest.mark.parametrize("nothing", ["-", "–", "(leeg)"])
def test_a_sign_for_nothing_is_proposed_as_empty(tmp_path, nothing):
    path = tmp_path / "zaken.csv"
    rows = [f"V-{n};L-{n};{n % 13 + 5};{nothing if n % 2 else 'werk'}" for n in range(20)]
    path.write_text("\n".join(["Zaaknummer;Leerling;Leeftijd;Uitkomst", *rows]), encoding="utf-8")
    given = tomllib.loads(draft(path))
    assert given["lezen"]["leeg"] == [nothing]
    assert given["zaken"]["kolommen"]["uitkomst"] == "Uitkomst"


def test_of_a_total_of_a_group_the_group_is_not_shown(tmp_path):
    path = tmp_path / "zaken.csv"
    rows = [f"V-{n};L-{n};{n % 13 + 5}" for n in range(20)]
    rows.insert(10, "Totaal Kanarie de Vogel;10;")
    path.write_text("\n".join(["Zaaknummer;Leerling;Leeftijd", *rows]), encoding="utf-8")
    text = draft(path)
    assert tomllib.loads(text)["lezen"]["totaalregels"] == ["Totaal *"]
    assert "Kanarie" not in text


def test_a_code_of_a_gemeente_with_an_apostrophe_before_it_is_that_code(tmp_path):
    path = tmp_path / "zaken.csv"
    rows = [f"V-{n};L-{n};'0034;{n % 13 + 5}" for n in range(20)]
    path.write_text("\n".join(["Zaaknummer;Leerling;Gemeente;Leeftijd", *rows]), encoding="utf-8")
    assert tomllib.loads(draft(path))["zaken"]["codes"]["gemeentecode"] == {"'0034": "GM0034"}


def test_lines_that_are_one_cell_each_are_answered_with_how_to_part_them(tmp_path):
    path = tmp_path / "zaken.csv"
    path.write_text('"Zaaknummer;Leerling;Gemeente"\n"V-1;L-1;0034"\n', encoding="utf-8")
    with pytest.raises(Unreadable, match="alle velden staan samen in één cel"):
        draft(path)


def test_schooljaren_that_are_written_otherwise_get_ours(tmp_path):
    path = tmp_path / "noemers.csv"
    rows = ["0034;2024/2025;vo;100", "0034;25-26;vo;110", "0034;2023-2024;vo;90", "0034;2022;vo;9"]
    path.write_text(
        "\n".join(["Gemeente;Schooljaar;Onderwijssoort;Aantal", *rows]), encoding="utf-8"
    )
    given = tomllib.loads(draft(path))
    assert given["noemers"]["codes"]["schooljaar"] == {
        "2024/2025": "2024-2025",
        "25-26": "2025-2026",
    }
