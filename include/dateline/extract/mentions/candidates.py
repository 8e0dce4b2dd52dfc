"""Stretches of an article that look like mentions, by where the sign comes from: places, lexicons, the model, the wording."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
from spacy.symbols import nsubj, nsubjpass
from spacy.tokens import Doc, Token

from dateline.extract.mentions.bodies import find_bodies
from dateline.extract.mentions.people import is_office, role_words
from dateline.extract.mentions.sectors import lexicon, sector_of, singular
from dateline.extract.places.countries import country_of, fold, people, table
from dateline.extract.records import Place, Span

_TYPES = {"PERSON": "PERSON", "ORG": "ORG", "NORP": "NORP", "GPE": "PLACE", "LOC": "PLACE", "FAC": "PLACE"}
_MODEL_CONFIDENCE = {"PERSON": 0.85, "ORG": 0.7, "NORP": 0.85, "PLACE": 0.6}
_FIGHTERS = frozenset({"REB", "UAF", "PRM"})
_ARMED = _FIGHTERS | {"MIL", "COP"}
_GROUP_NOUNS = frozenset({"militia", "group", "army", "insurgency", "movement", "rebellion"})
_UNITS = frozenset({"minutes", "hours", "days", "weeks", "months", "years", "minute", "hour", "day", "week", "month", "year"})
_COURTESY = frozenset({"mr", "mr.", "mrs", "mrs.", "ms", "ms.", "miss", "dr", "dr.", "sir", "lady"})
# Words that the model takes for a body when they only begin a title or stand for one that is named elsewhere.
_NO_BODY = frozenset(
    {
        "state",
        "interior",
        "foreign",
        "defense",
        "defence",
        "finance",
        "home",
        "prime",
        "chamber",
        "court",
        "city",
        "federal",
        "house speaker",
    }
)
_SHIPS = frozenset({"uss", "hms", "ins", "hmas", "hmcs", "mv", "ss", "fs", "usns", "rms"})
# Heads of names that the model takes for bodies: laws, prizes, contests, reports.
_NO_BODY_HEADS = frozenset(
    {
        *("act", "licence", "license", "treaty", "accord", "agreement", "constitution", "bill", "protocol", "convention", "directive"),
        *("declaration", "resolution", "plan", "report", "survey", "index", "operation", "storm"),
        *("games", "expo", "award", "awards", "prize", "championship", "championships", "cup", "festival", "summit", "day", "week", "war"),
        *("islam", "christianity", "judaism", "communism", "buddhism", "hinduism", "catholicism"),
    }
)
_TITLES_BEFORE_NAMES = frozenset(
    {"broadcaster", "senator", "minister", "spokesman", "spokeswoman", "congressman", "congresswoman", "actor", "actress", "singer"}
)
_STORMS = frozenset({"tropical", "hurricane", "typhoon", "cyclone", "storm"})
# Heads of names that the model takes for people's: "John D. Doe Correctional Facility".
_BODY_HEADS = frozenset(
    {
        *("facility", "prison", "hospital", "university", "college", "school", "institute", "foundation", "museum", "center", "centre"),
        *(
            "church",
            "hotel",
            "company",
            "group",
            "corporation",
            "party",
            "commission",
            "committee",
            "court",
            "inc",
            "inc.",
            "ltd",
            "corp",
            "corp.",
        ),
    }
)
# What happens to persons only, by lemma: as object of the first ones and as subject of the others.
_FATES = frozenset(
    {"arrest", "jail", "imprison", "sentence", "convict", "behead", "hang", "hospitalize", "hospitalise", "stab", "bear", "marry"}
)
_OWN_FATES = frozenset({"die", "plead", "testify", "graduate"})
_NO_PERSON = frozenset({"GPE", "LOC", "NORP", "FAC", "DATE", "EVENT", "LAW"})
_COURTESY_BEFORE_NAME = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Dr|Sir|Lady)\.? (?=[A-Z])")
_NOT_IN_NAMES = re.compile(r"[\n@\[\]]")
_NO_DESCRIPTION = frozenset({"many", "several", "few", "other", "more", "most", "such", "some", "alleged", "suspected", "same"})
_AGED = re.compile(r"((?:[A-Z][\w’'.-]+ ){1,3}[A-Z][\w’'-]+), \d{1,2}(?=[,.;)]| of | and | from )")
_NICKNAMED = re.compile(
    r"[A-Z][\w’'-]+\.?(?: [A-Z]\.)? [\"“'‘](?:[A-Z][\w’-]*\.?)(?: [A-Z][\w’-]*){0,2}[\"”'’] [A-Z][\w’-]+(?: [A-Z][\w’-]+)?\b"
)
# Which reading of the same words wins; between different stretches the longer one does.
_RANK = {"metonym": 0, "lexicon": 1, "place": 2, "wording": 3, "model": 4}


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch of tokens, `end` excluded, that looks like a mention. `span` where it does not fill its tokens: "U.N.-led"."""

    first: int
    end: int
    mention_type: str
    source: str  # metonym, place, lexicon, wording, model
    name: str | None = None  # of the place or body, where a lexicon knows it
    country: str | None = None
    sector: str | None = None
    confidence: float = 0.7
    span: Span | None = None


