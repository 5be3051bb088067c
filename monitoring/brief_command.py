"""`drugs-monitor brief`: the handout of a country, or those of a whole group one after another in one process."""

from pathlib import Path
from typing import Annotated

import typer

from .errors import FilterError
from .language import LANGUAGES, use_language


def brief(
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="FILE", help="A .pdf, .pptx or .html file; with --group a folder.")
    ],
    country: Annotated[str | None, typer.Argument(metavar="ISO3", help="A code as TJK, or a name.")] = None,
    group: Annotated[
        str | None, typer.Option(metavar="NAME", help="Instead of ISO3: every member of a group, by its name or slug.")
    ] = None,
    kind: Annotated[str, typer.Option(help="With --group: pdf, pptx or html.")] = "pdf",
    lang: Annotated[str, typer.Option(help=f"The language: {', '.join(LANGUAGES)}.")] = "en",
    year: Annotated[int | None, typer.Option(metavar="YYYY", help="Nothing later than this year is told.")] = None,
    filter_: Annotated[
        str, typer.Option("--filter", metavar="QUERY", help="Narrows the seizures, as in: drug=heroin&min_kg=10")
    ] = "",
) -> None:
    """Write the handout of a country, two pages or some slides, or those of a group (--group "..." -o DIR)."""
    from .components.country.asked import country_asked
    from .components.country.brief_files import checked_kind, checked_year, write_brief
    from .components.current import data, version_asked
    from .vocabulary.filter_parse import parse_filter

    if lang not in LANGUAGES:
        raise FilterError("--lang", lang, f"use one of {', '.join(LANGUAGES)}")
    if (country is None) == (group is None):
        raise FilterError("ISO3", country or "", "name one country, or a group with --group, not both")
    with use_language(lang):
        current = data(version_asked(filter_))
        chosen = parse_filter(filter_, current.known)
        checked_year(current, year)
        if group is not None:
            _group(group, output, kind, chosen, year, current)
            return
        iso3 = country_asked(country or "")
        checked_kind(output)
        write_brief(current, iso3, output, chosen, year)
    print(f"{output}: {iso3}, data version {current.version.id}")


def _group(group: str, folder: Path, kind: str, chosen, year: int | None, current) -> None:
    from rich.progress import Progress

    from .components.country.asked import group_asked
    from .components.country.brief_files import KINDS, write_briefs

    if f".{kind}" not in KINDS:
        raise FilterError("--kind", kind, f"use one of {', '.join(each.removeprefix('.') for each in KINDS)}")
    if folder.is_file():
        raise FilterError("--output", str(folder), "name a folder for the handouts of a group")
    day = current.version.data_date if year is None else current.version.data_date.replace(year=year, month=12, day=31)
    codes = group_asked(current, group, day)
    with Progress() as progress:
        bar = progress.add_task(group, total=len(codes))
        write_briefs(current, codes, folder, f".{kind}", chosen, year, lambda _target: progress.advance(bar))
    print(f"{folder}: {len(codes)} handouts, data version {current.version.id}")
