"""The lexicons of bodies, armed groups and sectors: valid codes, and every word in one place only."""

from collections import Counter
from datetime import date
from importlib.resources import files

import pytest
import yaml

from dateline.contracts.codes import SECTORS
from dateline.contracts.countries import country_name
from dateline.extract.article import find_all
from dateline.extract.mentions.bodies import find_bodies
from dateline.extract.mentions.sectors import sector_of
from dateline.extract.records import Context

CONTEXT = Context(published_date=date(2024, 5, 15))


def load(name: str):
    return yaml.safe_load((files("dateline") / "lexicons" / name).read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", ["organisations.yaml", "armed_groups.yaml"])
def test_bodies_have_known_sectors_and_countries(name):
    for entry in load(name):
        assert entry["sector"] in SECTORS, entry
        assert "country" not in entry or country_name(entry["country"]), entry


def test_a_form_names_one_body():
    entries = [*load("organisations.yaml"), *load("armed_groups.yaml")]
    forms = Counter(form for entry in entries for form in {entry["name"], *entry.get("also", ())})
    assert [form for form, count in forms.items() if count > 1] == []


def test_sector_words_have_one_known_sector():
    lexicon = load("sectors.yaml")
    assert {sector.removesuffix("~") for sector in lexicon} <= {*SECTORS, ""}
    words = Counter(word for words in lexicon.values() for word in words)
    assert [word for word, count in words.items() if count > 1] == []


@pytest.mark.parametrize(
    ("words", "sector"),
    [
        pytest.param(["riot", "police"], "COP", id="the head decides"),
        pytest.param(["security", "force"], "MIL", id="a longer phrase before a shorter"),
        pytest.param(["army", "spokesman"], "MIL", id="a spokesman is of his body"),
        pytest.param(["deputy", "director"], None, id="a rank is no body"),
        pytest.param(["rebel", "column"], "REB", id="a column is of its body"),
        pytest.param(["enemy", "position"], "UAF", id="an enemy is armed, whoever it is"),
        pytest.param(["armored", "vehicle"], "MIL", id="what only armies drive"),
        pytest.param(["village", "defense", "patrol"], "PRM", id="villagers' patrols are no police"),
        pytest.param(["official"], "GOV", id="an official alone is the government's"),
        pytest.param(["fire"], None, id="no party at all"),
    ],
)
def test_reads_the_sector_of_a_phrase(words, sector):
    assert sector_of(words) == sector


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param("Islamic State in Iraq and Syria", ["Islamic State"], id="the longest form"),
        pytest.param("the red cross on the map", [], id="small letters name nothing"),
        pytest.param("Hamastan", [], id="whole words only"),
        pytest.param("İstanbul and the UN", ["United Nations"], id="offsets hold behind letters that grow in lower case"),
    ],
)
def test_finds_known_bodies(text, names):
    found = list(find_bodies(text))
    assert [body.name for _, body in found] == names
    assert all(text[span.start : span.end].strip() for span, _ in found)


@pytest.mark.parametrize(
    ("people", "country"),
    [("Sri Lankan", "LK"), ("Sierra Leonean", "SL"), ("Papua New Guinean", "PG"), ("Bissau-Guinean", "GW"), ("Ghanaian", "GH")],
)
def test_a_people_is_known_by_the_list_where_the_model_sees_none(people, country):
    event = next(
        event for event in find_all(f"{people} soldiers killed two farmers on Monday.", CONTEXT).events if event.event_type == "ASSAULT"
    )
    assert event.actors[0].country == country


@pytest.mark.parametrize(
    ("group", "sector", "country"),
    [
        ("Tren de Aragua", "CRM", "VE"),
        ("Jaish al-Adl", "REB", "IR"),
        ("Fano fighters", "REB", "ET"),
        ("The West Papua National Liberation Army", "REB", "ID"),
        ("Klansmen", "UAF", "US"),
    ],
)
def test_an_armed_group_acts_with_its_sector_and_country(group, sector, country):
    event = find_all(f"{group} attacked a village on Monday, killing nine people.", CONTEXT).events[0]
    assert (event.actors[0].sector, event.actors[0].country) == (sector, country)
