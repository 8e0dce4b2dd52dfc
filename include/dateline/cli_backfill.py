"""`dateline backfill`: an archive or a range of published days in chunks, with a line for each."""

from collections.abc import Sequence

from rich.console import Console

from dateline.pipelines.backfill import Progress


def run(
    inputs: Sequence[str],
    *,
    source_name: str,
    published: str | None,
    date_from: str | None,
    date_to: str | None,
    chunk_size: int,
    reprocess: bool,
    console: Console,
    errors: Console,
) -> int:
    """Take all chunks that are left, then put incidents and report together; returns the exit status."""
    from dateline.cli import new_run_id
    from dateline.pipelines import backfill, report
    from dateline.pipelines.whole import load_checks

    run_id = new_run_id("backfill")
    try:
        parts = backfill.plan(
            run_id,
            inputs=inputs,
            source_name=source_name,
            published=published,
            date_from=date_from,
            date_to=date_to,
            chunk_size=chunk_size,
            reprocess=reprocess,
        )
    except FileNotFoundError as error:
        errors.print(f"[red]Not found:[/red] {error}")
        return 2
    except ValueError as error:
        errors.print(str(error), style="red", markup=False)
        return 2
    if parts:
        load_checks()

    def say(progress: Progress) -> None:
        console.print(progress.text, markup=False, highlight=False, soft_wrap=True)

    for part in parts:
        try:
            backfill.take(run_id, part, on_done=say)
        except RuntimeError as error:
            errors.print(str(error), style="red", markup=False)
            return 1
    if report.is_due():
        report.run_all(run_id)
    if not parts:
        console.print("Nothing is left to do.")
    return 0
