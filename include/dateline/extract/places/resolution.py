"""Which place a name means: every name of an article is decided together with the others.

A candidate is good by itself (a country, a large town), and better the more of the article's other names can lie near it, in
the same division or in the same country. Other names count as much as they are sure to mean that, so the article is read in
rounds. A name that says where it lies ("Paris, Texas", "the Syrian town of Hama") decides for its candidates there.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from dateline.extract.places.gazetteer import KNOWN_NAME, NAME, OTHER_NAME, Gazetteer
from dateline.extract.places.gazetteer_build import KINDS

COUNTRY, ADMIN1, ADMIN2, CITY, REGION, SITE, SEA = range(len(KINDS))
# Log-odds of a candidate, fitted on annotated news (conditional logistic regression over the candidates of each name) and rounded;
# what the text states outright weighs more than the fit gave it.
_WEIGHT_OF = {
    "log_population": 1.0, "country": 8.2, "admin1": 6.6, "admin2": 4.0, "region": 6.8, "known_name": 0.8,
    "other_name": -2.1, "capital": 1.5, "homonym_city": -1.0, "homonym_country": -3.0, "homonym_state": -2.0, "homonym_capital": -1.5, "near": 2.5, "same_admin1": 1.8,
    "same_country": 1.5, "home": 1.0, "stated_within": 6.5, "stated_kind": 3.0, "stated_elsewhere": 0.5,
}  # fmt: skip
FEATURES = tuple(_WEIGHT_OF)
WEIGHTS = np.array(list(_WEIGHT_OF.values()))
_ROUNDS = 3
_MOST_CANDIDATES = 40
_EARTH_RADIUS_KM = 6371.0
_NEAR_KM = 100.0
_SAME_POINT_DEGREES = 0.5
_LOG_PEOPLE_OF_STATE = 6.0
_PEOPLE_OF_STATE = 500_000
_PEOPLE_OF_KNOWN = 100_000.0
_PEOPLE_OF_METROPOLIS = 1_000_000
_CITY_RADIUS_DEGREES = 0.4


@dataclass(frozen=True, slots=True)
class Question:
    """A name as used in one way in one article: all its mentions that say nothing else about where it lies."""

    postings: np.ndarray
    weight: float  # how much it says about the other names: number of mentions times the chance that it is a place
    within: int = -1  # index of the question whose place is said to contain it: Paris → Texas in "Paris, Texas"
    country: str | None = None  # said by a word that is no place: "the Syrian town of …"
    kind: int = -1  # said by a word beside it: "… province", "the village of …"
    same_as: int = -1  # index of an earlier question of the same name that says where it lies


@dataclass(frozen=True, slots=True)
class Answer:
    row: int
    probability: float  # that it is this place, or one at the same point
    country_probability: float


@dataclass(frozen=True, slots=True)
class Candidates:
    """The candidates of all questions in one table."""

    rows: np.ndarray
    grades: np.ndarray
    starts: np.ndarray  # of each question's candidates; the last entry is the number of all
    question: np.ndarray  # by candidate


def resolve(questions: Sequence[Question], gazetteer: Gazetteer, home: str | None) -> list[Answer]:
    """The likeliest place for each question. `home`: country of the publisher (alpha-2), or None."""
    if not questions:
        return []
    candidates = gather(questions, gazetteer)
    fixed, near, admin1, country = compare(questions, candidates, gazetteer, home)
    probabilities = softmax(fixed @ WEIGHTS, candidates)
    for _ in range(_ROUNDS):
        features = with_support(fixed, near, admin1, country, probabilities, questions, candidates)
        probabilities = softmax(features @ WEIGHTS, candidates)
    answers = []
    for start, end in zip(candidates.starts[:-1], candidates.starts[1:], strict=True):
        if end - start == 1:
            answers.append(Answer(int(candidates.rows[start]), float(probabilities[start]), float(probabilities[start])))
            continue
        best = start + int(np.argmax(probabilities[start:end]))
        # A town and the province around it are one answer to a reader who looks for the point.
        others = gazetteer.places[candidates.rows[start:end]]
        chosen = gazetteer.places[candidates.rows[best]]
        apart = np.hypot(others["latitude"] - chosen["latitude"], others["longitude"] - chosen["longitude"])
        same = (others["country"] == chosen["country"]) & (apart < _SAME_POINT_DEGREES)
        same[best - start] = True
        own = probabilities[start:end]
        answers.append(Answer(int(candidates.rows[best]), float(own[same].sum()), float(own[others["country"] == chosen["country"]].sum())))
    return answers


def gather(questions: Sequence[Question], gazetteer: Gazetteer) -> Candidates:
    """Up to 40 candidates for each question, the most populous first."""
    rows, grades, counts = [], [], []
    for question in questions:
        places = gazetteer.places[question.postings["place"]]
        rank = np.where(places["kind"] >= ADMIN2, places["population"], 2**31 - 1) / np.where(question.postings["grade"] <= NAME, 1, 30)
        order = np.argsort(-rank, kind="stable")[:_MOST_CANDIDATES]
        rows.append(question.postings["place"][order])
        grades.append(question.postings["grade"][order])
        counts.append(len(order))
    starts = np.concatenate([[0], np.cumsum(counts)])
    return Candidates(np.concatenate(rows), np.concatenate(grades), starts, np.repeat(np.arange(len(questions)), counts))


def compare(
    questions: Sequence[Question], candidates: Candidates, gazetteer: Gazetteer, home: str | None
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Features that hold whatever the others mean, and three tables, candidate by candidate: nearness, same division, same country."""
    places = gazetteer.places[candidates.rows]
    kind, land = places["kind"], places["country"]
    division = np.where(kind == ADMIN1, candidates.rows, places["admin1"])
    is_city = (kind == CITY) | (kind == SITE)
    fixed = np.zeros((len(places), len(FEATURES)))

    def column(name: str) -> np.ndarray:
        return fixed[:, FEATURES.index(name)]

    # Sites and towns of our own tables are there because they are in the news.
    people = np.where((candidates.grades == KNOWN_NAME) & (places["population"] == 0), _PEOPLE_OF_KNOWN, places["population"] + 100.0)
    column("log_population")[:] = np.where(is_city, np.log10(people), 0)
    for name, code in (("country", COUNTRY), ("admin2", ADMIN2)):
        column(name)[:] = kind == code
    # A province counts less, the fewer people live in it: San Salvador is rather the capital than an island of the Bahamas.
    column("admin1")[:] = np.where(kind == ADMIN1, np.clip(np.log10(places["population"] + 100.0) / _LOG_PEOPLE_OF_STATE, 0.4, 1.0), 0)
    column("region")[:] = (kind == REGION) | (kind == SEA)
    column("known_name")[:] = (candidates.grades == KNOWN_NAME) & (kind != COUNTRY)
    column("capital")[:] = places["is_capital"]
    column("other_name")[:] = candidates.grades == OTHER_NAME
    column("home")[:] = land == (home or "-").encode()
    same_question = candidates.question[:, None] == candidates.question[None, :]
    # "Aleppo" alone is the city and not the province, "Mexico" the country and not its capital.
    inside = division[None, :] == candidates.rows[:, None]
    column("homonym_city")[:] = (kind == ADMIN1) & (
        same_question & inside & is_city[None, :] & (places["population"][None, :] > 50_000)
    ).any(axis=1)
    column("homonym_country")[:] = (kind != COUNTRY) & (same_question & (kind == COUNTRY)[None, :]).any(axis=1)
    is_state = (kind == ADMIN1) & (candidates.grades <= NAME) & (places["population"] > _PEOPLE_OF_STATE)
    is_state |= (candidates.grades == KNOWN_NAME) & ((kind == REGION) | (kind == SEA))
    elsewhere = division[:, None] != candidates.rows[None, :]
    column("homonym_state")[:] = ((kind == CITY) | (kind == ADMIN2)) & (same_question & elsewhere & is_state[None, :]).any(axis=1)
    # A country that is named a few times does not make Moscow one of its towns.
    is_metropolis = places["is_capital"].astype(bool) & (candidates.grades <= NAME) & (places["population"] > _PEOPLE_OF_METROPOLIS)
    is_town = ((kind == CITY) | (kind == ADMIN2)) & (places["population"] < _PEOPLE_OF_KNOWN)
    column("homonym_capital")[:] = is_town & (same_question & is_metropolis[None, :] & (land[:, None] != land[None, :])).any(axis=1)
    for i, question in enumerate(questions):
        own = slice(int(candidates.starts[i]), int(candidates.starts[i + 1]))
        if question.within >= 0:
            outer = slice(int(candidates.starts[question.within]), int(candidates.starts[question.within + 1]))
            column("stated_within")[own] = contains(places[outer], candidates.rows[outer], places[own]).any(axis=0)
        if question.country:
            column("stated_within")[own] = land[own] == question.country.encode()
        if question.kind >= 0:
            column("stated_kind")[own] = kind[own] == question.kind
    same_country = (land[:, None] == land[None, :]) & (land != b"")[:, None]
    same_division = (division[:, None] == division[None, :]) & (division >= 0)[:, None]
    near = _nearness(places, kind)
    for table in (near, same_division, same_country):
        table[same_question] = 0
    return fixed, near, same_division.astype(float), same_country.astype(float)


