"""Library functions as tasks: what a function needs of the run is filled in by name, it is measured, what it returns is made fit for XCom."""

import inspect
from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Any

from airflow.sdk import Asset, get_current_context
from airflow.sdk.exceptions import AirflowFailException, AirflowSkipException

from dateline.pipelines.published import Published
from dateline_airflow import storage
from dateline_airflow.lineage import emit_lineage
from dateline_airflow.metrics import count_published, measured

FROM_RUN = ("run_id", "attempt")


def step(function: Callable[..., Any], *params: str) -> Callable[..., Any]:
    """The function with `run_id`, `attempt` (the try) and the named DAG parameters filled in when it runs.

    An empty string or list from the trigger form counts as not given.
    """
    signature = inspect.signature(function)
    filled = [name for name in (*FROM_RUN, *params) if name in signature.parameters]

    def call(*args: Any, **kwargs: Any) -> Any:
        storage.use_connection()
        context = get_current_context()
        known = {"run_id": context["run_id"], "attempt": context["ti"].try_number, **context["params"]}
        given = {name: known[name] for name in filled if known[name] not in ("", None, [])}
        bound = call_signature.bind(*args, **kwargs)
        with measured(context["dag"].dag_id, function.__name__):
            result = function(**{name: _whole(value) for name, value in bound.arguments.items()}, **given)
        if isinstance(result, Published):
            count_published(result)
            emit_lineage(context["dag"].dag_id, result)
        return result

    call_signature = signature.replace(parameters=[p for name, p in signature.parameters.items() if name not in filled])
    call.__signature__ = call_signature  # type: ignore[attr-defined]
    call.__name__, call.__doc__ = function.__name__, function.__doc__
    return call


def _whole(value: Any) -> Any:
    """What mapped tasks returned, as a list: Airflow hands over a sequence that asks the server anew for every item."""
    if isinstance(value, Sequence) and not isinstance(value, (str, list)):
        return [value[i] for i in range(len(value))]
    return value


def publishing_step(function: Callable[..., Any], asset: Asset | None, *params: str) -> Callable[..., Any]:
    """A step that returns `Published`: an asset event with days and row counts if anything changed, else skipped.

    Fails without a retry when a critical table rule held a dataset back: nothing gets better by trying again.
    """
    inner = step(function, *params)

    def call(*args: Any, **kwargs: Any) -> dict[str, Any]:
        published = inner(*args, **kwargs)
        if published.stopped:
            raise AirflowFailException(f"Not published, a critical table rule failed: {', '.join(published.stopped)}. See quality_results.")
        if not published.days:
            raise AirflowSkipException(f"Nothing changed; {published.quarantined} rows in quarantine.")
        if asset is not None:
            get_current_context()["outlet_events"][asset].extra = {"days": list(published.days), "rows": published.rows}
        return asdict(published)

    call.__signature__ = inspect.signature(inner)  # type: ignore[attr-defined]
    call.__name__, call.__doc__ = function.__name__, function.__doc__
    return call


def verdict_step(function: Callable[..., Any]) -> Callable[..., Any]:
    """A step that returns `Verdict`: the run fails, with all problems in words, if there are any."""
    inner = step(function)

    def call(*args: Any, **kwargs: Any) -> dict[str, Any]:
        verdict = inner(*args, **kwargs)
        if verdict.problems:
            raise AirflowFailException("; ".join(verdict.problems))
        return asdict(verdict)

    call.__signature__ = inspect.signature(inner)  # type: ignore[attr-defined]
    call.__name__, call.__doc__ = function.__name__, function.__doc__
    return call


def feeds_report_step(function: Callable[..., Any], asset: Asset) -> Callable[..., Any]:
    """A step that returns `feeds.Report`: an asset event if articles wait to be ingested, else skipped.

    Fails, without a retry, for lines of sources.yaml that can't be used; the other sources were read.
    """
    inner = step(function)

    def call(*args: Any, **kwargs: Any) -> dict[str, Any]:
        report = inner(*args, **kwargs)
        if report.problems:
            raise AirflowFailException("; ".join(report.problems))
        if not report.waiting:
            raise AirflowSkipException(f"Nothing to ingest; {report.counts}")
        get_current_context()["outlet_events"][asset].extra = {"fetched": report.waiting, **report.counts}
        return asdict(report)

    call.__signature__ = inspect.signature(inner)  # type: ignore[attr-defined]
    call.__name__, call.__doc__ = function.__name__, function.__doc__
    return call
