"""A message for each day that is held."""

from airflow.providers.standard.operators.hitl import HITLOperator
from airflow.sdk import Context
from airflow.sdk.bases.notifier import BaseNotifier

from dateline.settings import settings

TIMEOUT_SECONDS = 10.0


class HeldDayNotifier(BaseNotifier):
    """Says what is asked in the task's log, and to `DATELINE_NOTIFY_URL` as JSON (`text`), which chat services understand.

    A message that can't be delivered doesn't stop the question: it stands in the UI, and the log says what went wrong.
    """

    def notify(self, context: Context) -> None:
        """Send subject and body of the task that asks. Raises `TypeError` on a task that asks nothing."""
        question = context["task"]
        if not isinstance(question, HITLOperator):
            raise TypeError(f"{question.task_id} asks nobody anything")
        text = f"{question.subject}\n\n{question.body}"
        self.log.warning(text)
        if url := settings().notify_url:
            import httpx

            try:
                httpx.post(url, json={"text": text}, timeout=TIMEOUT_SECONDS).raise_for_status()
            except httpx.HTTPError as error:
                self.log.error("The message was not delivered: %s", error)
