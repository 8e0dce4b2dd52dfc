"""One article through all extractors, in the order in which they build on each other."""

import time
from dataclasses import replace
from datetime import date, datetime
from typing import TypedDict
from urllib.parse import urlsplit

from dateline.contracts.countries import country_name
from dateline.extract.events import find_events
from dateline.extract.figures import find_figures
from dateline.extract.mentions import find_mentions
from dateline.extract.nlp import parse
from dateline.extract.places import find_places
from dateline.extract.quotes import find_quotes
from dateline.extract.records import Context, Figure, Findings
from dateline.extract.rows import Rows, flatten
from dateline.extract.times import find_times


class ArticleRow(TypedDict):
    """The columns of `articles` that extraction needs."""

    article_id: str
    text: str
    text_sha256: str
    title: str | None
    publisher: str | None
    url: str | None
    dateline_place: str | None
    published_at: datetime
    published_date: date


def find_all(text: str, context: Context) -> Findings:
    """All that one article says. Pure; raises what spaCy raises for a text over its length limit."""
    return _find(parse(text), context)


def extract_article(article: ArticleRow) -> tuple[Rows, float]:
    """Rows of every extracted dataset for one article, and the seconds that it took."""
    started = time.perf_counter()
    context = Context(
        published_date=article["published_date"],
        title=article["title"],
        publisher_country=country_of_address(article["url"]),
        dateline_place=article["dateline_place"],
    )
    doc = parse(article["text"])
    rows = flatten(_find(doc, context), article, [sentence.start_char for sentence in doc.sents])
    return rows, round(time.perf_counter() - started, 4)


def _find(doc, context: Context) -> Findings:  # type: ignore[no-untyped-def]  # spaCy has no types here
    places = find_places(doc, context)
    times = find_times(doc, context)
    mentions = find_mentions(doc, context, places)
    quotes = find_quotes(doc, context, mentions)
    figures = find_figures(doc, context, quotes)
    events, figures = find_events(doc, context, places, times, mentions, quotes, figures)
    return Findings(mentions, places, times, quotes, only_asserted(figures), events)


# Top-level domains that are sold to anybody, whatever country they belong to.
_DOMAINS_OF_ANYBODY = frozenset({"ai", "cc", "co", "fm", "gg", "io", "la", "ly", "me", "to", "tv", "ws"})


def country_of_address(url: str | None) -> str | None:
    """The country (ISO 3166-1 alpha-2) whose top-level domain an address has; None for generic domains. A hint, no evidence."""
    try:
        host = urlsplit(url).hostname if url else None
    except ValueError:  # not an address; the article keeps it as given
        return None
    domain = (host or "").rpartition(".")[2]
    if domain == "uk":
        return "GB"
    return domain.upper() if len(domain) == 2 and domain not in _DOMAINS_OF_ANYBODY and country_name(domain.upper()) else None


def only_asserted(figures: tuple[Figure, ...]) -> tuple[Figure, ...]:
    """Figures that the text gives as so; numbers in plans, fears and conditions go, and references to them with them."""
    kept = [i for i, figure in enumerate(figures) if figure.is_asserted]
    new_index = {old: new for new, old in enumerate(kept)}
    out = []
    for i in kept:
        whole = figures[i].part_of
        out.append(replace(figures[i], part_of=None if whole is None else new_index.get(whole)))
    return tuple(out)
