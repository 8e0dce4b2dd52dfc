"""E-mail, PDF and Word: one article a file."""

import io
import zipfile
import zlib
from datetime import UTC, date, datetime

import docx
import pytest

from dateline.sources.pdf import paragraphs

TEXT = "Two ferries collided off the port of Bari on Tuesday."
MAIL = (
    "From: Example Wire <desk@wire.example>\r\nTo: reader@example.org\r\nSubject: =?utf-8?q?Ferries_collide_off_Bari?=\r\n"
    "Date: Tue, 05 Mar 2024 09:00:00 +0000\r\nMessage-ID: <ferry-1@wire.example>\r\nMIME-Version: 1.0\r\n"
)
PLAIN = f"Content-Type: text/plain; charset=utf-8\r\n\r\n{TEXT}\r\n"
HTML = f"Content-Type: text/html; charset=iso-8859-1\r\n\r\n<html><body><p>{TEXT}</p><p>The caf\xe9 stayed open.</p></body></html>\r\n"
BOTH = f'Content-Type: multipart/alternative; boundary="b"\r\n\r\n--b\r\n{HTML}--b\r\n{PLAIN}--b--\r\n'


def pdf(*pages: str, encrypted: bool = False) -> bytes:
    """A PDF 1.4 with a page for each text; a line for each of its lines."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    kids = []
    for page in pages:
        lines = "".join(f"({line}) Tj T* " for line in page.replace("(", "").replace(")", "").split("\n"))
        content = f"BT /F1 12 Tf 72 720 Td 14 TL {lines}ET"
        kids.append(f"{len(objects) + 1} 0 R")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {len(objects) + 2} 0 R "
            "/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>"
        )
        objects.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    out, offsets = "%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n"
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    extra = (
        "/Encrypt << /Filter /Standard /V 1 /R 2 /O (" + "o" * 32 + ") /U (" + "u" * 32 + ") /P -4 >> /ID [(a) (a)] " if encrypted else ""
    )
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n<< /Size {len(objects) + 1} /Root 1 0 R {extra}>>\nstartxref\n{start}\n%%EOF"
    return out.encode("latin-1")


def word(*parts: str, table: list[list[str]] | None = None, author: str = "Ada Moretti") -> bytes:
    document = docx.Document()
    document.core_properties.title, document.core_properties.author = "Ferries collide", author
    for part in parts:
        document.add_paragraph(part)
    if table:
        grid = document.add_table(len(table), len(table[0]))
        for row, values in zip(grid.rows, table, strict=True):
            for cell, value in zip(row.cells, values, strict=True):
                cell.text = value
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def repacked(content: bytes, replaced: dict[str, bytes]) -> bytes:
    """A zip with other bytes for some of its members."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.namelist():
            new.writestr(member, replaced.get(member, old.read(member)))
    return out.getvalue()


@pytest.mark.parametrize("body", [pytest.param(PLAIN, id="plain"), pytest.param(BOTH, id="plain beside HTML")])
def test_reads_a_message(document_of, body):
    found = document_of("wire.eml", (MAIL + body).encode("latin-1"))
    assert found.text.strip() == TEXT
    assert (found.source_kind, found.guid, found.publisher) == ("eml", "<ferry-1@wire.example>", "Example Wire")
    assert (found.title, found.published) == ("Ferries collide off Bari", datetime(2024, 3, 5, 9, tzinfo=UTC))


