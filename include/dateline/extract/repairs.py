"""Two turns of news that the parser misreads, put right before anything else reads the parse.

"Police arrested stabbing suspect Leo Brandt": a word in -ing before a bare "suspect" or "victim" is part of the name of what the
person is, and no deed of whoever stands before it; taken for a verb it would make attackers of the police. "Shot dead four
demonstrators": "dead" says what the shot did, and is no trait of those whom it hit.
"""

import numpy as np
from spacy.attrs import DEP, HEAD
from spacy.symbols import VERB
from spacy.tokens import Doc, Token

from dateline.extract.events.words import word_list

_SUBJECTS = {"csubj": "nsubj", "csubjpass": "nsubjpass"}
_CLAUSES = frozenset({"xcomp", "ccomp", "oprd", "advcl", "acl", "dobj", "dep"})


def repair(doc: Doc) -> Doc:
    """The parse with both turns put right, in place."""
    for i, pos in enumerate(doc.to_array("POS").tolist()[:-1]):
        if pos != VERB:
            continue
        verb, following = doc[i], doc[i + 1]
        if verb.tag_ == "VBG" and following.lower_ in word_list("described_by_deed") and _is_described(verb):
            _join(doc, i)
        elif following.lower_ == "dead" and following.dep_ == "amod" and following.head.head == verb:
            following.head, following.dep_ = verb, "oprd"
    return doc


def _is_described(verb: Token) -> bool:
    """Not "was beating suspects", "accused of shooting witness Tom Hale", "admitted shooting suspect Karl Lang"."""
    if verb.dep_ in ("amod", "compound", "conj") or any(child.dep_ in ("aux", "nsubj", "neg", "advmod") for child in verb.lefts):
        return False
    governor = verb.head
    if verb.dep_ == "pcomp":
        return governor.head.pos_ in ("NOUN", "PROPN")
    return verb.dep_ != "xcomp" or governor.lemma_ not in word_list("verbs_of_doing")


def _join(doc: Doc, i: int) -> None:
    verb, governor, is_root = doc[i], doc[i].head, doc[i].dep_ == "ROOT"
    sentence = verb.sent
    last = i + 1
    while last + 1 < sentence.end and doc[last + 1].tag_ in ("NNP", "NNPS"):
        last += 1
    heads = {token.i: token.head.i for token in sentence}
    deps: dict[int, str] = {}
    inside = range(i, last + 1)
    for token in sentence:
        if token.i not in inside and heads[token.i] in inside:
            heads[token.i] = governor.i if heads[token.i] == i and not is_root else last
    if heads[last] in inside:
        heads[last] = last if is_root else governor.i
        deps[last] = "ROOT" if is_root else _role(verb, governor)
    for word in range(i, last):
        heads[word], deps[word] = last, "compound"
    if not _is_tree(heads):
        return  # a parse so broken stays as it is
    array = doc.to_array([HEAD, DEP]).astype(np.int64)
    for word, head in heads.items():
        array[word, 0] = head - word
    for word, dep in deps.items():
        array[word, 1] = doc.vocab.strings.add(dep)
    doc.from_array([HEAD, DEP], array.astype(np.uint64))  # type: ignore[arg-type]  # the stub knows no unsigned numbers
    verb.tag_, verb.pos_, verb.lemma_ = "NN", "NOUN", verb.lower_


def _is_tree(heads: dict[int, int]) -> bool:
    """One root, and every other word's heads lead to it."""
    for start in heads:
        word, steps = start, 0
        while heads[word] != word and steps <= len(heads):
            word, steps = heads[word], steps + 1
        if steps > len(heads):
            return False
    return sum(word == head for word, head in heads.items()) == 1


def _role(verb: Token, governor: Token) -> str:
    if verb.dep_ == "pcomp":
        return "pobj"
    if verb.dep_ in _CLAUSES:
        if governor.i < verb.i:
            return "dobj"
        return "nsubjpass" if any(child.dep_ == "auxpass" for child in governor.children) else "nsubj"
    return _SUBJECTS.get(verb.dep_, verb.dep_)
