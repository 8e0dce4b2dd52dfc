"""Messages to whoever runs this: a day is held, a run failed, a run is late. JSON with `text`, which chat services understand."""

import asyncio
import logging
from datetime import timedelta

from airflow.providers.standard.operators.hitl import HITLOperator
from airflow.sdk import Context
from airflow.sdk.bases.notifier import BaseNotifier
from airflow.sdk.definitions.callback import AsyncCallback
from airflow.sdk.definitions.deadline import DeadlineAlert, DeadlineReference

from dateline.settings import settings

TIMEOUT_SECONDS = 10.0
log = logging.getLogger(__name__)


def send(text: str) -> None:
    """Write the text to the log, and post it to `DATELINE_NOTIFY_URL` if one is set.

    A message that can't be delivered stops nothing: what it says stands in the UI too, and the log says what went wrong.
    """
    log.warning(text)
    if url := settings().notify_url:
        import httpx

        try:
            httpx.post(url, json={"text": text}, timeout=TIMEOUT_SECONDS).raise_for_status()
        except httpx.HTTPError as error:
            log.error("The message was not delivered: %s", error)


class HeldDayNotifier(BaseNotifier):
    """Says what is asked about a held day."""

    def notify(self, context: Context) -> None:
        """Send subject and body of the task that asks. Raises `TypeError` on a task that asks nothing."""
        question = context["task"]
        if not isinstance(question, HITLOperator):
            raise TypeError(f"{question.task_id} asks nobody anything")
        send(f"{question.subject}\n\n{question.body}")


class RunFailedNotifier(BaseNotifier):
    """Says that a run failed, and which. Runs in the DAG processor, once for a run, after all retries."""

    def notify(self, context: Context) -> None:
        """Send the DAG's name, the run's and Airflow's reason."""
        send(f"{context['dag'].dag_id} failed: run {context['run_id']}, {context.get('reason') or 'no reason given'}.")


async def say_late(context: dict[str, dict[str, str]]) -> None:
    """Send that a run isn't over at its deadline. Runs in the triggerer; `context` is the little that Airflow hands over there."""
    run, deadline = context["dag_run"], context["deadline"]
    text = f"{run['dag_id']} is late: run {run['dag_run_id']} was to end by {deadline['deadline_time']}, its state is {run['state']}."
    await asyncio.to_thread(send, text)


def late_after_deadline() -> DeadlineAlert:
    """A message when a run isn't over `DATELINE_DEADLINE_MINUTES` after it was queued. The run goes on."""
    return DeadlineAlert(
        reference=DeadlineReference.DAGRUN_QUEUED_AT,
        interval=timedelta(minutes=settings().deadline_minutes),
        callback=AsyncCallback(say_late),
    )
