"""A local S3 server for tests: moto's, one request at a time, so that a condition is checked and its write done in one step."""

import logging
import os
import threading
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from dateline.paths import ObjectPath, client

BUCKET = "news"


@contextmanager
def served() -> Iterator[str]:
    """Start a server with an empty bucket and point this process and its children at it; its address."""
    from moto.server import DomainDispatcherApplication, create_backend_app
    from werkzeug.serving import make_server

    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    application = DomainDispatcherApplication(create_backend_app)
    one_at_a_time = threading.Lock()

    def answer(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        with one_at_a_time:
            return application(environ, start_response)

    server = make_server("127.0.0.1", 0, answer, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}"
    with pytest.MonkeyPatch.context() as patch:
        for name, value in {
            "AWS_ENDPOINT_URL": address, "AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", "AWS_DEFAULT_REGION": "us-east-1",
        }.items():  # fmt: skip
            patch.setenv(name, value)
        client().create_bucket(Bucket=BUCKET)
        yield address
    server.shutdown()
    server.server_close()


def new_root() -> ObjectPath:
    """A root that nothing lies under yet."""
    return ObjectPath(f"s3://{BUCKET}/{os.getpid()}-{uuid.uuid4().hex[:8]}/root")
