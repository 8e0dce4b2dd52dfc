"""Who does what to whom, and under which verb: questions to spaCy's dependency parse, asked of single tokens.

Labels are those of `en_core_web_md` (ClearNLP style: nsubj, nsubjpass, dobj, agent, pobj, relcl, …). Every function is pure and
answers None or an empty list where the parse does not say.
"""

from collections.abc import Iterator

from spacy.symbols import AUX, VERB
from spacy.tokens import Doc, Token

from dateline.extract.records import Span

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
CLAUSES = frozenset({"ROOT", "ccomp", "xcomp", "advcl", "acl", "relcl", "pcomp", "csubj", "csubjpass", "parataxis"})
RELATIVE_PRONOUNS = frozenset({"who", "whom", "which", "that", "whose"})
NEGATIVE_WORDS = frozenset({"no", "none", "neither", "nor", "nobody", "nothing", "never", "no-one"})
# The object of these does what the infinitive or the gerund says; with all others it is the subject.
SUBJECT_CONTROL = frozenset({"promise", "threaten", "vow", "pledge", "offer", "use", "take"})
# "accused him of killing": the one accused does it.
OBJECT_GERUND = frozenset(
    {"accuse", "suspect", "convict", "blame", "charge", "arrest", "prevent", "stop", "bar", "ban", "keep", "prosecute", "sentence"}
)
# Whoever foils or condemns a plot has not made it.
_OTHERS_PLANS = frozenset(
    {
        "foil",
        "thwart",
        "prevent",
        "uncover",
        "expose",
        "reveal",
        "disrupt",
        "condemn",
        "denounce",
        "oppose",
        "support",
        "stop",
        "avert",
        "detect",
    }
)
# What kills, wounds and happens is the deed or the disaster, and not where it was or whom it hit.
_BEFALLING = frozenset(
    {
        "kill",
        "wound",
        "injure",
        "hurt",
        "leave",
        "claim",
        "destroy",
        "damage",
        "displace",
        "happen",
        "occur",
        "cause",
        "trigger",
        "take",
        "level",
    }
)
_HAPPENINGS = frozenset(
    {
        "attack",
        "bombing",
        "blast",
        "explosion",
        "strike",
        "airstrike",
        "raid",
        "shooting",
        "assault",
        "ambush",
        "clash",
        "shelling",
        "offensive",
    }
    | {
        "massacre",
        "killing",
        "crash",
        "collision",
        "accident",
        "derailment",
        "fire",
        "blaze",
        "earthquake",
        "quake",
        "flood",
        "flooding",
        "storm",
    }
    | {
        "stampede",
        "collapse",
        "landslide",
        "eruption",
        "riot",
        "stabbing",
        "incident",
        "bombardment",
        "barrage",
        "operation",
        "violence",
        "outbreak",
    }
)
# Without an object of its own, the second verb of "was taken away and shot" is a passive too, whatever the tagger takes it for.
_DONE_TO = frozenset(
    {"shoot", "kill", "stab", "burn", "bomb", "beat", "hang", "behead", "execute", "torture", "wound", "murder", "arrest", "detain"}
)
# Nobody says "who" of these: "the driver of the bus, who was arrested".
_NOT_WHO = frozenset(
    {"bus", "car", "van", "truck", "train", "tram", "vehicle", "plane", "boat", "ship", "company", "bank", "school", "house"}
)
# What these say is said by whoever issues them: "released a statement condemning the raid".
PAPERS = frozenset(
    {
        "statement",
        "message",
        "letter",
        "tweet",
        "post",
        "resolution",
        "note",
        "declaration",
        "communique",
        "communiqué",
        "petition",
        "email",
    }
)
_VERBAL = frozenset({VERB, AUX})
_EVIDENCE_LIMIT = 400  # characters
_REACH = 20  # verbs of one coordination; in longer ones, which are lists of words and no news, each would be asked about all others


