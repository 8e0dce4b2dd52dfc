"""Who did it and to whom: the tokens in a trigger's roles, and what they stand for.

Weapons, vehicles, hazards and papers are nobody: where one of them is the subject, the actor stays unknown.
"""

from spacy.tokens import Doc, Token

from dateline.extract import clauses
from dateline.extract.events.frames import TARGET, classes, is_party, noun_classes
from dateline.extract.events.parties import as_parties, same_words
from dateline.extract.events.structure import aim_of, complement
from dateline.extract.events.triggers import Trigger
from dateline.extract.events.words import word_list
from dateline.extract.places.countries import country_of
from dateline.extract.records import Mention, Party, Quote

_MUTUAL = frozenset({"AGREE", "CONSULT", "COOPERATE"})
_COUNTRY_ADJECTIVES = frozenset({"us", "u.s.", "uk", "u.k.", "un", "u.n.", "eu", "nato", "u.s", "american"})
_ONE_SIDED = frozenset({"pledge", "promise", "vow", "commit", "offer"})  # several who do so agree with nobody among them
_VERDICTS = frozenset({"sentence", "convict", "jail", "imprison", "condemn"})
_TIED = frozenset({"link", "connect", "involve", "tie", "implicate"})  # who "is linked to" a deed is thought to have done it
_CLAIMING = frozenset({"claim", "conduct", "perpetrate", "stage", "launch", "commit", "organise", "organize", "order", "execute", "mount"})
_LAYING = {"blame": "on", "pin": "on", "attribute": "to", "ascribe": "to"}  # a deed at somebody's door
_FIGHTERS_AS_ADJECTIVES = frozenset({"rebel", "militant", "insurgent", "guerrilla", "jihadist", "separatist", "paramilitary"})
_NAMED_PLACE = frozenset({"group"})  # a name that is in no list of nouns
_INTERCEPTING = frozenset({"shoot", "intercept", "down"})
_ON_THINGS = frozenset(
    {"ASSAULT", "COERCE", "RETREAT", "MOBILIZE", "ACCIDENT", "DISASTER", "AID"}
)  # a base or a house can be at the receiving end


def parties(
    doc: Doc, mentions: tuple[Mention, ...], quotes: tuple[Quote, ...], trigger: Trigger
) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """Actors and recipients of one trigger, each list in the order of the text."""
    actors, recipients = ([_subject_of(token, trigger.token) for token in tokens] for tokens in role_tokens(trigger))
    who = as_parties(doc, mentions, quotes, actors)
    whom = as_parties(doc, mentions, quotes, recipients)
    return who, tuple(party for party in whom if not any(same_words(party, other) for other in who))


def _subject_of(noun: Token, deed: Token) -> Token:
    """ "Lee is the first minister to visit Iraq": Lee, of whom the noun above the deed is said."""
    if noun.dep_ != "attr" or not noun.is_ancestor(deed):
        return noun
    subject = clauses.subject(noun.head)
    return subject if subject is not None and subject.ent_type_ in ("PERSON", "ORG", "GPE") else noun


def role_tokens(trigger: Trigger) -> tuple[list[Token], list[Token]]:
    """The heads of the noun phrases in both roles."""
    actors = _noun_actors(trigger) if trigger.is_noun or trigger.token != trigger.governor else _verb_actors(trigger)
    recipients: list[Token] = []
    if trigger.token != trigger.governor and trigger.governor.lemma_ in word_list("light_suffered"):
        sufferer = clauses.subject(trigger.governor)
        if sufferer is not None and sufferer != trigger.token and _can_receive(sufferer, trigger):
            return [token for token in actors if token.i != sufferer.i], clauses.members(sufferer)
    if trigger.frame.is_mutual:
        between = clauses.prep_object(trigger.token, "between") or clauses.prep_object(trigger.governor, "between")
        if between is not None:
            sides = clauses.members(between)
            return sides[:1], sides[1:]
    if trigger.frame.event_type in ("ACCIDENT", "DISASTER"):
        actors = []
    is_mutual = trigger.frame.event_type in _MUTUAL and trigger.token.lemma_ not in _ONE_SIDED
    is_mutual |= trigger.frame.event_type == "ASSAULT" and trigger.token.lemma_ in ("exchange", "trade")  # fire
    if is_mutual and len(actors) > 1 and not any(is_party(token) for slot in trigger.frame.recipient for token in _slot(trigger, slot)):
        return actors[:1], actors[1:]
    for slot in trigger.frame.recipient:
        found = [token for token in _slot(trigger, slot) if _can_receive(token, trigger) and token not in actors]
        if found:
            recipients = found
            break
    if not recipients and trigger.is_noun and trigger.frame.event_type == "ASSAULT":
        recipients = _struck_by(trigger)
    if (
        trigger.frame.event_type in _MUTUAL
        and trigger.frame.mode != "third-party"
        and not actors
        and len(recipients) > 1
        and recipients[0].head.lower_ == "between"
    ):
        return recipients[:1], recipients[1:]  # "talks were held between Kenya and Somalia"
    return actors, recipients


