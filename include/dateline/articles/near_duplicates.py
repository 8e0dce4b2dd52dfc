"""Which articles tell, in the same words, a story that an earlier article told.

The verdict on an article depends on the set of articles only, not on the order in which they came: among all that are
earlier by (`published_at`, `article_id`) and near-duplicates of it, the leads are looked up, and the earliest lead of which it
is still kin is its own. So the verdict on an article that came long ago changes when an earlier one comes in.
"""

import heapq
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from dateline.articles.article import Article
from dateline.articles.comparison import duplicate_kind, facts_agree, overlap
from dateline.articles.duplicate_index import Segment, add, find, make_segment, may_be_alike, open_index
from dateline.articles.fingerprints import Fingerprint, fingerprint, trace
from dateline.articles.identity import text_sha256


@dataclass(frozen=True, slots=True)
class Verdict:
    """What an article repeats; all None for one that is the first of its story."""

    article_id: str
    duplicate_of: str | None = None
    duplicate_kind: str | None = None  # contracts.codes.DUPLICATE_KINDS
    similarity: float | None = None  # Jaccard of word 3-grams with its lead


def judge_duplicates(new: Sequence[Article], index_folder: Path | None) -> tuple[list[Article], list[Verdict]]:
    """Compare new articles, one version of each, with each other and with those in the index.

    Returns the new articles with their verdicts, in the order given, and the verdicts on known articles that change because
    of them, by id. Only usable articles take part: a copy of what nobody extracts would be lost. The index stays as it is;
    `remember` adds to it.
    """
    known = open_index(index_folder) if index_folder else ()
    fingerprints = {a.article_id: fingerprint(a) for a in new if a.status == "usable"}
    after = _Pool((*known, make_segment(fingerprints.values(), gone=[trace(a) for a in new if a.status != "usable"])))
    before = _Pool(known)
    verdicts = {f.article_id: after.verdict(f) for f in sorted(fingerprints.values(), key=lambda f: f.rank)}
    judged = [_with(a, verdicts.get(a.article_id) or Verdict(a.article_id)) for a in new]
    return judged, _changed(before, after, {a.article_id for a in new})


def remember(articles: Iterable[Article], index_folder: Path) -> None:
    """Put published articles into the index; whatever it said of them before is replaced.

    An article whose text isn't stored whole any more (rights `spans`) can't be compared: that it is known is all that is kept.
    """
    taking_part: dict[bool, list[Article]] = {True: [], False: []}
    for article in articles:
        taking_part[article.status == "usable" and text_sha256(article.text) == article.text_sha256].append(article)
    if taking_part[True] or taking_part[False]:
        add(index_folder, make_segment(map(fingerprint, taking_part[True]), gone=map(trace, taking_part[False])))


@dataclass(frozen=True, slots=True)
class Known:
    """What the index says of an article."""

    version: int  # `version_of` its text's hash
    day: date  # `published_date` of the version that came last


def known(index_folder: Path, ids: Iterable[str]) -> dict[str, Known]:
    """Those of the articles that the index knows, taking part or not. Raises `StaleIndexError`."""
    ids = list(ids)
    found: dict[str, Known] = {}
    for segment in open_index(index_folder):  # what a newer one says replaces what an older one said
        for i, row in segment.find_all(ids):
            found[ids[i]] = Known(int(segment.versions[row]), date.fromordinal(int(segment.days[row])))
    return found


def _with(article: Article, verdict: Verdict) -> Article:
    return replace(article, duplicate_of=verdict.duplicate_of, duplicate_kind=verdict.duplicate_kind, similarity=verdict.similarity)


def _changed(before: "_Pool", after: "_Pool", new_ids: set[str]) -> list[Verdict]:
    """Follow what the new articles touch: later near-duplicates of theirs, later ones of those whose verdict changed, and so on."""
    touched: list[tuple[tuple[int, str], str]] = []
    for article_id in new_ids:
        for pool in (before, after):
            own = pool.find(article_id)
            touched += [(f.rank, f.article_id) for f in pool.near_duplicates(own) if f.rank > own.rank] if own else []
    heapq.heapify(touched)
    seen = set(new_ids)
    changed = []
    while touched:
        _, article_id = heapq.heappop(touched)
        if article_id in seen:
            continue
        seen.add(article_id)
        old, now = before.find(article_id), after.find(article_id)
        if old is None or now is None:
            raise RuntimeError(f"{article_id} is neither new nor known")
        verdict = after.verdict(now)
        if verdict != before.verdict(old):
            changed.append(verdict)
            for f in after.near_duplicates(now):
                if f.rank > now.rank:
                    heapq.heappush(touched, (f.rank, f.article_id))
    return sorted(changed, key=lambda v: v.article_id)


class _Pool:
    """A set of fingerprints in segments from oldest to newest, with the answers found so far."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self._segments = segments
        self._near: dict[str, list[Fingerprint]] = {}
        self._verdicts: dict[str, Verdict] = {}

    def find(self, article_id: str) -> Fingerprint | None:
        """The article as the newest segment has it; None if it is unknown or gone."""
        found = find(self._segments, article_id)
        return None if found is None or found[0].is_gone[found[1]] else found[0].fingerprint(found[1])

    def near_duplicates(self, own: Fingerprint) -> list[Fingerprint]:
        """All near-duplicates of an article of the pool, earliest first."""
        if own.article_id not in self._near:
            found = []
            for s, segment in enumerate(self._segments):
                for row in segment.candidates(own):
                    if not facts_agree(own.facts, segment.facts_of(row)):
                        continue  # most end here, before the longer lists are read
                    other = segment.fingerprint(row)
                    if other.article_id == own.article_id or not may_be_alike(own, other) or not overlap(own, other).is_near_duplicate:
                        continue
                    if find(self._segments[s + 1 :], other.article_id) is None:  # nothing newer hides it
                        found.append(other)
            self._near[own.article_id] = sorted(found, key=lambda f: f.rank)
        return self._near[own.article_id]

    def verdict(self, own: Fingerprint) -> Verdict:
        """The verdict on an article of the pool."""
        waiting, story = [own], {own.article_id: own}
        while waiting:
            one = waiting.pop()
            for other in self.near_duplicates(one):
                if other.rank < one.rank and other.article_id not in story and other.article_id not in self._verdicts:
                    story[other.article_id] = other
                    waiting.append(other)
        for one in sorted(story.values(), key=lambda f: f.rank):
            self._verdicts.setdefault(one.article_id, self._judge(one))
        return self._verdicts[own.article_id]

    def _judge(self, own: Fingerprint) -> Verdict:
        """The verdict on an article, when all earlier near-duplicates have theirs."""
        earlier = [f for f in self.near_duplicates(own) if f.rank < own.rank]
        lead_ids = {self._verdicts[f.article_id].duplicate_of or f.article_id for f in earlier}
        leads = [f for lead_id in lead_ids if (f := self.find(lead_id))]
        for lead in sorted(leads, key=lambda f: f.rank):
            common = overlap(own, lead)
            if common.is_kin:
                return Verdict(own.article_id, lead.article_id, duplicate_kind(own, lead), round(common.similarity, 4))
        return Verdict(own.article_id)
