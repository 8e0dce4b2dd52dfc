"""The body of a web page: what is left when navigation, advertisements, pointers to other pages and the like are gone."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from typing import Any

import trafilatura
import yaml
from lxml.etree import XPath, strip_elements

Page = Any  # lxml.html.HtmlElement, which comes without types

# The fast extraction reads 176 of 181 test pages as well as the full one does, which compares it with two others, in half
# the time; where it fails it finds next to nothing.
_FAILED_CHARS = 500
_MAX_FURNITURE_CHARS = 300
_MAX_POINTER_CHARS = 250
_POINTER_SHARE = 0.75  # of a paragraph's characters that are a link's; `Related: Bridge closed` has fewer than all
_MIN_POINTER_WORDS = 4  # shorter ones may be a name that stands alone
# trafilatura takes these out as well, but after it has searched them.
_NEVER_TEXT = ("script", "style", "svg", "nav", "footer", "aside", "iframe", "button", "template", "select", "object")
# Parts that trafilatura leaves in the text; by words of their class.
_NO_REPORT = frozenset({"key-events", "key-moments", "video-player", "paywall", "credit", "photo-credit", "live-header", "byline"})
_PARTS = XPath("//*[self::div or self::section or self::span or self::ul or self::p][@class]")
_BLOCKS_WITH_LINKS = XPath("//a/ancestor::*[self::p or self::li or self::h2 or self::h3 or self::h4][1]")
_LIST_ITEM = re.compile(r"[-–•*·]\s|.*\[[A-Z ]{3,20}\]\W*$")
_TITLE_SEPARATOR = re.compile(r"\s(?:[|–—»-]|::)\s")


def main_text(page: Page) -> str:
    """The paragraphs of a page's body, blank lines between them; empty if none was found. Takes pointers out of the tree."""
    strip_elements(page, *_NEVER_TEXT, with_tail=False)
    for element in [*_no_report(page), *_pointers(page)]:
        if element.getparent() is not None:
            element.drop_tree()
    text = _extracted(page, is_fast=True)
    if len(text) < _FAILED_CHARS:
        text = _extracted(page, is_fast=False)
    return "\n\n".join(_without_furniture([line.strip() for line in text.split("\n") if line.strip()]))


def _extracted(page: Page, is_fast: bool) -> str:
    """One block of the page in each line."""
    found: Any = trafilatura.bare_extraction(page, fast=is_fast, include_comments=False, favor_precision=True)
    return (found.text or "") if found is not None else ""


def _no_report(page: Page) -> list[Page]:
    """Parts of a page whose class says that they are none of the report."""
    return [element for element in _PARTS(page) if not _NO_REPORT.isdisjoint(element.get("class").lower().split())]


def _pointers(page: Page) -> list[Page]:
    """Paragraphs and items that are hardly more than links to other pages."""
    found = []
    for element in _BLOCKS_WITH_LINKS(page):
        text = _words(element)
        if len(text) > _MAX_POINTER_CHARS or text.count(" ") < _MIN_POINTER_WORDS - 1:
            continue
        if sum(len(_words(link)) for link in element.iter("a")) >= _POINTER_SHARE * len(text):
            found.append(element)
    return found


def _words(element: Page) -> str:
    return " ".join(element.text_content().split())


@cache
def _furniture() -> tuple[re.Pattern[str], re.Pattern[str]]:
    lexicon = yaml.safe_load((files("dateline") / "lexicons" / "page_furniture.yaml").read_text(encoding="utf-8"))
    lines = "|".join(f"(?:{pattern})" for pattern in lexicon["lines"])
    return re.compile(lines, re.IGNORECASE), re.compile(lexicon["heads"], re.IGNORECASE)


def _without_furniture(paragraphs: list[str]) -> Iterator[str]:
    lines, heads = _furniture()
    is_below_head = False
    for paragraph in paragraphs:
        line = paragraph.lstrip("-–•*·> ").rstrip()
        if len(line) <= _MAX_FURNITURE_CHARS and lines.fullmatch(line):
            is_below_head = heads.match(line) is not None
        elif not (is_below_head and _LIST_ITEM.match(paragraph)):
            is_below_head = False
            yield paragraph


def without_title(text: str, titles: Iterable[str | None]) -> str:
    """The body without a first paragraph that is one of the titles, which have a column of their own."""
    first, _, rest = text.partition("\n\n")
    known = {letters(part) for title in titles if title for part in (title, _TITLE_SEPARATOR.split(title)[0])}
    return rest if rest and letters(first) in known else text


def headings(page: Page) -> list[str]:
    """The main headings of a page."""
    return [_words(heading) for heading in page.iter("h1")]


def without_site_name(title: str | None, publisher: str | None) -> str | None:
    """`Ceasefire holds | The Example` without the name of the site, when that is the publisher's or a part of it."""
    name = letters(publisher or "")
    for separator in _TITLE_SEPARATOR.finditer(title or ""):
        site = letters(separator.string[separator.end() :])
        if site and site in name:
            return separator.string[: separator.start()].strip() or title
    return title


def letters(text: str) -> str:
    """A text's letters and digits, for comparing names however they are written."""
    return "".join(filter(str.isalnum, text.casefold()))
