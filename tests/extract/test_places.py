"""find_places: what is a place, which one, and how exactly."""

from datetime import date
from functools import cache

import pytest

from dateline.extract.nlp import parse
from dateline.extract.places import find_places
from dateline.extract.records import Context, Place


@cache
def read(text: str, title: str | None = None, home: str | None = None) -> tuple[Place, ...]:
    return find_places(parse(text), Context(date(2020, 5, 14), title=title, publisher_country=home))


def only(text: str, name: str, **context: str) -> Place:
    found = [place for place in read(text, **context) if place.text == name]
    assert len(found) == 1, [place.text for place in read(text, **context)]
    return found[0]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param("Two people died in a fire in Nairobi on Friday.", ["Nairobi"], id="a town"),
        pytest.param("Floods cut roads between Kano and Kaduna in Nigeria.", ["Kano", "Kaduna", "Nigeria"], id="in reading order"),
        pytest.param("Shells fell on the town of al-Bab and on Deir ez-Zor.", ["al-Bab", "Deir ez-Zor"], id="small words and hyphens"),
        pytest.param("Protesters met in São Paulo and in Côte d'Ivoire.", ["São Paulo", "Côte d'Ivoire"], id="accents"),
        pytest.param("A ferry sank in the Gulf of Aden off the coast of Somalia.", ["Gulf of Aden", "Somalia"], id="longest name"),
        pytest.param("The storm hit the West Bank and the Hague.", ["West Bank", "the Hague"], id="the article belongs to some names"),
        pytest.param("The Aleppo Media Centre filmed it.", [], id="inside a body's name"),
        pytest.param("Chelsea Clinton spoke after Mr Houston.", [], id="persons"),
        pytest.param(
            "Aid came late, president Cerezo said in Lagos. Aid for Mali, Cerezo said, was late.",
            ["Lagos", "Mali"],
            id="a name with a title",
        ),
        pytest.param("On Monday Ponce flew to Lagos. Colonel Ponce was well.", ["Lagos"], id="a name with a title further on"),
        pytest.param(
            "President Lincoln spoke. She lives in Lincoln, Nebraska.", ["Lincoln", "Nebraska"], id="both a person's and a town's"
        ),
        pytest.param("Syrian and Russian officers met.", [], id="peoples are no places"),
        pytest.param("A reading of the law found the mobile unit nice.", [], id="words that are also towns"),
        pytest.param("He caught West Nile virus.", [], id="part of a thing's name"),
        pytest.param(
            "The gang attacked Kenscoff, a suburb above Port-au-Prince.", ["Kenscoff", "Port-au-Prince"], id="a suburb by apposition"
        ),
        pytest.param("Rebels seized Sake on Monday, people in Goma said.", ["Sake", "Goma"], id="a town that was taken"),
        pytest.param("Thousands marched through Fada N'gourma yesterday.", ["Fada N'gourma"], id="a town that was marched through"),
        pytest.param("Soldiers captured Guzman, and critics attacked Clinton.", [], id="somebody captured or attacked"),
        pytest.param("Goats were stolen in the Village of Tashin and in Fir Canton.", [], id="kinds of places with a capital"),
        pytest.param("Nuns hid the children in Saint Joseph school.", [], id="named after a saint"),
        pytest.param("Bombs went off in the country's capital, Tunis, on Monday.", ["Tunis"], id="named as the capital"),
        pytest.param("Troops have seized full control of Mosul University.", ["Mosul University"], id="a body that was taken"),
        pytest.param("He is held at the John T. Marsh Facility.", ["John T. Marsh Facility"], id="a name with an initial"),
        pytest.param("Shops opened again in the San Torcuato neighborhood.", ["San Torcuato"], id="the first word of an unlisted name"),
        pytest.param("The bus left for Columbus, Ga., at noon.", ["Columbus", "Ga."], id="abbreviated state"),
    ],
)
def test_finds_names_of_places(text, names):
    assert [place.text for place in read(text)] == names
    assert all(text[place.span.start : place.span.end] == place.text for place in read(text))


