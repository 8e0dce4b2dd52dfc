"""Denied is not undone: what others tell stays asserted with `denied_by`; what nobody says happened is negated."""

from datetime import date

import pytest

from dateline.extract.article import find_all
from dateline.extract.records import Context, Event


def deed(text: str, event_type: str = "ASSAULT") -> Event:
    found = [event for event in find_all(text, Context(published_date=date(2021, 3, 10))).events if event.event_type == event_type]
    assert len(found) == 1, [(event.event_type, event.factuality) for event in found]
    return found[0]


@pytest.mark.parametrize(
    ("text", "event_type", "denier"),
    [
        pytest.param(
            "Farmers accused the army of burning their barns on Saturday. The army denied it.", "ASSAULT", "The army", id="denied it"
        ),
        pytest.param(
            "The rebels attacked a clinic in Beni on Monday, nurses said. The rebels rejected the accusation.",
            "ASSAULT",
            "The rebels",
            id="rejected the accusation",
        ),
        pytest.param(
            "Troops withdrew from the town of Assab on Friday, villagers said, but officials in Massawa disputed this.",
            "RETREAT",
            "officials in Massawa",
            id="disputed this, in the same sentence",
        ),
        pytest.param(
            "Gunmen killed six traders near Jos on Monday. The militia denied involvement in the killings.",
            "ASSAULT",
            "The militia",
            id="denied involvement in what is told",
        ),
        pytest.param(
            "A mortar shell hit a school in Hodeidah on Tuesday, killing five pupils. The militia denied firing on the school.",
            "ASSAULT",
            "The militia",
            id="denied doing what is told without a doer",
        ),
        pytest.param(
            "An army warplane bombed a market in Kutum on Monday, traders said. The army denied bombing traders.",
            "ASSAULT",
            "The army",
            id="a gerund that the parser takes for a kind of traders",
        ),
    ],
)
def test_what_others_tell_is_asserted_and_denied(text: str, event_type: str, denier: str) -> None:
    event = deed(text, event_type)
    assert (event.factuality, event.denied_by) == ("asserted", denier)


def test_whoever_is_blamed_and_denies_it_is_the_doer_and_the_accuser_its_source() -> None:
    event = deed("Peru blamed Chile for an explosion on a tanker that injured two sailors. Chile denied attacking the tanker.")
    assert ([party.text for party in event.actors], event.attributed_to, event.attribution_stance, event.denied_by) == (
        ["Chile"],
        "Peru",
        "blames",
        "Chile",
    )


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Kenya denied bombing the camp.", id="denied, and told by nobody"),
        pytest.param("The minister denied that soldiers had shot the prisoners.", id="denied that"),
    ],
)
def test_what_nobody_tells_is_negated(text: str) -> None:
    event = deed(text)
    assert (event.factuality, event.denied_by) == ("negated", None)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Rebels attacked Beni on Monday. The army did not deny it.", id="did not deny"),
        pytest.param("Rebels attacked Beni on Monday. The army may deny it.", id="may deny"),
        pytest.param("Rebels attacked Beni on Monday. The court denied the widow a pension.", id="denied somebody something"),
    ],
)
def test_no_denial(text: str) -> None:
    assert deed(text).denied_by is None
