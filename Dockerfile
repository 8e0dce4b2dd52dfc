# Airflow's official image with what requirements/runtime.txt locks, every hash checked. Runs as the image's own user.
ARG AIRFLOW_IMAGE=apache/airflow:3.3.2-python3.11
# hadolint ignore=DL3006
FROM ${AIRFLOW_IMAGE}

COPY --chown=50000:0 requirements/runtime.txt /opt/dateline/requirements.txt
RUN uv pip install --no-cache --require-hashes --requirement /opt/dateline/requirements.txt

# The library is found through PYTHONPATH, so that the folder mounted over it is what runs.
COPY --chown=50000:0 include /opt/airflow/include
COPY --chown=50000:0 plugins /opt/airflow/plugins
COPY --chown=50000:0 dags /opt/airflow/dags
ENV PYTHONPATH=/opt/airflow/include \
    DATELINE_CACHE=/opt/dateline/cache \
    DATELINE_ROOT=/opt/airflow/data \
    DATELINE_LANDING=/opt/airflow/landing \
    OPENBLAS_NUM_THREADS=1
# Folders that volumes are mounted on: a new volume takes their owner over.
RUN mkdir -p /opt/airflow/data /opt/airflow/landing \
 && printf '#!/bin/sh\nexec python -m dateline.cli "$@"\n' > /home/airflow/.local/bin/dateline \
 && chmod 755 /home/airflow/.local/bin/dateline \
 && python -c "from dateline.extract.places import gazetteer; gazetteer.load()"
