"""What pronouns and definite descriptions take up: "he", "they", "the minister", "the group"."""

import re
from bisect import bisect_left
from collections.abc import Callable
from operator import attrgetter

from spacy.tokens import Token

from dateline.extract import clauses
from dateline.extract.mentions.people import is_office, role_words
from dateline.extract.mentions.recall import Recall
from dateline.extract.mentions.sectors import sector_of
from dateline.extract.phrases import is_of_verb
from dateline.extract.records import Mention

_KINDS = {
    **dict.fromkeys(("he", "him", "his", "himself"), "male"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "female"),
    **dict.fromkeys(("they", "them", "their", "theirs", "themselves"), "plural"),
    **dict.fromkeys(("it", "its", "itself"), "neuter"),
}
_RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
_REFLEXIVE = ("self", "selves")
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_ADJUNCT_PATH = frozenset({"pobj", "dobj", "dative", "prep", "pcomp", "advcl"})
_SENTENCES_BACK = 3  # for all pronouns; "he" may reach further back to a name that nobody competes with
_FAR_BACK = 8
_CLAUSE_REACH = 60  # tokens
_TAKEN = frozenset({"abduct", "kidnap", "seize", "capture", "snatch", "take", "free", "release", "rescue"})
_CAPTORS = frozenset({"kidnapper", "abductor", "captor", "hijacker", "gunman", "bandit", "pirate"})
_TOWNS = frozenset({"town", "city", "village"})  # "fled the town of Gao after rebels attacked it"
_CROWDS = frozenset({"police", "people", "family", "couple", "crowd", "community", "public", "population", "crew"})
_BODIES = frozenset({"GOV", "MIL", "BUS", "JUD", "LEG", "OPP", "PTY", "REB", "JRN", "COP"})
_FIGHTERS = frozenset({"REB", "PRM", "UAF"})
# What a body may be called once it has been named.
_BODY_WORDS = frozenset(
    {"group", "movement", "organization", "organisation", "network", "agency", "company", "party", "firm", "body", "charity"}
)
# "The president" is neither the vice-president nor a former one, where the article has another.
_LESS_THAN = frozenset({"vice", "former", "ex", "deputy", "assistant", "candidate", "elect", "shadow", "nominee", "late", "then"})
_OF = re.compile(r" (?:of|to|for|at|in) ")
_POINTING = frozenset({"aforementioned", "same", "latter", "said"})  # bring nothing new
_REPORTING = frozenset(
    {"say", "tell", "add", "write", "tweet", "claim", "state", "explain", "ask", "comment", "remark", "note", "reply", "argue", "warn"}
)


def is_pronoun(token: Token) -> bool:
    """A personal, possessive, reflexive or relative pronoun of the third person."""
    if len(token) > 1 and token.text.isupper():  # "IT", "US"
        return False
    return token.lower_ in _KINDS or (token.lower_ in _RELATIVE and token.pos_ == "PRON")


def is_plural(pronoun: Token) -> bool:
    """ "they" and its forms."""
    return _KINDS.get(pronoun.lower_) == "plural"


def antecedent(memory: Recall, pronoun: Token) -> Token | None:
    """The head of the noun phrase that the pronoun takes up, None where no phrase fits.

    Nearest sentence first, subjects before objects, as in Lappin and Leass (1994), with number and gender as conditions. A "she" that
    goes on counts as the phrase that it takes up.
    """
    if pronoun.lower_ in _RELATIVE:
        return _modified(pronoun)
    if pronoun.i not in memory.antecedents:
        kind = _KINDS[pronoun.lower_]
        is_reflexive = pronoun.lower_.endswith(_REFLEXIVE)
        found = _own_subject(memory, pronoun, kind) if is_reflexive else _nearest(memory, pronoun, kind)
        memory.antecedents[pronoun.i] = None if found is None else found.i
    place = memory.antecedents[pronoun.i]
    return None if place is None else memory.doc[place]


def _nearest(memory: Recall, pronoun: Token, kind: str) -> Token | None:
    here = memory.sentence_of[pronoun.i]
    others = _named_below(memory, pronoun) | _of_the_other_sex(memory, pronoun, kind)
    best: tuple[float, int] | None = None
    for token in reversed(memory.nominals[: bisect_left(memory.nominals, pronoun.i, key=attrgetter("i"))]):
        distance = here - memory.sentence_of[token.i]
        if distance > (_FAR_BACK if kind in ("male", "female") else _SENTENCES_BACK - 1) or (
            best is not None and distance >= _SENTENCES_BACK
        ):
            break
        if _is_other_party(memory, token, pronoun) or not _fits(memory, token, kind):
            continue
        mention = memory.by_token[token.i]
        if mention is not None and mention.entity in others:
            continue
        weight = _weight(memory, token, pronoun) - 1.5 * distance
        if best is None or weight > best[0]:
            best = (weight, token.i)
    gone_on = _gone_on(memory, pronoun, kind, others)
    if gone_on is not None and (best is None or gone_on[0] >= best[0]):
        best = gone_on
    return None if best is None else memory.doc[best[1]]


