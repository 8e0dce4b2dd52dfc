"""ninjs 2 and 3: items as the IPTC's specification has them, whole and broken."""

import json
from datetime import UTC, datetime, timedelta, timezone

import pytest

BODY = "<p>Two ferries collided off the port of Bari on Tuesday.</p><p>Nobody was hurt, the coast guard said.</p>"
VERSION_2 = {
    "uri": "urn:newsml:wire.example:20240305:ferry",
    "type": "text",
    "version": "3",
    "firstcreated": "2024-03-05T09:00:00+01:00",
    "versioncreated": "2024-03-05T11:30:00+01:00",
    "pubstatus": "usable",
    "urgency": 3,
    "copyrightholder": "Example Wire",
    "copyrightnotice": "(c) 2024 Example Wire",
    "usageterms": "Not for resale.",
    "language": "en-GB",
    "by": "Ada Moretti and Jonas Field",
    "located": "Bari",
    "headlines": [{"role": "short", "value": "Ferries collide"}, {"role": "main", "value": "Two ferries collide off Bari"}],
    "bodies": [
        {"role": "caption", "contenttype": "text/html", "value": "<p>Ferries in the port</p>"},
        {"role": "main", "contenttype": "text/html", "charcount": 90, "value": BODY},
    ],
    "genres": [{"name": "Current"}],
}
VERSION_3 = {
    "uri": "urn:newsml:wire.example:20240305:ferry",
    "standard": {"name": "ninjs", "version": "3.0", "schema": "https://iptc.org/std/ninjs/ninjs-schema_3.0.json"},
    "firstCreated": "2024-03-05T09:00:00+01:00",
    "versionCreated": "2024-03-05T11:30:00+01:00",
    "pubStatus": "usable",
    "language": "en-GB",
    "infoSources": [{"name": "Example Wire", "role": "isrol:originfo"}],
    "by": "Ada Moretti and Jonas Field",
    "located": "Bari",
    "headlines": [{"role": "main", "value": "Two ferries collide off Bari"}],
    "bodies": [{"role": "main", "contentType": "text/html", "value": BODY}],
    "genres": [{"name": "Current"}],
}
ZONE = timezone(timedelta(hours=1))


@pytest.mark.parametrize("item", [pytest.param(VERSION_2, id="ninjs 2"), pytest.param(VERSION_3, id="ninjs 3")])
def test_takes_what_an_item_states(document_of, item):
    found = document_of("item.json", json.dumps(item))
    assert found.text == "Two ferries collided off the port of Bari on Tuesday.\n\nNobody was hurt, the coast guard said."
    assert (found.source_kind, found.source_id, found.guid) == ("ninjs", item["uri"], item["uri"])
    assert (found.title, found.section, found.language) == ("Two ferries collide off Bari", "Current", "en-GB")
    assert (found.publisher, found.bylines, found.dateline_place) == ("Example Wire", ("Ada Moretti and Jonas Field",), "Bari")
    assert found.published == datetime(2024, 3, 5, 9, tzinfo=ZONE)
    assert found.modified_at == datetime(2024, 3, 5, 11, 30, tzinfo=ZONE)
    assert (found.is_canceled, found.is_withheld, found.embargo_until) == (False, False, None)


def test_a_body_in_plain_text_goes_before_one_with_markup(document_of):
    bodies = [{"contenttype": "text/html", "value": BODY}, {"contenttype": "text/plain", "value": "Two ferries collided."}]
    assert document_of("item.json", json.dumps(VERSION_2 | {"bodies": bodies})).text == "Two ferries collided."


def test_fields_of_version_1_are_understood(document_of):
    item = {"uri": "http://wire.example/2024/ferry", "versioncreated": "2024-03-05T10:00:00Z", "headline": "Ferries", "body_xhtml": BODY}
    found = document_of("item.json", json.dumps(item))
    assert (found.title, found.url) == ("Ferries", "http://wire.example/2024/ferry")
    assert found.text.startswith("Two ferries")


def test_an_embargo_and_a_hold_are_kept(document_of):
    found = document_of("item.json", json.dumps(VERSION_2 | {"embargoed": "2024-03-06T06:00:00Z"}))
    assert found.embargo_until == datetime(2024, 3, 6, 6, tzinfo=UTC)
    assert document_of("item.json", json.dumps(VERSION_2 | {"pubstatus": "withheld"})).is_withheld


def test_a_canceled_item_needs_no_text(document_of):
    item = {k: v for k, v in VERSION_2.items() if k not in ("bodies", "headlines")} | {"pubstatus": "canceled"}
    found = document_of("item.json", json.dumps(item))
    assert found.is_canceled
    assert found.guid == VERSION_2["uri"]
    assert found.text


def test_items_stand_in_lists_and_lines_as_well(reasons_of):
    assert reasons_of("items.json", json.dumps([VERSION_2, VERSION_3])) == ["read", "read"]
    assert reasons_of("items.jsonl", "\n".join(map(json.dumps, [VERSION_2, VERSION_3]))) == ["read", "read"]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        pytest.param({"bodies": []}, "missing_text", id="a picture has no body"),
        pytest.param({"bodies": "text"}, "missing_text", id="bodies of the wrong type"),
        pytest.param({"bodies": [{"contenttype": "text/plain", "value": "  "}]}, "empty", id="an empty body"),
        pytest.param({"firstcreated": None, "versioncreated": "yesterday"}, "undated", id="no date"),
        pytest.param({"bodies": [{"contenttype": "text/html", "value": "<p>x" * 60_000}]}, "unreadable", id="a bomb of markup"),
    ],
)
def test_what_is_wrong_with_an_item_is_said(reasons_of, changes, reason):
    assert reasons_of("item.json", json.dumps(VERSION_2 | changes)) == [reason]
