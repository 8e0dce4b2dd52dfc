"""The pages of a release that people read."""

from collections.abc import Sequence
from importlib.resources import files

from dateline.releases.contents import Contents
from dateline.releases.differences import Difference

SHOWN_IDS = 20


def limits() -> str:
    """What not to conclude from the data: `docs/limits.md`."""
    return files("dateline.releases").joinpath("limits.md").read_text(encoding="utf-8")


def readme(version: str, created: str, contents: Sequence[Contents], extractor_versions: Sequence[str]) -> str:
    """What it is, what is in it, how to cite, read and check it."""
    lines = [
        f"# Dateline, release {version}",
        "",
        f"Evidence-linked event data from news, frozen at {created}. This release never changes; a later one has another number.",
        f"Extractors: {', '.join(extractor_versions) or 'none'}.",
        "",
        f"Cite as: Dateline event data, release {version}, with the SHA-256 of its file `SHA256SUMS`.",
        "",
        "| dataset | one row per | rows | files | first day | last day |",
        "|---|---|---|---|---|---|",
        *(
            f"| `{p.dataset.name}` | {p.dataset.one_row_per} | {p.rows:,} | {len(p.days)} | {p.days[0] if p.days else ''} | {p.days[-1] if p.days else ''} |"
            for p in contents
        ),
        "",
        "- Read: `pandas.read_parquet('events')`, or `dateline sql --root . 'SELECT …'`. Join to `articles` by `article_id` and `text_sha256`.",
        "- Columns: `DATASETS.md`; for machines `contract.odcs.yaml` (Open Data Contract Standard) and `datapackage.json` (Data Package).",
        "- What changed since the release before: `CHANGES.md`, with all ids in `changes.json`.",
        "- What not to conclude: `LIMITS.md`.",
        "- Check: `sha256sum --check SHA256SUMS`, or `dateline release verify`.",
        "",
    ]
    return "\n".join(lines)


def changes(version: str, previous: str | None, differences: Sequence[Difference]) -> str:
    """What came, changed and went since the release before, with some of the ids."""
    head = f"# Changes in {version}\n\n"
    head += f"Against release {previous}.\n\n" if previous else "The first release: everything is new.\n\n"
    rows = ["| dataset | added | changed | removed |", "|---|---|---|---|"]
    rows += [f"| `{d.dataset}` | {len(d.added):,} | {len(d.changed):,} | {len(d.removed):,} |" for d in differences]
    parts = [head + "\n".join(rows), "", "`revisions` says of ids that are gone why they went. All ids: `changes.json`.", ""]
    for difference in differences if previous else ():
        for what in ("added", "changed", "removed"):
            if ids := getattr(difference, what):
                more = f" and {len(ids) - SHOWN_IDS:,} more" if len(ids) > SHOWN_IDS else ""
                parts.append(f"- `{difference.dataset}` {what}: {', '.join(ids[:SHOWN_IDS])}{more}")
    return "\n".join([*parts, ""])
