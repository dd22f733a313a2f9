"""Profiles: the files of a source system become our columns, and keep their own lines and names."""

import hashlib
import hmac
from datetime import date
from io import StringIO

import pytest
from rich.console import Console

from etl.errors import Refused, Unreadable
from etl.ingest.delivery import open_delivery
from etl.ingest.profile_file import parse, shipped
from etl.validate.receipt import Besluit, receipt_html, receipt_table
from tests.etl.validate.deliveries import MANIFEST, inspected, write

HEADER = (
    "Zaaknummer;Leerlingsleutel;Gemeente;Datum melding;Soort verzuim;Schooltype;"
    "Leeftijd bij melding;M/V;Signaleringsinstrument gebruikt;Advies instrument;"
    "Afwijking uitgelegd;Reden afsluiting;Datum afsluiting;Vrijwillige hulp;Halt;"
    "Jeugdhulp verplicht;Strafrecht;Proces-verbaal;Stap 2 begin;Stap 2 eind;Stap 5 begin;"
    "Stap 5 eind;Verwezen naar Halt;Halt klaar;Team;Laatst gewijzigd"
)
CLOSED = (
    "V-17;L-3;Amsterdam;01-09-2025;16 uur in 4 weken;Voortgezet onderwijs;15,0;Vrouw;J;Halt;-;"
    "Terug naar school;30-10-2025;J;J;N;N;N;02-09-2025;05-09-2025;;;10-09-2025;20-10-2025;"
    "Privé;x"
)
OPEN = (
    "V-18;L-3;AMSTELVEEN;02-09-2025;Signaal;MBO;17;Man;N;;;Loopt nog;;;;;;;;;03-09-2025;;;;West;x"
)
EXPORT = f"Overzicht verzuim\n\n{HEADER}\n{CLOSED}\n{OPEN}\nTotaal;2{';' * 24}\n"


def manifest(profiel: str) -> str:
    return MANIFEST.replace('"mas"', f'"{profiel}"')


def exported(folder, text: str = EXPORT):
    """Write a delivery as the example with one table has it."""
    folder.mkdir()
    (folder / "levering.toml").write_text(manifest("voorbeeld-een-tabel"), encoding="utf-8")
    data = text.replace("\n", "\r\n").encode("windows-1252")
    (folder / "Verzuimzaken 2026-08.csv").write_bytes(data)
    return folder


def key_of(supplier_id: str) -> str:
    """Return the key of an id that was replaced on arrival and again in the store."""
    key = hmac.new(b"geheim", b"gemeente-x", hashlib.sha256).digest()
    arrived = hmac.new(key, supplier_id.encode(), hashlib.sha256).hexdigest()
    return hmac.new(key, arrived.encode(), hashlib.sha256).hexdigest()[:32]


def test_one_line_per_zaak_becomes_zaken_stappen_and_keten(tmp_path):
    with inspected(exported(tmp_path / "d"), with_quality=True) as inspection:
        con = inspection.con
        assert inspection.receipt.besluit is Besluit.AANGENOMEN
        assert [(file.bestand, file.gelezen) for file in inspection.receipt.bestanden] == [
            ("Verzuimzaken 2026-08.csv", 2),
            ("Verzuimzaken 2026-08.csv (stappen)", 2),
            ("Verzuimzaken 2026-08.csv (keten)", 1),
        ]
        [closed, still_open] = con.execute(
            "from validated.zaken select * exclude (zaak_sleutel, leerling_sleutel) order by 1"
        ).fetchall()
        assert closed == (
            *(1, "GM0363", date(2025, 9, 1), "16_uur", "vo", "12_15", "v", "ja", "R2", "R1+R2"),
            *("onbekend", "onbekend", None, "terug_naar_school", date(2025, 10, 30)),
        )
        assert still_open == (
            *(2, "GM0362", date(2025, 9, 2), "overig", "mbo", "16_17", "m", "nee", None, None),
            *("onbekend", "onbekend", None, None, None),
        )
        assert con.execute("from validated.stappen").fetchall() == [
            (1, 2, date(2025, 9, 2), date(2025, 9, 5), "leerplicht", None),
            (2, 5, date(2025, 9, 3), None, "leerplicht", None),
        ]
        assert con.execute("from validated.keten").fetchall() == [
            (1, "halt", date(2025, 9, 10), None, date(2025, 10, 20), None)
        ]
        [(zaak, pupil), (_, same_pupil)] = con.execute(
            "from validated.zaken select zaak_sleutel, leerling_sleutel order by zaak_nr"
        ).fetchall()
        assert (zaak.hex, pupil.hex) == (key_of("v-17"), key_of("l-3"))
        assert same_pupil == pupil


