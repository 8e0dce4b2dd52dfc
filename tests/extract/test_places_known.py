"""Places that news of conflicts names are found where they are, whatever country the rest of the article is in."""

from datetime import date

import pytest

from dateline.extract.article import find_all
from dateline.extract.records import Context

KNOWN = """
SA Mecca | SY Qamishli, Tal Rifaat, Manbij | IQ Tikrit, Hawija, Tal Afar, Zakho | YE Marib, Zinjibar | LY Derna, Ras Lanuf
SD El Geneina, Wad Madani | SS Bentiu, Pibor | ET Mekelle, Mai Kadra | SO Galkayo, Jowhar | CD Bunagana, Kiwanja | NG Chibok, Dapchi
ML Kidal, Ogossagou | BF Djibo, Barsalogho | NE Diffa, Inates | UA Izium, Robotyne, Soledar | RU Kursk, Beslan | GE Gori, Tskhinvali
PS Qalqilya, Beit Hanoun | IL Sderot, Kiryat Shmona | LB Arsal | AF Pul-e-Khumri, Bamiyan | PK Miranshah | IN Pulwama | MM Maungdaw
HT Gonaives, Petion-Ville | BO El Alto | CO Toribio | BA Srebrenica | XK Racak | GR Idomeni | GB Lockerbie
"""
PAIRS = [
    (name.strip(), row.split()[0]) for row in KNOWN.replace("\n", " | ").split("|") if row.strip() for name in row.strip()[3:].split(",")
]


@pytest.mark.parametrize(("name", "country"), PAIRS, ids=[name for name, _ in PAIRS])
def test_a_place_known_from_the_news_is_where_it_is(name, country):
    text = f"Ten people were killed in {name} on Monday. The governor of Ohio and the mayor of Chicago sent their sympathy to the families."
    found = find_all(text, Context(published_date=date(2024, 5, 15))).places
    place = next(place for place in found if place.text == name)
    assert (place.country, place.latitude is not None) == (country, True)