def find_candidates(doc: Doc, text: str, places: tuple[Place, ...]) -> list[Found]:
    """The article's mentions, none overlapping another, in reading order; what is the same is not yet known."""
    starts = doc.to_array("IDX").tolist()
    found = [
        *_from_places(doc, starts, places),
        *_from_lexicons(doc, text, starts),
        *_from_peoples(doc, text, starts),
        *_from_model(doc),
        *_with_age(doc, text, starts),
        *_with_nickname(doc, text, starts),
        *_with_a_fate(doc),
    ]
    return without_overlaps([*found, *_described_groups(doc, found), *_with_courtesy(doc, text, starts)])


def without_overlaps(found: Iterable[Found]) -> list[Found]:
    """The longest reading of each stretch; of readings of the same stretch, that of the better source."""
    found = list(found)
    fighters = {f.end: f.first for f in found if f.source == "lexicon" and f.mention_type == "ARMED_GROUP"}
    kept: list[Found] = []
    taken: set[int] = set()
    for item in sorted(found, key=lambda f: (f.first - f.end, _RANK[f.source], f.first)):
        tokens = range(item.first, item.end)
        if item.source == "model" and fighters.get(item.end, item.first) > item.first:
            continue  # "Kurdish YPG": the group and what it is called before its name
        if taken.isdisjoint(tokens):
            taken.update(tokens)
            kept.append(item)
    return sorted(kept, key=lambda f: f.first)


def _from_places(doc: Doc, starts: list[int], places: tuple[Place, ...]) -> list[Found]:
    out = []
    for place in places:
        first, end = _tokens(starts, place.span)
        if end - first == 1 and place.place_kind != "country" and doc[first].ent_type_ == "PERSON" and not _is_located(doc, first):
            continue  # "the Bush administration"
        source = "metonym" if place.is_metonym else "place"
        out.append(Found(first, end, "PLACE", source, place.name, place.country, None, place.confidence, place.span))
    return out


def _is_located(doc: Doc, first: int) -> bool:
    return first > 0 and doc[first - 1].lower_ in ("in", "at", "near", "from", "to", "outside", "around")


def _from_lexicons(doc: Doc, text: str, starts: list[int]) -> list[Found]:
    bodies = list(find_bodies(text))
    spelled_out = {body.name for span, body in bodies if span.end - span.start > 5}
    out = []
    for span, body in bodies:
        first, end = _tokens(starts, span)
        form, label = text[span.start : span.end], doc[first].ent_type_
        if body.name not in spelled_out:
            # "WHO", "IS", "PA": short forms are other words too; the model or the full name has to agree.
            if len(form) <= 4 and form.isupper() and label not in _TYPES and label != "PRODUCT":
                continue
            if end - first == 1 and label == "PERSON":
                continue
        out.append(Found(first, end, body.mention_type, "lexicon", body.name, body.country, body.sector, 0.9, span))
    return out


