"""A story as Markdown (CommonMark with footnotes): every sentence leads to the exact words that it stands on."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator

from broadsheet.publish import names
from broadsheet.publish.views.library import Library, headline, web_address
from broadsheet.publish.views.telling import Line, Telling, has_model
from broadsheet.publish.views.wording import MARKED, count, day_label
from broadsheet.records.story_page import StoryPage

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~#&])")
_LIST_LIKE = re.compile(r"^(\s*)(?:([-+>=])|(\d+)([.)]))(?=\s|$|-|=)")
_MARKUP = {ord(mark): f"\\u{ord(mark):04x}" for mark in "<>&`[]"}
_INDENT = {"prose": "", "item": "* ", "part": "  * ", "label": "  * ", "more": "  ", "claim": "* ", "source": "* ", "where": "  "}


def story_markdown(library: Library, story: StoryPage) -> bytes:
    """The story as UTF-8. The footnote of a statement or an item has its key, and names each span with its own."""
    marks = Footnotes(library, story)
    telling = Telling(story, marks)
    head = story.statements.get(story.headline)
    rows = [*_front_matter(library, story), f"# {telling.said(story.headline) if head else escaped(headline(story))}"]
    if story.standfirst in story.statements:
        rows.append(f"*{telling.said(story.standfirst or '')}*")
    rows += [_counts(story), *([escaped(MARKED)] if has_model(story) else [])]
    for section in story.printed:
        rows += [f"## {escaped(section.heading)}", "\n".join(_rows(telling.section(section)))]
    return ("\n\n".join([*rows, *marks.notes()]) + "\n").encode("utf-8", "replace")


def escaped(text: str) -> str:
    r"""Words that are nothing but words to a reader of Markdown: no markup, no HTML, no list, one line.

    >>> print(escaped("<b>*Halm*</b> [x](http://halm.example)"))
    \<b\>\*Halm\*\</b\> \[x\](http://halm.example)
    >>> print(escaped("1. May"), escaped("- no"))
    1\. May \- no
    """
    line = _SPECIAL.sub(r"\\\1", " ".join(text.split()))
    return _LIST_LIKE.sub(lambda found: f"{found[1]}{found[3] or ''}\\{found[2] or found[4]}", line)


class Footnotes:
    """Marks of Markdown: a footnote for everything that stands on words of articles."""

    def __init__(self, library: Library, story: StoryPage) -> None:
        self._library, self._story = library, story
        self._noted: dict[str, dict[str, None]] = {}

    def words(self, text: str) -> str:
        """The words, escaped."""
        return escaped(text)

    def cited(self, key: str, spans: Iterable[str]) -> str:
        """A reference to the footnote of the key, which gets these spans."""
        held = [span for span in spans if span in self._story.spans]
        if not held:
            return ""
        self._noted.setdefault(key, {}).update(dict.fromkeys(held))
        return f"[^{key}]"

    def articles(self, keys: Iterable[str]) -> str:
        """The articles' keys, as the list of sources has them."""
        return f" ({', '.join(key for key in keys if key in self._story.articles)})"

    def notes(self) -> Iterator[str]:
        """The footnotes in the order of the page."""
        for key, spans in self._noted.items():
            yield f"[^{key}]: {'; '.join(map(self._passage, spans))}"

    def _passage(self, key: str) -> str:
        span = self._story.spans[key]
        entry = self._story.articles[span.article]
        outlet = self._library.entry_outlet(self._story, entry)
        address = web_address(entry.url)
        where = f" <{address}>" if address else ""
        told = f"{outlet}, {day_label(entry.published)} ({span.article})"
        return f"{key}: {escaped(told)}: “{escaped(span.exact)}”{where}"


def _rows(lines: Iterable[Line]) -> Iterator[str]:
    for line in lines:
        yield f"{_INDENT[line.kind]}{line.text}"


def _front_matter(library: Library, story: StoryPage) -> list[str]:
    """What a program wants to know, as YAML whose values are JSON, which YAML holds."""
    told = {
        "id": story.id,
        "revision": story.revision,
        "content_sha256": story.content_sha256,
        "headline": headline(story),
        "language": story.language,
        "state": story.state,
        "thread": story.thread.id if story.thread else None,
        "first_seen": story.times.first_seen,
        "last_update": story.times.last_update,
        "page": f"{library.up}{names.story_file(story.id)}",
    }
    rows = [f"{key}: {_value(value)}" for key, value in told.items() if value is not None]
    return ["\n".join(["---", *rows, "---"])]


def _value(value: object) -> str:
    """As JSON, without what is markup to those readers of Markdown that know nothing of a front matter."""
    return json.dumps(value, ensure_ascii=False).translate(_MARKUP)


def _counts(story: StoryPage) -> str:
    stats = story.stats
    told = f"{count(stats.articles, 'article')}, {count(stats.outlets, 'outlet')}, {count(stats.origins, 'origin')}"
    return f"{told}; newest {day_label(story.times.last_update)}; as of {day_label(story.times.built)}."