def subject(verb: Token, reach: int = _REACH) -> Token | None:
    """The grammatical subject: its own, or the one that it shares with the clause it hangs on.

    Relative pronouns are replaced by what they stand for; participles and infinitives inherit ("…, killing three").
    """
    own = next((child for child in verb.children if child.dep_ in SUBJECTS), None)
    if own is not None:
        return antecedent(own) or own
    head = verb.head
    if head == verb:
        return _subject_of_aside(verb)
    auxiliary = _cut_off_auxiliary(verb)
    if auxiliary is not None:
        return auxiliary.head
    if verb.dep_ == "relcl":
        return None if any(child.dep_ in ("dobj", "pobj") and child.lower_ in RELATIVE_PRONOUNS for child in verb.children) else head
    if verb.dep_ == "acl":
        is_of_another = _is_infinitive(verb) or (verb.tag_ == "VBG" and head.lemma_ in PAPERS)
        return (_subject_above(head) if is_of_another else None) or (None if _is_infinitive(verb) else head)
    if verb.dep_ == "conj" and is_verbal(head):
        if (
            verb.lemma_ in _SPEAKING
            and is_passive(head)
            and head.dep_ == "ccomp"
            and is_verbal(head.head)
            and direct_object(verb) is not None
        ):
            return subject(head.head)  # "said 31 were detained and accused others of a plot": who said so did
        is_reduced = head.dep_ == "acl" and head.tag_ == "VBN" and _cut_off_auxiliary(head) is None
        if is_reduced and verb.tag_ == "VBD" and direct_object(verb) is not None:
            return subject(clause_head(head.head))  # "killed a man named Brown and injured others": the second verb is the first one's
        if verb.tag_ == "VBG" and head.dep_ == "relcl" and head.head.dep_ == "dobj" and any(child.dep_ == "aux" for child in head.children):
            return subject(head.head.head)  # "killing five who were queuing and wounding others"
        return subject(head, reach - 1) if reach else None
    if verb.dep_ == "ccomp" and verb.i < head.i and is_verbal(head):
        return None  # "“Release them,” he said": whoever says it does not do it
    if verb.dep_ in ("xcomp", "ccomp") and is_verbal(head):
        if not is_passive(head) and head.lemma_ not in SUBJECT_CONTROL:
            owner = direct_object(head) or (prep_object(head, "on", "upon", "to") if head.lemma_ in ("call", "appeal") else None)
            if owner is not None:
                return owner
        return subject(head)
    if verb.dep_ in ("xcomp", "ccomp") and head.pos_ == "ADJ" and is_verbal(head.head):
        return subject(head.head)  # "is ready to leave"
    if verb.dep_ == "advcl" and is_verbal(head):
        return subject(adverbial_head(verb))
    if verb.dep_ == "pcomp" and head.dep_ in ("prep", "agent") and is_verbal(head.head):
        governor = head.head
        if governor.lemma_ in OBJECT_GERUND and not is_passive(governor) and head.lower_ in ("of", "for", "from", "with"):
            return direct_object(governor)
        return subject(governor)
    if verb.dep_ == "pcomp" and head.dep_ == "prep":
        noun = head.head
        if noun.dep_ in ("dobj", "nsubjpass") and noun.head.lemma_ in OBJECT_GERUND:
            return noun  # "accused the rebels of bombing": the parser may hang "of" on the noun
        return _subject_above(noun)
    return None


def _subject_of_aside(verb: Token) -> Token | None:
    """ "Norway, worried about the war, urged …": the parser may give the subject to the participle."""
    for child in verb.lefts:
        if child.dep_ == "advcl" and child.tag_ in ("VBN", "VBG") and child.i > 1 and child.doc[child.i - 1].text == ",":
            return next((own for own in child.lefts if own.dep_ in SUBJECTS), None)
    return None


