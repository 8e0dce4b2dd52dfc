#!/usr/bin/env bash
# Runs all three DAGs over the samples on Celery workers, the root in object storage, and compares every data file with those of
# `make run` in this checkout: the same bytes.
#   tests/compose/object_storage.sh FOLDER_WITH_THE_SCRIPTS
# The store is a stand-in for S3: it honours conditions on PUT, asks nobody for keys and keeps nothing on a disk.
set -euo pipefail
. "$(dirname "$0")/tree.sh"
export PROJECT=dateline-objects
compose() { docker compose -p "$PROJECT" -f "$tree/docker-compose.yaml" "$@"; }
trap 'compose down -v --remove-orphans -t 20 > /dev/null 2>&1 || true; "$scripts/00-engine.sh" stop || true; rm -rf "$tree"' EXIT

cp tests/end_to_end/tests_end_to_end.py tests/compose/digests.py "$tree/include/"
cp tests/compose/run_dags.py "$tree/"
"$scripts/10-images.sh" 2>&1 | grep '^\['

# One run after the other, as the assets start them.
CONF='{"inputs":["/opt/airflow/include/samples/articles"],"source_name":"files"}' KEEP=1 API_USER=admin API_PASSWORD=$password RUN_TIMEOUT=1200 UP_TIMEOUT=1200 HEALTH_TIMEOUT=180s \
  "$scripts/20-compose-e2e.sh" "$tree/docker-compose.yaml" news_ingest
python3 "$tree/run_dags.py" admin "$password" news_extract news_report
compose exec -T -e PYTHONPATH=/opt/airflow/include:/opt/airflow/plugins airflow-worker python -m digests | grep -E '^[0-9a-f]{64} ' > "$tree/objects.txt"  # without the log of the connection
compose down -v --remove-orphans -t 20 > /dev/null 2>&1

echo "== the same with make run"
AIRFLOW_HOME="$tree/home" DATELINE_ROOT="$tree/root" PYTHONPATH="$tree/include:$tree/plugins" .venv/bin/python -m dateline_airflow.run_once \
  --news "$tree/include/samples/articles" > "$tree/run.log" || { tail -40 "$tree/run.log"; exit 1; }
DATELINE_ROOT="$tree/root" PYTHONPATH="$tree/include:$tree/plugins" .venv/bin/python -m digests > "$tree/local.txt"
diff "$tree/local.txt" "$tree/objects.txt"
[ "$(grep -c ' events/' "$tree/objects.txt")" -gt 5 ] || { echo "hardly any events"; exit 1; }
echo "$(wc -l < "$tree/objects.txt") data files, written by Celery workers into object storage: the same bytes as those of make run"
