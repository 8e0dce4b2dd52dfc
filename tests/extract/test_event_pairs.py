"""Minimal pairs, read as whole articles: one deed told as done, planned, ordered, feared, denied, failed, supposed, or long past.

With the pairs of test_factuality, which ask for single words, there are more than two hundred.
"""

from collections.abc import Iterator
from datetime import date

import pytest
from _pytest.mark.structures import ParameterSet

from dateline.extract.article import find_all
from dateline.extract.records import Context

PUBLISHED = date(2021, 3, 10)  # a Wednesday

# Each row: the type of event to look for, and how the text may be told; NONE where there must be no event of that type at all.
NONE = "none"
PAIRS: dict[str, list[tuple[str, str]]] = {
    "ASSAULT": [
        ("Rebels attacked the camp near Bria on Tuesday.", "asserted"),
        ("Rebels will attack the camp near Bria on Friday.", "future"),
        ("Rebels plan to attack the camp near Bria.", "future"),
        ("A general ordered rebels to attack the camp near Bria.", NONE),  # the order is the event
        ("Aid workers fear that rebels will attack the camp near Bria.", "hypothetical"),
        ("A rebel attack on the camp near Bria is possible.", "hypothetical"),
        ("A rebel attack on the camp near Bria was imminent.", "future"),
        ("Rebels talked about an attack on the camp near Bria.", "hypothetical"),
        ("A woman talked about the attack on the camp near Bria.", "asserted"),
        ("Rebels practised an attack on a camp near Bria.", "hypothetical"),
        ("Rebels did not attack the camp near Bria.", "negated"),
        ("Rebels denied attacking the camp near Bria.", "negated"),
        ("Rebels failed to capture the town of Bria.", "negated"),
        ("Rebels tried to capture the town of Bria.", "hypothetical"),
        ("If rebels attack the camp near Bria, the mission will leave.", "hypothetical"),
        ("Rebels may attack the camp near Bria.", "hypothetical"),
        ("Rebels attacked the camp near Bria in 2014.", "historical"),
        ("In 2014, the camp near Bria was shelled by rebels.", "historical"),
        ("Seven years ago, rebels attacked the camp near Bria.", "historical"),
        ("Gunmen killed a judge in Lima on Monday.", "asserted"),
        ("Gunmen wanted to kill a judge in Lima.", "hypothetical"),
        ("Gunmen were about to kill a judge in Lima.", "future"),
        ("Police foiled a plot to kill a judge in Lima.", "hypothetical"),
        ("Police prevented gunmen from kidnapping a judge in Lima.", "negated"),
        ("A judge was almost kidnapped by gunmen in Lima.", "negated"),
        ("A judge was killed by gunmen in Lima in 1992.", "historical"),
        ("Nobody was killed in Lima on Monday.", NONE),
        ("The regime is attacking the Malian people and must be stopped.", NONE),  # a charge, and no single deed
        ("He leads a movement that murders its own people.", NONE),
        ("The militia has been bombing the civilian population, the minister said.", NONE),
        ("The militia has been bombing the civilian population in Goma, the minister said.", "asserted"),
        ("Rebels attacked the population of Gao on Tuesday.", "asserted"),
        ("Soldiers have been shooting at the people in the market.", "asserted"),
        ("The militia abducted four nurses in Goma.", "asserted"),
        ("The militia never abducted nurses in Goma, its spokesman said.", "negated"),
        ("The militia could abduct nurses in Goma, officials warned.", "hypothetical"),
        ("An air strike hit a clinic in Taiz on Sunday.", "asserted"),
        ("An air strike on a clinic in Taiz was called off on Sunday.", "negated"),
        ("A planned air strike on a clinic in Taiz worries doctors.", "future"),
        ("Fears of an air strike on the clinic in Taiz are growing.", "hypothetical"),
        ("The pilot refused to bomb the clinic in Taiz.", NONE),  # the refusal is the event
        ("The minister considered bombing the clinic in Taiz.", "hypothetical"),
        ("The minister ruled out bombing the clinic in Taiz.", NONE),
    ],
    "COERCE": [
        ("Police arrested two editors in Minsk on Monday.", "asserted"),
        ("Police have orders to arrest two editors in Minsk.", "hypothetical"),
        ("Police are expected to arrest two editors in Minsk.", "future"),
        ("Police will arrest the two editors on Friday.", "future"),
        ("Police have not arrested anyone in Minsk.", "negated"),
        ("No editor was arrested in Minsk.", "negated"),
        ("Police denied arresting two editors in Minsk.", "negated"),
        ("Lawyers fear that police may arrest the editors in Minsk.", "hypothetical"),
        ("Unless police arrest the editors, the ministry will act.", "hypothetical"),
        ("Two editors were arrested in Minsk in 2010.", "historical"),
        ("The government imposed a curfew in Khartoum on Sunday.", "asserted"),
        ("The government may impose a curfew in Khartoum.", "hypothetical"),
        ("The government has no plans to impose a curfew in Khartoum.", "negated"),
        ("The government is to impose a curfew in Khartoum.", "future"),
        ("The government decided against imposing a curfew in Khartoum.", "negated"),
        ("The party was banned in Turkey on Monday.", "asserted"),
        ("The party is banned in Turkey.", NONE),
    ],
    "RETREAT": [
        ("The rebels released four hostages on Monday.", "asserted"),
        ("The rebels have yet to release the four hostages.", "negated"),
        ("The rebels refused to release the four hostages.", NONE),
        ("France withdrew its troops from Mali in February.", "asserted"),
        ("France could withdraw its troops from Mali.", "hypothetical"),
        ("France withdrew its troops from Mali in 2008.", "historical"),
        ("France is set to withdraw its troops from Mali.", "future"),
        ("France failed to withdraw its troops from Mali.", "negated"),
        ("The minister resigned on Friday.", "asserted"),
        ("The minister should resign, the newspaper wrote.", NONE),
        ("The minister said she would not resign.", "negated"),
        ("The minister resigned in 2012.", "historical"),
    ],
    "PROTEST": [
        ("Nurses went on strike in Nairobi on Monday.", "asserted"),
        ("Nurses will go on strike in Nairobi on Friday.", "future"),
        ("Nurses may go on strike in Nairobi.", "hypothetical"),
        ("Nurses called off a strike in Nairobi.", NONE),
        ("Nurses threatened to go on strike in Nairobi.", NONE),  # the threat is the event
        ("Nurses did not go on strike in Nairobi.", "negated"),
        ("Nurses went on strike in Nairobi in 2016.", "historical"),
        ("Thousands marched through Athens on Sunday.", "asserted"),
        ("Thousands plan to march through Athens on Sunday.", "future"),
        ("If thousands march through Athens, shops will close.", "hypothetical"),
    ],
    "MOBILIZE": [
        ("India deployed soldiers to the border on Tuesday.", "asserted"),
        ("India will deploy soldiers to the border.", "future"),
        ("India might deploy soldiers to the border.", "hypothetical"),
        ("India did not deploy soldiers to the border.", "negated"),
        ("India deployed soldiers to the border in 1999.", "historical"),
    ],
    "SANCTION": [
        ("Chile expelled two diplomats on Monday.", "asserted"),
        ("Chile is preparing to expel two diplomats.", "future"),
        ("Chile has not expelled any diplomats.", "negated"),
        ("Chile expelled two diplomats in 1986.", "historical"),
        ("The court sentenced the general to ten years in prison.", "asserted"),
        ("The court could sentence the general to ten years in prison.", "hypothetical"),
    ],
    "CONCEDE": [
        ("The driver pleaded guilty in Leeds on Monday.", "asserted"),
        ("The driver did not plead guilty in Leeds on Monday.", "negated"),
    ],
    "AID": [
        ("Norway delivered food aid to Haiti on Monday.", "asserted"),
        ("Norway will deliver food aid to Haiti.", "future"),
        ("Norway could not deliver food aid to Haiti.", "negated"),
        ("Norway would deliver food aid to Haiti if the port were open.", "hypothetical"),
    ],
    "CONSULT": [
        ("The two ministers met in Geneva on Monday.", "asserted"),
        ("The two ministers will meet in Geneva on Friday.", "future"),
        ("The two ministers did not meet in Geneva.", "negated"),
        ("The two ministers met in Geneva in 2015.", "historical"),
        ("Talks between Greece and Turkey are on the horizon.", "future"),
    ],
}


