"""A story page as plain text in 80 columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from broadsheet.cli.terminal import counted, width, wrapped
from broadsheet.publish.views.telling import Line, Telling, has_model
from broadsheet.publish.views.wording import MARKED, day_label
from broadsheet.records.pool import Change
from broadsheet.records.story_page import StoryPage

_INDENTS = {
    "prose": ("", ""),
    "item": ("* ", "  "),
    "part": ("  - ", "    "),
    "label": ("  ", "    "),
    "more": ("  ", "  "),
    "claim": ("= ", "  "),
    "source": ("", "    "),
    "where": ("    ", "    "),
}
"""What stands before the first and the further rows of a line."""


def lines(page: StoryPage) -> Iterator[str]:
    """The page, line by line. Numbers in brackets name the articles listed at the end."""
    telling = Telling(page, Numbers(page))
    headline = page.statements.get(page.headline)
    yield wrapped(headline.text if headline else page.headline)
    if page.standfirst and page.standfirst in page.statements:
        yield wrapped(page.statements[page.standfirst].text)
    yield _masthead(page)
    if has_model(page):
        yield wrapped(MARKED)
    for section in page.printed:
        yield ""
        yield section.heading
        yield "-" * min(len(section.heading), width())
        yield from map(_row, telling.section(section))


def changes(page: StoryPage, since: int, found: Sequence[Change]) -> Iterator[str]:
    """What has changed since a revision: what is news in words, the rest in one line."""
    telling = Telling(page, Numbers(page))
    yield wrapped(f"[{page.id}, revision {page.revision}; what has changed since revision {since}]")
    yield from (_row(telling.change(change)) for change in found if change.material)
    other = sum(not change.material for change in found)
    if other:
        yield wrapped(f"{counted(other, 'change')} without news")
    if not found:
        yield "Nothing."


class Numbers:
    """Marks of a terminal: the numbers of the articles that something stands on, in brackets."""

    def __init__(self, page: StoryPage) -> None:
        self._spans = page.spans
        self._numbers = {key: number for number, key in enumerate(page.articles, start=1)}

    def words(self, text: str) -> str:
        """The words as they are; what a terminal must not see is taken out where they are printed."""
        return text

    def cited(self, _key: str, spans: Iterable[str]) -> str:
        """The articles of the spans, lowest number first."""
        numbers = {self._numbers.get(self._spans[key].article, 0) for key in spans if key in self._spans}
        return f" [{', '.join(map(str, sorted(numbers - {0})))}]"

    def articles(self, keys: Iterable[str]) -> str:
        """The articles in the order given."""
        return f" [{', '.join(str(self._numbers[key]) for key in keys if key in self._numbers)}]"


def _masthead(page: StoryPage) -> str:
    """Counts and times."""
    stats, times = page.stats, page.times
    said = f"{counted(stats.articles, 'article')}, {counted(stats.outlets, 'outlet')}, {counted(stats.origins, 'origin')}"
    newest = day_label(times.last_update)
    return wrapped(f"[{page.id}, revision {page.revision}; {said}; newest {newest}; as of {day_label(times.built)}]")


def _row(line: Line) -> str:
    return wrapped(line.text, *_INDENTS[line.kind])
