"""docker-compose.yaml and the Helm values: what has to hold whoever edits them."""

import re
from pathlib import Path

import pytest
import yaml

from dateline.settings import Settings

PROJECT = Path(__file__).resolve().parents[2]
COMPOSE = yaml.safe_load((PROJECT / "docker-compose.yaml").read_text(encoding="utf-8"))
SERVICES = COMPOSE["services"]
HELM = yaml.safe_load((PROJECT / "docs" / "helm-values.example.yaml").read_text(encoding="utf-8"))
DOCKERFILE = (PROJECT / "Dockerfile").read_text(encoding="utf-8")
KNOWN = {f"DATELINE_{name.upper()}" for name in Settings.model_fields} | {"DATELINE_CACHE"}


def variables(service):
    """Environment of a service as a mapping of strings."""
    given = SERVICES[service].get("environment") or {}
    return {name: str(value) for name, value in given.items()}


def test_all_parts_of_airflow_are_there():
    assert set(SERVICES) >= {
        "postgres", "redis", "airflow-init", "airflow-apiserver", "airflow-scheduler", "airflow-dag-processor", "airflow-triggerer",
        "airflow-worker",
    }  # fmt: skip


@pytest.mark.parametrize("service", SERVICES)
def test_every_service_has_a_memory_limit(service):
    assert SERVICES[service].get("mem_limit")


@pytest.mark.parametrize("service", [name for name, service in SERVICES.items() if service.get("restart") != "no"])
def test_every_service_that_stays_has_a_healthcheck_of_30_seconds(service):
    assert SERVICES[service]["healthcheck"]["timeout"] == "30s"


@pytest.mark.parametrize("service", SERVICES)
def test_no_secret_has_a_default(service):
    for name, value in variables(service).items():
        if re.search(r"PASSWORD|SECRET_KEY|FERNET|JWT_SECRET|ACCESS_KEY", name):
            assert value.startswith("${"), f"{name} is written down"
            assert ":?" in value, f"{name} has a default"


@pytest.mark.parametrize("folder", ["dags", "plugins", "include", "config", "logs"])
def test_workers_see_the_folder(folder):
    assert any(volume.split(":")[1] == f"/opt/airflow/{folder}" for volume in SERVICES["airflow-worker"]["volumes"])


def test_workers_are_scaled_with_one_variable_and_so_is_the_pool_of_extraction():
    assert SERVICES["airflow-worker"]["deploy"]["replicas"] == "${CELERY_WORKERS:-1}"
    for service in ("airflow-init", "airflow-scheduler"):
        assert variables(service)["SLOTS"] == "${CELERY_WORKERS:-1}*${WORKER_CONCURRENCY:-3}"
    assert variables("airflow-worker")["AIRFLOW__CELERY__WORKER_CONCURRENCY"] == "${WORKER_CONCURRENCY:-3}"


@pytest.mark.parametrize("service", SERVICES)
def test_every_knob_is_one_of_the_settings(service):
    assert {name for name in variables(service) if name.startswith("DATELINE_")} <= KNOWN


def test_the_image_is_the_official_one_locked_with_hashes_and_not_root():
    assert "FROM ${AIRFLOW_IMAGE}" in DOCKERFILE
    assert "ARG AIRFLOW_IMAGE=apache/airflow:" in DOCKERFILE
    assert "--require-hashes" in DOCKERFILE
    assert "USER root" not in DOCKERFILE


def test_the_helm_values_name_the_same_airflow_and_known_knobs():
    assert f"apache/airflow:{HELM['airflowVersion']}-" in DOCKERFILE
    assert HELM["executor"] == "KubernetesExecutor"
    names = {entry["name"] for entry in HELM["env"]}
    assert {name for name in names if name.startswith("DATELINE_")} <= KNOWN
    assert {"DATELINE_ROOT", "DATELINE_EXTRACTION_SLOTS", "PYTHONPATH"} <= names


def test_the_helm_values_wait_as_the_compose_file_does():
    compose = variables("airflow-scheduler")
    assert HELM["config"]["scheduler"]["task_instance_heartbeat_timeout"] == compose["AIRFLOW__SCHEDULER__TASK_INSTANCE_HEARTBEAT_TIMEOUT"]
    assert HELM["config"]["core"]["default_task_retry_delay"] == compose["AIRFLOW__CORE__DEFAULT_TASK_RETRY_DELAY"]
    assert HELM["config"]["workers"]["execution_api_timeout"] == compose["AIRFLOW__WORKERS__EXECUTION_API_TIMEOUT"]
