"""What each command does: gather, call the module that does the work, print.

Every function takes the parsed arguments and the settings, and returns the exit code.
"""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from etl import asked_for, inbox, machine
from etl.domain.metrics import METRIC, METRICS
from etl.errors import Exit, Unreadable, UsageError
from etl.output import plain, text_of
from etl.released.places import REAL_WAREHOUSE, SAMPLE_WAREHOUSE, release_folder
from etl.released.pointer import POINTER
from etl.settings import INBOX, Settings

if TYPE_CHECKING:
    from etl.pipeline import Options, Taken

SAMPLE_PEILDATUM = date(2026, 7, 31)
"""Of the sample: fixed, so that the sample is the same on every machine and day."""


def run(args: Namespace, settings: Settings) -> Exit:
    from etl import afterwards, pipeline, publish

    words = plain(stderr=True)
    with _progress(words) as say:
        paths, warehouse = _work(args, settings, say)
    seen = inbox.several_seen(INBOX, paths)
    before = publish.pointed_at(release_folder(warehouse))
    taken: list[Taken] = []
    notes = [each for each in [inbox.strays(args.paths or [INBOX])] if each]
    try:
        with _progress(words) as say:
            pipeline.run(
                paths,
                warehouse=warehouse,
                settings=settings,
                today=_today(),
                options=_options(args),
                say=say,
                took=taken.append,
                tell=notes.append,
            )
        notes += _emptied_inbox(taken, seen, settings=settings)
    finally:
        # when the release fails too: by then the store has changed
        afterwards.report(words, taken, warehouse=warehouse)
        now = publish.pointed_at(release_folder(warehouse))
        afterwards.tell(words, [*notes, afterwards.of_the_release(now, before=before)])
    return max((one.exit_code for one in taken), default=Exit.DONE)


def check(args: Namespace, settings: Settings) -> Exit:
    from etl import pipeline
    from etl.validate import receipt as receipts

    with _progress(plain(stderr=True)) as say:
        say(f"Controleren: {args.path.name}")
        receipt = pipeline.check(
            args.path,
            warehouse=_warehouse(args),
            settings=settings,
            today=_today(),
            options=_options(args),
            say=say,
        )
    if args.format == "json":
        _print(receipts.receipt_json(receipt))
    elif args.format == "html":
        _print(_any_charset(receipts.receipt_html(receipt)))
    else:
        receipts.receipt_table(receipt, plain())
    return receipt.exit_code


def metric(args: Namespace, settings: Settings) -> Exit:
    asked = asked_for.metric(args)
    if args.exact:
        rows = _exact(args, settings, asked)
    else:
        from etl.released import metrics
        from etl.released.reader import ReleaseFolder

        release = ReleaseFolder(release_folder(_warehouse(args))).current()
        if release.is_sample:
            _say_invented()
        if not release.is_audited:
            print("Niet getoetst – niet delen.", file=sys.stderr)
        asked_for.refuse_unless_held(asked, release.together)
        if args.name == "omvang" and asked_for.is_of_two(asked):
            print("Leerlingen tellen we alleen per schooljaar.", file=sys.stderr)
        rows = metrics.rows(release, args.name, **asked)
    columns = [column.name for column in METRIC[args.name].columns]
    _print(text_of(rows, columns=columns, form=args.format))
    return Exit.DONE


def generate(args: Namespace, settings: Settings) -> Exit:
    from etl import generate as generator

    plan = generator.plan(
        regios=args.regios,
        schooljaren=args.schooljaren,
        zaken=args.zaken,
        seed=args.seed,
        peildatum=args.peildatum or SAMPLE_PEILDATUM,
    )
    with _progress(plain(stderr=True)) as say:
        folders = generator.generate(args.folder, plan, say=say)
    for folder in folders:
        _print(str(folder))
    return Exit.DONE


def deliveries(args: Namespace, settings: Settings) -> Exit:
    from etl.store import Store

    warehouse = _warehouse(args)
    register = Store.of(warehouse, settings).registered.read()
    if not register.current:
        print(f"In {warehouse} is niets geladen.", file=sys.stderr)
    rows = [
        {
            "leverancier": one.leverancier,
            "bronsysteem": one.bronsysteem,
            "peildatum": one.peildatum.isoformat(),
            "geladen_op": one.loaded_at,
            "voorbeeld": "ja" if register.is_sample else "nee",
        }
        for one in register.current
    ]
    columns = ("leverancier", "bronsysteem", "peildatum", "geladen_op", "voorbeeld")
    _print(text_of(rows, columns=columns, form=args.format))
    return Exit.DONE


