"""Places that the gazetteer does not list: sites by their last word ("Forbury Gardens"), villages by spaCy's word and their context.

They get the country and division of the place that is said to contain them, its point, and its coarser `where_prec`.
"""

from collections import Counter
from dataclasses import dataclass
from functools import cache

from dateline.extract.places.countries import lexicon, people
from dateline.extract.places.evidence import Scene, context_words
from dateline.extract.places.gazetteer import GazetteerPlace
from dateline.extract.places.gazetteer_names import plain_name
from dateline.extract.places.names import Word
from dateline.extract.records import Place, Span

_GAPS_INSIDE_NAMES = (" ", "-", "'", "’", "' ", "’ ")
_AFTER_INITIAL = ". "
_TAKING = frozenset({"control", "capture", "seizure", "liberation", "siege", "storming", "recapture"})
_INSIDE_GAPS = (", ", " in ", ", in ", " (", " at ", ", a village in ", ", a town in ")
_SMALL_WORDS = frozenset(("of", "the", "de", "la", "al", "el", "s"))
_CONFIDENCE = 0.6  # of a name that only the text vouches for
_LARGE = 300_000  # people
_CITY, _NEAR_CITY = 1, 2  # where_prec: the centre of a city is near its sites


@dataclass(frozen=True, slots=True)
class Unlisted:
    start: int
    end: int
    kind: str  # site, city, region
    is_stated: bool = True  # by a word beside it: "the village of …", "… district"


@cache
def _heads() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in lexicon("places_sites").items()}


def find_unlisted(scene: Scene, known: list[tuple[int, int]]) -> list[Unlisted]:
    """Names of sites, and spaCy's places, that overlap no `known` place; a site that covers one is found all the same ("Baghdad Airport")."""
    heads = _heads()["grounds"] | _heads()["bodies"] | _heads()["learned"]
    ends = {end for _, end in known}
    sites = [site for i, word in enumerate(scene.words) if word.text in heads and (site := _site(i, scene, ends))]
    found = [site for site in sites if not any(start <= site.start and site.end <= end for start, end in known)]
    taken = known + [(site.start, site.end) for site in found]
    for entity in scene.entities:
        if entity.label_ in ("GPE", "LOC") and not any(start < entity.end_char and entity.start_char < end for start, end in taken):
            first = entity.start + (entity[0].lower_ == "the")
            name = scene.doc[first : entity.end]
            if (
                len(name)
                and name.text not in context_words().generic
                and all(token.text[:1].isupper() for token in name)
                and not name.text.isupper()
                and _is_somewhere(scene, first)
            ):
                found.append(
                    Unlisted(
                        name.start_char, name.end_char, "city" if entity.label_ == "GPE" else "region", _is_stated(scene, first, entity.end)
                    )
                )
    return sorted(found, key=lambda place: place.start)


def _site(last: int, scene: Scene, known_ends: set[int]) -> Unlisted | None:
    words, heads = scene.words, _heads()
    head = words[last]
    if last + 1 < len(words) and words[last + 1].is_joined and (words[last + 1].text[0].isupper() or words[last + 1].text == "of"):
        return None  # the name goes on
    first = last
    while (
        first
        and (words[first].is_joined or _goes_on(words[first - 1], scene.text[words[first - 1].end : words[first].start]))
        and _is_part(words[first - 1])
    ):
        first -= 1
        if words[first].text == "s" and words[first - 1].end in known_ends:  # "London's Royal Hospital"
            break
    while first < last and (not words[first].text[0].isupper() or words[first].text.lower() in heads["being_there"] | _SMALL_WORDS):
        first += 1
    proper = [word for word in words[first:last] if word.text[0].isupper()]
    if all(word.text.lower() in people() or word.text in context_words().generic or word.text in heads["plain"] for word in proper):
        return None
    if words[first].text in context_words().titles:
        return None
    before = _word_before(words, first, scene.text)
    entity = scene.entity_at[int(scene.token_at[head.start])]
    if head.text in heads["streets"] and before.isdigit():
        first -= 1
        before = _word_before(words, first, scene.text)
    there = before in heads["close_by"] or (before == "to" and head.text in heads["entered"])
    there = (
        there
        or (before in heads["being_there"] and head.text not in heads["learned"])
        or (before in heads["going_there"] and head.text in heads["grounds"])
    )
    if not there and not _is_taken(scene, head) and not (head.text in heads["grounds"] and entity is not None and entity.label_ == "FAC"):
        return None
    return Unlisted(words[first].start, head.end, "site")


def _is_taken(scene: Scene, head: Word) -> bool:
    """ "seized the Hotel Ivoire", "took control of Mosul University": what is taken is no actor."""
    token = scene.doc[int(scene.token_at[head.start])]
    if token.dep_ == "pobj" and token.head.lower_ == "of":
        return bool(token.head.head.lemma_ in _TAKING)
    return token.dep_ == "dobj" and token.head.lemma_ in context_words().taking


