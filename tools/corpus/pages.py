"""All pages of the corpus, made from their scripts."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from corpus.archive import feed, json_lines, record_of, web_archive
from corpus.placing import Placing, Plain
from corpus.source import FENCE, HERE, Article, SourceError, read_toml
from corpus.text_page import text_page
from corpus.web_page import WebPage, web_page
from corpus.world import World


@dataclass
class Desk:
    """The sources, and what has been made of them: files by name, pages by the name that `read` gives them."""

    articles: dict[str, Article]
    world: World
    files: dict[str, bytes] = field(default_factory=dict)
    pages: dict[str, Plain] = field(default_factory=dict)

    def placing(self) -> Placing:
        """A fresh page."""
        return Placing(self.articles, self.world)

    def add(self, name: str, file: str, placements: list[Plain], **more: Any) -> None:
        """Note a page."""
        if name in self.pages:
            raise SourceError(f"two pages are called {name}")
        self.pages[name] = {"file": file, **more, "placements": placements}


def make_pages(articles: dict[str, Article], world: World, folder: Path = HERE / "pages") -> Desk:
    """Follow every script."""
    desk = Desk(articles, world)
    for path in sorted(folder.iterdir()):
        make = MAKERS.get("folder" if path.is_dir() else path.suffix)
        if make is None:
            raise SourceError(f"{path}: no page is made of this")
        try:
            make(path, desk)
        except (SourceError, KeyError, IndexError) as error:
            raise SourceError(f"{path}: {error!r}") from error
    return desk


def script_of(path: Path) -> tuple[Plain, str]:
    """A script and its front matter."""
    _, fence, rest = path.read_text("utf-8").partition(FENCE + "\n")
    front, closing, script = rest.partition(FENCE + "\n")
    if not fence or not closing:
        raise SourceError(f"no front matter between {FENCE} lines")
    return tomllib.loads(front), script


def _text(path: Path, desk: Desk) -> None:
    told, script = script_of(path)
    page = text_page(script, desk.placing(), told)
    desk.files[path.name] = page.text.encode("utf-8")
    desk.add(path.name, path.name, page.placements, lines=page.lines)


def _web(path: Path, desk: Desk) -> None:
    told, script = script_of(path)
    page = web_page(script, desk.placing(), told)
    desk.files[path.name] = page.html.encode("utf-8")
    desk.add(path.name, path.name, page.placements)


def _archive(path: Path, desk: Desk) -> None:
    pages: list[WebPage] = []
    for script in sorted(path.iterdir()):
        told, text = script_of(script)
        pages.append(web_page(text, desk.placing(), told))
        desk.add(pages[-1].url, path.name + ".gz", pages[-1].placements)
    desk.files[path.name + ".gz"] = web_archive(pages)


def _json_lines(path: Path, desk: Desk) -> None:
    name, records = path.with_suffix(".jsonl").name, []
    for told in read_toml(path)["records"]:
        record, placements = record_of(told, desk.placing())
        records.append(record)
        desk.add(told["id"], name, placements)
    desk.files[name] = json_lines(records).encode("utf-8")


def _feed(path: Path, desk: Desk) -> None:
    told, entries = read_toml(path), []
    for entry in told.pop("entries"):
        placing = desk.placing()
        entries.append(entry | _entry(entry["article"], placing))
        says = {} if "publisher" in told else {entry["article"]: {"outlet": None}}
        desk.add(entry["url"], path.stem, placing.placements(says, markup=True))
    desk.files[path.stem] = feed(told, entries).encode("utf-8")


def _entry(key: str, placing: Placing) -> Plain:
    """What a feed says of an article that it carries whole."""
    placed = placing.at(key)
    placed.signed = True
    paragraphs = [words for words, _ in placing.take(key, "1-")]
    return {"title": placing.shows(key, "title"), "paragraphs": paragraphs, "authors": placed.article.front["authors"]}


MAKERS = {".txt": _text, ".html": _web, ".toml": _json_lines, ".feed": _feed, "folder": _archive}
