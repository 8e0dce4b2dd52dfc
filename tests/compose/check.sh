#!/usr/bin/env bash
# Brings docker-compose.yaml up on stand-in images and runs news_ingest over the samples on a Celery worker.
#   tests/compose/check.sh FOLDER_WITH_THE_SCRIPTS
# A run that publishes no article fails. The stand-ins prove nothing of the real images' own configuration.
set -euo pipefail
. "$(dirname "$0")/tree.sh"
trap 'rm -rf "$tree"' EXIT

cp -r include/samples/articles/. "$tree/landing/"
echo "DAGS_ARE_PAUSED_AT_CREATION=true" >> "$tree/.env"
# The landing folder's own trigger may take the files first; as another source they are new all the same.
export CONF='{"inputs":["/opt/airflow/landing"],"source_name":"check"}'

API_USER=admin API_PASSWORD=$password RUN_TIMEOUT=600 "$scripts/90-run-all.sh" "$tree/docker-compose.yaml" news_ingest | tee "$tree/log"
grep -q "import errors: 0" "$tree/log"
grep -Eq "^ +publish success" "$tree/log" || { echo "news_ingest published no article"; exit 1; }
