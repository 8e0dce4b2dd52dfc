"""What noun phrases and pronouns refer to within one article, and who they are as parties to an event."""

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from dateline.extract import clauses
from dateline.extract.mentions.antecedents import antecedent, definite, is_plural, is_pronoun
from dateline.extract.mentions.people import is_office
from dateline.extract.mentions.recall import Recall, recall
from dateline.extract.mentions.sectors import lexicon, sector_of, singular, yields
from dateline.extract.phrases import noun_phrase
from dateline.extract.records import Mention, Party, Span

_SPEAKERS = frozenset({"i", "me", "we", "us", "you", "mine", "myself", "ourselves", "yourself"})
_FIGHTERS = frozenset({"REB", "UAF", "PRM", "IMG"})
_GROUPS = frozenset({"movement", "group", "organization", "organisation", "network", "faction"})
_COUNTING = frozenset({"one", "dozen", "hundred", "thousand", "number", "some", "many", "several", "most", "all", "both", "pair"})
_BEFORE_HEAD = frozenset({"compound", "amod", "nmod", "punct"})


def refer(doc: Doc, mentions: tuple[Mention, ...], span: Span) -> Mention | None:
    """The mention that a noun phrase is about: its head, the name in apposition to it, or for a pronoun or a definite
    description ("he", "the minister", "the group") the earlier mention it takes up. None where that is unclear."""
    words = doc.char_span(span.start, span.end, alignment_mode="expand")
    if words is None:
        return None
    memory = recall(doc, mentions)
    head = words.root
    if is_pronoun(head):
        found = antecedent(memory, head)
        return None if found is None or _stands_for_list(head, found) else _named(memory, found)
    return _named(memory, head) or definite(memory, head)


def party(doc: Doc, mentions: tuple[Mention, ...], token: Token) -> Party | None:
    """The noun phrase that `token` heads as someone who acts or is acted upon; None for a pronoun without antecedent.

    `text` is the noun phrase without relative clause; for a pronoun, the fullest description of what it stands for. `span` is
    where that text stands. `country` ISO 3166-1 alpha-2 and `sector` PLOVER, from the words or from the mention.
    """
    memory = recall(doc, mentions)
    if token.i not in memory.parties:
        memory.parties[token.i] = _party(memory, token)
    return memory.parties[token.i]


def _party(memory: Recall, token: Token) -> Party | None:
    head = token
    if token.pos_ == "PRON" and token.lower_ in _SPEAKERS:
        return None
    if is_pronoun(token):
        found = antecedent(memory, token)
        if found is None:
            return None
        head = found
    phrase = noun_phrase(head)
    if _stands_for_list(token, head):
        mention = None
        phrase = Span(phrase.start, noun_phrase(_last_of_list(head)).end)
    else:
        mention = _named(memory, head) or definite(memory, head)
        if head != token and mention is not None:
            phrase = memory.description(mention)
    country, sector = _country(memory, head, phrase), _sector(memory, head, phrase)
    if mention is not None:
        country = mention.country or country
        sector = mention.sector or (sector if mention.mention_type not in ("PLACE", "NORP") else _people(head))
    return Party(phrase, memory.text[phrase.start : phrase.end], None if mention is None else mention.canonical_name, country, sector)


def listed(doc: Doc, mentions: tuple[Mention, ...], token: Token) -> list[Token]:
    """The heads of the list that "they" or "them" stands for; of any other word itself."""
    found = antecedent(recall(doc, mentions), token) if is_pronoun(token) and is_plural(token) else None
    return [token] if found is None or not _stands_for_list(token, found) else clauses.members(found)


def description(doc: Doc, mentions: tuple[Mention, ...], mention: Mention) -> str:
    """The fullest description of the mention's entity that the text gives in one stretch: name with role or title."""
    span = description_span(doc, mentions, mention)
    return recall(doc, mentions).text[span.start : span.end]


def description_span(doc: Doc, mentions: tuple[Mention, ...], mention: Mention) -> Span:
    """Where that description stands."""
    return recall(doc, mentions).description(mention)