def told(text: str, event_type: str) -> list[str]:
    events = find_all(text, Context(published_date=PUBLISHED)).events
    return [event.factuality for event in events if event.event_type == event_type]


def _cases() -> Iterator[ParameterSet]:
    for event_type, pairs in PAIRS.items():
        for text, expected in pairs:
            yield pytest.param(event_type, text, expected, id=f"{event_type}: {text}")


@pytest.mark.parametrize(("event_type", "text", "expected"), list(_cases()))
def test_tells_how_a_deed_is_told(event_type: str, text: str, expected: str) -> None:
    assert told(text, event_type) == ([] if expected == NONE else [expected])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Police arrested a trader in Lagos on Monday. In 2011 he was convicted of fraud. He fled and was caught by soldiers.",
            ["asserted", "historical"],
            id="what an old date opens is background",
        ),
        pytest.param(
            "A court in Lyon sentenced a nurse on Monday. She killed two patients at a clinic.",
            ["asserted", "asserted"],
            id="a court's day",
        ),
    ],
)
def test_background_keeps_its_own_time(text: str, expected: list[str]) -> None:
    events = find_all(text, Context(published_date=PUBLISHED)).events
    assert [event.factuality for event in events][:2] == expected
    assert all(event.date_start is None or event.date_start.year != 2021 or event.span.start < text.index(".") for event in events)
