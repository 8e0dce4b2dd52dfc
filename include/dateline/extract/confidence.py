"""How likely a careful reader calls an event right, from what speaks for and against it.

The numbers are in `lexicons/confidence.yaml`, written by `benchmarks/confidence.py`, which says how they are fitted and
measures whether they hold; `docs/quality.md` shows the result.
"""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from math import exp
from typing import Any

import yaml


@cache
def _numbers() -> Any:
    return yaml.load(files("dateline.lexicons").joinpath("confidence.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


def of_event(traits: Mapping[str, float]) -> float:
    """Probability that type, factuality and doer of an event are all right, never more than that of the type alone.

    `traits`: by name, about 0 to 1, absent ones 0.
    """
    return min(_logistic("event", traits), _logistic("event_type", traits))


def of_event_type(traits: Mapping[str, float]) -> float:
    """Probability that an event of this type is told here at all."""
    return _logistic("event_type", traits)


def known_traits() -> frozenset[str]:
    """The traits that have a weight."""
    return frozenset(_numbers()["weights"])


def _logistic(model: str, traits: Mapping[str, float]) -> float:
    weights = _numbers()["weights"]
    total = sum((numbers[model] * traits.get(name, 0.0) for name, numbers in weights.items()), start=_numbers()["intercept"][model])
    return round(1 / (1 + exp(-total)), 4)
