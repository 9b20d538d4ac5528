"""How a notebook shows the paper: plain HTML without style or script, in which every word of a page is escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from typing import Any

from broadsheet.publish.views.library import Library, headline
from broadsheet.publish.views.telling import Line, Telling, has_model
from broadsheet.publish.views.wording import MARKED, count, day_label
from broadsheet.records.story_page import StoryPage

MOST_ROWS = 20
"""Rows of a table that are shown; the others are counted."""
MOST_CHARACTERS = 200
"""Of a cell."""
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


class HoverNotes:
    """Marks of HTML: a number whose title holds the exact words that a sentence stands on."""

    def __init__(self, library: Library, story: StoryPage) -> None:
        self._library, self._story = library, story
        self._cited = 0

    def words(self, text: str) -> str:
        """The words, escaped."""
        return safe(text)

    def cited(self, _key: str, spans: Iterable[str]) -> str:
        """A number; the words, their outlet and day are its title."""
        held = [self._story.spans[span] for span in spans if span in self._story.spans]
        if not held:
            return ""
        self._cited += 1
        entries = ((span, self._story.articles[span.article]) for span in held)
        told = "; ".join(
            f"{self._library.entry_outlet(self._story, entry)}, {day_label(entry.published)}: “{span.exact}”"
            for span, entry in entries
        )
        return f'<sup title="{safe(told)}">{self._cited}</sup>'

    def articles(self, keys: Iterable[str]) -> str:
        """The articles' keys, as the list of sources has them."""
        return safe(f" ({', '.join(key for key in keys if key in self._story.articles)})")


def safe(text: object) -> str:
    r"""Text as it may stand in an element or attribute.

    >>> safe('<b title="x">\x00')
    '&lt;b title=&quot;x&quot;&gt;�'
    """
    return escape(_CONTROL.sub("�", str(text)))


def story_html(library: Library, story: StoryPage) -> str:
    """A story: headline, standfirst, sections; a mark shows the words that its sentence stands on."""
    telling = Telling(story, HoverNotes(library, story))
    rows = [f"<h2>{telling.said(story.headline) or safe(headline(story))}</h2>"]
    if story.standfirst in story.statements:
        rows.append(f"<p><em>{telling.said(story.standfirst or '')}</em></p>")
    rows.append(f"<p>{safe(counted(story))}</p>")
    rows += [f"<p><small>{safe(MARKED)}</small></p>"] if has_model(story) else []
    for section in story.printed:
        rows += [f"<h3>{safe(section.heading)}</h3>", *_blocks(telling.section(section))]
    return f"<article>{''.join(rows)}</article>"


def _blocks(lines: Iterable[Line]) -> Iterator[str]:
    """Prose as paragraphs; what belongs to an entry of a list follows it in the same entry."""
    entries: list[str] = []
    for line in lines:
        if line.kind == "prose":
            yield from _list(entries)
            yield f"<p>{line.text}</p>"
        elif line.kind in ("item", "claim", "source") or not entries:
            entries.append(line.text)
        else:
            entries[-1] += f"<br>{line.text}"
    yield from _list(entries)


def _list(entries: list[str]) -> Iterator[str]:
    if entries:
        yield f"<ul>{''.join(f'<li>{entry}</li>' for entry in entries)}</ul>"
        entries.clear()


def front_html(library: Library) -> str:
    """The paper's name and day, and its stories in front-page order."""
    edition = library.edition
    told = f"{count(len(edition.stories), 'story', 'stories')} from {count(len(edition.articles), 'article')}"
    rows = (f"<li><strong>{safe(headline(story))}</strong><br>{safe(counted(story))}</li>" for story in edition.stories)
    return f"<section><h1>{safe(edition.title)}</h1><p>{safe(day_label(edition.day))}: {told}</p><ol>{''.join(rows)}</ol></section>"


def counted(story: StoryPage) -> str:
    """A story's articles, outlets and origins in words, and its newest day."""
    stats = story.stats
    told = (count(stats.articles, "article"), count(stats.outlets, "outlet"), count(stats.origins, "origin"))
    return f"{', '.join(told)}; newest {day_label(story.times.last_update)}"


def table_html(columns: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> str:
    """The first rows of a table; what is longer than a cell ends in an ellipsis."""
    head = "".join(f"<th>{safe(column)}</th>" for column in columns)
    body = "".join(f"<tr>{''.join(f'<td>{_cell(row[column])}</td>' for column in columns)}</tr>" for row in rows[:MOST_ROWS])
    more = f"<p>{len(rows) - MOST_ROWS:,} rows more</p>" if len(rows) > MOST_ROWS else ""
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"


def _cell(value: object) -> str:
    if value is None:
        return ""
    text = ", ".join(value) if isinstance(value, tuple) else str(value)
    return safe(text if len(text) <= MOST_CHARACTERS else text[:MOST_CHARACTERS] + "…")
