"""`broadsheet why`: why an article is where it is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from broadsheet.cli.options import JsonOption, SiteOption, StoreOption, configuration

if TYPE_CHECKING:
    from broadsheet.records.article import Article
    from broadsheet.records.page import Cutting
    from broadsheet.store import Store


def why(
    context: typer.Context,
    article: Annotated[str, typer.Argument(metavar="ARTICLE", help="Id of an article, the start of one, or its address.")],
    *,
    store: StoreOption = None,
    site: SiteOption = None,
    as_json: JsonOption = False,
) -> None:
    """Explain an article: where it was cut from, what was left out, whose copy it is and by which evidence, and its story.

    Of the story: what it shares with it, what readers said, which stories it is like and what keeps them apart, and how the
    story is related to others.
    """
    from broadsheet.cli import find, work
    from broadsheet.cli.terminal import say, say_json, wrapped

    with work.opened(configuration(context).settings, store, site) as held:
        known = find.article(held, article)
        explained = explanation(held, known)
    if as_json:
        say_json(explained)
        return
    for line in _lines(explained):
        indent = " " * (len(line) - len(line.lstrip()))
        say(wrapped(line.strip(), indent, indent + "  "))


def explanation(store: Store, article: Article) -> dict[str, Any]:
    """Everything the store knows of how an article came to be where it is, as plain data."""
    from broadsheet.records.codec import to_plain

    cutting, page = store.cuttings.get(article.page), store.pages.get(article.page)
    names = dict.fromkeys([article.id, article.page, *([page.name] if page else [])])
    return {
        "article": {key: value for key, value in to_plain(article).items() if key not in ("text", "ranges", "dropped")},
        "page": page.name if page else store.pages.expired().get(article.page),
        "expired": store.pages.expired_on(article.page),
        "lines": _own_lines(article, cutting) if cutting else [],
        "left_out": [
            {"kind": cut.kind, "text": cut.extent.of(cutting.text) if cutting else "", "extent": list(cut.extent)}
            for cut in article.dropped
        ],
        **_copies(store, article),
        **_story(store, article),
        "drops": [to_plain(drop) for name in names for drop in store.drops.of(name)],
    }


def _copies(store: Store, article: Article) -> dict[str, Any]:
    """Whose copy it is, what a later version changed, and who copied it."""
    from broadsheet.dedupe import changes
    from broadsheet.records.codec import to_plain

    copies = store.articles.copies()
    copy = copies[article.id]
    origin = store.articles.get(copy.origin) if copy.kind == "update" else None
    return {
        "copy": to_plain(copy),
        "changes": to_plain(changes(origin.text, article.text)) if origin else None,
        "copies": sorted(each.article for each in copies.values() if each.origin == article.id and each.article != article.id),
    }


def _story(store: Store, article: Article) -> dict[str, Any]:
    """Where it is placed and why, what readers said of it, whom it is like, and what the story is related to."""
    from broadsheet import pipeline
    from broadsheet.records.codec import to_plain

    placements = store.articles.placements()
    placement, origin = placements[article.id], store.articles.copies()[article.id].origin
    told = store.revisions.latest(placement.story)
    return {
        "placement": to_plain(placement),
        "beside": [name for name, other in placements.items() if other.story == placement.story and name != article.id],
        "constraints": [to_plain(held) for held in store.constraints.of(origin)],
        "rivals": [to_plain(rival) for rival in pipeline.rivals(store, article.id)],
        "related": [to_plain(other) for other in told.page.related] if told else [],
    }


def _own_lines(article: Article, cutting: Cutting) -> list[int]:
    return [line.number for line in cutting.lines if line.article == article.place]


def _lines(explained: dict[str, Any]) -> Iterator[str]:
    article = explained["article"]
    yield article["title"]
    yield f"{article['id']}, {article.get('outlet') or 'unnamed paper'}, {_when(article)}, {article.get('role', 'report')}"
    yield ""
    lines = explained["lines"]
    where = f", lines {lines[0]} to {lines[-1]}" if lines else ""
    yield f"Cut from {explained['page'] or article['page']}{where}; article {article['place']} of its page."
    if explained["expired"]:
        yield f"The page itself went on {explained['expired']}: what was left out of it cannot be shown any more."
    if article.get("cut", "none") != "none":
        yield f"Missing on the page: its {article['cut']}."
    for left in explained["left_out"]:
        yield f"  left out as {left['kind']}" + (f": {' '.join(left['text'].split())[:200]}" if left["text"] else "")
    yield ""
    yield _copy_line(explained["copy"], explained["copies"])
    for kind, word in (("added", "Added"), ("removed", "Taken out")):
        yield from (f"  {word}: {sentence}" for sentence in (explained["changes"] or {}).get(kind, ()))
    yield from _story_lines(explained)
    for drop in explained["drops"]:
        yield f"Not used in {drop['step']}: {drop['record']}: {drop['reason']} {drop.get('detail', '')}"


def _story_lines(explained: dict[str, Any]) -> Iterator[str]:
    placement = explained["placement"]
    yield f"In story {placement['story']}, thread {placement['thread']}, likeness {placement.get('score', 1.0):.2f}:"
    yield from (f"  {reason}" for reason in placement.get("why", ()))
    yield f"Beside it: {', '.join(explained['beside'])}" if explained["beside"] else "No other article is in that story."
    for held in explained["constraints"]:
        yield f"A reader said (number {held['number']}): {held['article']} and {held['other']} {_SAID[held['kind']]}."
    for rival in explained["rivals"]:
        alike = f"{', '.join(rival['alike'])}, but " if rival.get("alike") else ""
        yield f"Not with {rival['story']} ({rival['score']:.2f}): {alike}{', '.join(rival['against'])}."
    for other in explained["related"]:
        yield f"Related, {other['relation'].replace('_', ' ')}: {other['title']} ({other['story']}): {', '.join(other['because'])}."


_SAID = {"apart": "do not tell one story", "together": "tell one story"}


def _copy_line(copy: dict[str, Any], copies: list[str]) -> str:
    if copy["origin"] != copy["article"]:
        return f"A copy ({copy.get('kind')}) of {copy['origin']}, likeness {copy.get('likeness', 1.0):.2f}: {copy.get('why', '')}"
    return f"An origin of its own{'; copied by ' + ', '.join(copies) if copies else ''}."


def _when(article: dict[str, Any]) -> str:
    if article.get("published"):
        return f"published {article['published']} (from {article.get('date_source', 'none')})"
    bounds = [article.get("not_before"), article.get("not_after")]
    return f"undated, between {bounds[0] or '?'} and {bounds[1] or '?'}" if any(bounds) else "undated"