def _struck_by(trigger: Trigger) -> list[Token]:
    """ "An air strike hit a hospital": what the verb of the attack tells of."""
    verb = clauses.clause_head(trigger.token)
    if verb.lemma_ not in _HITTING or clauses.subject(verb) != trigger.token:
        return []
    target = clauses.direct_object(verb)
    return [] if target is None else [member for member in clauses.members(target) if _can_receive(member, trigger)]


_HITTING = frozenset({"hit", "strike", "target", "destroy", "damage", "flatten", "level"})


def _verb_actors(trigger: Trigger) -> list[Token]:
    verb = trigger.token
    if trigger.frame.actor:
        return [token for slot in trigger.frame.actor for token in _slot(trigger, slot) if is_party(token)]
    doer = _convict(verb) or clauses.doer(verb) or _signatory(verb)
    if doer is None and trigger.frame.event_type == "ASSAULT":
        doer = _opponent(verb)
    if doer is not None and verb.dep_ == "acl" and verb.tag_ == "VBG" and not is_party(doer):
        doer = clauses.subject(clauses.clause_head(doer))  # "posted a message blaming the rebels"
    if doer is None or verb.dep_ == "amod" or doer in trigger.words:
        return []
    if verb.lemma_ in ("explode", "detonate", "burst") and doer.lower_ in ("it", "which", "that") and clauses.direct_object(verb) is None:
        return []  # the bomb
    if verb.lemma_ in ("launch", "fire") and _is_projectile(doer):
        return []  # "drones launched overnight"
    if clauses.is_passive(verb) and doer.pos_ == "NOUN" and not is_party(doer):
        by = owner(doer) or _country_of(doer)  # "killed by a rebel rocket attack": whose attack it was
        return [] if by is None else clauses.members(by)
    if doer.lemma_ in word_list("papers") and not is_party(doer):
        by = owner(doer)  # "the Turkish statement called for a zone"
        return [] if by is None else clauses.members(by)
    sides = [token for token in clauses.members(doer) if is_party(token)]
    if not sides and trigger.frame.event_type == "ASSAULT" and "weapon" in classes(doer) and any(map(_is_of_a_nation, doer.lefts)):
        return [doer]  # "Russian missiles hit the town"
    return sides


def _is_projectile(noun: Token) -> bool:
    counted = clauses.prep_object(noun, "of") if noun.pos_ == "NUM" else None
    return "weapon" in classes(counted or noun)


def _is_of_a_nation(word: Token) -> bool:
    return word.ent_type_ in ("NORP", "GPE") or word.lower_ in _COUNTRY_ADJECTIVES


def _signatory(verb: Token) -> Token | None:
    """ "was condemned in a statement by Kenya"."""
    paper = clauses.prep_object(verb, "in", "via") if clauses.is_passive(verb) else None
    return None if paper is None or paper.lemma_ not in word_list("papers") else owner(paper)


def _fallen(fight: Token) -> list[Token]:
    """ "Six rebels died in a clash with soldiers": the side that is not told after "with"."""
    verb = fight.head.head
    if fight.dep_ != "pobj" or fight.head.lower_ not in ("in", "during") or _opponent(verb) is None:
        return []
    harmed = clauses.undergoer(verb) if clauses.is_passive(verb) else clauses.subject(verb)
    return [] if harmed is None else [member for member in clauses.members(harmed) if "armed" in classes(member)]