def test_a_receipt_names_the_line_and_the_column_of_the_suppliers_own_file(tmp_path):
    text = EXPORT.replace("02-09-2025;Signaal", "2025-09-02;Signaal").replace("03-09", "33-09")
    with inspected(exported(tmp_path / "d", text), max_apart=1, with_quality=False) as inspection:
        receipt = inspection.receipt
        zaken, stappen, _ = receipt.bestanden
    assert [(one.code, one.kolom, one.bronkolom, one.regels) for one in zaken.bevindingen] == [
        ("Z301", "melddatum", "datum melding", (5,))
    ]
    assert [(one.code, one.kolom, one.bronkolom, one.regels) for one in stappen.bevindingen] == [
        ("S301", "startdatum", None, (5,))
    ]
    assert receipt.as_json()["bestanden"][0]["bevindingen"][0]["bronkolom"] == "datum melding"
    console = Console(file=StringIO(), width=200)
    receipt_table(receipt, console)
    for shown in (console.file.getvalue(), receipt_html(receipt)):
        assert "datum melding" in shown


def test_the_example_of_a_log_takes_in_csv_and_xes_alike(tmp_path):
    events = [
        ("Melding ontvangen", "complete", "2025-09-01T08:00:00+02:00"),
        ("Gesprek", "start", "2025-09-03T09:00:00+02:00"),
        ("Gesprek", "complete", "2025-09-04T22:30:00Z"),
        ("Dossier geopend", "complete", "2025-09-05T09:00:00+02:00"),
        ("Terug naar school", "complete", "2025-10-01T09:00:00+02:00"),
    ]
    case = {
        "concept:name": "zaak 7",
        "leerling": "leerling 3",
        "gemeente": "0363",
        "soort": "Langdurig",
        "schooltype": "vo",
        "leeftijdsgroep": "16_17",
        "route": "R1",
    }
    header = [
        "concept:name",
        "lifecycle:transition",
        "time:timestamp",
        *(f"case:{k}" for k in case),
    ]
    rows = [",".join([*event, *case.values()]) for event in events]
    csv_text = "\n".join([",".join([*header, "org:resource"]), *(f"{row},x" for row in rows)])
    xml_events = "".join(
        f"<event>{''.join(_xes(k, v) for k, v in zip(header[:3], event, strict=True))}</event>\n"
        for event in events
    )
    xml = (
        f"<log>\n<trace>{''.join(_xes(k, v) for k, v in case.items())}\n{xml_events}</trace></log>"
    )
    loaded = []
    for name, text in (("logboek.csv", csv_text), ("logboek.xes", xml)):
        folder = tmp_path / name.replace(".", "-")
        folder.mkdir()
        (folder / "levering.toml").write_text(manifest("voorbeeld-logboek"), encoding="utf-8")
        (folder / name).write_text(text, encoding="utf-8")
        with inspected(folder, with_quality=False) as inspection:
            assert inspection.receipt.besluit is Besluit.AANGENOMEN
            con = inspection.con
            loaded.append(
                (
                    con.execute("from validated.zaken").fetchall(),
                    con.execute("from validated.stappen").fetchall(),
                )
            )
    assert loaded[0] == loaded[1]
    [zaak], stappen = loaded[0]
    assert zaak[3:7] == ("GM0363", date(2025, 9, 1), "lrv", "vo")
    assert zaak[-2:] == ("terug_naar_school", date(2025, 10, 1))
    assert stappen == [(1, 5, date(2025, 9, 3), date(2025, 9, 5), None, None)]


def _xes(key: str, value: str) -> str:
    return f'<string key="{key}" value="{value}"/>'


