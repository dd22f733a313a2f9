"""The rules about a delivery, a header, the content of a column, and rows among other rows."""

from etl.domain.rule import Gevolg, Rule

GEMOTIVEERD_ADVICE = "Lever 'gemotiveerd' (ja/nee) aan in plaats van de tekst."


def _refuses(code: str, title: str, message: str, advice: str, *, sql: str | None = None) -> Rule:
    return Rule(
        code=code,
        gevolg=Gevolg.GEWEIGERD,
        title=title,
        message=message,
        advice=advice,
        sql=sql,
    )


def _content(code: str, title: str, message: str) -> Rule:
    return _refuses(
        code,
        title,
        message,
        "Haal dit bij de bron uit de export, ook uit een kolom die een profiel weglaat; anonieme "
        "data is een eis.",
    )


def _among_rows(
    code: str,
    gevolg: Gevolg,
    table: str,
    column: str,
    *,
    sql: str,
    title: str,
    message: str,
    advice: str,
) -> Rule:
    return Rule(
        code=code,
        gevolg=gevolg,
        title=title,
        message=message,
        advice=advice,
        table=table,
        column=column,
        sql=sql,
    )


_UNKNOWN_ZAAK_ADVICE = (
    "Lever de zaak mee, of laat de regel weg. Geldt het voor bijna alle regels, kijk dan of de "
    "nummers in beide bestanden hetzelfde geschreven zijn: met nullen of een apostrof ervoor."
)
_FOLLOWS_ADVICE = "Verbeter eerst de zaak; deze regel gaat dan vanzelf mee."

_NAMES_ADVICE = (
    "De naam is precies die van de tabel. Heet het bestand anders, of staat de tabel in meer "
    "bestanden (per maand, per school), dan zegt u dat in een profiel, met `bestand` of "
    "`bestanden`: python -m etl profiles new BESTAND."
)

