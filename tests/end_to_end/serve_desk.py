"""Serves the desk as Airflow's API server does, with a database and the simple auth manager of its own.

    python serve_desk.py AIRFLOW_HOME PORT

Prints one line of JSON when it serves: a token for each role, both of a user called ann. DATELINE_ROOT names the root.
"""

import json
import os
import sys
from pathlib import Path


def main() -> None:
    home, port = Path(sys.argv[1]), int(sys.argv[2])
    os.environ["AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_ALL_ADMINS"] = "False"
    os.environ["AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_PASSWORDS_FILE"] = str(home / "passwords.json")
    from dateline_airflow.local import prepare_database, use_local_airflow

    use_local_airflow(home)
    prepare_database()
    import uvicorn
    from airflow.api_fastapi.app import create_auth_manager
    from airflow.api_fastapi.auth.managers.simple.user import SimpleAuthManagerUser
    from starlette.applications import Starlette
    from starlette.routing import Mount

    from dateline_airflow.desk import PREFIX, application, desk

    manager = create_auth_manager()
    application()
    tokens = {role: manager.generate_jwt(SimpleAuthManagerUser(username="ann", role=role)) for role in ("VIEWER", "USER")}
    server = uvicorn.Server(uvicorn.Config(Starlette(routes=[Mount(PREFIX, desk)]), port=port, log_level="error"))
    print(json.dumps(tokens), flush=True)
    server.run()


if __name__ == "__main__":
    main()
