"""What reading and cleaning web pages costs, as a share of the whole pipeline's time.

    python benchmarks/reading_cost.py [PAGES] [--seed N]

The pages hold the articles of `corpus.py` with what stands around articles: navigation, cookie notice, styles and scripts,
state of the page as JSON, icons, advertisements, pictures with captions, pointers within the text, teasers, comments, footer;
some 100 KB each, like news pages are. They go the way of `dateline extract` in this process, into a root of their own;
seconds are its CPU time by step, after a run over a few pages that loads everything there is to load.
"""

import argparse
import json
import os
import random
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

from corpus import TOWNS, corpus
from rich.console import Console
from rich.table import Table

STEPS = {
    "reading and cleaning": ("ingest.discover", "ingest.read"),
    "near-duplicates": ("ingest.near_duplicates",),
    "checks": ("ingest.validate", "extract.validate"),
    "extraction": ("extract.plan", "extract.extract_shard"),
    "publication": ("ingest.publish", "extract.publish"),
    "incidents, marts, report": ("report.run_all",),
}
SECTIONS = ("World", "Politics", "Business", "Science", "Health", "Sport", "Culture", "Travel", "Weather", "Opinion")
ICON = "M12 2C6.5 2 2 6.5 2 12s4.5 10 10 10 10-4.5 10-10S17.5 2 12 2zm0 18c-4.4 0-8-3.6-8-8s3.6-8 8-8 8 3.6 8 8-3.6 8-8 8z"


def page(article: dict[str, str], rng: random.Random) -> str:
    """A page that shows the article."""
    title, address = article["title"], f"https://meridian-post.example/{article['published'].replace('-', '/')}/{article['id']}"
    about = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": title,
        "datePublished": f"{article['published']}T0{rng.randrange(10)}:15:00Z",
        "author": [{"@type": "Person", "name": "Ann Bell"}],
        "publisher": {"@type": "Organization", "name": "The Meridian Post"},
        "articleSection": rng.choice(SECTIONS),
    }
    return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{title} | The Meridian Post</title>
