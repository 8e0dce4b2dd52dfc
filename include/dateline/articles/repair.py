"""Repair of a text before offsets exist: what is broken is mended, what is merely unusual stays."""

import re

import ftfy

_CONFIG = ftfy.TextFixerConfig(
    uncurl_quotes=False,  # the writer's quotation marks tell where quotations begin and end
    fix_latin_ligatures=False,
    fix_character_width=False,
    normalization="NFC",
    explain=False,
)
_LINE_ENDS = re.compile(r"\r\n|[\r\v\f]")  # ftfy sees to the rest; \x85 may also be a Windows ellipsis
# Nothing in such a line can be broken; ftfy would need longer to say so than all the rest of reading does.
_PLAIN = re.compile(r"[\t\x20-\x25\x27-\x7e“”‘’–—…]*")
_SOFT_HYPHENS = re.compile(r"(?<=\w)\u00ad(?=\w)")  # unseen marks of where a word may be broken
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")


def repair(text: str) -> str:
    """The text with mojibake, entities, surrogates and control characters mended, NFC, lines ended by `\\n`.

    Paragraphs, spacing and quotation marks within the text stay as they are; white space around it goes.
    """
    config = _CONFIG._replace(unescape_html="<" not in text)  # an escaped `<` beside a real one is meant
    lines = _LINE_ENDS.sub("\n", text).split("\n")
    fixed = "\n".join(line if _PLAIN.fullmatch(line) else ftfy.fix_text(line, config) for line in lines)
    return _SOFT_HYPHENS.sub("", _CONTROLS.sub("", fixed)).strip()


def repair_line(text: str | None) -> str | None:
    """A title or name, repaired and on one line; None if nothing is left."""
    return " ".join(repair(text).split()) or None if text else None
