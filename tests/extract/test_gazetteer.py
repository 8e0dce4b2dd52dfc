"""The gazetteer: names to places, countries and their codes, and the file that holds it."""

import numpy as np
import pytest

from dateline.extract.places import gazetteer
from dateline.extract.places.countries import table
from dateline.extract.places.gazetteer_names import is_latin, name_key, plain_name


def places(name: str) -> list[gazetteer.GazetteerPlace]:
    known = gazetteer.load()
    return [known.place(int(row)) for row in known.find([name_key(name)])[0]["place"]]


def largest(name: str, kind: str) -> gazetteer.GazetteerPlace:
    return max((place for place in places(name) if place.kind == kind), key=lambda place: place.population or 0)


@pytest.mark.parametrize(
    ("written", "key"),
    [
        pytest.param("São Tomé", "sao tome", id="accents"),
        pytest.param("Sana'a", "sanaa", id="apostrophe"),
        pytest.param("Deir ez-Zor", "deir ez zor", id="hyphen"),
        pytest.param("Saint Louis", "st louis", id="saint is st"),
        pytest.param("St. Louis", "st louis", id="full stop"),
        pytest.param("U.S.", "us", id="initials"),
        pytest.param("Tromsø", "tromso", id="a letter that is no accent"),
    ],
)
def test_spellings_of_a_name_have_one_key(written, key):
    assert name_key(written) == key


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        pytest.param("Nairobi", "Nairobi", id="plain already"),
        pytest.param("Bogotá", "Bogota", id="accents"),
        pytest.param("Łódź", "Lodz", id="letters that are no accents"),
        pytest.param("Ta‘izz", "Taizz", id="marks of transliteration"),
        pytest.param("L’Aquila", "L'Aquila", id="an apostrophe within a name"),
        pytest.param("Mazār-e Sharīf", "Mazar-e Sharif", id="long vowels"),
    ],
)
def test_names_are_given_in_ascii(written, plain):
    assert plain_name(written) == plain


def test_knows_letters_that_english_text_can_hold():
    assert is_latin("Việt Nam")
    assert not is_latin("Алеппо")


@pytest.mark.parametrize(
    ("name", "kind", "country", "geonames_id", "latitude", "longitude"),
    [
        pytest.param("Aleppo", "city", "SY", 170063, 36.2012, 37.1612, id="Aleppo"),
        pytest.param("Halab", "city", "SY", 170063, 36.2012, 37.1612, id="Aleppo by its Arabic name"),
        pytest.param("Nairobi", "city", "KE", 184745, -1.2833, 36.8167, id="Nairobi"),
        pytest.param("Bombay", "city", "IN", 1275339, 19.0728, 72.8826, id="Mumbai by its former name"),
    ],
)
def test_finds_towns_by_their_names(name, kind, country, geonames_id, latitude, longitude):
    place = largest(name, kind)
    assert (place.country, place.geonames_id) == (country, geonames_id)
    assert (place.latitude, place.longitude) == pytest.approx((latitude, longitude), abs=0.02)


@pytest.mark.parametrize(
    ("name", "kind", "country", "admin1", "where_prec", "near"),
    [
        pytest.param("Idlib", "admin1", "SY", "Idlib", 4, (35.9, 36.6), id="province, in the middle of its towns"),
        pytest.param("Texas", "admin1", "US", "Texas", 4, (31.25, -99.25), id="large state, from our table"),
        pytest.param("Harris County", "admin2", "US", "Texas", 3, (29.8, -95.4), id="county"),
        pytest.param("North Kivu", "admin1", "CD", "North Kivu", 4, (-0.7, 29.2), id="province under its English name"),
        pytest.param("Black Sea", "sea", None, None, 7, (43.3, 34.5), id="sea"),
        pytest.param("Donbass", "region", "UA", None, 5, (48.3, 38.0), id="region of several provinces"),
        pytest.param("Bagram", "site", "AF", "Parw", 1, (34.95, 69.26), id="site, in the province of the nearest town"),
        pytest.param("Germany", "country", "DE", None, 6, (51.5, 10.5), id="country"),
    ],
)
def test_knows_what_lists_of_towns_have_not(name, kind, country, admin1, where_prec, near):
    place = largest(name, kind)
    assert (place.country, place.where_prec) == (country, where_prec)
    assert admin1 is None or (place.admin1_name or "").startswith(admin1[:5])
    assert (place.latitude, place.longitude) == pytest.approx(near, abs=0.6)


def test_an_unknown_name_has_no_postings():
    assert [len(found) for found in gazetteer.load().find(["no such place anywhere", "aleppo"])] == [0, len(places("Aleppo"))]


@pytest.mark.parametrize(
    ("word", "country"),
    [
        pytest.param("Syria", "SY", id="name"),
        pytest.param("Syrians", "SY", id="people"),
        pytest.param("the United Kingdom", "GB", id="article"),
        pytest.param("U.K.", "GB", id="initials"),
        pytest.param("Scotland", "GB", id="country within a state"),
        pytest.param("Kosovo", "XK", id="code outside ISO 3166"),
        pytest.param("Ivory Coast", "CI", id="name in English news"),
        pytest.param("UKR", "UA", id="alpha-3"),
        pytest.param("US", "US", id="state"),
        pytest.param("us", None, id="pronoun"),
        pytest.param("Damascus", None, id="a capital is no country"),
        pytest.param("Ruritania", None, id="none"),
    ],
)
def test_reads_countries(word, country):
    assert gazetteer.country_of(word) == country


def test_every_country_has_codes_a_name_and_a_centre():
    known = gazetteer.load()
    for code, row in table().items():
        assert len(gazetteer.iso3(code) or "") == 3, code
        assert gazetteer.country_name(code), code
        assert known.place(known.country_row(code)).latitude == row["centre"][0], code


@pytest.mark.parametrize(
    ("words", "country"),
    [
        pytest.param("the Kremlin", "RU", id="seat"),
        pytest.param("Downing Street", "GB", id="street"),
        pytest.param("Ankara", "TR", id="capital"),
        pytest.param("Istanbul", None, id="no capital"),
    ],
)
def test_knows_names_that_stand_for_a_government(words, country):
    assert gazetteer.is_metonym_name(words) == country


def test_the_index_is_read_as_it_was_written(tmp_path):
    arrays = {"numbers": np.arange(5, dtype=np.int32), "rows": np.array([(1, 2.5)], [("a", "u1"), ("b", "f8")])}
    gazetteer._write(tmp_path / "some.index", arrays)
    for name, array in gazetteer._read(tmp_path / "some.index").items():
        assert array.dtype == arrays[name].dtype
        assert array.tolist() == arrays[name].tolist()
    assert [file.name for file in tmp_path.iterdir()] == ["some.index"]


def test_the_index_lies_where_the_environment_says(tmp_path, monkeypatch):
    monkeypatch.setenv("DATELINE_CACHE", str(tmp_path))
    assert gazetteer.index_path().parent == tmp_path
    assert gazetteer.index_path() == gazetteer.index_path()