def remove(args: Namespace, settings: Settings) -> Exit:
    from etl import pipeline

    words = plain(stderr=True)
    with _progress(words) as say:
        has_release = pipeline.remove(
            args.leverancier, warehouse=_warehouse(args), settings=settings, say=say
        )
    words.print(
        f"Verwijderd: alles van {args.leverancier}. "
        + (
            "De vrijgave is opnieuw gebouwd; oudere vrijgaven zijn weg."
            if has_release
            else "Dit was de laatste levering: er is nu geen vrijgave meer."
        )
        + f" Ligt de export nog in {INBOX}, dan laadt de volgende run die opnieuw.",
        highlight=False,
        markup=False,
        soft_wrap=True,
    )
    return Exit.DONE


def utility(args: Namespace, settings: Settings) -> Exit:
    from etl import utility as useful
    from etl.released.reader import ReleaseFolder
    from etl.store import Store

    folder = ReleaseFolder(release_folder(_warehouse(args)))
    release = folder.current()
    store = Store.of(_warehouse(args), settings)
    with (
        _progress(plain(stderr=True)) as say,
        store.reading(),
        store.marts(store.registered.read()) as con,
    ):
        say("Tellen wat er getoond wordt")
        rows = useful.rows(
            con, folder.folder / f"{release.id}.duckdb", is_audited=release.is_audited, say=say
        )
    _print(text_of(rows, columns=useful.COLUMNS, form=args.format))
    return Exit.DONE


def audit(args: Namespace, settings: Settings) -> Exit:
    from etl.audit import report as audits
    from etl.released.reader import ReleaseFolder
    from etl.store import Store

    folder = ReleaseFolder(release_folder(_warehouse(args)))
    path = args.release or folder.folder / f"{folder.current().id}.duckdb"
    if not path.is_file():
        raise UsageError(f"{path} is er niet. Noem een vrijgave, of geen: dan de huidige.")
    beside = Store.of(_warehouse(args), settings).folder / "stand"
    found = audits.report(path, beside / f"{path.stem}.getuigen")
    if args.json:
        _print(json.dumps(found.as_json(), ensure_ascii=False, indent=1))
    else:
        _print("\n".join(found.lines()))
    return Exit.DONE


def dpia(args: Namespace, settings: Settings) -> Exit:
    from etl import dpia as document

    text = document.markdown(settings)
    _print(_any_charset(document.html(text)) if args.format == "html" else text)
    return Exit.DONE


def metrics(args: Namespace, settings: Settings) -> Exit:
    columns = ("naam", "titel", "vraag", "eenheid")
    rows = [
        dict(zip(columns, (one.name, one.title, one.question, one.unit), strict=True))
        for one in METRICS
    ]
    _print(text_of(rows, columns=columns, form=args.format))
    return Exit.DONE


def rules(args: Namespace, settings: Settings) -> Exit:
    from etl.domain.rules import listed

    columns = ("code", "tabel", "kolom", "gevolg", "betekenis", "uitleg", "advies")
    _print(text_of(listed(), columns=columns, form=args.format, sentences=columns[-3:]))
    return Exit.DONE


def profiles(args: Namespace, settings: Settings) -> Exit:
    from etl.ingest.profile_file import shipped

    columns = ("naam", "betekenis")
    rows = [{"naam": one.name, "betekenis": one.title} for one in shipped().values()]
    _print(text_of(rows, columns=columns, form=args.format))
    return Exit.DONE


def new_profile(args: Namespace, settings: Settings) -> Exit:
    from etl.ingest.draft import draft

    _print(draft(args.path))
    return Exit.DONE


