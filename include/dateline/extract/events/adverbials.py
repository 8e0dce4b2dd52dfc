"""What days and places in a sentence are said of: questions to the parse about adverbials, each pure."""

from itertools import takewhile

from spacy.tokens import Doc, Token

from dateline.extract import clauses
from dateline.extract.events.frames import noun_frames
from dateline.extract.events.triggers import Trigger
from dateline.extract.events.words import word_list
from dateline.extract.places.countries import country_of
from dateline.extract.records import Place, Span

_LOCATIVES = frozenset(
    {
        "in",
        "at",
        "near",
        "outside",
        "inside",
        "around",
        "on",
        "across",
        "off",
        "from",
        "through",
        "throughout",
        "into",
        "to",
        "over",
        "of",
        "along",
        "within",
        "by",
    }
)
_OF_ANOTHER_DAY = frozenset({"deny", "admit", "acknowledge", "confess", "claim", "recall", "remember", "report"})  # than what they tell of
_DIRECTIONS = frozenset(
    {"north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest", "interior", "provinces", "countryside"}
)
_COMPARED = 10  # tokens
_OTHER = frozenset({"another", "other", "neighbouring", "neighboring", "nearby"})
_MOTION = frozenset({"MOBILIZE", "RETREAT", "AID", "SANCTION"})


def time_clauses(trigger: Trigger) -> frozenset[int]:
    """Clauses whose adverbials are the trigger's own: its verb's, and above it those of which it is only a part ("began to fire")."""
    head = clauses.clause_head(trigger.governor)
    found = {head.i}
    while head.head != head:
        is_part = (
            (head.dep_ == "xcomp" and head.head.lemma_ not in _OF_ANOTHER_DAY)
            or (head.dep_ == "conj" and not any(child.dep_ in clauses.SUBJECTS for child in head.children))
            or (head.dep_ == "advcl" and head.tag_ == "VBG" and clauses.mark(head) is None)
            or (head.dep_ == "advcl" and any(child.lower_ == "when" and child.i < head.i for child in head.children))
        )
        if not is_part:
            break
        head = clauses.clause_head(head.head)
        found.add(head.i)
    # "12 were killed and 40 wounded on Monday": the last of several participles under one auxiliary carries the day of all
    found |= {
        child.i
        for i in sorted(found)
        for child in head.doc[i].children
        if child.dep_ == "conj"
        and child.tag_ == head.doc[i].tag_ == "VBN"
        and not any(word.dep_ in ("aux", "auxpass") for word in child.children)
    }
    below = clauses.clause_head(trigger.governor).children
    return frozenset({*found, *(child.i for child in below if child.dep_ == "advcl" and _is_of_same_time(child, trigger))})


def _is_of_same_time(clause: Token, trigger: Trigger) -> bool:
    """ "Ten were hurt when a tram left the track on Monday", "have grown since …": the clause below says when."""
    word = clauses.mark(clause) or next((child.lower_ for child in clause.children if child.dep_ == "advmod" and child.i < clause.i), None)
    return word == "since" or (word == "when" and trigger.token.i < clause.i)


def is_measure(day: Token) -> bool:
    """ "The worst attack since 2014", "for the first time since May": how rare it is, and not when it was."""
    before = day.doc[max(day.sent.start, day.left_edge.i - _COMPARED) : day.left_edge.i]
    if len(before) == 0 or before[-1].lower_ != "since" or any(child.dep_ == "relcl" for child in day.children):
        return False  # "since 2007, when 28 were killed" tells of that year
    return any(word.tag_ in ("JJS", "RBS") or word.lower_ == "first" for word in before)


def is_of_a_state(day: Token, deed: Token) -> bool:
    """ "Arrested a man wanted since 2015", "met a pastor held in Iran since 2012": no one deed in the simple past goes on since then.

    Deeds on many may have added up: "arrested 40 people since Monday".
    """
    if day.dep_ != "pobj" or day.head.lower_ != "since" or clauses.tense(deed) != "past":
        return False
    return not any(noun is not None and _is_counted(noun) for noun in (clauses.subject(deed), clauses.undergoer(deed)))


def _is_counted(noun: Token) -> bool:
    return any(word.pos_ == "NUM" and word.lower_ not in ("one", "1") for word in (noun, *noun.lefts))


