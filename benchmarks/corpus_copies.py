"""Stories nobody wrote and altered copies of them: what near-duplicates are measured on.

`corpus(count, seed)` makes so many stories of 6 to 12 paragraphs, put together from the word lists below, and for each some
copies as other papers print them, one of each of a few kinds of alteration (`ALTERATIONS`, thirteen in all). A third of the
stories have neighbours that are no copies: a follow-up that repeats a third of the story as background, and a report of
another happening written to the same pattern. The same count and seed give the same articles everywhere.
"""

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

START = datetime(2024, 1, 1, tzinfo=UTC)
COPIES_PER_STORY = 4

_NAME_STARTS = (
    "Al",
    "Bar",
    "Cor",
    "Dan",
    "El",
    "Far",
    "Gor",
    "Hal",
    "Is",
    "Jor",
    "Kal",
    "Lam",
    "Mar",
    "Nor",
    "Or",
    "Pal",
    "Rud",
    "Sel",
    "Tor",
    "Ver",
)
_NAME_ENDS = ("ava", "bek", "dan", "eno", "field", "gano", "holm", "ika", "jani", "kovo", "lund", "mina", "nik", "oso", "pur", "rath", "stan", "tova", "uri", "wick")  # fmt: skip
_WHO = (
    "the governor", "a police spokesman", "the mayor", "the relief agency", "a hospital doctor", "the army", "the rail operator", "residents",
    "the opposition", "a court clerk", "the fire brigade", "the teachers' union", "farmers", "the port authority", "a ministry official",
    "the central bank", "striking miners", "the electoral commission", "aid workers", "the coast guard", "a district judge", "shopkeepers",
    "the water board", "students", "the health ministry", "border guards", "the bishop", "fishermen", "the power company", "election monitors",
)  # fmt: skip
_DID = (
    "closed", "inspected", "refused to reopen", "promised to rebuild", "evacuated", "searched", "criticised", "took over", "handed back",
    "agreed to pay for", "set fire to", "cordoned off", "postponed work on", "voted to sell", "began to clear", "lost control of", "asked for",
    "accused neighbours of damaging", "counted the cost of", "sent engineers to", "blocked the road to", "signed a contract for", "guarded",
    "warned against entering", "praised the work on", "cut the supply to", "found cracks in", "moved patients from", "withdrew from", "repaired",
)  # fmt: skip
_WHAT = (
    "the old bridge", "two warehouses", "the grain market", "a school built last year", "the main reservoir", "the bus station", "a clinic",
    "the northern railway line", "the fish market", "a camp for displaced families", "the town hall", "an apartment block", "the oil terminal",
    "a textile factory", "the airport road", "the flood barrier", "three villages", "the stadium", "a copper mine", "the prison", "a ferry pier",
    "the radio station", "the courthouse", "a wheat depot", "the hydroelectric dam", "a cathedral", "the border crossing", "a car park",
    "the university library", "the cattle market",
)  # fmt: skip
_WHEN = (
    "on Monday", "on Tuesday", "on Wednesday", "on Thursday", "on Friday", "on Saturday", "on Sunday", "overnight", "in the early hours",
    "before dawn", "late in the evening", "at the weekend", "during the morning rush", "shortly after noon", "for a third day",
)  # fmt: skip
_WHY = (
    "after heavy rain swept through the valley", "because money had run out", "in spite of a court order", "while talks were under way",
    "despite protests outside parliament", "as temperatures fell below zero", "after weeks of rising tension", "when the wind changed",
    "following a complaint by neighbours", "under an agreement reached last month", "without giving a reason", "as fuel became scarce",
    "after a fault in the electricity network", "to make way for a new road", "once the inspectors had left", "amid fears of another landslide",
)  # fmt: skip
_SAID = (
    "said",
    "told reporters",
    "said in a statement",
    "wrote in a letter",
    "told state radio",
    "confirmed",
    "announced",
    "told local television",
)
_HARM = ("killed", "injured", "left homeless", "taken to hospital", "reported missing", "evacuated", "detained", "brought to safety")
_UK_US = {
    "criticised": "criticized", "neighbours": "neighbors", "programme": "program", "centre": "center", "per cent": "percent",
    "labour": "labor", "organisation": "organization", "car park": "parking lot", "apartment block": "apartment building",
}  # fmt: skip
_SMALL = {2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight", 9: "nine"}
_FURNITURE = (
    "Our reporters are on the ground. If you value their work, consider a subscription from two crowns a week.",
    "More on this: what the valley looked like ten years ago, in twelve photographs from our archive.",
    "This report was first published by our partner station and appears here under a sharing agreement.",
)


@dataclass(frozen=True, slots=True)
class Piece:
    """One article of the corpus."""

    piece_id: str
    cluster: str  # the same for a story and its copies
    kind: str  # "story", a name in ALTERATIONS, "follow-up" or "same pattern"
    title: str
    published: datetime
    text: str


@dataclass(frozen=True, slots=True)
class Story:
    """What is told: a happening with its names and numbers, and its paragraphs, each of some sentences."""

    place: str
    paragraphs: tuple[tuple[str, ...], ...]

    @property
    def text(self) -> str:
        return "\n\n".join(" ".join(sentences) for sentences in self.paragraphs)


def name(rng: random.Random) -> str:
    return rng.choice(_NAME_STARTS) + rng.choice(_NAME_ENDS)


def story(rng: random.Random) -> Story:
    """A story with names and numbers of its own."""
    place, district = name(rng), name(rng)
    people = [f"{name(rng)} {name(rng)}" for _ in range(4)]
    tolls = [rng.randint(2, 400) for _ in range(3)]
    lead = (
        f"{rng.choice(_WHO).capitalize()} {rng.choice(_DID)} {rng.choice(_WHAT)} in {place} {rng.choice(_WHEN)} {rng.choice(_WHY)}, "
        f"and {_number(tolls[0])} people were {rng.choice(_HARM)}, {people[0]} of the {district} district council {rng.choice(_SAID)}."
    )
    rest = [tuple(_sentence(rng, place, district, people, tolls) for _ in range(rng.randint(1, 3))) for _ in range(rng.randint(5, 11))]
    return Story(place, ((lead,), *rest))


def _number(value: int) -> str:
    return _SMALL.get(value, str(value))


def _sentence(rng: random.Random, place: str, district: str, people: list[str], tolls: list[int]) -> str:
    who, did, what, when, why, said = (rng.choice(words) for words in (_WHO, _DID, _WHAT, _WHEN, _WHY, _SAID))
    person, where = rng.choice(people), rng.choice((place, district, f"the hills above {place}", f"the {district} district"))
    patterns = (
        f"{who.capitalize()} {did} {what} in {where} {when}, {person} {said}.",
        f"“We have never seen anything like this at {what},” {person} {said}, adding that {who} {did} {rng.choice(_WHAT)} {why}.",
        f"{_number(rng.choice(tolls)).capitalize()} people were {rng.choice(_HARM)} {why}, according to {who} in {where}.",
        f"In {where}, {who} {did} {what} {why}.",
        f"{person}, who has lived near {what} since {rng.randint(1950, 2019)}, said {who} {did} it {when}.",
        f"Damage is put at {rng.randint(2, 900)} million crowns, {rng.randint(2, 60)} per cent of it to {what}.",
        f"{who.capitalize()} and {rng.choice(_WHO)} met in {where} {when} but could not agree on who should pay for {what}.",
        f"Last year {who} {did} {what} {why}, and {_number(rng.randint(2, 99))} people were {rng.choice(_HARM)}.",
    )
    return rng.choice(patterns)


# -- alterations: a story's text to that of a copy --------------------------------------------------------------------------


def _cut(told: Story, rng: random.Random) -> str:
    """The end is missing: copy is cut from below."""
    return "\n\n".join(told.text.split("\n\n")[: max(3, round(len(told.paragraphs) * rng.uniform(0.4, 0.75)))])


def _brief(told: Story, rng: random.Random) -> str:
    """The first two paragraphs, as a brief."""
    return "\n\n".join(told.text.split("\n\n")[:2])


def _retitled(told: Story, rng: random.Random) -> str:
    """The same text; only the title is another."""
    return told.text


def _re_led(told: Story, rng: random.Random) -> str:
    """A lead of the paper's own before the agency's second paragraph."""
    lead = f"It has been a hard week for {told.place}, a town where {rng.choice(_WHO)} {rng.choice(_DID)} {rng.choice(_WHAT)} {rng.choice(_WHY)}."
    return "\n\n".join([lead, *told.text.split("\n\n")[1:]])


def _typos_mended(told: Story, rng: random.Random) -> str:
    """One word in forty is spelled in another way than in the story."""

    def other(match: re.Match[str]) -> str:
        word = match[0]
        at = rng.randrange(1, len(word) - 1)
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :] if rng.random() < 1 / 40 else word

    return re.sub(r"\b[a-z]{5,}\b", other, told.text)


