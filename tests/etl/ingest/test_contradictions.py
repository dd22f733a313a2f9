"""A profile that contradicts itself is refused: one of the two would be passed over silently."""

import pytest

from etl.errors import Unreadable
from etl.ingest.profile_file import parse

ZAKEN = """
[zaken.kolommen]
zaak_id = "Zaak"
verzuimtype = "Soort"
"""
BLOCK = '[[stappen.uit_zaken]]\nvast = { stap = "2" }\nkolommen = { startdatum = "Van" }\n'
LOG = """
[gebeurtenissen]
bestand = "log"
zaak_id = "zaak"
activiteit = "wat"
tijdstip = "toen"
einde = "zelfde dag"
"""
STEPS = '[gebeurtenissen.stappen]\n"Gesprek" = 5\n'


def read(text):
    return parse(f'naam = "eigen"\ntitel = "eigen"\n{text}'.encode(), where="profiel.toml")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        # one column of the file for two of ours
        (f'{ZAKEN}geslacht = " soort"\n', "[zaken.kolommen] gebruikt de kolom 'soort' twee keer"),
        (
            f'{ZAKEN}[zaken.routes.gekozen_route]\nR1 = "Hulp"\nR2 = "HULP"\n',
            "[zaken.routes] gebruikt de kolom 'hulp' twee keer",
        ),
        (
            f'{ZAKEN}[zaken.routes.gekozen_route]\nR1 = "Soort"\n',
            "de kolom 'soort' staat in [zaken.kolommen] en in [zaken.routes]",
        ),
        (
            f'{ZAKEN}{BLOCK}[[keten.uit_zaken]]\nkolommen = {{ partner = "Wie", resultaat = "wie" }}',
            "[[keten.uit_zaken]] gebruikt de kolom 'wie' in één blok voor twee dingen",
        ),
        # one of our columns filled in two ways
        (
            f'{ZAKEN}[zaken.vast]\nverzuimtype = "lrv"\n',
            "[zaken.kolommen] en [zaken.vast] vullen allebei `verzuimtype`",
        ),
        (
            f'{ZAKEN}gekozen_route = "Route"\n[zaken.routes.gekozen_route]\nR1 = "Hulp"\n',
            "[zaken.kolommen] en [zaken.routes] vullen allebei `gekozen_route`",
        ),
        (
            f"{ZAKEN}{BLOCK.replace('stap =', 'startdatum =')}",
            "[[stappen.uit_zaken]] vult `startdatum` in `kolommen` en in `vast`",
        ),
        # read, and left out
        (
            f'[zaken]\nweglaten = ["SOORT "]\n{ZAKEN}',
            "de kolom 'soort' wordt gebruikt voor zaken en staat ook bij `weglaten`",
        ),
        (
            f'[zaken]\nweglaten = ["van"]\n{ZAKEN}{BLOCK}',
            "de kolom 'van' wordt gebruikt voor zaken en stappen en staat ook bij `weglaten`",
        ),
        (f'{LOG}weglaten = ["Wat"]\n{STEPS}', "de kolom 'wat' wordt gebruikt voor zaken"),
        # one value with two meanings
        (
            '[zaken.codes.onderwijssoort]\n"VO" = "vo"\n" vo" = "mbo"\n',
            "[zaken.codes.onderwijssoort] geeft een waarde twee keer een andere betekenis",
        ),
        (
            f'{LOG}{STEPS}"GESPREK" = 6\n',
            "[gebeurtenissen.stappen] geeft een waarde twee keer een andere betekenis",
        ),
        (
            f'{LOG}overslaan = ["gesprek"]\n{STEPS}',
            "'gesprek' staat bij `overslaan`, en ook bij `stappen`",
        ),
        (
            f'{LOG}melding = ["Klaar"]\n{STEPS}[gebeurtenissen.uitkomsten]\nklaar = "werk"\n',
            "'klaar' staat bij `melding` en bij `uitkomsten`",
        ),
        ('[lezen]\nja = ["J", "1"]\nnee = ["N", "j"]\n[zaken]\n', "'j' staat bij `nee`"),
        ('[lezen]\nnee = ["X"]\n[zaken]\n', "'x' staat bij `nee`, en is ook een woord voor ja"),
        ('[lezen]\nleeg = ["-"]\nnee = ["-"]\n[zaken]\n', "'-' staat bij `leeg` en bij `nee`"),
        (
            '[lezen]\nleeg = ["onb"]\n[zaken.codes.geslacht]\n"Onb" = "onbekend"\n',
            "'onb' staat bij `leeg` en in [zaken.codes.geslacht]",
        ),
        # parts that cannot go together
        (f"{ZAKEN}{BLOCK}{BLOCK}", "[[stappen.uit_zaken]] heeft twee blokken die hetzelfde zeggen"),
        (
            f'{ZAKEN}[stappen.kolommen]\npartij = "Wie"\n{BLOCK}',
            "[stappen.kolommen] telt niet naast [[stappen.uit_zaken]]",
        ),
        (
            f'{ZAKEN}[stappen]\nbestand = "stappen"\n{BLOCK}',
            "[stappen] komt uit het bestand van zaken",
        ),
        (BLOCK, "er is geen [zaken]"),
        (f'{ZAKEN}[[stappen.uit_zaken]]\nvast = {{ stap = "2" }}', "een blok zonder `kolommen`"),
        (
            f"{ZAKEN}{BLOCK.replace('startdatum', 'zaak_id')}",
            "[[stappen.uit_zaken]] vult `zaak_id`",
        ),
        (f"{ZAKEN}[zaken.routes.gekozen_route]\n", "[zaken.routes.gekozen_route] is leeg"),
        (
            f'{ZAKEN}[zaken.geen_route]\ngekozen_route = "GEEN"\n',
            "er is geen [zaken.routes.gekozen_route]",
        ),
        (
            f'{LOG}{STEPS}[zaken.kolommen]\nzaak_id = "nr"\n',
            "[zaken] vult `zaak_id`, maar die komt al uit [gebeurtenissen]",
        ),
        (
            f'{LOG}{STEPS}[stappen.kolommen]\npartij = "wie"\n',
            "[stappen] komt uit het logboek: alleen `vast` telt daar",
        ),
        (f'{LOG}{STEPS}[stappen.vast]\nstap = "3"\n', "[stappen.vast] vult `stap`"),
        (
            LOG.replace('"toen"', '"wat"') + STEPS,
            "[gebeurtenissen] gebruikt de kolom 'wat' twee keer",
        ),
        # what is no code, no step, no date, no name
        ('[zaken.vast]\ngeslacht = "man"\n', "[zaken.vast] noemt rechts een code"),
        ("[zaken.vast]\nafwijking = true\n", '[zaken.vast] heeft rechts een tekst tussen " en "'),
        (
            '[zaken.geen_route]\ngekozen_route = "geen"\n',
            "[zaken.geen_route] noemt rechts een code die wij niet kennen; voor gekozen_route",
        ),
        (f"{LOG}{STEPS.replace('5', '11')}", "een stap van 1 tot en met 10"),
        (f"{LOG}{STEPS.replace('5', 'true')}", "een stap van 1 tot en met 10"),
        (
            f'{LOG}{STEPS}[gebeurtenissen.uitkomsten]\nklaar = "terug"\n',
            "[gebeurtenissen.uitkomsten] noemt rechts een code",
        ),
        ('[zaken.codes.zaak_id]\n"a" = "b"\n', "zaak_id heeft geen codes"),
        ('[zaken.datums]\nverzuimtype = "%d-%m-%Y"\n', "[zaken.datums] verzuimtype is geen datum"),
        ('[zaken]\nbestand = "Export.CSV"\n', "[zaken] `bestand` is alleen de naam"),
        (f"{LOG.replace('log', 'map/log')}{STEPS}", "[gebeurtenissen] `bestand` is alleen de naam"),
        ("[Zaken]\n", "kent de regel `Zaken` niet; bedoelt u `zaken`?"),
    ],
)
def test_what_contradicts_itself_or_cannot_be_says_where_and_what_to_do(text, told):
    with pytest.raises(Unreadable) as error:
        read(text)
    assert str(error.value).startswith("profiel.toml: ")
    assert told in str(error.value)


def test_a_name_with_signs_that_a_terminal_obeys_is_shown_without_them():
    with pytest.raises(Unreadable) as error:
        read('[zaken]\n"\\u001b[31mkolommen" = 1\n')
    assert "`·[31mkolommen`" in str(error.value)


def test_what_says_the_same_twice_is_no_contradiction():
    profile = read(
        f"""
        [zaken]
        weglaten = ["Team", "TEAM"]
        [zaken.codes.onderwijssoort]
        "VO" = "vo"
        "vo " = "vo"
        {ZAKEN}
        melddatum = "Gemeld"
        [[stappen.uit_zaken]]
        vast = {{ stap = "1" }}
        kolommen = {{ startdatum = "Gemeld", einddatum = "gemeld" }}
        """
    )
    assert profile.tables["zaken"].codes["onderwijssoort"] == {"vo": "vo"}
    assert profile.tables["stappen"].blocks[0].columns == {
        "startdatum": "gemeld",
        "einddatum": "gemeld",
    }
