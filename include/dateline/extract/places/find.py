"""Places named in one article: found, judged and resolved to a point, or honestly left without one."""

import math
from collections import Counter
from functools import cache, lru_cache

import numpy as np
from spacy.tokens import Doc

from dateline.extract.places.countries import people
from dateline.extract.places.evidence import WEIGHTS, Scene, observe, set_scene
from dateline.extract.places.gazetteer import NAME, Gazetteer, GazetteerPlace, load
from dateline.extract.places.gazetteer_build import POSTING
from dateline.extract.places.gazetteer_names import plain_name
from dateline.extract.places.homonyms import is_alone, stated_container, usual_country
from dateline.extract.places.links import Link, are_listed, read_links
from dateline.extract.places.metonyms import is_metonym
from dateline.extract.places.names import Match, find_names, split_words, token_index
from dateline.extract.places.quarters import in_their_towns
from dateline.extract.places.resolution import Answer, Question, resolve
from dateline.extract.places.unlisted import find_unlisted, inside, locate
from dateline.extract.records import Context, Place, Span
from dateline.extract.texts import text_of

_INSIDE_OTHER_NAMES = ("in_org", "in_fac", "in_other")  # "Oxford Police Department" is no place, and tells where we are
_HINT_WEIGHT = 0.5
_LEAST_SURE = 0.2  # of the chance that it means this place
_COUNTRY_PREC = 6
_THRESHOLD = 0.4  # of the chance that a name means a place
_LARGE = 300_000  # people
_UNLISTED = 0.7  # of the confidence, where the namesake found is not the place meant


def find_places(doc: Doc, context: Context) -> tuple[Place, ...]:
    """Every mention of a place in reading order, not overlapping; also names that stand for a government (`is_metonym`).

    Names of peoples ("Syrian") are no places, nor are places inside the names of bodies and persons. Coordinates are WGS 84
    degrees to 4 decimals; `where_prec` is UCDP's. `confidence` is the chance that a reader agrees with name, country and point.
    """
    gazetteer = load()
    text = text_of(doc)
    words = split_words(text)
    matches = find_names(text, words, gazetteer)
    scene = set_scene(doc, text, words, token_index(doc, text))
    links = read_links(matches, words, text, gazetteer)
    chances, observed = judge(matches, links, scene, gazetteer)
    questions, asked = ask(matches, links, chances, observed, scene, context, gazetteer)
    home = context.publisher_country or _country_of_dateline(context, gazetteer)
    answers = resolve(questions, gazetteer, home)
    named = [_known(answers[n].row) if n is not None and chances[i] > _THRESHOLD else None for i, n in enumerate(asked)]
    peoples = _peoples(scene)
    usual = usual_country(named, matches, peoples, gazetteer)
    found: list[Place] = []
    inner: list[Place] = []  # places inside the names of bodies and sites
    qualifiers = {link_.within for link_ in links}
    for i, match in enumerate(matches):
        if (number := asked[i]) is None:
            continue
        place = _place(match, answers[number], chances[i], i in qualifiers, scene)
        if (j := stated_container(i, matches, links, named, text)) is not None and (outer := named[j]) is not None:
            place = inside(place, outer)
        elif (
            usual is not None
            and links[i].within is None
            and links[i].country is None
            and is_alone(i, matches, named, peoples, gazetteer, usual == home)
        ):
            place = _somewhere(place, usual)
        (found if chances[i] > _THRESHOLD else inner).append(place)
    found = in_their_towns(found, text)
    unlisted = find_unlisted(scene, [(place.span.start, place.span.end) for place in found])
    found = [place for place in found if not any(site.start <= place.span.start and place.span.end <= site.end for site in unlisted)]
    found += [located for site in unlisted if (located := locate(site, found, inner, text))]
    return tuple(sorted(found, key=lambda place: place.span.start))


def judge(matches: list[Match], links: list[Link], scene: Scene, gazetteer: Gazetteer) -> tuple[list[float], list[list[str]]]:
    """The chance that each name means a place, and what it was judged by."""
    observed = [observe(match, scene, gazetteer) for match in matches]
    for i, link_ in enumerate(links):
        if link_.within is not None:
            observed[i].append("qualified")
            observed[link_.within].append("qualifies")
        elif link_.country:
            observed[i].append("qualified")
    chances = [_chance(features) for features in observed]
    sure = {match.key for match, chance in zip(matches, chances, strict=True) if chance > 0.9}
    for i, (match, features) in enumerate(zip(matches, observed, strict=True)):
        if match.key in sure:
            features.append("voted")
        if any(0 <= j < len(matches) and chances[j] > 0.8 and are_listed(matches, min(i, j), scene.text) for j in (i - 1, i + 1)):
            features.append("listed")
    return [_chance(features) for features in observed], observed


def _chance(features: list[str]) -> float:
    return 1 / (1 + math.exp(-sum(WEIGHTS[name] for name in features)))


