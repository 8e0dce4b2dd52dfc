# One word for each daily action. Needs Python 3.11 or newer, make and git; everything else is installed into .venv.
.DEFAULT_GOAL := help
.PHONY: help install run up compose-up compose-down test format check lock docs quality benchmark clean

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
NEWS ?=
PIN ?=
PUBLISHED ?=
PORT ?= 8080
STAMP := $(VENV)/.installed

help: ## Show this list
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  \1\t/' | expand -t 14

install: $(STAMP) ## Make .venv with everything that is locked in requirements/, hashes checked

$(STAMP): requirements/dev.txt pyproject.toml
	@command -v uv >/dev/null 2>&1 || test -x $(BIN)/uv || ( $(PYTHON) -m venv $(VENV) && $(BIN)/pip install --quiet uv )
	@PATH="$(CURDIR)/$(BIN):$$PATH"; \
	test -x $(BIN)/python || uv venv --quiet --python $(PYTHON) $(VENV); \
	echo "Installing into $(VENV) …"; \
	uv pip install --quiet --python $(BIN)/python --require-hashes --requirement requirements/dev.txt && \
	uv pip install --quiet --python $(BIN)/python --no-deps --editable . && \
	echo "Building the index of places …" && $(BIN)/python -c "from dateline.extract.places import gazetteer; gazetteer.load()" && \
	touch $(STAMP)

run: install ## Everything from nothing: sample news through the three DAGs; NEWS=path reads your own
	@PYTHONPATH=plugins $(BIN)/python -m dateline_airflow.run_once $(if $(NEWS),--news "$(NEWS)") $(if $(PUBLISHED),--published "$(PUBLISHED)")

up: install ## Scheduler, triggerer and UI on this machine; Ctrl-C stops the whole tree
	@PYTHONPATH=plugins exec $(BIN)/python -m dateline_airflow.up --port $(PORT)

compose-up: ## Postgres, Redis, Airflow and Celery workers in containers; .env is written when there is none
	@$(PYTHON) plugins/dateline_airflow/compose_env.py .env
	@mkdir -p landing
	docker compose build && docker compose up --detach --wait
	@echo "Airflow: http://127.0.0.1:8080 (user and password: .env). Drop news files into landing/. make compose-down stops it."

compose-down: ## Stop the containers; data stays in the volumes
	docker compose down

test: install ## The whole suite: the fast tests first, then the slow ones
	$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy
	$(BIN)/pytest -m "not slow" --numprocesses auto --maxprocesses 4 --dist loadfile
	$(BIN)/pytest -m slow

format: install ## Format and sort imports
	$(BIN)/ruff check --fix --quiet . ; $(BIN)/ruff format .

docs: install ## Write the generated documents anew
	$(BIN)/python -m dateline.contracts.dictionary > docs/datasets.md
	$(BIN)/dateline sources schema > sources.schema.json
	cp docs/limits.md include/dateline/releases/limits.md

quality: install ## Scores of the samples beside their floors; PIN=1 makes today's scores the floors
	$(BIN)/python -m tests.quality_floor.floor $(if $(PIN),--pin)

benchmark: install ## How fast extraction is against bare spaCy, what the checks cost, how light the DAG files are, what look-ups, reading and Airflow cost
	$(BIN)/python benchmarks/extraction_speed.py
	$(BIN)/python benchmarks/whole_pipeline.py
	$(BIN)/python benchmarks/validation_share.py
	$(BIN)/python benchmarks/dag_parsing.py
	$(BIN)/python benchmarks/near_duplicates.py
	$(BIN)/python benchmarks/reading_cost.py
	$(BIN)/python benchmarks/incident_clustering.py
	$(BIN)/python benchmarks/report_size.py
	PYTHONPATH=plugins $(BIN)/python benchmarks/scheduled_archive.py 300

lock: install ## Lock the newest allowed versions, for all Pythons and systems, with hashes
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --upgrade --extra airflow pyproject.toml --output-file requirements/runtime.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --all-extras pyproject.toml --constraints requirements/runtime.txt --output-file requirements/dev.txt

clean: ## Remove data, Airflow's home and caches; the environment stays
	rm -rf data .airflow .pytest_cache .mypy_cache .ruff_cache
