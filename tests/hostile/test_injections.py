"""Articles that give orders: what a browser hides is in no article, and what a page prints of the others is cited."""

from __future__ import annotations

import json
from pathlib import Path

from lxml import html

from broadsheet.cli import main
from broadsheet.extract import Extract
from broadsheet.records.page import Page
from tests.hostile.injections import injected


def test_hidden_orders_are_in_no_article():
    extract = Extract()
    for number, each in enumerate(injected()):
        cutting = extract.cut(Page(name=str(number), kind="html", body=each.markup))
        told = [article.title + article.text + " ".join(article.captions) for article in cutting.articles]
        assert "cracked in the storm" in "".join(told)
        assert each.seen or not any(each.mark in words for words in told), each.markup


def test_what_is_printed_of_orders_is_cited(tmp_path: Path):
    (tmp_path / "in").mkdir()
    orders = injected()
    for number, each in enumerate(orders[:20]):
        record = {"id": f"p{number}", "url": f"https://post{number}.example/a", "html": each.markup, "published": "2031-05-06"}
        (tmp_path / "in" / f"{number}.jsonl").write_text(json.dumps(record))
    assert main(["build", str(tmp_path / "in"), "--site", str(tmp_path / "site"), "--workers", "0"]) == 0
    assert main(["verify", "--site", str(tmp_path / "site")]) == 0
    for path in tmp_path.glob("site/stories/*.html"):
        page = html.document_fromstring(path.read_bytes())
        links = [link for link in page.xpath("//@href | //@src") if ".invalid" in link]
        assert links == []
        assert not page.xpath("//img")
    for path in tmp_path.glob("site/stories/st_*.json"):
        story = json.loads(path.read_text())
        assert all(statement["spans"] for statement in story["statements"].values())
        assert not any(each.mark in path.read_text() for each in orders[10:20])
