"""What a profile says twice in two ways, so that one of the two would be passed over silently.

Each function yields what is wrong and what to do, in Dutch, without the full stop; the first one
refuses the profile. What stands here holds for a profile as a value: what can only be seen in its
text (a value that stands there twice) is checked where the text is read.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations

from etl.domain.fields import TABLES, Kind
from etl.ingest.profile import PER_STEP, YES, Block, EventLog, Profile, Reading, TableMap


def contradictions(profile: Profile) -> Iterator[str]:
    """Yield what contradicts something else in the same profile."""
    for name, made in profile.tables.items():
        yield from _words(name, made)
        yield from _filled_twice(name, made)
        yield from _read_twice(name, made)
        yield from _routes(name, made)
        yield from _blocks(name, made, has_zaken="zaken" in profile.tables)
        yield from _repeated_zaken(name, made, has_log=profile.log is not None)
        yield from _filled_down(name, made, has_log=profile.log is not None)
    if profile.log:
        yield from _log(profile.log, profile.tables)
    yield from _read_and_left_out(profile)


def _words(name: str, made: TableMap) -> Iterator[str]:
    reading = made.reading
    for word in _both(reading.yes, reading.no):
        hint = " (dat is het ook zonder regel `ja`)" if reading.yes == YES else ""
        yield (
            f"'{word}' staat bij `nee`, en is ook een woord voor ja{hint}; schrijf bij [lezen] "
            "beide lijsten op, elk woord in één ervan"
        )
    for given, key in ((reading.yes, "ja"), (reading.no, "nee")):
        if given not in (Reading.yes, Reading.no):
            for word in _both(reading.empty, given):
                yield f"'{word}' staat bij `leeg` en bij `{key}`; haal het uit een van de twee"
    for column, codes in made.codes.items():
        for word in _both(reading.empty, [one for one, code in codes.items() if code]):
            yield (
                f"'{word}' staat bij `leeg` en in [{name}.codes.{column}], en telt dan als leeg; "
                "haal het uit een van de twee"
            )


def _filled_twice(name: str, made: TableMap) -> Iterator[str]:
    ways = {"kolommen": made.columns, "vast": made.constants, "routes": made.routes}
    for (one, columns), (other, others) in combinations(ways.items(), 2):
        for column in _both(columns, others):
            yield (
                f"[{name}.{one}] en [{name}.{other}] vullen allebei `{column}`; haal de regel uit "
                "een van de twee weg"
            )


def _read_twice(name: str, made: TableMap) -> Iterator[str]:
    for theirs in _repeated(made.columns.values()):
        yield (
            f"[{name}.kolommen] gebruikt de kolom '{theirs}' twee keer; elke kolom van het bestand "
            "vult één van onze kolommen"
        )
    spread = [theirs for columns in made.routes.values() for theirs in columns.values()]
    for theirs in _repeated(spread):
        yield (
            f"[{name}.routes] gebruikt de kolom '{theirs}' twee keer; elke route heeft een eigen "
            "kolom"
        )
    for theirs in _both(made.columns.values(), spread):
        yield (
            f"de kolom '{theirs}' staat in [{name}.kolommen] en in [{name}.routes]; haal haar uit "
            "een van de twee"
        )


def _routes(name: str, made: TableMap) -> Iterator[str]:
    for column, columns in made.routes.items():
        if not columns:
            yield (
                f'[{name}.routes.{column}] is leeg; zet er een regel per route in, zoals R1 = "…", '
                "of haal het onderdeel weg"
            )
    for column in made.no_route:
        if column not in made.routes:
            yield (
                f"[{name}.geen_route] noemt `{column}`, maar er is geen [{name}.routes.{column}]; "
                "voeg die toe of haal de regel weg"
            )


def _blocks(name: str, made: TableMap, *, has_zaken: bool) -> Iterator[str]:
    if not made.blocks:
        return
    if not has_zaken:
        yield (
            f"[[{name}.uit_zaken]] leest kolommen van zaken, maar er is geen [zaken]; voeg "
            "[zaken.kolommen] toe"
        )
    if made.columns:
        yield f"[{name}.kolommen] telt niet naast [[{name}.uit_zaken]]; zet de regels in elk blok"
    for block in made.blocks:
        yield from _block(name, block)
    if any(one == other for one, other in combinations(made.blocks, 2)):
        yield (
            f"[[{name}.uit_zaken]] heeft twee blokken die hetzelfde zeggen, zodat elke regel "
            "dubbel telt; haal er één weg"
        )


def _block(name: str, block: Block) -> Iterator[str]:
    part = f"[[{name}.uit_zaken]]"
    if not block.columns:
        yield f"{part} heeft een blok zonder `kolommen`; noem er de kolommen van zaken in"
    for column in _both(block.columns, block.constants):
        yield f"{part} vult `{column}` in `kolommen` en in `vast`; haal er één van weg"
    if "zaak_id" in block.columns or "zaak_id" in block.constants:
        yield f"{part} vult `zaak_id`; dat komt van de zaak zelf, haal die regel weg"
    # a step of one day has one column for both its days
    others = [
        theirs
        for ours, theirs in block.columns.items()
        if TABLES[name].field(ours).kind is not Kind.DATE
    ]
    for theirs in [*_repeated(others), *_both(others, _dates(name, block))]:
        yield f"{part} gebruikt de kolom '{theirs}' in één blok voor twee dingen; kies er één"


def _repeated_zaken(name: str, made: TableMap, *, has_log: bool) -> Iterator[str]:
    if made.is_repeated and (name != "zaken" or has_log):
        yield (
            f"[{name}] kan geen `herhaald` hebben; dat hoort bij [zaken], zonder [gebeurtenissen]. "
            "Haal de regel weg"
        )
    elif made.is_repeated and "zaak_id" not in made.columns:
        yield (
            "[zaken] heeft `herhaald`, maar geen kolom voor `zaak_id`; zonder zaaknummer is niet "
            "te zien welke regels bij één zaak horen. Noem de kolom in [zaken.kolommen]"
        )
    if made.per_step and not made.is_repeated:
        yield (
            f"[{name}] heeft `per_stap`, maar niet `herhaald = true`; dat telt alleen als elke "
            "regel een stap is. Voeg `herhaald = true` toe, of haal de regel weg"
        )
    for column in made.per_step:
        if column not in PER_STEP:
            yield (
                f"[{name}] `per_stap` kan alleen {', '.join(PER_STEP)} noemen: onze kolommen, niet "
                "die van het bestand"
            )
        elif column not in made.columns:
            yield (
                f"[{name}] noemt `{column}` bij `per_stap`, maar die heeft geen kolom; voeg haar "
                "toe aan [zaken.kolommen], of haal haar weg"
            )


def _filled_down(name: str, made: TableMap, *, has_log: bool) -> Iterator[str]:
    if not made.fills_down:
        return
    is_of_steps = name in ("stappen", "keten") and not made.blocks and not has_log
    if not (made.is_repeated or is_of_steps):
        yield (
            f"[{name}] kan geen `vul_aan` hebben; dat hoort bij [zaken] met `herhaald = true`, of "
            "bij [stappen] of [keten] met een eigen bestand. Haal de regel weg"
        )
    elif "zaak_id" not in made.columns:
        yield (
            f"[{name}] heeft `vul_aan`, maar geen kolom voor `zaak_id`; noem de kolom in "
            f"[{name}.kolommen]"
        )


def _dates(name: str, block: Block) -> list[str]:
    fields = TABLES[name]
    return [
        theirs for ours, theirs in block.columns.items() if fields.field(ours).kind is Kind.DATE
    ]


def _log(log: EventLog, tables: Mapping[str, TableMap]) -> Iterator[str]:
    parts = [log.case, log.activity, log.timestamp, *([log.lifecycle] if log.lifecycle else [])]
    for theirs in _repeated(parts):
        yield (
            f"[gebeurtenissen] gebruikt de kolom '{theirs}' twee keer; `zaak_id`, `activiteit`, "
            "`tijdstip` en `overgang` zijn vier kolommen"
        )
    for word in _both(log.passed_over, [*log.steps, *log.reports, *log.outcomes]):
        yield (
            f"'{word}' staat bij `overslaan`, en ook bij `stappen`, `melding` of `uitkomsten`; "
            "haal het uit een van de twee"
        )
    for word in _both(log.reports, log.outcomes):
        yield (
            f"'{word}' staat bij `melding` en bij `uitkomsten`: een zaak begint en eindigt niet "
            "met hetzelfde; haal het uit een van de twee"
        )
    from_log = ["zaak_id", *(["melddatum"] if log.reports else [])]
    from_log += ["uitkomst", "uitkomstdatum"] if log.outcomes else []
    for column in _both(tables["zaken"].filled, from_log):
        yield (
            f"[zaken] vult `{column}`, maar die komt al uit [gebeurtenissen]; haal de regel uit "
            "een van de twee weg"
        )
    steps = tables["stappen"]
    if steps.columns or steps.blocks or steps.codes or steps.dates:
        yield (
            "[stappen] komt uit het logboek: alleen `vast` telt daar, met partij of resultaat; "
            "haal de rest weg"
        )
    for column in steps.constants:
        if column not in ("partij", "resultaat"):
            yield f"[stappen.vast] vult `{column}`; dat komt uit het logboek, haal de regel weg"


def _read_and_left_out(profile: Profile) -> Iterator[str]:
    """Yield the columns of a file that are read, and listed to be left out as well."""
    tables, log = profile.tables, profile.log
    of_zaken = [name for name, made in tables.items() if name == "zaken" or made.blocks]
    files = [of_zaken, *([name] for name in tables if name not in of_zaken)]
    for names in files:
        used = {theirs for name in names for theirs in tables[name].used}
        left_out = {theirs for name in names for theirs in tables[name].left_out}
        if log and "zaken" in names:
            used |= {log.case, log.activity, log.timestamp, *filter(None, [log.lifecycle])}
            left_out |= log.left_out
        for theirs in sorted(used & left_out):
            yield (
                f"de kolom '{theirs}' wordt gebruikt voor {' en '.join(names)} en staat ook bij "
                "`weglaten`; haal haar uit een van de twee"
            )


def _both(these: Iterable[str], those: Iterable[str]) -> list[str]:
    return sorted({*these} & {*those})


def _repeated(names: Iterable[str]) -> list[str]:
    return sorted(name for name, count in Counter(names).items() if count > 1)
