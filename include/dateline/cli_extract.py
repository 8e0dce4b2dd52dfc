"""`dateline extract`: run the whole way, say what became of every document, and end with the right exit status."""

from collections.abc import Sequence
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table

from dateline.pipelines.whole import Run

NOT_NEWS = frozenset({"empty", "no_body", "not_news", "unknown_kind"})  # reasons for quarantine that don't count as a failure
SHOWN_PROBLEMS = 20


def extract_files(inputs: Sequence[str], *, source_name: str, published: str | None, console: Console, errors: Console) -> int:
    """Extract files under the root in force; returns the exit status (see `dateline extract --help`)."""
    from dateline.cli import new_run_id
    from dateline.pipelines.whole import load_checks, run_whole
    from dateline.settings import settings

    load_checks()
    run_id = new_run_id("cli")
    try:
        with _Bars(errors) as bars:
            run = run_whole(run_id, inputs, source_name=source_name, published=published, progress=bars.show)
    except FileNotFoundError as error:
        errors.print(f"Not found: {error}", style="red", markup=False, soft_wrap=True)
        return 2
    console.print(_summary(run))
    for name, why in run.skipped:
        console.print(f"skipped: {name}: {why}", style="yellow", markup=False)
    for f in sorted(run.findings, key=lambda f: (f.source_id, f.reason))[:SHOWN_PROBLEMS]:
        console.print(f"in quarantine: {f.source_id}: {f.reason}: {f.detail} - {f.remedy}", style="yellow", markup=False, soft_wrap=True)
    if len(run.findings) > SHOWN_PROBLEMS:
        console.print(f"… and {len(run.findings) - SHOWN_PROBLEMS} more in {settings().root / 'quarantine'}", markup=False)
    for day in run.extracted.held if run.extracted else ():
        console.print(f"held: the rows of {day}; see `dateline quarantine show {day}`", style="yellow", markup=False, soft_wrap=True)
    for problem in run.problems:
        errors.print(problem, style="red", markup=False)
    console.print(f"Datasets: {settings().root}", markup=False, soft_wrap=True)
    if run.accepted == 0 or run.is_stopped:
        return 2
    is_held = bool(run.extracted and run.extracted.held)
    return 1 if run.problems or is_held or {f.reason for f in run.findings} - NOT_NEWS else 0


def _summary(run: Run) -> Table:
    table = Table(title="What was read", show_header=False)
    table.add_row("documents", str(run.documents))
    table.add_row("articles accepted", str(run.accepted))
    table.add_row("documents in quarantine", str(len(run.findings)))
    for name, rows in (run.extracted.rows if run.extracted else {}).items():
        table.add_row(f"{name} published", str(rows))
    if run.extracted:
        table.add_row("rows in quarantine", str(run.extracted.quarantined))
    return table


class _Bars:
    """One progress bar per step, on the error stream, so that the output can be piped."""

    def __init__(self, console: Console) -> None:
        self._progress = Progress(
            *(TextColumn("{task.description:<22}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn()),
            console=console,
            transient=True,
            refresh_per_second=2,
            disable=not console.is_terminal,  # drawing ten times a second for nobody took a fiftieth of a run
        )
        self._tasks: dict[str, TaskID] = {}

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._progress.stop()

    def show(self, step: str, done: int, total: int) -> None:
        if step not in self._tasks:
            self._tasks[step] = self._progress.add_task(step, total=total)
        self._progress.update(self._tasks[step], completed=done, total=total)