def _gone_on(memory: Recall, pronoun: Token, kind: str, others: set[int]) -> tuple[float, int] | None:
    """What the last "he" or "she" before took up, and its weight: "She met the mayor, Ann Lee. She called on …" goes on about her,
    and so does "Her views are those of Ann Lee; she called on …".
    """
    if kind not in ("male", "female"):
        return None
    here = memory.sentence_of[pronoun.i]
    for i in range(pronoun.i - 1, -1, -1):
        if here - memory.sentence_of[i] > 1:
            return None
        before = memory.doc[i]
        is_subject = before.dep_ in _SUBJECTS or (before.dep_ == "poss" and before.head.dep_ in _SUBJECTS)
        if _KINDS.get(before.lower_) != kind or not is_subject or memory.quoted[i] != memory.quoted[pronoun.i]:
            continue
        found = None if _is_other_party(memory, before, pronoun) else antecedent(memory, before)
        if found is None:
            return None
        mention = memory.by_token[found.i]
        if mention is not None and mention.entity in others:
            return None
        return _weight(memory, before, pronoun) - 1.5 * (here - memory.sentence_of[i]), found.i
    return None


def _named_below(memory: Recall, pronoun: Token) -> set[int]:
    """Entities named in the clause whose subject the pronoun is: in "he challenged Lee to resign" somebody else than Lee does.

    Principle C of binding theory (Chomsky 1981).
    """
    if pronoun.dep_ not in _SUBJECTS:
        return set()
    words = memory.doc[pronoun.i + 1 : min(pronoun.head.right_edge.i + 1, pronoun.i + _CLAUSE_REACH)]
    named = ((word, memory.by_token[word.i]) for word in words)
    return {m.entity for word, m in named if m is not None and m.mention_type == "PERSON" and pronoun.head.is_ancestor(word)}


def _of_the_other_sex(memory: Recall, pronoun: Token, kind: str) -> set[int]:
    """Whom the subject takes up: in "Lee said she grabbed the gun and shot him" the man who was shot is not Lee."""
    if pronoun.dep_ not in ("dobj", "pobj", "dative") or kind not in ("male", "female"):
        return set()
    verb = pronoun.head.head if pronoun.head.pos_ == "ADP" else pronoun.head
    subject = clauses.subject(verb)
    if subject is None or {kind, _KINDS.get(subject.lower_)} != {"male", "female"} or subject.i > pronoun.i:
        return set()
    found = antecedent(memory, subject)
    mention = None if found is None else memory.by_token[found.i]
    return set() if mention is None else {mention.entity}


def _modified(pronoun: Token) -> Token | None:
    """The noun whose relative clause the pronoun opens."""
    for token in pronoun.ancestors:
        if token.dep_ == "relcl":
            return token.head
        if token.dep_ in ("ccomp", "advcl", "ROOT"):
            return None
    return None


def _own_subject(memory: Recall, pronoun: Token, kind: str) -> Token | None:
    for verb in pronoun.ancestors:
        subject = next((child for child in verb.children if child.dep_ in _SUBJECTS), None)
        if subject is not None and subject != pronoun:
            if is_pronoun(subject):
                return None if subject.lower_.endswith(_REFLEXIVE) else antecedent(memory, subject)
            return subject if _fits(memory, subject, kind) else None
    return None


def _weight(memory: Recall, token: Token, pronoun: Token) -> float:
    weight = 0.0
    if token.dep_ in _SUBJECTS:
        weight = 1.0 if token.head.dep_ in ("ROOT", "ccomp", "conj") else 0.7
    elif token.dep_ in ("dobj", "agent", "dative", "poss"):
        weight = 0.4
    quotation = memory.quoted[pronoun.i]
    if quotation is not None and memory.quoted[token.i] == quotation:
        weight += 1.0
    return weight


def _is_other_party(memory: Recall, token: Token, pronoun: Token) -> bool:
    """Subject and object of one verb are two parties; and speakers do not call themselves "he"."""
    verb = pronoun.head.head if pronoun.head.pos_ == "ADP" else pronoun.head
    if pronoun.dep_ in ("dobj", "pobj", "dative") and token.dep_ in _SUBJECTS and token.head == verb:
        return True  # but "Lee said officers had beaten her" may be told of Lee
    if pronoun.dep_ in _SUBJECTS and token.head == pronoun.head and token.dep_ in _SUBJECTS:
        return True
    if pronoun.dep_ in _SUBJECTS and token.i < pronoun.i and _is_in_adjunct(token, pronoun.head):
        return True
    if pronoun.dep_ == "nsubjpass" and pronoun.head.lemma_ in _TAKEN and token.lemma_.lower() in _CAPTORS:
        return True  # "kidnappers freed the students a month after they were abducted"
    quotation = memory.quoted[pronoun.i]
    is_outside = quotation is not None and memory.quoted[token.i] != quotation
    return is_outside and token.dep_ in _SUBJECTS and token.head.lemma_ in _REPORTING


