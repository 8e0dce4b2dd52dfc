"""`dateline show`: articles in the terminal with their evidence marked, and what was read out of them below."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

STYLE_BY_DATASET = {  # later ones lie over earlier ones
    "events": "on grey23",
    "quotes": "italic",
    "places": "green",
    "mentions": "cyan",
    "times": "magenta",
    "figures": "bold yellow",
}
TRIGGER_STYLE = "bold red"


def show_file(file: Path, published: date | None, console: Console, errors: Console) -> int:
    """Read and extract the articles of one file and print them; stores nothing. Exit status 0, 1 if one can't be read, or 2."""
    from dateline import articles, sources
    from dateline.contracts.documents import Rejected
    from dateline.extract.article import extract_article
    from dateline.settings import settings

    try:
        found = sources.discover([file])
    except FileNotFoundError as error:
        errors.print(f"Not found: {error}", style="red", markup=False, soft_wrap=True)
        return 2
    unread = len(found.skipped)
    for name, why in found.skipped:
        errors.print(f"skipped: {name}: {why}", style="yellow", markup=False)
    for input_file in found.files:
        for document in sources.read(input_file, source_name="show", published=published, limits=settings()):
            article = document if isinstance(document, Rejected) else articles.make(document)
            if isinstance(article, Rejected):
                errors.print(f"{article.source_id}: {article.reason}: {article.detail} - {article.remedy}", style="red", markup=False)
                unread += 1
                continue
            row = articles.to_table([article]).to_pylist()[0]
            with errors.status(f"Extracting {article.source_id} …"):
                rows, _ = extract_article(row)
            print_article(row, rows, console)
    return 1 if unread else 0


def print_article(article: Mapping[str, Any], rows: Mapping[str, list[dict[str, Any]]], console: Console) -> None:
    """The text with every row's evidence marked by its dataset's style, then a table for each dataset of statements."""
    console.rule(Text(article["title"] or article["source_id"]))
    console.print(f"{article['publisher'] or article['source_name']}, {article['published_date']}", style="dim", markup=False)
    text = Text(article["text"])
    for dataset, style in STYLE_BY_DATASET.items():
        for row in rows[dataset]:
            text.stylize(style, row["char_start"], row["char_end"])
    for event in rows["events"]:
        text.stylize(TRIGGER_STYLE, event["trigger_char_start"], event["trigger_char_end"])
    console.print(text, soft_wrap=False)
    legend = Text("marked: ")
    for dataset, style in STYLE_BY_DATASET.items():
        legend.append(dataset, style).append(" ")
    console.print(legend.append("event triggers", TRIGGER_STYLE))
    _print_events(rows["events"], console)
    _print_figures(rows["figures"], console)
    _print_quotes(rows["quotes"], console)


def _print_events(events: list[dict[str, Any]], console: Console) -> None:
    """Three lines an event, which a terminal of 80 columns holds: what it is; who, when, where and how many; the words."""
    if not events:
        return
    table = Table("#", "event", title="Events", show_lines=True)
    for e in sorted(events, key=lambda e: e["event_rank"]):
        kind = e["event_type"] + (f"/{e['event_mode']}" if e["event_mode"] else "")
        lines = Text(f"{kind}  {e['factuality']}  p {e['confidence']:.2f}\n", style="bold")
        lines.append("  ".join(_roles(e)) + "\n", style="not bold")
        table.add_row(str(e["event_rank"]), lines.append(" ".join(e["evidence_text"].split()), style="not bold italic"))
    console.print(table)


def _roles(event: Mapping[str, Any]) -> Iterator[str]:
    """What is known of an event, each with its word: who, to whom, when, where, toll, says."""
    tolls = ((event[f"{m}_best"] or event[f"{m}_low"], m) for m in ("killed", "injured"))
    known = {
        "who": "; ".join(p["text"] for p in event["actors"]),
        "to whom": "; ".join(p["text"] for p in event["recipients"]),
        "when": str(event["date_start"] or (f"…{event['date_end']}" if event["date_end"] else "")),
        "where": ", ".join(x for x in (event["place_name"], event["country"]) if x),
        "toll": ", ".join(f"{number} {metric}" for number, metric in tolls if number is not None),
        "says": event["attributed_to"],
    }
    return (f"{word}: {value}" for word, value in known.items() if value)


def _print_figures(figures: list[dict[str, Any]], console: Console) -> None:
    if not figures:
        return
    table = Table("metric", "low", "best", "high", "qualifier", "who", "scope", "says", "words", title="Figures")
    for f in figures:
        bounds = ("" if f[k] is None else str(f[k]) for k in ("low", "best", "high"))
        cells = (f["metric"], *bounds, f["qualifier"], f["who_text"] or "", f["scope"], f["attributed_to"] or "", f["value_text"])
        table.add_row(*(Text(c) for c in cells))
    console.print(table)


def _print_quotes(quotes: list[dict[str, Any]], console: Console) -> None:
    if not quotes:
        return
    table = Table("kind", "speaker", "role", "cue", "words", title="Quotes and reported statements")
    for q in quotes:
        speaker = q["speaker_name"] or q["speaker_text"] or "?"
        table.add_row(
            *(Text(c) for c in (q["quote_kind"], speaker, q["speaker_role"] or "", q["cue"] or "", " ".join(q["quote_text"].split())))
        )
    console.print(table)
