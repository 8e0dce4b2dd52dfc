"""Whether a country's or capital's name stands for its government or people rather than for the land (docs/reading.md, 'Countries as actors')."""

from functools import cache

from spacy.tokens import Doc, Token

from dateline.extract.places.countries import lexicon
from dateline.extract.places.gazetteer import GazetteerPlace, is_metonym_name

_LOCATIVE = frozenset(("in", "at", "near", "outside", "inside", "into", "around", "across", "throughout", "within", "through"))
_SUBJECT = ("nsubj", "csubj")
_HYPHENS = ("-", "–", "‑")


@cache
def _words() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in lexicon("places_actors").items()}


def is_metonym(doc: Doc, first: Token, last: Token, text: str, place: GazetteerPlace) -> bool:
    """Judged by the name's part in the sentence. `first` and `last` are its tokens; names that are neither of a country, a capital nor a seat never are."""
    if place.kind == "country":
        return _is_actor(doc, first, last, text, is_capital=False)
    country = is_metonym_name(text)
    if country is None or country != place.country:
        return False
    if place.kind == "site":  # the Kremlin
        return not (_preposition(last) in _LOCATIVE or _before(first) in _LOCATIVE)
    return _is_actor(doc, first, last, text, is_capital=True)


def _is_actor(doc: Doc, first: Token, last: Token, text: str, is_capital: bool) -> bool:
    words = _words()
    after = doc[last.i + 1] if last.i + 1 < len(doc) else None
    if after is not None and after.text in _HYPHENS and not last.whitespace_ and after.i + 1 < len(doc):
        return doc[after.i + 1].lower_ not in words["hyphen_keeps_place"] and not is_capital
    if (
        first.i > 1
        and doc[first.i - 1].text in _HYPHENS
        and not doc[first.i - 1].whitespace_
        and (not is_capital or doc[first.i - 2].lower_ in ("pro", "anti"))
    ):
        return True  # "the Libya–Turkey deal", "non-US troops"
    name = _head(last)
    if name.dep_ in ("compound", "nmod", "amod", "poss"):
        return _is_states_own(name, text, is_capital)
    if _before(first) in _LOCATIVE:
        return False
    if name.dep_ == "appos" and name.head.ent_type_ == "GPE":
        return False
    return _is_party(name, is_capital)


def _head(token: Token) -> Token:
    """The token by which the name hangs in the sentence; of the second name in "Turkey and Libya" the first one's."""
    while (
        token.dep_ in ("compound", "nmod")
        and token.head.ent_type_ == "GPE"
        and token.head.i > token.i
        and token.ent_iob_ == "B"
        and token.nbor().ent_iob_ == "I"
    ):
        token = token.head
    while token.dep_ == "conj" and token.head.pos_ == "PROPN":
        token = token.head
    return token


def _before(first: Token) -> str:
    before = first.nbor(-1) if first.i else None
    if before is not None and before.lower_ == "the" and before.i:
        before = before.nbor(-1)
    return before.lower_ if before is not None else ""


def _preposition(token: Token) -> str:
    return token.head.lower_ if token.dep_ == "pobj" else ""


def _is_states_own(name: Token, text: str, is_capital: bool) -> bool:
    """ "US troops", "France's president"."""
    words, noun = _words(), name.head
    between = {token.lemma_.lower() for token in name.doc[name.i + 1 : noun.i]}
    if noun.lemma_.lower() in words["land_nouns"]:
        return False
    if noun.lemma_.lower() in words["state_nouns"] or between & words["state_nouns"]:
        return not is_capital or name.dep_ != "poss"
    return text in words["adjectives"] and name.dep_ != "poss"


def _is_party(name: Token, is_capital: bool) -> bool:
    """Subject of a deed, object of blame, party to a relation."""
    words, head = _words(), name.head
    verb = head.lemma_.lower()
    if name.dep_ in _SUBJECT:
        if is_capital:
            return verb in words["capital_speaks"]
        return verb not in words["subject_keeps_place"] and not (verb == "be" and any(child.dep_ == "attr" for child in head.children))
    if name.dep_ == "nsubjpass":
        return not is_capital and verb not in words["passive_keeps_place"]
    if name.dep_ in ("dobj", "dative"):
        return verb in words["object_is_actor"] and not is_capital
    if name.dep_ == "pobj" and head.lower_ in words["relation_prepositions"]:
        if head.dep_ == "agent" or (head.lower_ == "by" and head.head.tag_ == "VBN"):
            return not is_capital
        governor = head.head
        if governor.lemma_.lower() in words["no_relation"]:
            return False
        if head.lower_ == "of" and governor.lemma_.lower() not in words["of_state"]:
            return False
        return governor.lemma_.lower() in words["relation"] or head.lower_ == "of"
    return False