@pytest.mark.parametrize(
    ("text", "name", "country", "admin1", "kind"),
    [
        pytest.param("The mayor of Paris spoke in Paris, Texas.", None, "US", "Texas", "city", id="the state after the comma"),
        pytest.param("Police in Athens, Georgia, made an arrest.", "Athens", "US", "Georgia", "city", id="a state that is also a country"),
        pytest.param(
            "The blast hit Tbilisi and other towns in Georgia.", "Georgia", "GE", None, "country", id="a country that is also a state"
        ),
        pytest.param(
            "Talks were held in Tripoli. Fighters from Benghazi and Misrata came.", "Tripoli", "LY", None, "city", id="the towns beside it"
        ),
        pytest.param("Talks were held in Tripoli, in Lebanon.", "Tripoli", "LB", None, "city", id="the country beside it"),
        pytest.param(
            "Clashes broke out in Hyderabad. Karachi and Sukkur stayed calm.",
            "Hyderabad",
            "PK",
            "Sindh",
            "city",
            id="the other towns' country",
        ),
        pytest.param("Rebels hold Idlib province.", "Idlib", "SY", "Idlib", "admin1", id="province"),
        pytest.param("Rebels hold the city of Idlib.", "Idlib", "SY", "Idlib", "city", id="city"),
        pytest.param("The Syrian town of Hama was calm.", "Hama", "SY", None, "city", id="a people's country"),
        pytest.param("He went to Birmingham, Alabama.", "Birmingham", "US", "Alabama", "city", id="the lesser one"),
        pytest.param("He went to Birmingham.", "Birmingham", "GB", "England", "city", id="the greater one"),
        pytest.param(
            "Ballots came from Ohio, Oregon, New York and Iowa.", "New York", "US", "New York", "admin1", id="a state in a list of states"
        ),
        pytest.param(
            "The seminary in Washington County is closed. So is one in Portland, Oregon.",
            "Washington County",
            "US",
            "Oregon",
            "admin2",
            id="county",
        ),
        pytest.param(
            "A court in the Northern District of Texas sat on Monday.",
            "Northern District",
            "US",
            "Texas",
            "admin1",
            id="a court's district",
        ),
    ],
)
def test_resolves_by_what_stands_beside(text, name, country, admin1, kind):
    place = only(text, name) if name else read(text)[1]
    assert (place.country, place.place_kind) == (country, kind)
    assert admin1 is None or place.admin1_name == admin1


@pytest.mark.parametrize(
    ("text", "name", "where_prec", "near"),
    [
        pytest.param("A bomb went off in Aleppo.", "Aleppo", 1, (36.201, 37.161), id="town"),
        pytest.param("A bomb went off in Kandahar province.", "Kandahar", 4, (31.3, 65.7), id="province"),
        pytest.param("A bomb went off in Orange County, California.", "Orange County", 3, (33.7, -117.9), id="county"),
        pytest.param("A ship was seized in the Red Sea.", "Red Sea", 7, (20.5, 38.5), id="sea"),
        pytest.param("Drought spreads in the Sahel.", "Sahel", 5, (14.5, 5.0), id="region"),
        pytest.param("A bomb went off in Chad.", "Chad", 6, (15.0, 19.0), id="country"),
        pytest.param(
            "Flights left Baghdad International Airport in Iraq.", "Baghdad International Airport", 2, (33.3, 44.4), id="site in its city"
        ),
        pytest.param(
            "He was held at Kilimani Barracks in Nairobi.", "Kilimani Barracks", 2, (-1.28, 36.8), id="site in the city named after it"
        ),
    ],
)
def test_gives_a_point_and_how_exact_it_is(text, name, where_prec, near):
    place = only(text, name)
    assert place.where_prec == where_prec
    assert (place.latitude, place.longitude) == pytest.approx(near, abs=0.5)


def test_a_site_that_nothing_locates_has_no_point():
    place = only("Two men were held at Greywater Prison.", "Greywater Prison")
    assert (place.country, place.latitude, place.longitude) == (None, None, None)


def test_a_village_that_no_list_has_lies_where_the_text_says():
    place = only("Gunmen burned the village of Kilwambe in Ituri province.", "Kilwambe")
    assert (place.country, place.place_kind, place.where_prec) == ("CD", "city", 4)


