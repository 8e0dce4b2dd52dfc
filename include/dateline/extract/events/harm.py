"""Words that say of one person that he or she was killed or hurt, and of whom they say it.

Wider than the triggers of events: a victim dies in hospital, is pronounced dead, or is named by "the murder of …" only.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml
from spacy.symbols import AUX, NOUN, PROPN, VERB
from spacy.tokens import Doc, Token

from dateline.extract import clauses
from dateline.extract.events.factuality import factuality
from dateline.extract.events.structure import light_verb

_TELLING_WITH_OTHERS = frozenset({"pass", "find", "be", "lie", "appear", "take", "claim", "lose", "suffer", "hospitalize"})


@dataclass(frozen=True, slots=True)
class Harm:
    """One statement that somebody was killed or hurt."""

    word: Token  # "shot", "died", "murder"
    sufferer: Token  # head of the noun phrase
    is_fatal: bool

    @property
    def tokens(self) -> set[int]:
        """Of the word, and of the wound that it tells of: "suffering from a gunshot wound"."""
        below = [child for child in self.word.rights if child.dep_ in ("prep", "dobj")]
        below += [child for prep in below if prep.dep_ == "prep" for child in prep.rights]
        return {self.word.i, *(child.i for child in below if _lemma(child) in words("wounds"))}


@cache
def words(name: str) -> frozenset[str]:
    """One list of victims.yaml; `KeyError` for a name that is not there."""
    return _lists()[name]


@cache
def _lists() -> dict[str, frozenset[str]]:
    text = files("dateline.lexicons").joinpath("victims.yaml").read_text(encoding="utf-8")
    return {name: frozenset(values) for name, values in yaml.load(text, Loader=yaml.CSafeLoader).items()}


def find_harm(doc: Doc) -> list[Harm]:
    """What the text gives as having happened, in reading order; a list of victims gives one statement for each."""
    found = []
    for i, pos in enumerate(doc.to_array("POS").tolist()):
        if pos not in (VERB, AUX, NOUN, PROPN):
            continue
        token = doc[i]
        told = _of_verb(token) if pos in (VERB, AUX) else _of_noun(token)
        for sufferer, is_fatal in told:
            if _is_told(token):
                found += [Harm(token, member, is_fatal) for member in [*clauses.members(sufferer), *_companions(token)]]
    return found


def _companions(word: Token) -> list[Token]:
    """ "… was killed along with two friends", "… together with his driver"."""
    for child in word.children:
        if child.lower_ in ("along", "together") and child.dep_ in ("prep", "advmod"):
            other = clauses.prep_object(child, "with")
            if other is not None:
                return clauses.members(other)
    return []


def implied_deaths(doc: Doc) -> list[Token]:
    """Words that tell of a death without the dead: "a fatal shooting", "charged with murder"."""
    return [
        token
        for token in doc
        if token.pos_ == "NOUN"
        and (
            _lemma(token) in words("hurting_nouns")
            and _has(token, words("fatal_adjectives"))
            or _lemma(token) in words("fatal_nouns") - {"execution", "death"}
            and token.tag_ == "NN"
            and (token.dep_ != "compound" or _lemma(token.head) in words("of_deaths"))
            and not _is_unfinished(token)
        )
    ]


def _found_hurt(verb: Token, undergoer: Token | None) -> tuple[Token, Token] | None:
    """Who was found how: "was found shot", "found two brothers fatally stabbed", "found Ann Smith stabbed"."""
    hurt = _complement(verb, words("found"))
    own = None if hurt is None else next((child for child in hurt.children if child.dep_ in clauses.SUBJECTS), None)
    if hurt is not None and (undergoer or own) is not None:
        is_active = own is not None and any(child.dep_ == "dobj" for child in hurt.children)  # "found she had shot him"
        return None if is_active else (own or undergoer or verb, hurt)
    behind = () if undergoer is None else (child for child in undergoer.rights if child.dep_ == "acl" and child.lower_ in words("found"))
    return next(((undergoer, child) for child in behind if undergoer is not None), None)


def tells_of_death(headline: str) -> bool:
    """Does a headline say that somebody died ("Man shot, killed on west side")? Not where it counts: "Three shot, one dead"."""
    said = re.findall(r"[a-z]+|\d+", headline.lower())
    if not {"one", "1", "2", "3", "two", "three", "four", "five"}.isdisjoint(said):
        return False
    return any(word in words("headline_deaths") and said[i - 1 : i] != ["attempted"] for i, word in enumerate(said))


def _of_verb(verb: Token) -> Iterator[tuple[Token, bool]]:
    lemma = _lemma(verb)
    if lemma not in _telling_verbs() and not _prep_has(verb, "in", words("conditions")):
        return
    undergoer = clauses.undergoer(verb) or (None if clauses.is_passive(verb) else clauses.shared_object(verb))
    subject = clauses.subject(verb)
    if undergoer is not None and undergoer.lower_.endswith("self"):
        undergoer = subject
    if lemma in words("fatal_verbs") and undergoer is not None:
        yield undergoer, True
    elif lemma in words("dying_verbs") or (lemma == "pass" and _has(verb, {"away"})):
        if subject is not None:
            yield subject, True
    elif lemma in words("hurting_verbs") and undergoer is not None and not _is_shot_at(verb) and (lemma != "gun" or _has(verb, {"down"})):
        is_fatal = lemma == "gun" or _has(verb, words("dead") | {"fatally", "mortally"}) or _prep_has(verb, "to", {"death"})
        yield undergoer, is_fatal
    elif lemma == "find" and undergoer is not None and any(child.lower_ in words("dead") for child in undergoer.rights):
        yield undergoer, True  # "found a man dead"
    elif lemma in words("finding_verbs") and (dead := _complement(verb, words("dead"))) is not None:
        own = next((child for child in dead.children if child.dep_ in clauses.SUBJECTS), None)
        whom = own or undergoer or subject
        if whom is not None:
            yield whom, True
    elif lemma in ("find", "discover") and (found := _found_hurt(verb, undergoer)) is not None:
        whom, hurt = found
        yield whom, _has(hurt, {"fatally", "mortally"}) or _prep_has(hurt, "to", {"death"})
    elif lemma in ("find", "discover") and undergoer is not None and _prep_has(verb, "with", words("gunshots")):
        yield undergoer, False
    elif lemma in ("be", "lie", "appear") and subject is not None and _complement(verb, words("dead")) is not None:
        yield subject, True
    elif lemma in ("take", "claim", "lose") and (life := _object(verb, {"life", "lives"})) is not None:
        owner = clauses.possessor(life)
        whom = clauses.prep_object(life, "of") or (subject if lemma == "lose" or _has(life, {"own"}) else owner)
        if whom is not None:
            yield whom, True
    elif lemma in words("suffering_verbs") and subject is not None and (wound := _object(verb, words("wounds"))) is not None:
        yield subject, _has(wound, words("fatal_adjectives"))
    elif lemma == "suffer" and subject is not None and _prep_has(verb, "from", words("gunshots")):
        yield subject, False
    elif lemma in words("hitting_verbs") and undergoer is not None:
        if _prep_has(verb, "by", words("missiles")) or _prep_has(verb, "in", words("limbs")):
            yield undergoer, False
    elif undergoer is not None and (lemma == "hospitalize" or lemma in words("caring_verbs") and _is_to_hospital(verb)):
        yield undergoer, False
    elif _prep_has(verb, "in", words("conditions")) and (undergoer or subject) is not None:
        yield undergoer or subject or verb, False


@cache
def _telling_verbs() -> frozenset[str]:
    """The verbs that may tell of harm; with any other, only the condition that somebody is in does."""
    lists = ("fatal_verbs", "dying_verbs", "hurting_verbs", "finding_verbs", "suffering_verbs", "hitting_verbs", "caring_verbs")
    return frozenset().union(*map(words, lists)) | _TELLING_WITH_OTHERS


def _of_noun(noun: Token) -> Iterator[tuple[Token, bool]]:
    lemma = _lemma(noun)
    if lemma in words("fatal_nouns"):
        whom = clauses.prep_object(noun, "of") or clauses.possessor(noun)
        if whom is not None:
            yield whom, True
    elif lemma in words("hurting_nouns") and (of := clauses.prep_object(noun, "of")) is not None:
        yield of, _has(noun, words("fatal_adjectives"))
    elif lemma in words("bodies") and noun.dep_ in ("nsubjpass", "dobj", "nsubj") and _lemma(noun.head) in words("body_verbs"):
        whom = clauses.prep_object(noun, "of") or clauses.possessor(noun)
        if whom is not None:
            yield whom, True
    elif noun.tag_ in ("NN", "NNP"):
        before = {child.lower_ for child in noun.lefts if child.dep_ == "amod"}
        if before & words("slain"):
            yield noun, True
        elif before & words("wounded") or _prep_has(noun, "with", words("gunshots")):
            yield noun, False


def _is_told(word: Token) -> bool:
    """True for what the text gives as having happened; the deed of which somebody is accused has happened to its victim."""
    if _is_unfinished(word):
        return False
    is_noun = not clauses.is_verbal(word)
    if is_noun and clauses.modal(clauses.clause_head(word)) in ("could", "may", "might", "would", "can", "will"):
        return False
    governor = (light_verb(word) or word) if is_noun else word
    value = factuality(word, governor)
    if value in ("asserted", "historical"):
        return True
    if value == "negated" or clauses.modal(word) is not None or clauses.is_conditional(word):
        return False
    if is_noun and any(child.dep_ in ("det", "poss") and child.lower_ not in ("a", "an", "any", "no") for child in word.children):
        return True
    asked = clauses.subject(word) if not is_noun else None
    if asked is not None and asked.lower_ == "who":
        return True  # "… to find out who shot him"
    return any(_lemma(above) in words("accusing") for above in word.ancestors)


def _is_unfinished(word: Token) -> bool:
    """ "attempted murder", "tried to kill him"."""
    nearest = list(word.ancestors)[:3]
    return any(_lemma(child) in words("unfinished") for child in word.children if child.dep_ in ("amod", "compound")) or any(
        _lemma(above) in words("unfinished") for above in nearest
    )


def _is_shot_at(verb: Token) -> bool:
    """ "He was shot at", "shot at the officers"; but "was shot at a bar" is told of who was hit."""
    at = next((child for child in verb.children if child.lower_ == "at"), None)
    return at is not None and not (clauses.is_passive(verb) and any(child.dep_ == "pobj" for child in at.children))


def _is_to_hospital(verb: Token) -> bool:
    if verb.lemma_ == "treat" and _prep_has(verb, "for", words("wounds") | words("gunshots")):
        return True
    return _prep_has(verb, "to", words("care")) or _prep_has(verb, "at", words("care"))


def _complement(verb: Token, wanted: frozenset[str]) -> Token | None:
    return next((c for c in verb.children if c.lower_ in wanted and c.dep_ in ("acomp", "oprd", "ccomp", "xcomp", "advcl", "advmod")), None)


def _object(verb: Token, wanted: frozenset[str] | set[str]) -> Token | None:
    return next((child for child in verb.children if child.dep_ == "dobj" and _lemma(child) in wanted), None)


def _has(token: Token, wanted: frozenset[str] | set[str]) -> bool:
    return any(child.lower_ in wanted for child in token.children)


def _prep_has(verb: Token, preposition: str, wanted: frozenset[str] | set[str]) -> bool:
    """Does one of the nouns after the preposition have one of the words at its head or before it?"""
    for child in verb.children:
        if child.dep_ in ("prep", "agent", "prt") and child.lower_ == preposition:
            for noun in child.children:
                if noun.dep_ == "pobj" and (noun.lower_ in wanted or any(left.lower_ in wanted for left in noun.lefts)):
                    return True
    return False


def _lemma(token: Token) -> str:
    return token.lemma_.lower()
