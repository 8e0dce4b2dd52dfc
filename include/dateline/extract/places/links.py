"""What the words beside a name say about where it lies: "Paris, Texas", "Syria's Hama", "the Syrian town of Hama", "Hama province"."""

from dataclasses import dataclass, replace

from dateline.extract.places.countries import people
from dateline.extract.places.evidence import context_words
from dateline.extract.places.gazetteer import NAME, Gazetteer
from dateline.extract.places.gazetteer_build import KINDS
from dateline.extract.places.names import Match, Word
from dateline.extract.places.resolution import ADMIN1, CITY, COUNTRY, contains

_DIVISIONS = frozenset({"region", "state"})
_LARGE = 100_000  # people: towns that may share a state's or country's name ("New York, New York")
_LIST_GAPS = (", ", " and ", ", and ", " or ", ", or ", "; ", " & ")
_INSIDE_GAPS = (", ", " (", ", in ", " in ", ", the ", " County, ", " county, ")  # between a place and the one it lies in
_OUTSIDE_GAPS = ("'s ", "’s ", ", ")  # the other way round


@dataclass(frozen=True, slots=True)
class Link:
    """Said of one name: it lies inside another name's place, in a people's country, and is of a kind."""

    within: int | None  # index of the other match
    country: str | None  # ISO 3166-1 alpha-2
    kind: int  # index into KINDS, -1 if not said


def are_listed(matches: list[Match], i: int, text: str) -> bool:
    """The match and the next one are items of one list."""
    return text[matches[i].end : matches[i + 1].start] in _LIST_GAPS


def read_links(matches: list[Match], words: list[Word], text: str, gazetteer: Gazetteer) -> list[Link]:
    """A link for each name; the kind in "Kars, Van and Agri provinces" is that of all three."""
    links = [_link(i, matches, words, text, gazetteer) for i in range(len(matches))]
    for i in range(len(matches) - 2, -1, -1):
        after = words[matches[i + 1].last + 1].text if matches[i + 1].last + 1 < len(words) else ""
        if links[i + 1].kind >= 0 and links[i].kind < 0 and after.endswith("s") and are_listed(matches, i, text):
            links[i] = replace(links[i], kind=links[i + 1].kind)
    for run in _lists(matches, text):
        for kind in (COUNTRY, ADMIN1):
            able = [i for i in run if _can_be(matches[i], kind, gazetteer)]
            if len(able) * 3 >= len(run) * 2:  # a list of states: New York among them is one
                for i in able:
                    links[i] = replace(links[i], kind=kind)
                break
    return links


def _lists(matches: list[Match], text: str) -> list[list[int]]:
    """Runs of at least three names in a row."""
    runs: list[list[int]] = []
    for i in range(1, len(matches)):
        if are_listed(matches, i - 1, text):
            if runs and runs[-1][-1] == i - 1:
                runs[-1].append(i)
            else:
                runs.append([i - 1, i])
    return [run for run in runs if len(run) > 2]


def _can_be(match: Match, kind: int, gazetteer: Gazetteer) -> bool:
    proper = match.postings["place"][match.postings["grade"] <= NAME]
    return bool((gazetteer.places["kind"][proper] == kind).any())


def _link(i: int, matches: list[Match], words: list[Word], text: str, gazetteer: Gazetteer) -> Link:
    """Read "Paris, Texas", "Hama (Syria)", "Syria's Hama", "Hama in Syria", "the Syrian town of Hama", "Hama province"."""
    match = matches[i]
    within = None
    if i + 1 < len(matches):
        gap = text[match.end : matches[i + 1].start]
        if gap in _INSIDE_GAPS and _can_contain(matches[i + 1], match, gazetteer):
            within = i + 1
    if within is None and i and text[matches[i - 1].end : match.start] in _OUTSIDE_GAPS and _can_contain(matches[i - 1], match, gazetteer):
        within = i - 1
    before = [word.text for word in words[max(0, match.first - 5) : match.first]]
    kind = _stated_kind(match, words, before, gazetteer)
    if before[-2:] == ["state", "of"] and _can_be(match, ADMIN1, gazetteer) and not _can_be(match, COUNTRY, gazetteer):
        kind = ADMIN1  # "the state of Kaduna", not "the state of Israel"
    country = None
    if before and (before[-1] == "of" or before[-1].lower() in context_words().kinds):
        country = next((code for word in reversed(before) if word[0].isupper() and (code := people().get(word.lower()))), None)
    return Link(within, country, kind)


def _stated_kind(match: Match, words: list[Word], before: list[str], gazetteer: Gazetteer) -> int:
    kinds = context_words().kinds
    after = words[match.last + 1] if match.last + 1 < len(words) else None
    word = ""
    if after is not None and after.is_joined and after.text.lower() in _DIVISIONS and _can_be(match, ADMIN1, gazetteer):
        return ADMIN1  # "Kherson region", but not "the Sahel region"
    if after is not None and after.is_joined and after.text.lower() in kinds:
        word = after.text.lower()
    elif len(before) > 1 and before[-1] == "of" and before[-2].lower() in kinds:
        word = before[-2].lower()
    kind = kinds.get(word)
    return KINDS.index(kind) if kind and kind != "any" else -1


def _can_contain(outer: Match, inner: Match, gazetteer: Gazetteer) -> bool:
    """Some place of the first name contains some place of the second; states and countries in a row ("Oregon, Ohio") are no such pair."""
    rows, inner_rows = outer.postings["place"], inner.postings["place"]
    wide, narrow = gazetteer.places[rows], gazetteer.places[inner_rows]
    inside = contains(wide, rows, narrow).any(axis=0)
    own_right = (narrow["kind"] <= ADMIN1) & (inner.postings["grade"] <= NAME)
    if own_right.any():
        inside &= own_right | ((narrow["kind"] == CITY) & (narrow["population"] > _LARGE))
    return bool(inside.any())
