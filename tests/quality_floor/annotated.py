"""The sample texts and what a careful reader takes out of them.

An expected value may be a list of values that are all right. An item with `optional: true` is one over which careful
readers would differ: it counts neither when found nor when missed. A dataset that an expectation file leaves out is not
judged in that text.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from dateline import articles, sources
from dateline.contracts.documents import Document, Rejected
from dateline.extract.article import extract_article
from dateline.settings import settings

SAMPLES = Path(__file__).resolve().parents[2] / "include" / "samples"
DATASETS = ("events", "figures", "quotes", "places", "times", "mentions")
WORDS_OF_THE_TEXT = (
    "evidence",
    "also_told",
    "trigger",
    "actor",
    "recipient",
    "place",
    "attributed_to",
    "denied_by",
    "quote",
    "speaker",
    "text",
)

Item = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Annotated:
    """One text as the pipeline reads it, with the expected items of each dataset that is judged in it."""

    name: str
    row: Mapping[str, Any]  # a row of `articles`
    expected: Mapping[str, list[Item]]

    @property
    def text(self) -> str:
        return str(self.row["text"])


def load() -> list[Annotated]:
    """All sample articles, then all paragraphs; raises `RuntimeError` for a text that the reader rejects."""
    return [*_articles(), *_paragraphs()]


def extract(annotated: Annotated) -> dict[str, list[dict[str, Any]]]:
    """The rows that the extractors find in the text, by dataset."""
    rows, _ = extract_article(annotated.row)  # type: ignore[arg-type]  # a row read back from Arrow is a plain dict
    return rows


def fingerprint() -> str:
    """Hash over the texts and their expectations: floors are only comparable between runs over the same ones."""
    digest = hashlib.sha256()
    for folder in ("articles", "expected", "paragraphs"):
        for file in sorted((SAMPLES / folder).iterdir()):
            digest.update(f"{folder}/{file.name}".encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def any_of(value: Any) -> list[Any]:
    """An expected value as the list of values that are right."""
    return value if isinstance(value, list) else [value]


def faults(annotated: Annotated) -> list[str]:
    """Expected words that don't stand in the text, and evidence that stands there twice."""
    found = []
    for dataset, items in annotated.expected.items():
        for item in items:
            for column in WORDS_OF_THE_TEXT:
                for words in any_of(item.get(column)):
                    # A dateline writes its place in capitals.
                    if words is not None and words not in annotated.text and not (dataset == "places" and words.upper() in annotated.text):
                        found.append(f"{dataset}.{column}: {words!r} is not in the text")
            if "evidence" in item and annotated.text.count(item["evidence"]) > 1:
                found.append(f"{dataset}.evidence: {item['evidence']!r} occurs twice")
    return found


def _articles() -> Iterator[Annotated]:
    for input_file in sources.discover([SAMPLES / "articles"]).files:
        for document in sources.read(input_file, source_name="samples", published=None, limits=settings()):
            name = document.source_id.removesuffix(".txt").removesuffix(".html")
            yield _annotated(name, document, _yaml(SAMPLES / "expected" / f"{name}.yaml"))


def _paragraphs() -> Iterator[Annotated]:
    for file in sorted((SAMPLES / "paragraphs").glob("*.yaml")):
        for paragraph in _yaml(file):
            name = f"{file.stem}: {paragraph['id']}"
            published: date = paragraph["published"]
            document = Document("samples", "jsonl", name, paragraph["text"], language="en", published=published, published_from="input")
            yield _annotated(name, document, paragraph)


def _yaml(file: Path) -> Any:
    return yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)  # ten times as fast as the safe loader in Python


def _annotated(name: str, document: Document | Rejected, expectation: Mapping[str, Any]) -> Annotated:
    article = document if isinstance(document, Rejected) else articles.make(document)
    match article:
        case Rejected(reason=reason, detail=detail):
            raise RuntimeError(f"{name}: {reason}: {detail}")
        case _:
            row = articles.to_table([article]).to_pylist()[0]
            return Annotated(name, row, {dataset: expectation[dataset] for dataset in DATASETS if dataset in expectation})
