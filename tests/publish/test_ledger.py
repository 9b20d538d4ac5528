"""A site that is published again and again is the one that is published once, and only what changed is made for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import fields, replace
from pathlib import Path

import pytest

from broadsheet.publish import api, exports, feeds, files, ledger, names, publish_paper, site
from broadsheet.publish.fingerprint import Fingerprints
from broadsheet.publish.observed import Observed
from broadsheet.publish.offer import made
from broadsheet.publish.site.finder import index_files
from broadsheet.records.edition import Desk, Edition
from broadsheet.records.registry import Office, Registered
from broadsheet.records.story_page import StoryPage

from .ferry import ferry
from .pages import briefs, paper

Change = Callable[[Edition], Edition]
ADDRESS = "https://paper.example/"
FERRY, AUK = "st_ferry", "st_auk"


def told(story: str, **changed: object) -> Change:
    """A page that says something else."""
    return lambda edition: replace(
        edition, stories=tuple(replace(page, **changed) if page.id == story else page for page in edition.stories)
    )


def reworded(edition: Edition) -> Edition:
    """The earlier chapter has another headline; pages that lead to it name it."""
    page = next(page for page in edition.stories if page.id == AUK)
    said = replace(page.statements[page.headline], text="Little Auk inquiry ends with no cause")
    return told(AUK, statements=page.statements | {page.headline: said}, revision=2)(edition)


def later(edition: Edition) -> Edition:
    """An hour later every story weighs less."""
    less = (replace(page, stats=replace(page.stats, importance=0.5, importance_parts={"recency": 0.5})) for page in edition.stories)
    return replace(edition, stories=tuple(less), built="2031-05-06T08:00:00Z")


def turned(edition: Edition) -> Edition:
    """The last story is the first."""
    return replace(edition, stories=edition.stories[::-1])


def retold(edition: Edition) -> Edition:
    """An article is of another outlet, its text begins otherwise."""
    first, *rest = edition.articles
    return replace(edition, articles=(replace(first, outlet="Kestrel Evening Post", text=f"X{first.text[1:]}"), *rest))


def copied(edition: Edition) -> Edition:
    name = min(edition.copies)
    return replace(edition, copies=edition.copies | {name: replace(edition.copies[name], kind="rewritten", why="the same runs")})


def placed(edition: Edition) -> Edition:
    name = min(edition.placements)
    return replace(edition, placements=edition.placements | {name: replace(edition.placements[name], why=("names in common",))})


def renamed(edition: Edition) -> Edition:
    name = min(edition.pages)
    return replace(edition, pages=edition.pages | {name: replace(edition.pages[name], name="another name.txt")})


def recut(edition: Edition) -> Edition:
    name = min(edition.cuttings)
    first, *rest = edition.cuttings[name].lines
    cut = replace(edition.cuttings[name], lines=(replace(first, why="a paragraph"), *rest))
    return replace(edition, cuttings=edition.cuttings | {name: cut})


def _known(edition: Edition) -> tuple[Registered, ...]:
    """Everybody that stories introduce, called by the name that the first story uses."""
    cards = {(page.id, card.name): card for page in edition.stories for card in page.entities.values()}
    return tuple(
        Registered(id=f"en_{number}", name=name, kind=card.kind, stories=((story, name),))
        for number, ((story, name), card) in enumerate(cards.items())
    )


def registered(edition: Edition) -> Edition:
    return replace(edition, registry=_known(edition))


def in_office(edition: Edition) -> Edition:
    """Somebody has a new office, and is known by a fuller name."""
    first, *rest = _known(edition)
    office = Office(text="acting harbour minister", article=edition.articles[0].id, day="2031-05-05")
    return replace(edition, registry=(replace(first, offices=(office,), aliases=("the minister",)), *rest))


def namesake(edition: Edition) -> Edition:
    first, second, *rest = _known(edition)
    two = replace(first, namesakes=(second.id,)), replace(second, name=first.name, kind=first.kind, namesakes=(first.id,))
    return replace(edition, registry=(*two, *rest))


def retitled(edition: Edition) -> Edition:
    return replace(edition, threads=tuple(replace(one, title="The wrecks of Halden Sound") for one in edition.threads))


def gone(edition: Edition) -> Edition:
    return replace(edition, vanished=dict.fromkeys(edition.pages, "2031-05-05T10:00:00+00:00"))


def expired(edition: Edition) -> Edition:
    name = min(edition.pages)
    kept = {page: one for page, one in edition.pages.items() if page != name}
    return replace(edition, pages=kept, expired={name: "a page of old"})


def without(story: str) -> Change:
    """The edition without a story, as if its editor took it out."""
    return lambda edition: replace(
        edition,
        stories=tuple(page for page in edition.stories if page.id != story),
        threads=(),
        redirects={},
        thread_redirects={},
        hidden={story: "2031-05-05T10:00:00+00:00"},
    )


CHANGES: dict[str, Change] = {
    "as it was": lambda edition: edition,
    "stories: a headline": reworded,
    "stories: a correction": told(FERRY, revision=3, state="quiet", content_sha256="f" * 64),
    "stories: nothing that is related": told(FERRY, related=(), sections=ferry()[1].sections[:3]),
    "stories: their rank": later,
    "stories: their order": turned,
    "stories: one is out": without(AUK),
    "stories: few": lambda edition: replace(edition, stories=edition.stories[:1], threads=(), redirects={}, thread_redirects={}),
    "articles": retold,
    "articles: one less": lambda edition: replace(edition, articles=edition.articles[1:]),
    "copies": copied,
    "placements": placed,
    "pages": renamed,
    "cuttings": recut,
    "cuttings: one less": lambda edition: replace(edition, cuttings=dict(list(edition.cuttings.items())[1:])),
    "registry": registered,
    "registry: an office": in_office,
    "registry: a namesake": namesake,
    "threads": retitled,
    "vanished": gone,
    "expired": expired,
    "title": lambda edition: replace(edition, title="The Halden Courier"),
    "day": lambda edition: replace(edition, day="2031-05-07"),
    "built": lambda edition: replace(edition, built="2031-05-06T09:30:00Z"),
    "data_cutoff": lambda edition: replace(edition, data_cutoff="2031-05-06"),
    "drops": lambda edition: replace(edition, drops={"extract": {"no article": 3}}),
    "redirects": lambda edition: replace(edition, redirects={"st_pier": AUK}),
    "thread_redirects": lambda edition: replace(edition, thread_redirects={"th_pier": AUK}),
    "desks": lambda edition: replace(edition, desks=(Desk(name="Sea", stories=(AUK, FERRY)),)),
    "lead": lambda edition: replace(edition, lead=AUK),
    "pinned": lambda edition: replace(edition, pinned=(AUK,)),
    "hidden": lambda edition: replace(edition, hidden={"st_out": "2031-05-05T10:00:00+00:00"}),
}
"""What may change from one edition to the next, the field of the edition first."""


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with its ledgers, which one change after another comes to."""
    folder = tmp_path_factory.mktemp("printed")
    publish_paper(paper(), folder)
    return folder


