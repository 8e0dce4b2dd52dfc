"""Every mention of a happening as a draft: type, factuality, parties, time and place as its own clause gives them."""

from dataclasses import replace
from datetime import date, timedelta

from spacy.tokens import Doc, Token

from dateline.extract import clauses
from dateline.extract.events.adverbials import unlisted_town
from dateline.extract.events.factuality import factuality
from dateline.extract.events.frames import classes
from dateline.extract.events.general import (
    is_by_law,
    is_in_general,
    is_of_kind,
    is_of_record,
    is_on_a_whole_people,
    is_over_ages,
    is_over_years,
    is_repeated,
    is_trait,
)
from dateline.extract.events.happenings import is_war
from dateline.extract.events.modes import mode_of
from dateline.extract.events.parties import speaker_party
from dateline.extract.events.reactions import with_those_reacted_to
from dateline.extract.events.records import VERBAL, Draft, is_proclaimed
from dateline.extract.events.roles import is_fallen_fighting, parties
from dateline.extract.events.scene import Scene
from dateline.extract.events.speech import find_spoken
from dateline.extract.events.structure import aim_of
from dateline.extract.events.triggers import Trigger, find_triggers
from dateline.extract.events.words import word_list
from dateline.extract.layout import body_start
from dateline.extract.quotes.attribution import source_of
from dateline.extract.records import Context, Mention, Party, Quote, Span, Time
from dateline.extract.texts import text_of

_YEAR = timedelta(days=365)
_MAX_DRAFTS = 2_000  # drafts are compared pairwise; what tells of more in 200,000 characters is a list of words, no news
_CONTENT_GOVERNORS = frozenset({"REQUEST", "THREATEN", "AGREE", "REJECT", "ACCUSE"})
_HARM = frozenset({"kill", "injure", "wound", "hurt", "destroy", "damage", "maim"})
_MISHAPS = frozenset({"ACCIDENT", "DISASTER"})


def find_drafts(doc: Doc, context: Context, scene: Scene, mentions: tuple[Mention, ...], quotes: tuple[Quote, ...]) -> list[Draft]:
    """Drafts in reading order, without what only fills in a demand, a threat or a promise that is a draft itself."""
    start = body_start(text_of(doc))
    triggers = [trigger for trigger in find_triggers(doc) if trigger.token.idx >= start][:_MAX_DRAFTS]
    spoken = {act.trigger.token.i: act for act in find_spoken(doc, mentions, quotes, triggers) if act.trigger.token.idx >= start}
    replaced = {i for i, act in spoken.items() if act.trigger.frame.event_type != "ACCUSE"}
    triggers = [trigger for trigger in triggers if trigger.token.i not in replaced]
    heads = {trigger.token.i: trigger for trigger in [*triggers, *(act.trigger for act in spoken.values())]}
    scene.know(heads.values())
    attacks = [trigger.token for trigger in triggers if trigger.is_noun and trigger.frame.event_type == "ASSAULT"]
    aims = {aim.i for noun in attacks if (aim := aim_of(noun)) is not None}  # what an offensive is for is no other attack
    is_sport, is_campaign = _is_about(doc, "sports"), _is_about(doc, "campaign")
    drafts: list[Draft] = []
    for trigger in triggers:
        if is_sport and trigger.frame.event_type == "ASSAULT" and trigger.frame.mode in (None, "beat") and not trigger.is_noun:
            continue
        if (is_campaign and _is_contest(trigger)) or is_fallen_fighting(trigger.token):
            continue
        token, event_type = trigger.token, trigger.frame.event_type
        if _is_in_fiction(token):
            continue
        told = factuality(token, trigger.governor)
        if told == "negated" and any(word.dep_ == "neg" for word in trigger.words):
            told = "asserted"  # "was found not guilty"
        if told == "asserted" and trigger.governor.lemma_ == "order" and _is_carried_out(trigger):
            told = "future"
        if told == "future" and event_type == "RETREAT" and _is_announced(trigger.governor):
            told = "asserted"
        if (told != "asserted" and _is_content(trigger, heads)) or (event_type in VERBAL and _is_accused_of(token, heads)):
            continue
        if told == "hypothetical" and (event_type in VERBAL or token.i in aims):
            continue
        if told == "negated" and token.lemma_ in _HARM:
            continue  # "no one was hurt" is a toll, not a happening
        actors, recipients = parties(doc, mentions, quotes, trigger)
        if trigger.frame.is_mutual and event_type in VERBAL and recipients and not actors:
            actors = _speaking_side(doc, mentions, quotes, token)
        drafts.append(_draft(trigger, told, actors, recipients, context, scene, heads))
    for act in spoken.values():  # a refusal, a promise or a demand is made even where its content is negated or still to come
        drafts.append(_draft(act.trigger, "asserted", act.actors, act.recipients, context, scene, heads, is_spoken=True))
    drafts.sort(key=lambda draft: (draft.trigger.token.i, draft.event_type))
    return with_those_reacted_to(_with_causes(doc, [draft for draft in drafts[:_MAX_DRAFTS] if _is_specific(draft)]))


