"""What noun phrases and pronouns refer to within one article."""

from spacy.tokens import Doc, Token

from dateline.extract.mentions import singular
from dateline.extract.people import find_role, gender_of_name, is_office, role_words
from dateline.extract.phrases import noun_phrase
from dateline.extract.records import Mention, Party, Span
from dateline.extract.sectors import sector_of

_PERSONAL = {
    "he": "male",
    "him": "male",
    "his": "male",
    "himself": "male",
    "she": "female",
    "her": "female",
    "hers": "female",
    "herself": "female",
}
_PLURAL = frozenset({"they", "them", "their", "theirs", "themselves"})
_NEUTER = frozenset({"it", "its", "itself"})
_SENTENCES_BACK = 3
_GROUP_WORDS = frozenset(
    {"group", "movement", "organization", "organisation", "militia", "network", "faction", "agency", "company", "party", "firm"}
)


def refer(doc: Doc, mentions: tuple[Mention, ...], span: Span) -> Mention | None:
    """The mention that a noun phrase is about: its head, the name in apposition to it, or for a pronoun or a definite
    description ("he", "the minister", "the group") the earlier mention it takes up. None where that is unclear."""
    chars = doc.char_span(span.start, span.end, alignment_mode="expand")
    if chars is None:
        return None
    head = chars.root
    if head.pos_ == "PRON":
        found = _antecedent(doc, mentions, head)
        return None if found is None else _named(doc, mentions, found)
    named = _named(doc, mentions, head)
    return named if named is not None else _definite(doc, mentions, head)


def party(doc: Doc, mentions: tuple[Mention, ...], token: Token) -> Party | None:
    """The noun phrase that `token` heads as someone who acts or is acted upon; None for a pronoun without antecedent.

    `text` is the noun phrase without relative clause, for a pronoun that of its antecedent, while `span` stays the
    pronoun's own. `country` ISO 3166-1 alpha-2 and `sector` PLOVER, from the words or from what they refer to.
    """
    span = noun_phrase(token)
    head = token
    if token.pos_ == "PRON" and (
        token.lower_ in _PERSONAL or token.lower_ in _PLURAL or token.lower_ in _NEUTER or token.lower_ in _SPEAKING
    ):
        found = _antecedent(doc, mentions, token)
        if found is None:
            return None
        head = found
    mention = _named(doc, mentions, head) or _definite(doc, mentions, head)
    phrase = noun_phrase(head)
    if head != token and mention is not None:
        text = description(doc, mentions, mention)
    else:
        text = doc.text[phrase.start : phrase.end]
    country, sector = _country_in(mentions, head, phrase), sector_of(_head_words(head))
    if mention is not None:
        country = mention.country or country
        sector = mention.sector or sector
    return Party(span, text, None if mention is None else mention.canonical_name, country, sector)


def description(doc: Doc, mentions: tuple[Mention, ...], mention: Mention) -> str:
    """The fullest description of the mention's entity that the text gives in one stretch: name with role or title."""
    best = mention.text
    for other in mentions:
        if other.entity != mention.entity:
            continue
        text = other.text
        if other.mention_type == "PERSON":
            words = doc.char_span(other.span.start, other.span.end, alignment_mode="expand")
            role = find_role(doc, words.start, words.end)
            if role is not None:
                text = doc.text[role.description.start : role.description.end]
        if len(text) > len(best):
            best = text
    return best


_SPEAKING = frozenset({"i", "me", "we", "us", "you", "my", "our", "mine", "myself", "ourselves"})


def _named(doc: Doc, mentions: tuple[Mention, ...], head: Token) -> Mention | None:
    """The mention at the head of the phrase or in apposition to it."""
    at = _mention_at(mentions, head)
    if at is not None:
        return at
    for child in head.children:
        if child.dep_ == "appos":
            apposed = _mention_at(mentions, child)
            if apposed is not None and (apposed.mention_type != "PERSON" or is_office(head) or sector_of(_head_words(head)) is not None):
                return apposed
    if sector_of((head.lemma_.lower(),)) in ("REB", "UAF", "PRM"):  # "Islamic State militants"
        for child in head.lefts:
            group = _mention_at(mentions, child)
            if group is not None and group.mention_type == "ARMED_GROUP":
                return group
    if is_office(head):  # "Secretary of State Mike Pompeo": the parser may hang the name below the title
        end = noun_phrase(head).end
        last = next((m for m in reversed(mentions) if m.span.end == end and m.mention_type == "PERSON" and m.span.start > head.idx), None)
        if last is not None and last.role_title is not None and doc.text[last.span.start - 1] == " ":
            return last
    return None


def _mention_at(mentions: tuple[Mention, ...], token: Token) -> Mention | None:
    return next((m for m in mentions if m.span.start <= token.idx < m.span.end), None)


def _definite(doc: Doc, mentions: tuple[Mention, ...], head: Token) -> Mention | None:
    """ "the minister", "the group": the latest mention whose role or kind the words name."""
    if not any(child.dep_ == "det" and child.lower_ in ("the", "this", "that") for child in head.lefts):
        return None
    modifiers = [child for child in head.lefts if child.dep_ in ("amod", "compound", "nmod", "poss")]
    if any(child.dep_ in ("prep", "relcl", "acl") for child in head.rights):
        return None
    before = [m for m in mentions if m.span.end <= head.idx]
    word = head.lemma_.lower()
    if is_office(head):
        wanted = {t.lower_ for t in (head, *modifiers)}
        for m in reversed(before):
            if m.mention_type == "PERSON" and m.role_title is not None and wanted <= set(m.role_title.lower().replace("'s", " ").split()):
                return m
        return None
    if modifiers:
        return None
    if word in _GROUP_WORDS or sector_of((word,)) in ("REB", "PRM"):
        near = [m for m in before if m.mention_type in ("ARMED_GROUP", "ORG")]
        armed = [m for m in near if m.mention_type == "ARMED_GROUP"]
        if sector_of((word,)) in ("REB", "PRM", "UAF"):
            near = armed
        if near and _sentences_between(doc, near[-1], head) <= _SENTENCES_BACK:
            return near[-1]
    return None


