"""The `drugs-monitor` command: each sub-command joins the layers and says what it did."""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from . import brief_command, cluster_command, data_commands
from .errors import FilterError, MonitorError, StoreError

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="The open drugs monitoring dashboard.",
)
app.command("import")(data_commands.import_files)
app.add_typer(data_commands.imports, name="imports")
app.command()(data_commands.backup)
app.command()(data_commands.restore)
app.command()(brief_command.brief)
app.command()(cluster_command.cluster)
app.command(hidden=True)(data_commands.job)
FilterOption = Annotated[
    str,
    typer.Option("--filter", metavar="QUERY", help="The filter of a page's link, as in: drug=heroin&country=AFG,PAK"),
]
BY = ("drug", "drug_group", "country", "admin1", "mode", "year", "month", "source_kind")


@app.command()
def serve(
    browser: Annotated[bool, typer.Option(help="Open the address in a browser where there is one.")] = True,
) -> None:
    """Serve the dashboard on HOST and PORT (127.0.0.1:8050)."""
    from .serving import serve as run

    run(open_browser=browser)


@app.command()
def migrate() -> None:
    """Make the database, or bring it up to this program's revision; nothing is changed when a step fails."""
    from .settings import settings
    from .store.engine import open_engine
    from .store.migrate import migrate as run

    revision = run(open_engine(settings().database_url))
    print(f"Database: revision {revision}")


@app.command()
def totals(
    by: Annotated[
        str, typer.Option(metavar="NAMES", help=f"One or more of {', '.join(BY)}; comma-separated.")
    ] = "drug",
    filter_: FilterOption = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Count seizures and sum quantities, kinds of quantity apart."""
    from .components.current import data, version_asked
    from .measures.totals import totals_document
    from .vocabulary.filter_parse import parse_filter

    names = [name.strip() for name in by.split(",") if name.strip()]
    for name in names or [""]:
        if name not in BY:
            raise FilterError("--by", name, f"use one or more of {', '.join(BY)}")
    current = data(version_asked(filter_))
    chosen = parse_filter(filter_, current.known)
    selection = current.select(chosen)
    document = totals_document(current.columns, chosen, selection, names)
    if as_json:
        print(json.dumps(document, ensure_ascii=False, indent=2))
        return
    _print_totals(document, chosen.sentence(selection.seizures, current.known.groups), names)


def _print_totals(document: dict, sentence: str, names: list[str]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(*names, "kind", "seizures", "quantity", "unit", title=sentence)
    for row in document["rows"]:
        keys = ["not stated" if row[name] is None else str(row[name]) for name in names]
        quantity = "" if row["quantity"] is None else f"{row['quantity']:,.12g}"
        table.add_row(*keys, row["kind"] or "not stated", str(row["seizures"]), quantity, row["unit"])
    Console(width=None if sys.stdout.isatty() else 120).print(table)
    print(
        f"{document['seizures']} seizures, data version {document['data_version']}. Kinds of quantity are never added."
    )


@app.command()
def export(
    what: Annotated[str, typer.Argument(metavar="WHAT", help="seizures")],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="The suffix names the format.")
    ] = None,
    filter_: FilterOption = "",
    linked: Annotated[
        bool, typer.Option("--linked", help="As .xlsx with linked sheets, seizures whole, which import takes again.")
    ] = False,
    partitioned: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Instead of FILE: a new folder with a GeoParquet file a year.")
    ] = None,
) -> None:
    """Write the rows of a filter to a file: .csv, .zip (csv), .xlsx, .geojson, .gpkg or .parquet; or to files by year."""
    from .components.exporting import export_file
    from .components.exporting_years import export_years

    if what != "seizures":
        raise FilterError("export", what, "only seizures can be exported")
    if partitioned is not None and output is None and not linked:
        rows, seizures, files = export_years(filter_, partitioned)
        print(f"{partitioned}: {rows} rows, {seizures} seizures, {files} files")
    elif output is not None and partitioned is None:
        rows, seizures = export_file(filter_, output, linked)
        print(f"{output}: {rows} rows, {seizures} seizures")
    else:
        raise FilterError(
            "--output", str(output or ""), "name a file with -o, or a folder with --partitioned, not both"
        )


@app.command()
def template(
    output: Annotated[Path, typer.Option("-o", "--output", metavar="FILE.xlsx", help="The workbook to write.")],
    language: Annotated[str, typer.Option(help="Its language: en or ar.")] = "en",
) -> None:
    """Write an empty workbook for seizures with their drugs, legs and arrests, to fill in and import."""
    from .components.exporting import template_file

    template_file(output, language)
    print(f"{output}: fill it in, then: drugs-monitor import {output}")


@app.command()
def questionnaire(
    name: Annotated[str, typer.Argument(metavar="ID", help="Its name, as in the address of its page.")],
    output: Annotated[Path, typer.Option("-o", "--output", metavar="FILE.xlsx", help="The form to write.")],
    edition: Annotated[int | None, typer.Option(metavar="N", help="Which edition; the newest when left out.")] = None,
    country: Annotated[str | None, typer.Option(metavar="ISO3", help="With --year: filled as it answered.")] = None,
    year: Annotated[int | None, typer.Option(metavar="YYYY", help="The year of its answers.")] = None,
    language: Annotated[str, typer.Option(help="Its language: en or ar.")] = "en",
) -> None:
    """Write the form of a questionnaire, empty or as a country filled it in, to be filled in and imported."""
    from .components.current import engine
    from .components.questionnaire_intake import form_file

    if (country is None) != (year is None):
        raise FilterError("--country", str(country), "name a country and a year, or neither")
    whose = (country, year) if country is not None and year is not None else None
    form_file(engine(), name, edition, whose, output, language)
    print(f"{output}: fill it in, then: drugs-monitor import {output}")


@app.command()
def report(
    year: Annotated[
        int, typer.Argument(metavar="YEAR", help="2014 is the baseline; a later year tells the progress since.")
    ],
    output: Annotated[Path, typer.Option("-o", "--output", metavar="FILE", help="A .pdf or a .html file to write.")],
    language: Annotated[str, typer.Option(help="Its language, as in: ar, fr or ru.")] = "en",
    version: Annotated[
        str | None, typer.Option("--data-version", metavar="ID", help="An older data version; none: the current one.")
    ] = None,
) -> None:
    """Write the annual report of a year: pillars, commitments, routes, Afghanistan, countries, assistance, with maps."""
    from .components.report.build import write_report
    from .language import LANGUAGES, use_language

    if language not in LANGUAGES:
        raise FilterError("--language", language, f"use one of {', '.join(LANGUAGES)}")
    with use_language(language):
        made = write_report(year, output, version)
    print(f"{output}: report of {year}, data version {made}")


@app.command()
def doctor() -> None:
    """Check what running needs, and say what to do about what is missing."""
    from .components.doctor import examine

    failed = False
    for check in examine():
        failed |= not check.ok
        print(f"{'ok    ' if check.ok else 'FAILED'}  {check.name}: {check.finding}")
    if failed:
        raise SystemExit(1)


def main() -> None:
    """Run the command; a problem is one sentence on the error stream and a non-zero exit code."""
    try:
        app()
    except MonitorError as problem:
        print(f"drugs-monitor: {problem}", file=sys.stderr)
        raise SystemExit(problem.exit_code) from None
    except KeyboardInterrupt:
        raise SystemExit(130) from None
    except BrokenPipeError:
        sys.stderr.close()
    except OSError as problem:
        print(f"drugs-monitor: {StoreError(f'{problem.filename or problem}: {problem.strerror}')}", file=sys.stderr)
        raise SystemExit(1) from None
