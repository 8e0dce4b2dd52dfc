"""Input that is made to do harm: each gives a rejection or a document, soon and in little memory."""

import json
import time
import tracemalloc
from datetime import date

import pytest

DAY = date(2024, 3, 5)
RECORD = {"id": "a", "text": "Two ferries collided off the port of Bari on Tuesday.", "published": "2024-03-05"}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "content", "reasons"),
    [
        pytest.param("long.txt", "words " * 17_000_000, ["too_large"], id="a text of a hundred megabytes"),
        pytest.param("long.html", "<p>words</p>" * 2_500_000, ["too_large"], id="a page of thirty"),
        pytest.param("long.jsonl", json.dumps(RECORD) + '\n{"text": "' + "words " * 5_000_000 + '"}\n', ["read", "too_large"], id="a line of thirty"),
        pytest.param("long.json", '{"text": "' + "words " * 5_000_000 + '"}', ["too_large"], id="a JSON file of thirty"),
        pytest.param("long.csv", 'text\n"' + "words " * 5_000_000 + '"\n', ["broken_csv"], id="a cell of thirty"),
        pytest.param("long.xml", "<newsItem>" + "<a/>" * 8_000_000, ["too_large"], id="an XML file of thirty"),
        pytest.param("deep.html", "<html><body>" + "<div>" * 100_000 + "words", ["no_body"], id="a hundred thousand elements, one in the other"),
        pytest.param("quotes.txt", '"' * 1_000_000, ["too_large"], id="a million quotation marks"),
        pytest.param("few.txt", '"' * 100_000, ["read"], id="a hundred thousand"),
        pytest.param("comments.xml", "<!--" * 1_000_000, ["broken_xml"], id="comments that never end"),
        pytest.param("header.eml", "From: " + "a@b, " * 100_000 + "\n\nwords", ["unreadable"], id="half a megabyte of addresses"),
    ],
)  # fmt: skip
def test_takes_little_time_and_memory(reasons_of, name, content, reasons):
    content = content.encode()
    if name.startswith("long"):
        tracemalloc.start()
    started = time.perf_counter()
    found = reasons_of(name, content, published=DAY)
    seconds = time.perf_counter() - started
    peak = tracemalloc.get_traced_memory()[1] if tracemalloc.is_tracing() else 0
    tracemalloc.stop()
    assert found == reasons
    assert seconds < 20
    assert peak < 120_000_000


@pytest.mark.parametrize(
    "given_id", ["../../etc/passwd", "/etc/passwd", "C:\\con", "a\0b", "\ud800", "\u202egnp.exe", "x" * 100_000, "=cmd()", "<script>"]
)
def test_an_id_is_a_name_and_nothing_else(read_file, given_id):
    (found,) = read_file("a.jsonl", json.dumps({**RECORD, "id": given_id}))
    found.source_id.encode()
    assert not set(found.source_id) & {"\0", "\u202e", "\ud800"}
    assert len(found.source_id) <= 500


def test_text_keeps_its_marks_and_loses_nothing(document_of):
    text = "\u202bDer Text\u202c says \u200bit\u200b: a\u0301 \U0001f6a2 ﬁ “yes” \u2028 and goes on."
    assert document_of("a.txt", text, published=DAY).text == text
