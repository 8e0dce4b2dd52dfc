"""The data dictionary is complete, and the page in docs/ is the one that the contracts give."""

import subprocess
import sys
from pathlib import Path

import pytest

from dateline.contracts import DATASETS, QUARANTINE, REVIEWS, codes, definitions
from dateline.contracts.dictionary import code_list_name, render

PAGE = Path(__file__).parents[2] / "docs" / "datasets.md"
ALL = (*DATASETS, QUARANTINE, REVIEWS)
CODE_LISTS = sorted({name for dataset in ALL for column in dataset.columns if (name := code_list_name(column))})


def test_the_page_in_docs_is_up_to_date() -> None:
    stale = f"{PAGE} is stale: python -m dateline.contracts.dictionary > docs/datasets.md"
    assert PAGE.read_text(encoding="utf-8") == render(), stale


def test_the_module_prints_the_page() -> None:
    printed = subprocess.run([sys.executable, "-m", "dateline.contracts.dictionary"], capture_output=True, check=True)
    assert printed.stdout.decode() == render()


@pytest.mark.parametrize("dataset", ALL, ids=lambda dataset: dataset.name)
def test_every_column_has_its_line(dataset: object) -> None:
    section = render().split(f"\n## {dataset.name}\n")[1].split("\n## ")[0]  # type: ignore[attr-defined]
    lines = [line for line in section.splitlines() if line.startswith("| `")]
    assert [line.split("`")[1] for line in lines] == dataset.names  # type: ignore[attr-defined]
    assert {line.count(" | ") for line in lines} == {4}


@pytest.mark.parametrize("name", [name for name in CODE_LISTS if name != "EVENT_MODES"])
def test_every_code_is_explained(name: str) -> None:
    assert sorted(getattr(definitions, name)) == sorted(getattr(codes, name))
    assert all(getattr(definitions, name).values())


def test_every_mode_is_explained_within_its_type() -> None:
    assert {kind: tuple(modes) for kind, modes in definitions.EVENT_MODES_BY_TYPE.items()} == codes.MODES_BY_TYPE


def test_nothing_is_explained_that_is_no_code() -> None:
    explained = {name for name in vars(definitions) if name.isupper()}
    assert explained == {*CODE_LISTS, "EVENT_MODES_BY_TYPE"} - {"EVENT_MODES"}
