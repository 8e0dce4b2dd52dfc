"""Markup that holds a text and nothing else, as news agencies and feeds send it: its words, paragraph by paragraph.

For whole web pages see `html`, which finds the text among everything that surrounds it.
"""

from typing import Any

import lxml.etree
import lxml.html

MAX_ELEMENTS = 50_000  # a long article has some hundred
# XHTML's, and those of NITF.
_BLOCKS = frozenset(
    {
        "address", "article", "aside", "block", "blockquote", "body", "br", "center", "dd", "details", "div", "dl", "dt", "fieldset",
        "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hl1", "hl2", "hr", "li", "main", "nav",
        "note", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "title", "tr", "ul"
    }
)  # fmt: skip
_DROPPED = frozenset(
    {
        "audio", "button", "canvas", "embed", "figure", "form", "head", "iframe", "img", "input", "media", "media-caption", "nav",
        "noscript", "object", "script", "select", "style", "svg", "template", "textarea", "video"
    }
)  # fmt: skip


class MarkupError(ValueError):
    """The markup is none, or more than a text can need."""


def text_of(markup: str) -> str:
    """The words of a fragment of HTML or of plain text, paragraphs separated by an empty line. Raises `MarkupError`."""
    if not markup.strip():
        return ""
    if "<" not in markup and "&" not in markup:
        return markup.strip()
    try:
        # `create_parent` keeps a fragment of several elements together; the parser reads no entities from anywhere.
        root = lxml.html.fragment_fromstring(_storable(markup), create_parent="div")
    except (lxml.etree.LxmlError, ValueError, AssertionError) as error:
        raise MarkupError(f"{type(error).__name__}: {error}") from error
    return text_of_element(root)


def text_of_element(root: Any) -> str:
    """The words of an lxml element in reading order, whatever namespace its names are in. Raises `MarkupError`."""
    paragraphs: list[str] = []
    words: list[str] = []
    dropped_in: Any = None

    def end_paragraph() -> None:
        if line := " ".join("".join(words).split()):
            paragraphs.append(line)
        words.clear()

    count = 0
    for event, element in lxml.etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        name = _name(element)
        if event == "start":
            count += 1
            if count > MAX_ELEMENTS:
                raise MarkupError(f"more than {MAX_ELEMENTS:,} elements")
            if dropped_in is None and name in _DROPPED:
                dropped_in = element
            if dropped_in is None:
                if name in _BLOCKS:
                    end_paragraph()
                words.append(element.text or "")
            continue
        is_dropped = dropped_in is not None and dropped_in is not element
        if event == "end" and dropped_in is element:
            dropped_in = None
        if not is_dropped and element is not root:
            if name in _BLOCKS:
                end_paragraph()
            words.append(element.tail or "")
    end_paragraph()
    return "\n\n".join(paragraphs)


def _name(element: Any) -> str:
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def _storable(markup: str) -> str:
    """Without what lxml refuses: NULs, other controls, lone surrogates."""
    return "".join(c for c in markup if c >= " " and not "\ud800" <= c <= "\udfff" and c not in "\ufffe\uffff" or c in "\n\t\r")
