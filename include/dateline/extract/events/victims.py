"""Persons who were killed or hurt, each counted once, however often and under whatever description the text tells of them.

Two descriptions are of one person unless something speaks against it: two names, ages or sexes, "another", one list.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from dateline.extract import clauses
from dateline.extract.events.frames import classes
from dateline.extract.events.harm import Harm, find_harm, implied_deaths, tells_of_death, words
from dateline.extract.layout import body_start
from dateline.extract.mentions.antecedents import antecedent
from dateline.extract.mentions.people import is_office, role_words
from dateline.extract.mentions.recall import Recall, recall
from dateline.extract.phrases import noun_phrase_tokens
from dateline.extract.records import Mention, Party

_AGE = re.compile(r"\b(\d{1,3})-(?:year|month)s?-old\b")
_AGE_AFTER = re.compile(r"^\s*[,(]\s*(\d{1,3})\b(?!\s*(?:years?|months?|days?|percent|p\.m|a\.m|[A-Z]))")
_PERSONAL = {"he": "male", "him": "male", "his": "male", "himself": "male", "she": "female", "her": "female", "herself": "female"}
_GENERIC = frozenset({"victim", "person", "individual", "patient", "deceased"})
_AFTERMATH = frozenset(
    {"die", "succumb", "pronounce", "declare", "take", "rush", "airlift", "transport", "fly", "treat", "be", "list", "body"}
)
_BOTH = frozenset({"they", "both", "them"})
_NEAR_TOKENS = 60
_DEFINITE = frozenset({"the", "this", "that", "his", "her", "their", "its"})


@dataclass(frozen=True, slots=True)
class Victim:
    """One person, and all that is said of the harm to her or him."""

    harms: tuple[Harm, ...]
    mention: Mention | None = None  # a person's name
    age: int | None = None  # years, or months for a baby
    gender: str | None = None  # male, female
    roles: frozenset[str] = frozenset()  # lemmas of the descriptions: "woman", "deputy"
    heads: frozenset[int] = frozenset()  # tokens of the nouns that stand for the person

    @property
    def is_killed(self) -> bool:
        return any(harm.is_fatal for harm in self.harms)


@dataclass(frozen=True, slots=True)
class _Description:
    """What one noun phrase says of a person."""

    head: Token
    mention: Mention | None
    age: int | None
    gender: str | None
    roles: frozenset[str]
    is_definite: bool
    is_another: bool


def find_victims(doc: Doc, mentions: tuple[Mention, ...], title: str | None = None) -> tuple[Victim, ...]:
    """The victims in the order in which the text first tells of them; groups ("two men") are left to the figures.

    Whether the only one died may be said by the headline alone ("Man shot, killed"), in `title` or at the head of the text.
    """
    memory = recall(doc, mentions)
    victims: list[Victim] = []
    start = body_start(memory.text)
    for harm in find_harm(doc):
        if harm.word.idx < start or _is_one_of_a_series(harm.sufferer) or _is_anybody(harm):
            continue
        if all_of_them := _all_of_them(harm, victims):
            victims = [replace(victim, harms=(*victim.harms, harm)) if i in all_of_them else victim for i, victim in enumerate(victims)]
            continue
        description, known = _who(memory, harm, victims)
        if known is not None:
            victims[known] = replace(victims[known], harms=(*victims[known].harms, harm))
        elif description is not None:
            at = _same(memory, description, harm, victims)
            if at is None:
                victims.append(_new(description, harm))
            else:
                victims[at] = _joined(victims[at], description, harm)
    for described, name in _namings(doc):
        _name(memory, victims, described, name)
    if len(victims) == 1 and not victims[0].is_killed:
        first = victims[0].harms[0]
        deaths = [Harm(word, first.sufferer, True) for word in implied_deaths(doc)]
        if tells_of_death(f"{title or ''} {memory.text[:start]}"):
            deaths.append(Harm(first.word, first.sufferer, True))
        victims = [replace(victims[0], harms=(*victims[0].harms, *deaths))]
    return tuple(victims)


def _is_anybody(harm: Harm) -> bool:
    """ "The death of a person": spoken of in general."""
    return harm.word.pos_ == "NOUN" and harm.sufferer.lemma_.lower() in _GENERIC and _is_indefinite(harm.sufferer)


def _is_one_of_a_series(sufferer: Token) -> bool:
    """ "He was the third officer to be shot": no further one."""
    return sufferer.dep_ == "attr" and any(child.dep_ == "amod" and child.lower_ in words("another") for child in sufferer.lefts)


def _all_of_them(harm: Harm, victims: Sequence[Victim]) -> list[int]:
    """The numbers of the victims of "they died", "both were taken to hospital": all of those told of shortly before, two or more."""
    head = harm.sufferer
    if head.lower_ not in _BOTH and not (head.tag_ == "NNS" and any(child.lower_ == "both" for child in head.lefts)):
        return []
    near = [i for i, victim in enumerate(victims) if any(harm.word.i - other.word.i < _NEAR_TOKENS for other in victim.harms)]
    return near if len(near) == 2 or (len(near) > 2 and head.lower_ == "they") else []


def named(recipients: tuple[Party, ...], victims: Sequence[Victim]) -> tuple[Party, ...]:
    """The recipients of an event with the names of its victims: put to the descriptions that stand for them, else added."""
    out = list(recipients)
    for victim in victims:
        mention = victim.mention
        if mention is None or any(party.name == mention.canonical_name for party in out):
            continue
        offsets = [harm.word.doc[i].idx for harm in victim.harms[:1] for i in sorted(victim.heads)]
        at = next(
            (n for n, party in enumerate(out) if party.name is None and any(party.span.start <= o < party.span.end for o in offsets)), None
        )
        if at is None:
            out.append(Party(mention.span, mention.text, mention.canonical_name, mention.country, mention.sector))
        else:
            out[at] = replace(out[at], name=mention.canonical_name)
    return tuple(out)


def _who(memory: Recall, harm: Harm, victims: Sequence[Victim]) -> tuple[_Description | None, int | None]:
    """The description of the sufferer, or the number of the victim that a pronoun takes up."""
    head = clauses.antecedent(harm.sufferer) or harm.sufferer
    if head.pos_ in ("ADJ", "NUM"):  # "the younger of them, Ann Smith, died"
        head = next((child for child in head.rights if child.dep_ == "appos" and child.ent_type_ == "PERSON"), head)
    if head.lemma_.lower() in words("groups"):  # "the family of a man whom police shot": the parser takes the first noun
        head = clauses.prep_object(head, "of") or head
    gender = _PERSONAL.get(head.lower_)
    if gender is None:
        return _describe(memory, head), None
    found = antecedent(memory, head)
    description = None if found is None else _describe(memory, found)
    if description is not None and description.gender is None:
        description = replace(description, gender=gender)
    at = next((i for i, victim in enumerate(victims) if found is not None and found.i in victim.heads), None)
    same = at if at is not None or description is None else _same(memory, description, harm, victims)
    fitting = [i for i, victim in enumerate(victims) if victim.gender in (None, gender) and harm.word not in [h.word for h in victim.harms]]
    if same in fitting:
        return None, same
    is_speaker = found is not None and found.dep_ == "nsubj" and found.head.lemma_ in ("say", "add", "tell", "report")
    if fitting and (description is None or is_speaker or harm.word.lemma_ in _AFTERMATH):
        return None, fitting[-1]
    return description, None


def _describe(memory: Recall, head: Token) -> _Description | None:
    mention = memory.by_token[head.i]
    if mention is not None and mention.mention_type != "PERSON":
        mention = None
        if head.pos_ == "PROPN":
            return None
    is_named = mention is not None or head.ent_type_ == "PERSON"
    if head.tag_ not in ("NN", "NNP") and not is_named or head.pos_ == "PRON":
        return None
    if mention is None and (
        not _is_person(head)
        or any(child.dep_ == "nummod" and child.lower_ not in ("one", "1") and child.i == head.i - 1 for child in head.lefts)
    ):
        return None
    first, last = noun_phrase_tokens(head)
    phrase = memory.doc[first : last + 1].text
    if mention is None:
        apposed = next((memory.by_token[c.i] for c in head.rights if c.dep_ == "appos" and memory.by_token[c.i] is not None), None)
        mention = apposed if apposed is not None and apposed.mention_type == "PERSON" else None
    age = _AGE.search(phrase)
    if age is None:
        end = mention.span.end if mention is not None else head.idx + len(head)
        age = _AGE_AFTER.search(memory.text[end : end + 20]) or _AGE.search(memory.text[end : min(end + 24, len(memory.text))])
    lemma = head.lemma_.lower()
    gender = role_words().gendered.get(lemma) or _gender_word(phrase) or _gender_of_name(mention)
    lefts = {child.lower_ for child in head.lefts}
    titles = {child.lemma_.lower() for child in head.lefts if child.dep_ in ("compound", "nmod", "appos") and child.pos_ != "PROPN"}
    titles &= words("officers") | words("doers") | words("kin")
    return _Description(
        head=head,
        mention=mention,
        age=None if age is None else int(age[1]),
        gender=gender,
        roles=frozenset(titles if mention is not None and mention == memory.by_token[head.i] else {lemma}),
        is_definite=mention is not None or bool(lefts & _DEFINITE) or lemma in _GENERIC,
        is_another=bool(lefts & words("another")),
    )


def _is_person(noun: Token) -> bool:
    """ "a woman", "the clerk", "a 15-year-old"."""
    if noun.lemma_.lower() in words("groups"):
        return False
    return (
        "living" in classes(noun)
        or noun.lemma_.lower() in words("anyone")
        or is_office(noun)
        or (noun.lower_ == "old" and noun.i > 1 and noun.nbor(-2).lower_ == "year")
    )


def _gender_of_name(mention: Mention | None) -> str | None:
    """By the first name alone: titles and kin beside a name may be of somebody else."""
    names = [] if mention is None else mention.canonical_name.lower().split()
    return role_words().first_names.get(names[0]) if len(names) > 1 else None


def _gender_word(phrase: str) -> str | None:
    found = set(re.findall(r"\b(?:fe)?male\b", phrase.lower()))
    return found.pop() if len(found) == 1 else None


def _same(memory: Recall, description: _Description, harm: Harm, victims: Sequence[Victim]) -> int | None:
    """The number of the victim that is described again: the one of that name, else the latest one that nothing speaks against."""
    mention = description.mention
    if mention is not None:
        for i, victim in enumerate(victims):
            if victim.mention is not None and _is_same_name(victim.mention, mention):
                return i
    for i, victim in enumerate(victims):
        if description.head.i in victim.heads:
            return i  # "was shot and killed": one noun, two verbs
    if description.is_another:
        return None
    fitting = [i for i in range(len(victims)) if _may_be(memory, victims[i], description, harm)]

    def fit(i: int) -> tuple[bool, bool, bool, int]:
        common = victims[i].roles & description.roles
        if harm.word.lemma_ in words("dying_verbs"):  # of one who is dead and one who was hurt the second one dies
            return bool(common - _GENERIC), not victims[i].is_killed, bool(common), i
        return (
            bool(common - _GENERIC),
            victims[i].is_killed == harm.is_fatal,
            bool(common),
            i,
        )  # "the victim was killed": the dead one of two

    return max(fitting, key=fit, default=None)


def _is_same_name(one: Mention, other: Mention) -> bool:
    """One entity, or names that may be forms of each other: "Tim Doe" and "Timothy Jay Doe", "J. Roe Doe" and "Jane Roe Doe"."""
    if one.entity == other.entity:
        return True
    mine, theirs = one.canonical_name.lower().split(), other.canonical_name.lower().split()
    if len(mine) > 2 and mine[1:] == theirs[1:]:
        return True
    return mine[-1] == theirs[-1] and min(len(mine), len(theirs)) > 1 and mine[0][:3] == theirs[0][:3]


def _may_be(memory: Recall, victim: Victim, description: _Description, harm: Harm) -> bool:
    if description.mention is not None and victim.mention is not None:
        return False
    if description.age is not None and victim.age is not None and description.age != victim.age:
        return False
    is_of_age = description.age is not None and description.age == victim.age  # tells more than a first name
    if not is_of_age and description.gender is not None and victim.gender is not None and description.gender != victim.gender:
        return False
    if any(other.word == harm.word and other.sufferer != harm.sufferer for other in victim.harms):
        return False
    if _clash(victim.roles, description.roles) or (description.roles & words("doers") and _is_harmed_by_doer(victim)):
        return False
    is_dead_doer = bool(victim.roles & words("doers")) and victim.is_killed and not description.roles & words("doers")
    if is_dead_doer and harm.is_fatal and harm.word.lemma_ not in _AFTERMATH:
        return False  # "the attacker was shot dead; the woman was killed in a stairwell"
    is_in_hospital = not victim.is_killed and victim.harms[-1].word.lemma_ in words("caring_verbs") | {"list"}
    if is_in_hospital and harm.is_fatal and harm.word.lemma_ not in _AFTERMATH | {"death"}:
        return False  # who was in hospital may die, but is not killed once more
    if description.is_definite:
        return True
    # "a man" once more: the same one told again, unless one sentence tells of both
    return not _is_indefinite(description.head) or not any(
        memory.sentence_of[other.word.i] == memory.sentence_of[harm.word.i] and _is_indefinite(other.sufferer) for other in victim.harms
    )


def _is_harmed_by_doer(victim: Victim) -> bool:
    """ "shot by a suspect": whoever is the suspect, it is not the victim."""
    deeds = words("fatal_verbs") | words("hurting_verbs") | words("hitting_verbs")
    doers = [clauses.doer(harm.word) for harm in victim.harms if harm.word.lemma_.lower() in deeds]
    return any(doer is not None and doer.lemma_.lower() in words("doers") for doer in doers)


def _is_indefinite(noun: Token) -> bool:
    return any(child.lower_ in ("a", "an", "one") for child in noun.lefts)


def _clash(one: frozenset[str], other: frozenset[str]) -> bool:
    """A suspect is no officer and nobody's wife, a wife no daughter."""
    for mine, theirs in ((one, other), (other, one)):
        if mine & words("doers") and theirs - words("doers") - words("anyone"):
            return True
        if mine & words("officers") and theirs - words("officers") - words("anyone") - _GENERIC:
            return True
    mine, theirs = one & words("kin"), other & words("kin")
    return bool(mine and theirs and not mine & theirs)


