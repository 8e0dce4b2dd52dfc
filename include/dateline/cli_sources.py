"""`dateline sources`: is sources.yaml as it should be, what would be taken, and how it goes."""

import os
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table

if TYPE_CHECKING:
    from dateline.contracts.documents import Document
    from dateline.pipelines.feed_state import Announced
    from dateline.sources.catalog import Source

app = typer.Typer(no_args_is_help=True, help="Check sources.yaml, see what a source would bring, and how the sources are.")
console = Console(highlight=False)
errors = Console(stderr=True, highlight=False)

FileOption = Annotated[
    Path | None, typer.Option("--file", help="The list of sources; DATELINE_SOURCES, or sources.yaml in the data folder, unless given.")
]
_SHOWN = 20  # entries of a preview


def _file(given: Path | None) -> Path:
    """The list of sources, made the process's. Exits with status 2, and what to do, where there is none."""
    from dateline.settings import settings

    if given is not None:
        os.environ["DATELINE_SOURCES"] = str(given.absolute())
        settings.cache_clear()
    file = settings().sources_file
    if not file.is_file():
        errors.print(f"{file} is not there: copy sources.example.yaml to it and change it.", markup=False)
        raise typer.Exit(2)
    return file


@app.command()
def check(file: FileOption = None) -> None:
    """Is everything written as it should be? Names the line and the remedy. Exit status 1 if something is wrong."""
    from dateline.sources import catalog

    path = _file(file)
    found = catalog.load(path)
    for problem in found.problems:
        errors.print(f"{path}:{problem.line}: {problem.message}", markup=False, soft_wrap=True)
    console.print(f"{len(found.sources)} sources can be used" + (f", {len(found.problems)} problems." if found.problems else "."))
    raise typer.Exit(1 if found.problems else 0)


@app.command()
def preview(name: Annotated[str, typer.Argument(help="Name of the source.")], file: FileOption = None) -> None:
    """What would be taken from a source now. Nothing is stored, and of articles on the web only the first one is fetched."""
    from dateline.sources import catalog

    path = _file(file)
    found = {source.name: source for source in catalog.load(path).sources}
    if name not in found:
        errors.print(f"{name} is not among the sources that can be used: {', '.join(found) or 'none'}. See `dateline sources check`.")
        raise typer.Exit(2)
    source = found[name]
    raise typer.Exit(_preview_fetched(source) if source.kind in catalog.FETCHED_KINDS else _preview_files(source))


@app.command("list")
def list_sources(file: FileOption = None) -> None:
    """The sources, when each was looked at last, what waits, and what is wrong with it."""
    from dateline.pipelines import feed_state
    from dateline.settings import settings
    from dateline.sources import catalog

    table = Table(box=None, pad_edge=False)
    for heading in ("name", "kind", "schedule", "rights", "last look (UTC)", "waiting", "problem"):
        table.add_column(heading, overflow="fold")
    for source in catalog.load(_file(file)).sources:
        state = feed_state.load_source(settings().root, source.name)
        looked = f"{datetime.fromtimestamp(state.looked_at, UTC):%Y-%m-%d %H:%M}" if state.looked_at else "never"
        table.add_row(source.name, source.kind, source.schedule, source.rights, looked, str(len(state.waiting)), state.problem or "")
    console.print(table)


@app.command()
def schema() -> None:
    """The JSON schema of sources.yaml, for editors."""
    from dateline.sources import catalog

    typer.echo(catalog.schema(), nl=False)


def _preview_fetched(source: "Source") -> int:
    """Exit status 1 when the source can't be read."""
    import time

    from dateline.contracts.documents import Rejected
    from dateline.pipelines import announcements, feed_state
    from dateline.settings import settings
    from dateline.sources.feeds import NoFeedError
    from dateline.sources.fetching import FetchError
    from dateline.sources.visiting import Visitor

    state, fresh = feed_state.load_source(settings().root, source.name), feed_state.SourceState()
    with Visitor(settings()) as visitor:
        try:
            found = announcements.announcements(visitor, source, fresh) or []
        except (FetchError, NoFeedError, OSError) as error:
            errors.print(f"{source.where} can't be read: {error}", markup=False, soft_wrap=True)
            return 1
        counts = announcements.enqueue(source, fresh, found, time.time())
        new = [a for a in fresh.waiting if a.is_map or not feed_state.is_known(state, a.entry)]
        known = len(fresh.waiting) - len(new)
        console.print(f"{len(found)} announced, {len(new)} would be fetched, {known} known, {counts['announced_too_old']} too old.")
        _print_entries(new)
        article = next((a for a in new if not a.is_map), None)
        if article is None:
            return 0
        time.sleep(visitor.seconds_until_free(article.entry.url))
        try:
            document = announcements.document_of(visitor, source, article.entry)
        except FetchError as error:
            errors.print(f"The first article can't be fetched: {error}", markup=False, soft_wrap=True)
            return 1
    if isinstance(document, Rejected):
        errors.print(f"The first article would go to quarantine, {document.reason}: {document.detail}", markup=False, soft_wrap=True)
        return 1
    console.print("\nThe first article as it would be read:")
    _print_document(document)
    return 0


def _preview_files(source: "Source") -> int:
    """Exit status 1 when the place can't be opened."""
    from dateline import sources
    from dateline.contracts.documents import Rejected
    from dateline.pipelines.arriving import completed, waiting_files
    from dateline.settings import settings

    try:
        new = waiting_files(source.where)
        found = sources.discover([source.where])
    except OSError as error:
        errors.print(f"{source.where} can't be opened: {error}", markup=False, soft_wrap=True)
        return 1
    console.print(f"{len(found.files)} files, {len(new)} would be read, {len(found.skipped)} of unknown kind.")
    for file in new[:_SHOWN]:
        console.print(f"  {file.kind:8} {file.size:>12,} bytes  {file.source_id}", markup=False)
    if new:
        document = next(sources.read(new[0], source_name=source.name, published=None, limits=settings()), None)
        if isinstance(document, Rejected):
            errors.print(f"The first document would go to quarantine, {document.reason}: {document.detail}", markup=False, soft_wrap=True)
        elif document is not None:
            console.print("\nThe first document as it would be read:")
            _print_document(completed(document, source))
    return 0


def _print_entries(announced: Sequence["Announced"]) -> None:
    for a in announced[:_SHOWN]:
        when = str(a.entry.published or "no date")[:16]
        console.print(f"  {when:16}  {'(sitemap) ' if a.is_map else ''}{a.entry.title or ''}  {a.entry.url}", markup=False, soft_wrap=True)
    if len(announced) > _SHOWN:
        console.print(f"  … and {len(announced) - _SHOWN} more")


def _print_document(document: "Document") -> None:
    for name in ("title", "publisher", "bylines", "published", "language", "rights", "url"):
        value = getattr(document, name)
        console.print(f"  {name:10} {', '.join(value) if isinstance(value, tuple) else value}", markup=False, soft_wrap=True)
    console.print(
        f"  {'text':10} {len(document.text):,} characters: {' '.join(document.text[:200].split())} …", markup=False, soft_wrap=True
    )
