"""Noun phrases as a reader would copy them: whole, but without relative clauses and the other members of a list."""

from spacy.tokens import Token

from dateline.extract.records import Span

# Labels of children that a noun's phrase leaves out: on the head itself, and further inside.
_NOT_OF_HEAD = frozenset({"relcl", "cc", "conj", "preconj", "advcl", "parataxis", "ccomp", "mark", "case", "npadvmod", "neg"})
_NOT_INSIDE = frozenset({"relcl", "advcl", "parataxis", "ccomp", "case"})
_PLACING = frozenset(
    {"in", "at", "near", "on", "outside", "around", "across", "along", "during", "after", "before", "since", "by", "under", "over", "via"}
)
_TAKING_OF = frozenset(
    {"accuse", "suspect", "convict", "acquit", "deprive", "strip", "rob", "clear", "absolve", "warn", "inform", "remind"}
)
_SENDING_TO = frozenset({"sentence", "condemn", "extradite", "deport", "expel", "repatriate", "evacuate", "transfer"})
_VAGUE = frozenset({"a", "an", "several", "some", "many", "few", "another"})
_DEGREE = frozenset(
    {"at", "about", "more", "nearly", "almost", "some", "around", "up", "over", "least", "most", "very", "mostly", "only", "as", "well"}
)
_TELLING_WHO = frozenset({"belonging", "named", "called", "known", "identified", "based", "backed", "led", "linked", "affiliated"})
_DAYS = frozenset(
    {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "yesterday", "today", "tomorrow", "tonight"}
)
_QUOTE_MARKS = frozenset('"“”')
_MAX_TOKENS = 40  # beyond, the parser has swallowed a clause
_MAX_APPOSITION_TOKENS = 10  # beyond, it tells a story of its own
_RELATIVES = frozenset(
    {"brother", "sister", "son", "daughter", "wife", "husband", "father", "mother", "widow", "cousin", "nephew", "niece", "uncle", "aunt"}
)
_MAX_PARTICIPLE_TOKENS = 5  # "using the name Rosa" tells who it is, a longer one what they were doing


def noun_phrase(token: Token) -> Span:
    """The noun phrase that `token` heads, in characters.

    Determiner, modifiers, apposition and prepositional phrases are part of it; relative clauses, other members of a list, a
    final genitive mark and where or when it all happened ("several people in Leeds") are not.
    """
    first, last = noun_phrase_tokens(token)
    doc = token.doc
    return Span(doc[first].idx, doc[last].idx + len(doc[last]))


def noun_phrase_tokens(token: Token) -> tuple[int, int]:
    """The first and the last token of `noun_phrase`."""
    doc = token.doc
    first, last = _first(token), _last(token, is_head=True)
    if last - first >= _MAX_TOKENS:
        first, last = max(first, token.left_edge.i, token.i - 8), token.i
    first, last = _within_quotation(token, first, last)
    while first < token.i and (doc[first].is_punct or doc[first].is_space or _is_day(doc[first])):
        first += 1
    first = next((i + 1 for i in range(token.i - 1, first - 1, -1) if doc[i].text in ("]", ")") and not _opens(token, first, i)), first)
    last = next((i - 1 for i in range(token.i + 2, last) if _is_address(doc[i])), last)
    while last > token.i and (doc[last].is_punct or doc[last].is_space or doc[last].tag_ == "POS"):
        last -= 1
    if last + 1 < len(doc) and doc[last + 1].text == ")" and any(doc[i].text == "(" for i in range(first, last)):
        last += 1  # "the Islamic State (ISIS)"
    return first, last


def _is_address(word: Token) -> bool:
    """ "Smith, 52, of 1935 Elm Street", "of the 3200 block of Elm": where they live, cut anywhere by the parser."""
    following = word.doc[word.i + 1 : word.i + 3]
    if word.lower_ != "of" or len(following) < 2 or word.nbor(-1).text != ",":
        return False
    number = following[1] if following[0].lower_ == "the" else following[0]
    return number.text.isdigit()


def _is_day(word: Token) -> bool:
    """ "It was said Saturday Lee was …": a day before a name, read as part of it."""
    return word.ent_type_ == "DATE" and word.lower_ in _DAYS and word.i + 1 < len(word.doc) and word.doc[word.i + 1].tag_ != "POS"


def _opens(token: Token, first: int, end: int) -> bool:
    return any(token.doc[i].text in ("[", "(") for i in range(first, end))