def _other_dateline(told: Story, rng: random.Random) -> str:
    """Byline, dateline and credit of another paper and another agency."""
    agency, month = rng.choice(("Reuters", "AP", "AFP", "dpa")), rng.choice(("Jan.", "Feb.", "March"))
    head = rng.choice((f"{told.place.upper()} ({agency}) — ", f"{told.place.upper()}, {month} {rng.randint(1, 28)} ({agency}) - "))
    return f"By {name(rng)} {name(rng)}\n\n{head}{told.text}\n\n({agency})"


def _embedded(told: Story, rng: random.Random) -> str:
    """The whole report within a longer piece about other things."""
    others = [paragraph for _ in range(rng.randint(1, 2)) for paragraph in story(rng).text.split("\n\n")]
    at = rng.randrange(len(others))
    return "\n\n".join([*others[:at], told.text, *others[at:]])


def _house_style(told: Story, rng: random.Random) -> str:
    """American spelling, straight quotation marks, no `on` before weekdays, numerals for small numbers."""
    text = told.text.replace("“", '"').replace("”", '"').replace(" on Monday", " Monday").replace(" on Friday", " Friday")
    for british, american in _UK_US.items():
        text = text.replace(british, american)
    for value, word in _SMALL.items():
        text = text.replace(f" {word} people", f" {value} people")
    return text