def adverbial_head(verb: Token) -> Token:
    """The verb that an adverbial clause belongs to. After a comma a participle goes with the main verb, not with an infinitive
    below it: "are not letting people leave, holding many"; the parser takes the nearest."""
    head = verb.head
    if verb.tag_ == "VBG" and head.dep_ == "ccomp" and head.i < head.head.i < verb.i:
        return head.head  # "“It takes time,” she said, asking them to wait"
    if verb.tag_ == "VBG" and verb.left_edge.i > 0 and verb.doc[verb.left_edge.i - 1].text == ",":
        if verb.lemma_ in _HARMING:
            return _striking(head, verb)
        while head.dep_ in ("xcomp", "ccomp") and head.tag_ == "VB" and is_verbal(head.head):
            head = head.head
    return head


_SPEAKING = frozenset(
    {
        "accuse",
        "blame",
        "condemn",
        "criticise",
        "criticize",
        "denounce",
        "urge",
        "warn",
        "demand",
        "ask",
        "praise",
        "thank",
        "promise",
        "vow",
        "pledge",
    }
)
_HARMING = frozenset({"kill", "wound", "injure", "maim", "hurt"})
_STRIKING = frozenset(
    {"fire", "shoot", "explode", "detonate", "attack", "bomb", "strike", "hit", "shell", "burst", "crash", "collapse", "collide", "go"}
)
_MEANWHILE = frozenset({"as", "while", "when"})


def _striking(head: Token, harm: Token) -> Token:
    """Of a clause and the one beside it that says what happened meanwhile, the one that harms: "a bomb exploded as a convoy passed,
    killing three", "the crowd fled as soldiers fired, killing three"."""
    beside = [child for child in head.children if child.dep_ == "advcl" and child.i < harm.i and mark(child) in _MEANWHILE]
    if head.dep_ == "advcl" and mark(head) in _MEANWHILE and is_verbal(head.head):
        beside.append(head.head)
    if head.lemma_ in _STRIKING:
        return head
    return next((verb for verb in beside if verb.lemma_ in _STRIKING), head)


def _subject_above(noun: Token) -> Token | None:
    """Whose plan, attempt or tool it is: the owner of the noun or the subject of its clause."""
    owner = possessor(noun)
    if owner is not None:
        return owner
    clause = clause_head(noun)
    if clause == noun or not is_verbal(clause) or noun.dep_ in SUBJECTS or clause.lemma_ in _OTHERS_PLANS:
        return None
    return subject(clause)


def antecedent(pronoun: Token) -> Token | None:
    """The noun that a relative pronoun stands for."""
    if pronoun.lower_ not in RELATIVE_PRONOUNS or pronoun.tag_ not in ("WDT", "WP", "WP$", "IN", "DT"):
        return None
    for above in pronoun.ancestors:
        if above.dep_ == "relcl":
            if pronoun.lower_ in ("which", "that") and above.lemma_ in _BEFALLING:
                return _happening_above(above.head) or above.head
            of = above.head.head
            if (
                pronoun.lower_ in ("who", "whom")
                and above.head.lemma_ in _NOT_WHO
                and of.dep_ == "prep"
                and of.head.pos_ in ("NOUN", "PROPN")
            ):
                return of.head
            return above.head
    return None


