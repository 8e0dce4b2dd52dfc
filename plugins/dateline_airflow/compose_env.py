"""The `.env` beside `docker-compose.yaml`, with secrets of its own: what `make compose-up` writes when there is none.

    python plugins/dateline_airflow/compose_env.py .env

Needs nothing but Python's own library: on a machine with Docker nothing else has to be installed.
"""

import base64
import os
import secrets
import sys
from pathlib import Path

TEXT = """\
# Secrets and sizes of docker-compose.yaml; written once by `make compose-up`, never tracked. Keep a copy with your backups:
# connections in the database can be read with this FERNET_KEY only.
FERNET_KEY={fernet}
API_SECRET_KEY={api}
JWT_SECRET={jwt}
POSTGRES_PASSWORD={postgres}
REDIS_PASSWORD={redis}
S3_ACCESS_KEY={s3_id}
S3_SECRET_KEY={s3}
ADMIN_USER=admin
ADMIN_PASSWORD={admin}

# Celery workers, tasks that each runs at a time, and the memory of each
CELERY_WORKERS=1
WORKER_CONCURRENCY=3
WORKER_MEMORY=6g
# where the UI listens, and the folder that news files are dropped into
AIRFLOW_BIND=127.0.0.1
AIRFLOW_PORT=8080
LANDING_FOLDER=./landing
# where the datasets lie: a bucket of the service `objects`, made when it is missing; another storage by S3_ENDPOINT and S3_REGION;
# /opt/airflow/data is the volume `data`, for workers on one host
DATELINE_ROOT=s3://dateline/root
"""


def write(file: Path) -> bool:
    """Write `file` with fresh secrets, readable by its owner only; False, and nothing done, when it is there already."""
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return False
    fresh = {name: secrets.token_hex(24) for name in ("api", "jwt", "postgres", "redis", "admin", "s3_id", "s3")}
    with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
        stream.write(TEXT.format(fernet=base64.urlsafe_b64encode(os.urandom(32)).decode(), **fresh))
    return True


if __name__ == "__main__":
    target = Path(sys.argv[1])
    if write(target):
        print(f"{target} written, with fresh secrets: the first user's name and password are in it.")
