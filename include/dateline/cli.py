"""The command `dateline`."""

import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any, Literal

import typer
from rich.console import Console

from dateline import cli_quarantine, cli_sources
from dateline.paths import path_of

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help=__doc__)
app.add_typer(cli_quarantine.app, name="quarantine")
app.add_typer(cli_sources.app, name="sources")
release_app = typer.Typer(add_completion=False)
app.add_typer(release_app, name="release")
console = Console(highlight=False)
errors = Console(stderr=True, highlight=False)

RootOption = Annotated[
    Path | None,
    typer.Option(
        "--root", parser=path_of, metavar="FOLDER", help="Folder or s3:// prefix of the datasets; DATELINE_ROOT or data/ unless given."
    ),
]


def use_root(root: Path | None) -> Path:
    """Make `root` the process's root, if one is given, and return the root in force."""
    from dateline.settings import settings

    if root is not None:
        os.environ["DATELINE_ROOT"] = str(root)
        settings.cache_clear()
    return settings().root


@app.command()
def extract(
    inputs: Annotated[list[str], typer.Argument(help="Files, folders and s3:// prefixes; docs/reading.md lists the formats.")],
    out: Annotated[
        Path,
        typer.Option(
            "--out",
            parser=path_of,
            metavar="FOLDER",
            help="Folder or s3:// prefix for the datasets; made if it isn't there, added to if it is.",
        ),
    ],
    published: Annotated[
        datetime | None, typer.Option("--published", formats=["%Y-%m-%d"], help="Publication day of documents that have none.")
    ] = None,
    source: Annotated[str, typer.Option("--source", help="Name of the source; part of the ids of documents without URL.")] = "files",
) -> None:
    """Read news from files into datasets, without Airflow.

    Exit status 0: every document is published, or isn't news; 1: some that should have been read are in quarantine,
    or the rows of a day are held; 2: wrong usage, or nothing could be published.
    """
    from dateline.cli_extract import extract_files

    use_root(out)
    day = published.date().isoformat() if published else None
    raise typer.Exit(extract_files(inputs, source_name=source, published=day, console=console, errors=errors))


@app.command()
def backfill(
    inputs: Annotated[list[str] | None, typer.Argument(help="Files, folders and s3:// prefixes of an archive.")] = None,
    root: RootOption = None,
    date_from: Annotated[datetime | None, typer.Option("--from", formats=["%Y-%m-%d"], help="Only news of this day or later.")] = None,
    date_to: Annotated[datetime | None, typer.Option("--to", formats=["%Y-%m-%d"], help="Only news of this day or earlier.")] = None,
    chunk: Annotated[int, typer.Option("--chunk", min=1, max=5000, help="Articles between two moments at which others come first.")] = 500,
    reprocess: Annotated[bool, typer.Option("--reprocess", help="Published days of the range, extracted by today's extractors.")] = False,
    published: Annotated[
        datetime | None, typer.Option("--published", formats=["%Y-%m-%d"], help="Publication day of documents that have none.")
    ] = None,
    source: Annotated[str, typer.Option("--source", help="Name of the source; part of the ids of documents without URL.")] = "backfill",
) -> None:
    """Bring an archive in, or extract published days anew, in chunks. Broken off, the same command does the rest.

    Exit status 0: all chunks are done; 1: a critical rule held one back; 2: wrong usage.
    """
    from dateline import cli_backfill

    use_root(root)
    first, last, day = (given.date().isoformat() if given else None for given in (date_from, date_to, published))
    status = cli_backfill.run(
        inputs or [],
        source_name=source,
        published=day,
        date_from=first,
        date_to=last,
        chunk_size=chunk,
        reprocess=reprocess,
        console=console,
        errors=errors,
    )
    raise typer.Exit(status)


@app.command()
def sql(
    query: Annotated[str | None, typer.Argument(help="A query; every dataset and mart is a view. Without one: a prompt.")] = None,
    root: RootOption = None,
    output: Annotated[Literal["table", "csv", "json"], typer.Option("--format", help="How to print the rows.")] = "table",
) -> None:
    """Run DuckDB queries on the datasets."""
    from dateline.cli_sql import answer, prompt
    from dateline.report.database import connect

    with connect(use_root(root)) as connection:
        if query is None:
            prompt(connection, output, console, errors)
        elif not answer(connection, query, output, console, errors):
            raise typer.Exit(2)


@app.command()
def show(
    file: Annotated[Path, typer.Argument(help="A text, HTML or JSONL file; its articles are extracted and shown, nothing is stored.")],
    published: Annotated[
        datetime | None, typer.Option("--published", formats=["%Y-%m-%d"], help="Publication day, if the file has none.")
    ] = None,
) -> None:
    """Show articles in the terminal with their evidence marked."""
    from dateline.cli_show import show_file

    raise typer.Exit(show_file(file, published.date() if published else None, console, errors))


@app.command()
def diff(
    old: Annotated[str, typer.Argument(help="A root, a release's folder or name, or `live` for the root in force.")],
    new: Annotated[str, typer.Argument(help="Likewise.")],
    root: RootOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="All ids, as JSON.")] = False,
) -> None:
    """Which ids came, changed and went, by dataset. Exit status 0: none; 1: some; 2: wrong usage."""
    from dateline.cli_diff import print_differences

    raise typer.Exit(print_differences(old, new, use_root(root), as_json=as_json, console=console, errors=errors))


@release_app.callback(invoke_without_command=True)
def release(context: typer.Context, root: RootOption = None) -> None:
    """Freeze what is published now as a release that never changes; nothing happens when nothing changed."""
    from dateline import cli_release

    use_root(root)
    if context.invoked_subcommand is None:
        raise typer.Exit(cli_release.freeze(console))


@release_app.command("list")
def list_releases(root: RootOption = None) -> None:
    """List the releases."""
    from dateline import cli_release

    raise typer.Exit(cli_release.show_list(use_root(root), console))


@release_app.command("verify")
def verify_releases(
    names: Annotated[list[str] | None, typer.Argument(help="Names or folders; all releases of the root unless given.")] = None,
    root: RootOption = None,
) -> None:
    """Check that releases are what they were when they were frozen. Exit status 0: they are; 1: one isn't; 2: one isn't there."""
    from dateline import cli_release

    raise typer.Exit(cli_release.verify(names or [], use_root(root), console, errors))


@app.command()
def doctor(root: RootOption = None) -> None:
    """Is this installation fit to run, and what to do if not."""
    from dateline.cli_doctor import examine

    raise typer.Exit(examine(use_root(root), console))


def new_run_id(kind: str) -> str:
    """An id for a run outside Airflow: unique on this machine, sorts by time."""
    return f"{kind}-{datetime.now(UTC):%Y%m%dT%H%M%S%f}-{os.getpid()}"


def main() -> Any:
    """Entry point; an interrupt ends with status 130 and without a traceback."""
    try:
        return app()
    except KeyboardInterrupt:
        errors.print("Interrupted; what was published before is whole.")
        sys.exit(130)


if __name__ == "__main__":
    main()