def is_end(day: Token) -> bool:
    """ "Gave them until Friday", "extended the lockdown to May 1": when something ends, and not when it was done."""
    if day.dep_ != "pobj":
        return False
    verb = clauses.clause_head(day)
    return day.head.lower_ in ("until", "till") or (day.head.lower_ == "to" and verb.lemma_ in _PUTTING_OFF)


_PUTTING_OFF = frozenset({"extend", "postpone", "delay", "prolong", "move", "adjourn", "defer", "reschedule"})


def is_range_of_measure(place: Token) -> bool:
    """ "The worst in the province since 2018": where no worse one was."""
    return place.dep_ == "pobj" and place.head.head.tag_ == "JJS"


def is_subject_of_clause(noun: Token) -> bool:
    """ "The attack hit …", "a series of blasts hit …": what the clause says of where and when is said of the noun."""
    if (
        noun.dep_ == "pobj"
        and noun.head.lower_ == "of"
        and noun.head.head.lemma_ in ("wave", "series", "string", "spate", "round", "number")
    ):
        return is_subject_of_clause(noun.head.head)
    return noun.dep_ in ("nsubj", "nsubjpass") or (noun.dep_ == "conj" and noun.head.dep_ in ("nsubj", "nsubjpass"))


def is_scene_setting(noun: Token) -> bool:
    """ "died in the attack": the noun's clause is told of the same happening."""
    return noun.dep_ == "pobj" and noun.head.lower_ in ("in", "during", "by") and clauses.is_verbal(noun.head.head)


def belongs_to_another_noun(doc: Doc, position: int, trigger: Token) -> bool:
    """The date of "the August accord" or of "a meeting on Friday" is not that of the verb."""
    token = doc[position]
    while token.head != token and not clauses.is_verbal(token):
        head = token.head
        if (
            token.dep_ in ("amod", "compound", "nmod", "poss")
            and head.pos_ in ("NOUN", "PROPN")
            and head.i != trigger.i
            and head.ent_type_ not in ("DATE", "TIME")
        ):
            return not head.is_ancestor(trigger)
        token = head
    return False


_STRUCK_AT = frozenset({"in", "at", "near", "outside", "inside"})


def is_target_of(anchor: Token, trigger: Trigger) -> bool:
    """ "The port was the target of an attack", "Cairo was the scene of clashes"."""
    of = trigger.token.head
    what = of.head
    return (
        anchor.dep_ == "nsubj"
        and trigger.token.dep_ == "pobj"
        and of.lower_ == "of"
        and what.dep_ == "attr"
        and what.lemma_ in ("target", "scene", "site", "object", "victim")
        and what.head == anchor.head
    )


def is_located(anchor: Token, trigger: Trigger) -> bool:
    """The place hangs on the clause by a preposition of place, or is itself what was attacked, taken or left."""
    if anchor.lower_ == "here":
        return True
    if anchor.dep_ == "pobj" and anchor.head.lower_ == "by" and country_of(anchor.doc[anchor.left_edge.i : anchor.i + 1].text) is not None:
        return False  # "after mediation by Qatar"
    if anchor.dep_ in clauses.SUBJECTS and "subject" in trigger.frame.recipient and clauses.clause_head(anchor) == trigger.token:
        return True  # "the capital fell to rebels"
    if anchor.dep_ in ("dobj", "nsubjpass") and trigger.frame.event_type in ("ASSAULT", "COERCE", "RETREAT", "DISASTER", "CONSULT"):
        return True
    if anchor.dep_ == "dobj" and anchor.head.lemma_ in ("reach", "enter"):
        return True
    if anchor.dep_ in ("nsubj",):
        return trigger.frame.event_type in ("DISASTER", "ACCIDENT")
    token = anchor
    while token.dep_ in ("conj", "appos", "compound", "nmod", "poss") and token.head != token:
        token = token.head
    if token.dep_ in clauses.SUBJECTS and "subject" in trigger.frame.recipient and clauses.clause_head(token) == trigger.token:
        return True
    if token.dep_ in ("dobj", "nsubjpass"):
        return trigger.frame.event_type in ("ASSAULT", "COERCE", "DISASTER")
    if token.dep_ != "pobj":
        return False
    preposition = token.head
    return preposition.lower_ in _LOCATIVES and (
        preposition.lower_ not in ("to", "from", "into") or trigger.frame.event_type in _MOTION or trigger.frame.event_type == "CONSULT"
    )