DELIVERY_RULES = (
    _refuses(
        "L001",
        "Tabel zaken ontbreekt",
        "Een levering heeft altijd een bestand met zaken.",
        f"Voeg zaken.csv toe (of .xlsx, .parquet). {_NAMES_ADVICE}",
    ),
    _refuses(
        "L002",
        "Tabel stappen ontbreekt",
        "Een levering heeft altijd een bestand met stappen; dat mag alleen een kopregel hebben.",
        f"Voeg stappen.csv toe (of .xlsx, .parquet). {_NAMES_ADVICE}",
    ),
    _refuses(
        "L003",
        "Peildatum ligt in de toekomst",
        "De peildatum is de dag waarop de export is gemaakt; die kan niet na vandaag liggen.",
        "Verbeter de peildatum in levering.toml.",
    ),
    _refuses(
        "L004",
        "Peildatum is ouder dan wat geladen is",
        "Van deze leverancier is al een nieuwere levering geladen.",
        "Lever een nieuwere export aan, of laad deze bewust met --vervang.",
    ),
    _refuses(
        "L006",
        "Verzonnen en echte gegevens door elkaar",
        "Voorbeeldgegevens en echte leveringen komen nooit in dezelfde opslag.",
        "Kies met --warehouse een andere map.",
    ),
    Rule(
        code="L005",
        gevolg=Gevolg.WAARSCHUWING,
        title="Andere bestanden overgeslagen",
        message="Bij de levering zaten bestanden die geen tabel zijn; die zijn niet gelezen.",
        advice="Haal ze weg, zeker als er persoonsgegevens in staan.",
    ),
    Rule(
        code="L009",
        gevolg=Gevolg.WAARSCHUWING,
        title="Een overgeslagen bestand lijkt op een tabel",
        message="Bij de levering zit een bestand dat heet zoals een tabel die wel is gelezen, of "
        "dezelfde kolommen heeft. Het is niet gelezen.",
        advice="Is het een deel van de tabel, zoals een andere maand of school, voeg de bestanden "
        "dan samen of noem ze in een profiel bij `bestanden`. Haal het anders weg.",
    ),
    Rule(
        code="L007",
        gevolg=Gevolg.WAARSCHUWING,
        title="Andere werkbladen overgeslagen",
        message="Het Excel-bestand heeft meer werkbladen met inhoud; er is er één gelezen: dat met "
        "de naam van de tabel of uit het profiel, en anders het eerste dat te zien is en niet leeg "
        "is.",
        advice="Haal de andere werkbladen weg, zeker als er persoonsgegevens in staan.",
    ),
    Rule(
        code="L008",
        gevolg=Gevolg.WAARSCHUWING,
        title="Onbekende regels in levering.toml",
        message="In levering.toml staan regels die wij niet kennen; die tellen niet mee.",
        advice="Wij kennen leverancier, bronsysteem, peildatum, profiel en voorbeeld. Verbeter een "
        "tikfout, of haal de regel weg.",
    ),
    _refuses(
        "H101",
        "Kolom met een verboden persoonsgegeven",
        "Deze kolom hoort bij één persoon (zoals BSN, naam, adres of geboortedatum).",
        "Haal de kolom bij de bron uit de export.",
    ),
    _refuses(
        "H102",
        "Kolom met vrije tekst",
        "Vrije tekst over een leerling wordt niet gelezen en niet bewaard.",
        f"Haal de kolom uit de export. {GEMOTIVEERD_ADVICE}",
    ),
    _refuses(
        "H103",
        "Onbekende kolom",
        "Deze kolom staat niet in de afspraak over de levering. Een kolom zonder naam komt vaak "
        "van een scheidingsteken aan het eind van elke regel.",
        "Haal de kolom uit de export, of geef haar de naam uit de afspraak. Met een profiel "
        "kan zij blijven: python -m etl profiles new BESTAND maakt er een, en zet haar bij "
        "`weglaten`.",
    ),
    _refuses(
        "H104",
        "Verplichte kolom ontbreekt",
        "Zonder deze kolom is de tabel niet te gebruiken.",
        "Voeg de kolom toe, met precies deze naam in de kopregel.",
    ),
    _refuses(
        "H105",
        "Kolom komt twee keer voor",
        "Bij twee kolommen met dezelfde naam is niet te zeggen welke geldt.",
        "Laat één van beide weg.",
    ),
    _refuses(
        "H106",
        "Kolom uit het profiel ontbreekt",
        "Het profiel rekent op deze kolom, maar zij staat niet in de kopregel.",
        "Lever de kolom mee, of pas het profiel aan als het bronsysteem haar anders noemt.",
    ),
    _refuses(
        "H107",
        "Geen kopregel herkend",
        "In de eerste regel met inhoud staat geen enkele kolomnaam uit de afspraak.",
        "Haal titelregels boven de kopregel weg en voeg een kopregel toe als die ontbreekt. Velden "
        "worden gescheiden door een puntkomma, komma of tab, zonder aanhalingstekens om de hele "
        "regel; in Excel staat elk veld in een eigen kolom. Heeft het bronsysteem eigen namen of "
        "titelregels, gebruik dan een profiel: python -m etl profiles new BESTAND.",
    ),
    _content(
        "I101",
        "Inhoud lijkt op BSN of onderwijsnummer",
        "Veel waarden hebben 8 of 9 cijfers en voldoen aan de elfproef.",
    ),
    _content("I102", "Inhoud bevat e-mailadressen", "Een of meer cellen zijn een e-mailadres."),
    _content("I103", "Inhoud bevat telefoonnummers", "Een of meer cellen zijn een telefoonnummer."),
    _content("I104", "Inhoud bevat postcodes", "Een of meer cellen zijn een postcode."),
    _content(
        "I105",
        "Inhoud lijkt op vier cijfers van een postcode",
        "Veel waarden hebben de vorm van een postcode zonder letters.",
    ),
    _content("I106", "Inhoud lijkt op namen", "Cellen hebben de vorm van een voor- en achternaam."),
    _content(
        "I107",
        "Inhoud lijkt op vrije tekst",
        "De kolom heeft lange waarden, veel spaties, of veel te veel verschillende waarden.",
    ),
    _content(
        "I108",
        "Inhoud lijkt op geboortedatums",
        "De meeste datums liggen 4 tot 23 jaar voor de melddatum.",
    ),
    _content("I109", "Inhoud bevat rekeningnummers", "Een of meer cellen zijn een IBAN."),
    _content(
        "I110", "Inhoud bevat adressen", "Cellen hebben de vorm van een straat en huisnummer."
    ),
    _refuses(
        "I111",
        "Nummers zijn door Excel afgerond",
        "Er staan nummers als 1,23E+11. Excel heeft de laatste cijfers weggelaten; verschillende "
        "zaken of leerlingen kunnen nu hetzelfde nummer hebben.",
        "Maak de export opnieuw en open haar niet in Excel voordat u haar aanlevert. Moet dat wel, "
        "haal haar dan binnen met Gegevens, Uit tekst/CSV, en kies Tekst voor deze kolom.",
    ),
    Rule(
        code="R101",
        gevolg=Gevolg.APART,
        title="Regel met te weinig of te veel velden",
        message="De regel heeft niet evenveel velden als de kopregel.",
        advice='Zet een cel met een scheidingsteken tussen aanhalingstekens (").',
    ),
    _refuses(
        "R102",
        "Te veel regels apart gezet",
        "Van deze tabel is een groter deel apart gezet dan is toegestaan: 5%, of wat MAS_MAX_APART "
        "zegt.",
        "Los de grootste bevindingen hieronder op en lever opnieuw aan.",
    ),
    _refuses(
        "R103",
        "Regels staan niet meer onder hun zaak",
        "Het profiel vult een leeg zaaknummer aan met dat van de regel erboven (`vul_aan`), maar "
        "het bestand lijkt gesorteerd of gefilterd: een zaak komt verderop terug, één zaak krijgt "
        "meer dan 50 regels of alle, of de stappen van alle zaken staan samen op volgorde. Stappen "
        "zouden bij een andere zaak komen.",
        "Maak de export opnieuw en verander de volgorde niet. Beter nog: laat de bron de zaak op "
        "elke regel herhalen (in een draaitabel: Ontwerpen, Rapportindeling, Alle itemlabels "
        "herhalen), en haal `vul_aan` uit het profiel.",
    ),
    _refuses(
        "R104",
        "Staat ook in een ander bestand van de tabel",
        "De tabel staat in meer bestanden, en dezelfde stap of overdracht (met dezelfde begindag) "
        "staat in twee daarvan. Welke geldt, is niet te zeggen.",
        "Maak de bestanden opnieuw, zo dat elke regel in één ervan staat: verdeel ze niet naar wat "
        "er die maand veranderde. Of lever alles in één bestand aan.",
    ),
    _among_rows(
        "Z501",
        Gevolg.GEWEIGERD,
        "zaken",
        "zaak_id",
        sql="zaak_dubbel",
        title="zaak_id komt vaker voor",
        message="Elke zaak heeft één regel; hoofdletters maken geen verschil.",
        advice="Lever elke zaak één keer aan. Is elke regel een stap, met de zaak erbij herhaald, "
        "zet dan `herhaald = true` in het profiel: python -m etl profiles new BESTAND.",
    ),
    Rule(
        code="Z502",
        gevolg=Gevolg.APART,
        table="zaken",
        title="Regels van dezelfde zaak spreken elkaar tegen",
        message="Een zaak staat op meer regels, en in deze kolom staat daar niet hetzelfde; leeg "
        "is ook iets anders. Welke regel geldt, is niet te zeggen: de zaak is apart gezet, met "
        "haar stappen. De regels zijn steeds de eerste van de zaak en de eerste die verschilt.",
        advice="Zorg bij de bron dat een zaak op elke regel hetzelfde is. Zegt de kolom iets van "
        "de stap (een afwijking en haar uitleg), noem haar dan in het profiel bij `per_stap`.",
    ),
    _among_rows(
        "S501",
        Gevolg.APART,
        "stappen",
        "zaak_id",
        sql="stap_van_onbekende_zaak",
        title="Stap van een onbekende zaak",
        message="De zaak van deze stap staat niet in zaken.",
        advice=_UNKNOWN_ZAAK_ADVICE,
    ),
    _among_rows(
        "S502",
        Gevolg.APART,
        "stappen",
        "zaak_id",
        sql="stap_van_zaak_apart",
        title="Stap van een zaak die apart is gezet",
        message="De zaak van deze stap is apart gezet; de stap gaat mee.",
        advice=_FOLLOWS_ADVICE,
    ),
    _among_rows(
        "S601",
        Gevolg.WAARSCHUWING,
        "stappen",
        "startdatum",
        sql="stap_voor_melddatum",
        title="Stap begint voor de melddatum",
        message="De stap begon voordat de melding bij leerplicht binnenkwam.",
        advice="Controleer beide datums.",
    ),
    _among_rows(
        "S602",
        Gevolg.WAARSCHUWING,
        "stappen",
        "startdatum",
        sql="stappen_overlappen",
        title="Stappen van dezelfde zaak overlappen",
        message="De stap begon voordat een eerdere stap van de zaak klaar was.",
        advice="Controleer de datums, als dit niet zo bedoeld is.",
    ),
    _among_rows(
        "S603",
        Gevolg.WAARSCHUWING,
        "stappen",
        "einddatum",
        sql="open_stap_van_gesloten_zaak",
        title="Open stap van een gesloten zaak",
        message="De zaak heeft een uitkomst, maar deze stap heeft geen einddatum.",
        advice="Vul de einddatum van de stap.",
    ),
    Rule(
        code="S604",
        gevolg=Gevolg.WAARSCHUWING,
        table="stappen",
        title="Dezelfde stap staat op meer regels van de zaak",
        message="Stap, datums, partij en resultaat zijn hetzelfde; de stap telt één keer. Dat komt "
        "meestal van een koppeling met nog een tabel, zoals de ketenpartners.",
        advice="Klopt dat, dan hoeft u niets te doen. Is de stap echt vaker gezet, lever dan zaken "
        "en stappen in twee bestanden.",
    ),
    _among_rows(
        "K501",
        Gevolg.APART,
        "keten",
        "zaak_id",
        sql="keten_van_onbekende_zaak",
        title="Overdracht van een onbekende zaak",
        message="De zaak van deze overdracht staat niet in zaken.",
        advice=_UNKNOWN_ZAAK_ADVICE,
    ),
    _among_rows(
        "K502",
        Gevolg.APART,
        "keten",
        "zaak_id",
        sql="keten_van_zaak_apart",
        title="Overdracht van een zaak die apart is gezet",
        message="De zaak van deze overdracht is apart gezet; de overdracht gaat mee.",
        advice=_FOLLOWS_ADVICE,
    ),
    _among_rows(
        "K601",
        Gevolg.WAARSCHUWING,
        "keten",
        "verwijsdatum",
        sql="keten_voor_melddatum",
        title="Verwijzing voor de melddatum",
        message="De verwijzing is van voor de melding bij leerplicht.",
        advice="Controleer beide datums.",
    ),
    _among_rows(
        "N501",
        Gevolg.APART,
        "noemers",
        "leerlingen",
        sql="noemer_dubbel",
        title="Aantal leerlingen komt vaker voor",
        message="Dezelfde gemeente, hetzelfde schooljaar en dezelfde onderwijssoort: welk aantal "
        "geldt, is niet te zeggen. Al deze regels zijn apart gezet.",
        advice="Lever elk aantal één keer aan.",
    ),
    Rule(
        code="D601",
        gevolg=Gevolg.WAARSCHUWING,
        title="Opvallend veel datums op 1 januari",
        message="Veel meer datums dan toeval vallen op 1 januari; dat wijst op invullen achteraf.",
        advice="Ga na of het bronsysteem 1 januari invult als de dag niet bekend is.",
    ),
    Rule(
        code="D602",
        gevolg=Gevolg.WAARSCHUWING,
        title="Opvallend veel datums op de eerste van de maand",
        message="Veel meer datums dan toeval vallen op de eerste van een maand.",
        advice="Ga na of het bronsysteem de eerste invult als de dag niet bekend is.",
    ),
)
"""Every rule that is not about one row by itself."""
