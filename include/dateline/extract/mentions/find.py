"""Names of people, bodies, armed groups, places and peoples in one article, and which of them are the same.

spaCy's entities are the start; resolved places, the lexicons of bodies and armed groups, titles beside names and the
article's own use of a name elsewhere correct them.
"""

from spacy.tokens import Doc

from dateline.extract.mentions.candidates import Found, find_candidates
from dateline.extract.mentions.naming import by_use, entities
from dateline.extract.mentions.people import Role, find_role
from dateline.extract.mentions.sectors import sector_of, singular, yields
from dateline.extract.places.countries import country_of
from dateline.extract.records import Context, Mention, Place, Span
from dateline.extract.texts import text_of

_AMBIGUOUS = frozenset({"Georgia", "Jordan", "Chad", "States"})  # a state, a surname, a first name, of many countries
# Sectors that the words of a body's name can show, and last words that show none: teams, universities, parties bear them.
_BODY_SECTORS = frozenset(
    {"COP", "GOV", "JUD", "LEG", "MIL", "PTY", "REB", "SPY", "BUS", "EDU", "JRN", "LAB", "MED", "REL", "SOC", "NGO", "OPP"}
)
_NOT_TELLING = frozenset(
    {"king", "state", "nation", "kingdom", "country", "capital", "star", "marshal", "union", "guard", "captain", "patriot"}
)
_SHORT_COUNTRIES = frozenset({"US", "UK", "USA", "UAE", "U.S", "U.S.", "U.K.", "DRC"})


def find_mentions(doc: Doc, context: Context, places: tuple[Place, ...]) -> tuple[Mention, ...]:
    """The article's mentions in reading order, none overlapping another.

    Mentions of one entity share `entity` (numbered from 0 by first mention) and `canonical_name`, the fullest form in the
    article without title (a place's is the gazetteer's). A place that stands for its government stays PLACE. Confidence:
    probability that a careful reader agrees with type and canonical name.
    """
    text = text_of(doc)
    found = by_use(doc, text, find_candidates(doc, text, places))
    numbers = entities(doc, found)
    spans = [f.span or Span(doc[f.first].idx, doc[f.end - 1].idx + len(doc[f.end - 1])) for f in found]
    roles = _roles(doc, found, numbers)
    names = _names(text, found, spans, numbers)
    mentions = []
    for item, number, span in zip(found, numbers, spans, strict=True):
        country, sector, title = item.country, item.sector, None
        role = roles.get(number)
        if role is not None:
            title = text[role.title.start : role.title.end]
            country, sector = _told_by_role(doc, role, found)
        elif item.mention_type == "ORG" and item.source == "model":
            country, sector = _told_by_name(doc, item, places, span)
        mentions.append(
            Mention(span, text[span.start : span.end], item.mention_type, names[number], number, country, title, sector, item.confidence)
        )
    return tuple(mentions)


def _names(text: str, found: list[Found], spans: list[Span], numbers: list[int]) -> dict[int, str]:
    """The canonical name of each entity: for places the gazetteer's, else the fullest form, the first of several."""
    names: dict[int, str] = {}
    for item, span, number in zip(found, spans, numbers, strict=True):
        form = item.name if item.source in ("place", "metonym") and item.name else " ".join(text[span.start : span.end].split())
        if number not in names or (len(form.split()), item.mention_type != "PERSON" and len(form)) > (
            len(names[number].split()),
            item.mention_type != "PERSON" and len(names[number]),
        ):
            names[number] = form
    return names


def _roles(doc: Doc, found: list[Found], numbers: list[int]) -> dict[int, Role]:
    """The first role that the article gives each person."""
    roles: dict[int, Role] = {}
    for item, number in zip(found, numbers, strict=True):
        if item.mention_type == "PERSON" and number not in roles:
            role = find_role(doc, item.first, item.end)
            if role is not None:
                roles[number] = role
    return roles


def _told_by_role(doc: Doc, role: Role, found: list[Found]) -> tuple[str | None, str | None]:
    """Country and sector of a person from the role: "Turkey's foreign minister" -> TR, GOV; "ambassador to the UN" tells none."""
    head = doc[role.head]
    inside = [f for f in found if f.country is not None and role.description.start <= doc[f.first].idx < role.description.end]
    before = [f for f in inside if f.first < role.head]
    of = [
        f
        for f in inside
        if f.first > role.head
        and doc[f.first - 1].lower_ in ("of", "the", "for")
        and "to" not in {t.lower_ for t in doc[role.head : f.first]}
    ]
    country = before[0].country if before else of[0].country if of else None
    words = [singular(t) for t in doc[max(0, head.i - 3) : head.i + 1] if t.idx >= role.title.start and not t.is_punct]
    if yields(words):
        bodies = [f for f in found if f.mention_type in ("ORG", "ARMED_GROUP") and role.title.start <= doc[f.first].idx < role.title.end]
        if bodies:
            return country, bodies[0].sector or _told_by_name(doc, bodies[0], (), role.title)[1]
    return country, sector_of(words)


def _told_by_name(doc: Doc, item: Found, places: tuple[Place, ...], span: Span) -> tuple[str | None, str | None]:
    """Country and sector of a body from its own name: "Syrian Government" -> SY, GOV; "Leeds Council" by the place in it."""
    tokens = doc[item.first : item.end]
    country = next((p.country for p in places if span.covers(p.span) and p.country is not None), None)
    if country is None:
        named = (
            country_of(t.text)
            for t in tokens
            if t.text[0].isupper() and t.text not in _AMBIGUOUS and (len(t.text) > 3 or t.text in _SHORT_COUNTRIES)
        )
        country = next((c for c in named if c is not None), None)
    words = [singular(t) for t in tokens]
    if words[0] in ("un", "u.n."):
        return None, "UNO"
    head = next((i for i, word in enumerate(words) if word in ("of", "for", "to")), len(words))
    sector = sector_of(words) or sector_of(words[:head])
    is_telling = sector in _BODY_SECTORS and words[head - 1] not in _NOT_TELLING
    return country, sector if is_telling else None