def _happening_above(noun: Token) -> Token | None:
    """ "The attack on a school in Kabul, which killed 12": neither the town nor the school killed anybody."""
    while noun.dep_ in ("pobj", "conj"):
        noun = noun.head.head if noun.dep_ == "pobj" else noun.head
        if noun.lemma_.lower() in _HAPPENINGS or (noun.tag_ == "VBG" and noun.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj")):
            return noun
        if noun.pos_ not in ("NOUN", "PROPN"):
            return None
    return None


def is_verbal(token: Token) -> bool:
    return token.pos in _VERBAL


def is_passive(verb: Token, reach: int = _REACH) -> bool:
    """True for "was hit", "the town hit by shells", "being hit" and a second participle of the same passive."""
    if verb.tag_ not in ("VBN", "VBD"):
        return False
    deps = {child.dep_ for child in verb.children}
    if deps & {"auxpass", "nsubjpass"}:
        return True
    is_shared = verb.dep_ == "conj" and verb.lemma_ in _DONE_TO and verb.head.tag_ == "VBN" and not deps & {"dobj", "aux"}
    if verb.tag_ == "VBD" and "agent" not in deps and not is_shared:
        return False
    if "nsubj" in deps or any(child.dep_ == "aux" for child in verb.children) or _cut_off_auxiliary(verb) is not None:
        return False
    if verb.dep_ == "conj" and is_verbal(verb.head) and "dobj" not in deps:
        return reach > 0 and is_passive(verb.head, reach - 1)
    return verb.dep_ in ("acl", "advcl", "relcl", "amod", "xcomp", "oprd") or "agent" in deps


def agent(verb: Token) -> Token | None:
    """The noun after "by" of a passive."""
    for child in verb.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by" and is_passive(verb)):
            noun = next((grandchild for grandchild in child.children if grandchild.dep_ == "pobj"), None)
            if noun is not None and noun.ent_type_ not in ("DATE", "TIME"):  # "must be returned by Jan. 14"
                return noun
    return None


def direct_object(verb: Token) -> Token | None:
    """The direct object; in a relative clause the noun that the clause describes ("the man whom police shot")."""
    for child in verb.children:
        if child.dep_ in ("dobj", "oprd") and child.pos_ not in ("ADJ", "VERB"):
            return antecedent(child) or child
    if verb.dep_ == "relcl" and not is_passive(verb):
        own = next((child for child in verb.children if child.dep_ in SUBJECTS), None)
        if (
            own is not None
            and own.lower_ not in RELATIVE_PRONOUNS
            and not any(child.dep_ == "prep" and not list(child.children) for child in verb.children)
        ):
            return verb.head
    return None


def shared_object(verb: Token, reach: int = _REACH) -> Token | None:
    """The object of a later verb in the same coordination: "arrested and later released three men"."""
    for child in verb.children:
        if (
            child.dep_ == "conj"
            and is_verbal(child)
            and child.tag_ == verb.tag_
            and not any(word.dep_ in SUBJECTS for word in child.children)
        ):
            return direct_object(child) or (shared_object(child, reach - 1) if reach else None)
    return None


def _cut_off_auxiliary(participle: Token) -> Token | None:
    """ "an outbreak that had, officials say, infected 200 people and killed three": "had", which the parser takes for a verb of its own."""
    if participle.tag_ not in ("VBN", "VBD") or participle.dep_ not in ("advcl", "acl"):
        return None
    if any(child.dep_ == "agent" for child in participle.children):
        return None
    between = participle.doc[participle.head.i + 1 : participle.i]
    return next((word for word in between if word.lemma_ == "have" and word.dep_ == "relcl" and direct_object(word) is None), None)


def doer(verb: Token) -> Token | None:
    """Who does it: the subject of an active verb, the agent of a passive one."""
    return agent(verb) if is_passive(verb) else subject(verb)


def undergoer(verb: Token) -> Token | None:
    """To whom it is done: the object of an active verb, the subject of a passive one."""
    if not is_passive(verb):
        return direct_object(verb)
    if verb.dep_ == "amod":
        return verb.head
    return subject(verb)


def prep_object(token: Token, *prepositions: str) -> Token | None:
    """The first noun after one of the prepositions that hang on the token (or on its particle); no day: "on Monday"."""
    for child in token.children:
        if child.dep_ in ("prep", "agent", "dative", "prt", "advmod") and child.lower_ in prepositions:
            for noun in child.children:
                if noun.dep_ == "pobj" and noun.ent_type_ not in ("DATE", "TIME"):
                    return antecedent(noun) or noun
    return None


def possessor(noun: Token) -> Token | None:
    """ "police" in "police's raid" and in "its raid"."""
    return next((child for child in noun.children if child.dep_ == "poss"), None)


def members(token: Token) -> list[Token]:
    """The token and all that is coordinated with it: "Turkey, Russia and Iran"."""
    found = [token]
    for child in token.children:
        if child.dep_ == "conj" and not is_verbal(child):
            found += members(child)
        elif child.dep_ == "appos" and token.pos_ == "PROPN" and child.pos_ == "NOUN":  # "Kenya, the host, and Chad" hangs Chad on "host"
            found += [name for name in child.children if name.dep_ == "conj" and name.pos_ == "PROPN"]
    if token.dep_ in SUBJECTS:
        found += _further_subjects(token)
    return found


def _further_subjects(first: Token) -> list[Token]:
    """ "A man, his wife and three children were killed", where the parser hangs the end of the list on the verb."""
    further = (child for child in first.head.lefts if child.i > first.i and child.dep_ == first.dep_ and first.nbor().lower_ == ",")
    return [
        member
        for child in further
        if any(below.dep_ == "cc" and below.lower_ == "and" for below in child.rights)
        for member in members(child)
    ]


def clause_head(token: Token) -> Token:
    """The verb (or the noun of a verbless sentence) whose clause the token is in."""
    while token.head != token:
        if token.dep_ in CLAUSES or (token.dep_ == "conj" and is_verbal(token)):
            return token
        token = token.head
    return token


def governing_clauses(token: Token) -> Iterator[tuple[Token, Token]]:
    """Pairs (clause head, the token above that it hangs on), from the token's own clause up to the root."""
    head = clause_head(token)
    while head.head != head:
        yield head, head.head
        head = clause_head(head.head)


def reporting_verb(token: Token, verbs: frozenset[str]) -> Token | None:
    """The nearest verb of the given lemmas that governs the token's clause, also one put behind it ("…, police said")."""
    for head, above in governing_clauses(token):
        if head.dep_ in ("ccomp", "xcomp", "advcl", "parataxis") and above.lemma_ in verbs:
            return above
    root = clause_head(token)
    for child in root.children:
        if child.dep_ in ("parataxis", "ccomp", "advcl") and child.lemma_ in verbs and abs(child.i - root.i) > 1:
            return child
    return None


_NEVER = frozenset({"time", "moment", "point", "way", "case", "circumstance", "occasion"})


def is_negated(token: Token) -> bool:
    """ "not", "never", "no" on the word itself, and "no one", "neither side" as the verb's subject or object."""
    for child in token.children:
        if child.dep_ == "neg" or (child.lower_ in NEGATIVE_WORDS and child.dep_ in ("det", "advmod", "preconj")):
            return True
        if is_verbal(token) and child.dep_ in ("nsubj", "nsubjpass", "dobj", "agent", "attr") and _is_negative_noun(child):
            return True
        if child.dep_ == "agent" and any(_is_negative_noun(noun) for noun in child.children):
            return True
        if child.dep_ == "prep" and any(noun.lemma_ in _NEVER and _is_negative_noun(noun) for noun in child.children):
            return True  # "at no time", "in no case"
    if token.dep_ == "acl" and token.tag_ in ("VBG", "VBN") and _is_negative_noun(token.head):
        return True  # "there are no hostages held by the gang"
    if token.dep_ == "conj" and is_verbal(token) and is_verbal(token.head) and not any(child.dep_ in SUBJECTS for child in token.children):
        parts = (token, token.head)  # "did not bomb, shell or storm the town"
        if any(child.dep_ == "cc" and child.lower_ in ("or", "nor") for part in parts for child in part.children):
            return is_negated(token.head)
    return token.lower_ in ("none", "nobody", "nothing")


def modal(verb: Token) -> str | None:
    """The modal auxiliary of a verb, lower case: "will", "would", "may"; a second verb shares that of the first."""
    for child in verb.children:
        if child.tag_ == "MD" and child.dep_ in ("aux", "auxpass"):
            return {"'ll": "will", "wo": "will", "ca": "can", "'d": "would"}.get(child.lower_, child.lower_)
    if verb.dep_ == "conj" and is_verbal(verb.head) and verb.tag_ == "VB" and not any(child.dep_ in SUBJECTS for child in verb.children):
        return modal(verb.head)
    return None


def tense(verb: Token) -> str | None:
    """past, perfect, present, future, infinitive or participle; None for what is no verb."""
    if not is_verbal(verb):
        return None
    auxiliaries = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    words = {child.lower_ for child in auxiliaries}
    if modal(verb) in ("will", "shall"):
        return "future"
    if words & {"has", "have", "'ve"} and verb.tag_ in ("VBN", "VBD", "VBG"):
        return "perfect"
    if words & {"was", "were", "had", "did"} or verb.tag_ == "VBD":
        return "past"
    if words & {"is", "are", "am", "'s", "'re", "'m", "does", "do"} or verb.tag_ in ("VBZ", "VBP"):
        return "present"
    if verb.dep_ == "conj" and is_verbal(verb.head) and not auxiliaries:
        return tense(verb.head)
    return "infinitive" if verb.tag_ == "VB" else "participle"


def mark(verb: Token) -> str | None:
    """The conjunction that opens the clause: "if", "because", "after"."""
    for child in verb.children:
        if child.dep_ == "mark" or (child.dep_ == "advmod" and child.tag_ == "WRB"):
            return child.lower_
    return None


def is_conditional(verb: Token) -> bool:
    """True within "if …", "unless …", "should they …", "in case …"."""
    if any(child.dep_ == "mark" and child.lower_ in ("if", "unless", "whether", "lest") for child in verb.children):
        return True  # also "as if", "even if"
    if verb.dep_ != "advcl":
        return False
    first = min((child for child in verb.children if child.dep_ in ("aux", "auxpass")), key=lambda child: child.i, default=None)
    own = next((child for child in verb.children if child.dep_ in SUBJECTS), None)
    return first is not None and own is not None and first.lower_ in ("should", "were", "had") and first.i < own.i


def is_purpose(verb: Token) -> bool:
    """True for "… to protect civilians" and "in order to …" as an adverbial or on a noun."""
    return verb.dep_ in ("advcl", "acl") and _is_infinitive(verb)


def clause_span(token: Token) -> Span:
    """The clause around a token: its verb with all that hangs on it but for other main clauses; trimmed, at most 400 characters."""
    head = clause_head(token)
    left, right = _bounds(head)
    doc = token.doc
    if head.dep_ in ("relcl", "acl") and head.head.i < head.i:
        left = min(left, head.head.left_edge.i)  # "protesters who were arrested" says more than "who were arrested"
    return trimmed(doc, left, right, token)


def trimmed(doc: Doc, left: int, right: int, token: Token) -> Span:
    """Tokens left…right (inclusive) as a span without marks and spaces at its ends, cut around the token when too long."""
    while left < token.i and (doc[left].is_punct or doc[left].is_space or doc[left].dep_ == "cc"):
        left += 1
    while right > token.i and (doc[right].is_punct or doc[right].is_space):
        right -= 1
    while doc[right].idx + len(doc[right]) - doc[left].idx > _EVIDENCE_LIMIT:
        if right - token.i >= token.i - left:
            right -= 1
        else:
            left += 1
    return Span(doc[left].idx, doc[right].idx + len(doc[right]))


def _bounds(head: Token) -> tuple[int, int]:
    left = right = head.i
    for child in head.children:
        if child.dep_ == "conj" and is_verbal(child) or child.dep_ == "parataxis":
            continue
        if child.dep_ == "ccomp" and child.i < head.i and head.i - child.i > 1 and child.right_edge.i < head.i:
            continue  # "…, he said": what was said is a clause of its own
        if child.i < head.i:
            left = min(left, child.left_edge.i)
        else:
            right = max(right, child.right_edge.i)
    return left, right


def _is_infinitive(verb: Token) -> bool:
    return verb.tag_ == "VB" and any(child.lower_ == "to" and child.dep_ == "aux" for child in verb.children)


def _is_negative_noun(noun: Token) -> bool:
    if noun.lower_ in ("none", "nobody", "nothing", "neither"):
        return True
    if any(child.dep_ == "neg" for child in noun.children) and noun.nbor(-1).lower_ in ("single", "one", "not"):
        return True  # "not a single guard", "not one of them"
    return any(child.lower_ in ("no", "neither") and child.dep_ in ("det", "preconj", "advmod") for child in noun.children)
