"""The room `write` as a filter: articles of a story in, its page out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from broadsheet.annotate import Annotate
from broadsheet.dedupe import Dedupe
from broadsheet.records.annotation import Annotated
from broadsheet.records.article import Article
from broadsheet.records.codec import to_plain
from broadsheet.records.story import Placement, Story, chronology
from broadsheet.steps import Dropped
from broadsheet.write import write_page


def filter_write(
    records: Iterable[dict[str, Any]], *, words: int | None = None, as_of: str | None = None
) -> Iterator[dict[str, Any] | Dropped]:
    """One page for every record that names a story; records that are plain articles are one story together.

    Args:
        records: `{story, articles: [{id, date?, title, text, outlet?, url?}]}` or such articles themselves.
        words: bound on the synopsis.
        as_of: the moment the page speaks of; the newest date of the story's articles if not given.
    """
    annotate = Annotate()
    loose: list[dict[str, Any]] = []
    for record in records:
        if "articles" in record:
            yield _page(str(record.get("story") or record.get("id") or ""), record["articles"], annotate, words, as_of)
        else:
            loose.append(record)
    if loose:
        yield _page("story", loose, annotate, words, as_of)


def _page(story: str, given: object, annotate: Annotate, words: int | None, as_of: str | None) -> dict[str, Any] | Dropped:
    articles = [article for row in given if (article := as_article(row))] if isinstance(given, list) else []
    if not story or not articles:
        detail = "a story needs a name and articles with id and text"
        return Dropped(record=story, step="write", reason="no usable article", detail=detail)
    held = {a.article.id: a for a in annotate(articles) if isinstance(a, Annotated)}
    ordered = sorted(held.values(), key=lambda a: chronology(a.article))
    dedupe = Dedupe()
    page = write_page(
        Story(
            id=story,
            thread="th_" + story,
            articles=tuple(ordered),
            copies={a.article.id: dedupe.place(a.article) for a in ordered},
            placements={i: Placement(article=i, story=story, thread="th_" + story) for i in held},
        ),
        as_of=as_of or max((a.article.published for a in ordered if a.article.published), default="1970-01-01"),
        words=words,
    )
    return page if isinstance(page, Dropped) else to_plain(page)


def as_article(row: object) -> Article | None:
    """A filter's article as a record; None where it has no id or no text. What is not text is taken as absent."""
    if not isinstance(row, dict):
        return None
    text = row.get("text")
    if not isinstance(text, str) or not text.strip() or row.get("id") is None:
        return None
    given = {key: value for key in ("title", "outlet", "url", "date") if isinstance(value := row.get(key), str) and value.strip()}
    title = given.get("title")
    return Article(
        id=str(row["id"]),
        page=str(row["id"]),
        place=1,
        title=title or " ".join(text.split()[:12]),
        title_inferred=title is None,
        text=text,
        ranges=(),
        outlet=given.get("outlet"),
        url=given.get("url"),
        published=given.get("date"),
        date_source="meta" if "date" in given else "none",
        language="en",
        as_given=True,
    )
