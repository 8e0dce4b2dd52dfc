"""Which names in an article name the same: surnames, first names, short forms of bodies, spellings with and without accents."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.symbols import PROPN
from spacy.tokens import Doc

from dateline.extract.mentions.candidates import Found
from dateline.extract.mentions.people import is_office
from dateline.extract.places.countries import country_of

_PLACE_PREPOSITIONS = frozenset({"in", "at", "near", "from", "to", "into", "outside", "around", "across", "through"})
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_STORM = re.compile(r"\b(?:Hurricane|Typhoon|Cyclone|Storm) ([A-Z]\w+)")
_SMALL_WORDS = frozenset({"of", "the", "for", "and", "in", "on", "to", "de", "la", "du", "des", "&", "'s", "’s"})
_ARTICLE = re.compile(r"^(?:al|el|ul|as|ash|ad|an|ar|at)-")
_NO_DECOMPOSITION = str.maketrans("łŁøØđĐıß", "lLoOdDis")

Words = tuple[str, ...]


def by_use(doc: Doc, text: str, found: list[Found]) -> list[Found]:
    """Correct single words by how the article uses them elsewhere, and find the names that the model left out.

    A surname of one of its people is that person wherever it stands alone, unlabelled or labelled as something else; the
    first word of a body that is named in full ("Acme") is no person; a people of a place's name is the place. Initials in
    brackets behind a body are its name from then on.
    """
    use = _use(doc, text, found)
    out = [_single_word_by_use(doc, item, use) if item.end - item.first == 1 else item for item in found if not _is_storm(doc, item, use)]
    covered = {i for item in out for i in range(item.first, item.end)}
    for i, pos in enumerate(doc.to_array("POS").tolist()):
        if pos != PROPN or i in covered:
            continue
        token = doc[i]
        if token.text in use.initials:
            out.append(_body(token.i))
        elif token.is_title and token.ent_type_ != "DATE" and fold(token.text) in use.surnames and _stands_alone(doc, token.i, covered):
            out.append(_person(token.i))
    return sorted(out, key=lambda f: f.first)


@dataclass(frozen=True, slots=True)
class _Use:
    """What single words are part of in the article's longer names, folded but for initials."""

    surnames: dict[str, int]  # and the token where the full name first ends
    first_names: frozenset[str]
    body_heads: frozenset[str]
    place_names: frozenset[str]
    initials: frozenset[str]
    storms: frozenset[str]


def _use(doc: Doc, text: str, found: list[Found]) -> _Use:
    people = [f for f in found if f.mention_type == "PERSON" and f.end - f.first > 1]
    bodies = [f for f in found if f.mention_type == "ORG" and f.end - f.first > 1]
    return _Use(
        surnames={word: f.end for f in reversed(people) for word in _family_names(_key(item_words(doc, f)))},
        first_names=frozenset(fold(doc[f.first].text) for f in people),
        body_heads=frozenset(fold(doc[f.first].text) for f in bodies),
        place_names=frozenset(fold(doc[f.first].text) for f in found if f.mention_type == "PLACE" and f.end - f.first == 1),
        initials=frozenset(_bracketed_initials(doc, bodies)),
        storms=frozenset(fold(name) for name in _STORM.findall(text)),
    )


def _family_names(name: Words) -> Words:
    """The last word, and of a Spanish double surname both."""
    return tuple(w for w in name[2:] if len(w) > 3) + name[1:2] if len(name) == 3 and len(name[1]) > 3 else name[-1:]


def _is_storm(doc: Doc, item: Found, use: _Use) -> bool:
    """Storms are named like people: "Hurricane Dora", later "Dora"."""
    return (
        item.source == "model" and item.end - item.first == 1 and item.mention_type != "PLACE" and fold(doc[item.first].text) in use.storms
    )


def _single_word_by_use(doc: Doc, item: Found, use: _Use) -> Found:
    token = doc[item.first]
    name = fold(token.text)
    if item.source == "lexicon":
        return item
    if token.text in use.initials:
        return _body(item.first)
    if item.mention_type == "PERSON":
        if item.source == "model" and name in use.body_heads and name not in use.surnames and name not in use.first_names:
            return _body(item.first)
        if name.endswith("s") and country_of(token.text) is not None:  # "Britons"
            return Found(item.first, item.end, "NORP", "model", country=country_of(token.text), confidence=0.7)
    elif name in use.surnames:
        is_place = _is_located(doc, item.first) or item.first < use.surnames[name] or country_of(token.text) is not None
        if token.ent_type_ == "PERSON" or item.mention_type != "PLACE" or not is_place:
            return _person(item.first)
    elif item.mention_type == "NORP" and item.country is None and name in use.place_names:
        return Found(item.first, item.end, "PLACE", "model", confidence=0.6)
    return item


def _person(i: int) -> Found:
    return Found(i, i + 1, "PERSON", "model", confidence=0.75)


def _body(i: int) -> Found:
    return Found(i, i + 1, "ORG", "model", confidence=0.7)


def _stands_alone(doc: Doc, i: int, covered: set[int]) -> bool:
    """No part of a longer name: neither hyphenated nor next to another name that is not accounted for."""
    beside = [doc[k] for k in (i - 1, i + 1) if 0 <= k < len(doc)]
    return not any(t.text == "-" or (t.pos_ == "PROPN" and not is_office(t) and t.i not in covered) for t in beside)


def _bracketed_initials(doc: Doc, bodies: list[Found]) -> set[str]:
    """ "Lagos Dockers Association (LDA)"."""
    out = set()
    for item in bodies:
        if item.end + 2 < len(doc) and doc[item.end].text == "(" and doc[item.end + 2].text == ")":
            short = doc[item.end + 1].text
            if short in _short_forms([item_words(doc, item)]):
                out.add(short)
    return out


