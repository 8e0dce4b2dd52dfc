"""`sources.yaml`: where news comes from, in a file that a person who is no programmer can edit.

The model below is the only place where a field is written down: the JSON schema for editors and the checks come from it.
"""

import difflib
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

import pycountry
import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator
from pydantic_core import PydanticCustomError

FETCHED_KINDS = ("feed", "sitemap", "articles")
_SCHEDULE = re.compile(r"every (\d{1,3} )?(minute|hour|day)s?")
_SECONDS = {"minute": 60, "hour": 3600, "day": 86_400}
_WORDS = {"hourly": "every hour", "daily": "every day", "weekly": "every 7 days"}


class Source(BaseModel):
    """One entry of `sources.yaml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Annotated[
        str, Field(pattern="^[a-z0-9][a-z0-9_-]{0,59}$", description="Short name, unique in the file: small letters, digits, - and _.")
    ]
    kind: Annotated[
        Literal["feed", "sitemap", "articles", "folder", "archive", "s3"],
        Field(
            description="feed: RSS, Atom or JSON Feed; sitemap: a sitemap, news sitemap or index of them; articles: a list of addresses, "
            "as a file or at an address; folder: files that somebody puts there; archive: one zip, tar or WARC file; s3: objects below an s3:// prefix."
        ),
    ]
    where: Annotated[str, Field(min_length=1, description="Address (https://…), path (relative to this file) or s3:// prefix.")]
    publisher: Annotated[str | None, Field(min_length=1, description="Who publishes it; leave it out where there are several.")] = None
    country: Annotated[str | None, Field(description="Country of the publisher, two letters (ISO 3166-1: KE, GB).")] = None
    language: Annotated[
        str | None, Field(description="Language of the articles, two letters (ISO 639-1: en, fr), where they don't say.")
    ] = None
    schedule: Annotated[
        str,
        Field(
            pattern=f"^({'|'.join(_WORDS)}|every (\\d{{1,3}} )?(minute|hour|day)s?)$",
            description="How often to look: every 15 minutes, hourly, every 6 hours, daily.",
        ),
    ] = "every 15 minutes"
    rights: Annotated[
        Literal["full", "spans"],
        Field(description="full: the text is stored; spans: only the words that rows point to are, everything else becomes spaces."),
    ] = "full"
    days: Annotated[int, Field(ge=1, le=3650, description="Number of days: articles that are announced as older are not fetched.")] = 30

    @field_validator("country")
    @classmethod
    def _is_country(cls, value: str | None) -> str | None:
        if value is not None and value != "XK" and (len(value) != 2 or pycountry.countries.get(alpha_2=value) is None):
            hint = " (the United Kingdom is GB)" if value == "UK" else ""
            raise PydanticCustomError(
                "country", "is no country: write the two capital letters of ISO 3166-1, such as KE{hint}", {"hint": hint}
            )
        return value

    @field_validator("language")
    @classmethod
    def _is_language(cls, value: str | None) -> str | None:
        if value is not None and (len(value) != 2 or pycountry.languages.get(alpha_2=value) is None):
            raise PydanticCustomError("language", "is no language: write the two small letters of ISO 639-1, such as en")
        return value

    @model_validator(mode="after")
    def _where_fits_kind(self) -> "Source":
        is_address = self.where.startswith(("http://", "https://"))
        if is_address and (" " in self.where or not urlsplit(self.where).hostname):
            raise PydanticCustomError("where", "is no web address: copy it from the browser")
        if self.kind in ("feed", "sitemap") and not is_address:
            raise PydanticCustomError("where", "has to be a web address for a {kind}: begin it with https://", {"kind": self.kind})
        if self.kind in ("folder", "archive") and (is_address or self.where.startswith("s3://")):
            raise PydanticCustomError(
                "where", "has to be a path on this machine; for s3:// write `kind: s3`, for a web address `kind: feed`"
            )
        if self.kind == "s3" and not re.fullmatch(r"s3://[a-z0-9.-]+(/.*)?", self.where):
            raise PydanticCustomError("where", "has to begin with s3:// and the bucket's name, as in s3://bucket/folder/")
        return self

    @property
    def seconds(self) -> int:
        """Time between two looks."""
        match = _SCHEDULE.fullmatch(_WORDS.get(self.schedule, self.schedule))
        if match is None:
            raise ValueError(f"{self.schedule!r} is no schedule")
        return int(match[1] or 1) * _SECONDS[match[2]]


class _File(BaseModel):
    """The whole file, for the schema."""

    model_config = ConfigDict(extra="forbid", title="Sources of Dateline")

    sources: Annotated[list[Source], Field(description="Where news comes from.")]


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in the file, in words for a person."""

    line: int  # from 1
    message: str  # what is wrong, and what to write instead


