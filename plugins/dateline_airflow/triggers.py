"""Triggers: one looks into the landing folder and only reads (the packaged file triggers delete what they find), one waits."""

import asyncio
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from airflow.triggers.base import BaseEventTrigger, BaseTrigger, TriggerEvent

from dateline.paths import path_of
from dateline.pipelines import landing
from dateline_airflow import storage


class LandingFolderTrigger(BaseEventTrigger):
    """Fires when settled files lie in the landing folder that are not taken yet, and again only when there are others.

    `root` and `folder` are absolute paths; `settle_seconds` and `poke_interval_seconds` are in seconds.
    """

    def __init__(self, root: str, folder: str, settle_seconds: float, poke_interval_seconds: float = 5.0) -> None:
        super().__init__()
        self.root = root
        self.folder = folder
        self.settle_seconds = settle_seconds
        self.poke_interval_seconds = poke_interval_seconds

    def serialize(self) -> tuple[str, dict[str, Any]]:
        """Class path and arguments, as Airflow stores them."""
        return (
            f"{LandingFolderTrigger.__module__}.{LandingFolderTrigger.__name__}",
            {
                "root": self.root,
                "folder": self.folder,
                "settle_seconds": self.settle_seconds,
                "poke_interval_seconds": self.poke_interval_seconds,
            },
        )

    async def run(self) -> AsyncIterator[TriggerEvent]:
        """Look every `poke_interval_seconds`, for as long as the triggerer lives."""
        told: set[Path] = set()
        while True:
            waiting = set(await asyncio.to_thread(self._waiting))
            if waiting - told:
                yield TriggerEvent({"file_count": len(waiting)})
            told = waiting
            await asyncio.sleep(self.poke_interval_seconds)

    def _waiting(self) -> list[Path]:
        storage.use_connection()
        return landing.waiting(path_of(self.root), path_of(self.folder), self.settle_seconds)


class MomentTrigger(BaseTrigger):
    """Fires once, at a moment given in seconds since 1970; at once if that has passed. Survives a restart of the triggerer."""

    def __init__(self, moment: float) -> None:
        super().__init__()
        self.moment = moment

    def serialize(self) -> tuple[str, dict[str, Any]]:
        """Class path and arguments, as Airflow stores them."""
        return f"{MomentTrigger.__module__}.{MomentTrigger.__name__}", {"moment": self.moment}

    async def run(self) -> AsyncIterator[TriggerEvent]:
        """Wait, then fire."""
        await asyncio.sleep(max(0.0, self.moment - time.time()))
        yield TriggerEvent({"moment": self.moment})
