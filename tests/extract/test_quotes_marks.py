"""find_stretches: which words stand in marks, whatever the marks are and however they are broken."""

import pytest

from dateline.extract.quote_marks import find_stretches


def stretches(text: str) -> list[str]:
    return [text[s.inner.start : s.inner.end] for s in find_stretches(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("“Stay home,” she said.", ["Stay home,"], id="curly"),
        pytest.param('"Stay home," she said. "Please."', ["Stay home,", "Please."], id="straight"),
        pytest.param("‘Stay home,’ she said.", ["Stay home,"], id="single"),
        pytest.param("'Stay home,' she said.", ["Stay home,"], id="straight single"),
        pytest.param("„Stay home,” she said.", ["Stay home,"], id="low"),
        pytest.param("«Stay home», she said.", ["Stay home"], id="guillemets"),
        pytest.param("``Stay home,'' she said.", ["Stay home,"], id="typewriter"),
        pytest.param("It's the drivers' union that didn't call back.", [], id="apostrophes are no marks"),
        pytest.param("‘It’s the drivers’ union,’ he said.", ["It’s the drivers’ union,"], id="apostrophes inside single marks"),
        pytest.param("The '90s hits and the rock 'n' roll of '55.", [], id="clipped years and words"),
        pytest.param('A 6" pipe and a 4" valve.', [], id="inches"),
        pytest.param('<a href="x.html">Read on</a>', [], id="attributes of stray tags"),
        pytest.param("“He told me ‘get out’ and left,” she said.", ["He told me ‘get out’ and left,", "get out"], id="nested"),
        pytest.param('"We sang “Freedom” all night," he said.', ["We sang “Freedom” all night,", "Freedom"], id="curly in straight"),
        pytest.param('"We walked all night,” he said.', ["We walked all night,"], id="straight closed by curly"),
        pytest.param("“One.\n“Two,” he said.", ["One.", "Two,"], id="a new mark on each paragraph, closed in the last"),
        pytest.param("He said “we left. “They stayed,” he said.", ["we left.", "They stayed,"], id="broken off by the next one"),
        pytest.param("He said “we left.\nThen it rained.", ["we left."], id="never closed: ends with its paragraph"),
        pytest.param("“ ” and “”", [], id="nothing in marks"),
    ],
)
def test_finds_the_words_in_marks(text, expected):
    assert stretches(text) == expected


def test_says_what_lies_inside_what():
    outer, inner = find_stretches("“He told me ‘get out’ and left,” she said.")
    assert (outer.depth, inner.depth) == (0, 1)
    assert outer.outer.covers(inner.outer)


def test_says_what_was_never_closed():
    assert [s.is_closed for s in find_stretches("“One.\n“Two.”")] == [False, True]


def test_hostile_text_takes_no_time():
    assert len(find_stretches("'a “b " * 2_000)) > 0