def test_reads_the_words_of_a_message_in_html_in_its_own_encoding(document_of):
    assert document_of("wire.eml", (MAIL + HTML).encode("latin-1")).text == f"{TEXT}\n\nThe café stayed open."


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        pytest.param(b"", "empty", id="nothing"),
        pytest.param(MAIL.encode() + b"Content-Type: image/png\r\n\r\nabc", "no_body", id="a picture"),
        pytest.param((MAIL.replace("Date: ", "X-Date: ") + PLAIN).encode(), "undated", id="no date"),
        pytest.param((MAIL.replace("05 Mar", "35 Foo") + PLAIN).encode(), "undated", id="a date that is none"),
        pytest.param(MAIL.encode() + b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\n' * 3_000, "nested_too_deeply", id="parts within parts"),
        pytest.param(MAIL.encode() + b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n' + b"--b\r\n\r\nx\r\n" * 3_000, "nested_too_deeply", id="thousands of parts"),
        pytest.param(MAIL.encode() + b"Content-Type: text/plain; charset=nonsense\r\n\r\n" + TEXT.encode(), "read", id="an unknown encoding"),
        pytest.param(b"\xff\xfe\x00" * 300, "undated", id="bytes"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_message_is_said(reasons_of, content, reason):
    assert reasons_of("wire.eml", content) == [reason]


def test_reads_a_pdf(document_of):
    first = "Two ferries collided off the port of Bari on Tues-\nday and the harbour master closed the port for the\nafternoon.\nNobody was hurt."
    found = document_of("ferries-2024-03-05.pdf", pdf(first, "The port opened again."))
    assert found.text == (
        "Two ferries collided off the port of Bari on Tuesday and the harbour master closed the port for the afternoon.\n\n"
        "Nobody was hurt.\n\nThe port opened again."
    )
    assert (found.source_kind, found.published, found.published_from) == ("pdf", date(2024, 3, 5), "filename")


def test_lines_become_paragraphs_where_they_end_one():
    assert paragraphs("A line that is long and goes on\nto here.\nAnother line that is long and goes\non.") == (
        "A line that is long and goes on to here.\n\nAnother line that is long and goes on."
    )


def bomb_pdf() -> bytes:
    packed = zlib.compress(b"BT (x) Tj ET\n" * 2_000_000)
    content = f"<< /Length {len(packed)} /Filter /FlateDecode >>\nstream\n".encode() + packed + b"\nendstream"
    empty = pdf("x")
    start, end = empty.index(b"<< /Length"), empty.index(b"\nendobj\nxref")
    return empty[:start] + content + empty[end:]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        pytest.param(b"%PDF-1.7\nand no more", "unreadable", id="breaks off"),
        pytest.param(b"", "unreadable", id="nothing"),
        pytest.param(pdf(""), "no_body", id="pages without text"),
        pytest.param(pdf(TEXT, encrypted=True), "encrypted", id="a password"),
        pytest.param(pdf(*[TEXT] * 400), "too_large", id="hundreds of pages"),
        pytest.param(pdf(TEXT), "undated", id="no date"),
        pytest.param(bomb_pdf(), "unreadable", id="a page that unpacks to 26 MB"),
        pytest.param(pdf(TEXT).replace(b"/Kids [3 0 R]", b"/Kids [2 0 R]"), "unreadable", id="pages within themselves"),
    ],
)
def test_what_is_wrong_with_a_pdf_is_said(reasons_of, content, reason):
    assert reasons_of("report.pdf", content) == [reason]


def test_reads_a_word_document(document_of):
    found = document_of("ferries-2024-03-05.docx", word(TEXT, "", "Nobody was hurt.", table=[["Port", "Ferries"], ["Bari", "2"]]))
    assert found.text == f"{TEXT}\n\nNobody was hurt.\n\nPort | Ferries\n\nBari | 2"
    assert (found.source_kind, found.title, found.bylines) == ("docx", "Ferries collide", ("Ada Moretti",))
    assert found.published == date(2024, 3, 5)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        pytest.param(b"PK\x03\x04 and no more", "unreadable", id="no zip"),
        pytest.param(b"", "unreadable", id="nothing"),
        pytest.param(word(), "empty", id="no text"),
        pytest.param(word(TEXT), "undated", id="no date"),
        pytest.param(repacked(word(TEXT), {"word/document.xml": b"<w:document"}), "unreadable", id="broken XML"),
        pytest.param(repacked(word(TEXT), {"word/document.xml": b" " * 200_000_000}), "bomb", id="a bomb"),
        pytest.param(
            repacked(
                word(TEXT), {"word/document.xml": b'<!DOCTYPE a [<!ENTITY b "' + b"c" * 1000 + b'">]><a>' + b"&b;" * 100_000 + b"</a>"}
            ),
            "unreadable",
            id="entities",
        ),
    ],
)
def test_what_is_wrong_with_a_word_document_is_said(reasons_of, content, reason):
    assert reasons_of("report.docx", content) == [reason]
