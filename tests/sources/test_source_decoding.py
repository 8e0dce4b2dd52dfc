"""Bytes of every encoding that news comes in, and bytes that are no text."""

import pytest

from dateline.sources.decoding import decode

WORDS = "“We don’t know,” said Zoë – Çavuşoğlu"
RUSSIAN = "Правительство сообщило в среду, что двенадцать человек погибли при взрыве на рынке. " * 5


@pytest.mark.parametrize(
    ("data", "text"),
    [
        pytest.param(WORDS.encode(), WORDS, id="UTF-8"),
        pytest.param(WORDS.encode("utf-8-sig"), WORDS, id="UTF-8 with mark"),
        pytest.param(WORDS.encode("utf-16"), WORDS, id="UTF-16 with mark"),
        pytest.param(b"plain words\n".decode().encode("utf-16-le"), "plain words\n", id="UTF-16 without mark"),
        pytest.param(b"plain words\n".decode().encode("utf-16-be"), "plain words\n", id="UTF-16 without mark, big-endian"),
        pytest.param(WORDS.encode("utf-32"), WORDS, id="UTF-32"),
        pytest.param(("It was quiet. " * 20 + "“Yes”").encode("windows-1252"), "It was quiet. " * 20 + "“Yes”", id="Windows-1252"),
        pytest.param("It was quiet, Zoë said. ".encode() * 9 + b"\x93Yes\x94", "It was quiet, Zoë said. " * 9 + "“Yes”", id="mixed"),
        pytest.param(RUSSIAN.encode("windows-1251"), RUSSIAN, id="Windows-1251"),
        pytest.param(RUSSIAN.encode("koi8-r"), RUSSIAN, id="KOI8-R"),
        pytest.param(b"", "", id="nothing"),
        pytest.param(
            b"A stray NUL \x00 in an export. " + b"It happens. " * 20, "A stray NUL \x00 in an export. " + "It happens. " * 20, id="NUL"
        ),
        pytest.param(bytes(range(256)), None, id="binary"),
        pytest.param(b"\x00" * 50, None, id="NULs only"),
        pytest.param(b"%PDF-1.4\nreadable enough", None, id="PDF"),
    ],
)
def test_decodes(data: bytes, text: str | None) -> None:
    assert decode(data) == text


def test_a_declared_encoding_goes_before_a_guessed_one() -> None:
    assert decode("Čeština".encode("iso8859-2"), declared="iso8859-2") == "Čeština"


def test_a_cut_may_go_through_a_character() -> None:
    assert decode("Zoë".encode()[:-1], is_cut=True) == "Zo"
