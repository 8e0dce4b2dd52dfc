"""Whether two parties may be the same, by name, by head word, or because one of them is an attacker whom nobody has named yet."""

from collections.abc import Collection

from spacy.tokens import Doc, Token

from dateline.extract.events.frames import classes, noun_classes
from dateline.extract.events.parties import head_word
from dateline.extract.places.countries import country_of
from dateline.extract.records import Party

_NAMED_DOERS = frozenset({"man", "woman", "teenager", "student", "worker", "employee", "soldier"})
ATTACKERS = frozenset({"attacker", "assailant", "gunman", "shooter", "bomber", "suspect", "assassin", "hijacker", "kidnapper"})


def same_party(doc: Doc, one: Party, other: Party) -> bool:
    """The same name, or without names on both sides the same head word of compatible countries."""
    if one.name is not None and other.name is not None:
        return one.name == other.name
    if one.text.lower() == other.text.lower():
        return True
    if len(one.text) != len(other.text) and (_is_within(one.text, other.text) or _is_within(other.text, one.text)):
        return True
    if one.country and other.country and one.country != other.country:
        return False
    head, head2 = head_word(doc, one), head_word(doc, other)
    for a, b, named in ((head, head2, other), (head2, head, one)):
        if a in ATTACKERS and (b in ATTACKERS | _NAMED_DOERS or _may_attack(doc, named)):
            return True
    if one.sector == other.sector and one.sector in ("COP", "MIL", "REB", "UAF") and not (one.name and other.name):
        return head == head2 or not (_is_thing(head) and _is_thing(head2))  # "police" and "an officer", not "a tank" and "a barracks"
    return bool(head) and head == head2


def _may_attack(doc: Doc, party: Party) -> bool:
    """Somebody named who may be the "gunman" of the text: no force of the state, and no town ("Kaya, a village")."""
    if party.name is None or party.sector in ("COP", "MIL"):
        return False
    words = doc.char_span(party.span.start, party.span.end, alignment_mode="expand")
    head = None if words is None else words.root
    if head is None or country_of(party.name) is not None:
        return True
    return head.ent_type_ not in ("GPE", "LOC", "FAC") and not any(
        child.dep_ == "appos" and bool(classes(child) & {"settlement", "structure"}) for child in head.children
    )


def share(doc: Doc, ones: tuple[Party, ...], others: tuple[Party, ...]) -> bool:
    """True where somebody of the one side is somebody of the other."""
    return any(same_party(doc, one, other) for one in ones for other in others)


def differ(doc: Doc, known: Collection[Party], parties: tuple[Party, ...]) -> bool:
    """True where both sides name somebody and nobody is the same."""
    return bool(parties) and bool(known) and not any(same_party(doc, one, other) for one in parties for other in known)


def is_same_name(one: Party, other: Party) -> bool:
    """The same name, or the same words where one has none."""
    return one.text.lower() == other.text.lower() if one.name is None or other.name is None else one.name == other.name


def words_of(doc: Doc, party: Party) -> list[Token]:
    """The tokens of a party."""
    return list(doc.char_span(party.span.start, party.span.end, alignment_mode="expand") or ())


def _is_within(short: str, long: str) -> bool:
    """ "the foreign ministers", once "an assembly of several foreign ministers"."""
    if len(short) >= len(long) + 6 or " " not in short:  # no longer than with an article before it
        return False
    words = [word for word in short.lower().split() if word not in ("the", "a", "an", "these", "those", "both")]
    return len(words) > 1 and long.lower().endswith(" " + " ".join(words))


def _is_thing(lemma: str) -> bool:
    return bool(noun_classes().get(lemma, frozenset()) & {"vehicle", "structure"})