@cache
def _peoples() -> re.Pattern[str]:
    """What countries.yaml calls the people, as it is written there, the longest first."""
    words = sorted((word for row in table().values() for word in row["people"]), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, words))})(?![\w-])")


def _from_peoples(doc: Doc, text: str, starts: list[int]) -> list[Found]:
    """ "Sri Lankan soldiers": names of two words, of which the model may see one, and those of one that it has no label for."""
    out = []
    for match in _peoples().finditer(text):
        first, end = _tokens(starts, Span(*match.span()))
        if end - first > 1 or not doc[first].ent_type_:
            out.append(Found(first, end, "NORP", "lexicon", country=country_of(match[0]), confidence=0.85))
    return out


def _from_model(doc: Doc) -> list[Found]:
    out = []
    for entity in doc.ents:
        mention_type = _TYPES.get(entity.label_)
        if mention_type is None:
            continue
        first, end = _trimmed(doc, entity.start, entity.end)
        if first >= end:
            continue
        if mention_type == "PERSON" and first >= 2 and doc[first - 1].lower_ == "of" and is_office(doc[first - 2]) and end - first == 3:
            first += 1  # "Mayor of Leeds Jane Doe"
        if mention_type == "ORG" and end - first > 2 and doc[first].lower_ in _TITLES_BEFORE_NAMES:
            first, mention_type = first + 1, "PERSON"
        if mention_type == "ORG" and _is_no_body(doc, first, end):
            continue
        if mention_type == "PERSON" and _is_no_person(doc, first, end):
            continue
        if mention_type != "ORG" and end - first == 1 and _is_armed_kind(doc[first]):
            continue
        if mention_type == "PERSON" and doc[end - 1].lower_ in _BODY_HEADS:
            mention_type = "ORG"
        elif mention_type in ("ORG", "PLACE") and _stands_as_person(doc, first, end):
            mention_type = "PERSON"
        form = doc[first:end].text
        if _NOT_IN_NAMES.search(form) or not any(c.isupper() for c in form):
            continue
        country = country_of(form) if mention_type in ("NORP", "PLACE", "ORG") else None
        if mention_type == "ORG" and country is not None:
            mention_type = "NORP" if fold(form) in people() else "PLACE"
        out.append(Found(first, end, mention_type, "model", None, country, None, _MODEL_CONFIDENCE[mention_type]))
    return out


def _is_armed_kind(token: Token) -> bool:
    """ "Guerrillas attacked", "the Policemen": a plural with a capital that the model takes for a place or a person; teams have such names."""
    one = singular(token)
    return one != token.lower_ and sector_of((one,)) in _ARMED


def _trimmed(doc: Doc, first: int, end: int) -> tuple[int, int]:
    """Without article, genitive mark, courtesy title, outer punctuation, and a verb with a capital because it opens the sentence."""
    while first < end and (
        doc[first].lower_ in ("the", "a", "an") or doc[first].lower_ in _COURTESY or doc[first].is_punct or doc[first].is_space
    ):
        first += 1
    while first < end and (
        doc[end - 1].tag_ in ("POS", "IN") or doc[end - 1].is_space or (doc[end - 1].is_punct and doc[end - 1].text != ")")
    ):
        end -= 1
    while end - first > 1 and end < len(doc) and doc[end - 1].lower_ in _UNITS and doc[end].lower_ in ("after", "before", "later", "ago"):
        end -= 1  # "removed Hale hours after …"
    if end - first == 1 and end < len(doc) and doc[end].text == "May" and doc[first].ent_type_ == "PERSON" and not _is_day(doc, end + 1):
        end += 1  # a surname that the model takes for a month
    if end - first > 1 and doc[first].is_sent_start and doc[first].tag_ in ("VBD", "VBZ", "VBN"):
        first += 1
    return first, end