def _is_announced(verb: Token) -> bool:
    """ "announced that she would resign", "that troops would leave": the decision is taken and made known, as in "announced the withdrawal"."""
    above = verb.head
    is_news = (
        verb.dep_ == "ccomp" and above.lemma_ == "announce" and above.dep_ in ("ROOT", "conj")
    )  # "before she announced …" is background
    is_told = is_news and clauses.tense(above) in ("past", "perfect")
    return is_told and not clauses.is_negated(above) and not clauses.is_negated(verb) and clauses.modal(verb) in ("will", "would")


def _speaking_side(doc: Doc, mentions: tuple[Mention, ...], quotes: tuple[Quote, ...], token: Token) -> tuple[Party, ...]:
    """ "talks with Russia were going on, the Turkish minister said": the other side is the official who says so."""
    quote = source_of(quotes, Span(token.idx, token.idx + len(token)))
    speaker = None if quote is None else speaker_party(doc, mentions, quote)
    return (speaker,) if speaker is not None and speaker.sector == "GOV" else ()


def _draft(
    trigger: Trigger,
    told: str,
    actors: tuple[Party, ...],
    recipients: tuple[Party, ...],
    context: Context,
    scene: Scene,
    heads: dict[int, Trigger],
    is_spoken: bool = False,
) -> Draft:
    token, event_type = trigger.token, trigger.frame.event_type
    is_judged = _is_judged(token, heads)
    time = scene.time_of(trigger) or (scene.time_of_saying(token) if event_type in VERBAL else None)
    if is_spoken and time is not None and time.date_end is not None and time.date_end > context.published_date:
        time = scene.time_of_saying(token)  # "said they would free them on Monday", "by spring": the word is given when it is said
    if time is None and clauses.tense(clauses.clause_head(trigger.governor)) in ("past", "perfect", "participle"):
        time = scene.old_time(
            token, context.published_date, is_speech=event_type in VERBAL, is_judged=is_judged, is_of_law=event_type in _LEGAL
        )
    is_speech = is_proclaimed(event_type, trigger.frame.mode) and event_type != "CONSULT"
    place = scene.place_of(trigger, actors, is_speech) or (scene.place_of_saying(token, actors) if is_speech else None)
    own = place or unlisted_town(trigger)
    return Draft(
        trigger=trigger,
        event_type=event_type,
        mode=mode_of(trigger),
        factuality=_by_date(
            told, time, context.published_date, token, is_background=time is None and scene.is_background(token, context.published_date)
        ),
        span=clauses.clause_span(trigger.governor),
        sentence=scene.sentences[token.i],
        paragraph=scene.paragraphs[token.i],
        actors=actors,
        recipients=recipients,
        time=time,
        place=place,
        where=own or scene.place_before(token, scene.paragraphs[token.i]),
        is_placed=own is not None,
        links=_links(trigger, heads),
        is_judged=is_judged,
    )


def _is_about(doc: Doc, subject: str) -> bool:
    """Six or more different words of the subject ("sports", "campaign"), and more than one in eighty words."""
    words, known = text_of(doc).lower().split(), word_list(subject)
    hits = [word for word in words if word.rstrip(".,;:'\"") in known or word.rstrip(".,;:s'\"") in known]
    return len(set(hits)) >= 6 and len(hits) * 80 > len(words)


def _is_contest(trigger: Trigger) -> bool:
    """In a campaign: a candidate's attack, battle or capture of a state, and the rally at which somebody speaks."""
    token = trigger.token
    if trigger.frame.event_type == "PROTEST":
        return token.lemma_ == "rally" and token.dep_ == "pobj" and token.head.lower_ in ("at", "in", "with", "during", "after", "before")
    if trigger.frame.event_type != "ASSAULT" or token.lemma_ not in word_list("contesting"):
        return False
    doer = clauses.possessor(token) if trigger.is_noun else clauses.doer(token)
    return (
        doer is not None and doer.ent_type_ in ("PERSON", "") and bool(classes(doer) & {"living", "name"}) and not classes(doer) & {"armed"}
    )