def ask(
    matches: list[Match],
    links: list[Link],
    chances: list[float],
    observed: list[list[str]],
    scene: Scene,
    context: Context,
    gazetteer: Gazetteer,
) -> tuple[list[Question], list[int | None]]:
    """One question for each name in each way it is used, hints from names that are no places, and which question each match belongs to."""
    use: dict[tuple, list[int]] = {}
    for i, (match, link_) in enumerate(zip(matches, links, strict=True)):
        is_hint = any(name in _INSIDE_OTHER_NAMES for name in observed[i])
        if chances[i] > _THRESHOLD or is_hint:
            outer = matches[link_.within].key if link_.within is not None and chances[link_.within] > _THRESHOLD else None
            use.setdefault((match.key, outer, link_.country, link_.kind), []).append(i)
    # Names that say where they lie come first, so that the bare ones can follow them.
    order = sorted(use, key=lambda way: (way[1] is None and way[2] is None, use[way][0]))
    number = {way: n for n, way in enumerate(order)}
    of_key: dict[str, int] = {}
    for way in order:
        of_key.setdefault(way[0], number[way])
    questions: list[Question] = []
    asked: list[int | None] = [None] * len(matches)
    for way in order:
        key, outer, country, kind = way
        members = use[way]
        weight = max(chances[i] for i in members) * (1 + math.log(len(members)))
        if all(any(name in _INSIDE_OTHER_NAMES for name in observed[i]) for i in members):
            weight = max(weight, _HINT_WEIGHT)
        within = of_key.get(outer, -1) if outer else -1
        same = of_key[key] if of_key[key] != number[way] and outer is None and country is None else -1
        questions.append(Question(matches[members[0]].postings, weight, within, country, kind, same))
        for i in members:
            asked[i] = number[way]
    return questions + _hints(scene, context, gazetteer, of_key), asked


def _hints(scene: Scene, context: Context, gazetteer: Gazetteer, known: dict[str, int]) -> list[Question]:
    """Questions whose answers nobody wants, but which speak for places near them: the title, the dateline, names of peoples."""
    hints = []
    for text in (context.title, context.dateline_place):
        if text:
            for match in find_names(text, split_words(text), gazetteer):
                if match.key not in known:
                    hints.append(Question(match.postings, _HINT_WEIGHT))
    for code, count in sorted(_peoples(scene).items()):
        hints.append(Question(_nation(code), _HINT_WEIGHT * (1 + math.log(count))))
    return hints


def _peoples(scene: Scene) -> Counter[str]:
    """How often peoples are named, by country."""
    return Counter(code for entity in scene.entities if entity.label_ == "NORP" and (code := people().get(entity.text.lower())))


def _country_of_dateline(context: Context, gazetteer: Gazetteer) -> str | None:
    """The country of a large town or capital in the dateline: a correspondent writes of the country around."""
    if context.dateline_place is None:
        return None
    for match in find_names(context.dateline_place.title(), split_words(context.dateline_place.title()), gazetteer)[:1]:
        rows = match.postings["place"][match.postings["grade"] <= NAME]
        towns = [place for row in rows.tolist() if (place := _known(row)).kind == "city"]
        best = max(towns, key=lambda place: place.population or 0, default=None)
        if best is not None and ((best.population or 0) > _LARGE or gazetteer.places[best.row]["is_capital"]):
            return best.country
    return None


def _somewhere(place: Place, country: str) -> Place:
    """A place of that name that no list has: of it no more than the country is known."""
    return Place(
        place.span,
        place.text,
        plain_name(place.text),
        place.place_kind,
        country,
        where_prec=_COUNTRY_PREC,
        confidence=round(place.confidence * _UNLISTED, 4),
    )


@cache
def _nation(code: str) -> np.ndarray:
    return np.array([(load().country_row(code), NAME)], POSTING)


@lru_cache(maxsize=50_000)
def _known(row: int) -> GazetteerPlace:
    return load().place(row)


def _place(match: Match, answer: Answer, chance: float, is_qualifier: bool, scene: Scene) -> Place:
    place = _known(answer.row)
    chance = round(chance * answer.probability, 4)
    first, last = scene.doc[int(scene.token_at[match.start])], scene.doc[int(scene.token_at[match.end - 1])]
    if answer.probability < _LEAST_SURE:  # one of thirty Washington Counties: better none than a guess
        country = place.country if answer.country_probability > 0.5 else None
        return Place(Span(match.start, match.end), match.text, match.text, place.kind, country, where_prec=_COUNTRY_PREC, confidence=chance)
    return Place(
        span=Span(match.start, match.end),
        text=match.text,
        name=place.name,
        place_kind=place.kind,
        country=place.country,
        admin1_code=place.admin1_code,
        admin1_name=place.admin1_name,
        admin2_code=place.admin2_code,
        admin2_name=place.admin2_name,
        geonames_id=place.geonames_id,
        latitude=place.latitude,
        longitude=place.longitude,
        where_prec=place.where_prec,
        population=place.population,
        is_metonym=not is_qualifier and is_metonym(scene.doc, first, last, match.text, place),
        confidence=chance,
    )
