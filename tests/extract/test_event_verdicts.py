"""What a speaker's words do by their content: blame, praise, demand, threaten; and what they only tell."""

import datetime

import pytest

from dateline.extract import article
from dateline.extract.nlp import parse
from dateline.extract.records import Context, Event

_DAY = datetime.date(2024, 5, 3)


def spoken(text: str) -> list[tuple[str, str]]:
    """Type and first doer of each event."""
    found: tuple[Event, ...] = article._find(parse(text), Context(published_date=_DAY, title=None)).events
    return [(event.event_type, event.actors[0].text if event.actors else "") for event in found]


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        pytest.param("“The trial is a farce,” said Minister Ana Ruiz.", "ACCUSE", id="a bad name"),
        pytest.param("“Their conduct is reckless,” said Minister Ana Ruiz.", "ACCUSE", id="a bad quality"),
        pytest.param("“The ban is not acceptable,” said Minister Ana Ruiz.", "ACCUSE", id="no good quality"),
        pytest.param("“Leaving them there is a mistake,” said Minister Ana Ruiz.", "ACCUSE", id="a deed as the subject"),
        pytest.param("“The generals have failed to protect us,” said Minister Ana Ruiz.", "ACCUSE", id="failed to"),
        pytest.param("“They have chosen to ignore the law,” said Minister Ana Ruiz.", "ACCUSE", id="chosen to"),
        pytest.param("Minister Ana Ruiz claimed the editor was unlawfully detained by the army.", "ACCUSE", id="unlawfully"),
        pytest.param("“The siege must end,” said Minister Ana Ruiz.", "REQUEST", id="must"),
        pytest.param("“The bridge must be reopened,” said Minister Ana Ruiz.", "REQUEST", id="must in the passive"),
        pytest.param("“The generals need to listen,” said Minister Ana Ruiz.", "REQUEST", id="need to"),
        pytest.param("“Release the pilots,” said Minister Ana Ruiz.", "REQUEST", id="imperative"),
        pytest.param("“Such acts will not be tolerated,” said Minister Ana Ruiz.", "THREATEN", id="not tolerated"),
        pytest.param("“The firefighters are heroes,” said Minister Ana Ruiz.", "SUPPORT", id="a good name"),
        pytest.param("“The court made the right decision,” said Minister Ana Ruiz.", "SUPPORT", id="the right decision"),
    ],
)
def test_a_remark_is_an_act_of_its_speaker(text: str, event_type: str) -> None:
    assert (event_type, "Minister Ana Ruiz") in spoken(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("“The soup is a disaster,” said the cook Ana Ruiz.", id="nothing public"),
        pytest.param("“These accusations are baseless,” said Minister Ana Ruiz.", id="a denial"),
        pytest.param("“We received threats,” said Minister Ana Ruiz.", id="threats received"),
        pytest.param("“If they must go, they go,” said Minister Ana Ruiz.", id="a condition"),
        pytest.param("“I should rest,” said Minister Ana Ruiz.", id="of oneself"),
        pytest.param("“He should have known,” said Minister Ana Ruiz.", id="too late to demand"),
    ],
)
def test_other_remarks_are_none(text: str) -> None:
    assert [kind for kind, _ in spoken(text) if kind in ("ACCUSE", "REQUEST", "SUPPORT", "THREATEN")] == []
