"""Names of people, bodies, armed groups, places and peoples in one article, and which of them are the same.

spaCy's entities are the start; resolved places, the lexicons of bodies and armed groups, titles beside names and the
article's own use of a name elsewhere correct them.
"""

import unicodedata
from bisect import bisect_right
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from dateline.extract.bodies import find_bodies
from dateline.extract.countries import country_of
from dateline.extract.people import Role, find_role, is_office
from dateline.extract.records import Context, Mention, Place, Span
from dateline.extract.sectors import sector_of

_TYPES = {"PERSON": "PERSON", "ORG": "ORG", "NORP": "NORP", "GPE": "PLACE", "LOC": "PLACE", "FAC": "PLACE"}
_FIGHTERS = frozenset({"REB", "UAF", "PRM"})
_PLACE_PREPOSITIONS = frozenset({"in", "at", "near", "from", "to", "into", "outside", "around", "across", "through"})
# Which reading of the same words wins; between different stretches the longer one does.
_RANK = {"place": 0, "body": 1, "described": 2, "model": 3}


@dataclass(frozen=True, slots=True)
class _Found:
    """A stretch of tokens, end excluded, that looks like a mention."""

    first: int
    end: int
    mention_type: str
    source: str  # place, body, described, model
    name: str | None = None
    country: str | None = None
    sector: str | None = None
    confidence: float = 0.7


def find_mentions(doc: Doc, context: Context, places: tuple[Place, ...]) -> tuple[Mention, ...]:
    """The article's mentions in reading order, none overlapping another.

    Mentions of one entity share `entity` (numbered from 0 by first mention) and `canonical_name`, the fullest form in the
    article without title. A place that stands for its government stays PLACE. Confidence: probability that a careful
    reader agrees with type and canonical name.
    """
    text = doc.text
    starts = [token.idx for token in doc]
    found = [
        *_from_places(doc, starts, places),
        *_from_lexicons(doc, text, starts),
        *_from_model(doc),
    ]
    found = _without_overlaps([*found, *_described_groups(doc, found)])
    found = _with_repeated_names(doc, found)
    return _as_mentions(doc, text, found)


def _from_places(doc: Doc, starts: list[int], places: tuple[Place, ...]) -> list[_Found]:
    out = []
    for place in places:
        first, end = _tokens(starts, place.span)
        out.append(_Found(first, end, "PLACE", "place", place.name, place.country, None, place.confidence))
    return out


def _from_lexicons(doc: Doc, text: str, starts: list[int]) -> list[_Found]:
    labelled = {i: entity.label_ for entity in doc.ents for i in range(entity.start, entity.end)}
    bodies = list(find_bodies(text))
    spelled_out = {body.name for span, body in bodies if span.end - span.start > 5}
    out = []
    for span, body in bodies:
        first, end = _tokens(starts, span)
        form = text[span.start : span.end]
        # "WHO", "IS", "IRA": short forms in capitals are other words too; the model or the full name has to agree.
        if (
            len(form) <= 4
            and form.isupper()
            and body.name not in spelled_out
            and labelled.get(first) not in ("ORG", "NORP", "GPE", "PERSON", "PRODUCT")
        ):
            continue
        if (
            form[0].isupper()
            and not form.isupper()
            and end - first == 1
            and labelled.get(first) == "PERSON"
            and body.name not in spelled_out
        ):
            continue
        out.append(_Found(first, end, body.mention_type, "body", body.name, body.country, body.sector, 0.9))
    return out


def _from_model(doc: Doc) -> list[_Found]:
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
        text = doc[first:end].text
        if not any(c.isalpha() for c in text) or "\n" in text:
            continue
        country = country_of(text) if mention_type in ("NORP", "PLACE") else None
        confidence = {"PERSON": 0.85, "ORG": 0.7, "NORP": 0.85, "PLACE": 0.6}[mention_type]
        out.append(_Found(first, end, mention_type, "model", None, country, None, confidence))
    return out


def _trimmed(doc: Doc, first: int, end: int) -> tuple[int, int]:
    """Without article, genitive mark, honorific and outer punctuation."""
    while first < end and (
        doc[first].lower_ in ("the", "a", "an", "mr", "mr.", "mrs", "mrs.", "ms", "ms.", "dr", "dr.")
        or (doc[first].is_punct or doc[first].is_space)
    ):
        first += 1
    while first < end and (
        doc[end - 1].tag_ == "POS"
        or doc[end - 1].text in ("'s", "’s", "'", "’")
        or doc[end - 1].is_punct
        and doc[end - 1].text != ")"
        or doc[end - 1].is_space
    ):
        end -= 1
    return first, end