def _is_day(doc: Doc, i: int) -> bool:
    return i < len(doc) and doc[i].like_num


def _is_no_person(doc: Doc, first: int, end: int) -> bool:
    """ "USS Mason", "Typhoon Dora", "Martin Luther King Day", "the Queen", a stray letter."""
    word = doc[first]
    if word.lower_ in _SHIPS or word.lower_ in _STORMS or doc[end - 1].lower_ in _NO_BODY_HEADS:
        return True
    return end - first == 1 and (is_office(word) or len(word) == 1)


def _is_no_body(doc: Doc, first: int, end: int) -> bool:
    """A title ("Attorney General", "Labour Mayor") or the beginning of one ("Interior" Minister)."""
    if end - first == 1 and (doc[first].lower_ in _NO_BODY or (doc[first].is_sent_start and doc[first].pos_ not in ("PROPN", "X"))):
        return True
    if doc[first].is_sent_start and doc[first].tag_ == "NNS":  # "Residents of Leeds"
        return True
    if doc[first].lower_ in _STORMS:
        return True
    last = doc[end - 1]
    if last.lower_ in _NO_BODY_HEADS:
        return True
    return is_office(last) and last.lower_ not in ("general", "private", "major") and end - first <= 3


def _stands_as_person(doc: Doc, first: int, end: int) -> bool:
    """Two or three names that only a person's office leads up to or explains: "a spokesperson, Jane Doe"; "author al-Doe"."""
    words = doc[first:end]
    if end - first > 4 or not all(t.pos_ == "PROPN" or t.is_punct for t in words) or any((t.lower_,) in lexicon() for t in words):
        return False
    if 1 < end - first <= 3 and words[0].lower_ in role_words().first_names and all(t.is_alpha for t in words):
        return True
    root = words.root
    if root.dep_ == "appos":
        return end - first > 1 and root.head.i < first and is_office(root.head) and root.head.tag_ in ("NN", "NNP")
    before = doc[first - 1] if first else None
    if before is not None and before.tag_ == "NN" and is_office(before):
        return end - first > 1 or words[0].ent_type_ == "ORG"
    return end - first > 1 and any(c.dep_ == "appos" and c.i > root.i and c.tag_ == "NN" and is_office(c) for c in root.children)


def _with_age(doc: Doc, text: str, starts: list[int]) -> list[Found]:
    """A name with an age behind it is a person's: "Jane Doe, 24, of Leeds"."""
    out = []
    for match in _AGED.finditer(text):
        first, end = _tokens(starts, Span(match.start(1), match.end(1)))
        while first < end and (doc[first].pos_ != "PROPN" or is_office(doc[first])):
            first += 1
        words = doc[first:end]
        if (
            end - first > 1
            and not any(t.ent_type_ in ("GPE", "LOC", "DATE", "FAC", "PERSON") for t in words)
            and all(t.pos_ == "PROPN" or t.is_punct for t in words)
        ):
            out.append(Found(first, end, "PERSON", "wording", confidence=0.8))
    return out


def _with_nickname(doc: Doc, text: str, starts: list[int]) -> list[Found]:
    """What stands around a name in quotation marks is one person's name: "Pat “Red” Doe"."""
    out = []
    for match in _NICKNAMED.finditer(text):
        first, end = _tokens(starts, Span(match.start(), match.end()))
        while first < end and (doc[first].pos_ != "PROPN" or is_office(doc[first])):
            first += 1
        words = [token for token in doc[first:end] if not token.is_punct]
        is_name = first < end and not doc[first].is_punct and all(token.pos_ == "PROPN" for token in (words[0], words[-1]))
        if is_name and "PERSON" in (words[0].ent_type_, words[-1].ent_type_):
            out.append(Found(first, end, "PERSON", "wording", confidence=0.85))
    return out