def fresh(edition: Edition, address: str = "") -> dict[str, bytes]:
    """Every file as it is made where nothing is observed and nothing kept."""
    offers = (site.offered(edition), api.offered(edition), feeds.offered(edition, address), exports.offered(edition, address))
    return {path: content for offer in offers for path, content in made(offer)} | dict(index_files(edition))


@pytest.fixture(scope="module")
def whole() -> dict[str, bytes]:
    """Every file of the invented paper."""
    return fresh(paper())


def lying(folder: Path) -> dict[str, bytes]:
    found = (path for path in folder.rglob("*") if path.is_file() and ".broadsheet" not in path.parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def makings(monkeypatch: pytest.MonkeyPatch, edition: Edition, folder: Path) -> set[str]:
    """The paths that were made to publish an edition, not kept."""
    found: set[str] = set()
    put = ledger.Shelf.put

    def counted(shelf: ledger.Shelf, path: str, content: bytes) -> str:
        found.add(path)
        return put(shelf, path, content)

    with monkeypatch.context() as patched:
        patched.setattr(ledger.Shelf, "put", counted)
        publish_paper(edition, folder)
    return {path for path in found if not path.startswith("search/")}


def lasting(paths: Iterable[str]) -> set[str]:
    """The paths of pages that stay from edition to edition."""
    return {path for path in paths if path.startswith(("stories/st_", "articles/", "pages/", "threads/th_", "topics/", "exports/"))}


def test_every_field_of_an_edition_changes():
    assert {field.name for field in fields(Edition)} == {name.split(":")[0] for name in CHANGES} - {"as it was"}


@pytest.mark.parametrize("name", CHANGES)
def test_published_again_as_published_once(name: str, printed: Path, whole: dict[str, bytes]):
    publish_paper(paper(), printed)
    changed = CHANGES[name](paper())
    publish_paper(changed, printed)
    assert lying(printed) == fresh(changed)
    publish_paper(paper(), printed)
    assert lying(printed) == whole


def test_published_with_another_address(printed: Path):
    for address in (ADDRESS, ""):
        publish_paper(paper(), printed, address=address)
        assert lying(printed) == fresh(paper(), address)


def test_nothing_is_made_twice(printed: Path, monkeypatch: pytest.MonkeyPatch):
    publish_paper(paper(), printed)
    assert makings(monkeypatch, paper(), printed) == set()


def test_the_hour_changes_no_story(printed: Path, monkeypatch: pytest.MonkeyPatch):
    publish_paper(paper(), printed)
    changed = makings(monkeypatch, later(paper()), printed)
    assert {"index.html", "feed.xml", "stories/index.json"} <= changed
    assert lasting(changed) == set()


def test_one_more_story_makes_its_own_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    whole = paper()
    more = briefs()[0][1].id
    publish_paper(without(more)(whole), tmp_path)
    changed = makings(monkeypatch, replace(without(more)(whole), stories=whole.stories, hidden={}), tmp_path)
    own = {names.article_file(entry.id) for entry in briefs()[0][1].articles.values()}
    own |= {names.page_file(article.page) for article in [briefs()[0][0].article("a1")]}
    assert {path for path in lasting(changed) if more not in path} == own


def test_another_program_sets_everything_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    publish_paper(paper(), tmp_path)
    monkeypatch.setattr(ledger, "engine", lambda: "another")
    assert makings(monkeypatch, paper(), tmp_path) == {path for path in lying(tmp_path) if not path.startswith("search/")}


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b'{"engine": 1}', b"\xff\xfe", b"null"])
def test_damaged_ledgers_are_passed_over(printed: Path, damage: bytes):
    for file in (printed / ".broadsheet/made").iterdir():
        file.write_bytes(damage)
    edition = reworded(paper())
    publish_paper(edition, printed)
    assert lying(printed) == fresh(edition)


