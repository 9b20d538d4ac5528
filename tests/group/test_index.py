from __future__ import annotations

from dataclasses import replace

import numpy as np

from broadsheet.group.event import Event, alone
from broadsheet.group.index import Index
from broadsheet.group.stories import Stories
from broadsheet.group.terms import item_of
from broadsheet.group.weights import Weights
from broadsheet.records.annotation import Annotated
from broadsheet.records.article import Article

from .making import FLOOD_1, FLOOD_2, GIFT, TRIAL


def single(article: Article) -> Event:
    vector = np.zeros(384, dtype=np.float32)
    vector[sum(map(ord, article.id)) % 384] = 1.0
    return alone(item_of(Annotated(article=article), vector), Weights(), 0)


def founded(*articles: Article) -> tuple[Stories, list[Event]]:
    stories = Stories()
    return stories, [stories.found(Event.of([single(each)]), each.id, "th") for each in articles]


def test_what_shares_words_is_a_candidate() -> None:
    stories, (flood, trial) = founded(FLOOD_1, TRIAL)
    assert flood in stories.candidates(single(FLOOD_2))
    assert stories.candidates(flood) == [trial]


def test_what_is_too_many_days_away_is_none() -> None:
    stories, _ = founded(FLOOD_1)
    assert stories.candidates(single(replace(FLOOD_2, published="2031-04-20"))) == []


def test_words_of_a_story_that_went_into_another_lead_to_that_one() -> None:
    stories, (trial, flood) = founded(TRIAL, FLOOD_1)
    stories.join(trial, flood)
    assert stories.candidates(single(FLOOD_2)) == [trial]


def test_words_taken_out_of_a_story_lead_to_the_new_one() -> None:
    stories, (trial, flood) = founded(TRIAL, FLOOD_1)
    stories.join(trial, flood)
    new = stories.split(trial, {"flood1"}, "st_new", "th")
    index = stories._index
    scores = index._scores(single(FLOOD_2), 2)
    assert scores[index._slots[new.number]] > 0.1 > scores[index._slots[trial.number]]


def test_closed_stories_leave_nothing_behind() -> None:
    index = Index()
    events = [Event.of([single(each)]) for each in (FLOOD_1, FLOOD_2, TRIAL, GIFT)]
    for number, event in enumerate(events):
        event.number = number
        index.add(event, event.parts[0])
    index.drop(events[1:])
    assert index.numbers == [0]
    index.drop(events[:1])
    assert (index._postings, index._closed, index.numbers) == ({}, {}, [])
