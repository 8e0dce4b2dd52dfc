"""Whose words a document gives: "the ministry's statement said", "according to a tweet by the minister"."""

from bisect import bisect_left

from spacy.tokens import Token

from dateline.extract.mentions.sectors import sector_of
from dateline.extract.quotes.reporting import reporting
from dateline.extract.quotes.speakers import is_speaker, subject_of

_SENTENCES_BACK = 6
_NAMED_BEFORE = frozenset({"compound", "amod", "nmod", "poss"})
_ISSUED_BY = frozenset({"by", "from", "of"})
_JUDGING = frozenset({"court", "judge", "tribunal", "justice"})
_GIVEN_OUT = frozenset({"issue", "release", "publish", "make", "post", "send", "write", "give", "put", "sign"})


def issuer(document: Token) -> Token | None:
    """Who issued the statement, letter or post that `document` names; None for another noun, or where the text does not say.

    Told beside the word itself, or where the article brought it up: "the ministry issued a statement", "in a statement, Lee said".
    """
    lemma = document.lemma_.lower()
    if lemma not in reporting().documents:
        return None
    named = _named_beside(document) or _given_out_by(document)
    if named is not None or not _is_known(document):
        return named
    doc, first = document.doc, _sentences_before(document)
    for token in reversed(doc[first : document.i]):
        if token.lemma_.lower() == document.lemma_.lower():
            named = _named_beside(token) or _given_out_by(token)
            if named is not None:
                return named
    if lemma in reporting().court_papers:
        return next((token for token in reversed(doc[first : document.i]) if token.lemma_.lower() in _JUDGING), None)
    return None


def _named_beside(document: Token) -> Token | None:
    for child in document.rights:
        if child.dep_ in ("prep", "agent") and child.lower_ in _ISSUED_BY:
            named = next((noun for noun in child.children if noun.dep_ == "pobj" and _is_somebody(noun)), None)
            if named is not None:
                return named
        if child.dep_ == "acl" and child.lemma_ in _GIVEN_OUT:
            by = next((noun for agent in child.children if agent.dep_ == "agent" for noun in agent.children if noun.dep_ == "pobj"), None)
            if by is not None:
                return by
    return next((child for child in document.lefts if child.dep_ in _NAMED_BEFORE and _is_somebody(child) and child.pos_ != "ADJ"), None)


def _given_out_by(document: Token) -> Token | None:
    """The subject of what was done with it."""
    if document.dep_ in ("dobj", "nsubjpass") and document.head.lemma_ in _GIVEN_OUT:
        return _somebody(subject_of(document.head) if document.dep_ == "dobj" else None)
    if document.dep_ == "pobj" and document.head.lower_ in ("in", "via", "through"):
        verb = next((token for token in document.head.ancestors if token.pos_ == "VERB"), None)
        return None if verb is None or verb.lemma_ not in reporting().verbs else _somebody(subject_of(verb))
    return None


def _somebody(token: Token | None) -> Token | None:
    return token if token is not None and is_speaker(token) and token.lemma_.lower() not in reporting().documents else None


def _is_somebody(token: Token) -> bool:
    return token.ent_type_ in ("PERSON", "ORG", "NORP", "GPE") or (
        token.pos_ in ("NOUN", "PROPN") and sector_of((token.lemma_.lower(),)) is not None
    )


def _is_known(document: Token) -> bool:
    return any(child.dep_ == "det" and child.lower_ in ("the", "this", "that") for child in document.lefts)


def _sentences_before(token: Token) -> int:
    starts = [sentence.start for sentence in token.doc.sents]
    return starts[max(bisect_left(starts, token.i + 1) - 1 - _SENTENCES_BACK, 0)]
