"""Made-up stories by several publishers, from text to incidents: the small version of `benchmarks/incident_clustering.py`."""

from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).resolve().parents[2] / "benchmarks"


@pytest.mark.slow
def test_stories_told_in_other_words_are_one_incident(monkeypatch):
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    from incident_clustering import BAR_F1, events_of, pair_scores
    from stories import stories

    told = list(stories(300, seed=11))
    *_, f1 = pair_scores(told, events_of(told))
    assert f1 >= BAR_F1
