"""Every article placed anew, as one build of all of them would place it; addresses stay, or lead on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from broadsheet.group import Group
from broadsheet.pipeline.description import numbers
from broadsheet.records.story import Placement, chronology, story_id
from broadsheet.store import Store


def regroup(store: Store) -> dict[str, str]:
    """Place all articles anew, in the order of their dates; articles whose story changed → the stories they are in now.

    Batches do not always give the stories of one build, since a late article meets stories as they are by then. This does. What
    readers said holds, what is a copy of what stays as it was judged, and a story that goes on keeps its id.
    """
    copies, vectors, before = store.articles.copies(), store.articles.vectors(), store.articles.placements()
    group, where = Group(constraints=store.constraints.all()), dict[str, Placement]()
    articles = list(store.articles.annotated())
    for each in sorted(articles, key=lambda one: (copies[one.article.id].origin != one.article.id, chronology(one.article))):
        placement = group.place(each, copies[each.article.id], numbers(vectors[each.article.id]))
        where.update({moved.article: moved for moved in (placement, *group.moved())})
    where.update({moved.article: moved for moved in group.settle()})
    fresh = {name: where[name] for name in before}
    names = _kept_names(before, fresh)
    now = [replace(placement, story=names[placement.story]) for placement in fresh.values()]
    store.articles.move(placement for placement in now if placement != before[placement.article])
    return {placement.article: placement.story for placement in now if placement.story != before[placement.article].story}


def _kept_names(before: Mapping[str, Placement], fresh: Mapping[str, Placement]) -> dict[str, str]:
    """Fresh story → the oldest id of a story that goes on in it: one whose founder is in it. It keeps its own if there is none.

    Every id is that of a member, so no two stories can come by the same.
    """
    told = {placement.story for placement in before.values()}
    names: dict[str, str] = {}
    for article, placement in fresh.items():
        if story_id(article) in told:
            names.setdefault(placement.story, story_id(article))
    return {placement.story: names.get(placement.story, placement.story) for placement in fresh.values()}
