"""Who says so: the innermost quotation or reported statement around some words."""

from dateline.extract.records import Quote, Span


def source_of(quotes: tuple[Quote, ...], span: Span) -> Quote | None:
    """The quotation or reported statement of a named or described speaker that holds `span` and is the shortest to do so.

    None where the article itself says it. The two of equal length: the first in reading order.
    """
    holders = [quote for quote in quotes if quote.speaker_text is not None and quote.span.covers(span)]
    return min(holders, key=lambda quote: quote.span.end - quote.span.start, default=None)
