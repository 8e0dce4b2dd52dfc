"""Acts of speech and politics: what a sentence does by its words, and what is no such act."""

from datetime import date

import pytest

from dateline.extract.article import find_all
from dateline.extract.records import Context

PUBLISHED = date(2021, 3, 10)  # a Wednesday

# In groups: attacks in words, courts and orders; blame, praise, menaces and refusals by content; nobody's acts.
ACTS: list[tuple[str, list[str]]] = [
    ('The senator attacked the audit as a "fishing trip".', ["ACCUSE"]),
    ("The magazine, which attacked former members, closed in May.", []),
    ("Soldiers attacked former members of the club in Leeds.", ["ASSAULT"]),
    ("A farmers' group filed a motion claiming the decree is unconstitutional.", ["ACCUSE"]),
    ("The minister sent a letter requesting the new limits to the governor of the province.", ["REQUEST"]),
    ("The assembly was dissolved at the request of Prime Minister Ada Lund.", ["COERCE", "REQUEST"]),
    ("The governor signed an order delaying the vote until June.", ["COERCE"]),
    ("The governor has come under scrutiny from both parties over the deal.", ["ACCUSE"]),
    ("Guards dragged two lawmakers from the chamber.", ["COERCE"]),
    ("A judge put a stay on his ruling until the appeal is heard.", ["CONCEDE"]),
    ("The court ruled that the governor had exceeded his powers.", ["REJECT"]),
    ('The rally was banned. "This is a stab in the back for the farmers," said union leader Tom Hale.', ["ACCUSE", "COERCE"]),
    ('The rally was banned. "The governor treats the courts with utter contempt," said lawyer Maria Cole.', ["ACCUSE", "COERCE"]),
    ('The rally was banned. "The biggest lie of the government is that all is well," Senator Paul Reed said.', ["ACCUSE", "COERCE"]),
    ("The rally was banned. Lawmaker Ann Lee said the ruling is unwelcome and inappropriate.", ["ACCUSE", "COERCE"]),
    ("Officials said that the road is dangerous.", []),
    ('"This rash decision by the president has endangered all our gains," Senator Paul Reed said.', ["ACCUSE"]),
    ("The mayor claimed Anna Berg only won the vote because of fraud.", ["ACCUSE"]),
    ("The mayor claimed Anna Berg only won the vote because of the weather.", []),
    ("The general said there was a lack of honesty in the count.", ["ACCUSE"]),
    ("The general said there was a lack of water in the town.", []),
    ("The general said there was no lack of honesty in the count.", []),
    ('"We will continue to pursue such criminals," said prosecutor Jane Foss.', ["THREATEN"]),
    ('"We will crush the army of Freedonia," said General Omar Diallo.', ["THREATEN"]),
    ('"We will continue to pursue our studies," said student Jane Foss.', []),
    ('The rally was banned. "Our thoughts and prayers are with the families," Prime Minister Ada Lund said.', ["COERCE", "SUPPORT"]),
    ('The rally was banned. "I was with him that night," Prime Minister Ada Lund said.', ["COERCE"]),
    ("President Omar Diallo has said he will not approve a budget without money for the bridge.", ["REJECT"]),
    ("The engineers did not consider the risk of rain.", []),
    ("Affected travelers were advised to contact their airlines.", []),
    ("The ministry advised travelers to leave the region.", ["REQUEST"]),
    ("Only two mayors have been impeached in the city's history.", []),
    ("The assembly impeached the mayor on Monday.", ["ACCUSE"]),
    ("People of other faiths have historically been accused of spreading the plague.", []),
    ("The council issued a statement agreeing the issue should be decided by voters.", []),
    ("Both sides agreed that the talks should resume in May.", ["AGREE"]),
    ("The mayor has supported the rights of tenants.", []),
    ("It's called the Society for Better Roads.", []),
    ('The mayor referred to the ruling as a "farce".', ["ACCUSE"]),
    ("Two clerks were referred to the court for fraud.", []),
    ("The city of Leeds worked with other towns on the rules.", ["COOPERATE"]),
    ("The singer worked with three bands.", []),
    ("Senator Ann Lee announced her support for Tom Hale.", ["SUPPORT"]),
    ("The premier expressed a desire to work with Ann Lee.", ["AGREE"]),
    ("The minister ordered fire checks in all clubs.", ["REQUEST"]),
    ("The court ruled the governor lacked authority to move the vote.", ["REJECT"]),
    ("Some offers were not accepted by the union.", ["REJECT"]),
    ('The rally was banned. "He was an excellent judge," said Senator Ann Lee.', ["COERCE", "SUPPORT"]),
    ('The rally was banned. "It was an excellent meal," said Senator Ann Lee.', ["COERCE"]),
    ("The government allowed foreign reporters to enter the camp.", ["CONCEDE"]),
    ("The roof allowed water to enter.", []),
    ("The couple encouraged a student to continue.", []),
    ("The minister encouraged the schools to reopen.", ["REQUEST"]),
    ("The law covers people who have been accused of fraud.", []),
    ("Three people who were accused of fraud on Monday left the city.", ["ACCUSE"]),
    ('The rally was banned. "We must always help our friends," said Senator Ann Lee.', ["COERCE"]),
    ("He signed a decree, which he said would allow him to act without the assembly.", []),
    ("The rally was banned. The judge was called a liar by the mayor.", ["ACCUSE", "COERCE"]),
    ("The rally was banned. The gang leader was considered dangerous.", ["COERCE"]),
    ("The rally was banned. The bishop considered the ruling unjust.", ["ACCUSE", "COERCE"]),
    ("The rally was banned. The envoy held Freedonia responsible for the leak.", ["ACCUSE", "COERCE"]),
    ("The rally was banned. Ann Lee said the governor had lied about the figures.", ["ACCUSE", "COERCE"]),
    ("The rally was banned. Ann Lee said the governor had failed to protect the town.", ["ACCUSE", "COERCE"]),
    ("The rally was banned. Ann Lee said the governor is to blame for the shortage.", ["ACCUSE", "COERCE"]),
    ("The rally was banned. Ann Lee said she had failed to open the door.", ["COERCE"]),
    ("The rally was banned. Ann Lee said the governor had arrived.", ["COERCE"]),
    ("The minister linked the bank to the fraud.", ["ACCUSE"]),
    ("The road links the town to the coast.", []),
    ("The navy turned away two boats of migrants.", ["COERCE"]),
    ("The senate acquitted both of them.", ["CONCEDE"]),
    ("The court dismissed the suit.", ["REJECT"]),
    ("The foreign ministry summoned the ambassador.", ["REQUEST"]),
    ("The ministry pulled its ambassador from Freedonia.", ["SANCTION"]),
    ("The premier fired Ann Lee.", ["SANCTION"]),
    ("The council fined the club.", ["SANCTION"]),
    ('The rally was banned. "The ban is understandable," said lawmaker Sam Dell.', ["COERCE", "SUPPORT"]),
]


@pytest.mark.parametrize(("text", "types"), [pytest.param(text, types, id=text[:60]) for text, types in ACTS])
def test_what_is_done_in_words(text: str, types: list[str]) -> None:
    events = find_all(text, Context(published_date=PUBLISHED)).events
    assert sorted(event.event_type for event in events if event.factuality == "asserted") == types