@dataclass(frozen=True, slots=True)
class Catalog:
    """What a file of sources holds."""

    sources: tuple[Source, ...]  # those that can be used
    problems: tuple[Problem, ...]  # what is wrong with the others, by line


def load(file: Path) -> Catalog:
    """The sources of a file, paths made absolute; an empty catalogue if there is no such file."""
    if not file.is_file():
        return Catalog((), ())
    found = check(file.read_text(encoding="utf-8-sig", errors="replace"))
    return Catalog(tuple(_absolute(source, file.absolute().parent) for source in found.sources), found.problems)


def check(text: str) -> Catalog:
    """The sources that are right, paths as they are written, and what is wrong with the others, by line."""
    try:
        node = yaml.compose(text, Loader=yaml.BaseLoader)  # everything is text: `NO` is Norway, not false
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        what = getattr(error, "problem", None) or str(error).splitlines()[0]
        remedy = "check that the lines before it are indented alike, and put text with a colon or # into quotation marks"
        return Catalog((), (Problem(mark.line + 1 if mark else 1, f"cannot be read as YAML ({what}): {remedy}"),))
    entries = _value_of(node, "sources")
    if not isinstance(entries, yaml.SequenceNode):
        return Catalog((), (Problem(1, "has to begin with `sources:` and below it a list, each entry of which begins with `- name:`"),))
    fields: Any = node
    problems = [Problem(_line(key), f"unknown field `{key.value}`: remove it") for key, _ in fields.value if key.value != "sources"]
    sources: list[Source] = []
    lines: dict[str, int] = {}
    for entry in entries.value:
        found = _read(entry)
        if isinstance(found, list):
            problems += found
        elif found.name in lines:
            problems.append(Problem(_line(entry), f"the name `{found.name}` is taken by line {lines[found.name]}: choose another one"))
        else:
            lines[found.name] = _line(entry)
            sources.append(found)
    return Catalog(tuple(sources), tuple(sorted(problems, key=lambda p: p.line)))


def schema() -> str:
    """JSON schema of the file, for editors."""
    return json.dumps({"$schema": "https://json-schema.org/draft/2020-12/schema", **_File.model_json_schema()}, indent=2) + "\n"


def _read(entry: Any) -> Source | list[Problem]:
    if not isinstance(entry, yaml.MappingNode):
        return [Problem(_line(entry), "has to be an entry with fields: begin it with `- name:`")]
    lines: dict[str, int] = {}
    values: dict[str, Any] = {}
    problems = []
    for key, value in entry.value:
        if key.value in values:
            problems.append(Problem(_line(key), f"`{key.value}` is there twice: remove one of them"))
        lines[key.value] = _line(key)
        values[key.value] = value.value if isinstance(value, yaml.ScalarNode) else []
    # `publisher:` with nothing behind it counts as not said
    values = {name: value for name, value in values.items() if value != "" or name in ("name", "kind", "where")}
    try:
        return problems or Source.model_validate(values)
    except ValidationError as error:
        for finding in error.errors():
            name = str(finding["loc"][0]) if finding["loc"] else "where"
            problems.append(Problem(lines.get(name, _line(entry)), _in_words(name, values.get(name), finding)))
        return problems


def _in_words(name: str, value: Any, finding: Any) -> str:
    """What is wrong with a field and what to write instead."""
    fields = Source.model_fields
    description = fields[name].description if name in fields else None
    if finding["type"] == "extra_forbidden":
        near = difflib.get_close_matches(name, fields, n=1)
        return f"unknown field `{name}`: " + (f"did you mean `{near[0]}`?" if near else f"the fields are {', '.join(fields)}")
    if finding["type"] == "missing":
        return f"`{name}` is missing: add it. {description}"
    if finding["type"] == "literal_error":
        expected = finding["ctx"]["expected"].replace("'", "")
        return f"`{name}: {value}` is not known: write {expected}"
    if finding["type"] in fields:  # a check of our own, which says what to do
        return f"`{name}: {value}` {finding['msg']}"
    return f"`{name}: {value}` cannot be used: {description}"


def _value_of(node: Any, name: str) -> Any:
    if not isinstance(node, yaml.MappingNode):
        return None
    return next((value for key, value in node.value if key.value == name), None)


def _line(node: Any) -> int:
    return int(node.start_mark.line) + 1


def _absolute(source: Source, folder: Path) -> Source:
    """Paths are relative to the file, wherever the process runs."""
    is_path = source.kind in ("folder", "archive") or (source.kind == "articles" and "://" not in source.where)
    return source.model_copy(update={"where": str(folder / Path(source.where).expanduser())}) if is_path else source
