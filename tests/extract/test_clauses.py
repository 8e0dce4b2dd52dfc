"""clauses: questions to the parse, each with a sentence and the answer that a reader would give."""

import pytest
from spacy.tokens import Token

from dateline.extract import clauses
from dateline.extract.nlp import parse


def token(text: str, word: str) -> Token:
    return next(token for token in parse(text) if token.text == word)


def text_of(found: Token | None) -> str | None:
    return None if found is None else found.text


@pytest.mark.parametrize(
    ("text", "verb", "doer", "undergoer"),
    [
        pytest.param("Rebels attacked the village.", "attacked", "Rebels", "village", id="active"),
        pytest.param("The village was attacked by rebels.", "attacked", "rebels", "village", id="passive"),
        pytest.param("The village was attacked.", "attacked", None, "village", id="passive without agent"),
        pytest.param(
            "Gunmen attacked a village that was later burned by soldiers.", "burned", "soldiers", "village", id="relative passive"
        ),
        pytest.param("The man whom police shot died.", "shot", "police", "man", id="object relative"),
        pytest.param("Soldiers who shot the farmer fled.", "shot", "Soldiers", "farmer", id="subject relative"),
        pytest.param("Troops stormed the town, arresting dozens.", "arresting", "Troops", "dozens", id="participle shares the subject"),
        pytest.param("Ministers issued a statement condemning the raid.", "condemning", "Ministers", "raid", id="what a paper says"),
        pytest.param("A bomb exploded, killing three people.", "killing", "bomb", "people", id="the weapon stays the subject"),
        pytest.param("Militants fighting the government hid.", "fighting", "Militants", "government", id="participle on a noun"),
        pytest.param("A man killed by police was a teacher.", "killed", "police", "man", id="reduced passive"),
        pytest.param("The minister was forced to resign.", "resign", "minister", None, id="infinitive under a passive"),
        pytest.param("Police urged the protesters to leave.", "leave", "protesters", None, id="object control"),
        pytest.param("The rebels threatened to leave.", "leave", "rebels", None, id="subject control"),
        pytest.param("The envoy called on the army to leave.", "leave", "army", None, id="control through a preposition"),
        pytest.param("The rebels are ready to leave.", "leave", "rebels", None, id="infinitive under an adjective"),
        pytest.param("He was shot and robbed by a stranger.", "shot", None, "He", id="second passive has the agent"),
        pytest.param("Kenya accused the rebels of bombing a school.", "bombing", "rebels", "school", id="gerund on the accused"),
        pytest.param("They accused him of killing a priest.", "killing", "him", "priest", id="gerund of an accusation"),
    ],
)
def test_finds_who_does_what_to_whom(text: str, verb: str, doer: str | None, undergoer: str | None) -> None:
    assert (text_of(clauses.doer(token(text, verb))), text_of(clauses.undergoer(token(text, verb)))) == (doer, undergoer)


@pytest.mark.parametrize(
    ("text", "verb", "tense"),
    [
        pytest.param("Rebels attacked.", "attacked", "past", id="past"),
        pytest.param("Rebels have attacked the town.", "attacked", "perfect", id="perfect"),
        pytest.param("Rebels will attack the town.", "attack", "future", id="future"),
        pytest.param("Rebels are attacking the town.", "attacking", "present", id="present"),
        pytest.param("Rebels wanted to attack the town.", "attack", "infinitive", id="infinitive"),
        pytest.param("The town was attacked.", "attacked", "past", id="passive past"),
    ],
)
def test_tells_the_tense(text: str, verb: str, tense: str) -> None:
    assert clauses.tense(token(text, verb)) == tense


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        pytest.param("Rebels did not attack.", "attack", True, id="not"),
        pytest.param("No one was arrested.", "arrested", True, id="no one"),
        pytest.param("Neither man was arrested.", "arrested", True, id="neither"),
        pytest.param("No attack was reported.", "attack", True, id="no on the noun"),
        pytest.param("The men were arrested.", "arrested", False, id="plain"),
    ],
)
def test_sees_negation(text: str, word: str, expected: bool) -> None:
    assert clauses.is_negated(token(text, word)) is expected


@pytest.mark.parametrize(
    ("text", "verb", "expected"),
    [
        pytest.param("If rebels attack, people will flee.", "attack", True, id="if"),
        pytest.param("Should the army attack the town, many would die.", "attack", True, id="inverted should"),
        pytest.param("When rebels attacked, people fled.", "attacked", False, id="when is no condition"),
    ],
)
def test_sees_conditions(text: str, verb: str, expected: bool) -> None:
    assert clauses.is_conditional(token(text, verb)) is expected


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        pytest.param("Police said rebels attacked the town.", "attacked", "rebels attacked the town", id="reported clause alone"),
        pytest.param("Rebels attacked the town, but the soldiers fled.", "fled", "the soldiers fled", id="second main clause"),
        pytest.param("Police freed protesters who were arrested.", "arrested", "protesters who were arrested", id="relative with its noun"),
    ],
)
def test_cuts_out_the_clause(text: str, word: str, expected: str) -> None:
    span = clauses.clause_span(token(text, word))
    assert text[span.start : span.end] == expected


def test_a_clause_is_never_longer_than_400_characters() -> None:
    text = "Rebels attacked the town with guns" + " and with guns" * 60 + "."
    span = clauses.clause_span(token(text, "attacked"))
    assert span.end - span.start <= 400


def test_names_the_reporting_verb() -> None:
    text = "The envoy said that the rebels had left."
    assert text_of(clauses.reporting_verb(token(text, "left"), frozenset({"say"}))) == "said"


def test_lists_the_members_of_a_coordination() -> None:
    assert [member.text for member in clauses.members(token("The army attacked Turkey, Russia and Iran.", "Turkey"))] == [
        "Turkey",
        "Russia",
        "Iran",
    ]
