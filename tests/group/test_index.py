from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from broadsheet.group import postings
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
    scores = index._words.products(single(FLOOD_2), 2)
    assert scores[index._slots[new.number]] > 0.1 > scores[index._slots[trial.number]]


def closing(*articles: Article) -> tuple[Index, list[Event]]:
    index = Index()
    events = [Event.of([single(each)]) for each in articles]
    for number, event in enumerate(events):
        event.number = number
        index.add(event, event.parts[0])
    return index, events


def test_closed_stories_are_no_candidates() -> None:
    index, events = closing(FLOOD_1, TRIAL, GIFT)
    index.drop(events[1:])
    assert index.numbers == [0]
    assert index.nearest(single(TRIAL)) == [0]


def test_closed_stories_leave_nothing_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postings, "FEW", 0)
    index, events = closing(FLOOD_1, FLOOD_2, TRIAL, GIFT)
    found = index._words.products(single(FLOOD_1), 4)[0]
    index.drop(events[1:])
    words = index._words
    assert (words._articles, events[0].parts[0].place) == ([events[0].parts[0]], 0)
    assert words.products(single(FLOOD_1), 4).tolist() == [found, 0, 0, 0]
    index.drop(events[:1])
    assert (words._articles, words._entries, len(words._weights), index.numbers) == ([], {}, 0, [])


def test_a_word_of_a_crowd_leads_nowhere_until_the_crowd_is_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postings, "CROWD", 1)
    index, events = closing(FLOOD_1, replace(FLOOD_1, id="other"))
    assert not index._words.products(single(FLOOD_1), 2).any()
    index.drop(events[1:])
    assert index._words.products(single(FLOOD_1), 2)[0] > 0