def _described_groups(doc: Doc, found: list[_Found]) -> list[_Found]:
    """Fighters told apart by a people, country or sponsor: "Iranian-backed militias", "Kurdish separatists"."""
    at = {i: item for item in found for i in range(item.first, item.end)}
    out = []
    for token in doc:
        if token.pos_ not in ("NOUN", "PROPN") or sector_of((token.lemma_.lower(),)) not in _FIGHTERS:
            continue
        first = token.i
        naming = None
        while first > 0 and _describes(doc[first - 1], token):
            first -= 1
            item = at.get(first)
            if item is not None and item.mention_type in ("NORP", "PLACE") and (naming is None or doc[item.end].text != "-"):
                naming = item
            elif item is not None and item.mention_type == "ARMED_GROUP":
                naming = None
                break
        if (
            naming is not None
            and token.i + 1 < len(doc)
            and doc[token.i + 1].pos_ != "PROPN"
            and (token.tag_ in ("NNS", "NNPS") or token.lemma_ in ("militia", "group", "army", "insurgency"))
        ):
            sector = sector_of((token.lemma_.lower(),))
            out.append(_Found(first, token.i + 1, "ARMED_GROUP", "described", None, naming.country, sector, 0.75))
    return out


def _describes(token: Token, head: Token) -> bool:
    return (
        (token.pos_ in ("ADJ", "PROPN", "NOUN") or token.tag_ in ("HYPH", "VBN"))
        and not token.is_space
        and (token.head == head or token.head.head == head)
        or token.text == "-"
    )


def _without_overlaps(found: list[_Found]) -> list[_Found]:
    """The longest reading of each stretch; of readings of the same stretch, that of the better source."""
    kept: list[_Found] = []
    taken: set[int] = set()
    for item in sorted(found, key=lambda f: (f.first - f.end, _RANK[f.source], f.first)):
        tokens = range(item.first, item.end)
        if taken.isdisjoint(tokens):
            taken.update(tokens)
            kept.append(item)
    return sorted(kept, key=lambda f: f.first)


def _with_repeated_names(doc: Doc, found: list[_Found]) -> list[_Found]:
    """A surname that belongs to a person of the article is that person wherever else it stands alone."""
    surnames = {_fold(doc[f.end - 1].text) for f in found if f.mention_type == "PERSON" and f.end - f.first > 1}
    if not surnames:
        return found
    single = {f.first: _fold(doc[f.first].text) for f in found if f.end - f.first == 1 and f.mention_type not in ("PERSON", "ARMED_GROUP")}
    places = {name for first, name in single.items() if name in surnames and _is_located(doc, first)}
    out = []
    covered: set[int] = set()
    for item in found:
        name = single.get(item.first)
        if name in surnames and (name not in places or doc[item.first].ent_type_ == "PERSON"):
            item = _Found(item.first, item.end, "PERSON", "model", confidence=0.75)
        covered.update(range(item.first, item.end))
        out.append(item)
    for token in doc:
        if token.pos_ != "PROPN" or token.i in covered or _fold(token.text) not in surnames:
            continue
        neighbours = [doc[i] for i in (token.i - 1, token.i + 1) if 0 <= i < len(doc)]
        if not any(n.pos_ == "PROPN" and not is_office(n) and n.i not in covered for n in neighbours):
            out.append(_Found(token.i, token.i + 1, "PERSON", "model", confidence=0.75))
    return sorted(out, key=lambda f: f.first)


def _is_located(doc: Doc, first: int) -> bool:
    return first > 0 and doc[first - 1].lower_ in _PLACE_PREPOSITIONS and doc[first].ent_type_ != "PERSON"


