"""Bringing the shipped facts into the record, with progress that a person can follow."""

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn

from ..errors import SourceError
from ..settings import settings
from ..sources.registry import shipped_sources
from ..store.engine import check_database, open_engine
from ..store.load import ImportResult, load_source


def shipped_names() -> list[str]:
    return [source.key for source in shipped_sources()]


def import_shipped(names: list[str]) -> list[ImportResult]:
    """Import the shipped sources named (all when none is), each in one transaction; prints a line for each."""
    sources = {source.key: source for source in shipped_sources()}
    for name in names:
        if name not in sources:
            raise SourceError(name, None, f"no such source ships; there are {', '.join(sources)}")
    engine = open_engine(settings().database_url)
    check_database(engine)
    console = Console()
    chosen = [sources[name] for name in names] or list(sources.values())
    results = []
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.completed} of {task.total}"))
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("Importing", total=len(chosen))
        for source in chosen:
            progress.update(task, description=f"Importing {source.key}")
            results.append(load_source(engine, source))
            progress.advance(task)
    for result in results:
        if result.changed:
            console.print(
                f"  {result.source}: {result.accepted} of {result.rows_read} rows, {result.rejected} rejected"
            )
    unchanged = sum(not result.changed for result in results)
    if unchanged:
        console.print(f"  {unchanged} of {len(results)} sources unchanged")
    return results