def test_entries_of_other_looks_fit_nothing(printed: Path):
    publish_paper(paper(), printed)
    file = printed / ".broadsheet/made/site.json"
    file.write_bytes(file.read_bytes().replace(b'["article",', b'["cited",'))
    edition = retold(paper())
    publish_paper(edition, printed)
    assert lying(printed) == fresh(edition)


def test_a_page_changed_by_hand_is_set_anew(printed: Path, whole: dict[str, bytes]):
    publish_paper(paper(), printed)
    pages = {path: (printed / path).read_bytes() for path in ("stories/st_ferry.html", "feed.xml", "index.html")}
    for path, content in pages.items():
        (printed / path).write_bytes(content.replace(b"e", b"a"))
    (printed / "stories/st_auk.html").unlink()
    (printed / "stories/st_auk.json").rename(printed / "stories/elsewhere.json")
    (printed / "stories/st_auk.json").symlink_to("elsewhere.json")
    publish_paper(paper(), printed)
    (printed / "stories/elsewhere.json").unlink()
    assert lying(printed) == whole


@pytest.mark.parametrize("after", [1, 4, 9, 16])
def test_what_was_broken_off_is_gone_on_with(printed: Path, whole: dict[str, bytes], monkeypatch: pytest.MonkeyPatch, after: int):
    """Broken off in the middle of another edition, the site becomes that one, or again the one that it was."""
    real, changed = files._replaced, reworded(paper())
    for edition, expected in ((changed, fresh(changed)), (paper(), whole)):
        publish_paper(paper(), printed)
        done: list[Path] = []

        def breaking(target: Path, content: bytes, done: list[Path] = done) -> str:
            if len(done) == after:
                raise KeyboardInterrupt
            done.append(target)
            return real(target, content)

        with monkeypatch.context() as patched:
            patched.setattr(files, "_replaced", breaking)
            with pytest.raises(KeyboardInterrupt):
                publish_paper(changed, printed)
        publish_paper(edition, printed)
        assert lying(printed) == expected


def test_ledgers_know_every_file(printed: Path):
    publish_paper(paper(), printed)
    known = {path for one in ("site", "api", "feeds", "exports") for path in ledger._read(printed, one)}
    assert known == {path for path in lying(printed) if not path.startswith("search/")}


def test_every_field_of_a_page_has_its_part():
    page = ferry()[1]
    told = Fingerprints().of(page)
    for field in fields(StoryPage):
        other = f"other {field.name}" if getattr(page, field.name) != "" else "x"
        assert Fingerprints().of(replace(page, **{field.name: other})) != told, field.name


def test_what_is_not_there_is_a_look_too():
    shelves = {"story": lambda edition: {page.id: page for page in edition.stories}}
    seen = Observed(paper(), shelves)
    found, looks = seen.looking(lambda: ("st_none" in seen.shelf("story"), seen.title))
    assert (found[0], looks) == (False, (("story", "st_none"), ("title", None)))
    more = replace(paper().stories[0], id="st_none")
    assert seen.seen(looks) != Observed(replace(paper(), stories=(*paper().stories, more)), shelves).seen(looks)


def test_fingerprints_are_the_same_in_every_process():
    page, used = ferry()[1], Fingerprints()
    used.of([page, page.related, page.statements])
    for value in (page.related, page.statements, page, (page.id, page), page.x_sections):
        assert used.of(value) == Fingerprints().of(value)


def test_no_record_takes_the_place_of_another():
    few, page = Fingerprints(most=3), ferry()[1]
    told = [few.of(replace(page, revision=number)) for number in range(20)]
    assert len(set(told)) == 20
    assert few.of(replace(page, revision=7)) == told[7]


def test_functions_without_a_name_have_no_fingerprint():
    with pytest.raises(TypeError, match="cannot be told"):
        Fingerprints().of(lambda: b"")
    with pytest.raises(TypeError, match="is no value"):
        Fingerprints().of(object())
