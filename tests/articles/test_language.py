"""find_language: the text decides, the source's statement where the text can't."""

import pytest

from dateline.articles.language import find_language

FRENCH = (
    "Le conseil municipal a décidé mercredi de fermer les deux ponts sur la rivière après la découverte de fissures. Les habitants "
    "devront emprunter une déviation jusqu'à la fin du mois, a précisé la mairie dans un communiqué publié le soir même."
)


@pytest.mark.parametrize(
    ("text", "stated", "expected"),
    [
        pytest.param("The council closed two bridges after engineers found cracks in their piers.", None, "en", id="English"),
        pytest.param("THE COUNCIL CLOSED TWO BRIDGES AFTER ENGINEERS FOUND CRACKS IN THEIR PIERS.", None, "en", id="capitals"),
        pytest.param(FRENCH, None, "fr", id="French"),
        pytest.param(FRENCH, "en", "fr", id="a long text goes before the statement"),
        pytest.param("Die Brücke wurde am Mittwoch gesperrt.", None, "de", id="German"),
        pytest.param("De brug is woensdag voor het verkeer gesloten, zei de burgemeester.", None, "nl", id="Dutch"),
        pytest.param("Broen blev lukket onsdag, efter at der var fundet revner i den.", None, "da", id="Danish"),
        pytest.param("市议会周三决定关闭河上的两座桥梁。", None, "zh", id="Chinese"),
        pytest.param("Kyiv Lviv Odesa Dnipro", "en-GB", "en", id="names only, statement decides"),
        pytest.param("Two held in « La Rochelle » raid, police said after the raid", "English", "en", id="foreign marks and names"),
    ],
)
def test_finds_the_language(text: str, stated: str | None, expected: str) -> None:
    assert find_language(text, stated) == expected
