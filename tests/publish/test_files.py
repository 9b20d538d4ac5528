"""Files are written whole, inside the folder, and taken away only if they are ours."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.errors import UsageError
from broadsheet.publish import publish
from broadsheet.publish.files import MANIFEST, Shelf, encode, encode_json, put_all
from broadsheet.publish.names import file_name
from broadsheet.publish.site import write_site

from .desk import edition
from .ferry import ferry
from .pages import little_auk, lone


def snapshot(folder: Path) -> dict[str, bytes]:
    """Every file but the ledgers, which know their own files from copies of them."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and path.parent.name != "made")
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def test_twice_the_same_bytes(site, invented, tmp_path):
    publish(invented, tmp_path / "again", {"write": 2.5})
    first, second = snapshot(site), snapshot(tmp_path / "again")
    assert first.keys() == second.keys()
    assert {path for path in first if first[path] != second[path]} == {"build.json"}


def test_publishing_again_touches_nothing(site, invented):
    before = {path: path.stat().st_mtime_ns for path in site.rglob("*") if path.is_file() and path.name != "build.json"}
    report = publish(invented, site)
    assert report.removed == 0
    assert {path: path.stat().st_mtime_ns for path in before} == before


def test_stale_pages_go_and_others_stay(tmp_path):
    publish(edition(ferry(), little_auk(), lone()), tmp_path)
    (tmp_path / "stories/notes.html").write_text("somebody else’s")
    (tmp_path / "stories/st_auk.html").write_text("changed by hand")
    (tmp_path / "paper.db").write_text("a database")
    report = publish(edition(ferry(), little_auk()), tmp_path)
    assert not (tmp_path / "stories/st_glass.html").exists()
    assert not (tmp_path / "stories/st_glass.json").exists()
    assert report.removed >= 4
    publish(edition(ferry()), tmp_path)
    assert (tmp_path / "stories/notes.html").exists()
    assert (tmp_path / "paper.db").exists()
    assert not (tmp_path / "stories/st_auk.html").exists()


def test_a_page_changed_by_hand_is_not_removed(tmp_path):
    publish(edition(ferry(), lone()), tmp_path)
    (tmp_path / "stories/st_glass.html").write_text("changed by hand")
    publish(edition(ferry()), tmp_path)
    assert (tmp_path / "stories/st_glass.html").read_text() == "changed by hand"
    assert not (tmp_path / "stories/st_glass.json").exists()


@pytest.mark.parametrize("path", ["../out.txt", "/etc/out.txt", "a/../../out.txt", "", "stories/../../x", "stories/.."])
def test_nothing_is_written_outside(tmp_path, path):
    with pytest.raises(UsageError):
        put_all(tmp_path / "site", "site", [(path, b"x")])
    assert [found for found in tmp_path.rglob("*") if found.is_file()] == []
    with pytest.raises(UsageError):
        put_all(tmp_path / "site", "site", [("a/x", b"x"), ("stories/x", b"x"), (path, b"y")])
    assert [found.name for found in tmp_path.rglob("*") if found.is_file()] == ["x", "x"]


def test_links_do_not_lead_outside(tmp_path):
    outside, site = tmp_path / "outside", tmp_path / "site"
    outside.mkdir()
    site.mkdir()
    (site / "stories").symlink_to(outside)
    with pytest.raises(UsageError, match="leads out"):
        write_site(edition(lone()), site)
    assert list(outside.iterdir()) == []


def test_a_linked_file_is_replaced_not_followed(tmp_path):
    target, site = tmp_path / "target.html", tmp_path / "site"
    target.write_text("mine")
    site.mkdir()
    (site / "index.html").symlink_to(target)
    write_site(edition(lone()), site)
    assert target.read_text() == "mine"
    assert not (site / "index.html").is_symlink()


@pytest.mark.parametrize(
    "manifest", ["", "[]", "{", '{"site": []}', '{"site": {"../keep.txt": "x", "/keep.txt": "x", "keep.txt": "x"}}']
)
def test_an_odd_manifest_removes_nothing(tmp_path, manifest):
    site = tmp_path / "site"
    (site / MANIFEST).parent.mkdir(parents=True)
    (site / MANIFEST).write_text(manifest)
    (site / "keep.txt").write_text("keep")
    (tmp_path / "keep.txt").write_text("keep")
    Shelf(site, "site").close()
    assert (site / "keep.txt").exists()
    assert (tmp_path / "keep.txt").exists()


def test_a_folder_that_cannot_be_made_is_said_so(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(UsageError, match="file"):
        put_all(tmp_path / "file", "site", [("index.html", b"x")])


def test_no_half_written_file_is_left(tmp_path, monkeypatch):
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    put_all(tmp_path, "site", [("index.html", b"old")])
    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(UsageError, match="No space"):
        put_all(tmp_path, "site", [("index.html", b"new")])
    assert (tmp_path / "index.html").read_bytes() == b"old"
    assert not list(tmp_path.rglob("*.part"))


def test_manifest_lists_what_was_written(site, invented):
    known = json.loads((site / MANIFEST).read_bytes())
    listed = {path for paths in known.values() for path in paths}
    assert listed | {MANIFEST, "build.json"} == set(snapshot(site))
    assert set(known) == {"api", "exports", "feeds", "newsletter", "site"}


@given(st.text(max_size=80))
def test_file_names_are_safe(identity):
    name = file_name(identity)
    assert name
    assert set(name) <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-")
    assert not name.startswith(".")
    assert len(name) <= 110


@given(st.lists(st.text(alphabet="ab#-.1/A", max_size=8), min_size=2, max_size=30, unique=True))
def test_file_names_tell_ids_apart(identities):
    assert len({file_name(identity) for identity in identities}) == len(identities)


def test_article_ids_keep_their_place():
    assert file_name("pg_00ff#12") == "pg_00ff-12"
    assert file_name("pg_00ff-12") != "pg_00ff-12"
    assert file_name("con") != "con"


@given(st.dictionaries(st.text(max_size=5), st.text(alphabet=st.characters(), max_size=20), max_size=4))
def test_json_gives_back_every_string(plain):
    assert json.loads(encode_json(plain)) == plain


def test_lone_surrogates_do_not_stop_the_paper(tmp_path):
    desk, story = lone()
    odd = replace(story, statements={**story.statements, "s2": replace(story.statements["s2"], text="half a sign \ud83d here")})
    publish(edition((desk, odd)), tmp_path)
    assert "half a sign ? here" in (tmp_path / "stories/st_glass.html").read_text("utf-8")
    assert json.loads((tmp_path / "stories/st_glass.json").read_bytes())["statements"]["s2"]["text"] == "half a sign \ud83d here"
    assert encode("\ud83d") == b"?"


def test_an_empty_edition_is_a_paper_too(tmp_path):
    publish(edition(), tmp_path)
    assert "There is no story in today’s paper" in (tmp_path / "index.html").read_text("utf-8")
