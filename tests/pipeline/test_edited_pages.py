"""Pages and editions as editors want them, over rebuilds, new articles and merges; and as they were, once the word is withdrawn."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from broadsheet.errors import UsageError
from broadsheet.records.codec import to_plain
from broadsheet.records.edition import Edition
from broadsheet.records.story import story_id
from broadsheet.search import search
from broadsheet.store import Store
from tests.group.making import FLOOD_1, FLOOD_2, TRIAL, VISIT_1
from tests.pipeline.desk import LATER, NOW, decided, page_of, printed, said, statuses, withdrawn
from tests.pipeline.telling import COURT, FLOOD_3, FOUNDER, SECOND, read_in, where

pytestmark = pytest.mark.usefixtures("real_rooms")
HEAD = "River Ossel breaks through northern dam at Varnby"
CONTEXT = "Repairs to the northern dam would cost eleven million crowns, said Hedda Prill, the mayor."
ASKED = "We have asked the provincial council for comment."


def told(edition: Edition) -> dict[str, str]:
    """Story → digest of what its page says."""
    return {page.id: page.content_sha256 for page in edition.stories}


def in_print(edition: Edition) -> object:
    """All of an edition but how often its pages were written."""
    pages = [to_plain(replace(page, revision=1, changes=(), x_last_keys={})) for page in edition.stories]
    for page in pages:
        page.pop("times"), page.pop("build")
        page["stats"].pop("importance_parts"), page["stats"].pop("importance")
        for statement in page["statements"].values():
            statement.pop("since_revision")
    return pages, [article.id for article in edition.articles], edition.lead, edition.pinned, edition.hidden, edition.desks


def test_a_headline_and_a_standfirst_stand_in_place_of_the_pages_own(store: Store, ids: dict[str, str]):
    story, before = where(store)[FOUNDER], printed(store)
    own = page_of(before, story)
    head = decided(store, "headline", story, text=HEAD)
    decided(store, "standfirst", story, text=CONTEXT)
    page = page_of(printed(store), story)
    assert (said(page, page.headline), said(page, page.standfirst)) == (HEAD, CONTEXT)
    stated = page.statements[page.headline]
    assert (stated.made, stated.support) == ("editor", "entailed")
    assert "river Ossel broke through its northern dam" in page.spans[stated.spans[0]].exact
    mark = page.x_editorial[0]
    assert (mark.kind, mark.decision, mark.at, mark.keys) == ("headline", head.id, NOW, (page.headline,))
    assert said(page, mark.instead) == said(own, own.headline)
    made = page.section("how_made")
    assert made is not None
    assert "Headline by the editor, 9 March 2031." in [said(page, key) for key in made.body]
    changed = [change for change in page.changes if change.revision == 2]
    assert changed
    assert all(change.x_editor and not change.material for change in changed if change.after in (HEAD, CONTEXT))


def test_withdrawing_them_restores_what_the_page_said(store: Store, ids: dict[str, str]):
    story, before = where(store)[FOUNDER], printed(store)
    made = [
        decided(store, "headline", story, text=HEAD),
        decided(store, "standfirst", story, text=CONTEXT),
        decided(store, "note", story, text=ASKED),
    ]
    assert told(printed(store))[story] != told(before)[story]
    for decision in made:
        withdrawn(store, decision.id)
    after = printed(store)
    assert told(after) == told(before)
    assert in_print(after) == in_print(before)


def test_the_second_of_two_headlines_holds_and_gives_way_to_the_first(store: Store, ids: dict[str, str]):
    story = where(store)[FOUNDER]
    decided(store, "headline", story, text=HEAD)
    second = decided(store, "headline", story, text="Dam on the Ossel at Varnby collapsed")
    page = page_of(printed(store), story)
    assert said(page, page.headline) == "Dam on the Ossel at Varnby collapsed"
    assert statuses(store) == [("headline", "replaced"), ("headline", "in force")]
    withdrawn(store, second.id)
    page = page_of(printed(store), story)
    assert said(page, page.headline) == HEAD
    assert statuses(store) == [("headline", "in force"), ("headline", "withdrawn")]


@pytest.mark.parametrize(
    ("kind", "text", "why"),
    [
        ("headline", "Dam at Varnby breaks, 900 families flee", "a number"),
        ("headline", "Dam at Varnby blown up by miners", "miners"),
        ("standfirst", "Mayor Olga Tarn said that repairs to the northern dam would take months.", "a name"),
        ("note", "The mayor was warned of the crack a year ago.", "warned"),
        ("note", "We have asked the mayor, who was warned of the crack a year ago.", "more than one clause"),
        ("note", "We have asked the council about the 14 victims.", "a figure"),
        ("note", "We have learned of bribes.", "nothing that a paper does"),
        ("note", "We have asked the corrupt council for comment.", "corrupt"),
        ("note", "We have asked Olga Tarn for comment.", "olga"),
        ("note", "We have asked the Miners' Council for comment.", "miners"),
        ("note", "We have asked the council about its dam.", "its dam"),
        ("note", "We have asked the arsonist for comment.", "arsonist"),
    ],
)
def test_what_no_article_says_is_refused_with_the_reason(store: Store, ids: dict[str, str], kind: str, text: str, why: str):
    with pytest.raises(UsageError, match=why):
        decided(store, kind, where(store)[FOUNDER], text=text)
    assert store.decisions.all() == ()


def test_a_word_of_the_cited_articles_own_headline_may_be_used(store: Store, ids: dict[str, str]):
    story = where(store)[FOUNDER]
    decided(store, "headline", story, text="Northern dam at Varnby breaks before dawn")
    page = page_of(printed(store), story)
    assert said(page, page.headline) == "Northern dam at Varnby breaks before dawn"
    with pytest.raises(UsageError, match="jailed"):
        decided(store, "headline", story, text="Northern dam at Varnby broke, mayor jailed")


@pytest.mark.parametrize(
    "note",
    [
        "We have asked the embassy for comment.",
        "We asked the port authority and its lawyers for a statement about the dam on Monday.",
        "We were unable to reach the owners.",
        "This page was updated to correct the spelling of a name.",
    ],
)
def test_a_note_may_name_whom_the_paper_asked(store: Store, ids: dict[str, str], note: str):
    story = where(store)[COURT if "dam" not in note else FOUNDER]
    decided(store, "note", story, text=note)
    page = page_of(printed(store), story)
    assert [page.notes[key].text for key in page.x_editorial[0].keys] == [note]


def test_a_note_on_the_papers_own_work_is_a_note_and_one_on_the_world_a_statement(store: Store, ids: dict[str, str]):
    story = where(store)[FOUNDER]
    decided(store, "note", story, text=f"{ASKED} The dam on the Ossel at Varnby collapsed.")
    page = page_of(printed(store), story)
    asked, collapsed = page.x_editorial[0].keys
    assert page.notes[asked].text == ASKED
    assert page.statements[collapsed].made == "editor"
    happened = page.section("whats_happened")
    assert happened is not None
    assert happened.body[-2:] == (asked, collapsed)


def test_decisions_hold_over_new_articles_and_rebuilds(store: Store, ids: dict[str, str], tmp_path: Path):
    story = where(store)[FOUNDER]
    for kind, text in (("headline", HEAD), ("standfirst", CONTEXT), ("note", ASKED), ("lead", ""), ("pin", "")):
        decided(store, kind, story, text=text)
    first = printed(store)
    read_in(store, tmp_path / "second", FLOOD_3)
    assert where(store)[FLOOD_3.title] == story
    second = printed(store, LATER)
    page = page_of(second, story)
    assert (said(page, page.headline), said(page, page.standfirst)) == (HEAD, CONTEXT)
    assert page.stats.articles == page_of(first, story).stats.articles + 1
    assert (second.lead, first.lead) == (story, story)
    assert in_print(printed(store, LATER)) == in_print(second)
    assert page_of(printed(store, LATER), story).revision == page.revision


def test_the_lead_and_the_pinned_stand_first_until_their_time_is_up(store: Store, ids: dict[str, str], tmp_path: Path):
    read_in(store, tmp_path / "second", VISIT_1)
    flood, trial, visit = (where(store)[title] for title in (FOUNDER, COURT, VISIT_1.title))
    before = printed(store)
    assert [page.id for page in before.stories] == [flood, trial, visit]
    decided(store, "pin", visit, until="2031-03-10T00:00:00+00:00")
    pinned = printed(store)
    assert ([page.id for page in pinned.stories], pinned.pinned, pinned.lead) == ([flood, visit, trial], (visit,), None)
    lead = decided(store, "lead", trial)
    both = printed(store)
    assert ([page.id for page in both.stories], both.lead) == ([trial, visit, flood], trial)
    assert statuses(store, LATER) == [("pin", "over"), ("lead", "in force")]
    assert [page.id for page in printed(store, LATER).stories] == [trial, flood, visit]
    withdrawn(store, lead.id)
    after = printed(store, LATER)
    assert ([page.id for page in after.stories], after.lead, after.pinned) == ([flood, trial, visit], None, ())


def test_a_hidden_story_is_nowhere_and_comes_back_as_it_was(store: Store, ids: dict[str, str]):
    flood, trial = where(store)[FOUNDER], where(store)[COURT]
    before = printed(store)
    decided(store, "lead", trial)
    hide = decided(store, "hide", trial)
    edition = printed(store)
    assert [page.id for page in edition.stories] == [flood]
    assert (edition.hidden, edition.lead) == ({trial: NOW}, None)
    assert ids[COURT] not in {article.id for article in edition.articles}
    assert search(store, "harbour master") == []
    assert trial not in {name for one in edition.registry for name, _ in one.stories}
    withdrawn(store, hide.id)
    withdrawn(store, store.decisions.all()[0].id)
    assert in_print(printed(store)) == in_print(before)
    assert {hit.story for hit in search(store, "harbour master")} == {trial}


def test_decisions_follow_a_story_into_another(store: Store, ids: dict[str, str]):
    flood, trial = where(store)[FOUNDER], where(store)[COURT]
    for story in (flood, trial):
        decided(store, "pin", story)
        decided(
            store, "note", story, text="We have asked the provincial council." if story == flood else "We have asked the court."
        )
    decided(store, "merge", flood, other=trial)
    goes_on = where(store)[FOUNDER]
    edition = printed(store)
    assert edition.pinned == (goes_on,)
    page = page_of(edition, goes_on)
    assert [mark.kind for mark in page.x_editorial] == ["note", "note", "merge"]
    assert all(mark.keys for mark in page.x_editorial[:2])
    assert {held.story for held in store.decisions.all()} == {flood, trial}


def test_what_its_story_says_no_more_is_not_printed_and_told(store: Store, ids: dict[str, str]):
    story = where(store)[FOUNDER]
    decided(store, "headline", story, text="More than 300 families spent Tuesday night in school halls")
    page = page_of(printed(store), story)
    assert said(page, page.headline) == "More than 300 families spent Tuesday night in school halls"
    decided(store, "split", story, articles=(ids[SECOND],))
    edition = printed(store)
    page = page_of(edition, story)
    assert "300" not in said(page, page.headline)
    assert statuses(store) == [("headline", "not borne out"), ("split", "in force")]
    made = page.section("how_made")
    assert made is not None
    told = [said(page, key) for key in made.body]
    assert "A headline by the editor, 9 March 2031, is not printed: no article here bears it out now." in told
    assert story_id(ids[SECOND]) in {other.id for other in edition.stories}


def test_forgetting_an_article_takes_an_editors_words_on_it_along(store: Store, ids: dict[str, str]):
    story = where(store)[FOUNDER]
    decided(store, "headline", story, text="More than 300 families spent Tuesday night in school halls")
    printed(store)
    store.forgotten.forget(ids[SECOND])
    assert [held.text for held in store.decisions.all()] == [""]
    assert statuses(store) == [("headline", "forgotten")]
    assert page_of(printed(store), story).x_editorial == ()


KINDS = st.sampled_from(["pin", "lead", "hide", "headline", "note", "merge", "split"])


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(KINDS, st.booleans()), min_size=2, max_size=5))
def test_whatever_is_decided_and_withdrawn_the_paper_is_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, bool]]
):
    with Store.open("sqlite://") as store:
        named = read_in(store, tmp_path_factory.mktemp("steps") / "pages", FLOOD_1, FLOOD_2, TRIAL)
        before, homes, made = printed(store), where(store), []
        for n, (kind, of_the_flood) in enumerate(steps):
            fields: dict[str, Any] = {"headline": {"text": HEAD}, "note": {"text": ASKED}, "merge": {"other": homes[COURT]}}.get(
                kind, {}
            )
            fields |= {"articles": (named[SECOND],)} if kind == "split" else {}
            story = homes[FOUNDER if of_the_flood or fields else COURT]
            with suppress(UsageError):  # what one decision rules out another cannot do
                made.append(decided(store, kind, story, at=f"2031-03-09T12:{n:02d}:00+00:00", **fields))
            printed(store)
        for decision in reversed(made):
            withdrawn(store, decision.id)
        after = printed(store)
        assert where(store) == homes
        assert [page.id for page in after.stories] == [page.id for page in before.stories]
        assert (after.lead, after.pinned, after.hidden) == (None, (), {})
        if not {"merge", "split"} & {decision.kind for decision in made}:
            assert in_print(after) == in_print(before)
