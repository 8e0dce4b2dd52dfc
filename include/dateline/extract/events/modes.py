"""PLOVER modes that follow from what is asked for, refused or threatened, or from who is deployed (docs/datasets.md)."""

from dateline.extract import clauses
from dateline.extract.events.frames import classes, noun_frames
from dateline.extract.events.structure import complements
from dateline.extract.events.triggers import Trigger
from dateline.extract.events.words import word_list

_BY_CONTENT = {
    "THREATEN": ("violence", "arrest", "expel", "relations", "restrict"),
    "REQUEST": ("meet", "assist", "yield"),
    "REJECT": ("meet", "assist", "yield"),
}
_POLICE = frozenset({"police", "policeman", "policewoman", "constable"})
_BY_WEAPON = ("crowd-control", "explosives", "drone", "heavy-weapons", "aerial", "firearms", "primitive")


def mode_of(trigger: Trigger) -> str | None:
    """The frame's own mode, else the one that the content or the object gives; None where neither does."""
    event_type, mode = trigger.frame.event_type, trigger.frame.mode
    if event_type == "MOBILIZE" and mode == "troops":
        thing = clauses.undergoer(trigger.token)
        words = () if thing is None else (thing, *(child for child in thing.lefts if child.dep_ == "compound"))
        return "police" if any(word.lemma_.lower() in _POLICE for word in words) else mode
    if mode is None and event_type == "DISASTER":
        hazard = clauses.doer(trigger.token)
        frames = () if hazard is None or trigger.is_noun else noun_frames().get(hazard.lemma_.lower(), ())
        return next((frame.mode for frame in frames if frame.event_type == event_type), None)  # "floods swept …"
    if mode is None and event_type == "ASSAULT":
        return _by_weapon(trigger)
    if mode == "explosives" and not trigger.is_noun:
        doer = clauses.doer(trigger.token)  # "warplanes bombed a market"
        return "aerial" if doer is not None and doer.lemma_.lower() in word_list("weapon_aerial") else mode
    if mode is not None or event_type not in _BY_CONTENT:
        return mode
    content = {below.lemma_.lower() for below in complements(trigger.token)} or {
        noun.lemma_.lower()
        for preposition in ("for", "with", "of")
        if (noun := clauses.prep_object(trigger.token, preposition)) is not None
    }
    if trigger.token.lemma_ not in ("threaten", "warn", "vow") and event_type == "THREATEN":
        content.add(trigger.token.lemma_.lower())  # "said they will kill …"
    return next((name for name in _BY_CONTENT[event_type] if content & word_list(f"mode_{name}")), None)


def _by_weapon(trigger: Trigger) -> str | None:
    """ "Attacked the embassy with explosives", "a bomb killed two": the mode that the weapon gives."""
    token = trigger.token
    weapons = [clauses.prep_object(token, "with", "by"), None if trigger.is_noun else clauses.doer(token)]
    weapons += [clauses.direct_object(child) for child in token.children if child.dep_ == "advcl" and child.lemma_ == "use"]
    words = [word for weapon in weapons if weapon is not None for word in clauses.members(weapon)]
    if any(child.lower_ == "suicide" for word in words for child in word.lefts):
        return "suicide-attack"  # a suicide bomber is no aircraft
    named = {word.lemma_.lower() for word in words}
    named |= {child.lemma_.lower() for word in words if "weapon" in classes(word) for child in word.lefts if child.dep_ == "compound"}
    return next((mode for mode in _BY_WEAPON if named & word_list(f"weapon_{mode}")), None)
