# A copy of the project as a user has it after `make compose-up`: sets $project, $scripts, $tree and $password, starts the engine.
# Sourced by the checks.
export CHECK_DIR=${CHECK_DIR:-${TMPDIR:-/tmp}/compose-check}
scripts=$(cd "$1" && pwd)
project=$(cd "$(dirname "$0")/../.." && pwd)
tree=$(mktemp -d)

cd "$project"
cp -a Dockerfile .dockerignore docker-compose.yaml config dags plugins include requirements "$tree/"
find "$tree" -name __pycache__ -prune -exec rm -rf {} +
mkdir "$tree/landing"
chmod -R a+rX "$tree"
python3 plugins/dateline_airflow/compose_env.py "$tree/.env"
password=$(sed -n 's/^ADMIN_PASSWORD=//p' "$tree/.env")

# A check that was killed leaves containers, which start again with the engine and hold the port, and volumes with its passwords.
mkdir -p "$CHECK_DIR"
"$scripts/00-engine.sh" start
for left in composee2e dateline-objects; do
  docker compose --progress quiet -p "$left" -f "$tree/docker-compose.yaml" down -v --remove-orphans -t 20
done
