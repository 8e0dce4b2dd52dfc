"""event_rank: which of its happenings an article is about, and the day of the statement that it is about."""

from datetime import date

import pytest

from dateline.extract.article import find_all
from dateline.extract.events.prominence import stem, words_of_headline
from dateline.extract.records import Context, Event

PUBLISHED = date(2016, 12, 14)  # a Wednesday


def main_event(text: str, title: str | None = None) -> Event:
    return min(find_all(text, Context(PUBLISHED, title)).events, key=lambda event: event.rank)


@pytest.mark.parametrize(
    ("title", "text", "event_type"),
    [
        pytest.param(
            None,
            "Gunmen killed six guards in Goma on Monday. The governor condemned the attack. Three suspects were arrested.",
            "ASSAULT",
            id="first and gravest",
        ),
        pytest.param(
            "Governor condemns raid",
            "The governor condemned a raid on Goma on Monday. Gunmen had killed six guards.",
            "ACCUSE",
            id="in the headline",
        ),
        pytest.param(
            None,
            "On Monday the widow of Ana Ruiz called for an inquiry. Ruiz was murdered by soldiers in Oslo last May.",
            "REQUEST",
            id="what is months old is background",
        ),
    ],
)
def test_ranks_first_what_the_article_is_about(title: str | None, text: str, event_type: str) -> None:
    assert main_event(text, title).event_type == event_type


def test_ranks_run_from_one() -> None:
    text = "Gunmen killed six guards in Goma. The governor condemned the attack. Three suspects were arrested."
    ranks = sorted(event.rank for event in find_all(text, Context(PUBLISHED)).events)
    assert ranks == list(range(1, len(ranks) + 1))


@pytest.mark.parametrize(
    ("one", "other"), [("denounces", "denounce"), ("stabbed", "stab"), ("killing", "kill"), ("attacks", "attack"), ("bombed", "bombing")]
)
def test_forms_of_a_word_have_one_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


def test_headline_words_come_without_owners() -> None:
    assert stem("Kenya") in words_of_headline("Kenya’s army leaves Goma")


def test_a_statement_has_the_day_on_which_the_speaker_is_said_to_have_spoken() -> None:
    text = (
        "Ann Lee has blamed the police chief for her defeat. On a call with donors on Monday, Lee said that the letters had cost her votes."
    )
    assert main_event(text).date_start == date(2016, 12, 12)
    assert main_event(text.replace("Lee said", "Tom Ray said")).date_start is None