def _toll_changed(told: Story, rng: random.Random) -> str:
    """The next version of the story: one number is another wherever it stands."""
    numbers = re.findall(r"\b\d+(?= people)", told.text) or re.findall(r"\b\d+", told.text)
    if not numbers:
        return told.text + f" The number of injured rose to {rng.randint(20, 90)}."
    old = rng.choice(numbers)
    return re.sub(rf"\b{old}\b", str(int(old) + rng.randint(1, 30)), told.text)


def _re_paragraphed(told: Story, rng: random.Random) -> str:
    """Other paragraphs, one of them gone and one sentence new."""
    sentences = [sentence for paragraph in told.paragraphs for sentence in paragraph]
    gone = rng.randrange(1, len(sentences))
    sentences[gone] = f"Roads around {told.place} stay closed until {rng.choice(('further notice', 'the weekend', 'Monday morning'))}."
    return "\n\n".join(" ".join(sentences[i : i + 2]) for i in range(0, len(sentences), 2))


def _sub_edited(told: Story, rng: random.Random) -> str:
    """An editor changed one word in sixteen, but no name and no number."""
    words = ("however", "also", "then", "large", "nearby", "local", "several", "again", "reportedly", "former", "whole", "still")

    def other(match: re.Match[str]) -> str:
        return rng.choice(words) if rng.random() < 1 / 16 else match[0]

    return re.sub(r"\b[a-z]{2,}\b", other, told.text)


def _with_furniture(told: Story, rng: random.Random) -> str:
    """What the page around the report says stands in the text."""
    paragraphs = told.text.split("\n\n")
    for line in rng.sample(_FURNITURE, 2):
        paragraphs.insert(rng.randrange(1, len(paragraphs) + 1), line)
    return "\n\n".join(paragraphs)


def _reordered(told: Story, rng: random.Random) -> str:
    """The paragraphs after the lead in another order."""
    lead, *rest = told.text.split("\n\n")
    rng.shuffle(rest)
    return "\n\n".join([lead, *rest])


ALTERATIONS: dict[str, Callable[[Story, random.Random], str]] = {
    "cut": _cut,
    "brief": _brief,
    "retitled": _retitled,
    "re-led": _re_led,
    "typos mended": _typos_mended,
    "other dateline": _other_dateline,
    "embedded": _embedded,
    "house style": _house_style,
    "toll changed": _toll_changed,
    "re-paragraphed": _re_paragraphed,
    "sub-edited": _sub_edited,
    "with furniture": _with_furniture,
    "reordered": _reordered,
}


# -- the corpus -------------------------------------------------------------------------------------------------------------


def corpus(count: int, seed: int = 1) -> Iterator[Piece]:
    """So many stories, their copies and their neighbours, in no order of time within a story."""
    kinds = list(ALTERATIONS)
    for number in range(count):
        rng = random.Random(f"{seed}-{number}")
        told = story(rng)
        cluster = f"s{number:06d}"
        at = START + timedelta(minutes=rng.randrange(60 * 24 * 90))
        yield Piece(cluster, cluster, "story", _title(told, rng), at, told.text)
        for i in range(COPIES_PER_STORY):
            kind = kinds[(number * COPIES_PER_STORY + i) % len(kinds)]
            later = at + timedelta(minutes=rng.randint(1, 3000))
            yield Piece(f"{cluster}-{i}", cluster, kind, _title(told, rng), later, ALTERATIONS[kind](told, rng))
        if number % 3 == 0:
            yield Piece(f"{cluster}-f", f"{cluster}-f", "follow-up", _title(told, rng), at + timedelta(days=2), _follow_up(told, rng))
            yield Piece(f"{cluster}-p", f"{cluster}-p", "same pattern", _title(told, rng), at + timedelta(days=1), _same_pattern(told, rng))


def _title(told: Story, rng: random.Random) -> str:
    return f"{told.place}: {rng.choice(_WHO)} {rng.choice(_DID)} {rng.choice(_WHAT)}"


def _follow_up(told: Story, rng: random.Random) -> str:
    """Two days later: new facts, and a third of the first story as background."""
    new, old = story(rng).text.split("\n\n"), told.text.split("\n\n")
    return "\n\n".join([*new, *old[-max(1, len(old) // 3) :]])


def _same_pattern(told: Story, rng: random.Random) -> str:
    """Every name and number another one, everything else the same: how weather, markets and police blotters are written."""
    others: dict[str, str] = {}
    is_name = re.compile(rf"\b(?:{'|'.join(_NAME_STARTS)})(?:{'|'.join(_NAME_ENDS)})\b")
    text = is_name.sub(lambda match: others.setdefault(match[0], name(rng)), told.text)
    return re.sub(r"\b\d+\b", lambda match: str(int(match[0]) + rng.randint(1, 50)), text)
