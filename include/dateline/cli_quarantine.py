"""`dateline quarantine`: what failed and what is held, and what a person does about it."""

import contextlib
import json
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from dateline.paths import path_of

app = typer.Typer(no_args_is_help=True, help="Look at what failed and what is held; release or drop it.")

RootOption = Annotated[
    Path | None,
    typer.Option(
        "--root", parser=path_of, metavar="FOLDER", help="Folder or s3:// prefix of the datasets; DATELINE_ROOT or data/ unless given."
    ),
]
TargetArguments = Annotated[
    list[str] | None, typer.Argument(help="Ids or their beginnings, as `list` shows them, or held days (YYYY-MM-DD).")
]
DatasetOption = Annotated[str | None, typer.Option("--dataset", help="Only of this dataset; documents: articles.")]
ReasonOption = Annotated[str | None, typer.Option("--reason", help="Only with this reason.")]
SHOWN_ID = 12  # digits of an id that are told


@app.command(name="list")
def list_(
    dataset: DatasetOption = None,
    reason: ReasonOption = None,
    limit: Annotated[int, typer.Option("--limit", min=1, help="Entries to show.")] = 100,
    root: RootOption = None,
) -> None:
    """List what is in quarantine, and the days that are held."""
    from dateline.cli import console
    from dateline.pipelines import held, quarantined

    folder = _root(root)
    rows = quarantined.listed(folder, dataset, reason)
    if rows:
        table = Table(title=f"{len(rows):,} in quarantine", title_justify="left")
        for name in ("id", "dataset", "stage", "reason", "source", "document or article"):
            table.add_column(name, no_wrap=name == "id")
        for row in rows[:limit]:
            what = row["source_id"] or row["article_id"] or ""
            table.add_row(*(_plain(v) for v in (row["quarantine_id"][:SHOWN_ID], row["dataset"], row["stage"], row["reason"])),
                          _plain(row["source_name"] or ""), _plain(what))  # fmt: skip
        console.print(table)
        if len(rows) > limit:
            console.print(f"… and {len(rows) - limit:,} more: --limit shows them.")
    days = held.pending(folder) if dataset is None and reason is None else []
    for day in days:
        console.print(f"held: {day.day}: {day.articles:,} articles: {'; '.join(day.findings)}", markup=False, soft_wrap=True)
    if not rows and not days:
        console.print("Nothing is in quarantine, and no day is held.")


@app.command()
def show(target: Annotated[str, typer.Argument(help="An id or its beginning, or a held day.")], root: RootOption = None) -> None:
    """Show all that is known about one entry or held day."""
    from dateline.cli import console
    from dateline.pipelines import quarantined

    folder = _root(root)
    if day := _day(target):
        console.print(_or_exit(_held_text, folder, day), markup=False, soft_wrap=True)
        return
    row = _or_exit(quarantined.find, folder, target)
    for name, value in row.items():
        if name == "content" and value:
            value = "\n" + _indented(value)
        elif isinstance(value, list):
            value = "".join(f"\n  - {item}" for item in value)
        console.print(f"{name}: {'' if value is None else value}", markup=False, soft_wrap=True)


@app.command()
def release(
    targets: TargetArguments = None,
    repaired: Annotated[
        Path | None, typer.Option("--with", help="Repaired input, in place of the whole file that the document came from.")
    ] = None,
    published: Annotated[
        datetime | None, typer.Option("--published", formats=["%Y-%m-%d"], help="Publication day, where the repaired input has none.")
    ] = None,
    dataset: DatasetOption = None,
    reason: ReasonOption = None,
    root: RootOption = None,
) -> None:
    """Send documents, rows or held days through the whole way again.

    A document needs repaired input (--with). The article of a row is extracted and checked again; failures that a person may let
    pass are waived for that row, all others keep it in quarantine. A held day is published as it is. Exit status 0: all were
    published; 1: some stay where they are; 2: wrong usage.
    """
    from dateline.cli import console, errors, new_run_id
    from dateline.pipelines import held, quarantined
    from dateline.pipelines.whole import load_checks

    folder = _root(root)
    load_checks()
    days, rows = _targets(folder, targets, dataset, reason)
    documents = [row for row in rows if quarantined.is_document(row)]
    if documents and repaired is None:
        errors.print(f"{_name(documents[0])} is a document that couldn't be read: give its repaired file by --with FILE.", markup=False)
        raise typer.Exit(2)
    if repaired is not None and (len(rows) != 1 or days):
        errors.print("--with repairs one document: name one.")
        raise typer.Exit(2)
    run_id = new_run_id("release")
    for day in days:
        done = held.release(f"{run_id}-{day}", day)
        console.print(f"{day}: published: {sum(done.rows.values()):,} rows in {len(done.rows)} datasets", markup=False)
    if repaired is not None:
        run = _or_exit(quarantined.read_again, run_id, rows[0], repaired, published.date() if published else None)
        for finding in run.findings:
            text = f"still in quarantine: {finding.source_id}: {finding.reason}: {finding.detail} - {finding.remedy}"
            console.print(text, markup=False, soft_wrap=True)
        left = {rows[0]["quarantine_id"]} if quarantined.is_gone(folder, rows[0]) else set()
    else:
        left = quarantined.extract_again(run_id, rows) if rows else set()
    for row in rows:
        has_left = row["quarantine_id"] in left
        console.print(f"{_name(row)}: {'released' if has_left else 'still fails and stays in quarantine'}", markup=False, soft_wrap=True)
    raise typer.Exit(0 if len(left) == len(rows) else 1)


