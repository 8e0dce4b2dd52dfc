"""Freeze what is published as a release, and check it: the steps of `news_release`."""

from datetime import UTC, datetime

from dateline.paths import path_of
from dateline.settings import settings


def freeze() -> str | None:
    """Freeze the day's next release; its folder, or None when nothing changed since the last one."""
    from dateline import releases

    folder = releases.freeze(settings().root, datetime.now(UTC).date())
    return str(folder) if folder else None


def verify(folder: str) -> str:
    """Read a release back from the disk; its folder. Raises `ValueError` with what is wrong with it."""
    from dateline import releases

    if problems := releases.verify(path_of(folder)):
        raise ValueError(f"{folder}: {'; '.join(problems)}")
    return folder