def contains(outer: np.ndarray, outer_rows: np.ndarray, inner: np.ndarray) -> np.ndarray:
    """[outer, inner]: lies in that country or division, or in a much larger city."""
    in_country = (
        (outer["kind"] == COUNTRY)[:, None] & (outer["country"][:, None] == inner["country"][None, :]) & (inner["kind"] != COUNTRY)[None, :]
    )
    in_division = (outer_rows[:, None] == inner["admin1"][None, :]) | (outer_rows[:, None] == inner["admin2"][None, :])
    # "Lewisham, London"
    apart = np.hypot(outer["latitude"][:, None] - inner["latitude"][None, :], outer["longitude"][:, None] - inner["longitude"][None, :])
    in_city = (
        (outer["kind"] == CITY)[:, None]
        & (apart < _CITY_RADIUS_DEGREES)
        & (outer["population"][:, None] > 10 * inner["population"][None, :])
    )
    return in_country | in_division | in_city


def _nearness(places: np.ndarray, kind: np.ndarray) -> np.ndarray:
    """exp(-distance / 100 km) between all candidates; countries and seas are near to nothing."""
    latitude, longitude = np.radians(places["latitude"]), np.radians(places["longitude"])
    unit = np.stack([np.cos(latitude) * np.cos(longitude), np.cos(latitude) * np.sin(longitude), np.sin(latitude)], axis=1)
    unit = np.nan_to_num(unit)
    chord = np.sqrt(np.maximum(0.0, 2.0 - 2.0 * (unit @ unit.T)))
    near = np.exp(-chord * (_EARTH_RADIUS_KM / _NEAR_KM))
    vague = (kind == COUNTRY) | (kind == SEA) | (kind == REGION) | np.isnan(places["latitude"])
    near[vague, :] = 0
    near[:, vague] = 0
    return near


