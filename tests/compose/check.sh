#!/usr/bin/env bash
# Brings docker-compose.yaml up on stand-in images and runs news_ingest over the samples on a Celery worker.
#   tests/compose/check.sh FOLDER_WITH_THE_SCRIPTS
# A run that publishes no article fails. The stand-ins prove nothing of the real images' own configuration.
set -euo pipefail
scripts=$(cd "$1" && pwd)
project=$(cd "$(dirname "$0")/../.." && pwd)
tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT

cd "$project"
cp -a Dockerfile .dockerignore docker-compose.yaml config dags plugins include requirements "$tree/"
cp -r include/samples/articles "$tree/landing"
find "$tree" -name __pycache__ -prune -exec rm -rf {} +
chmod -R a+rX "$tree"
python3 plugins/dateline_airflow/compose_env.py "$tree/.env"
echo "DAGS_ARE_PAUSED_AT_CREATION=true" >> "$tree/.env"
# The landing folder's own trigger may take the files first; as another source they are new all the same.
export CONF='{"inputs":["/opt/airflow/landing"],"source_name":"check"}'

password=$(sed -n 's/^ADMIN_PASSWORD=//p' "$tree/.env")
API_USER=admin API_PASSWORD=$password RUN_TIMEOUT=600 "$scripts/90-run-all.sh" "$tree/docker-compose.yaml" news_ingest | tee "$tree/log"
grep -q "import errors: 0" "$tree/log"
grep -Eq "^ +publish success" "$tree/log" || { echo "news_ingest published no article"; exit 1; }
