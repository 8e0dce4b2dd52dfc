"""The assets that chain the DAGs, and the landing folder as an asset that watches itself."""

from airflow.sdk import Asset, AssetWatcher

from dateline.settings import settings
from dateline_airflow.triggers import LandingFolderTrigger

ARTICLES = Asset("articles")
EVENTS = Asset("events")

LANDING = Asset(
    "landing",
    watchers=[
        AssetWatcher(
            name="landing_folder",
            trigger=LandingFolderTrigger(
                root=str(settings().root.absolute()),
                folder=str(settings().landing_folder.absolute()),
                settle_seconds=settings().settle_seconds,
            ),
        )
    ],
)

PUBLISH_POOL = "dateline_publish"  # one slot: one publisher at a time for a root
EXTRACT_POOL = "dateline_extract"  # fewer slots than there are for tasks, so that extraction leaves some to all others