def _is_carried_out(trigger: Trigger) -> bool:
    """An arrest, a curfew or a ceasefire is made by the order, a raid or a release by those who obey."""
    frame = trigger.frame
    is_told = any(child.dep_ == "prep" and any(below.ent_type_ == "DATE" for below in child.children) for child in trigger.token.children)
    return trigger.is_noun and not is_told and (frame.event_type in ("ASSAULT", "AID") or frame.mode in ("release", "withdraw"))


def _is_in_fiction(token: Token) -> bool:
    """ "In the film, rebels attack a village", "the novel tells of a soldier who kills his captain"."""
    fiction = word_list("fiction")
    for word in (token, *token.ancestors):
        if not clauses.is_verbal(word):
            continue
        within = clauses.prep_object(word, "in")
        if within is not None and within.i < token.i and within.lemma_ in fiction:
            return True
        teller = clauses.subject(word) if word != token and word.lemma_ in word_list("telling_tales") else None
        if teller is not None and teller.lemma_ in fiction:
            return True
    return False


def _is_content(trigger: Trigger, heads: dict[int, Trigger]) -> bool:
    """What a demand, threat, promise or accusation is about is told by that event itself."""
    return any(above.i in heads and heads[above.i].frame.event_type in _CONTENT_GOVERNORS for above in trigger.token.ancestors)


def _is_judged(deed: Token, heads: dict[int, Trigger]) -> bool:
    """ "was sentenced for her murder", "is accused of killing his wife": the crime of a verdict or charge, however long ago."""
    if deed.dep_ not in ("pobj", "pcomp") or deed.head.lower_ not in ("of", "for", "with", "to", "over"):
        return False
    return any(above.i in heads and heads[above.i].frame.mode in ("convict", "allege") for above in deed.head.ancestors)


def _is_accused_of(verb: Token, heads: dict[int, Trigger]) -> bool:
    """ "blamed him for encouraging the crowd", "accused her of trying to bribe him and threatening …": words that the accusation holds."""
    while verb.dep_ in ("conj", "xcomp", "advcl") and clauses.is_verbal(verb.head):
        verb = verb.head
    above = verb.head.head
    return verb.dep_ == "pcomp" and verb.head.lower_ in ("of", "for") and above.i in heads and heads[above.i].frame.event_type == "ACCUSE"


def _links(trigger: Trigger, heads: dict[int, Trigger]) -> tuple[int, ...]:
    """Tokens of other triggers that name the same happening: "the blast killed …", "died in the attack", "…, another attack"."""
    token = trigger.token
    found = []
    if token.dep_ == "appos":
        found += [above.i for above in token.ancestors if above.i in heads][:1]
    if token.dep_ == "dobj" and token.head.lemma_ in _HARM and token.head.i in heads:
        found.append(token.head.i)  # "…, killing five, another attack on the town": an apposition that the parser missed
    if clauses.is_verbal(token):
        subject = clauses.subject(token)
        if subject is not None and subject.i in heads:
            found.append(subject.i)
        for child in token.children:
            if child.dep_ in ("prep", "agent") and child.lower_ in ("in", "by", "during", "from", "with", "after", "when"):
                found += [noun.i for noun in child.children if noun.i in heads and not (child.lower_ == "during" and is_war(noun))]
            if (
                child.dep_ == "advcl"
                and clauses.mark(child) in ("when", "after", "as", "while")
                and child.i in heads
                and token.lemma_ in _HARM
            ):
                found.append(child.i)
    first = token
    while first.dep_ == "conj" and first.tag_ == first.head.tag_ == "VBG":
        first = first.head  # "raided a village, abducting two men and killing a third"
    if first.dep_ == "advcl" and token.tag_ == "VBG" and first.head.i in heads:
        found.append(first.head.i)
    return tuple(found)


