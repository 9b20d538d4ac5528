"""What changed from one revision of a page to the next, sentence by sentence, and whether it is news."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from broadsheet.language.words import listed, words
from broadsheet.records.pool import Change, ChangeKind
from broadsheet.records.story import Story
from broadsheet.records.story_page import Section, StoryPage
from broadsheet.records.text import Statement
from broadsheet.write.correcting import corrects, notices
from broadsheet.write.standing import stems

EXCHANGED = 0.5
"""Two sentences are one that was changed if they share this much of their content words (Dice)."""
NOTED = ("corrected", "removed", "merged", "split")
"""Kinds of change that a reader of an earlier revision must be told of, if they are material."""
_DENYING = listed("no not never nor neither none nobody nothing without cannot")


def changes_since(previous: StoryPage | None, page: StoryPage, story: Story | None = None) -> tuple[Change, ...]:
    """What a page says that its last revision did not, and the reverse; the first revision is one change, of the story.

    A sentence is matched by its key. One that went and one that came are one change if they share half of their content words.
    Material is what the news changed: a sentence of an article that the last revision had not, if it says more than the page did; a
    sentence that its paper corrected or took back; another story that came in, or was taken out. All else is the page's own choice.

    Args:
        previous: the last revision, None if there was none.
        page: the new one.
        story: its articles, and where they came from.
    """
    if previous is None:
        return (_of_story(page, "added", "story", material=True), *_lineage(None, page, story))
    comparison = _Comparison(previous, page, story)
    engines = (previous.build.engine, page.build.engine)
    upgraded = [_of_story(page, "engine_upgrade", "story", before=engines[0], after=engines[1])] if len(set(engines)) > 1 else []
    return (*upgraded, *_lineage(previous, page, story), *comparison.changes())


def is_news(text: str, articles: Iterable[str], previous: StoryPage) -> bool:
    """Whether a sentence of these articles tells what the revision before could not, and what it did not tell in other words."""
    known = {entry.id for entry in previous.articles.values()}
    if known.issuperset(articles):
        return False
    told = _content(text)
    return not any(told <= _content(previous.statements[key].text) for key in sorted(previous.told))


def corrections(changes: Sequence[Change]) -> Section | None:
    """The revisions in which something that had been printed was corrected, taken back, or went to another story."""
    noted = dict.fromkeys(f"r{change.revision}" for change in changes if change.material and change.kind in NOTED)
    return Section(kind="corrections", heading="Corrections", items=tuple(noted)) if noted else None


def _lineage(previous: StoryPage | None, page: StoryPage, story: Story | None) -> list[Change]:
    """Stories that came into this one or were taken out of it, each told once."""
    if story is None:
        return []
    told = {(change.kind, change.target) for change in previous.changes} if previous else set()
    found: list[tuple[ChangeKind, str]] = [("merged", other) for other in story.absorbed]
    found += [("split", other) for other in (*story.parted, *([story.split_from] if story.split_from and not previous else []))]
    return [_of_story(page, kind, other, material=True) for kind, other in found if (kind, other) not in told]


def _of_story(
    page: StoryPage, kind: ChangeKind, target: str, *, material: bool = False, before: str | None = None, after: str | None = None
) -> Change:
    return Change(revision=page.revision, kind=kind, target=target, material=material, before=before, after=after)


@dataclass(frozen=True, slots=True)
class _Comparison:
    """Two revisions side by side."""

    previous: StoryPage
    page: StoryPage
    story: Story | None

    def changes(self) -> list[Change]:
        old, new = self.previous.told, self.page.told
        gone, come = sorted(old - new, key=_number), sorted(new - old, key=_number)
        pairs = _pairs(_texts(self.previous, gone), _texts(self.page, come))
        came = [self._changed(pairs[key], key) if key in pairs else self._added(key) for key in come]
        return came + [self._removed(key) for key in gone if key not in pairs.values()]

    def _added(self, key: str) -> Change:
        said = self.page.statements[key]
        return self._change("added", key, after=said, material=is_news(said.text, _sources(self.page, said), self.previous))

    def _changed(self, before: str, key: str) -> Change:
        old, new = self.previous.statements[before], self.page.statements[key]
        if self._is_corrected(old, new):
            return self._change("corrected", key, before=old, after=new, material=True)
        material = is_news(new.text, _sources(self.page, new), self.previous)
        return self._change("changed", key, before=old, after=new, material=material)

    def _removed(self, key: str) -> Change:
        """A sentence that went. It is taken back if a newer version of its article corrects it; else it gave way to others."""
        said = self.previous.statements[key]
        return self._change("removed", key, before=said, material=self._is_corrected(said, None))

    def _is_corrected(self, old: Statement, new: Statement | None) -> bool:
        """Whether a newer version of the article that an old sentence stands in says that it was wrong."""
        if self.story is None:
            return False
        known = {entry.id for entry in self.previous.articles.values()}
        sources = _sources(self.page, new) if new else None
        told = notices(self.story, _sources(self.previous, old), known)
        return any(corrects(notice, old.text, new.text if new else "") for by, notice in told if sources is None or by in sources)

    def _change(
        self, kind: ChangeKind, key: str, *, before: Statement | None = None, after: Statement | None = None, material: bool
    ) -> Change:
        spans = [self.page.spans[span].article for span in after.spans] if after else []
        sources = [*(_sources(self.previous, before) if before else ()), *(_sources(self.page, after) if after else ())]
        return Change(
            revision=self.page.revision,
            kind=kind,
            target=key,
            material=material,
            before=before.text if before else None,
            after=after.text if after else None,
            articles=tuple(dict.fromkeys(spans)),
            x_sources=tuple(dict.fromkeys(sources)),
            x_editor=any(said.made == "editor" for said in (before, after) if said),
        )


def _pairs(gone: dict[str, str], come: dict[str, str]) -> dict[str, str]:
    """Which sentence that came stands where which one went, likeliest first, each once: new key → old key."""
    alike = [(-_alike(old, new), _number(was), _number(is_), was, is_) for was, old in gone.items() for is_, new in come.items()]
    found: dict[str, str] = {}
    for likeness, _, _, was, is_ in sorted(alike):
        if -likeness >= EXCHANGED and is_ not in found and was not in found.values():
            found[is_] = was
    return found


def _texts(page: StoryPage, keys: Iterable[str]) -> dict[str, str]:
    return {key: page.statements[key].text for key in keys}


def _alike(one: str, other: str) -> float:
    mine, theirs = _content(one), _content(other)
    return 2 * len(mine & theirs) / max(1, len(mine) + len(theirs))


def _content(text: str) -> frozenset[str]:
    """Stems of the content words, numbers among them, and whether something is denied."""
    denied = {"not" for word in words(text) if word in _DENYING or word.endswith("n't")}
    return stems(text) | denied


def _sources(page: StoryPage, said: Statement) -> tuple[str, ...]:
    """Ids of the articles that a statement of a page stands in."""
    return tuple(dict.fromkeys(page.articles[page.spans[span].article].id for span in said.spans))


def _number(key: str) -> int:
    return int(key[1:])
