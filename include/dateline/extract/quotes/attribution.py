"""Who says so: the innermost quotation or reported statement around some words."""

from dateline.extract.records import Quote, Span

_PRONOUNS = frozenset({"he", "she", "they", "it", "who", "we", "i", "which", "this", "that", "him", "her", "them", "us", "me", "you"})


def source_of(quotes: tuple[Quote, ...], span: Span) -> Quote | None:
    """The quotation or reported statement of a named or described speaker that holds `span` and is the shortest to do so.

    None where the article itself says it. The two of equal length: the first in reading order.
    """
    holders = [quote for quote in quotes if quote.speaker_text is not None and quote.span.covers(span)]
    return min(holders, key=lambda quote: quote.span.end - quote.span.start, default=None)


def source_words(quote: Quote) -> str | None:
    """The words that name the source: the speaker's own, for a pronoun what it stands for; None where that is unclear."""
    for words in (quote.speaker_text, quote.speaker_name):
        if words is not None and words.lower() not in _PRONOUNS:
            return words
    return None
