"""Reports as ReliefWeb's API gives them (https://apidoc.reliefweb.int): `data` is a list of items with `fields`."""

from collections.abc import Mapping
from typing import Any

from dateline.sources.dates import read_published
from dateline.sources.fields import Stated, as_instant, line
from dateline.sources.markup import text_of

Record = Mapping[str, Any]


def is_report(record: Record) -> bool:
    """Whether a JSON object is one item of the API's `data`."""
    fields = record.get("fields")
    return isinstance(fields, Mapping) and "id" in record and ("title" in fields or "body" in fields)


def read_report(record: Record) -> tuple[Stated, object]:
    """What a report states, and its body as plain text; ReliefWeb writes the body in Markdown, and as HTML beside it.

    The day of publication is `date.original`, when the source published the report, else `date.created`, when ReliefWeb did.
    """
    fields: Record = record["fields"]
    dates = fields.get("date")
    dates = dates if isinstance(dates, Mapping) else {}
    markup = fields.get("body-html")
    sources = _names(fields.get("source"))
    stated = Stated(
        url=line(fields.get("url_alias")) or line(fields.get("url")),
        publisher=", ".join(sources) or None,
        title=line(fields.get("title")),
        section=next(iter(_names(fields.get("format"))), None),
        language=next(iter(_names(fields.get("language"), "code")), None),
        published=read_published(dates.get("original")) or read_published(dates.get("created")),
        modified_at=as_instant(read_published(dates.get("changed"))),
    )
    return stated, text_of(markup) if isinstance(markup, str) else fields.get("body")


def _names(values: object, key: str = "name") -> list[str]:
    items = values if isinstance(values, list) else [values]
    return [name for item in items if isinstance(item, Mapping) and (name := line(item.get(key)))]