def with_support(
    fixed: np.ndarray,
    near: np.ndarray,
    admin1: np.ndarray,
    country: np.ndarray,
    probabilities: np.ndarray,
    questions: Sequence[Question],
    candidates: Candidates,
) -> np.ndarray:
    """The features with what the other names say, given what they probably mean."""
    features = fixed.copy()
    weight = np.array([question.weight for question in questions])
    for name, table in (("near", near), ("same_admin1", admin1), ("same_country", country)):
        best = np.maximum.reduceat(table * probabilities[None, :], candidates.starts[:-1], axis=1)
        features[:, FEATURES.index(name)] = np.log1p(best @ weight)
    for i, question in enumerate(questions):
        if question.same_as >= 0:
            own = slice(int(candidates.starts[i]), int(candidates.starts[i + 1]))
            other = slice(int(candidates.starts[question.same_as]), int(candidates.starts[question.same_as + 1]))
            chosen = candidates.rows[other][np.argmax(probabilities[other])]
            features[own, FEATURES.index("stated_elsewhere")] = candidates.rows[own] == chosen
    return features


def softmax(scores: np.ndarray, candidates: Candidates) -> np.ndarray:
    """Probabilities among the candidates of each question."""
    top = np.maximum.reduceat(scores, candidates.starts[:-1])[candidates.question]
    weights = np.exp(scores - top)
    return weights / np.add.reduceat(weights, candidates.starts[:-1])[candidates.question]