def test_the_ggm_goes_as_far_as_its_fields_reach(tmp_path):
    folder = tmp_path / "d"
    folder.mkdir()
    (folder / "levering.toml").write_text(manifest("ggm-leerplicht"), encoding="utf-8")
    (folder / "VERZUIMMELDING.csv").write_text(
        "VERZUIMMELDING_ID,HEEFT_LEERLING_ID,GEMEENTECODE,DATUM,VERMOEDELIJKE_SOORT_VERZUIM,"
        "ONDERWIJSTYPE,LEEFTIJD,REDEN_MELDING_AFGESLOTEN,DATUMAFHANDELING,STATUS\n"
        "1,2,GM0503,2025-09-01,ongeoorloofd verzuim van 1 maand of langer,HAVO,15,"
        '"geen verzuim, langdurig ziek",2025-09-20 12:00:00,afgesloten\n',
        encoding="utf-8",
    )
    (folder / "beslissing.csv").write_text(
        "VERZUIMMELDING_ID,OBJECT,DATUM,DATUMRETOUR\n1,HALT_VERWIJZING,2025-09-05,\n",
        encoding="utf-8",
    )
    (folder / "stappen.csv").write_text("zaak_id,stap,startdatum,einddatum\n", encoding="utf-8")
    with inspected(folder, with_quality=False) as inspection:
        assert inspection.receipt.besluit is Besluit.AANGENOMEN
        [row] = inspection.con.execute(
            "from validated.zaken select verzuimtype, onderwijssoort, uitkomst, uitkomstdatum"
        ).fetchall()
        assert row == ("lrv", "vo", "langdurig_ziek", date(2025, 9, 20))
        assert inspection.con.execute("from validated.keten select partner").fetchall() == [
            ("halt",)
        ]


def test_bsns_do_not_hide_behind_a_key(tmp_path):
    numbers = ["111222333", "123456782"]
    numbers += [str(n) for n in range(100_000_000, 100_003_000) if _passes(n)][:40]
    rows = "\n".join(
        CLOSED.replace("V-17", f"V-{place}").replace("L-3", number)
        for place, number in enumerate(numbers)
    )
    text = f"Overzicht\n\n{HEADER}\n{rows}\n"
    with inspected(exported(tmp_path / "d", text), with_quality=False) as inspection:
        found = inspection.receipt.bestanden[0].bevindingen[0]
    assert (found.code, found.bronkolom, found.aantal) == ("I101", "leerlingsleutel", 42)


def _passes(number: int) -> bool:
    digits = [int(digit) for digit in str(number)]
    weights = [9, 8, 7, 6, 5, 4, 3, 2, -1]
    return sum(d * w for d, w in zip(digits, weights, strict=True)) % 11 == 0


def test_another_profile_makes_another_delivery(tmp_path):
    profile = 'naam = "eigen"\ntitel = "x"\n[zaken.vast]\ngemeentecode = "GM0363"\n'
    write(tmp_path / "d", MANIFEST.replace('profiel = "mas"', ""))
    digests = set()
    for text in (None, profile, profile.replace("0363", "0034")):
        if text:
            (tmp_path / "d" / "profiel.toml").write_text(text, encoding="utf-8")
        with open_delivery(
            tmp_path / "d", leverancier=None, peildatum=None, workdir=tmp_path / "werk"
        ) as delivery:
            digests.add(delivery.digest)
    assert len(digests) == 3


def test_every_profile_that_ships_can_be_read_and_says_what_it_is():
    assert list(shipped())[0] == "mas"
    assert len(shipped()) >= 4
    assert all(profile.title for profile in shipped().values())


