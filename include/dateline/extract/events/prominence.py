"""Which of its happenings an article is about: `event_rank`."""

import re
from collections.abc import Callable
from datetime import date

from dateline.extract.events.records import Draft
from dateline.extract.events.triggers import Trigger
from dateline.extract.events.words import word_list
from dateline.extract.records import Party

_SEVERITY = {
    "ASSAULT": 5, "DISASTER": 5, "ACCIDENT": 5, "COERCE": 4, "SANCTION": 4, "PROTEST": 4, "RETREAT": 3, "MOBILIZE": 3, "AGREE": 3, "CONSULT": 3,
    "COOPERATE": 2, "AID": 3, "REJECT": 3, "THREATEN": 3, "CONCEDE": 3, "REQUEST": 3, "ACCUSE": 3, "SUPPORT": 2,
}  # fmt: skip


_WEEK, _MONTH = 8, 31  # days


def rank(count: int, score: Callable[[int], float]) -> list[int]:
    """Ranks 1…n by falling score, equal ones in reading order."""
    order = sorted(range(count), key=lambda i: (-score(i), i))
    ranks = [0] * count
    for place, i in enumerate(order, start=1):
        ranks[i] = place
    return ranks


def depth(trigger: Trigger) -> int:
    """How far below the sentence's main statement a trigger is: each clause or noun phrase around it is a step, reporting is none."""
    steps, token = 0, trigger.governor
    while token.head != token:
        if token.dep_ in ("relcl", "acl", "advcl", "pcomp", "csubj"):
            steps += 1 if token.dep_ != "advcl" or token.tag_ != "VBG" else 0
        elif (
            token.dep_ in ("pobj", "xcomp", "compound", "poss", "dobj")
            and token.head.pos_ != "AUX"
            or token.dep_ == "ccomp"
            and token.head.lemma_ not in word_list("saying")
        ):
            steps += 1
        token = token.head
    return steps


def words_of_headline(title: str | None) -> frozenset[str]:
    """The stems of a headline's words."""
    return frozenset(stem(re.sub(r"[’']s$", "", word)) for word in re.findall(r"[\w’'.]+", title or ""))


def stem(word: str) -> str:
    """Lower case without the endings of English verbs and plurals, for comparing words: "denounces", "stabbed"."""
    found = re.sub(r"(?:ing|ed|es|s|e|d)$", "", word.lower()) if len(word) > 4 else word.lower()
    return found[:-1] if len(found) > 3 and found[-1:] == found[-2:-1] else found


def prominence(members: list[Draft], headline: frozenset[str], published: date) -> float:
    """How much the article is about it: early, repeated, grave, in the title, told as done."""
    first = min(member.sentence for member in members)
    best = members[0]
    words = {stem(word.lemma_) for member in members for word in member.trigger.words}
    sides = ([party for member in members for party in member.actors], [party for member in members for party in member.recipients])
    return (
        6.0 / (1 + first)
        + 0.6 * min(len(members), 6)
        + 0.35 * _SEVERITY[best.event_type]
        - 1.2 * min(depth(draft.trigger) for draft in members if draft.sentence == first)
        + (1.5 if words & headline else 0.0)
        + 0.6 * sum(any(_is_named_in(party, headline) for party in side) for side in sides)
        + (0.8 if best.actors else 0.0)
        + (0.5 if best.recipients else 0.0)
        - (0.0 if best.factuality == "asserted" and not best.is_judged else 2.0)  # the news is the verdict, and not the crime
        - _age(members, published)
        - 0.0005 * best.trigger.token.i
        + 1.5 * best.trigger.frame.weight
    )


def _age(members: list[Draft], published: date) -> float:
    """What the text dates weeks or months back is why there is news, and not the news."""
    ends = [member.time.date_end for member in members if member.time is not None and member.time.date_end is not None]
    days = (published - max(ends)).days if ends and members[0].factuality == "asserted" else 0
    return 2.0 if days > _MONTH else 1.0 if days > _WEEK else 0.0


def _is_named_in(party: Party, headline: frozenset[str]) -> bool:
    """Does the headline name the party? A small word in common is no name."""
    return any(len(word) > 3 and stem(word) in headline for word in (party.name or party.text).split())
