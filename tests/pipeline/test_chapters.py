"""The chapters of an affair stand in the order in which they began."""

from __future__ import annotations

from dataclasses import replace

from broadsheet.pipeline import stories_of
from broadsheet.store import Store
from tests.store.making import TEXT, article_of, cutting_of, page_of, placed

TOLD = {"first": ("2031-02-17", "2031-02-18"), "second": (None, "2031-03-12"), "unknown": (None,)}
"""Story → the days of its articles."""


def test_article_without_a_day_does_not_put_its_story_first():
    with Store.open("sqlite://") as store:
        for story, days in TOLD.items():
            for number, day in enumerate(days):
                page = page_of(f"{story}-{number}.txt", f"{TEXT} {story} {number}")
                article = article_of(page, published=day)
                annotated, copy, placement = placed(article, story=story)
                store.pages.add(page)
                store.cuttings.add(cutting_of(page, article))
                store.articles.place(annotated, copy, replace(placement, thread="th_affair"), vector=b"12")
        earlier = {story.id: [other.id for other in story.earlier] for story in stories_of(store)}
    assert earlier == {"unknown": [], "first": ["unknown"], "second": ["unknown", "first"]}
