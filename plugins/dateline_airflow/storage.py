"""A root in object storage: keys, region and endpoint come from the Airflow connection `dateline_s3`, of type `aws`.

    python -m dateline_airflow.storage      make the root's bucket where there is none

The library reads what every AWS tool reads, the environment; so that is where they are put, for this process and those that it
starts. Without such a connection the environment stays as it is.
"""

import os
import time
from functools import lru_cache

from dateline.paths import ObjectPath, client
from dateline.settings import settings

CONNECTION_ID = "dateline_s3"
_ASK_SECONDS = 600


def use_connection() -> None:
    """Let this process reach the root; does nothing for a local root. Asks Airflow, so call it where something runs.

    It asks again every `_ASK_SECONDS`, because keys may be lent for a time only.
    """
    if isinstance(settings().root, ObjectPath):
        _use_connection(int(time.monotonic() / _ASK_SECONDS))


@lru_cache(1)
def _use_connection(_: int) -> None:
    from airflow.providers.amazon.aws.hooks.base_aws import AwsGenericHook
    from airflow.sdk.exceptions import AirflowNotFoundException

    hook: AwsGenericHook = AwsGenericHook(aws_conn_id=CONNECTION_ID, client_type="s3")
    try:
        hook.get_connection(CONNECTION_ID)
    except AirflowNotFoundException:
        return
    keys = hook.get_credentials()
    found = {
        "AWS_ACCESS_KEY_ID": keys.access_key,
        "AWS_SECRET_ACCESS_KEY": keys.secret_key,
        "AWS_SESSION_TOKEN": keys.token,
        "AWS_DEFAULT_REGION": hook.conn_region_name,
        "AWS_ENDPOINT_URL_S3": hook.conn_config.get_service_endpoint_url("s3"),
    }
    os.environ.update({name: value for name, value in found.items() if value})


def make_bucket() -> None:
    """Make the root's bucket where there is none; does nothing for a local root."""
    root = settings().root
    if not isinstance(root, ObjectPath):
        return
    use_connection()
    if root.bucket not in {bucket["Name"] for bucket in client().list_buckets()["Buckets"]}:
        client().create_bucket(Bucket=root.bucket)


if __name__ == "__main__":
    make_bucket()