def _goes_on(word: Word, gap: str) -> bool:
    """Whether a name goes on over what stands after a word of it: a blank, a hyphen, the full stop of "John T."."""
    return gap in _GAPS_INSIDE_NAMES or (gap == _AFTER_INITIAL and len(word.text) == 1 and word.text.isupper())


def _is_part(word: Word) -> bool:
    return word.text[0].isupper() or word.text in _SMALL_WORDS or word.text.isdigit()


def _word_before(words: list[Word], first: int, text: str) -> str:
    for word in reversed(words[max(0, first - 2) : first]):
        if "\n" in text[word.end : words[first].start] or "." in text[word.end : words[first].start]:
            return ""
        if word.text.lower() not in ("the", "a", "an"):
            return word.text.lower()
    return ""


def _is_somewhere(scene: Scene, first: int) -> bool:
    """After "in", "near", "the village of" and the like."""
    before = scene.doc[first - 1] if first else None
    if before is not None and before.lower_ == "the" and first > 1:
        before = scene.doc[first - 2]
    if before is None:
        return False
    if before.lower_ == "of" and before.i:
        return before.nbor(-1).lower_ in context_words().kinds
    return before.lower_ in _heads()["being_there"] or before.lower_ in ("to", "from") or before.lower_ in context_words().kinds


def _is_stated(scene: Scene, first: int, end: int) -> bool:
    kinds = context_words().kinds
    before = scene.doc[max(0, first - 3) : first]
    return any(token.lower_ in kinds for token in before) or (end < len(scene.doc) and scene.doc[end].lower_ in kinds)


def locate(unlisted: Unlisted, found: list[Place], inner: list[Place], text: str) -> Place | None:
    """Put it where the text says it is: in a place just after it, inside its name, or just before it.

    Else a site is in the country of most other places, without a point; a name that only spaCy takes for a village is dropped.
    """
    container = _container(unlisted, found, inner, text)
    written = text[unlisted.start : unlisted.end]
    span = Span(unlisted.start, unlisted.end)
    if container is None:
        if unlisted.kind != "site" and not unlisted.is_stated:
            return None
        country = _usual_country(found)
        return Place(
            span, written, plain_name(written), unlisted.kind, country, where_prec=6, confidence=_CONFIDENCE * (0.7 if country else 0.5)
        )
    return inside(
        Place(span, written, written, unlisted.kind, None, confidence=round(_CONFIDENCE + 0.3 * container.confidence, 4)), container
    )


def inside(place: Place, container: Place | GazetteerPlace) -> Place:
    """The place, which no list has, at the point of the one that contains it."""
    return Place(
        span=place.span,
        text=place.text,
        name=plain_name(place.text),
        place_kind=place.place_kind,
        country=container.country,
        admin1_code=container.admin1_code,
        admin1_name=container.admin1_name,
        admin2_code=container.admin2_code,
        admin2_name=container.admin2_name,
        latitude=container.latitude,
        longitude=container.longitude,
        where_prec=_NEAR_CITY if container.where_prec == _CITY else container.where_prec,
        confidence=place.confidence,
    )


def _container(unlisted: Unlisted, found: list[Place], inner: list[Place], text: str) -> Place | None:
    after = next((place for place in found if place.span.start >= unlisted.end), None)
    said = []
    if after is not None and not after.is_metonym and text[unlisted.end : after.span.start] in _INSIDE_GAPS:
        said.append(after)
    names = {place.text for place in found}
    is_abroad = text[unlisted.start : unlisted.end].split()[-1] in _heads()["abroad"]
    for place in inner if not is_abroad else ():
        # "Baghdad Airport" is in Baghdad; "Revenue Tower" is in no town of Revenue.
        is_sure = place.text in names or place.place_kind == "country" or (place.place_kind == "city" and (place.population or 0) > _LARGE)
        if is_sure and place.span.start == unlisted.start and place.span.end < unlisted.end:
            said.append(place)
    if said:
        return min(said, key=lambda place: place.where_prec)
    before = next((place for place in reversed(found) if place.span.end <= unlisted.start), None)
    between = text[before.span.end : unlisted.start] if before is not None else ""
    if (
        before is not None
        and before.place_kind in ("city", "admin2", "admin1")
        and len(between) < 80
        and "\n" not in between
        and ". " not in between
    ):
        return before
    return None


def _usual_country(found: list[Place]) -> str | None:
    """The country of two thirds of the places, or none."""
    countries = Counter(place.country for place in found if place.country and not place.is_metonym)
    if not countries:
        return None
    country, count = max(countries.items(), key=lambda item: (item[1], item[0]))
    return country if count * 3 >= sum(countries.values()) * 2 else None
