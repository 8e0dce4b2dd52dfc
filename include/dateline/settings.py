"""Every knob, in one place. Each is an environment variable `DATELINE_<NAME>`."""

from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator, Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from dateline.paths import path_of


class Settings(BaseSettings):
    """What may be set from outside. Read once per process; the CLI's options go before it."""

    model_config = SettingsConfigDict(env_prefix="DATELINE_", env_file=None)

    root: Annotated[Path, BeforeValidator(path_of), Field(description="Folder or `s3://` prefix under which everything lies.")] = Path(
        "data"
    )
    landing: Annotated[
        Path | None, BeforeValidator(path_of), Field(description="Folder that `news_ingest` watches; `landing` below the root unless set.")
    ] = None
    landing_move: Annotated[bool, Field(description="Move landing files to `done/` after publication.")] = False
    settle_seconds: Annotated[float, Field(ge=0, description="A landing file is taken when size and time held still so long.")] = 2.0
    workers: Annotated[
        int | None, Field(ge=1, le=256, description="Processes for extraction in one task; unless set, the cores it may use.")
    ] = None
    shard_size: Annotated[int, Field(ge=1, le=5000, description="Articles that one task extracts.")] = 200
    batch_size: Annotated[int, Field(ge=1, le=5000, description="Input files that one task reads.")] = 200
    max_articles_per_run: Annotated[
        int, Field(ge=1, description="Articles that one run extracts, newest first; 5,000 take 1 GB to check.")
    ] = 5_000
    max_file_bytes: Annotated[int, Field(ge=1, description="Larger input files go to quarantine unread.")] = 500_000_000
    max_document_chars: Annotated[int, Field(ge=1, description="Longer documents go to quarantine; a long read has some 60,000.")] = 200_000
    max_unpacked_bytes: Annotated[int, Field(ge=1, description="What an archive or compressed file may unpack to.")] = 5_000_000_000
    max_expansion_ratio: Annotated[
        float, Field(ge=1, description="How many times larger than its file that may be; text packs to a fifth, a bomb to a thousandth.")
    ] = 200.0
    max_archive_members: Annotated[int, Field(ge=1, description="Files that one archive may hold.")] = 100_000
    max_quarantine_share: Annotated[
        float, Field(ge=0, le=1, description="A run with a larger share of its documents in quarantine fails.")
    ] = 0.2
    sources: Annotated[
        Path | None, BeforeValidator(path_of), Field(description="The list of sources; `sources.yaml` below the root unless set.")
    ] = None
    contact: Annotated[str | None, Field(description="Mail address or page of whoever runs this, told to every site that is asked.")] = None
    fetch_private: Annotated[bool, Field(description="Let fetchers connect to private and local addresses.")] = False
    fetch_seconds: Annotated[float, Field(gt=0, le=600, description="Time for one answer, from first to last byte.")] = 30.0
    max_fetch_bytes: Annotated[int, Field(ge=1, description="Larger answers are broken off.")] = 10_000_000
    host_delay_seconds: Annotated[float, Field(ge=0, le=3600, description="Time between two requests to one host.")] = 2.0
    marts_csv: Annotated[bool, Field(description="Also write marts as CSV, with HXL hashtags.")] = False
    staging_days: Annotated[int, Field(ge=0, description="Days after which staging folders are removed.")] = 3
    approve_days: Annotated[int, Field(ge=1, description="Days that `news_approve` waits for an answer; the rows stay held after it.")] = 7
    notify_url: Annotated[
        str | None, Field(description="Address that gets a JSON message (`text`) when a day is held, a run failed or is late.")
    ] = None
    deadline_minutes: Annotated[float, Field(gt=0, description="A run that isn't over so long after it was queued is late.")] = 120.0
    extraction_slots: Annotated[int, Field(ge=1, description="Tasks that extract at a time, the size of Airflow's pool for them.")] = 2

    @property
    def landing_folder(self) -> Path:
        return self.landing or self.root / "landing"

    @property
    def sources_file(self) -> Path:
        return self.sources or self.root / "sources.yaml"


@cache
def settings() -> Settings:
    """The process's settings. Raises pydantic's ValidationError, which names the variable and the bound."""
    return Settings()