@pytest.mark.parametrize(
    ("text", "error", "told"),
    [
        ("[zaken]\n", Unreadable, "naam"),
        ('naam = "mas"\ntitel = "x"\n[zaken]\n', Unreadable, "al de naam"),
        ('naam = "x"\ntitel = "x"\n', Unreadable, "geen tabel"),
        ('naam = "x"\ntitel = "x"\n[lezen]\ncodering = "ascii"\n', Unreadable, "windows-1252"),
        ('naam = "x"\ntitel = "x"\n[lezen]\ndatums = "%d %A %Y"\n', Unreadable, "kent alleen"),
        ('naam = "x"\ntitel = "x"\n[lezen]\ndatums = "%Y"\n', Unreadable, "een dag, een maand"),
        ('naam = "x"\ntitel = "x"\n[lezen]\ndatums = "%d %m %B %Y"\n', Unreadable, "twee keer"),
        (
            'naam = "x"\ntitel = "x"\n[lezen]\ndatums = ["%d %b %y", "%y %B %d"]\n',
            Unreadable,
            "dubb",
        ),
        ('naam = "x"\ntitel = "x"\n[lezen]\nscheidingsteken = "||"\n', Unreadable, "één teken"),
        ('naam = "x"\ntitel = "x"\n[zaken.routes.geslacht]\n', Unreadable, "geen kolom met routes"),
        ('naam = "x"\ntitel = "x"\n[zaken.kolommen]\nmelddatum = "Naam"\n', Refused, "nooit"),
        (
            'naam = "x"\ntitel = "x"\n[zaken.kolommen]\nmelddatum = "D"\nuitkomstdatum = "d"\n',
            Unreadable,
            "twee keer",
        ),
        ('naam = "x"\ntitel = "van 111222333"\n[zaken]\n', Refused, "BSN"),
        ('naam = "x"\ntitel = "x"\n[zaken.codes.geslacht]\n"a@b.nl" = "m"\n', Refused, "mail"),
        ('naam = "x"\ntitel = "x"\n[zaken]\nweglaten = ["tel 0612345678"]\n', Refused, "telefoon"),
    ],
)
def test_a_profile_that_cannot_be_right_says_what_to_mend(text, error, told):
    with pytest.raises(error, match=told):
        parse(text.encode(), where="profiel.toml")


@pytest.mark.parametrize(
    "text",
    [
        'Kanarie = "x"',
        '[zaken]\nKanarie = "x"',
        '[zaken.kolommen]\nKanarie = "x"',
        '[zaken]\nweglaten = ["BSN kanarie 12-03-2010"]',
        '[zaken.kolommen]\nmelddatum = "Kanarie Vogelzang 111222333"',
        '[lezen]\ncodering = "kanarie"',
        '[zaken.codes.geslacht]\nkanarie = "kanarie"',
        '[zaken.codes.kanarie]\nx = "m"',
        '[zaken.datums]\nmelddatum = "kanarie"',
    ],
)
def test_what_a_profile_holds_that_is_none_of_ours_is_not_repeated(text):
    with pytest.raises((Refused, Unreadable)) as error:
        parse(f'naam = "x"\ntitel = "x"\n{text}\n'.encode(), where="profiel.toml")
    assert "kanarie" not in str(error.value).lower()


def test_the_example_of_a_row_per_step_loads_zaken_and_stappen(tmp_path):
    folder = tmp_path / "d"
    folder.mkdir()
    (folder / "levering.toml").write_text(manifest("voorbeeld-regel-per-stap"), encoding="utf-8")
    zaak = "V-17;L-3;GM0363;01-09-2025;luxe;vo;12_15;PV"
    (folder / "Zaken met stappen 2026.csv").write_text(
        "Zaaknummer;Leerlingsleutel;Gemeentecode;Datum melding;Soort verzuim;Schooltype;"
        "Leeftijdsgroep;Route;Afgeweken;Uitgelegd;Uitkomst;Datum uitkomst;Stapcode;Begin;Eind;Wie;"
        "Volgnummer\n"
        f"{zaak};N;;;;CONTACT;02-09-2025;03-09-2025;leerplicht;x\n"
        f"{zaak};J;J;;;ROUTE;04-09-2025;;leerplicht;x\n",
        encoding="utf-8",
    )
    with inspected(folder, with_quality=False) as inspection:
        assert inspection.receipt.besluit is Besluit.AANGENOMEN
        assert inspection.con.execute(
            "from validated.zaken select gekozen_route, afwijking, gemotiveerd"
        ).fetchall() == [("PV", "ja", "ja")]
        assert inspection.con.execute("from validated.stappen select stap").fetchall() == [
            (2,),
            (7,),
        ]
