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
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")


def repair(text: str) -> str:
    """The text with mojibake, entities, surrogates and control characters mended, NFC, lines ended by `\\n`.

    Paragraphs, spacing and quotation marks within the text stay as they are; white space around it goes.
    """
    return _CONTROLS.sub("", ftfy.fix_text(_LINE_ENDS.sub("\n", text), _CONFIG)).strip()


def repair_line(text: str | None) -> str | None:
    """A title or name, repaired and on one line; None if nothing is left."""
    return " ".join(repair(text).split()) or None if text else None