def _with_causes(doc: Doc, drafts: list[Draft]) -> list[Draft]:
    """Harm has the type of what did it: people "killed in a crash", or "hurt" a sentence after it, were not assaulted."""
    collisions = {draft.trigger.token.i for draft in drafts if _is_collision(draft)}
    is_violent = any(token.lemma_.lower() in word_list("violent") and token.i not in collisions for token in doc)
    if not is_violent:
        drafts = [replace(draft, event_type="ACCIDENT", mode="industrial") if _is_at_works(draft) else draft for draft in drafts]
    deeds = [draft for draft in drafts if draft.event_type in ("ASSAULT", *_MISHAPS) and draft.trigger.token.lemma_ not in _HARM]
    if is_violent or any(draft.event_type == "ASSAULT" for draft in deeds):  # the van that struck people may have been a weapon
        drafts, deeds = ([draft for draft in kept if not _is_collision(draft)] for kept in (drafts, deeds))
    by_token = {draft.trigger.token.i: draft for draft in drafts}
    out: list[Draft] = []
    last: Draft | None = None
    deeds = [draft for draft in deeds if not _is_blast(draft)] or deeds
    only = deeds[0] if deeds and all(draft.event_type in _MISHAPS for draft in deeds) else None  # nothing else harms in this article
    is_peaceful = not deeds and not is_violent
    for draft in drafts:
        if only is not None and _is_blast(draft):  # a burning bus "exploded"
            draft = replace(draft, event_type=only.event_type, mode=only.mode)
        causes = [by_token[i] for i in draft.links if i in by_token]
        is_undone = not draft.actors or any(_is_collision(cause) for cause in causes)  # nobody did it, or a driver by a mishap
        if draft.event_type == "ASSAULT" and draft.trigger.token.lemma_ in _HARM and draft.mode in (None, "destroy") and is_undone:
            mishap = next((cause for cause in causes if cause.event_type in _MISHAPS), None)
            if mishap is None and not causes and last is not None and last.event_type in _MISHAPS and draft.sentence - last.sentence <= 4:
                mishap = last
            mishap = mishap or only
            if mishap is not None:
                draft = replace(draft, event_type=mishap.event_type, mode=mishap.mode)
            elif is_peaceful and not causes and _is_accidental(draft):
                draft = replace(draft, event_type="ACCIDENT", mode=None)
            elif is_peaceful and not causes and draft.trigger.token.lemma_ in ("hurt", "injure"):
                continue  # a player, in training: nothing in the article says by what
        if draft.event_type in _MISHAPS or draft.event_type == "ASSAULT":
            last = draft
        out.append(draft)
    return out


def _is_collision(draft: Draft) -> bool:
    return draft.event_type == "ACCIDENT" and draft.trigger.token.lemma_ in ("strike", "hit")


def _is_blast(draft: Draft) -> bool:
    """Something explodes, and nobody is said to make it."""
    is_told = draft.event_type == "ASSAULT" and draft.trigger.token.lemma_ in ("explode", "explosion", "blast") and not draft.actors
    return is_told and len(draft.trigger.words) == 1


def _is_at_works(draft: Draft) -> bool:
    """ "an explosion at a fireworks factory"."""
    if not _is_blast(draft):
        return False
    site = clauses.prep_object(draft.trigger.token, "at", "in", "inside", "on")
    return site is not None and any(word.lemma_.lower() in word_list("works") for word in (site, *site.lefts))


def _is_accidental(draft: Draft) -> bool:
    """ "was killed while repairing a lift", "was killed in a fall": what the sentence says besides is work or mishap."""
    return any(
        (token.lemma_ in word_list("at_work") and clauses.mark(token) in ("while", "when", "as"))
        or token.lemma_.lower() in word_list("mishaps")
        for token in draft.trigger.token.sent
    )


