"""What a text says a person is: roles and titles beside the name, and whether "he" or "she" can stand for it."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml
from spacy.tokens import Doc, Token

from dateline.extract.phrases import noun_phrase_tokens
from dateline.extract.records import Span

_TITLE_POS = frozenset({"NOUN", "PROPN", "ADJ"})
_OF_AGE = frozenset({"year", "old"})  # "50-year-old worker": the age is no part of the title
_SCIENTIST = ("ologist", "ographer", "ician")
_SINGULAR_TAGS = ("NN", "NNP")  # "officers" is no one person's title
_MAX_TITLE_TOKENS = 12
_NOT_IN_TITLE = frozenset({"another", "other", "such", "fellow"})


@dataclass(frozen=True, slots=True)
class Role:
    """A role or title beside a name."""

    title: Span  # "US ambassador to the UN", without article and name
    description: Span  # name and title together, as written; of a relation ("…, brother of Jane Doe") the name alone
    head: int  # the token that names the office: "ambassador"


@dataclass(frozen=True, slots=True)
class RoleWords:
    """The role lexicon, lower case."""

    offices: frozenset[str]
    relations: frozenset[str]
    honorifics: dict[str, str]  # to male, female or any
    gendered: dict[str, str]  # nouns to male or female
    first_names: dict[str, str]  # to male or female


@cache
def role_words() -> RoleWords:
    raw = yaml.load((files("dateline") / "lexicons" / "roles.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return RoleWords(
        offices=frozenset(raw["offices"]),
        relations=frozenset(raw["relations"]),
        honorifics=_by_word(raw["honorifics"]),
        gendered=_by_word(raw["gendered"]),
        first_names=_by_word(raw["first_names"]),
    )


def _by_word(by_gender: dict[str, list[str]]) -> dict[str, str]:
    return {word: gender for gender, words in by_gender.items() for word in words}


def is_office(token: Token) -> bool:
    """The word names an office, profession or other role of a person."""
    offices = role_words().offices
    return token.lower_ in offices or token.lemma_.lower() in offices or token.lower_.endswith(_SCIENTIST)


def _is_relation(token: Token) -> bool:
    return token.lower_ in role_words().relations


def find_role(doc: Doc, first: int, end: int) -> Role | None:
    """The role of the person whose name is `doc[first:end]`: a title before it, or an apposition before or after it."""
    return _title_before(doc, first, end) or _apposition_after(doc, first, end) or _apposed_to(doc, first, end)


def _title_before(doc: Doc, first: int, end: int) -> Role | None:
    """ "Turkey's foreign minister Hakan Fidan", "US Secretary of State John Kerry", "Mayor of Leeds Jane Doe"."""
    start = first
    while start > 0 and first - start < _MAX_TITLE_TOKENS and _can_be_in_title(doc[start - 1]):
        start -= 1
    office = next((doc[i] for i in range(first - 1, start - 1, -1) if is_office(doc[i]) and doc[i].tag_ in _SINGULAR_TAGS), None)
    if office is None or not _reaches_name(doc, office.i, first):
        return None
    while start < office.i and (doc[start].pos_ not in _TITLE_POS or doc[start].lower_ in _NOT_IN_TITLE):
        start += 1
    begin = office.i  # of what is written together, the part that the office heads
    while begin > start and _belongs_to_title(doc, begin - 1):
        begin -= 1
    while begin < office.i and (doc[begin].pos_ not in _TITLE_POS or doc[begin].is_punct or doc[begin].lower_ in _OF_AGE):
        begin += 1
    if begin == office.i == first - 1 and office.lower_ in role_words().honorifics and office.text.endswith("."):
        return None
    return Role(_span(doc, begin, first), _span(doc, begin, end), office.i)


def _can_be_in_title(token: Token) -> bool:
    if token.is_space or token.ent_type_ == "PERSON":
        return False
    if token.ent_type_ == "ORG" and token.ent_iob_ == "I":
        return True
    return (
        token.pos_ in _TITLE_POS
        or token.tag_ in ("POS", "HYPH", "VBN")
        or token.text in ("-", "–", "&")
        or token.lower_ in ("of", "for", "and")
    )


def _reaches_name(doc: Doc, office: int, first: int) -> bool:
    """Between office and name stands nothing, or what the office is of: "director of Amnesty International Jane Doe"."""
    if all(doc[i].lower_ in ("-", "elect", "general", "designate", "emeritus") for i in range(office + 1, first)):
        return True
    if _is_relation(doc[office]):
        return False
    return doc[office + 1].lower_ in ("of", "for") and office + 2 < first and doc[first - 1].pos_ in ("PROPN", "ADJ")


def _belongs_to_title(doc: Doc, i: int) -> bool:
    """Walking left from the office: "of" before it belongs to somebody else ("brother of President Jane Doe")."""
    token = doc[i]
    if token.ent_type_ == "ORG" and token.ent_iob_ == "I":
        return True
    if token.lower_ in ("of", "for", "and", "&"):
        return False
    return token.dep_ not in ("nsubj", "dobj", "pobj", "ROOT") or token.tag_ in ("POS", "HYPH")


def _apposition_after(doc: Doc, first: int, end: int) -> Role | None:
    """ "Susan Rice, US ambassador to the UN", "X is the president of Y" is left to the clause."""
    for child in doc[first:end].root.children:
        if child.dep_ == "appos" and child.i >= end and is_office(child) and child.tag_ in _SINGULAR_TAGS:
            return _role_after(doc, first, end, child)
    if end + 1 < len(doc) and doc[end].text == ",":  # the parser often takes the apposition for a list
        for token in doc[end + 1 : min(end + 8, len(doc))]:
            if token.is_punct and token.text not in "-’'" or token.pos_ in ("VERB", "AUX", "CCONJ", "PRON", "ADP"):
                break
            if (
                is_office(token)
                and token.tag_ in _SINGULAR_TAGS
                and (token.i + 1 == len(doc) or doc[token.i + 1].pos_ not in ("NOUN", "PROPN", "PART"))
            ):
                if token.left_edge.i >= end + 1:
                    return _role_after(doc, first, end, token)
                break
    return None


def _role_after(doc: Doc, first: int, end: int, office: Token) -> Role:
    start, last = noun_phrase_tokens(office)
    start += _is_determiner(doc[start])
    last = min([last, *(child.left_edge.i - 1 for child in office.rights if child.dep_ == "acl")])  # "lawyer representing …"
    last = next((i - 1 for i in range(office.i + 1, last + 1) if doc[i].text == "("), last)
    return Role(_span(doc, start, last + 1), _span(doc, first, end if _is_relation(office) else last + 1), office.i)


def _apposed_to(doc: Doc, first: int, end: int) -> Role | None:
    """ "The mayor of Lyon, Ann Ode"."""
    root = doc[first:end].root
    office = root.head
    if root.dep_ != "appos" or not is_office(office) or office.tag_ not in _SINGULAR_TAGS or office.i >= first:
        return None
    if _is_relation(office) and doc[office.i + 1].lower_ == "of" and all(word.text != "," for word in doc[office.i : first]):
        return None  # "a brother of the singer Jane Doe", where the parser hangs her name on him
    start, _ = noun_phrase_tokens(office)
    last = first - 1
    while last > office.i and (doc[last].is_punct or doc[last].is_space):
        last -= 1
    return Role(_span(doc, start + _is_determiner(doc[start]), last + 1), _span(doc, start, end), office.i)


def _is_determiner(token: Token) -> bool:
    return token.lower_ in ("the", "a", "an", "one", "another", "his", "her", "its", "their")


def _span(doc: Doc, first: int, end: int) -> Span:
    while end > first + 1 and doc[end - 1].is_space:
        end -= 1
    return Span(doc[first].idx, doc[end - 1].idx + len(doc[end - 1]))


def gender_of_name(doc: Doc, first: int, end: int, role: Role | None) -> str | None:
    """male, female or None, from the honorific, the role or the first name."""
    words = role_words()
    before = doc[first - 1].lower_ if first else ""
    gender = words.honorifics.get(before)
    if gender in ("male", "female"):
        return gender
    if role is not None:
        gender = words.gendered.get(doc[role.head].lower_)
        if gender:
            return gender
    return words.first_names.get(doc[first].lower_) if end - first > 1 else None
