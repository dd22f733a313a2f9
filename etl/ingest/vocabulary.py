"""The words that codes and activities of leerplicht are made of.

A draft of a profile shows a value of a cell only when each of its words is one of these: that it
stands there often is no proof, since a consulent's name does too. Any other value is counted.
"""

import re
from collections.abc import Iterator
from functools import cache

from etl.domain.fields import TABLES
from etl.domain.giveaway import holds_a_number
from etl.domain.steps import BOXES, FASEN
from etl.ingest.profile_file import shipped
from etl.ingest.recognise import VALUES

LONGEST = 60
"""Characters of a code; more is a sentence."""

_WORD = re.compile(r"[^\W\d_]+")
_PLAIN = re.compile(r"[\w .,;:/()'&+-]+")
_PLAIN_NUMBER = re.compile(r"[\d .,-]*\d{4}[\d .,-]*")

_MORE_WORDS = """
aan aangifte aantal aanvraag aanwezig actie actief administratie advies af afdeling afgehandeld
afgesloten afgewezen afsluiten afsluiting akkoord algemeen als ambtshalve anderszins art artikel
b basisberoeps bbl begonnen behandeld bekend bel bellen besluit besproken bezig bezocht bezwaar
bij binnenland boa bol buiten buitenland casus casusoverleg centrum code college contact
controle datum door duo eigen eind extra fase gebeld gedaan gedeeltelijk geeindigd gegrond
geheel gehouden gemeld gemengde gemiddeld gemotiveerd gereed geregistreerd gesloten gestopt
gezin gezondheid geëindigd groep gymnasium heeft herhaald heropend hersteld het hoog hoorgesprek
huis huisbezoek ingediend ingetrokken instelling intake is jaren k kb kbl kennisgeving klaar
kort kwalificatie kwalificatieplicht laag lang later leerplichtambtenaar leerweg lom lopend lwoo
lyceum mail mavo meer mentor midden minder moeder mondeling multidisciplinair mutatie nader
namelijk nee neen nieuw nieuwe noord nvt officier onbevoegd ondersteuning onderzoek ongegrond
ontheffing oost op open openen openstaand opgelost opgemaakt opgepakt opgeschaald oproep
opschalen opstellen overdragen overgedragen overleg overweeg pedagogisch plan praktijk
praktijkonderwijs pro procedure proces rebound regio regulier rest route sanctie schorsing
schriftelijk schriftelijke sociaal spijbelen spoed spoor standaard stap start status stopgezet
te team tel telefonisch telefoon termijn theoretische thuis tijdelijk tl toegekend toegewezen
toestemming traject type uit uitgenodigd uitnodiging uitstel uitvoeren vader vakantie
vaststellen verbaal verder verhoor verlenging verlof verlopen versturen verstuurd vervallen
vervolg vervolgactie verwezen verwijderd verwijderen verzenden verzonden via vmbo volgt volledig
voorlopig vooronderzoek voortgang vrij vrije vroeg warme week weer wel west wettelijk wijk zaak
zelf zelfstandig zienswijze zitting zonder zuid zwaar
"""

_STEMS = (
    *("verzuim", "onderwijs", "school", "schol", "leerplicht", "jeugd", "zorg", "hulp", "brief"),
    *("gesprek", "melding", "overleg", "zitter", "vrijstelling", "verhui", "dossier", "proces"),
    *("afspraak", "bemiddel", "begeleid", "opleiding", "inschrij", "uitschrij", "waarschuw"),
    *("verwijz", "terugkoppel", "terugkeer", "evaluati", "evalueer", "oorloofd", "relatief"),
    *(
        "absolu",
        "langdurig",
        "afwezig",
        "aanwezig",
        "ziek",
        "straf",
        "kantonrechter",
        "bescherming",
    ),
    *("ambtenaar", "behandel", "beoordel", "registr", "signaal", "signaler", "wettelijk"),
)
"""What a compound begins or ends with."""


def may_show(value: str) -> bool:
    """Say whether a value is certainly a code: short, of known words, and no number of somebody.

    >>> [may_show(one) for one in ("Ongeoorloofd schoolverzuim", "16 uur", "B3", "LRV")]
    [True, True, True, True]
    >>> [may_show(one) for one in ("Kanarie", "J. de Boer", "2010", "15-03-2010", "tel 112233")]
    [False, False, False, False, False]
    """
    return (
        len(value) <= LONGEST
        and bool(_PLAIN.fullmatch(value))
        and not _PLAIN_NUMBER.fullmatch(value)
        and not holds_a_number(value)
        and all(_is_known(word) for word in _WORD.findall(value.lower()))
    )


def _is_known(word: str) -> bool:
    # of two letters and fewer no name can be told
    return len(word) <= 2 or word in _known() or word.startswith(_STEMS) or word.endswith(_STEMS)


@cache
def _known() -> frozenset[str]:
    return frozenset(word for text in _texts() for word in _WORD.findall(text.lower()))


def _texts() -> Iterator[str]:
    yield _MORE_WORDS
    for table in TABLES.values():
        for field in table.fields:
            for code in field.codes.codes if field.codes else ():
                yield f"{code.code} {code.label}"
    yield from VALUES
    yield from (f"{box.title} {box.short}" for box in BOXES)
    yield from FASEN
    for profile in shipped().values():
        for name, made in profile.tables.items():
            for column, codes in made.codes.items():
                # the names of gemeenten may be those of people
                yield from codes if (name, column) != ("zaken", "gemeentecode") else ()
        if profile.log:
            yield from (*profile.log.steps, *profile.log.outcomes)
            yield from (*profile.log.reports, *profile.log.passed_over)