def _opponent(verb: Token) -> Token | None:
    """ "Six rebels were killed in a clash with soldiers", "… in fighting between the army and the rebels": the other side."""
    harmed = clauses.undergoer(verb) if clauses.is_passive(verb) else clauses.subject(verb) if verb.lemma_ == "die" else None
    fights = (child for word in verb.rights if word.dep_ == "prep" and word.lower_ in ("in", "during") for child in word.rights)
    fight = next((noun for noun in fights if noun.dep_ == "pobj" and noun.lemma_.lower() in word_list("fights")), None)
    fight = fight or next((child for child in verb.rights if is_fallen_fighting(child)), None)
    if harmed is None or fight is None:
        return None
    side = clauses.direct_object(fight) or clauses.prep_object(fight, "with", "against")
    if side is None and (between := clauses.prep_object(fight, "between")) is not None:
        sides = [member for member in clauses.members(between) if member.lemma_.lower() != harmed.lemma_.lower()]
        side = sides[0] if len(sides) == 1 else None
    return side if side is not None and is_party(side) else None


def is_fallen_fighting(fight: Token) -> bool:
    """ "Nine soldiers were killed fighting rebels": how they fell, and no other deed of theirs."""
    is_how = fight.dep_ in ("advcl", "xcomp", "ccomp") and fight.tag_ == "VBG" and fight.lemma_ in ("fight", "battle")
    is_harm = fight.head.lemma_ in ("kill", "wound", "injure") and clauses.is_passive(fight.head)
    return is_how and is_harm and not any(child.dep_ == "nsubj" for child in fight.children)


def _convict(deed: Token) -> Token | None:
    """ "The judge sentenced him to life without parole for killing …": whom a verdict is passed on did what it is for."""
    if deed.dep_ != "pcomp" or deed.head.lower_ != "for":
        return None
    verdict = next((above for above in deed.head.ancestors if above.lemma_ in _VERDICTS), None)
    return None if verdict is None else clauses.undergoer(verdict)


def _country_of(deed: Token) -> Token | None:
    """ "a United States airstrike": the country whose deed it was; a town before the noun is where it was."""
    names = (child for child in deed.lefts if child.ent_type_ == "GPE" and child.dep_ in ("compound", "nmod", "amod"))
    return next((name for name in names if country_of(deed.doc[name.left_edge.i : name.i + 1].text) is not None), None)


def _noun_actors(trigger: Trigger) -> list[Token]:
    noun, frame = trigger.token, trigger.frame
    if trigger.governor != noun and trigger.governor.lemma_ not in word_list("light_suffered") and not _is_judged(trigger):
        doer = clauses.doer(trigger.governor)
        if doer is not None and doer != noun and is_party(doer):
            return [token for token in clauses.members(doer) if is_party(token)]
    for slot in frame.actor:
        found = [token for token in _slot(trigger, slot) if is_party(token)]
        if found:
            return found
    by = clauses.prep_object(noun, "by") or _right_after(noun, "by")
    if by is not None and is_party(by):
        return [token for token in clauses.members(by) if is_party(token)]
    holder = clauses.possessor(noun)
    if (
        holder is not None
        and holder.lower_ not in ("its", "their", "his", "her")
        and holder.ent_type_ not in ("DATE", "TIME")
        and is_party(holder)
        and not any(child.tag_ == "JJS" or child.lower_ in ("first", "last") for child in noun.lefts)  # "the country's worst attack"
        and ("possessor" not in frame.recipient or clauses.prep_object(noun, "of") is not None)
    ):
        return clauses.members(holder)
    told = _told_of(noun)
    if told:
        return told
    for child in noun.children:
        is_victim = child.ent_type_ == "PERSON" and "named_before" in frame.recipient
        if child.dep_ in ("compound", "amod", "nmod") and child.i < noun.i and _is_attributive_party(child) and not is_victim:
            return [child]
    return _fallen(noun)


