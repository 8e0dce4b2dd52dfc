"""Credits: datelines, wire agencies and bylines as papers print them."""

import pytest

from dateline.articles.credits import find_credits, without_credits

REST = "Two bridges were closed on Tuesday."


@pytest.mark.parametrize(
    ("head", "place", "agency"),
    [
        pytest.param("LENNE, Germany — ", "LENNE, Germany", None, id="city and country"),
        pytest.param("LENNE (Reuters) - ", "LENNE", "Reuters", id="wire copy"),
        pytest.param("LENNE, Germany (AP) _ ", "LENNE, Germany", "AP", id="underscore for a dash"),
        pytest.param("LENNE, Dec. 14 (Xinhua) -- ", "LENNE", "Xinhua", id="with a date"),
        pytest.param("LENNE, 14 December 2016 (AFP) – ", "LENNE", "AFP", id="day first"),
        pytest.param("Lenne (AFP) - ", "Lenne", "AFP", id="small letters with an agency"),
        pytest.param("Lenne, 14 Dec 16 -- ", "Lenne", None, id="small letters with a date"),
        pytest.param("NEW LENNE, N.D. — ", "NEW LENNE, N.D.", None, id="state"),
        pytest.param("ST. LENNE — ", "ST. LENNE", None, id="saint"),
        pytest.param("LENNE/VALE — ", "LENNE/VALE", None, id="two places"),
        pytest.param("LENNE | Reuters — ", "LENNE", "Reuters", id="bar"),
        pytest.param("Bridges closed in the north. LENNE — ", "LENNE", None, id="after a headline"),
        pytest.param("(Reuters) - ", None, "Reuters", id="credit alone"),
        pytest.param("UPDATE — ", None, None, id="a label is no place"),
        pytest.param("The council (UDP) - ", None, None, id="a party is no agency"),
        pytest.param("Bridges — ", None, None, id="words before a dash"),
        pytest.param("", None, None, id="none"),
    ],
)
def test_reads_a_dateline(head: str, place: str | None, agency: str | None) -> None:
    found = find_credits(f"{head}{REST}", ())
    assert (found.dateline_place, found.agency) == (place, agency)


@pytest.mark.parametrize(
    ("tail", "agency"),
    [
        pytest.param("(Reporting by Ann Bell; Editing by Carl Dee)", "Reuters", id="Reuters names its editors"),
        pytest.param("— AFP", "AFP", id="credit at the end"),
        pytest.param("Copyright 2016 The Associated Press. All rights reserved.", "AP", id="copyright"),
        pytest.param("© 2016 AFP", "AFP", id="copyright sign"),
        pytest.param("Source: Xinhua", "Xinhua", id="source"),
        pytest.param("He spoke to Reuters.", None, id="named in a sentence"),
        pytest.param("The Example", None, id="a paper is no agency"),
    ],
)
def test_reads_a_credit_at_the_end(tail: str, agency: str | None) -> None:
    assert find_credits(f"{REST}\n\n{tail}", ()).agency == agency


@pytest.mark.parametrize(
    ("stated", "text", "bylines", "agency"),
    [
        pytest.param(["By Ann Bell and Carl Dee"], REST, ("Ann Bell", "Carl Dee"), None, id="stated"),
        pytest.param(["Ann Bell, staff writer"], REST, ("Ann Bell",), None, id="without the office"),
        pytest.param(["Reuters"], REST, ("Reuters",), "Reuters", id="an agency as the author"),
        pytest.param([], f"By Ann Bell\n\n{REST}", ("Ann Bell",), None, id="at the head of the text"),
        pytest.param(["Carl Dee"], f"By Ann Bell\n\n{REST}", ("Carl Dee",), None, id="the source's own goes first"),
        pytest.param([], f"By Tuesday the bridges were closed, and nobody minded.\n\n{REST}", (), None, id="a sentence is no byline"),
    ],
)
def test_reads_bylines(stated: list[str], text: str, bylines: tuple[str, ...], agency: str | None) -> None:
    found = find_credits(text, stated)
    assert (found.bylines, found.agency) == (bylines, agency)


def test_the_same_wire_copy_is_the_same_text_in_every_paper() -> None:
    one = f"LENNE (Reuters) - {REST}\n\n(Reporting by Ann Bell; Editing by Carl Dee)"
    other = f"By Ann Bell\n\nLENNE, Germany, Dec. 14 — {REST}\n\nReuters"
    assert without_credits(one).split() == without_credits(other).split() == REST.split()