def _is_specific(draft: Draft) -> bool:
    """A mention that says nothing but the kind of deed is no happening: "violence is bad for business".

    Nor is what an unnamed "I" or "you" asks, gives or promises, nor what something "is" in somebody's eyes.
    """
    verb = draft.trigger.token
    if draft.event_type in (*VERBAL, "AID") and not draft.actors and clauses.is_verbal(verb) and not clauses.is_passive(verb):
        doer = clauses.doer(verb)
        is_rescue = draft.event_type == "AID" and bool(draft.recipients or draft.place) and doer is not None and "vehicle" in classes(doer)
        is_tried = draft.mode == "allege" and bool(draft.recipients)  # "went on trial": nobody says before whom
        if not is_rescue and not is_tried and (doer is None or doer.lower_ not in ("he", "she", "they", "it")):
            return False
    if draft.event_type == "REQUEST" and any(
        word.text in ("me", "us", "you")  # "US" is none of them
        for child in verb.children
        for word in (child, *(child.lefts if verb.lemma_ != "let" and child.dep_ in ("xcomp", "ccomp") and child.tag_ == "VB" else ()))
        if word.dep_ in ("dobj", "dative", "nsubj")
    ):
        return False
    if draft.event_type == "REQUEST" and draft.trigger.is_noun and any(child.lower_ == "own" for child in verb.children):
        return False  # "at her own request"
    if draft.event_type in ("REQUEST", "SUPPORT") and verb.lemma_ in ("support", "back", "want") and _is_polled(clauses.subject(verb)):
        return False
    if draft.event_type == "CONSULT" and verb.lemma_ == "meet" and all(_is_private(party) for party in (*draft.actors, *draft.recipients)):
        return False  # whom somebody met as a student
    if draft.trigger.is_noun and (_is_of_a_kind(verb) or _is_name_for(verb) or _is_where_said(draft) or _is_setting(draft)):
        return False
    if (
        draft.factuality == "asserted"
        and not draft.trigger.is_noun
        and (
            is_repeated(verb)
            or is_by_law(verb)
            or (draft.event_type in _DONE and is_in_general(verb))
            or (draft.event_type == "ASSAULT" and is_trait(verb))
        )
    ):
        return False
    if not draft.trigger.is_noun and is_over_ages(verb):
        return False
    if draft.event_type in _LEGAL and draft.time is None and not draft.trigger.is_noun and is_of_kind(verb):
        return False
    if draft.event_type == "REQUEST" and verb.lemma_ in _ADVISING and all(map(_is_private, (*draft.actors, *draft.recipients))):
        ends = (clauses.doer(verb), clauses.undergoer(verb))
        if not any(end is not None and classes(end) & {"group", "armed", "post_holder"} for end in ends):
            return False  # what classmates advise each other
    is_bare = draft.time is None and draft.place is None and not draft.links
    if is_bare and draft.event_type == "ASSAULT" and not draft.trigger.is_noun and is_on_a_whole_people(verb):
        return False
    if draft.trigger.is_noun and verb.dep_ == "attr" and verb.head.tag_ in ("VBZ", "VBP") and not draft.is_definite:
        return False
    if (
        draft.event_type in ("COERCE", "SANCTION")
        and clauses.is_passive(verb)
        and clauses.tense(verb) == "present"
        and not _is_going_on(verb)
    ):
        return False  # "is banned", "are held": a state
    if draft.actors or draft.recipients or draft.time or draft.place or draft.is_definite or draft.links:
        return True
    token = draft.trigger.token
    if draft.trigger.is_noun:
        if (
            draft.trigger.governor.lemma_ in ("break", "erupt", "flare", "spread", "escalate")
            and clauses.tense(draft.trigger.governor) == "past"
        ):
            return True  # "riots broke out"
        return token.tag_ in ("NN", "NNP") and any(child.dep_ in ("det", "amod", "compound") for child in token.children)
    is_done = clauses.tense(token) in ("past", "perfect")
    return is_done and (draft.event_type not in VERBAL or (draft.mode == "investigate" and clauses.is_passive(token)))


_DONE = frozenset({"AID", "ASSAULT", "COERCE", "COOPERATE", "REJECT", "RETREAT", "SUPPORT"})


_ADVISING = frozenset({"encourage", "advise", "invite", "recommend", "suggest"})
_LEGAL = frozenset({"ACCUSE", "COERCE", "SANCTION"})


def _is_polled(subject: Token | None) -> bool:
    """ "Most voters support …", "about six in ten"."""
    return subject is not None and (
        subject.lemma_.lower() in word_list("polled") or any(child.lemma_.lower() in ("percent", "%", "in") for child in subject.children)
    )


def _is_setting(draft: Draft) -> bool:
    """ "during the pandemic", "due to the outbreak": the times in which something else is told; a number or a place makes it news."""
    noun = draft.trigger.token
    if draft.mode != "epidemic" or draft.place is not None or draft.time is not None or any(word.like_num for word in noun.subtree):
        return False
    head = noun.head
    if noun.dep_ == "pobj":
        return head.lower_ in _SETTING or (head.lower_ == "of" and head.head.lemma_ in _SHADOWS)
    while head.dep_ == "conj" and head.pos_ in ("NOUN", "PROPN"):
        head = head.head
    return noun.dep_ in ("dobj", "conj") and (head if noun.dep_ == "dobj" else head.head).lemma_ in _TAKING_UP


