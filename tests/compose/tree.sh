# A copy of the project as a user has it after `make compose-up`: sets $project, $scripts, $tree and $password. Sourced by the checks.
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
