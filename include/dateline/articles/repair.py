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
_LINE_ENDS = re.compile(r"\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")


def repair(text: str) -> str:
    """The text with mojibake, entities, surrogates and control characters mended, NFC, lines ended by `\\n`.

    Paragraphs, spacing and quotation marks within the text stay as they are; white space around it goes.
    """
    text = _LINE_ENDS.sub("\n", text)
    text = ftfy.fix_text(text, _CONFIG)
    return _CONTROLS.sub("", _LINE_ENDS.sub("\n", text)).strip()


def repair_line(text: str | None) -> str | None:
    """A title or name, repaired and on one line; None if nothing is left."""
    return " ".join(repair(text).split()) or None if text else None