_SETTING = frozenset(
    [
        "during",
        "amid",
        "amidst",
        "before",
        "after",
        "since",
        "to",
        "over",
        "through",
        "throughout",
        "despite",
        "about",
        "due",
        "because",
        "on",
    ]
)
# "in the aftermath of the pandemic"
_SHADOWS = frozenset({"because", "aftermath", "wake", "face", "midst", "impact", "effect", "shadow", "height", "handling"})
# "discussed his youth and the pandemic"
_TAKING_UP = frozenset({"discuss", "debate", "mention", "handle", "tackle"})


def _is_name_for(noun: Token) -> bool:
    """ "in what has been called an honour killing": another word for what is told elsewhere."""
    return noun.dep_ == "oprd" and noun.head.lemma_ in word_list("judging") and clauses.is_passive(noun.head)


def _is_where_said(draft: Draft) -> bool:
    """ "told a rally", "said at a rally": an audience, and no protest."""
    noun = draft.trigger.token
    if draft.event_type != "PROTEST" or noun.lemma_ != "rally" or draft.is_definite:
        return False
    verb = noun.head.head if noun.dep_ == "pobj" else noun.head if noun.dep_ in ("dobj", "dative") else None
    is_said = verb is not None and verb.lemma_ in word_list("saying") | {"speak", "address", "appear", "urge", "promise"}
    return is_said and (noun.dep_ != "pobj" or noun.head.lower_ in ("in", "at", "during", "to"))


def _is_of_a_kind(noun: Token) -> bool:
    """ "Accidents are common", "where storms have cost many lives": what goes on happening, a bare plural without a number."""
    verb = noun.head
    while verb.dep_ == "conj" and verb.pos_ in ("NOUN", "PROPN"):
        verb = verb.head
    if (
        noun.tag_ != "NNS"
        or noun.dep_ not in ("nsubj", "conj")
        or any(child.dep_ in ("det", "poss", "nummod", "relcl", "acl") for child in noun.children)
    ):
        return False
    if clauses.tense(verb) == "present" and any(child.dep_ == "acomp" and child.lower_ in _FREQUENT for child in verb.children):
        return True
    is_aside = verb.dep_ == "relcl" and any(child.lower_ == "where" for child in verb.children)
    return is_aside and clauses.tense(verb) in ("present", "perfect") and not any(word.like_num for word in verb.subtree)


_FREQUENT = frozenset({"common", "frequent", "rare", "rife", "commonplace", "usual", "routine", "unusual", "uncommon", "widespread"})


def _is_private(party: Party) -> bool:
    """Nobody who speaks for a body or a country."""
    return party.sector in ("CVL", "ELI", "EDU", "REF", "AGR") or (party.sector is None and party.country is None)


def _is_going_on(verb: Token) -> bool:
    """ "is being held"."""
    return any(child.lower_ == "being" for child in verb.children)


def _by_date(told: str, time: Time | None, published: date, token: Token, *, is_background: bool) -> str:
    if told != "asserted":
        return told
    if is_background or is_of_record(token):
        return "historical"
    if time is None or time.date_start is None or time.date_end is None:
        is_old = _is_long_ago(token) or _is_of_a_life(token) or (clauses.is_verbal(token) and is_over_years(token))
        return "historical" if is_old else told
    if time.date_start > published:
        return (
            told if clauses.tense(clauses.clause_head(token)) in ("past", "perfect") else "future"
        )  # what "was" done is over: the day is misread
    middle = time.date_start + (time.date_end - time.date_start) / 2
    return "historical" if middle < published - _YEAR else told


def _is_of_a_life(token: Token) -> bool:
    """ "as a student", "in her youth": what a life held; and who was "previously convicted" was so in another case."""
    verb = clauses.clause_head(token)
    if clauses.tense(verb) not in ("past", "perfect"):
        return False
    for child in verb.children:
        if child.dep_ == "advmod" and child.lower_ in ("previously", "once") and token.lemma_ in word_list("verdicts"):
            return True
        if child.dep_ == "prep" and (child.lower_ in ("in", "during") or (child.lower_ == "as" and clauses.is_passive(verb))):
            stage = next((below for below in child.children if below.dep_ == "pobj"), None)
            if stage is not None and stage.lemma_.lower() in word_list("ages"):
                return True
    return False


def _is_long_ago(token: Token) -> bool:
    """ "years ago", "decades earlier" in the clause, without a date."""
    return any(
        child.dep_ in ("advmod", "npadvmod", "prep")
        and any(word.lower_ in ("years", "decades", "centuries") for word in child.subtree)
        and child.lower_ in ("ago", "earlier")
        for child in clauses.clause_head(token).children
    )
