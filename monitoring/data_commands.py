"""The sub-commands with which data comes into the record and out of it again: import, imports, backup, restore, job."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .errors import FilterError, SourceError, StoreError

if TYPE_CHECKING:
    from .components.opening import Watch
    from .vocabulary.reports import ImportReport

imports = typer.Typer(no_args_is_help=True, help="What was imported, by whom, with what result; and taking it back.")
JsonOption = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]
MARKINGS = ("public", "partner", "restricted")


def import_files(
    files: Annotated[
        list[str] | None,
        typer.Argument(metavar="[FILE]...", help="Files to import, or names of shipped sources; none: all that ship."),
    ] = None,
    source: Annotated[
        str | None,
        typer.Option(
            metavar="KEY",
            help="Which source the files are; recognised when left out; corridors, boundaries and indicators only when named.",
        ),
    ] = None,
    mapping: Annotated[
        Path | None, typer.Option(metavar="FILE.toml", help="How to read the columns, as the page /data saves it.")
    ] = None,
    edition: Annotated[
        str | None, typer.Option(metavar="TEXT", help="The edition of the files, as in: May 2024.")
    ] = None,
    marking: Annotated[str | None, typer.Option(help="Who may see the rows: public, partner or restricted.")] = None,
    encoding: Annotated[
        str | None, typer.Option(help="The text encoding where it cannot be told, as in: cp1256.")
    ] = None,
    delimiter: Annotated[
        str | None, typer.Option(help="What stands between the cells of a CSV, where that cannot be told.")
    ] = None,
    header_row: Annotated[
        int | None, typer.Option(help="The row with the headings, where that cannot be told.")
    ] = None,
    date_order: Annotated[str | None, typer.Option(help="dmy, mdy or ymd, where the dates do not tell.")] = None,
    decimal: Annotated[str | None, typer.Option(help="The decimal sign where the numbers do not tell: . or ,")] = None,
    calendar: Annotated[
        str | None, typer.Option(help="gregorian, solar_hijri or hijri, where the years do not tell.")
    ] = None,
    level: Annotated[
        str | None, typer.Option(metavar="N", help="Of boundaries: 1 for provinces, 2 for districts.")
    ] = None,
    scheme: Annotated[
        str | None, typer.Option(metavar="NAME", help="Of boundaries: the scheme of their codes, as in: cod-ab.")
    ] = None,
    valid_from: Annotated[
        str | None, typer.Option(metavar="DAY", help="Of boundaries: the year or day from which they hold.")
    ] = None,
    accept: Annotated[
        str | None, typer.Option(metavar="CHECKS", help="Of boundaries: take them although these checks fail.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be imported and change nothing.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Import files of agencies, or the facts that ship with the program. All of a file is taken, or nothing.

    Exit code 0: every row was taken; 3: some were rejected, and lie in a file of their own; 1: nothing was imported.
    """
    names = files or []
    if not (names and all(Path(name).is_file() for name in names)):
        from .components.shipped import import_shipped, shipped_names

        if set(names) <= set(shipped_names()) and not any(Path(name).exists() for name in names):
            results = import_shipped(names)
            make_ready()
            raise SystemExit(3 if any(result.rejected for result in results) else 0)
    if marking is not None and marking not in MARKINGS:
        raise FilterError("--marking", marking, f"use one of {', '.join(MARKINGS)}")
    for name in names:
        if not Path(name).is_file():
            shipped = ", ".join(shipped_names())
            raise SourceError(name, None, f"there is no such file, and no shipped source of that name ({shipped})")
    from .components.opening import Options, import_file

    bring: Callable = import_file
    if source == "corridors":
        from .components.corridor_drafts import import_corridors as bring
    elif source == "indicators":
        from .components.indicator_files import import_indicator as bring

    text = _text(mapping) if mapping else None
    options = Options(
        source, text, edition, marking, encoding, delimiter, header_row, date_order, decimal, calendar,
        level, scheme, valid_from, accept,
    )  # fmt: skip
    reports = []
    for name in names:
        with shown_progress(Path(name).name, quiet=as_json) as watch:
            reports.append(bring(Path(name), options, dry_run=dry_run, watch=watch))
        if not as_json:
            print_report(reports[-1])
    if not dry_run:
        make_ready()
    if as_json:
        documents = [report.document() for report in reports]
        print(json.dumps(documents[0] if len(documents) == 1 else documents, ensure_ascii=False, indent=2, default=str))
    raise SystemExit(3 if any(report.rejected for report in reports) else 0)


def make_ready() -> None:
    """Makes the copy that answers filters now, so that the first reader does not wait for it."""
    from .components.current import data

    with suppress(StoreError):  # nothing was taken into an empty record
        data()


def _text(mapping: Path) -> str:
    try:
        return mapping.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        raise SourceError(str(mapping), None, f"the mapping cannot be read ({problem})") from problem


