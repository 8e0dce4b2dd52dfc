"""The pools that the DAGs name; a task whose pool isn't there never starts.

python -m dateline_airflow.pools     makes them, or brings them to the size that the settings say
"""


def make_pools() -> None:
    """One slot for publication, `DATELINE_EXTRACTION_SLOTS` for extraction. Needs a database that is up to date."""
    from airflow.models.pool import Pool

    from dateline.settings import settings
    from dateline_airflow.assets import EXTRACT_POOL, PUBLISH_POOL

    Pool.create_or_update_pool(PUBLISH_POOL, slots=1, description="One publisher at a time for a root.", include_deferred=False)
    Pool.create_or_update_pool(
        EXTRACT_POOL, slots=settings().extraction_slots, description="Tasks that extract at a time.", include_deferred=False
    )


if __name__ == "__main__":
    make_pools()