def is_where_agent_struck(anchor: Token, trigger: Trigger) -> bool:
    """ "were shot by soldiers in the canton of Tashin": after the doer of a passive, where it was done rather than where the doer is from."""
    token = anchor
    while token.dep_ in ("conj", "appos", "compound", "nmod") or (token.dep_ == "pobj" and token.head.lower_ == "of"):
        token = token.head.head if token.dep_ == "pobj" else token.head
    if token.dep_ != "pobj" or token.head.lower_ not in _STRUCK_AT or trigger.frame.event_type not in ("ASSAULT", "COERCE"):
        return False
    doer = token.head.head
    return doer.dep_ == "pobj" and doer.head.dep_ == "agent" and doer.head.head == trigger.token and doer.ent_type_ == ""


def is_locative_of(anchor: Token, trigger: Trigger) -> bool:
    """For speech: "in Geneva" hanging on the verb itself, not inside what is talked about."""
    if anchor.dep_ != "pobj" or anchor.head.lower_ not in ("in", "at"):
        return False
    above = anchor.head.head
    while above.dep_ == "pobj":  # "a meeting of ministers in Lima condemned …"
        above = above.head.head
    return above in (trigger.token, trigger.governor) or (above.dep_ in ("nsubj",) and above.head in (trigger.token, trigger.governor))


_HELD = frozenset({"hold", "stage", "organise", "organize", "convene", "host"})
_SPEAKING = frozenset({"speak", "address", "appear", "testify", "talk", "tell"})


def is_where_spoken(anchor: Token, trigger: Trigger, wanted: frozenset[int]) -> bool:
    """ "addressed reporters in Lima, calling …", "speaking in Lima, she urged …", "at a rally held in Lima she accused …"."""
    if anchor.dep_ != "pobj" or anchor.head.lower_ not in ("in", "at"):
        return False
    above = anchor.head.head
    while above.head != above:
        if above.dep_ == "pobj" and above.head.lower_ in _WITHIN and above.lemma_.lower() in word_list("gatherings"):
            above = above.head.head
        elif (above.dep_ == "acl" and above.lemma_ in _HELD) or (above.dep_ == "dobj" and above.head.lemma_ in _SPEAKING):
            above = above.head
        else:
            break
    return above in (trigger.token, trigger.governor) or (above.lemma_ in _SPEAKING and _is_speech_of(above, trigger, wanted))


def _is_speech_of(verb: Token, trigger: Trigger, wanted: frozenset[int]) -> bool:
    said = clauses.clause_head(trigger.governor)
    return verb.i in wanted or (verb.dep_ == "advcl" and verb.tag_ == "VBG" and verb.head == said)


def is_day_of_gathering(anchor: Token) -> bool:
    """ "agreed at last week's talks", "signed it during Monday's visit": the day of the gathering is that of what was done there."""
    noun = anchor.head
    return (
        anchor.dep_ in ("poss", "compound", "nmod", "amod")
        and noun.lemma_.lower() in word_list("gatherings")
        and noun.dep_ == "pobj"
        and noun.head.lower_ in ("at", "during", "in")
    )


def is_elsewhere(trigger: Trigger) -> bool:
    """ "kidnapped in the north", "an attack in another district": somewhere that has no name, and not where the text last was."""
    nouns = [
        noun
        for token in dict.fromkeys((trigger.token, trigger.governor))
        for child in token.children
        if child.dep_ == "prep" and child.lower_ in _LOCATIVES
        for noun in child.children
        if noun.dep_ == "pobj" and noun.pos_ == "NOUN"
    ]
    return any(noun.lower_ in _DIRECTIONS or any(left.lower_ in _OTHER for left in noun.lefts) for noun in nouns)


def unlisted_town(trigger: Trigger) -> Place | None:
    """ "an attack in Inata", "killed at a post in Inata": a name that no gazetteer has, so far as it tells one scene from another."""
    clause = clauses.clause_head(trigger.token)
    for token in trigger.token.subtree:
        if token.pos_ != "PROPN" or token.dep_ != "pobj" or clauses.clause_head(token) not in (trigger.token, clause):
            continue
        between = takewhile(lambda above: above != trigger.token, token.ancestors)
        if any(above.pos_ == "NOUN" and above.lemma_.lower() in noun_frames() for above in between):
            continue  # "the deadliest since an assault in Inata"
        is_in = token.head.lower_ == "in" and token.ent_type_ == "PERSON"  # nobody is attacked in a person
        if is_in or (token.head.lower_ in ("in", "at", "near") and token.ent_type_ in ("", "GPE", "LOC")):
            return Place(Span(token.idx, token.idx + len(token)), token.text, token.text, "city", None, confidence=0.0)
    return None