def _as_mentions(doc: Doc, text: str, found: list[_Found]) -> tuple[Mention, ...]:
    names = [item.name or doc[item.first : item.end].text for item in found]
    entities = _entities(doc, found, names)
    roles: dict[int, Role] = {}
    for item, entity in zip(found, entities, strict=True):
        if item.mention_type == "PERSON" and entity not in roles:
            role = find_role(doc, item.first, item.end)
            if role is not None:
                roles[entity] = role
    canonical: dict[int, str] = {}
    for item, name, entity in zip(found, names, entities, strict=True):
        if entity not in canonical or (item.mention_type == "PERSON" and len(name.split()) > len(canonical[entity].split())):
            canonical[entity] = name
    mentions = []
    for item, entity in zip(found, entities, strict=True):
        span = Span(doc[item.first].idx, doc[item.end - 1].idx + len(doc[item.end - 1]))
        country, sector, title = item.country, item.sector, None
        role = roles.get(entity)
        if item.mention_type == "PERSON" and role is not None:
            title = text[role.title.start : role.title.end]
            country, sector = _told_by(doc, role, found)
        elif item.mention_type == "ORG" and item.source == "model":
            country, sector = _told_by_name(doc, item)
        mentions.append(
            Mention(
                span, text[span.start : span.end], item.mention_type, canonical[entity], entity, country, title, sector, item.confidence
            )
        )
    return tuple(mentions)


def _told_by(doc: Doc, role: Role, found: list[_Found]) -> tuple[str | None, str | None]:
    """Country and sector of a person from the role: "Turkey's foreign minister" -> TR, GOV."""
    country = None
    for item in found:
        start = doc[item.first].idx
        if role.title.start <= start < role.title.end and item.country is not None and (country is None or start <= doc[role.head].idx):
            country = item.country
            if start <= doc[role.head].idx:
                break
    words = [t.lemma_.lower() for t in doc[max(0, role.head - 3) : role.head + 1] if t.idx >= role.title.start]
    return country, sector_of(words)


def _told_by_name(doc: Doc, item: _Found) -> tuple[str | None, str | None]:
    """Country and sector of a body from its own name: "Syrian Government" -> SY, GOV."""
    country = next((c for c in (country_of(t.text) for t in doc[item.first : item.end]) if c is not None), None)
    words = [singular(t) for t in doc[item.first : item.end]]
    head = next((i for i, t in enumerate(doc[item.first : item.end]) if t.lower_ in ("of", "for")), len(words))
    return country, sector_of(words[:head])


def singular(token: Token) -> str:
    lemma = token.lemma_.lower()
    if token.pos_ == "PROPN" and lemma.endswith("s") and sector_of((lemma,)) is None:
        return lemma[:-1]
    return lemma


def _entities(doc: Doc, found: list[_Found], names: list[str]) -> list[int]:
    """The entity number of each found mention."""
    by_key: dict[tuple[str, str], int] = {}
    people: list[tuple[tuple[str, ...], int]] = []  # the name's words and the entity, latest last
    full = [tuple(_fold(w) for w in name.split()) for name in names]
    numbers: list[int] = []
    count = 0
    later = [words for item, words in zip(found, full, strict=True) if item.mention_type == "PERSON" and len(words) > 1]
    for item, words in zip(found, full, strict=True):
        if item.mention_type == "PERSON":
            if len(words) == 1:  # stands for the person of that surname, met before or, failing that, later
                whole = next((w for w, _ in reversed(people) if w[-1] == words[0]), None) or next(
                    (w for w in later if w[-1] == words[0]), None
                )
                whole = whole or next((w for w, _ in reversed(people) if w[0] == words[0]), words)
            else:
                whole = words
            number = next((n for w, n in reversed(people) if _same_person(w, whole)), None)
            if number is None:
                number = count
                count += 1
            people.append((whole, number))
        else:
            key = (item.mention_type if item.mention_type != "ARMED_GROUP" else "ORG", " ".join(words))
            if key not in by_key:
                by_key[key] = count
                count += 1
            number = by_key[key]
        numbers.append(number)
    return numbers


def _same_person(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Same surname, and the shorter form's words all in the longer one's."""
    return one[-1] == other[-1] and (set(one) <= set(other) or set(other) <= set(one))


def _fold(word: str) -> str:
    """Lower case without accents and without a genitive mark: Brudziński = Brudzinski."""
    folded = unicodedata.normalize("NFKD", word.translate(_NO_DECOMPOSITION))
    return "".join(c for c in folded if not unicodedata.combining(c)).lower()


_NO_DECOMPOSITION = str.maketrans("łŁøØđĐıß", "lLoOdDis")


def _tokens(starts: list[int], span: Span) -> tuple[int, int]:
    """The tokens that a span of characters touches."""
    return max(0, bisect_right(starts, span.start) - 1), bisect_right(starts, span.end - 1)
