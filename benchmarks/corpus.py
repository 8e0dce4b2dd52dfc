"""A corpus of any size for measuring: articles put together from paragraphs of our own, no two alike, as long and as eventful as news.

    python benchmarks/corpus.py COUNT FILE.jsonl [--seed N] [--days N]

Each article takes some paragraphs of `include/samples`, which are full of events, and some of `background.txt`, which tell of none
(harvests, timetables, museums), and changes their numbers, weekdays and towns, so that it is neither a copy nor an update of
another. So many of each that an article has some 470 words and four events, as 1,972 articles of real news had.
The same count, seed and days give the same bytes everywhere.
"""

import argparse
import json
import random
import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

SAMPLES = Path(__file__).resolve().parents[1] / "include" / "samples" / "articles"
FIRST_DAY = date(2024, 1, 1)
BACKGROUND = Path(__file__).with_name("background.txt")
EVENTFUL, QUIET = (1, 4), (5, 7)  # paragraphs of an article: of the samples, of the background
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
TOWNS = (
    "Aleppo", "Bamako", "Cali", "Donetsk", "Erbil", "Faisalabad", "Goma", "Herat", "Iloilo", "Juba", "Kandahar", "Latakia", "Maiduguri",
    "Nyala", "Odesa", "Peshawar", "Quetta", "Rabat", "Sirte", "Timbuktu", "Uvira", "Valencia", "Warri", "Yangon", "Zamboanga",
)  # fmt: skip
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_WEEKDAY = re.compile(rf"\b(?:{'|'.join(WEEKDAYS)})\b")
_NUMBER = re.compile(r"(?<![\w,.])\d{1,3}(?![\w,.]*\d)")
_TOWN = re.compile(rf"\b(in|near|at|from) (?!(?:{MONTHS}|{'|'.join(WEEKDAYS)})\b)[A-Z][a-z]+\b(?! [A-Z])")


def corpus(count: int, *, seed: int = 1, days: int = 28) -> Iterator[dict[str, str]]:
    """`count` articles as records of JSONL, spread evenly over so many days."""
    eventful = [paragraph for path in sorted(SAMPLES.glob("*.txt")) for paragraph in _paragraphs(path)]
    quiet = _paragraphs(BACKGROUND)
    for number in range(count):
        source = random.Random(f"{seed}-{number}")
        [opening, *rest] = source.sample(eventful, source.randint(*EVENTFUL))
        rest += source.sample(quiet, source.randint(*QUIET))
        source.shuffle(rest)
        text = "\n\n".join(_changed(paragraph, source) for paragraph in (opening, *rest))
        yield {
            "id": f"corpus-{seed}-{number:06d}",
            "title": text.partition(".")[0][:90],
            "published": (FIRST_DAY + timedelta(days=number % days)).isoformat(),
            "text": text,
        }


def write_corpus(file: Path, count: int, *, seed: int = 1, days: int = 28) -> Path:
    """Write the corpus as JSONL; returns the file."""
    lines = (json.dumps(article, ensure_ascii=False) for article in corpus(count, seed=seed, days=days))
    file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return file


def _paragraphs(file: Path) -> list[str]:
    return file.read_text(encoding="utf-8").strip().split("\n\n")


def _changed(paragraph: str, source: random.Random) -> str:
    """The paragraph with other numbers, weekdays and towns. Numbers below 100 stay below 29: they may be days of a month."""
    paragraph = _NUMBER.sub(lambda m: str(source.randint(2, 28) if len(m[0]) < 3 else source.randint(100, 999)), paragraph)
    paragraph = _WEEKDAY.sub(lambda _: source.choice(WEEKDAYS), paragraph)
    return _TOWN.sub(lambda m: f"{m[1]} {source.choice(TOWNS)}", paragraph)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int)
    parser.add_argument("file", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--days", type=int, default=28)
    given = parser.parse_args()
    write_corpus(given.file, given.count, seed=given.seed, days=given.days)


if __name__ == "__main__":
    main()