def is_inside_noun(anchor: Token) -> bool:
    """ "the August accord", "Friday's attack": the day of a thing spoken of, not of the telling."""
    return (
        anchor.dep_ in ("poss", "compound", "amod", "nmod")
        and anchor.head.pos_ in ("NOUN", "PROPN")
        and anchor.head.ent_type_ not in ("DATE", "TIME")
    )


_SAME_DAY = frozenset({"day", "morning", "afternoon", "evening", "night", "today", "hour", "hours", "minutes", "moments"})
_WITHIN = frozenset({"in", "during", "under", "over", "at", "throughout", "for", "since", "within", "before"})


def is_of_another_time(verb: Token) -> bool:
    """ "was previously held", "in the following weeks", "under her predecessor's rule", "before that": not on the day of the text around."""
    return _is_long_apart(verb) or any(
        (child.dep_ in ("advmod", "npadvmod") and _is_of_other_days(child)) or (child.dep_ == "prep" and _names_another_period(child))
        for child in verb.children
    )


def _is_long_apart(verb: Token) -> bool:
    """ "A month after they were abducted", "years before he was killed": on no day of the clause above."""
    mark = next((child for child in verb.children if child.dep_ == "mark" and child.lower_ in ("after", "before")), None)
    return mark is not None and mark.i > 0 and mark.nbor(-1).lemma_.lower() in ("day", "week", "month", "year", "decade")


def _is_of_other_days(word: Token) -> bool:
    following = word.doc[word.i + 1 : word.i + 5]
    near = (*word.subtree, *following) if word.lower_ == "earlier" else word.subtree
    return word.lower_ in word_list("other_days") and not any(token.lower_ in _SAME_DAY for token in near)


def _names_another_period(preposition: Token) -> bool:
    word = preposition.lower_
    for noun in preposition.children:
        if noun.dep_ != "pobj" or word not in _WITHIN or any(child.lower_ == "this" for child in noun.children):
            continue
        if word == "before":
            return noun.lower_ in ("that", "then")
        is_point = any(child.dep_ in ("prep", "acl", "relcl") for child in noun.children)  # "at the time of the blast"
        if noun.lower_ in word_list("lengths_of_days"):
            return not is_point and word != "since"
        return noun.lemma_ in word_list("other_periods") and not (noun.lemma_ == "time" and is_point)
    return False


_JUDGED = frozenset({"accuse", "convict", "suspect"})


def clauses_behind(verb: Token) -> list[Token]:
    """Clauses whose place is the deed's, too: what it was done for, the next deed of the same doer, what the victim is accused of."""
    found = [
        child
        for child in verb.rights
        if (child.dep_ in ("xcomp", "advcl") and clauses.is_purpose(child))
        or (child.dep_ == "conj" and clauses.is_verbal(child) and not any(word.dep_ in clauses.SUBJECTS for word in child.children))
    ]
    whom = clauses.undergoer(verb)
    return found + ([] if whom is None else [child for child in whom.rights if is_judged_aside(child)])


def is_judged_aside(clause: Token) -> bool:
    """ "(executed a man) convicted of murder": what is known of the victim; the day and place behind it are rather the deed's."""
    if clause.dep_ != "acl" or clause.lemma_ not in _JUDGED or clause.head.dep_ not in ("dobj", "nsubjpass"):
        return False
    verb = clause.head.head
    return clauses.is_verbal(verb) and clauses.tense(verb) == "past"


def is_plain_locative(anchor: Token, *, in_aside: bool = False) -> bool:
    """ "in Gulu", "near the town of Gulu" in a clause of its own: a place that goes on to hold for what follows."""
    token = anchor
    while token.dep_ in ("conj", "appos", "compound") and token.head != token:
        token = token.head
    clause = clauses.clause_head(anchor)
    while clause.dep_ == "conj" and clauses.is_verbal(clause.head):
        clause = clause.head  # "who owns a shop and lives in Miami"
    if clause.dep_ in ("relcl", "acl") and not in_aside:
        return False
    return token.dep_ == "pobj" and token.head.lower_ in ("in", "at", "near", "outside", "around", "inside", "across")
