"""The head of a text: headlines run into it, date lines, datelines and bylines. Information about the article, no evidence of events.

Regular expressions over the first lines only; no parse needed.
"""

import re

from dateline.extract.times.words import LEXICON, MONTH, WEEKDAY

_DATE = rf"(?i:(?:{WEEKDAY},?\s+)?(?:{MONTH}\s+\d{{1,2}}(?:,?\s+\d{{2,4}})?|\d{{1,2}}\s+{MONTH}(?:,?\s+\d{{2,4}})?|no date))"
_GAP = r"[^\S\n]"  # a space of any kind within the line
_DATE_LINE = re.compile(
    rf"\s*(?:(?i:published|posted|updated|last updated|first published|date){_GAP}*:?{_GAP}*(?:on\s+)?)?"
    rf"(?:{_DATE}|\d{{4}}-\d\d-\d\d|\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{4}})"
    rf"(?:,?\s+(?:at\s+)?\d{{1,2}}[:.]\d\d(?:\s?[apAP]\.?[mM]\.?)?(?:\s+[A-Z]{{2,4}})?)?{_GAP}*(?:\n|$)"
)
_NAME_WORDS = r"(?:[A-Z][\w.'’-]*|and|de|van|von|al|bin|in|for|of|the)"
_BYLINE = re.compile(rf"\s*(?:By|BY){_GAP}+{_NAME_WORDS}(?:(?:,{_GAP}*|{_GAP}+){_NAME_WORDS}){{1,9}}{_GAP}*\n")
_CREDIT = re.compile(rf"\s*\(?(?:AP|AFP|Reuters|Xinhua|UPI|CNN|IRIN|dpa|DPA|EFE|ANSA|TASS)\)?{_GAP}*\n")

_UPPER = r"[A-ZÀ-Þ][A-ZÀ-Þ'’.]+"
_TITLE = r"[A-ZÀ-Þ][\w'’.]*"
_SMALL_WORDS = r"(?:de|del|da|do|la|el|al|le|of|the|and|es|san|bin|aires)"
_PLACE_UPPER = rf"(?P<upper>{_UPPER}(?:[ -](?:{_UPPER}|{_SMALL_WORDS})){{0,3}})"
_PLACE_TITLE = rf"(?P<title>{_TITLE}(?:[ -](?:{_TITLE}|{_SMALL_WORDS})){{0,3}})"
_REGION = rf"(?:,\s+{_TITLE}(?:\s(?:{_TITLE}|{_SMALL_WORDS})){{0,3}}|\s\({_TITLE}(?:\s(?:{_TITLE}|{_SMALL_WORDS})){{0,3}}\))"
_SOURCE = r"(?:\s*[(\[][^()\[\]\n]{2,45}[)\]])"
_DAY = rf"(?:,?\s+{_DATE})"
_STAMP = rf"(?:{_DAY}{_SOURCE}?|{_SOURCE}{_DAY}?)"
_DASH = r"\s*(?:--+|[—–―]|_|(?<=[)\]\s])-(?=\s)|-(?=\s))"
_MARK = r"(?:\s*\[[A-Za-z][^\]\n]{1,40}\])?\s*"
_DATELINE = re.compile(
    r"\s*(?:\[[^\]\n]{2,40}\]\s*)?(?:"
    rf"{_PLACE_UPPER}{_REGION}?{_STAMP}?{_DASH}"
    rf"|(?P<bare>{_UPPER}(?:[ -]{_UPPER}){{0,3}}){_REGION}?\s*\([^()\n]{{2,45}}\)(?=\s*[A-Z\"“])"  # no dash: "PARIS (Agency) The"
    rf"|{_PLACE_TITLE}{_REGION}?{_STAMP}{_DASH}"
    rf"|(?P<region>{_TITLE}(?: {_TITLE}){{0,2}}){_REGION}\s*[—–―]"
    rf"){_MARK}"
)
_NO_PLACES = frozenset(LEXICON["no_datelines"])
_LONGEST_HEAD = 1000  # characters
_HEADLINE = re.compile(rf"\s*[^\n]{{10,160}}\n\s*(?={_UPPER}[^\n]{{0,60}}?(?:--|[—–―]|\)\s))")

