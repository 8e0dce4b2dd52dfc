"""The words of `lexicons/figures.yaml`, ready for looking up."""

from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class Trigger:
    """One word, or the first of several, that says what happened to people."""

    metric: str
    role: str  # object, subject, state, noun, lives
    form: str = "past"  # of verbs: base, past (or participle), ing
    is_weak: bool = False  # counts only what is called people
    is_doubtful: bool = False  # "shot": injured, unless somebody died of it


@dataclass(frozen=True, slots=True)
class Phrase:
    """Several words with one trigger's meaning: a set of alternatives for each slot, and whether it may be missing."""

    slots: tuple[tuple[frozenset[str], bool], ...]
    trigger: Trigger


@dataclass(frozen=True, slots=True)
class FigureWords:
    triggers: dict[str, tuple[Trigger, ...]]
    phrases: dict[str, tuple[Phrase, ...]]  # by first word
    tolls: dict[str, str]  # "death toll" -> killed
    toll_of_other: frozenset[str]
    people: frozenset[str]
    populations: dict[str, tuple[str, ...]]  # word or pair of words -> groups
    things: frozenset[str]
    lists: dict[str, frozenset[str]]  # the plain word lists, by their key


@cache
def figure_words() -> FigureWords:
    """Read the lexicon once per process."""
    data: dict[str, Any] = yaml.safe_load(resources.files("dateline.lexicons").joinpath("figures.yaml").read_text(encoding="utf-8"))
    triggers: dict[str, list[Trigger]] = {}
    phrases: dict[str, list[Phrase]] = {}
    metrics = [name for name, value in data.items() if isinstance(value, dict) and {"object", "state", "noun", "weak_object"} & set(value)]
    for metric in metrics:
        entry = data[metric]
        for group in ("object", "subject", "weak_object", "weak_subject", "doubtful"):
            for line in entry.get(group, ()):
                _add_verb(triggers, line.split(), metric, group)
        for role in ("state", "noun"):
            for word in entry.get(role, ()):
                triggers.setdefault(word, []).append(Trigger(metric, role))
        for role, lines in entry.get("phrases", {}).items():
            for line in lines:
                _add_phrase(phrases, line, metric, role)
    populations: dict[str, list[str]] = {}
    for source in (data["people"], data["population_phrases"]):
        for group, words in source.items():
            for word in words:
                if group != "general" and group not in populations.setdefault(word, []):
                    populations[word].append(group)
    everyone = {word for words in data["people"].values() for word in words}
    return FigureWords(
        triggers={word: tuple(found) for word, found in triggers.items()},
        phrases={word: tuple(found) for word, found in phrases.items()},
        tolls={words: metric for metric, names in data["toll"].items() for words in names},
        people=frozenset(everyone | set(data["lists"]["families"])),
        populations={word: tuple(groups) for word, groups in populations.items() if groups},
        things=frozenset(data["things"]),
        toll_of_other=frozenset(data["toll_of_other"]),
        lists={name: frozenset(words) for name, words in data["lists"].items()},
    )


def _add_verb(triggers: dict[str, list[Trigger]], forms: list[str], metric: str, group: str) -> None:
    role = "subject" if group in ("subject", "weak_subject") else "object"
    for word in dict.fromkeys(forms):
        form = "past" if word in forms[2:-1] else "ing" if word.endswith("ing") else "base"
        trigger = Trigger(metric, role, form, is_weak=group.startswith("weak"), is_doubtful=group == "doubtful")
        triggers.setdefault(word, []).append(trigger)


def _add_phrase(phrases: dict[str, list[Phrase]], line: str, metric: str, role: str) -> None:
    slots = tuple((frozenset(slot.removesuffix("?").split("|")), slot.endswith("?")) for slot in line.split())
    for word in sorted(slots[0][0]):
        form = "ing" if word.endswith("ing") else "past"
        kind, _, name = role.rpartition("_")
        trigger = Trigger(metric, name, form, is_weak=kind == "weak", is_doubtful=kind == "doubtful")
        phrases.setdefault(word, []).append(Phrase(slots, trigger))
