"""Bytes to characters."""

import codecs
import re

from charset_normalizer import from_bytes

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Formats that may hold long stretches of readable bytes.
_MAGIC = (
    b"%PDF-",
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\xd0\xcf\x11\xe0",
    b"{\\rtf",
    b"PAR1",
    b"7z\xbc\xaf",
    b"BZh",
)
_NO_CHARSETS = {"punycode", "idna", "unicode-escape", "raw-unicode-escape", "undefined"}  # Python's own, and no page's
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_MAX_CONTROL_SHARE = 0.01  # a stray NUL in an export is no reason to refuse it
_SAMPLE_BYTES = 65_536
_STRAY_SHARE = 0.03  # up to this share of bytes that are no UTF-8 it is Western text with a few odd signs


def decode(data: bytes, declared: str | None = None, is_cut: bool = False) -> str | None:
    """The text that the bytes stand for, or None if they are no text.

    A byte order mark decides, then UTF-8, then the encoding that the document itself declares, then what
    charset-normalizer finds. Single bytes that are no UTF-8 within Western text are read as Windows-1252. `is_cut` says
    that the bytes may end within a character.
    """
    if data.startswith(_MAGIC):
        return None
    encoding = wide_encoding(data) or "utf-8"
    if encoding == "utf-8" and len(_CONTROL.findall(data[:_SAMPLE_BYTES])) > _MAX_CONTROL_SHARE * min(len(data), _SAMPLE_BYTES):
        return None
    try:
        return _decode(data, encoding, "strict", is_cut)
    except UnicodeDecodeError:
        if encoding != "utf-8":
            return _decode(data, encoding, "replace", is_cut)
    if declared:
        try:
            if codecs.lookup(declared).name not in _NO_CHARSETS:
                return data.decode(declared)
        except (ValueError, LookupError):
            pass  # a page that declares a wrong or unknown encoding is read like one that declares none
    western = _decode(data, "utf-8", "dateline_western", is_cut)
    strays = _decode(data, "utf-8", "replace", is_cut).count("\N{REPLACEMENT CHARACTER}")
    if strays <= _STRAY_SHARE * len(data):
        return western
    best = from_bytes(data[:_SAMPLE_BYTES]).best()
    return western if best is None else _decode(data, best.encoding, "replace", is_cut)


def wide_encoding(data: bytes) -> str | None:
    """The encoding that the first bytes tell: by a byte order mark, or by the NULs of UTF-16 without one."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return encoding
    head = data[:_SAMPLE_BYTES]
    if len(head) >= 4 and len(head) * 0.4 < head.count(0) <= len(head) * 0.5:
        odd = head[1::2].count(0)
        if odd in (0, head.count(0)):
            return "utf-16-le" if odd else "utf-16-be"
    return None


def _decode(data: bytes, encoding: str, errors: str, is_cut: bool) -> str:
    return codecs.getincrementaldecoder(encoding)(errors).decode(data, final=not is_cut)


def _as_western(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("windows-1252", errors="replace"), error.end


codecs.register_error("dateline_western", _as_western)
