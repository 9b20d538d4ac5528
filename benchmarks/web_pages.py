"""Web pages for the benchmark of the whole ingest: those of the bench, and labelled texts of it dressed as web pages.

The bench's web pages have no stories, and its texts with stories are no web pages; so speed is measured on both, and what the
stories are worth on the texts. A text's page has what most news pages have: what it tells machines, a bar of links, headline, day,
paragraphs, links to other stories, and a foot.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from html import escape
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent / "tools"))

from learn_grouping import ONE_IN, rows_of

Row = dict[str, Any]
PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<meta property="og:title" content="{title}"><meta property="og:type" content="article">
{site}{stamp}<style>nav a {{ padding: 4px }}</style><script>window.page = {{ kind: "article" }};</script></head>
<body><header><nav>{links}</nav></header>
<main><article><h1>{title}</h1>{day}
{paragraphs}
</article><aside><h2>Most read</h2><ul>{others}</ul></aside></main>
<footer><p>© All rights reserved.</p><nav><a href="/terms">Terms of use</a> <a href="/privacy">Privacy</a></nav></footer>
</body></html>
"""
SECTIONS = ("World", "Politics", "Business", "Science", "Sport", "Culture", "Weather")
LEADS = ("Five walks for a long weekend", "What to cook with the last of the pears", "The quiz of the week", "Letters")


def of_the_web(bench: Path) -> Iterator[Row]:
    """The English pages of `extraction`."""
    for folder in sorted((bench / "extraction/pages").iterdir()):
        for gold in lines(folder / "gold.jsonl.gz"):
            if gold["language"] == "en":
                packed = (folder / f"{gold['id']}.html.gz").read_bytes()
                yield {"id": gold["id"], "url": gold["url"], "html": gzip.decompress(packed).decode("utf-8", "replace")}


def lines(path: Path) -> Iterator[Row]:
    with gzip.open(path, "rt", encoding="utf-8") as rows:
        yield from map(json.loads, rows)


def dressed(bench: Path, name: str, *, told: bool) -> tuple[list[Row], dict[str, str]]:
    """Pages of a set and the story of each: of the stories that our grouping has learned from, or of those it has not."""
    rows = [row for row in rows_of(bench, name) if is_told(str(row["label"]), name) == told]
    rows.sort(key=lambda row: (row["date"] or "", row["id"]))
    return [page(row) for row in rows], {row["id"]: str(row["label"]) for row in rows}


def is_told(label: str, name: str) -> bool:
    """As `tools/learn_grouping.py` shares a set's stories out."""
    return blake2b(label.encode()).digest()[0] % ONE_IN.get(name, 2) == 0


def page(row: Row) -> Row:
    """A labelled text as a web page; of an outlet nobody knows if none is told."""
    outlet, date = row.get("outlet"), row["date"]
    markup = PAGE.format(
        title=escape(row["title"]),
        site=f'<meta property="og:site_name" content="{escape(outlet)}">\n' if outlet else "",
        stamp=f'<meta property="article:published_time" content="{date}">\n' if date else "",
        links=" ".join(f'<a href="/{section.lower()}">{section}</a>' for section in SECTIONS),
        day=f'<p class="meta"><time datetime="{date}">{date}</time></p>' if date else "",
        paragraphs="\n".join(f"<p>{escape(each)}</p>" for each in row["text"].split("\n") if each.strip()),
        others="".join(f'<li><a href="/{number}">{lead}</a></li>' for number, lead in enumerate(LEADS)),
    )
    return {"id": row["id"], "url": f"https://{slug(outlet or row['id'])}.example/news/{row['id']}", "html": markup}


def slug(outlet: str) -> str:
    return "".join(letter for letter in outlet.lower() if letter.isalnum() and letter.isascii()) or "paper"


def write(pages: Iterable[Row], path: Path) -> Path:
    path.write_text("".join(json.dumps(each) + "\n" for each in pages), "utf-8")
    return path