def _right_after(noun: Token, preposition: str) -> Token | None:
    """What the preposition in the phrases right after the noun governs, where the parser hangs these on the verb before:
    "spoke of an offensive by the forces against the villages".
    """
    doc, at = noun.doc, noun.i + 1
    if clauses.is_verbal(noun.head) and noun.head.i > noun.i or clauses.is_passive(clauses.clause_head(noun)):
        return None
    while at < len(doc) and doc[at].dep_ == "prep":
        below = next((child for child in doc[at].rights if child.dep_ == "pobj"), None)
        if below is None or doc[at].lower_ == preposition:
            return below
        follows = doc[below.i + 1] if below.i + 1 < len(doc) else None
        at = below.i + 1 if follows is not None and follows.dep_ == "prep" else below.right_edge.i + 1
    return None


def _is_judged(trigger: Trigger) -> bool:
    """ "called the raid a crime", but "called a strike"."""
    is_known = any(child.dep_ in ("det", "poss") and child.lower_ not in ("a", "an") for child in trigger.token.children)
    return trigger.governor.lemma_ in word_list("judging") and is_known


def _told_of(noun: Token) -> list[Token]:
    """ "an attack claimed by …", "the attack was carried out by …", "… claimed responsibility for the attack"."""
    verbs = [child for child in noun.children if child.dep_ in ("acl", "relcl")]
    if noun.dep_ == "nsubjpass":
        verbs.append(noun.head)
    for verb in verbs:
        if verb.lemma_ in _CLAIMING or (verb.lemma_ == "carry" and any(child.lower_ == "out" for child in verb.children)):
            by = clauses.agent(verb)
            if by is not None and is_party(by):
                return clauses.members(by)
        if verb.lemma_ in ("ascribe", "attribute") and clauses.is_passive(verb):
            to = clauses.prep_object(verb, "to")
            if to is not None and is_party(to):
                return clauses.members(to)
    culprit = _blamed_for(noun)
    if culprit is not None:
        return clauses.members(culprit)
    if noun.dep_ == "pobj" and noun.head.lower_ == "for":
        holder = noun.head.head
        verb = holder.head if holder.dep_ == "dobj" else holder
        if verb.lemma_ == "claim" and (
            holder.lemma_ in ("responsibility", "credit") or any(child.lemma_ in ("responsibility", "credit") for child in verb.children)
        ):
            doer = clauses.doer(verb)
            if doer is not None and is_party(doer) and not clauses.is_negated(verb):
                return clauses.members(doer)
    return []


def _blamed_for(deed: Token) -> Token | None:
    """Whom somebody gives as the doer: "blamed the rebels for the attack", "held the army responsible for …", "attributed … to"."""
    verb = deed.head
    if deed.dep_ in ("dobj", "nsubjpass") and verb.lemma_ in _LAYING:
        found = clauses.prep_object(verb, _LAYING[verb.lemma_])
        if found is None and deed.dep_ == "dobj":  # "blamed the attack on the rebels", read as if on them
            found = next(iter(reversed(_within(deed, _LAYING[verb.lemma_]))), None)
    elif deed.dep_ == "pobj" and verb.lower_ == "for" and verb.head.lower_ == "responsible":
        said, verb = verb.head, verb.head.head
        own = next((child for child in said.lefts if child.dep_ == "nsubj"), None)  # "holds" + "the rebels responsible"
        found = own or (clauses.undergoer(verb) if verb.lemma_ == "hold" else clauses.subject(verb) if verb.lemma_ == "be" else None)
    elif deed.dep_ == "pobj" and verb.lower_ == "for" and verb.head.lemma_ == "blame":
        verb = verb.head
        found = clauses.undergoer(verb)
    else:
        return None
    return found if found is not None and is_party(found) and not clauses.is_negated(verb) else None


def _is_attributive_party(word: Token) -> bool:
    """ "Israeli strikes", "rebel attack", "police raid"; a town's name before the noun is where it was, and "terrorist" says of what kind.

    Who can't defend themselves suffer it: "child abuse".
    """
    if word.lower_ in word_list("said_of_a_deed"):
        return False
    if word.ent_type_ in ("NORP", "ORG", "PERSON"):
        return True
    if word.lower_ in _COUNTRY_ADJECTIVES:
        return True
    found = noun_classes().get(word.lemma_.lower(), frozenset())
    return (
        bool(found & {"living", "armed"})
        and not found & {"vehicle", "weapon"}
        and (word.dep_ != "amod" or word.lower_ in _FIGHTERS_AS_ADJECTIVES)
    )


