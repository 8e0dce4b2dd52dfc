"""How the names of places are compared: one key for all spellings of a name."""

import hashlib
import re
import unicodedata
from functools import lru_cache

_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ə": "a", "ħ": "h"}
    | dict.fromkeys("'’‘ʻʼʾʿ`´′ʹ.", "")
    | dict.fromkeys("-‐‑–/,()", " ")
)
_WORDS = {"saint": "st", "sainte": "ste", "mount": "mt", "fort": "ft"}
_FOREIGN = re.compile(r"[^\u0000-\u024f\u02b0-\u02ff\u0300-\u036f\u1e00-\u1eff\u2010-\u201f\u2032]")


def name_key(name: str) -> str:
    """The form in which names are equal: lower case, no accents, apostrophes or dots, hyphens as spaces, "St" for "Saint"."""
    if not name.isascii():
        name = "".join(c for c in unicodedata.normalize("NFKD", name.lower()) if not unicodedata.combining(c))
    words = name.lower().translate(_LETTERS).split()
    return " ".join([_WORDS.get(word, word) for word in words])


_PLAIN = str.maketrans(
    {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "ı": "i", "ß": "ss", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe"}
    | {"þ": "th", "Þ": "Th", "ə": "a", "Ə": "A", "ħ": "h", "Ħ": "H", "–": "-", "‑": "-", "‐": "-"}
    | dict.fromkeys("‘ʻʼʾʿ`´′ʹ", "")
)
_END_MARK = re.compile(r"’(?!\w)")


def plain_name(name: str) -> str:
    """The name in ASCII as English news and ACLED write it: "Bogota" for "Bogotá", "Lodz" for "Łódź".

    One form for all, so that rows can be joined with each other and with other people's; what the article writes is in `text`.
    Letters that no table turns into ASCII stay as they are.
    """
    if name.isascii():
        return name
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return _END_MARK.sub("", bare.translate(_PLAIN)).replace("’", "'")


@lru_cache(maxsize=100_000)
def key_hash(key: str) -> int:
    """64 bits that stand for a key in the index; with a million names a false hit has a chance of one in 10¹³."""
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest(), "little")


def is_latin(name: str) -> bool:
    """Written in Latin letters, so that English text can hold it."""
    return not _FOREIGN.search(name)
