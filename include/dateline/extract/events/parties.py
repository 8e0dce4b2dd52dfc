"""What the tokens in a role stand for: names in full, lists one by one, "we" as whoever says it."""

from dataclasses import replace

from spacy.tokens import Doc, Token

from dateline.extract.events.frames import ANYBODY, classes, is_party
from dateline.extract.mentions import memory
from dateline.extract.mentions.sectors import sector_of
from dateline.extract.quotes.attribution import source_of
from dateline.extract.records import Mention, Party, Quote, Span

_FIRST_PERSON = frozenset({"i", "we", "us", "me", "our", "my", "ourselves"})
_EMPTY = frozenset(
    [
        "you",
        "who",
        "that",
        "which",
        "it",
        "this",
        "they",
        "them",
        "he",
        "she",
        "him",
        "her",
        "i",
        "we",
        "us",
        "me",
        "those",
        "what",
        "its",
        "their",
        "his",
    ]
)


def as_parties(doc: Doc, mentions: tuple[Mention, ...], quotes: tuple[Quote, ...], tokens: list[Token]) -> tuple[Party, ...]:
    """What the tokens stand for, each party once; "we" in a quotation is whoever says it, a pronoun without antecedent nobody."""
    found: list[Party] = []
    for token in [member for head in tokens for member in memory.listed(doc, mentions, head)]:
        is_own = token.lower_ in _FIRST_PERSON and token.text not in ("US", "WE")
        party = _speaker(doc, mentions, quotes, token) if is_own else memory.party(doc, mentions, token)
        is_told = is_own or _is_of_a_kind(token)
        if party is not None and token.pos_ == "PRON" and not (party.name or party.sector or is_told):
            continue  # a pronoun that may stand for anything
        if party is not None and party.sector in (None, "BUS") and classes(token) & {"structure", "vehicle", "armed"}:
            party = replace(party, sector=_owner_sector(token) or party.sector)
        if party is not None:
            party = _in_full(doc, mentions, party)
        if party is not None and not any(same_words(party, other) for other in found) and party.text.lower() not in _EMPTY:
            found.append(party)
    return tuple(found)


def _is_of_a_kind(pronoun: Token) -> bool:
    """ "anyone with a licence", "everybody who left"; not "everyone" at all."""
    following = pronoun.doc[pronoun.i + 1 : pronoun.i + 2]
    return pronoun.lower_ in ANYBODY and any(word.tag_ in ("IN", "WP", "VBG", "VBN") for word in following)


def _in_full(doc: Doc, mentions: tuple[Mention, ...], party: Party) -> Party:
    """A bare surname, "the president", "the court" or "the House" in the fullest words that the text has for them."""
    words = {word.strip(".,") for word in party.text.lower().split()} - {"the", "this", "that"}
    mention = None if party.name is None else memory.refer(doc, mentions, party.span)
    if mention is None or mention.mention_type not in ("PERSON", "ORG", "ARMED_GROUP"):
        return party
    known = set(mention.canonical_name.lower().split())
    is_short = (len(words) == 1 or not words & known) if mention.mention_type == "PERSON" else words < known
    if not is_short:
        return party
    span = memory.description_span(doc, mentions, mention)
    return replace(party, span=span, text=memory.description(doc, mentions, mention))


def _owner_sector(thing: Token) -> str | None:
    """Whose base, convoy or position it is: "rebel positions", "a military vehicle", "the army's barracks"."""
    words = [child for child in thing.children if child.dep_ in ("amod", "compound", "poss", "nmod") and child.i < thing.i]
    return next(
        (sector for word in reversed(words) if (sector := sector_of((word.lemma_.lower(),))) in ("MIL", "REB", "COP", "UAF", "PRM")), None
    )


def _speaker(doc: Doc, mentions: tuple[Mention, ...], quotes: tuple[Quote, ...], pronoun: Token) -> Party | None:
    """ "we" within a quotation: whoever says it."""
    span = Span(pronoun.idx, pronoun.idx + len(pronoun))
    quote = source_of(quotes, span)
    return None if quote is None else speaker_party(doc, mentions, quote)


def speaker_party(doc: Doc, mentions: tuple[Mention, ...], quote: Quote) -> Party | None:
    """Who says the quotation, as a party."""
    if quote.speaker is None:
        return None
    words = doc.char_span(quote.speaker.start, quote.speaker.end, alignment_mode="expand")
    return None if words is None or not is_party(words.root) else memory.party(doc, mentions, words.root)


def same_words(one: Party, other: Party) -> bool:
    return one.span == other.span or (one.name is not None and one.name == other.name) or one.text.lower() == other.text.lower()


def head_word(doc: Doc, party: Party) -> str:
    """The lemma of the noun that heads a party's words, lower case. Remembered with the article: happenings are compared pairwise."""
    known: dict[tuple[int, int], str] = doc.user_data.setdefault("dateline.head_words", {})
    key = (party.span.start, party.span.end)
    if key not in known:
        words = doc.char_span(*key, alignment_mode="expand")
        known[key] = "" if words is None else words.root.lemma_.lower()
    return known[key]