def _can_receive(token: Token, trigger: Trigger) -> bool:
    if token.pos_ == "NUM" and token.dep_ == "pobj":
        return False  # "took place at 2100"
    found = classes(token)
    if trigger.token.lemma_ in _INTERCEPTING and "weapon" in found:
        return True  # "shot down 17 drones"
    if trigger.frame.event_type in _ON_THINGS:
        return bool(found & TARGET) and not ("weapon" in found and not found & {"living", "armed"})
    return is_party(token)


def _slot(trigger: Trigger, name: str) -> list[Token]:
    verb = trigger.token
    found: Token | None = None
    if name.startswith("prep:"):
        preposition = name[5:].partition("_")[0]
        found = clauses.prep_object(verb, preposition) or clauses.prep_object(trigger.governor, preposition)
        if found is None and preposition in ("from", "to") and clauses.is_verbal(verb):
            thing = clauses.direct_object(verb)
            found = None if thing is None else clauses.prep_object(thing, preposition) or _source_within(thing, preposition)
        if found is None:
            for word in trigger.words:
                found = found or (clauses.prep_object(word, preposition) if word != verb else None)
        if found is None and preposition in ("against", "on", "at") and (trigger.is_noun or len(trigger.words) > 1):
            found = _right_after(trigger.words[-1], preposition)  # "opened fire with rubber bullets on the crowd"
        if found is not None and preposition == "on" and found.lemma_ in word_list("ways"):
            found = None  # "an ambush on the road to Bria"
        if found is not None and name.endswith("_structure") and "group" in noun_classes().get(found.lemma_.lower(), _NAMED_PLACE):
            found = None  # "an attack in Gulu", "in the capital": where, not whom
    elif name.startswith("done_to:"):  # "a warrant for the arrest of the mayor"
        behind = (clauses.prep_object(word, name[8:]) for word in (verb, *trigger.words))
        deed = next((noun for noun in behind if noun is not None), None)
        found = None if deed is None else clauses.prep_object(deed, "of") or clauses.possessor(deed)
    elif name.startswith("of_prep:"):
        behind = (clauses.prep_object(word, name[8:]) for word in (verb, *trigger.words))
        thing = next((noun for noun in behind if noun is not None), None)
        found = None if thing is None else owner(thing)
    elif name.startswith("behind:"):  # "blamed the delay on the rebels"
        thing = clauses.direct_object(verb)
        found = None if thing is None else next(iter(reversed(_within(thing, name[7:]))), None)
    elif name in ("object", "object_party", "of_object"):
        thing = clauses.undergoer(verb) or clauses.shared_object(verb)
        if name == "of_object" and thing is not None or thing is not None and thing not in trigger.words:
            if name == "of_object":
                found = owner(thing)
            elif name == "object" or is_party(thing):
                found = thing
    elif name == "phrase_object":  # "suspended parliament", "signed a decree banning women from …"
        things = [clauses.direct_object(word) for word in (verb, *trigger.words) if clauses.is_verbal(word)]
        found = next((thing for thing in reversed(things) if thing is not None and is_party(thing)), None)
    elif name == "predicated":  # "found Hale guilty"
        said = next((child for child in verb.children if child.dep_ in ("ccomp", "oprd", "xcomp") and child.pos_ == "ADJ"), None)
        found = None if said is None else clauses.subject(said)
    elif name == "struck_down":  # "ruled the government's order unlawful", "found that the minister violated the law"
        below = complement(verb)
        thing = (None if below is None else clauses.subject(below)) or clauses.direct_object(verb) or clauses.subject(verb)
        found = None if thing is None or thing == clauses.doer(verb) else owner(thing) or (thing if is_party(thing) else None)
    elif name == "subject":
        found = clauses.subject(verb)
    elif name == "penal_recipient":  # "received ten years", "was given ten years", "the court gave him ten years"
        dative = next((child for child in verb.children if child.dep_ == "dative" and child.pos_ != "ADP"), None)
        found = dative or (clauses.direct_object(verb) if complement(verb) is not None else None) or clauses.subject(verb)
    elif name == "doer_court":
        doer = clauses.doer(verb)
        found = (
            doer
            if doer is not None
            and any(word.lemma_.lower() in noun_classes() and "court" in noun_classes()[word.lemma_.lower()] for word in doer.subtree)
            else None
        )
    elif name == "aim":
        aim = aim_of(verb)
        found = None if aim is None else clauses.direct_object(aim)
    elif name == "dative":
        found = next((child for child in verb.children if child.dep_ == "dative" and child.pos_ != "ADP"), None) or clauses.prep_object(
            verb, "to"
        )
    elif name in ("complement", "content_object", "infinitive"):
        below = complement(verb)
        if below is not None:
            if name == "complement":
                # "alleged that he was beaten": by whom, if anybody
                is_done_to = clauses.is_passive(below) and below.lemma_ not in _TIED
                found = clauses.doer(below) if is_done_to else clauses.subject(below)
                doer = clauses.doer(verb)
                if found is not None and doer is not None and found.i == doer.i:
                    found = None
            else:
                found = clauses.direct_object(below)
                if name == "content_object" and (found is None or not is_party(found)):
                    found = clauses.prep_object(below, "to", "with", "before") or found
    elif name.startswith("possessor"):
        found = clauses.possessor(verb)
    elif name == "named_before":  # "the Hale murder"; "the Hale murders" may be his own
        names = (child for child in verb.lefts if child.dep_ in ("compound", "nmod") and child.ent_type_ == "PERSON")
        found = next(names, None) if verb.tag_ == "NN" else None
    if found is None:
        return []
    return clauses.members(found)