def _is_located(doc: Doc, first: int) -> bool:
    return first > 0 and doc[first - 1].lower_ in _PLACE_PREPOSITIONS and doc[first].ent_type_ != "PERSON"


def entities(doc: Doc, found: Sequence[Found]) -> list[int]:
    """The entity number of each found mention, from 0 by first mention."""
    words = [item_words(doc, item) for item in found]
    people = [_key(w) for item, w in zip(found, words, strict=True) if item.mention_type == "PERSON"]
    bodies = [_bare(w) for item, w in zip(found, words, strict=True) if item.mention_type == "ORG"]
    short_forms = _short_forms(bodies) | _without_frills(bodies)
    numbers: dict[tuple[str, Words], int] = {}
    met: list[Words] = []  # whole names of people, the latest last
    out = []
    for item, name in zip(found, words, strict=True):
        if item.mention_type == "PERSON":
            whole = _whole_name(_key(name), met, people)
            met.append(whole)
            key = ("PERSON", whole)
        elif item.name is not None:
            key = (item.mention_type, (item.name,))
        else:
            bare = _bare(name)
            folded = tuple(fold(w) for w in bare)
            key = (item.mention_type, short_forms.get(" ".join(bare), folded) if item.mention_type == "ORG" else folded)
        out.append(numbers.setdefault(key, len(numbers)))
    return out


def _whole_name(name: Words, met: list[Words], people: list[Words]) -> Words:
    """The fullest name of the same person: "Merkel" and "Angela Merkel" are one, and so is "Angela", once nobody else bears it.

    A surname that two people share goes to the one named most often before it, of equal ones to the last.
    """
    if len(name) == 1:
        for part in (slice(-1, None), slice(1, -1), slice(0, 1)):
            bearers = [n for n in met if len(n) > 1 and name[0] in n[part]]
            earlier = max(enumerate(bearers), key=lambda at: (bearers.count(at[1]), at[0]), default=(0, None))[1]
            later = next((n for n in people if len(n) > 1 and name[0] in n[part]), None)
            if earlier or later:
                name = earlier or later or name
                break
        else:
            name = next((n for n in reversed(met) if len(n) > 1 and _is_misspelt(name[0], n[-1])), name)
    longer = [
        n
        for n in people
        if len(n) > len(name) and set(name) <= set(n) and (n[-len(name) :] == name or (n[0] == name[0] and n[-1] == name[-1]))
    ]
    return max(longer, key=len) if longer else name


def _is_misspelt(word: str, surname: str) -> bool:
    """The surname of somebody named in full before, one letter off or two letters exchanged: "Sarea", then "Saree"."""
    if word == surname or min(len(word), len(surname)) < 5 or word[:3] != surname[:3] or word.rstrip("s") == surname.rstrip("s"):
        return False
    if len(word) == len(surname):
        off = [i for i, (a, b) in enumerate(zip(word, surname, strict=True)) if a != b]
        return len(off) == 1 or (
            len(off) == 2 and off[1] == off[0] + 1 and word[off[0]] == surname[off[1]] and word[off[1]] == surname[off[0]]
        )
    longer, shorter = max(word, surname, key=len), min(word, surname, key=len)
    return any(longer[:i] + longer[i + 1 :] == shorter for i in range(len(longer)))


def _short_forms(names: list[tuple[str, ...]]) -> dict[str, Words]:
    """Initials of the bodies that are named in full, with and without small words: "LDA", "UoE"."""
    out: dict[str, Words] = {}
    for name in names:
        if len(name) > 1:
            folded = tuple(fold(w) for w in name)
            large = [w for w in name if w.lower() not in _SMALL_WORDS]
            if len(large) > 1:
                out.setdefault("".join(w[0] for w in large).upper(), folded)
                out.setdefault("".join(w[0] for w in name if w[0].isalpha()).upper(), folded)
    return out


def _without_frills(names: list[Words]) -> dict[str, Words]:
    """ "House" of "United States House of Representatives", "Supreme Court" of "UK Supreme Court": bodies without their country
    and without what they are of, where only one body of the article can be meant."""
    longer: dict[str, set[Words]] = {}
    for name in names:
        core = _without_country(name)
        stem = core[: next((i for i, word in enumerate(core) if i and word.lower() in ("of", "for")), len(core))]
        for short in (core, stem):
            if short != name:
                longer.setdefault(" ".join(short), set()).add(tuple(fold(w) for w in name))
    found = {short: sorted(wholes) for short, wholes in sorted(longer.items())}
    return {short: wholes[0] for short, wholes in found.items() if len(wholes) == 1}


def _bare(name: Words) -> Words:
    return name[1:] if len(name) > 1 and name[0].lower() == "the" else name


def _without_country(name: Words) -> Words:
    for length in (3, 2, 1):
        if len(name) > length and country_of(" ".join(name[:length]).removesuffix("'s").removesuffix("’s")) is not None:
            return name[length:]
    return name


def item_words(doc: Doc, item: Found) -> tuple[str, ...]:
    """The words of a mention as written, parted at blanks: "al-Assad" is one."""
    return tuple(doc[item.first : item.end].text.split())


def _key(name: tuple[str, ...]) -> Words:
    """A person's name without accents, case, article ("al-"), nickname marks and "Jr"."""
    folded = (_ARTICLE.sub("", fold(w)).strip("\"'“”‘’.,") for w in name)
    kept = tuple(w for w in folded if w and w not in _SUFFIXES)
    return kept or tuple(fold(w) for w in name)


def fold(word: str) -> str:
    """Lower case without accents: Wałęsa = Walesa."""
    if word.isascii():
        return word.lower()
    decomposed = unicodedata.normalize("NFKD", word.translate(_NO_DECOMPOSITION))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).lower()
