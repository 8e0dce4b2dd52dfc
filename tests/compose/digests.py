"""SHA-256 of every data file of the root in force, a line each."""

from tests_end_to_end import digests

from dateline.settings import settings
from dateline_airflow import storage

if __name__ == "__main__":
    storage.use_connection()
    for path, digest in digests(settings().root).items():
        print(digest, path)