<link rel="canonical" href="{address}"><meta property="og:title" content="{title}"><meta property="og:url" content="{address}">
<meta property="og:site_name" content="The Meridian Post"><meta name="viewport" content="width=device-width">
<script type="application/ld+json">{json.dumps(about)}</script>
<style>{"".join(f".c{n}{{margin:{n}px;color:#{rng.randrange(4096):03x};display:flex;padding:{n % 7}px}}" for n in range(250))}</style>
<script>window.__STATE__={json.dumps(_state(rng))};</script></head><body class="article-page">
<div class="cookie-banner" role="dialog"><p>We use cookies to improve your visit.</p><button>Accept all</button><button>Settings</button></div>
<header class="site-header"><nav>{_menu(rng)}</nav></header>
<div class="ad-slot" id="top"><script>ads.push({{slot:"top",sizes:[[970,250],[728,90]]}});</script></div>
<main><article class="story"><header><h1>{title}</h1><div class="byline">By <a href="/by/bell">Ann Bell</a></div>
<time datetime="{about["datePublished"]}">{article["published"]}</time>{_share()}</header>{_body(article["text"], rng)}
<div class="tags">{"".join(f'<a href="/t/{n}">{rng.choice(TOWNS)}</a>' for n in range(6))}</div></article>
<aside class="most-read"><h2>Most read</h2><ol>{_teasers(rng, 10)}</ol></aside></main>
<section class="related"><h2>Related stories</h2><ul>{_teasers(rng, 18)}</ul></section>
<section class="comments" id="comments"><h2>{rng.randrange(200)} comments</h2>{_comments(rng)}</section>
<footer class="site-footer">{_menu(rng)}<p>© The Meridian Post. All rights reserved.</p></footer>
<script>{"".join(f"function f{n}(a,b){{return a<b?a*{rng.randrange(999)}:b+{n};}}" for n in range(400))}</script></body></html>
"""


def _body(text: str, rng: random.Random) -> str:
    paragraphs = [f'<p class="c{rng.randrange(250)}">{paragraph}</p>' for paragraph in text.split("\n\n")]
    town = rng.choice(TOWNS)
    extras = (
        f'<figure><img src="/i/{rng.randrange(9999)}.jpg" alt="{town}"><figcaption>A street in {town} last week. Carl Dee/Meridian</figcaption></figure>',
        f'<p><strong>Read more: <a href="/r/{rng.randrange(9999)}">How {town} became what it is today</a></strong></p>',
        '<div class="newsletter"><p>Sign up for our morning letter.</p><form><input type="email"><button>Sign up</button></form></div>',
        '<div class="ad-slot"><span>Advertisement</span><script>ads.push({slot:"mid"});</script></div>',
    )
    for extra in extras:
        paragraphs.insert(rng.randrange(1, len(paragraphs) + 1), extra)
    return "".join(paragraphs)


def _state(rng: random.Random) -> list[dict[str, Any]]:
    return [
        {"id": rng.randrange(10**9), "type": "teaser", "section": rng.choice(SECTIONS), "flags": [n, n % 2 == 0, None]} for n in range(300)
    ]


def _menu(rng: random.Random) -> str:
    items = (
        f'<li class="item c{rng.randrange(250)}"><a href="/{section.lower()}/{town.lower()}" data-track="nav|{section}|{town}">{town}</a></li>'
        for section in SECTIONS
        for town in rng.sample(TOWNS, 6)
    )
    return f"<ul>{''.join(items)}</ul>"


def _share() -> str:
    names = ("Facebook", "X", "WhatsApp", "Email", "Link")
    return "".join(
        f'<button class="share-{name.lower()}"><svg viewBox="0 0 24 24"><path d="{ICON}"/></svg>{name}</button>' for name in names
    )


def _teasers(rng: random.Random, count: int) -> str:
    return "".join(
        f'<li class="teaser"><a href="/s/{rng.randrange(9999)}"><img src="/i/{rng.randrange(9999)}.jpg" srcset="/i/a.jpg 320w, /i/b.jpg 640w" alt="">'
        f"<h3>What the people of {rng.choice(TOWNS)} say about {rng.choice(TOWNS)}</h3></a>"
        f"<p>Our correspondent visited {rng.choice(TOWNS)} and talked to those who stayed.</p></li>"
        for _ in range(count)
    )


def _comments(rng: random.Random) -> str:
    return "".join(
        f'<div class="comment"><b>reader{rng.randrange(999)}</b><p>I was in {rng.choice(TOWNS)} once, and it was not like that at all.</p>'
        "<button>Reply</button></div>"
        for _ in range(30)
    )


def write_pages(folder: Path, count: int, seed: int) -> int:
    """Write so many pages; their size in bytes, all together."""
    folder.mkdir(parents=True)
    size = 0
    for number, article in enumerate(corpus(count, seed=seed)):
        markup = page(article, random.Random(f"{seed}-{number}"))
        (folder / f"{article['id']}.html").write_text(markup, encoding="utf-8")
        size += len(markup.encode())
    return size


def timed(function: Callable[..., Any], seconds: dict[str, float], step: str) -> Callable[..., Any]:
    """The function, adding the CPU time of each call to `seconds[step]`."""

    @wraps(function)
    def call(*args: Any, **named: Any) -> Any:
        started = time.process_time()
        result = function(*args, **named)
        seconds[step] += time.process_time() - started
        return result

    return call


def measure(pages: Path, root: Path) -> dict[str, float]:
    """CPU seconds of each step and of the whole run (`total`), over all pages of a folder."""
    os.environ["DATELINE_ROOT"] = str(root)
    from dateline.pipelines import extract, ingest, report, whole
    from dateline.settings import settings

    if hasattr(settings, "cache_clear"):
        settings.cache_clear()
    modules = {"ingest": ingest, "extract": extract, "report": report}
    seconds: dict[str, float] = defaultdict(float)
    originals = {}
    for step, names in STEPS.items():
        for name in names:
            module, _, function = name.partition(".")
            originals[name] = getattr(modules[module], function)
            setattr(modules[module], function, timed(originals[name], seconds, step))
    started = time.process_time()
    run = whole.run_whole("reading-cost", [str(pages)], source_name="benchmark", published=None)
    seconds["total"] = time.process_time() - started
    for name, original in originals.items():
        module, _, function = name.partition(".")
        setattr(modules[module], function, original)
    if run.accepted != run.documents or run.problems:
        raise RuntimeError(f"{run.accepted} of {run.documents} pages were accepted; {run.problems}")
    return seconds


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", type=int, nargs="?", default=2_000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        write_pages(Path(folder) / "few", 5, given.seed + 1)
        measure(Path(folder) / "few", Path(folder) / "few-root")
        size = write_pages(Path(folder) / "pages", given.pages, given.seed)
        seconds = measure(Path(folder) / "pages", Path(folder) / "root")
    table = Table(title=f"{given.pages:,} web pages of {size / given.pages / 1000:.0f} KB: CPU seconds by step")
    for column in ("step", "seconds", "ms a page", "share"):
        table.add_column(column, justify="left" if column == "step" else "right")
    for step in (*STEPS, "total"):
        value = seconds[step]
        table.add_row(step, f"{value:.1f}", f"{value / given.pages * 1000:.1f}", f"{value / seconds['total']:.1%}")
    Console().print(table)


if __name__ == "__main__":
    main()