def _within(thing: Token, preposition: str) -> list[Token]:
    """What the preposition governs anywhere below the thing."""
    hanging = (word for word in thing.subtree if word.dep_ == "prep" and word.lower_ == preposition)
    return [child for word in hanging for child in word.children if child.dep_ == "pobj"]


def _source_within(thing: Token, preposition: str) -> Token | None:
    """ "requested 50 million in funding from the council": the party at the end of a long object."""
    if preposition != "from":
        return None
    nouns = (noun for word in thing.subtree if word.lower_ == "from" and word.dep_ == "prep" for noun in word.children)
    return next((noun for noun in nouns if noun.dep_ == "pobj" and is_party(noun)), None)


def owner(thing: Token) -> Token | None:
    """The party behind a thing: "calls by the envoy", "Serbia's suppression", "an Indian proposal", "the legality of their bid"."""
    found = _owner(thing)
    if found is None:
        of = clauses.prep_object(thing, "of")
        found = None if of is None else _owner(of)
    return found


def _owner(thing: Token) -> Token | None:
    holder = clauses.possessor(thing)
    if holder is not None and is_party(holder):
        return holder
    is_done_to = thing.tag_ == "VBG" or thing.lemma_.endswith("ing") or thing.lemma_ in word_list("done_to")
    for preposition in ("by", "from", "between", *(() if is_done_to else ("of",))):
        noun = clauses.prep_object(thing, preposition)
        if noun is not None and is_party(noun):
            return noun
    part = clauses.prep_object(thing, "on")
    if part is not None and part.lemma_ == "part":
        return clauses.prep_object(part, "of")  # "negligence on the part of the firm"
    made = next((child for child in thing.rights if child.dep_ == "acl" and child.tag_ == "VBN"), None)
    maker = None if made is None else clauses.agent(made)
    if maker is not None and is_party(maker):
        return maker  # "a complaint filed by the union"
    verb = clauses.clause_head(thing)
    by = None if clauses.is_passive(verb) else clauses.prep_object(verb, "by")
    if by is not None and by.i > thing.i and is_party(by):
        return by  # "condemned the raid by the army", read as if the army had condemned
    between = next((child for child in thing.subtree if child.lower_ == "between" and child.dep_ == "prep"), None)
    if between is not None:
        return next((noun for noun in between.children if noun.dep_ == "pobj" and is_party(noun)), None)
    return next(
        (child for child in thing.children if child.dep_ in ("amod", "compound") and child.i < thing.i and _is_attributive_party(child)),
        None,
    )
