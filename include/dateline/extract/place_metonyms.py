"""Whether a country's or capital's name stands for its government or people rather than for the land (READING, 'Countries as actors')."""

from spacy.tokens import Doc, Token


def is_metonym(doc: Doc, first: Token, last: Token, kind: str) -> bool:
    return False
