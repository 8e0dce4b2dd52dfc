"""Imports point one way: dags → dateline_airflow → dateline.pipelines → the rooms → contracts (docs/design.md)."""

import ast
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[1]
ROOMS = ("sources", "articles", "extract", "quality", "incidents", "report", "releases")
FOR_ALL = {"contracts", "store", "settings", "lexicons", "paths"}

ALLOWED = {
    "contracts": {"contracts"},
    "paths": set(),
    "settings": {"paths"},
    "store": {"store", "contracts", "settings", "paths"},
    **{room: {room} | FOR_ALL for room in ROOMS},
    "pipelines": {"pipelines", *ROOMS, *FOR_ALL},
}


def imports_of(file: Path) -> set[str]:
    """Dotted names of the modules that a file imports anywhere, also inside functions."""
    names = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


LIBRARY = sorted((PROJECT / "include" / "dateline").rglob("*.py"))


@pytest.mark.parametrize("file", LIBRARY, ids=lambda f: f.relative_to(PROJECT / "include").as_posix())
def test_the_library_imports_one_way(file):
    parts = file.relative_to(PROJECT / "include" / "dateline").with_suffix("").parts
    imports = imports_of(file)
    assert not {name for name in imports if name.split(".")[0] in ("airflow", "dateline_airflow", "dags")}
    if parts[0] not in ALLOWED:
        return  # the command line and the package itself may import what they like
    rooms = {name.split(".")[1] for name in imports if name.startswith("dateline.") and name.split(".")[1] != "__version__"}
    assert rooms <= ALLOWED[parts[0]]


def test_every_room_is_known():
    folders = {f.parts[len((PROJECT / "include" / "dateline").parts)] for f in LIBRARY if f.parent != PROJECT / "include" / "dateline"}
    assert folders - {"lexicons"} == set(ALLOWED) - {"settings", "paths"}


WIRING = {"airflow.sdk", "airflow.providers", "dateline.pipelines", "dateline.settings"}  # and what is ours and Airflow's


def test_dag_files_only_wire():
    for file in (PROJECT / "dags").glob("*.py"):
        roots = {".".join(name.split(".")[:2]) for name in imports_of(file) if name.partition(".")[0] in ("airflow", "dateline")}
        assert roots <= WIRING, file.name
        others = {name.partition(".")[0] for name in imports_of(file)} - {"airflow", "dateline", "dateline_airflow"}
        assert others <= sys.stdlib_module_names, file.name


def test_plugins_reach_the_library_through_pipelines():
    allowed = {"pipelines", "settings", "paths", "contracts", "report"}  # report: the summary's connection
    for file in (PROJECT / "plugins").rglob("*.py"):
        assert {name.split(".")[1] for name in imports_of(file) if name.startswith("dateline.")} <= allowed, file.name
