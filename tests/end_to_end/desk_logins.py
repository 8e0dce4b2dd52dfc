"""Airflow's simple auth manager in this process, with a token for each role: what the desk's tests log in with."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from dateline.settings import settings


@contextmanager
def logins(root: Path, folder: Path) -> Iterator[dict[str, str]]:
    """Tokens of a VIEWER and a USER, both called ann; meanwhile `root` is the root in force. `folder` is for the password file."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AIRFLOW__API_AUTH__JWT_SECRET", "a secret of these tests, long enough for an HMAC with SHA-512")
        patch.setenv("AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_ALL_ADMINS", "False")
        patch.setenv("AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_PASSWORDS_FILE", str(folder / "passwords.json"))
        patch.setenv("DATELINE_ROOT", str(root))
        settings.cache_clear()
        from airflow.api_fastapi.app import create_auth_manager
        from airflow.api_fastapi.auth.managers.simple.user import SimpleAuthManagerUser

        manager = create_auth_manager()
        yield {role: manager.generate_jwt(SimpleAuthManagerUser(username="ann", role=role)) for role in ("VIEWER", "USER")}
    settings.cache_clear()