def _new(description: _Description, harm: Harm) -> Victim:
    return Victim((harm,), description.mention, description.age, description.gender, description.roles, frozenset({description.head.i}))


def _joined(victim: Victim, description: _Description, harm: Harm) -> Victim:
    return replace(
        victim,
        harms=(*victim.harms, harm),
        mention=victim.mention or description.mention,
        age=victim.age if victim.age is not None else description.age,
        gender=victim.gender or description.gender,
        roles=victim.roles | description.roles,
        heads=victim.heads | {description.head.i},
    )


def _namings(doc: Doc) -> list[tuple[Token, Token]]:
    """Pairs of description and name: "the victim was identified as X", "identified the girl as X"."""
    found = []
    for verb in doc:
        if clauses.is_verbal(verb) and verb.lemma_ in ("identify", "name", "be"):
            described = clauses.subject(verb) if verb.lemma_ == "be" else clauses.undergoer(verb)
            name = clauses.prep_object(verb, "as")
            if name is None:
                name = next((child for child in verb.children if child.dep_ in ("oprd", "attr")), None)
            if described is not None and name is not None:
                found.append((described, name))
    return found


def _name(memory: Recall, victims: list[Victim], described: Token, name: Token) -> None:
    mention = memory.by_token[name.i]
    if mention is None or mention.mention_type != "PERSON":
        return
    if any(victim.mention is not None and victim.mention.entity == mention.entity for victim in victims):
        return
    who = _describe(memory, described)
    if who is None or who.mention is not None or who.roles & words("doers"):
        return
    for i in range(len(victims) - 1, -1, -1):
        victim = victims[i]
        is_open = victim.mention is None and victim.harms[0].word.i < name.i and not _clash(victim.roles, who.roles)
        if is_open and (who.gender in (None, victim.gender) or victim.gender is None):
            victims[i] = replace(victim, mention=mention)
            return
