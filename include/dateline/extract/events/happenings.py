"""From many mentions to one happening each.

An attack told over many sentences, with several victims and moments, is one event unless place, day or doer differ.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from spacy.tokens import Doc, Token

from dateline.extract import clauses
from dateline.extract.events.parties import head_word
from dateline.extract.events.records import DEFINITE, VERBAL, Draft
from dateline.extract.events.same_party import ATTACKERS, differ, same_party, share, words_of
from dateline.extract.events.scenes_apart import are_news_and_old, days_apart, places_apart, scenes_apart
from dateline.extract.records import Party

_NEAR = 6  # sentences
_NAMED_WITHIN = 2  # sentences: "a Leeds man …", "John Hale, 19, …"
_MODE_GROUPS = {
    "abduct": "abduct",
    "sexual": "sexual",
    "crowd-control": "crowd-control",
    "aerial": "remote",
    "drone": "remote",
    "heavy-weapons": "remote",
    "primitive": "hand",
    "beat": "hand",
}
_WARS = frozenset({"war", "wars", "warfare", "conflict", "insurgency", "coup", "fighting", "offensive"})  # longer than any attack in them


def is_war(token: Token) -> bool:
    """ "the conflict", "an offensive": what attacks are part of."""
    return token.lower_ in _WARS


@dataclass(frozen=True, slots=True)
class _Sides:
    """The actors and recipients of a group, each once, by all that `same_party` looks at: a text may tell of one thing a thousand times."""

    actors: dict[tuple[str | None, ...], Party]
    recipients: dict[tuple[str | None, ...], Party]

    def add(self, doc: Doc, draft: Draft) -> None:
        for known, parties in ((self.actors, draft.actors), (self.recipients, draft.recipients)):
            for party in parties:
                known.setdefault((party.text.lower(), party.name, party.country, party.sector, head_word(doc, party)), party)


def group(doc: Doc, drafts: list[Draft], published: date) -> list[list[Draft]]:
    """Mentions of one happening together, in the reading order of the first ones. What is told without a day is taken to be news."""
    groups: list[list[Draft]] = []
    known: list[_Sides] = []
    for draft in drafts:
        candidates = [n for n, members in enumerate(groups) if _joins(doc, members, known[n], draft, published)]
        best = max(candidates, key=lambda n: (_nearness(doc, groups[n], draft), groups[n][0].trigger.token.i), default=len(groups))
        if best == len(groups):
            groups.append([])
            known.append(_Sides({}, {}))
        groups[best].append(draft)
        known[best].add(doc, draft)
    return groups


def _nearness(doc: Doc, members: list[Draft], draft: Draft) -> tuple[bool, bool, int, int]:
    is_linked = any(member.trigger.token.i in draft.links or draft.trigger.token.i in member.links for member in members)
    is_there = draft.where is not None and any(member.where is not None and member.where.name == draft.where.name for member in members)
    shared = int(_same_parties(doc, members, draft)) + int(any(member.mode == draft.mode for member in members))
    return is_linked, is_there, shared, -min(draft.sentence - member.sentence for member in members)


def _joins(doc: Doc, members: list[Draft], known: _Sides, draft: Draft, published: date) -> bool:
    first = members[0]
    if first.event_type != draft.event_type:
        return False
    if any(member.trigger.token.i in draft.links or draft.trigger.token.i in member.links for member in members):
        return True
    if (
        draft.mode == first.mode == "resign"
        and "negated" not in (first.factuality, draft.factuality)
        and _same_parties(doc, members, draft)
    ):
        return True  # announced today, in force next month
    if draft.is_other or any(member.is_other and not draft.is_definite for member in members[:1]):
        return False
    if any(_is_of_war(member.trigger.token) != _is_of_war(draft.trigger.token) for member in members) and not draft.is_pointer:
        return False
    if (first.factuality in ("asserted", "historical")) != (draft.factuality in ("asserted", "historical")):
        return False
    if first.factuality != draft.factuality and not {first.factuality, draft.factuality} <= {"asserted", "historical"}:
        return False
    if _is_same_death(doc, members, draft):
        return True
    is_judged = _is_same_crime(known, draft) and (draft.is_judged or any(member.is_judged for member in members))
    is_taken_up = (draft.is_definite and draft.time is None) or is_judged  # "the attack", but not "the 1968 attack"
    if "historical" in (first.factuality, draft.factuality) and first.factuality != draft.factuality and not is_taken_up:
        return False
    if (
        (days_apart(members, draft) and not _is_same_night(doc, members, draft))
        or places_apart(members, draft)
        or scenes_apart(members, draft)
    ):
        return False
    if are_news_and_old(members, draft, published) and not is_judged and not _is_same_deal(doc, members, draft):
        return False
    if draft.event_type in VERBAL:
        return _joins_speech(doc, members, known, draft)
    return _joins_deed(doc, members, known, draft)


def _is_of_war(token: Token) -> bool:
    """A war, or its dead: "100,000 were killed in the war"."""
    war = clauses.prep_object(token, "in", "during")
    return is_war(token) or (war is not None and war.lower_ == "war")


def _is_same_crime(known: _Sides, draft: Draft) -> bool:
    """Violence whose victims may be the same: no two names without one in common."""
    names = {party.name for party in known.recipients.values() if party.name is not None}
    mine = {party.name for party in draft.recipients if party.name is not None}
    return draft.event_type == "ASSAULT" and (not names or not mine or bool(names & mine))


def _joins_deed(doc: Doc, members: list[Draft], known: _Sides, draft: Draft) -> bool:
    if draft.mode == "arrest" and _is_taken_up(draft) and any(member.mode == "arrest" for member in members):
        return draft.sentence - members[-1].sentence <= _NEAR  # by whichever force
    if _reversed(doc, known, draft) or _is_interception(members[0]) != _is_interception(draft):
        return False
    modes = {member.mode for member in members if member.mode}
    if draft.event_type == "DISASTER" and draft.mode and modes and draft.mode not in modes:
        return False  # the flood and the landslide
    if draft.event_type == "COERCE" and not draft.is_definite and all(member.mode != draft.mode for member in members):
        return False
    if (
        draft.event_type == "ASSAULT"
        and not _is_of_the_attackers(doc, draft)
        and not _modes_agree(members, draft)
        and not _is_harm_of(doc, members, draft)
    ):
        return False
    if draft.mode in ("arrest", "convict") and any(_is_named_now(doc, member, draft) for member in members):
        return True
    if draft.mode == "convict" and draft.is_told_again:
        return any(member.mode == "convict" for member in members)  # by whichever judge or jury
    if draft.mode == "convict" and _is_of_the_defendants(doc, draft):
        return any(member.mode == "convict" and 0 <= draft.sentence - member.sentence <= _NAMED_WITHIN for member in members)
    if differ(doc, known.actors.values(), draft.actors):
        return False
    if draft.event_type in ("ASSAULT", "PROTEST", "ACCIDENT", "DISASTER"):
        return True
    if draft.is_definite or _is_same_verdict(doc, members, draft):
        return True
    if draft.mode == "arrest" and draft.trigger.is_noun and not draft.recipients:
        return True  # "arrests were made in …"
    return draft.sentence - members[-1].sentence <= _NEAR and not differ(doc, known.recipients.values(), draft.recipients)


_PROJECTILES = frozenset({"drone", "missile", "rocket", "projectile", "shell"})
_INTERCEPTING = frozenset({"shoot", "intercept", "down", "destroy"})
_OBJECT_REACH = 8  # tokens


def _is_interception(draft: Draft) -> bool:
    """ "Shot down 17 of 21 drones": no part of the attack that these were for."""
    verb = draft.trigger.token
    if any(word.lower_ == "down" for word in draft.trigger.words):  # however the parser hangs "17 of 25 drones launched overnight"
        return any(word.lemma_.lower() in _PROJECTILES for word in verb.doc[verb.i + 1 : verb.i + _OBJECT_REACH])
    thing = clauses.undergoer(verb) if verb.lemma_ in _INTERCEPTING else None
    if thing is not None and thing.pos_ == "NUM":
        thing = clauses.prep_object(thing, "of") or thing
    return thing is not None and thing.lemma_.lower() in _PROJECTILES


def _is_taken_up(draft: Draft) -> bool:
    """ "arrested them", "the suspects were taken into custody": those of whom the text has told, and no name."""
    whom = clauses.undergoer(draft.trigger.token)
    if whom is None or any(party.name for party in draft.recipients):
        return False
    is_group = whom.tag_ == "NNS" and any(child.lower_ in DEFINITE for child in whom.children)
    return whom.lower_ in ("them", "they") or (is_group and not any(child.dep_ in ("relcl", "acl", "prep") for child in whom.children))


def _is_of_the_defendants(doc: Doc, draft: Draft) -> bool:
    """ "The defendants were convicted of treason": those whose sentence the text has just told."""
    return any(head_word(doc, party) == "defendant" and party.text.lower().startswith("the ") for party in draft.recipients)


def _is_named_now(doc: Doc, one: Draft, other: Draft) -> bool:
    """ "A Leeds man was arrested on Sunday. John Hale, 19, was arrested at his home": who was described before is named."""
    if (
        one.mode != other.mode
        or not 0 < other.sentence - one.sentence <= _NAMED_WITHIN
        or len(one.recipients) != 1
        or len(other.recipients) != 1
    ):
        return False
    described, named = one.recipients[0], other.recipients[0]
    words = words_of(doc, described)
    is_one = described.name is None and len(words) > 1 and words[0].lower_ in ("a", "an") and any(word.tag_ == "NN" for word in words)
    return is_one and named.name is not None and any(word.ent_type_ == "PERSON" for word in words_of(doc, named))


_SENTENCES = frozenset({"sentence", "jail", "condemn", "fine", "sentencing"})  # given after a verdict, often on another day


def _is_same_verdict(doc: Doc, members: list[Draft], draft: Draft) -> bool:
    """The same person convicted, told again further down."""
    is_sentence = draft.trigger.token.lemma_ in _SENTENCES
    return draft.mode == "convict" and any(
        (member.trigger.token.lemma_ in _SENTENCES) == is_sentence and share(doc, member.recipients, draft.recipients) for member in members
    )


def _joins_speech(doc: Doc, members: list[Draft], known: _Sides, draft: Draft) -> bool:
    if draft.is_definite and not draft.actors:
        return True
    if draft.is_told_again and draft.mode == "allege":
        return _is_in_court(members) and not differ(doc, known.actors.values(), draft.actors)
    if not draft.actors or not any(member.actors for member in members):
        if draft.sentence == members[-1].sentence and draft.trigger.frame.words == members[-1].trigger.frame.words:
            return True
        return _is_same_step(members[-1], draft) and not differ(doc, known.recipients.values(), draft.recipients)
    if differ(doc, known.actors.values(), draft.actors) or differ(doc, known.recipients.values(), draft.recipients):
        return False
    if draft.event_type in ("AGREE", "CONSULT") and draft.recipients and any(member.recipients for member in members):
        return True
    is_said_again = draft.event_type in ("ACCUSE", "SUPPORT") and any(
        member.trigger.token.lemma_ == draft.trigger.token.lemma_ and share(doc, member.recipients, draft.recipients) for member in members
    )
    is_same_exit = all(any(word.lemma_ in _CANDIDACIES for word in one.trigger.words) for one in (members[0], draft))
    return is_said_again or is_same_exit or draft.sentence - members[-1].sentence <= 3


def _is_same_step(one: Draft, other: Draft) -> bool:
    """ "County lifts burn ban", "the ban was lifted on Monday": the same words of a phrase, near each other."""
    words = {word.lemma_ for word in one.trigger.words}
    is_phrase = len(words) > 1 and not one.trigger.is_noun
    return is_phrase and words == {word.lemma_ for word in other.trigger.words} and other.sentence - one.sentence <= _NEAR


_CANDIDACIES = frozenset({"campaign", "bid", "race", "candidacy"})  # one leaves each once, in whatever words


def _is_in_court(members: list[Draft]) -> bool:
    """A suit, a charge or a complaint, and no blame in words."""
    return any(
        member.mode == "allege" and (member.trigger.token.lemma_ in ("sue", "charge", "indict") or len(member.trigger.words) > 1)
        for member in members
    )


_DEATHS = frozenset(
    {"kill", "killing", "murder", "assassinate", "assassination", "slay", "slaying", "behead", "lynch", "execute", "execution"}
)


def _is_same_death(doc: Doc, members: list[Draft], draft: Draft) -> bool:
    """Nobody dies twice, whatever days and places the sentences name."""
    mine = _dead(doc, draft)
    return bool(mine) and any(mine & _dead(doc, member) for member in members)


def _dead(doc: Doc, draft: Draft) -> set[str]:
    """The persons by name whom a mention says to be killed; "an attempt to kill her" is no death."""
    if draft.trigger.token.lemma_.lower() not in _DEATHS or draft.factuality not in ("asserted", "historical"):
        return set()
    return {
        party.name
        for party in draft.recipients
        if party.name is not None and any(word.ent_type_ == "PERSON" for word in words_of(doc, party))
    }


def _is_same_deal(doc: Doc, members: list[Draft], draft: Draft) -> bool:
    """The same two sides at the same sort of speech, of which one mention has a day."""
    return draft.event_type == "AGREE" and any(
        share(doc, member.actors + member.recipients, draft.actors) and share(doc, member.actors + member.recipients, draft.recipients)
        for member in members
    )


def _is_same_night(doc: Doc, members: list[Draft], draft: Draft) -> bool:
    """ "overnight", and further on "the attackers came at 1 a.m. on Tuesday": a night is on two days."""
    if not (draft.is_definite or _is_of_the_attackers(doc, draft)):
        return False
    times = [draft.time, *(member.time for member in members)]
    days = [time.date_start for time in times if time is not None and time.date_start is not None]
    is_night = any(time is not None and "TNI" in time.timex_value for time in times)
    return is_night and (max(days) - min(days)).days <= 1


def _is_harm_of(doc: Doc, members: list[Draft], draft: Draft) -> bool:
    """ "Fired tear gas at students. Four students were injured": who was hurt by it."""
    is_harm = draft.mode is None and draft.trigger.token.lemma_ in ("injure", "wound", "hurt") and clauses.is_passive(draft.trigger.token)
    near = [member for member in members if member.mode == "crowd-control" and 0 <= draft.sentence - member.sentence <= _NAMED_WITHIN]
    return is_harm and not draft.actors and any(share(doc, member.recipients, draft.recipients) for member in near)


def _modes_agree(members: list[Draft], draft: Draft) -> bool:
    mine = _MODE_GROUPS.get(draft.mode or "")
    theirs = {_MODE_GROUPS.get(member.mode or "") for member in members if member.mode}
    if mine in ("abduct", "sexual", "crowd-control"):
        return mine in theirs
    if mine == "remote" and all(member.mode == "targeted" and member.sentence != draft.sentence for member in members):
        return False  # executions are no shelling
    if draft.mode is None:
        return not theirs or theirs != {"abduct"} and theirs != {"crowd-control"} or draft.is_definite
    return not theirs or not theirs & {"abduct", "sexual", "crowd-control"} or len(theirs) > 1


def _same_parties(doc: Doc, members: list[Draft], draft: Draft) -> bool:
    return any(
        same_party(doc, one, other)
        for member in members
        for one in draft.actors + draft.recipients
        for other in member.actors + member.recipients
    )


def _reversed(doc: Doc, known: _Sides, draft: Draft) -> bool:
    """ "the attacker was shot": whoever did it is now at the other end."""
    doers = tuple(party for party in draft.actors if head_word(doc, party) not in ATTACKERS)  # nobody knows their names yet
    for ones, others in ((draft.recipients, known.actors), (doers, known.recipients)):
        if any(same_party(doc, one, other) for one in ones for other in others.values()):
            return True
    if draft.event_type != "ASSAULT" or not _has_attacker(doc, draft.recipients):
        return False
    return not _has_attacker(doc, known.recipients.values())


def _is_of_the_attackers(doc: Doc, draft: Draft) -> bool:
    """ "The attackers stormed …": those of the attack that the text has told."""
    return any(head_word(doc, party) in ATTACKERS and party.text.lower().startswith("the ") for party in draft.actors)


def _has_attacker(doc: Doc, parties: Iterable[Party]) -> bool:
    return any(head_word(doc, party) in ATTACKERS for party in parties)