def _with_a_fate(doc: Doc) -> list[Found]:
    """Two to four names of somebody who "was sentenced" or "died" are a person's, though the model takes them for a body's or for none."""
    out = []
    for i in np.flatnonzero(np.isin(doc.to_array("DEP"), (nsubj, nsubjpass))).tolist():
        last = doc[i]
        verbs = _FATES if last.dep_ == "nsubjpass" else _OWN_FATES
        if last.tag_ != "NNP" or last.head.lemma_ not in verbs or last.ent_type_ == "PERSON":
            continue
        first = i
        while first and doc[first - 1].tag_ == "NNP" and doc[first - 1].dep_ == "compound":
            first -= 1
        names = doc[first : i + 1]
        is_plain = all(name.is_alpha and name.text.istitle() and name.ent_type_ not in _NO_PERSON for name in names)
        if 1 < len(names) <= 4 and is_plain and not any(name.lower_ in _BODY_HEADS or sector_of((name.lower_,)) for name in names):
            out.append(Found(first, i + 1, "PERSON", "wording", confidence=0.7))
    return out


def _with_courtesy(doc: Doc, text: str, starts: list[int]) -> list[Found]:
    """What follows "Mr" or "Mrs" is a person's name, whatever the model takes it for."""
    out = []
    for match in _COURTESY_BEFORE_NAME.finditer(text):
        first, _ = _tokens(starts, Span(match.end(), match.end() + 1))
        end = first
        while end < len(doc) and doc[end].pos_ == "PROPN" and doc[end].is_alpha and end - first < 3:
            end += 1
        if end > first:
            out.append(Found(first, end, "PERSON", "wording", confidence=0.85))
    return out


def _described_groups(doc: Doc, found: list[Found]) -> list[Found]:
    """Fighters told apart by a people, country or sponsor: "Rwandan-backed militias", "Kurdish separatists"."""
    named = {i for item in found if item.mention_type == "ARMED_GROUP" for i in range(item.first, item.end)}
    out = []
    for item in found:
        if item.mention_type not in ("NORP", "PLACE") or item.end >= len(doc):
            continue
        head = _fighters_after(doc, item.end)
        if head is None or not named.isdisjoint(range(item.first, head.i + 1)):
            continue
        first = item.first
        while first > 0 and doc[first - 1].pos_ == "ADJ" and doc[first - 1].head == head and doc[first - 1].lower_ not in _NO_DESCRIPTION:
            first -= 1
        out.append(Found(first, head.i + 1, "ARMED_GROUP", "wording", None, item.country, sector_of((head.lemma_.lower(),)), 0.75))
    return _nearest_country(doc, out)


def _fighters_after(doc: Doc, i: int) -> Token | None:
    """The noun for fighters that the words from `i` on lead up to: "-backed Shiite militias"."""
    for token in doc[i : i + 5]:
        if token.pos_ in ("NOUN", "PROPN") and sector_of((token.lemma_.lower(),)) in _FIGHTERS:
            follows = doc[token.i + 1] if token.i + 1 < len(doc) else None
            is_head = follows is None or follows.pos_ not in ("NOUN", "PROPN")
            return token if is_head and (token.tag_ in ("NNS", "NNPS") or token.lemma_.lower() in _GROUP_NOUNS) else None
        if not (token.pos_ in ("ADJ", "PROPN") or token.tag_ in ("HYPH", "VBN") or token.text == "-") or token.is_space:
            return None
    return None


def _nearest_country(doc: Doc, groups: list[Found]) -> list[Found]:
    """ "Turkish-backed Syrian rebels" are found twice; their country is that of the word next to them, their words all."""
    whole: dict[int, Found] = {}
    for group in groups:
        known = whole.get(group.end)
        whole[group.end] = group if known is None else replace(known, country=group.country or known.country)
    return list(whole.values())


def _tokens(starts: list[int], span: Span) -> tuple[int, int]:
    """The tokens that a span of characters touches."""
    return max(0, bisect_right(starts, span.start) - 1), bisect_right(starts, span.end - 1)
