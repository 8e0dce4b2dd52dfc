"""Stories told by several publishers, made up: what incident clustering is measured on.

`stories(count, seed)` makes articles of invented happenings. A happening has a kind, a city, a day, parties and a toll that
rises from day to day; one to eight articles tell it, each in other words, by another publisher, with the toll as it stood,
with the city or only the district around it, with "on Tuesday", "yesterday" or the date. To make it hard, a third of the
happenings have a neighbour: the same kind in the same city a week later, in another city of the country on the same day, or
another kind in the same city on the same day. Some articles end with a sentence about an older happening of the same kind.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

START = date(2023, 1, 2)

CITIES = (
    ("Maiduguri", "Nigeria"), ("Sokoto", "Nigeria"), ("Jos", "Nigeria"), ("Kaduna", "Nigeria"), ("Kano", "Nigeria"),
    ("Mopti", "Mali"), ("Gao", "Mali"), ("Timbuktu", "Mali"), ("Djibo", "Burkina Faso"), ("Fada N'gourma", "Burkina Faso"),
    ("Bukavu", "the Democratic Republic of Congo"), ("Goma", "the Democratic Republic of Congo"), ("Bunia", "the Democratic Republic of Congo"),
    ("Mogadishu", "Somalia"), ("Baidoa", "Somalia"), ("Kismayo", "Somalia"), ("El Fasher", "Sudan"), ("Nyala", "Sudan"), ("Port Sudan", "Sudan"),
    ("Malakal", "South Sudan"), ("Bentiu", "South Sudan"), ("Mekelle", "Ethiopia"), ("Dire Dawa", "Ethiopia"), ("Garissa", "Kenya"),
    ("Kandahar", "Afghanistan"), ("Jalalabad", "Afghanistan"), ("Herat", "Afghanistan"), ("Quetta", "Pakistan"), ("Peshawar", "Pakistan"),
    ("Karachi", "Pakistan"), ("Mosul", "Iraq"), ("Kirkuk", "Iraq"), ("Basra", "Iraq"), ("Aleppo", "Syria"), ("Homs", "Syria"), ("Daraa", "Syria"),
    ("Taiz", "Yemen"), ("Aden", "Yemen"), ("Marib", "Yemen"), ("Kharkiv", "Ukraine"), ("Kherson", "Ukraine"), ("Odesa", "Ukraine"),
    ("Cotabato", "the Philippines"), ("Davao", "the Philippines"), ("Mandalay", "Myanmar"), ("Sittwe", "Myanmar"), ("Imphal", "India"),
    ("Srinagar", "India"), ("Patna", "India"), ("Sylhet", "Bangladesh"), ("Chittagong", "Bangladesh"), ("Culiacán", "Mexico"),
    ("Acapulco", "Mexico"), ("Cali", "Colombia"), ("Buenaventura", "Colombia"), ("Guayaquil", "Ecuador"), ("Cap-Haïtien", "Haiti"),
    ("Misrata", "Libya"), ("Benghazi", "Libya"), ("Beira", "Mozambique"), ("Pemba", "Mozambique"),
)  # fmt: skip
PUBLISHERS = ("Harbour Times", "Morning Ledger", "Radio Meridian", "The Inland Post", "Courier Daily", "Northern Wire", "Delta News", "Evening Standard-Bearer", "Plains Gazette", "City Bulletin")  # fmt: skip
SPEAKERS = ("police said", "a hospital official said", "the governor said", "witnesses said", "local officials said", "the health ministry said")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Kind:
    """A sort of happening: the PLOVER types that it may be read as, and its words. {n} the toll, {p} the place, {d} the day."""

    event_types: frozenset[str]
    actors: tuple[str, ...]
    leads: tuple[str, ...]
    tolls: tuple[str, ...]
    titles: tuple[str, ...]
    olds: tuple[str, ...]


KINDS = {
    "bombing": Kind(
        frozenset({"ASSAULT"}),
        ("a suicide bomber", "militants"),
        (
            "{n} people were killed when {a} attacked a market in {p} {d}.",
            "A bomb exploded at a crowded market in {p} {d}, killing {n} people.",
            "An explosion at a market in {p} killed {n} people {d}, {s}.",
            "{A} killed {n} people in a bombing at a market in {p} {d}.",
        ),
        ("The bombing killed {n} people, {s}.", "The death toll has reached {n}, {s}.", "At least {n} people died in the blast, {s}."),
        ("Blast hits market in {c}", "{n} dead in {c} market bombing", "Market bombing in {c}"),
        ("In 2015 a bombing in the same city killed 40 people.", "The city saw a similar attack in 2014."),
    ),
    "shooting": Kind(
        frozenset({"ASSAULT"}),
        ("gunmen", "armed men"),
        (
            "{A} shot dead {n} villagers near {p} {d}.",
            "{n} villagers were shot dead by {a} near {p} {d}, {s}.",
            "{A} attacked a village near {p} {d} and killed {n} people.",
            "An attack by {a} on a village near {p} left {n} people dead {d}.",
        ),
        ("{n} bodies were found, {s}.", "The attackers killed {n} people, {s}.", "The number of dead stands at {n}, {s}."),
        ("{A} kill {n} near {c}", "Village attacked near {c}", "{n} villagers killed near {c}"),
        ("{A} killed a dozen people in the area in 2016.", "The region has seen such attacks since 2011."),
    ),
    "air strike": Kind(
        frozenset({"ASSAULT"}),
        ("government warplanes", "fighter jets"),
        (
            "{A} bombed a residential district of {p} {d}, killing {n} civilians.",
            "An air strike on {p} killed {n} civilians {d}, {s}.",
            "{n} civilians died in an air strike on {p} {d}.",
            "Air strikes by {a} hit {p} {d} and killed {n} civilians.",
        ),
        ("The strike killed {n} civilians, {s}.", "{n} people died, {s}.", "{n} civilians had been killed, {s}."),
        ("Air strike on {c} kills {n}", "{c} hit from the air", "{n} civilians die in {c} strike"),
        ("A strike on a hospital there killed nine people in 2017.",),
    ),
    "kidnapping": Kind(
        frozenset({"ASSAULT", "COERCE"}),
        ("gunmen", "bandits"),
        (
            "{A} abducted {n} pupils from a school near {p} {d}.",
            "{n} pupils were kidnapped from a school near {p} {d}, {s}.",
            "{A} stormed a school near {p} {d} and kidnapped {n} pupils.",
            "{n} pupils were abducted by {a} near {p} {d}.",
        ),
        ("{n} pupils were taken, {s}.", "The gunmen abducted {n} children, {s}.", "{n} pupils were missing, {s}."),
        ("{n} pupils abducted near {c}", "School raid near {c}", "Pupils kidnapped near {c}"),
        ("In 2014 more than 200 girls were kidnapped in the country.",),
    ),
    "protest": Kind(
        frozenset({"PROTEST"}),
        ("teachers", "students", "dock workers"),
        (
            "Hundreds of {a} protested in {p} {d} against unpaid wages.",
            "{A} took to the streets of {p} {d} to demand their wages.",
            "{A} marched through {p} {d}, demanding unpaid wages.",
            "A protest by {a} over unpaid wages brought {p} to a standstill {d}.",
        ),
        ("About {n} people joined the protest, {s}.", "{n} people marched, {s}."),
        ("{A} protest in {c}", "Wage protest in {c}", "{c}: {a} demand wages"),
        ("Similar protests were held in 2018.",),
    ),
    "flood": Kind(
        frozenset({"DISASTER"}),
        ("heavy rain",),
        (
            "Floods in {p} killed {n} people {d}, {s}.",
            "{n} people drowned in floods that hit {p} {d}.",
            "Floods after heavy rain swept through {p} {d}, killing {n} people.",
            "Heavy rain caused floods in {p} {d} in which {n} people died, {s}.",
        ),
        ("The floods killed {n} people, {s}.", "The death toll from the floods rose to {n}, {s}.", "{n} people died in the floods, {s}."),
        ("Floods kill {n} in {c}", "{c} under water", "Floods hit {c}"),
        ("In 2012 floods killed 60 people in the region.",),
    ),
    "crash": Kind(
        frozenset({"ACCIDENT"}),
        ("a bus",),
        (
            "A bus plunged into a ravine near {p} {d}, killing {n} people.",
            "{n} people died when a bus crashed near {p} {d}, {s}.",
            "A bus crash near {p} killed {n} passengers {d}.",
            "{n} passengers were killed in a bus crash near {p} {d}, {s}.",
        ),
        ("{n} passengers died in the crash, {s}.", "The crash killed {n} people, {s}."),
        ("Bus crash near {c} kills {n}", "{n} die as bus crashes near {c}"),
        ("A lorry crashed on the same road in 2019.",),
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Story:
    """One article and the happening that it tells."""

    article_id: str
    happening_id: str
    event_types: frozenset[str]
    publisher: str
    published_date: date
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class _Happening:
    happening_id: str
    kind: str
    city: str
    country: str
    happened_date: date
    actor: str
    toll: int


def stories(count: int, seed: int = 7) -> Iterator[Story]:
    """`count` articles, grouped by happening; the same for the same seed."""
    rng = random.Random(seed)
    made = number = 0
    while made < count:
        for happening in _neighbours(rng, number):
            number += 1
            for story in _told(rng, happening):
                if made < count:
                    made += 1
                    yield story


def _neighbours(rng: random.Random, number: int) -> list[_Happening]:
    """A happening, and in a third of the cases one that is easily taken for it."""
    kind = rng.choice(sorted(KINDS))
    city, country = rng.choice(CITIES)
    day = START + timedelta(days=rng.randrange(360))
    first = _Happening(f"h{number}", kind, city, country, day, rng.choice(KINDS[kind].actors), rng.randint(4, 60))
    found = [first]
    if rng.random() < 1 / 3:
        other_kind, other_city, other_day = kind, city, day
        match rng.choice(("week", "city", "kind")):
            case "week":
                other_day = day + timedelta(days=rng.randint(8, 12))
            case "city":
                other_city = rng.choice([c for c, land in CITIES if land == country and c != city] or [city])
                other_day = day if other_city != city else day + timedelta(days=10)
            case _:
                other_kind = rng.choice([k for k in sorted(KINDS) if not KINDS[k].event_types & KINDS[kind].event_types])
        found.append(
            _Happening(
                f"h{number + 1}", other_kind, other_city, country, other_day, rng.choice(KINDS[other_kind].actors), rng.randint(4, 60)
            )
        )
    return found


def _told(rng: random.Random, happening: _Happening) -> Iterator[Story]:
    kind = KINDS[happening.kind]
    leads = list(kind.leads)
    rng.shuffle(leads)
    for number, publisher in enumerate(rng.sample(PUBLISHERS, rng.randint(1, 8))):
        delay_days = min(number // 2, 3)
        published = happening.happened_date + timedelta(days=delay_days + rng.randint(0, 1))
        toll = happening.toll + delay_days * rng.randint(0, 3)
        place = rng.choice(
            (happening.city, f"{happening.city}, {happening.country},", f"the city of {happening.city} in {happening.country}")
        )
        words = {
            "n": str(toll),
            "p": place,
            "c": happening.city,
            "d": _day_words(rng, happening.happened_date, published),
            "s": rng.choice(SPEAKERS),
            "a": happening.actor,
            "A": happening.actor[0].upper() + happening.actor[1:],
        }
        sentences = [leads[number % len(leads)], rng.choice(kind.tolls)]
        sentences += [rng.choice(kind.olds)] if rng.random() < 0.3 else []
        text = " ".join(_filled(sentence, words) for sentence in sentences)
        yield Story(
            f"{happening.happening_id}-{number}",
            happening.happening_id,
            kind.event_types,
            publisher,
            published,
            _filled(rng.choice(kind.titles), words),
            text + f"\n\n{publisher} could not speak to the families, who live in a part of {happening.country} that is hard to reach.",
        )


def _filled(sentence: str, words: dict[str, str]) -> str:
    text = sentence.format(**words).replace(",,", ",").replace(",.", ".")
    return text[0].upper() + text[1:]


def _day_words(rng: random.Random, happened: date, published: date) -> str:
    days = (published - happened).days
    choices = [f"on {happened:%A}", f"on {happened.day} {happened:%B}", f"on {happened:%B} {happened.day}"]
    choices += ["yesterday"] if days == 1 else ["today"] if days == 0 else []
    return rng.choice(choices)
