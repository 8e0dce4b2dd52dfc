"""repair: what is broken is mended, what is merely unusual stays."""

import ftfy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.articles.repair import _CONFIG, repair, repair_line


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("â€œWe donâ€™t know,â€\x9d said ZoÃ«", "“We don’t know,” said Zoë", id="mojibake"),
        pytest.param("Smith &amp; Sons paid £5", "Smith & Sons paid £5", id="entity"),
        pytest.param("They left\x97in a hurry\x85", "They left—in a hurry…", id="Windows punctuation in the C1 range"),
        pytest.param("a\x00b\x1bc\x9d", "abc", id="control characters"),
        pytest.param("one\r\ntwo\rthree\u2028four\x0cfive", "one\ntwo\nthree\nfour\nfive", id="line ends"),
        pytest.param("Cafe\u0301", "Café", id="composed"),
        pytest.param("grin \ud83d\ude00, half \ud83d", "grin 😀, half \ufffd", id="surrogates"),
        pytest.param("The vic\u00adtim was shot in the knee\u00adcap.", "The victim was shot in the kneecap.", id="soft hyphens"),
        pytest.param("\ufeff  Words.\n\n", "Words.", id="white space around it"),
    ],
)
def test_mends(text: str, expected: str) -> None:
    assert repair(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param('“Curled” and ‘curled’ and "straight"', id="quotation marks"),
        pytest.param("First paragraph.\n\n\nSecond  one,\twide.\n Third.", id="paragraphs and spacing"),
        pytest.param("14\u00a0December, 1\u202f000 people", id="spaces that don't break"),
        pytest.param("ﬁnance Ａ１ …—–½", id="ligatures, width, dashes"),
        pytest.param("Mevlüt Çavuşoğlu, 習近平, Владимир", id="names"),
    ],
)
def test_leaves_alone(text: str) -> None:
    assert repair(text) == text


@given(st.text(alphabet=st.characters(), max_size=200))
@settings(max_examples=150, deadline=None)
def test_any_text_can_be_stored_afterwards(text: str) -> None:
    mended = repair(text)
    mended.encode()
    assert mended == mended.strip()
    assert not any(ord(c) < 32 and c not in "\t\n" or 127 <= ord(c) < 160 for c in mended)


@given(st.text(alphabet="ab &<;lt\"'“”‘’–—…â€™œÃ©\n", max_size=60))
@settings(max_examples=150, deadline=None)
def test_plain_lines_are_what_ftfy_would_leave_alone(text: str) -> None:
    assert repair(text) == ftfy.fix_text(text, _CONFIG).strip()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(" A\ntitle ", "A title", id="one line"),
        pytest.param(" \n", None, id="nothing left"),
        pytest.param(None, None, id="null"),
    ],
)
def test_a_title_is_one_line(text: str | None, expected: str | None) -> None:
    assert repair_line(text) == expected