@contextmanager
def shown_progress(name: str, quiet: bool) -> Iterator["Watch | None"]:
    """A line with rows, rate and remaining time on the error stream, so that what is printed stays clean."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    if quiet or not sys.stderr.isatty():
        yield None
        return
    columns = (
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )  # fmt: skip
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(f"Reading {name}", total=None, rate="")
        words = {"reading": "Reading", "storing": "Storing"}

        def watch(phase: str, rows: int, rows_in_all: int | None) -> None:
            speed = progress.tasks[0].speed
            rate = f"{speed:,.0f} rows/s" if speed else ""
            progress.update(task, description=f"{words[phase]} {name}", completed=rows, total=rows_in_all, rate=rate)

        yield watch


def print_report(report: "ImportReport") -> None:
    """What an import did, in lines for people."""
    would = "would be " if report.dry_run else ""
    print(f"{report.file}: read as {report.reader}, {report.rows_read:,} rows")
    for words, number in (
        (f"{would}taken", report.accepted), ("rejected", report.rejected),
        ("the same row once more in the file", report.duplicates_exact), ("already held", report.already_held),
        ("no rows of the table", report.left_out),
    ):  # fmt: skip
        print(f"  {number:>10,}  {words}")
    for words, number in (
        ("pairs may be one seizure", report.duplicates_suspected), ("seizures have no point on the map", report.unplaced),
        ("words that nobody has read", report.unknown_words), ("doubtful cells", report.doubts),
    ):  # fmt: skip
        if number:
            print(f"  {number:>10,}  {words}")
    if report.rejected_file:
        print(f"  The rejected rows: {report.rejected_file}")
    if report.dry_run:
        print("  Nothing was changed: this was a dry run.")
    elif report.batch is None:
        print(f"  Nothing was changed: the record held all of it. Data version {report.data_version}.")
    else:
        print(
            f"  Import {report.batch}, data version {report.data_version}. Take it back: drugs-monitor imports undo {report.batch}"
        )


@imports.command("list")
def list_all(as_json: JsonOption = False) -> None:
    """Every import, newest first."""
    from rich.console import Console
    from rich.table import Table

    from .components.current import engine
    from .store.imports import list_imports

    with engine().connect() as db:
        found = list_imports(db)
    rows = found.to_dict("records")
    if as_json:
        print(json.dumps(rows, ensure_ascii=False, indent=2, default=str))
        return
    table = Table("import", "status", "file", "source", "when (UTC)", "by", "read", "taken", "rejected")
    for row in rows:
        figures = (row["rows_read"], row["accepted"], row["rejected"])
        table.add_row(
            str(row["batch"]), row["status"], row["file_name"], row["source"], f"{row['imported_at']:%Y-%m-%d %H:%M}",
            row["imported_by"], *(f"{number:,}" for number in figures),
        )  # fmt: skip
    Console(width=None if sys.stdout.isatty() else 140).print(table)


@imports.command("show")
def show_one(
    number: Annotated[int, typer.Argument(metavar="N", help="The number of the import.")],
    as_json: JsonOption = False,
) -> None:
    """One import: its document, figures, words, doubtful cells, rejected and left-out rows."""
    from .components.current import engine
    from .store.imports import show_import

    with engine().connect() as db:
        found = show_import(db, number)
    print(json.dumps(found, ensure_ascii=False, indent=2, default=str) if as_json else _in_lines(found))


def _in_lines(found: dict) -> str:
    """Plain values as lines; of lists the first ten."""
    lines = []
    for name, value in found.items():
        if isinstance(value, list):
            lines.append(f"{name}: {len(value)}")
            lines += [f"    {entry}" for entry in value[:10]]
            lines += [f"    ... and {len(value) - 10} more"] if len(value) > 10 else []
        elif isinstance(value, dict):
            lines.append(f"{name}:")
            lines += [f"    {key}: {entry}" for key, entry in value.items()]
        else:
            lines.append(f"{name}: {value}")
    return "\n".join(lines)


@imports.command("undo")
def undo_one(
    number: Annotated[int, typer.Argument(metavar="N", help="The number of the import.")],
    reason: Annotated[str, typer.Option(help="Why, for those who ask later.")] = "taken back on the command line",
) -> None:
    """Take an import back: its rows are gone from the next data version on. Nothing is deleted."""
    from .components.current import engine
    from .components.importing import user
    from .store.imports import undo_import

    version = undo_import(engine(), number, user(), reason)
    print(f"Import {number} is taken back. Data version {version.id}.")


@imports.command("apply")
def apply_decisions() -> None:
    """Read again what nobody could read at the time, with the words and places that were decided since."""
    from .components.current import engine
    from .components.importing import user
    from .store.reapply import reapply

    done = reapply(engine(), user())
    if done.batch is None:
        print(f"Nothing to do: no decision says more than the record does. Data version {done.version}.")
        return
    print(
        f"{done.words} words now have a meaning: {done.rows} rows say more than before, {done.places} seizures have a finer "
        f"place. Import {done.batch}, data version {done.version}. Take it back: drugs-monitor imports undo {done.batch}"
    )


def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where to write it.")],
) -> None:
    """Write a whole, consistent copy of the record to FILE, also while somebody imports."""
    from .components.current import engine
    from .store.backup import backup as run

    run(engine(), file)
    print(f"{file}: {file.stat().st_size / 1e6:,.1f} MB, checked. Bring it back: drugs-monitor restore {file}")


def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A file that `drugs-monitor backup` wrote.")],
) -> None:
    """Put a backup in the place of the record, which is kept beside it."""
    from .settings import settings
    from .store.backup import restore as run
    from .store.engine import open_engine

    kept = run(file, open_engine(settings().database_url))
    print(f"The record is as in {file}." + (f" What was there before: {kept}" if kept else ""))


def job(
    job_id: Annotated[str, typer.Argument(metavar="ID", help="The upload.")],
    step: Annotated[str, typer.Argument(metavar="STEP", help="look or import")],
) -> None:
    """Run one step of an upload; the page /data starts it."""
    from .components.job_steps import run_step
    from .components.jobs import STEPS

    if step not in STEPS:
        raise FilterError("STEP", step, f"use one of {', '.join(STEPS)}")
    raise SystemExit(run_step(job_id, step))
