"""The notebook runs from its first cell to its last over the samples."""

import nbformat
import pytest
from nbclient import NotebookClient
from tests_end_to_end import PROJECT

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]


def test_the_notebook_runs(samples_run, monkeypatch):
    monkeypatch.setenv("DATELINE_ROOT", str(samples_run))
    notebook = nbformat.read(PROJECT / "docs" / "notebooks" / "first_look.ipynb", as_version=4)
    NotebookClient(notebook, timeout=240, kernel_name="python3").execute()
    outputs = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    assert not [output for output in outputs if output.output_type == "error"]
    assert len(outputs) >= 6