def _is_in_adjunct(token: Token, verb: Token) -> bool:
    """In "speaking to Lee, he said" and "according to Lee, he left" it is not Lee who spoke or left."""
    for _ in range(4):
        if token.head == verb:
            return token.dep_ in ("prep", "advcl")
        if token.dep_ not in _ADJUNCT_PATH or any(child.dep_ in _SUBJECTS for child in token.children):
            return False
        token = token.head
    return False


def _fits(memory: Recall, token: Token, kind: str) -> bool:
    mention = memory.by_token[token.i]
    if kind in ("male", "female"):
        return _fits_person(memory, token, mention, kind)
    if token.dep_ == "appos":
        return False
    if kind == "plural":
        if any(child.dep_ == "conj" for child in token.children):
            return token.tag_ not in ("NNS", "NNPS") or mention is None or mention.mention_type != "PLACE"
        if mention is not None:
            return mention.mention_type == "ARMED_GROUP" or (mention.mention_type == "NORP" and token.text.endswith("s"))
        return token.tag_ in ("NNS", "NNPS") or token.lower_ in _CROWDS
    if mention is not None:
        bearer = token.head.head if token.dep_ == "pobj" and token.head.lower_ == "of" and token.head.head.lemma_ in _TOWNS else token
        return mention.mention_type in ("ARMED_GROUP", "ORG", "PLACE") and bearer.dep_ in ("nsubj", "nsubjpass", "dobj", "agent")
    return token.tag_ in ("NN", "NNP") and sector_of((token.lemma_.lower(),)) in _BODIES and not is_office(token)


def _fits_person(memory: Recall, token: Token, mention: Mention | None, kind: str) -> bool:
    if mention is not None:
        return mention.mention_type == "PERSON" and memory.gender(mention) in (None, kind)
    if token.tag_ not in ("NN", "NNP") or token.lower_ in _CROWDS or token.dep_ == "appos":
        return False
    gender = role_words().gendered.get(token.lower_)
    if gender is not None:
        return gender == kind
    return is_office(token) or sector_of((token.lemma_.lower(),)) in ("CVL", "UAF", "CRM")


def definite(memory: Recall, head: Token) -> Mention | None:
    """The mention that "the minister", "the group" or "the church" takes up: the latest one before it whose role, kind or
    own name holds the words. None for a description that brings anything new."""
    if not any(child.dep_ == "det" and child.lower_ in ("the", "this", "that") for child in head.lefts):
        return None
    if any(child.dep_ in ("prep", "relcl", "acl", "appos") and not is_of_verb(head, child) for child in head.rights):
        return None
    modifiers = [child.lower_ for child in head.lefts if child.dep_ in ("amod", "compound", "nmod", "poss")]
    modifiers = [m for m in modifiers if m not in _POINTING]
    word = head.lemma_.lower()
    if head.tag_ in ("NN", "NNP") and is_office(head):
        wanted = {word, *modifiers}
        holds = [m for m in memory.mentions if m.mention_type == "PERSON" and wanted <= _role_words(m) and word in _office_words(m)]
        full = [m for m in holds if not _role_words(m) & _LESS_THAN - wanted]
        return _latest(memory, head, lambda m: m in (full or holds), _FAR_BACK)
    if modifiers:
        return None
    if sector_of((word,)) in _FIGHTERS:
        return _latest(memory, head, lambda m: m.mention_type == "ARMED_GROUP", _SENTENCES_BACK)
    if head.tag_ in ("NN", "NNP"):
        named = _latest(
            memory, head, lambda m: m.mention_type in ("ORG", "ARMED_GROUP") and word in m.canonical_name.lower().split(), _FAR_BACK
        )
        if named is not None or word not in _BODY_WORDS:
            return named
        return _latest(memory, head, lambda m: m.mention_type in ("ORG", "ARMED_GROUP") and m.sector != "JRN", _SENTENCES_BACK)
    return None


def _latest(memory: Recall, head: Token, is_wanted: Callable[[Mention], bool], sentences: int) -> Mention | None:
    here = memory.sentence_of[head.i]
    for mention in reversed(memory.mentions):
        if mention.span.end <= head.idx:
            if here - memory.sentence_of[memory.first_token[mention.span.start]] > sentences:
                return None
            if is_wanted(mention):
                return mention
    return None


def _office_words(mention: Mention) -> set[str]:
    """Those of the office itself: of "adviser to the president" the adviser's."""
    return set(_OF.split(" ".join((mention.role_title or "").lower().replace("-", " ").split()))[0].split())


def _role_words(mention: Mention) -> set[str]:
    title = (mention.role_title or "").lower().replace("’s", " ").replace("'s", " ").replace("-", " ")
    return set(title.split())