@pytest.mark.parametrize(
    ("text", "name", "country", "admin1", "where_prec"),
    [
        pytest.param(
            "Gunmen shot at a truck in Tejutla, Chalatenango Department, in El Salvador.",
            "Tejutla",
            "SV",
            "Chalatenango",
            4,
            id="in a division",
        ),
        pytest.param("A bridge fell in Boulogne, Nigeria.", "Boulogne", "NG", None, 6, id="in a country"),
        pytest.param(
            "Police in Nairobi, Mombasa and Kisumu searched for the men who robbed a shop in Fano.",
            "Fano",
            "KE",
            None,
            6,
            id="in an article on another country",
        ),
        pytest.param("Police in Kenya looked for a boat from Fano, Italy.", "Fano", "IT", "Marche", 1, id="no namesake: the text says so"),
    ],
)
def test_a_namesake_far_away_is_not_the_place(text, name, country, admin1, where_prec):
    place = only(text, name)
    assert (place.country, place.admin1_name, place.where_prec) == (country, admin1, where_prec)


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        pytest.param("Quito was calm. Two guards were shot in the La Verne neighborhood.", "La Verne", "EC", id="of the town before"),
        pytest.param(
            "A bomb went off in Pico Rivera, a rich neighborhood in the north of Quito.",
            "Pico Rivera",
            "EC",
            id="of the town behind",
        ),
        pytest.param("Paris was calm. In Germany, a man was shot in the Kreuzberg neighborhood.", "Kreuzberg", "DE", id="a known quarter"),
        pytest.param("Police in Chicago said a man was shot in the Austin neighborhood.", "Austin", "US", id="in the same country"),
    ],
)
def test_a_quarter_is_in_the_country_of_its_town(text, name, country):
    assert only(text, name).country == country


def test_two_namesakes_abroad_do_not_vouch_for_each_other():
    text = "Rebels left Bogota, Cali and Medellin in Colombia for Santa Rita and La Linea."
    assert {only(text, name, home="CO").country for name in ("Santa Rita", "La Linea")} <= {"CO", None}


def test_one_of_a_people_is_no_hamlet():
    assert [place.text for place in read("A Guatemalan was arrested in Tegucigalpa. The Guatemalan had lived there since May.")] == [
        "Tegucigalpa"
    ]


def test_an_embassy_is_not_in_its_own_country():
    assert only("LIMA, Peru (AP) — Tear gas drifted past the U.S. Embassy.", "U.S. Embassy").country == "PE"


def test_carries_the_gazetteers_name_and_number():
    place = only("Snow fell in Halab, Syria.", "Halab")
    assert (place.name, place.geonames_id, place.admin1_name) == ("Aleppo", 170063, "Aleppo")


def test_the_title_tells_where_an_article_is():
    text = "Officers found the man near a school in Lancaster."
    assert only(text, "Lancaster", title="Three held in Harrisburg and York, Pennsylvania").country == "US"
    assert only(text, "Lancaster", title="Three held in Preston and Blackpool, England").country == "GB"


def test_the_publishers_country_counts():
    text = "Council workers cleared snow in Perth."
    assert only(text, "Perth", home="AU").country == "AU"


def test_a_likelier_reading_has_more_confidence():
    sure = only("The attack took place in Mogadishu, Somalia.", "Mogadishu")
    unsure = only("The chairman thanked Franklin.", "Franklin") if read("The chairman thanked Franklin.") else None
    assert sure.confidence > 0.9
    assert unsure is None or unsure.confidence < sure.confidence


def test_finds_nothing_in_an_empty_text():
    assert read("") == ()


def test_a_country_named_often_makes_no_capital_one_of_its_towns():
    text = (
        "The United States senator met Mr Hale of the United States. The US and the United States Congress were told of the trip to Warsaw."
    )
    assert only(text, "Warsaw").country == "PL"
    assert only("The bus left Fort Wayne, Indiana, and stopped in Warsaw, Indiana.", "Warsaw").admin1_name == "Indiana"
