"""The lexicon of reporting words (`lexicons/reporting.yaml`), loaded once."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

import yaml

FRAMES = ("statement", "finding", "thought", "verdict", "manner")


@dataclass(frozen=True, slots=True)
class ReportingVerb:
    """What a reporting verb may take, and what its speaker holds of the content."""

    frames: frozenset[str]  # of FRAMES
    stance: str | None  # asserts, claims, blames, doubts, denies; None: asks, orders, hopes


@dataclass(frozen=True, slots=True)
class Reporting:
    """The whole lexicon; its file says what each part is for."""

    verbs: Mapping[str, ReportingVerb]  # by lemma
    object_verbs: Mapping[str, frozenset[str] | None]  # lemma → lemmas of the objects that count; None: any
    leads_to_saying: frozenset[str]
    passive_speaker_verbs: frozenset[str]
    according_to_nothing: frozenset[str]
    hedges: frozenset[str]
    venues: frozenset[str]
    documents: frozenset[str]
    court_papers: frozenset[str]


@cache
def reporting() -> Reporting:
    """Read the lexicon. A verb listed in several frames has the stance of the first of them, in the order of FRAMES."""
    raw = yaml.safe_load(files("dateline.lexicons").joinpath("reporting.yaml").read_text(encoding="utf-8"))
    frames: dict[str, set[str]] = {}
    stances: dict[str, str | None] = {}
    for frame in FRAMES:
        for stance, lemmas in raw["verbs"][frame].items():
            for lemma in lemmas:
                frames.setdefault(lemma, set()).add(frame)
                stances.setdefault(lemma, None if stance == "open" else stance)
    return Reporting(
        verbs=MappingProxyType({lemma: ReportingVerb(frozenset(listed), stances[lemma]) for lemma, listed in frames.items()}),
        object_verbs=MappingProxyType(
            {verb: None if objects == "any" else frozenset(objects) for verb, objects in raw["object_verbs"].items()}
        ),
        leads_to_saying=frozenset(raw["leads_to_saying"]),
        passive_speaker_verbs=frozenset(raw["passive_speaker_verbs"]),
        according_to_nothing=frozenset(raw["according_to_nothing"]),
        hedges=frozenset(raw["hedges"]),
        venues=frozenset(raw["venues"]),
        documents=frozenset(raw["documents"] + raw["court_papers"]),
        court_papers=frozenset(raw["court_papers"]),
    )