class _Say:
    """Tells a person what is being done: a line of text, or a bar when there is a count."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._task = progress.add_task("", total=None)

    def __call__(self, words: str, done: int = 0, total: int | None = None) -> None:
        self._progress.update(self._task, description=words, completed=done, total=total)


@contextmanager
def _progress(words: Console) -> Iterator[_Say]:
    bar = Progress(
        SpinnerColumn(),
        TextColumn("{task.description}", markup=False),
        BarColumn(bar_width=24),
        TimeElapsedColumn(),
        console=words,
        transient=True,
    )
    with bar:
        yield _Say(bar)


def _work(args: Namespace, settings: Settings, say: _Say) -> tuple[Sequence[Path], Path]:
    """Return what to take in and where: the paths asked for, the inbox, or else the sample."""
    from etl.ingest.delivery import deliveries_in

    if args.paths:
        # a folder of deliveries, as `generate` makes one, is each of them
        paths = [one for path in args.paths for one in _each_in(path)]
        return paths, _warehouse(args)
    if not inbox.is_empty(INBOX):
        deliveries = deliveries_in(INBOX)
        if not deliveries:
            raise Unreadable(inbox.strays([INBOX]))
        return deliveries, args.warehouse or REAL_WAREHOUSE
    if _holds_real_figures(args.warehouse, settings):
        # what lay in the inbox was loaded before: real figures stay, no sample is made
        return (), args.warehouse or REAL_WAREHOUSE
    from etl import generate as generator

    warehouse: Path = args.warehouse or SAMPLE_WAREHOUSE
    plan = generator.sample_plan(peildatum=SAMPLE_PEILDATUM)
    return generator.generate(warehouse / "leveringen", plan, say=say), warehouse


def _each_in(path: Path) -> list[Path]:
    """Return the deliveries in a folder, or the path itself, which then says what is wrong."""
    from etl.ingest.delivery import deliveries_in

    try:
        return deliveries_in(path) or [path]
    except OSError:
        return [path]


def _warehouse(args: Namespace) -> Path:
    if args.warehouse:
        return Path(args.warehouse)
    paths = getattr(args, "paths", None) or getattr(args, "path", None)
    is_real = paths or not inbox.is_empty(INBOX) or _is_used(REAL_WAREHOUSE)
    return REAL_WAREHOUSE if is_real else SAMPLE_WAREHOUSE


def _is_used(warehouse: Path) -> bool:
    return (release_folder(warehouse) / POINTER).exists()


def _holds_real_figures(asked: Path | None, settings: Settings) -> bool:
    """Return whether the warehouse that was asked for has been used, and not for the sample."""
    from etl.store import Store

    if asked is None:
        return _is_used(REAL_WAREHOUSE)
    return Store.of(asked, settings).registered.read().is_sample is False


def _options(args: Namespace) -> Options:
    from etl.pipeline import Options

    return Options(
        leverancier=args.leverancier, peildatum=args.peildatum, replace_newer=args.vervang
    )


def _emptied_inbox(
    taken: Sequence[Taken], seen: Mapping[Path, inbox.Seen], *, settings: Settings
) -> list[str]:
    """Remove from the inbox what is loaded, unless it should stay; say what was done."""
    loaded = [seen[one.path] for one in taken if one.exit_code is Exit.DONE and seen[one.path]]
    if not loaded or settings.keeps_inbox:
        return []
    try:
        count = sum(inbox.remove(files, inbox=INBOX) for files in loaded)
    except OSError as error:
        return [
            f"Wat geladen is, is niet uit {INBOX} verwijderd. {machine.words(error)} Verwijder "
            "de bestanden zelf."
        ]
    if not count:
        return []
    what = (
        "1 bestand dat nu geladen is, is"
        if count == 1
        else f"{count} bestanden die nu geladen zijn, zijn"
    )
    return [f"{what} uit {INBOX} verwijderd. Wilt u dat niet, zet dan MAS_BEWAAR_INBOX=ja."]


def _exact(args: Namespace, settings: Settings, asked: Mapping[str, Any]) -> list[dict[str, Any]]:
    from etl import exact
    from etl.store import Store

    store = Store.of(_warehouse(args), settings)
    with store.reading():
        register = store.registered.read()
        if register.is_sample:
            _say_invented()
        with store.marts(register) as con:
            return exact.rows(con, args.name, **asked)


def _say_invented() -> None:
    print("Voorbeeldgegevens: alle zaken zijn verzonnen.", file=sys.stderr)


def _today() -> date:
    return date.today()


def _any_charset(html: str) -> str:
    """Return a page that reads the same in whatever charset it is written to a file."""
    return html.encode("ascii", "xmlcharrefreplace").decode()


def _print(text: str) -> None:
    print(text)