def _sentences_between(doc: Doc, mention: Mention, token: Token) -> int:
    start = doc.char_span(mention.span.start, mention.span.end, alignment_mode="expand").start
    return sum(1 for t in doc[start : token.i + 1] if t.is_sent_start) if start < token.i else 0


def _antecedent(doc: Doc, mentions: tuple[Mention, ...], pronoun: Token) -> Token | None:
    """The head of the noun phrase that a personal pronoun takes up."""
    kind = _PERSONAL.get(pronoun.lower_) or ("plural" if pronoun.lower_ in _PLURAL else "neuter" if pronoun.lower_ in _NEUTER else None)
    if kind is None:
        return None
    best: tuple[float, int] | None = None
    sentence = pronoun.sent
    boundaries = _sentence_starts(doc, sentence.start)
    for token in doc[boundaries[-1] : pronoun.i]:
        if token.pos_ not in ("NOUN", "PROPN") or token.dep_ in ("compound", "amod", "nmod", "npadvmod", "appos"):
            continue
        if _same_clause_object(token, pronoun) or not _fits(doc, mentions, token, kind):
            continue
        distance = sum(1 for b in boundaries if token.i < b)
        weight = 3.0 - distance * 1.5
        if token.dep_ in ("nsubj", "nsubjpass"):
            weight += 1.0 if token.head.dep_ in ("ROOT", "ccomp", "conj") else 0.6
        elif token.dep_ in ("dobj", "agent"):
            weight += 0.4
        elif token.dep_ == "poss":
            weight += 0.3
        if best is None or (weight, token.i) > best:
            best = (weight, token.i)
    return None if best is None else doc[best[1]]


def _sentence_starts(doc: Doc, start: int) -> list[int]:
    starts = [start]
    while start > 0 and len(starts) < _SENTENCES_BACK:
        start = doc[start - 1].sent.start
        starts.append(start)
    return starts


def _same_clause_object(token: Token, pronoun: Token) -> bool:
    """A subject and a plain object of one verb are two parties."""
    return (
        pronoun.dep_ in ("dobj", "pobj", "dative")
        and token.dep_ in ("nsubj", "nsubjpass")
        and token.head in (pronoun.head, pronoun.head.head)
    )


def _fits(doc: Doc, mentions: tuple[Mention, ...], token: Token, kind: str) -> bool:
    mention = _mention_at(mentions, token)
    if kind in ("male", "female"):
        if mention is not None:
            if mention.mention_type != "PERSON":
                return False
            gender = _gender(doc, mentions, mention)
            return gender is None or gender == kind
        gender = role_words().gendered.get(token.lower_)
        if gender is not None:
            return gender == kind
        return (
            token.tag_ in ("NN", "NNP")
            and (is_office(token) or sector_of((token.lemma_.lower(),)) in ("CVL", "UAF", "CRM"))
            and token.lower_ not in _CROWDS
        )
    sector = sector_of((token.lemma_.lower(),))
    if kind == "plural":
        if mention is not None:
            return mention.mention_type in ("ARMED_GROUP", "ORG") or (mention.mention_type == "NORP" and token.text.endswith("s"))
        return (token.tag_ in ("NNS", "NNPS") and sector is not None) or token.lower_ in _CROWDS
    if mention is not None:
        return mention.mention_type in ("ARMED_GROUP", "ORG", "PLACE") and token.dep_ in ("nsubj", "nsubjpass", "dobj", "agent")
    return token.tag_ == "NN" and sector in ("GOV", "MIL", "BUS", "JUD", "LEG", "OPP", "PTY", "REB") and not is_office(token)


_CROWDS = frozenset({"police", "people", "family", "couple", "crowd", "community", "public", "population", "crew"})


def _gender(doc: Doc, mentions: tuple[Mention, ...], mention: Mention) -> str | None:
    for other in mentions:
        if other.entity == mention.entity:
            words = doc.char_span(other.span.start, other.span.end, alignment_mode="expand")
            gender = gender_of_name(doc, words.start, words.end, find_role(doc, words.start, words.end))
            if gender is not None:
                return gender
    return None


def _head_words(head: Token) -> list[str]:
    """The head with the modifiers right before it, lower case and singular."""
    first = head.i
    while (
        first > 0
        and head.i - first < 4
        and head.doc[first - 1].head.i in range(first, head.i + 1)
        and head.doc[first - 1].dep_ in ("compound", "amod", "nmod", "punct")
    ):
        first -= 1
    return [singular(t) for t in head.doc[first : head.i + 1]]


def _country_in(mentions: tuple[Mention, ...], head: Token, phrase: Span) -> str | None:
    """The country that the words before the head name, else that of the first name after it."""
    inside = [m for m in mentions if phrase.covers(m.span) and m.country is not None]
    before = [m for m in inside if m.span.start <= head.idx]
    if before:
        doc = head.doc
        plain = [m for m in before if doc.text[m.span.end : m.span.end + 1] != "-"]
        return (plain or before)[-1].country
    return inside[0].country if inside else None
