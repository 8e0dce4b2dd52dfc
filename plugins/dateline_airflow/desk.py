"""The desk: a page in Airflow's UI on the live datasets, behind Airflow's own login and permissions.

Who may read the DAG `news_extract` may read the desk; who may edit it may also judge rows and decide on the quarantine. The
application is built when it is first asked for, so that only the API server pays for it.
"""

from collections.abc import Callable
from functools import cache
from typing import Any

from airflow.plugins_manager import AirflowPlugin

PREFIX = "/dateline"
DAG_ID = "news_extract"
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{script}'; img-src data:; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'self'; base-uri 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}


async def desk(scope: Any, receive: Any, send: Any) -> None:
    """The ASGI application."""
    await application()(scope, receive, send)


class DatelineDesk(AirflowPlugin):
    """Adds the desk to the API server and to the navigation."""

    name = "dateline_desk"
    fastapi_apps = [{"app": desk, "url_prefix": PREFIX, "name": "Dateline desk"}]  # noqa: RUF012  # Airflow wants class attributes
    external_views = [  # noqa: RUF012
        {"name": "Dateline", "href": f"{PREFIX}/", "destination": "nav", "url_route": "dateline"}
    ]


@cache
def application() -> Callable[[Any, Any, Any], Any]:
    """The FastAPI application with all its routes."""
    import base64
    import hashlib
    from importlib.resources import files
    from typing import Annotated, Literal

    from airflow.api_fastapi.core_api.security import GetUserDep, requires_access_dag
    from fastapi import Depends, FastAPI, Header, HTTPException, Query, Request
    from fastapi.responses import HTMLResponse, JSONResponse
    from pydantic import BaseModel, Field

    from dateline.pipelines import quarantined, reviews
    from dateline.report import desk as pages
    from dateline.settings import settings
    from dateline_airflow import storage

    storage.use_connection()
    script = files("dateline.report").joinpath("templates", "desk.js").read_bytes()
    script_hash = base64.b64encode(hashlib.sha256(script).digest()).decode()
    headers = {name: value.replace("{script}", script_hash) for name, value in HEADERS.items()}

    def has_own_header(x_dateline_desk: Annotated[str | None, Header()] = None) -> None:
        """Refuse what another site's form could send with the reader's cookie."""
        if x_dateline_desk != "1":
            raise HTTPException(403, "sent from elsewhere: the header X-Dateline-Desk is missing")

    may_read = [Depends(requires_access_dag("GET", param_dag_id=DAG_ID))]
    may_decide = [Depends(requires_access_dag("PUT", param_dag_id=DAG_ID)), Depends(has_own_header)]
    app = FastAPI(title="Dateline desk", docs_url=None, redoc_url=None, openapi_url=None)
    Day = Annotated[str, Query(pattern=r"^(\d{4}-\d{2}-\d{2})?$")]
    Start = Annotated[int, Query(ge=0, le=1_000_000)]
    Short = Annotated[str, Query(max_length=200)]

    def page(text: str) -> HTMLResponse:
        return HTMLResponse(text, headers=headers)

    def up(request: Request) -> str:
        return f"{request.scope.get('root_path', '')}/"

    @app.exception_handler(LookupError)
    def not_there(_: Request, error: LookupError) -> JSONResponse:
        return JSONResponse({"detail": str(error)}, status_code=404)

    @app.exception_handler(ValueError)
    def not_possible(_: Request, error: ValueError) -> JSONResponse:
        return JSONResponse({"detail": str(error)}, status_code=422)

    @app.get("/", dependencies=may_read)
    def incidents(
        request: Request, words: Short = "", kind: Short = "", country: Short = "", first: Day = "", last: Day = "", start: Start = 0
    ) -> HTMLResponse:
        search = pages.Search(words=words, kind=kind, country=country, first=first, last=last, start=start)
        return page(pages.incidents_page(settings().root, up(request), search))

    @app.get("/incidents/{incident_id}", dependencies=may_read)
    def incident(request: Request, incident_id: str) -> HTMLResponse:
        return page(pages.incident_page(settings().root, up(request), incident_id))

    @app.get("/articles/{article_id}", dependencies=may_read)
    def article(request: Request, article_id: str, user: GetUserDep) -> HTMLResponse:
        return page(pages.article_page(settings().root, up(request), article_id, user.get_name()))

    @app.get("/quarantine", dependencies=may_read)
    def quarantine(request: Request, dataset: Short = "", reason: Short = "", start: Start = 0) -> HTMLResponse:
        return page(pages.quarantine_page(settings().root, up(request), dataset, reason, start))

    class Decision(BaseModel):
        note: str | None = Field(None, max_length=2_000)

    class Verdict(Decision):
        dataset: str = Field(max_length=40)
        row_id: str = Field(max_length=64)
        verdict: Literal["right", "wrong"]

    @app.post("/reviews", dependencies=may_decide)
    def review(verdict: Verdict, user: GetUserDep) -> dict[str, str]:
        reviews.save(settings().root, verdict.dataset, verdict.row_id, verdict.verdict, user.get_name(), verdict.note)
        return {"message": f"Kept: {verdict.verdict}."}

    @app.post("/quarantine/{quarantine_id}/{decision}", dependencies=may_decide)
    def decide(quarantine_id: str, decision: Literal["release", "drop"]) -> dict[str, str]:
        row = quarantined.find(settings().root, quarantine_id)
        if decision == "drop":
            quarantined.drop([row])
            return {"message": "Dropped; a note of it stays in _state/decisions.jsonl."}
        quarantined.ask_again([row])
        return {"message": "The next run of news_extract takes its article up again."}

    return app
