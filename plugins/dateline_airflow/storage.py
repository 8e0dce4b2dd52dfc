"""A root in object storage: keys, region and endpoint come from an Airflow connection of type `aws`.

`DATELINE_S3_CONN_ID` names it, `dateline_s3` unless set. The library reads what every AWS tool reads, the environment; so that is
where they are put, for this process and those that it starts. Without such a connection the environment stays as it is.
"""

import os

from dateline.paths import ObjectPath
from dateline.settings import settings

CONNECTION_ID = os.environ.get("DATELINE_S3_CONN_ID", "dateline_s3")


def use_connection() -> None:
    """Let this process reach the root; does nothing for a local root. Asks Airflow, so call it where a task or trigger runs."""
    if not isinstance(settings().root, ObjectPath):
        return
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