# A headline without a break behind it, as pages stripped of their tags leave it: "… shot in Springfield | The ExamplePolice say …".
_LONGEST_HEADLINE = 300
_RUN_IN = re.compile(
    r"(?<=[a-z’'”)])(?<!\b[A-Z][a-z])(?=[A-Z])|(?<=[a-z][.])(?=[A-Z])|(?<=[A-Za-z]\d)(?=[A-Z])|(?<=[A-Za-z]\d\d)(?=[A-Z])"
    r"|(?<=\s[WK][A-Z]{3})(?=[A-Z][a-zA-Z])|(?<=[a-z])(?=\([A-Z]{2,}\)\s?[-–—])"  # a station's call sign, an agency
)
_OPENER = re.compile(
    r"(?:A|An|The|This|That|It|On|At|After|When|In|One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Several|Police|Officers|Officials|Authorities"
    r"|Deputies|Investigators|Detectives|Prosecutors|Residents|Witnesses|There|About|Earlier)\s"
)
_SITE_MARK = re.compile(r"\s[|«»:–-]{1,2}\s")  # before the name of the paper or station
_CALL_SIGN = re.compile(r"\b[WK][A-Z]{3}$")
_CAMEL = re.compile(r"[A-Z]?[a-z]{0,2}|You|Mac|Face|Huff|Buzz")  # "McDonald", "YouTube" are one word
_NEXT_WORDS = re.compile(r"[A-Z][\w’']+ [A-Z][\w’']+")


def headline_end(text: str) -> int:
    """Offset at which the body begins behind a headline that no space divides from it; 0 where there is none.

    A capital within a word is taken for that only where a dateline, a word that opens sentences or the headline's own first words
    follow, or the name of the site goes before.
    """
    line = text[:_LONGEST_HEAD].split("\n", 1)[0]
    for m in _RUN_IN.finditer(line, 10, _LONGEST_HEADLINE):
        at = m.end()
        has_site = _SITE_MARK.search(line, 0, at) is not None
        if not has_site and _CALL_SIGN.search(line, 0, at):
            continue
        if _DATELINE.match(line, at) or line[at] == "(" or _OPENER.match(line, at):
            return at
        again = _NEXT_WORDS.match(line, at)
        if again and line.find(again[0]) < at:
            return at
        before, after = re.split(r"[^A-Za-z]", line[:at])[-1], line[at:].split(None, 1)[0]
        is_name = _CAMEL.fullmatch(before) or ".com" in after or _RUN_IN.search(after, 1)
        if has_site and not is_name and line[at + 1 : at + 2].islower():
            return at
    return 0


def body_start(text: str) -> int:
    """Offset at which the body begins after a headline run into it, date lines, bylines and a dateline; 0 where there is no such head."""
    head = text[:_LONGEST_HEAD]
    at = _lines_end(head)
    if run_in := headline_end(head):
        at = max(at, run_in)
    if dateline := _dateline(head, at):
        at = dateline.end()
    while at < len(text) and text[at].isspace():
        at += 1
    return at if at < len(text) and text[:at].strip() else 0


def dateline_place(text: str) -> str | None:
    """The place that a dateline at the head names, as written and without its region; None where there is none.

    "ALEPPO, Syria, Dec 14 —" gives "ALEPPO", "London (AP) -" gives "London".
    """
    head = text[:_LONGEST_HEAD]
    m = _dateline(head, _lines_end(head))
    if m is None:
        return None
    name = m["upper"] or m["bare"] or m["title"] or m["region"]
    return None if name.split()[0].upper() in _NO_PLACES else name


def _lines_end(text: str) -> int:
    """End of the date lines, bylines and credits at the head."""
    at = 0
    while m := _DATE_LINE.match(text, at) or _BYLINE.match(text, at) or _CREDIT.match(text, at):
        at = m.end()
    return at


def _dateline(text: str, at: int) -> re.Match[str] | None:
    """The dateline at the head, or the one right after a headline that the text carries."""
    if m := _DATELINE.match(text, at):
        return m
    headline = _HEADLINE.match(text, at)
    below = _DATELINE.match(text, headline.end()) if headline else None
    return below if below and (below["upper"] or below["bare"]) else None