@app.command()
def drop(
    targets: TargetArguments = None,
    dataset: DatasetOption = None,
    reason: ReasonOption = None,
    is_sure: Annotated[bool, typer.Option("--yes", help="Don't ask.")] = False,
    root: RootOption = None,
) -> None:
    """Throw entries or held days away. What was dropped stays noted in `_state/decisions.jsonl`."""
    from dateline.cli import console, new_run_id
    from dateline.pipelines import held, quarantined

    folder = _root(root)
    days, rows = _targets(folder, targets, dataset, reason)
    what = " and ".join(
        filter(
            None,
            (
                f"{len(rows):,} entr{'y' if len(rows) == 1 else 'ies'}" if rows else "",
                f"the rows of {', '.join(map(str, days))}" if days else "",
            ),
        )
    )
    if not is_sure:
        typer.confirm(f"Throw {what} away?", abort=True)
    run_id = new_run_id("drop")
    for day in days:
        held.drop(f"{run_id}-{day}", day)
    quarantined.drop(rows)
    console.print(f"Dropped {what}.", markup=False)


def _root(root: Path | None) -> Path:
    from dateline.cli import use_root

    return use_root(root)


def _targets(root: Path, targets: list[str] | None, dataset: str | None, reason: str | None) -> tuple[list[date], list[dict[str, Any]]]:
    """The held days and the entries that are meant. Ends with status 2 where there is no such thing, or nothing is named."""
    from dateline.cli import errors
    from dateline.pipelines import held, quarantined

    if not targets and dataset is None and reason is None:
        errors.print("Name what you mean: ids, held days, or all entries by --dataset and --reason.")
        raise typer.Exit(2)
    days = [day for target in targets or () if (day := _day(target))]
    pending = {entry.day for entry in held.pending(root)} if days else set()
    for day in days:
        if day not in pending:
            errors.print(f"Nothing of {day} is held; `dateline quarantine list` shows the days that are.")
            raise typer.Exit(2)
    if targets:
        return days, [_or_exit(quarantined.find, root, target) for target in targets if not _day(target)]
    ids = [row["quarantine_id"] for row in quarantined.listed(root, dataset, reason)]
    if not ids:
        errors.print("Nothing in quarantine is like that.")
        raise typer.Exit(2)
    return [], [quarantined.find(root, id_) for id_ in ids]


def _held_text(root: Path, day: date) -> str:
    from dateline.pipelines import held

    for entry in held.pending(root):
        if entry.day == day:
            return entry.text
    raise LookupError(f"nothing of {day} is held")


def _or_exit(function: Callable[..., Any], *arguments: Any) -> Any:
    """What the function returns; a thing that isn't there ends the command with status 2 and what to do."""
    from dateline.cli import errors

    try:
        return function(*arguments)
    except (LookupError, FileNotFoundError) as error:
        errors.print(f"Not found: {error}", markup=False, soft_wrap=True)
        raise typer.Exit(2) from None


def _day(target: str) -> date | None:
    try:
        return date.fromisoformat(target) if len(target) == len("2024-03-05") else None
    except ValueError:
        return None


def _name(row: dict[str, Any]) -> str:
    return f"{row['quarantine_id'][:SHOWN_ID]} ({row['dataset']}, {row['reason']})"


def _plain(text: str) -> str:
    """Text that rich doesn't take for markup."""
    return text.replace("[", r"\[")


def _indented(content: str) -> str:
    with contextlib.suppress(ValueError):  # not every content is JSON
        content = json.dumps(json.loads(content), indent=1, ensure_ascii=False)
    return "\n".join(f"  {line}" for line in content.splitlines())
