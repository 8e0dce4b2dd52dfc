"""Who is speaking: the subject of a reporting verb, and the words that name it."""

from typing import TypeGuard

from spacy.tokens import Doc, Token

from dateline.extract.quotes.reporting import reporting
from dateline.extract.records import Span

_PERSONAL = frozenset({"i", "you", "he", "she", "it", "we", "they"})
_RELATIVE = frozenset({"who", "which", "that", "whom"})
_QUOTE_MARKS = frozenset({"“", "”", '"', "``", "''", "„", "«", "»", "‘"})
# A verb without a subject of its own has that of the verb it hangs on: "said … adding that", "went on to say"
_SHARES_SUBJECT = frozenset({"conj", "xcomp", "advcl", "pcomp", "prep", "ccomp", "dep", "parataxis"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ"})
_NOBODY = frozenset({"that", "this", "which", "what", "there", "these", "whatever", "whoever", "nothing", "none", "nobody", "everything"})
_SPEAKING = frozenset({"speaking", "saying", "telling", "adding", "claiming", "warning", "calling", "writing", "quoted", "said", "told"})
_ARTICLES = frozenset({"the", "a", "an"})
_PREPOSITIONS = frozenset({"of", "for", "from", "at", "with", "in", "to", "on", "near", "inside", "against", "within", "behind"})


def subject_of(verb: Token, *, passive_speaks: bool = False) -> Token | None:
    """The head of the noun phrase that does the saying, or None where the sentence leaves it open.

    A passive subject hears or is talked about; it speaks only of verbs in `passive_speaks` ("was quoted") and where it is
    shared with a verb further down ("was heard saying").
    """
    node, passive_ok = verb, passive_speaks
    for _ in range(5):
        is_passive, found, agent = False, None, None
        for child in node.children:
            dep = child.dep_
            if dep == "nsubj":
                found = child
            elif dep == "nsubjpass":
                is_passive = True
                found = child if passive_ok else None
            elif dep == "auxpass":
                is_passive = True
            elif dep == "agent":
                agent = next((grandchild for grandchild in child.children if grandchild.dep_ == "pobj"), None)
        if agent is not None and not passive_ok and (is_passive or found is None):
            return agent
        if found is not None:
            if found.lower_ in _RELATIVE and found.tag_ in ("WDT", "WP", "IN"):
                return node.head if node.dep_ == "relcl" and node.head.pos_ in _NOMINAL else None
            return found
        if is_passive and node == verb:
            return None
        if node.dep_ == "acl" and node.tag_ == "VBG":
            return node.head if node.head.pos_ in _NOMINAL else None
        if node.dep_ not in _SHARES_SUBJECT:  # a finite verb whose subject the parser lost
            return preceding_noun(node.doc, node.i) if node.tag_ in _FINITE and node.lemma_ in reporting().verbs else None
        if node.dep_ == "ccomp" and node.tag_ not in ("VBG", "VB"):
            return None
        is_aside = node.dep_ == "advcl" and node.tag_ == "VBG" and node.i > node.head.i
        node, passive_ok = node.head, True
        if is_aside and node.dep_ == "ccomp" and node.head.lemma_ in reporting().verbs:
            node = node.head  # "Lee said that the army had left, adding …": it is Lee who adds
    return None


def noun_phrase(head: Token) -> tuple[int, int]:
    """Token range (start, end excluded) of the words that name `head`: no relative clause, no apposition behind a comma."""
    doc = head.doc
    start, end = head.left_edge.i, head.i + 1
    for i in range(head.i - 1, start - 1, -1):
        if doc[i].text in _QUOTE_MARKS or doc[i].is_space or doc[i].text in (",", ":", ";", "—", "–", "--"):
            start = i + 1
            break
    while start < head.i and (
        doc[start].is_punct or doc[start].dep_ in ("cc", "mark", "advmod", "prep", "preconj") and doc[start].pos_ != "ADJ"
    ):
        start += 1
    if head.lower_ in _PERSONAL:
        return head.i, head.i + 1
    while head.ent_type_ and start > 0 and doc[start].ent_iob_ == "I":
        start -= 1  # a name stays whole: "Ending Clergy Abuse"
    while start < head.i and doc[start].ent_type_ in ("DATE", "TIME"):
        start += 1
    if head.i + 1 < len(doc) and doc[head.i + 1].tag_ == "POS":
        return start, head.i + 1
    for child in head.rights:
        if child.dep_ == "punct" and child.text == "," and child.i == end:
            continue  # taken only if a conjunct follows
        gap = child.left_edge.i - end
        if child.dep_ == "cc" and gap <= 1:
            continue
        if child.dep_ == "conj" and child.pos_ in _NOMINAL and child.left_edge.i - end <= 2:
            end = noun_phrase(child)[1]
        elif gap != 0:
            break
        elif child.dep_ == "prep" and _belongs(head, child):
            end = _prepositional_end(child)
        elif child.dep_ in ("acl", "amod") and child.right_edge.i - child.i < 8 and not child.is_punct and child.lower_ not in _SPEAKING:
            end = child.right_edge.i + 1  # "people familiar with the matter", "a man named Ali"
        elif child.dep_ in ("nummod", "compound", "nmod", "appos") and child.pos_ in _NOMINAL and child.dep_ != "relcl":
            end = child.i + 1 if child.dep_ != "appos" else noun_phrase(child)[1]
        else:
            break
    end = next((i for i in range(head.i + 1, end) if doc[i].text == "("), end)
    return start, end


def _belongs(head: Token, preposition: Token) -> bool:
    """Is the prepositional phrase part of the name, not of the saying? "officials in Kabul", but "she said in a letter"."""
    if preposition.lower_ not in _PREPOSITIONS or (head.pos_ == "PROPN" and preposition.lower_ not in ("of", "for")):
        return False
    target = next((child for child in preposition.children if child.dep_ == "pobj"), None)
    return target is not None and target.ent_type_ not in ("DATE", "TIME") and target.lemma_.lower() not in reporting().venues


def _prepositional_end(preposition: Token) -> int:
    target = next(child for child in preposition.children if child.dep_ == "pobj")
    return noun_phrase(target)[1] if target.i > preposition.i else preposition.i + 1


def speaker_span(head: Token) -> Span:
    """The words that name the speaker, in characters."""
    start, end = noun_phrase(head)
    last = head.doc[end - 1]
    return Span(head.doc[start].idx, last.idx + len(last))


def is_speaker(head: Token | None) -> TypeGuard[Token]:
    """Can this be who speaks? Not "that", "which", "there", and no bare number or adverb."""
    return (
        head is not None and head.lower_ not in _NOBODY and head.dep_ != "expl" and head.pos_ in _NOMINAL and head.lower_ not in _ARTICLES
    )


def following_noun(doc: Doc, at: int) -> Token | None:
    """The head of the noun phrase that starts at token `at`, for "said Power" where the parser saw no subject."""
    best = None
    for i in range(at, min(at + 8, len(doc))):
        token = doc[i]
        if (
            token.pos_ not in _NOMINAL
            and token.tag_ not in ("HYPH", "POS")
            and not (token.pos_ == "ADP" and token.lower_ == "of" and best is not None)
        ):
            break
        if token.pos_ in ("NOUN", "PROPN", "PRON", "ADJ") and (best is None or token.head.i != best.i):
            best = token if best is None or token.dep_ != "pobj" else best
    return best if best is not None and best.pos_ != "ADJ" else None


def preceding_noun(doc: Doc, before: int) -> Token | None:
    """The head of the noun phrase that ends before token `before`, adverbs, auxiliaries and a bracket between them aside."""
    i = before - 1
    while i >= 0 and doc[i].pos_ in ("ADV", "AUX"):
        i -= 1
    if i >= 0 and doc[i].text == ")":
        i = next((k - 1 for k in range(i, max(i - 8, 0), -1) if doc[k].text == "("), i)
    if i > 0 and doc[i].text == ",":  # "Samantha Power, the ambassador, said"
        comma = next((k for k in range(i - 1, max(i - 20, 0), -1) if doc[k].text == "," or doc[k].tag_ in _FINITE or doc[k].is_space), 0)
        i = comma - 1 if doc[comma].text == "," and doc[comma - 1].pos_ == "PROPN" else -1
    if i < 0 or doc[i].pos_ not in ("NOUN", "PROPN", "PRON"):
        return None
    token = doc[i]
    while token.head.i < token.i and token.head.pos_ in ("NOUN", "PROPN") and token.dep_ in ("compound", "flat", "appos"):
        if any(doc[k].is_punct for k in range(token.head.i, token.i)):
            break
        token = token.head
    if token.dep_ == "dobj":  # "Lee speaking to a think tank called it", where "think" was taken for the verb
        subjects = [child for verb in (token.head, *token.head.lefts) for child in verb.lefts if child.dep_ == "nsubj"]
        return subjects[0] if subjects else token
    while token.dep_ == "pobj" and token.head.head.i < token.head.i:  # "a spokesman for the army said", "Lee, speaking to the club, said"
        above = token.head.head
        above = above.head if above.dep_ == "acl" else above
        if above.pos_ not in ("NOUN", "PROPN", "PRON") or above.i > token.i:
            break
        token = above
    return token
