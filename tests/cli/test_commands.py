"""The commands over a paper that was built from four pages by the real rooms."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from broadsheet.models import embedder, grammar
from broadsheet.store import Store
from tests.cli.conftest import Run
from tests.models.zim import make_encyclopaedia
from tests.pipeline.pages import PAGES, write_pages

MORE = "Governor Pell Aram said that a doctor would be flown to the island every morning until the talks come to an end."
IN_SITE = Path(".broadsheet") / "paper.db"


@pytest.fixture
def copy(paper: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(paper, tmp_path / "copy"))


def stories(run: Run, site: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(run("show", "--site", site, "--json").out)
    return found


def article_ids(site: Path) -> list[str]:
    with Store.open(str(site / IN_SITE), writes=False) as store:
        return store.articles.ids()


def test_build_says_what_it_did(run: Run, tmp_path: Path):
    pages = write_pages(tmp_path / "pages", "a-strike.txt", "c-vote.txt")
    ended = run("build", pages, pages / "none.txt", "--site", tmp_path / "site", "--json", "--workers", "0")
    assert ended.status == 0
    account = json.loads(ended.out)
    assert account["articles"] == account["kept"]["place"] == 2
    assert account["drops"]["read"] == {"missing": 1}
    assert account["day"] == "2031-05-06"
    assert "none.txt: missing" in ended.err
    assert {story["id"] for story in account["stories"]} == {path.stem for path in (tmp_path / "site/stories").glob("st_*.json")}


def test_three_steps_make_what_build_makes(run: Run, paper: Path, tmp_path: Path):
    pages, store, site = write_pages(tmp_path / "pages"), tmp_path / "news.db", tmp_path / "site"
    assert run("read", pages, "--store", store, "--workers", "0").out == "4 new pages, 0 known; 4 new articles, 4 in all\n"
    assert "stories as of 2031-05-07T23:59:59+00:00" in run("write", "--store", store).out
    assert run("publish", "--store", store, "--site", site).status == 0
    for path in sorted(paper.rglob("*")):
        if path.is_file() and path.name not in ("build.json", "paper.db", "paper.db.lock") and path.parent.name != "made":
            assert (site / path.relative_to(paper)).read_bytes() == path.read_bytes(), path


def test_as_of_dates_the_paper(run: Run, copy: Path):
    assert run("write", "--site", copy, "--as-of", "2031-05-20").out.endswith("as of 2031-05-20T23:59:59+00:00\n")
    run("publish", "--site", copy)
    assert json.loads((copy / "build.json").read_text())["edition"] == "2031-05-20"


def test_as_of_must_be_a_time(run: Run, tmp_path: Path):
    ended = run("build", write_pages(tmp_path / "pages"), "--site", tmp_path / "site", "--as-of", "tomorrow")
    assert ended.status == 2
    assert "--as-of tomorrow: is no time" in ended.err
    assert not (tmp_path / "site").exists()


def test_show_lists_the_stories(run: Run, paper: Path):
    ended = run("show", "--site", paper)
    assert ended.status == 0
    for story in stories(run, paper):
        assert story["id"] in ended.out
    assert all(len(line) <= 80 for line in ended.out.splitlines())


def test_show_reads_well_in_80_columns(run: Run, paper: Path):
    for story in stories(run, paper):
        ended = run("show", story["id"][:8], "--site", paper)
        assert all(len(line) <= 80 for line in ended.out.splitlines())
        assert ended.out.splitlines()[0][:20] == story["headline"][:20]
        assert "What's happened" in ended.out
        assert "[1]" in ended.out
        assert json.loads(run("show", story["id"], "--site", paper, "--json").out)["id"] == story["id"]


def test_pages_name_the_models_that_made_them(paper: Path):
    expected = [(use.name, use.version, use.sha256) for use in (embedder.identity(), *grammar.taking_part())]
    for path in (paper / "stories").glob("st_*.json"):
        told = json.loads(path.read_text())["build"]["models"]
        assert [(use["name"], use["version"], use["sha256"]) for use in told] == sorted(expected)
        page = path.with_suffix(".html").read_text()
        assert all(f"Model: {name}" in page for name, *_ in expected)


def test_show_takes_a_slug(run: Run, paper: Path):
    story = json.loads(run("show", stories(run, paper)[0]["id"], "--site", paper, "--json").out)
    assert json.loads(run("show", story["slug"], "--site", paper, "--json").out) == story


@pytest.mark.parametrize(("name", "status"), [("st_nothing", 1), ("st_", 2)])
def test_show_says_what_it_cannot_find(run: Run, paper: Path, name: str, status: int):
    ended = run("show", name, "--site", paper)
    assert ended.status == status
    assert name in ended.err


def test_show_tells_what_is_new_since_a_revision(run: Run, tmp_path: Path):
    notice = "Correction: An earlier version of this article gave the wrong number of commuters."
    first = PAGES["a-strike.txt"]
    store = tmp_path / "news.db"
    for number, text in enumerate((first, first.replace("4,000", "400") + f"\n{notice}\n")):
        source = tmp_path / f"{number}.jsonl"
        source.write_text(json.dumps({"url": "https://halm.example/strike", "text": text}), "utf-8")
        assert run("read", source, "--store", store, "--workers", "0").status == 0
        assert run("write", "--store", store).status == 0
    (story,) = json.loads(run("show", "--store", store, "--json").out)
    told = json.loads(run("show", story["id"], "--since", "1", "--store", store, "--json").out)
    corrected = next(change for change in told if change["kind"] == "corrected")
    assert ("4,000" in corrected["before"], "400 commuters" in corrected["after"], corrected["material"]) == (True, True, True)
    assert "* revision 2: corrected: " in run("show", story["id"], "--since", "1", "--store", store).out
    assert run("show", story["id"], "--since", "2", "--store", store).out.splitlines()[-1] == "Nothing."
    assert json.loads(run("show", story["id"], "--since", "0", "--store", store, "--json").out)[0]["target"] == "story"


def test_bundle_writes_a_story_as_one_file(run: Run, paper: Path, tmp_path: Path):
    story = stories(run, paper)[0]
    told = json.loads(run("bundle", story["id"], "--site", paper, "--out", "out/one.html", "--json").out)
    written = (tmp_path / "out/one.html").read_bytes()
    assert told == {"story": story["id"], "revision": 1, "file": "out/one.html", "bytes": len(written)}
    assert story["headline"].encode() in written
    assert run("bundle", story["id"], "--site", paper).out.startswith(f"{story['id']}.html: {story['headline']} (")
    assert (tmp_path / f"{story['id']}.html").read_bytes() == written
    assert run("bundle", "st_nothing", "--site", paper).status == 1


def test_why_explains_a_copy(run: Run, paper: Path):
    told = [json.loads(run("why", name, "--site", paper, "--json").out) for name in article_ids(paper)]
    (copy,) = [each for each in told if each["copy"]["origin"] != each["article"]["id"]]
    assert copy["page"] == "d-copy.txt"
    (origin,) = [each for each in told if each["article"]["id"] == copy["copy"]["origin"]]
    assert origin["copies"] == [copy["article"]["id"]]
    assert origin["page"] == "c-vote.txt"
    ended = run("why", copy["article"]["id"], "--site", paper)
    assert "Cut from d-copy.txt, lines" in ended.out
    assert f"of {copy['copy']['origin']}" in ended.out
    assert f"In story {copy['placement']['story']}" in ended.out


def test_why_tells_what_a_later_version_changed(run: Run, tmp_path: Path):
    for number, text in enumerate((PAGES["a-strike.txt"], PAGES["a-strike.txt"].replace("two, and", "three, and") + f"\n{MORE}\n")):
        page = {"url": "https://halm.example/strike", "text": text}
        (tmp_path / f"{number}.jsonl").write_text(json.dumps(page), "utf-8")
    store = tmp_path / "news.db"
    for number in range(2):
        assert run("read", tmp_path / f"{number}.jsonl", "--store", store, "--workers", "0").status == 0
    with Store.open(str(store), writes=False) as held:
        first, later = held.articles.ids()
    told = json.loads(run("why", later, "--store", store, "--json").out)
    assert (told["copy"]["kind"], told["copy"]["origin"]) == ("update", first)
    assert MORE in told["changes"]["added"]
    (gone,) = told["changes"]["removed"]
    assert "offered two" in gone
    assert f"Added: {MORE}" in " ".join(run("why", later, "--store", store).out.split())


def test_why_tells_what_readers_said_and_what_keeps_stories_apart(run: Run, copy: Path):
    one, other = (story["id"] for story in stories(run, copy))
    article = next(iter(json.loads(run("show", one, "--site", copy, "--json").out)["articles"].values()))["id"]
    (rival,) = json.loads(run("why", article, "--site", copy, "--json").out)["rivals"]
    assert rival["story"] == other
    assert rival["against"]
    run("apart", article, other, "--site", copy)
    said = run("why", article, "--site", copy).out
    assert "A reader said (number 1):" in said
    assert f"Not with {other} (0.00): " in said
    assert "a reader keeps them apart" in " ".join(said.split())


def test_why_of_nothing(run: Run, paper: Path):
    assert run("why", "pg_nothing", "--site", paper).status == 1
    assert run("why", "pg_", "--site", paper).status == 2


def test_search_finds_articles_and_statements(run: Run, paper: Path):
    found = json.loads(run("search", "bakery flour", "--site", paper, "--json").out)
    article = next(hit for hit in found["hits"] if hit["kind"] == "article")
    assert "second day" in article["title"]
    assert {hit["kind"] for hit in found["hits"]} == {"story", "article", "statement"}
    assert article["text"][slice(*article["marks"][0])].lower() in ("bakery", "flour")
    ended = run("search", "bakery", "--site", paper)
    assert article["id"] in ended.out
    assert run("search", "zeppelin", "--site", paper).out == "nothing was found\n"
    assert article["id"] in run("search", "bakery", "--to", "9999-12-31", "--site", paper).out
    refused = run("search", "bakery", "--to", "Sunday", "--site", paper)
    assert (refused.status, "is no day" in refused.err) == (2, True)


def test_ask_answers_with_citations_or_refuses(run: Run, paper: Path):
    found = json.loads(run("ask", "How many people does the brewery in Varnby employ?", "--site", paper, "--json").out)
    assert not found["refused"]
    assert "120" in found["parts"][0]["text"]
    assert found["parts"][0]["citations"]
    refused = json.loads(run("ask", "Who won the chess tournament in Quellin?", "--site", paper, "--json").out)
    assert refused["refused"]
    assert run("ask", "Who won the chess tournament in Quellin?", "--site", paper).out.startswith("No article here answers that.")


def test_config_names_the_origin(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "mine.toml").write_text('[paper]\ntitle = "The Halm Post"\n')
    monkeypatch.setenv("BROADSHEET_SERVE__PORT", "9")
    shown = json.loads(run("--config", tmp_path / "mine.toml", "config", "--json").out)
    assert shown["paper.title"]["value"] == "The Halm Post"
    assert shown["paper.title"]["from"].endswith("mine.toml")
    assert (shown["serve.port"]["value"], shown["serve.port"]["from"]) == (9, "BROADSHEET_SERVE__PORT")
    assert shown["read.max_bytes"]["from"] == "default"
    assert "serve.port = 9   [BROADSHEET_SERVE__PORT]" in run("config").out


def test_doctor_finds_all_well(run: Run, paper: Path):
    ended = run("doctor", "--site", paper, "--json")
    found = json.loads(ended.out)
    assert {name: each["ok"] for name, each in found.items()} == dict.fromkeys(found, True)
    assert "4 pages, 4 articles" in found["store"]["says"]
    assert ended.status == 0


def test_doctor_finds_the_fault(run: Run, copy: Path):
    import sqlite3

    with sqlite3.connect(copy / IN_SITE) as database:
        database.execute("DELETE FROM placements")
    ended = run("doctor", "--site", copy)
    assert ended.status == 1
    assert "4 articles without a place" in " ".join(ended.out.split())


def test_doctor_opens_the_encyclopaedia(run: Run, paper: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    pytest.importorskip("libzim")
    monkeypatch.setenv("BROADSHEET_WRITE__ENCYCLOPAEDIA", str(make_encyclopaedia(tmp_path / "little.zim")))
    ended = run("doctor", "--site", paper, "--json")
    assert ended.status == 0
    assert json.loads(ended.out)["encyclopaedia"]["says"].startswith("The Little Encyclopaedia of 2030-11-02, ")


@pytest.mark.parametrize("command", ["doctor", "build"])
def test_an_encyclopaedia_that_is_not_there(run: Run, paper: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str):
    monkeypatch.setenv("BROADSHEET_WRITE__ENCYCLOPAEDIA", "none.zim")
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "a.txt").write_text("A page.", "utf-8")
    ended = run(command, *(["pages"] if command == "build" else []), "--site", paper if command == "doctor" else "new")
    assert ended.status == (1 if command == "doctor" else 2)
    assert "none.zim: no such encyclopaedia" in " ".join((ended.out + ended.err).split())


def test_pages_are_written_again_with_an_encyclopaedia(run: Run, copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    pytest.importorskip("libzim")
    before = [json.loads(run("show", one["id"], "--site", copy, "--json").out) for one in stories(run, copy)]
    monkeypatch.setenv("BROADSHEET_WRITE__ENCYCLOPAEDIA", str(make_encyclopaedia(tmp_path / "little.zim")))
    assert run("write", "--store", copy / IN_SITE).status == 0
    after = [json.loads(run("show", one["id"], "--site", copy, "--json").out) for one in stories(run, copy)]
    assert [page["id"] for page in after] == [page["id"] for page in before]
    assert [page["statements"] for page in after] == [page["statements"] for page in before]


def test_forget_takes_an_article_out_of_everything(run: Run, copy: Path):
    hits = json.loads(run("search", "flour", "--site", copy, "--json").out)["hits"]
    strike = next(hit["id"] for hit in hits if hit["kind"] == "article" and "flour" in hit["text"])
    ended = run("forget", strike, "--site", copy)
    assert ended.status == 0
    assert strike in ended.out
    texts = [
        path.read_text("utf-8") for path in sorted(copy.rglob("*")) if path.suffix in (".html", ".json", ".txt", ".xml", ".eml")
    ]
    assert not [text for text in texts if "bakery ran out" in text]
    assert run("verify", "--site", copy).status == 0
    again = run("build", write_pages(copy.parent / "pages"), "--site", copy, "--json", "--workers", "0")
    assert json.loads(again.out)["articles"] == len(PAGES) - 1


def test_a_reader_keeps_an_article_out_of_a_story(run: Run, copy: Path):
    story = next(one for one in json.loads(run("show", "--site", copy, "--json").out) if one["articles"] == 2)
    members = [entry["id"] for entry in json.loads(run("show", story["id"], "--site", copy, "--json").out)["articles"].values()]
    other = next(one for one in json.loads(run("show", "--site", copy, "--json").out) if one["id"] != story["id"])
    ended = run("together", story["id"], other["id"], "--site", copy)
    assert (ended.status, ended.err) == (0, "")
    assert "`broadsheet constraints --remove 1` takes it back" in ended.out
    gone, left = sorted((story["id"], other["id"]), key=lambda one: not (copy / "stories" / f"{one}.json").is_file())[::-1]
    assert f'content="0; url={left}.html"' in (copy / "stories" / f"{gone}.html").read_text("utf-8")
    assert not (copy / "stories" / f"{gone}.json").exists()
    assert json.loads((copy / "stories/index.json").read_bytes())["redirects"] == {gone: left}
    assert json.loads(run("show", gone, "--site", copy, "--json").out)["id"] == left
    listed = json.loads(run("constraints", "--site", copy, "--json").out)
    assert [(one["number"], one["kind"], one["stories"]) for one in listed] == [(1, "together", [left])]
    assert set(members) <= {
        entry["id"] for entry in json.loads((copy / "stories" / f"{left}.json").read_bytes())["articles"].values()
    }


def test_a_readers_word_is_listed_and_taken_back(run: Run, copy: Path):
    one, other = (story["id"] for story in json.loads(run("show", "--site", copy, "--json").out))
    article = next(iter(json.loads(run("show", one, "--site", copy, "--json").out)["articles"].values()))["id"]
    assert json.loads(run("apart", article, other, "--site", copy, "--json").out) == {"number": 1, "moved": {}}
    refused = run("together", article, other, "--site", copy)
    assert (refused.status, refused.out) == (2, "")
    assert "do not tell one story (`broadsheet constraints --remove 1` takes that back)" in refused.err
    assert "apart" in run("constraints", "--site", copy).out
    assert run("constraints", "--remove", 1, "--site", copy).out == "taken back: 1\n"
    assert run("constraints", "--site", copy).out.startswith("nothing was said")
    again = run("constraints", "--remove", 1, "--site", copy)
    assert (again.status, "nothing was said under that number" in again.err) == (1, True)


def test_regrouping_a_paper_of_one_build_changes_nothing(run: Run, copy: Path):
    before = (copy / "stories/index.json").read_bytes()
    ended = run("regroup", "--site", copy)
    assert (ended.status, ended.out) == (0, "0 articles moved\n")
    assert (copy / "stories/index.json").read_bytes() == before


def test_forget_of_nothing_keeps_it_away(run: Run, copy: Path):
    assert "will not be taken in" in run("forget", "https://halm.example/a", "--site", copy).out


def test_demo_builds_without_serving(run: Run, tmp_path: Path):
    ended = run("demo", "--no-serve", "--site", tmp_path / "demo")
    assert ended.status == 0
    assert (tmp_path / "demo" / "index.html").is_file()


@pytest.mark.parametrize(
    "command", [["show"], ["why", "x"], ["search", "x"], ["ask", "x"], ["verify"], ["publish", "--site", "s"], ["serve"]]
)
def test_no_store_is_said(run: Run, command: list[str]):
    ended = run(*command)
    assert ended.status == 1
    assert "no database there" in ended.err
    assert ended.err.count("\n") == 1


def test_site_without_a_paper(run: Run, tmp_path: Path):
    assert run("serve", "--site", tmp_path).status == 1
    assert run("verify", "--site", tmp_path).status == 1


def test_second_writer_is_told_to_wait(run: Run, copy: Path):
    with Store.open(str(copy / IN_SITE)):
        ended = run("write", "--site", copy)
    assert ended.status == 1
    assert "another process is writing" in ended.err