def _named(memory: Recall, head: Token) -> Mention | None:
    """The mention at the head of the phrase, apposed to it, or in its modifier ("Islamic State militants", "Houthi movement")."""
    mention = memory.by_token[head.i]
    if mention is not None:
        return mention
    sector = sector_of(_words_of_head(head))
    for child in head.rights:
        apposed = memory.by_token[child.i] if child.dep_ == "appos" else None
        if apposed is not None and (apposed.mention_type == "PERSON") == is_office(head) and (is_office(head) or sector is not None):
            return apposed
    if sector in _FIGHTERS or head.lower_ in _GROUPS:
        for child in head.lefts:
            group = memory.by_token[child.i]
            if group is not None and group.mention_type == "ARMED_GROUP":
                return group
    if is_office(head):  # "Secretary of State John Kerry": the parser may hang the name below the title
        end = noun_phrase(head).end
        last = next((m for m in reversed(memory.mentions) if m.span.end == end), None)
        if last is not None and last.mention_type == "PERSON" and last.role_title is not None and last.span.start > head.idx:
            return last
    return None


def _stands_for_list(pronoun: Token, head: Token) -> bool:
    """ "Turkey and Russia … they"."""
    return head != pronoun and is_plural(pronoun) and any(child.dep_ == "conj" for child in head.rights)


def _last_of_list(head: Token) -> Token:
    member = next((child for child in head.rights if child.dep_ == "conj"), None)
    return head if member is None else _last_of_list(member)


def _words_of_head(head: Token) -> list[str]:
    """The head with the modifiers right before it, lower case and singular."""
    doc = head.doc
    first = head.i
    while first > 0 and head.i - first < 3 and doc[first - 1].dep_ in _BEFORE_HEAD and first <= doc[first - 1].head.i <= head.i:
        first -= 1
    return [singular(doc[i]) for i in range(first, head.i + 1) if not doc[i].is_punct]


def _sector(memory: Recall, head: Token, phrase: Span) -> str | None:
    of = clauses.prep_object(head, "of") if head.pos_ == "NUM" or head.lemma_ in _COUNTING else None
    words = _words_of_head(of or head)  # "one of the rebels", "dozens of rebels"
    if yields(words):
        beside = next(
            (
                m.sector
                for m in memory.mentions
                if m.sector is not None and m.mention_type in ("ORG", "ARMED_GROUP") and phrase.covers(m.span)
            ),
            None,
        )
        if beside is not None:
            return beside
        whole = clauses.prep_object(head, "of")
        if of is None and whole is not None:
            return _sector_of_whole(memory, words, whole) or sector_of(words)
    return sector_of(words)


def _sector_of_whole(memory: Recall, words: Sequence[str], whole: Token) -> str | None:
    """ "a member of the police", "a column of rebels", "positions of the army"; "the joint chiefs of staff" are a phrase of their own."""
    phrase = (*words, "of", singular(whole))
    if any(phrase[first:] in lexicon() for first in range(len(words))):
        return sector_of(phrase)
    mention = memory.by_token[whole.i]
    return (None if mention is None else mention.sector) or sector_of(_words_of_head(whole))


def _people(head: Token) -> str | None:
    """ "Palestinians" are civilians; "the Russians" may be their government."""
    return "CVL" if head.tag_ == "NNPS" and not any(child.lower_ == "the" for child in head.lefts) else None


def _country(memory: Recall, head: Token, phrase: Span) -> str | None:
    """The country that the words before the head name, else that of the first name after it. A sponsor counts only where no
    other country is named: "Turkish-backed Syrian rebels" are Syrian."""
    inside = [m for m in memory.within(phrase) if m.country is not None]
    before = [m for m in inside if m.span.start <= head.idx]
    if before:
        own = [m for m in before if memory.text[m.span.end : m.span.end + 1] != "-"]
        return (own or before)[-1].country
    return inside[0].country if inside else None