def _first(token: Token) -> int:
    first = token.i
    for child in reversed(list(token.lefts)):
        dep = child.dep_
        if (
            dep in _NOT_OF_HEAD
            or (dep == "advmod" and child.lower_ not in _DEGREE and child.left_edge == child)
            or "\n" in child.text
            or child.tag_ == "VBD"
        ):
            break
        if dep != "punct":
            first = child.left_edge.i
    return first


def _last(token: Token, *, is_head: bool) -> int:
    """The last token of the phrase. Only the head's own list is cut: "the navies of Peru and Chile" stays whole."""
    last = token.i
    for child in token.rights:
        dep = child.dep_
        if dep == "punct" or dep == "case":
            continue
        if (
            dep in (_NOT_OF_HEAD if is_head else _NOT_INSIDE)
            or child.is_space
            or (dep in ("prep", "acl", "amod", "advmod", "appos") and _is_loose(token, child, is_head))
        ):
            break
        end = _last(child, is_head=False)
        if child.dep_ == "acl" and child.tag_ in ("VBG", "VBN") and end == child.i < child.right_edge.i and token.tag_.startswith("NN"):
            # a participle without its end: "a nurse based in Leeds" is whole, "a trader living in Leeds" is a trader
            if not is_head or child.lower_ not in _TELLING_WHO:
                break
            end = _end_of_participle(child)
        last = max(last, end)
    return last


def _end_of_participle(participle: Token) -> int:
    """The last token of "based in Leeds" or "backed by the army of Peru"; behind a name of a place other things may be told."""
    for below in participle.children:
        thing = next((child for child in below.children if child.dep_ == "pobj"), None) if below.dep_ in ("prep", "agent") else None
        if thing is not None:
            return thing.i if thing.ent_type_ == "GPE" else _last(thing, is_head=False)
    return participle.i


def _is_loose(token: Token, child: Token, is_head: bool) -> bool:
    """Does the child tell where, when or in doing what, rather than who?"""
    if child.dep_ == "prep":
        if is_head and (any(below.dep_ == "pcomp" for below in child.children) or is_of_verb(token, child)):
            return True  # "accused the party of planning a coup", read as a party of planning
        if child.lower_ == "to" and token.ent_type_ == "PERSON":
            return True  # "sentenced Ann Smith, now 31, to life": names of persons lead nowhere, envoys and roads do
        if child.lower_ not in _PLACING:
            return False
        is_kept = child.lower_ == "in" and is_head and token.pos_ == "NOUN" and not any(_is_vague(left) for left in token.lefts)
        return not is_kept
    if is_head and child.dep_ in ("acl", "amod") and token.doc[child.left_edge.i - 1].text == ",":
        return True  # "Turkey, worried about the war"
    if child.dep_ == "acl":
        return child.tag_ in ("VBG", "VBN") and child.lower_ not in _TELLING_WHO and child.right_edge.i - child.i >= _MAX_PARTICIPLE_TOKENS
    if child.dep_ == "amod":
        return False
    if child.dep_ == "appos":
        length = child.right_edge.i - child.left_edge.i + 1
        if is_head and token.pos_ == "PROPN" and (length >= _MAX_APPOSITION_TOKENS or child.lower_ in _RELATIVES):
            return True  # "Ann Smith, sister of the singer Jane Doe": the name says who it is
        return token.pos_ == "NOUN" and any(left.dep_ == "nummod" for left in child.lefts)  # "the teenagers, two boys and a girl"
    return is_head  # an adverb behind its noun: "troops there"


def is_of_verb(noun: Token, preposition: Token) -> bool:
    """ "accused the party of fraud": what somebody is accused of does not say who they are."""
    verbs = {"of": _TAKING_OF, "to": _SENDING_TO}.get(preposition.lower_, frozenset())
    return noun.dep_ in ("dobj", "nsubjpass") and noun.head.lemma_ in verbs


def _is_vague(left: Token) -> bool:
    return left.lower_ in _VAGUE or left.dep_ == "nummod"


def _within_quotation(token: Token, first: int, last: int) -> tuple[int, int]:
    """Cut at a quotation mark without its partner, on the side away from the head."""
    doc = token.doc
    marks = [i for i in range(first, last + 1) if doc[i].text in _QUOTE_MARKS]
    if len(marks) % 2:
        before = [i for i in marks if i < token.i]
        after = [i for i in marks if i > token.i]
        if len(before) % 2:
            first = before[-1] + 1
        elif after:
            last = after[0] - 1
    return first, max(last, token.i)
