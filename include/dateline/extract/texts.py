"""The text of a parsed article, put together once."""

from spacy.tokens import Doc

_KEY = "dateline.text"


def text_of(doc: Doc) -> str:
    """`doc.text`, which spaCy joins anew from the tokens each time it is asked; kept beside the document."""
    text = doc.user_data.get(_KEY)
    if text is None:
        text = doc.user_data[_KEY] = doc.text
    return str(text)
