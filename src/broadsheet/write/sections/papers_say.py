"""What the papers say: what each outlet leads on, what only it reports, and what all of them agree on."""

from __future__ import annotations

from collections import defaultdict

from broadsheet.language.words import content_words
from broadsheet.records.annotation import Annotated
from broadsheet.records.pool import Paper
from broadsheet.records.story_page import Section
from broadsheet.write.currency import announced
from broadsheet.write.dossier import Dossier, Passage
from broadsheet.write.draft import Draft
from broadsheet.write.phrasing import phrase

MOST_SENTENCES = 3
TOP_PARAGRAPHS = 4
"""An article's lead stands among its first paragraphs."""

ABSENT = 0.34
"""A passage is reported by nobody else if no three neighbouring sentences elsewhere hold this share of its terms."""

FEWEST_TERMS = 7
"""Shorter passages say too little to be called somebody's own."""


def section(dossier: Dossier, draft: Draft) -> Section | None:
    """One paper for every outlet with an article of its own, if there is more than one; copies are folded under their origin."""
    papers = (
        [paper for group in _by_outlet(dossier) if (paper := _paper(dossier, draft, group))] if len(dossier.origins) > 1 else []
    )
    keys = tuple(dict.fromkeys(draft.add("w", paper) for paper in papers))
    body = tuple(note for note in (_one_origin(dossier, draft), _agreement(dossier, draft)) if note)
    return Section(kind="papers_say", heading="What the papers say", body=body, items=keys) if keys or body else None


def _by_outlet(dossier: Dossier) -> list[list[Annotated]]:
    """The voices of each outlet together; an unnamed paper is always by itself."""
    grouped: dict[str, list[Annotated]] = defaultdict(list)
    for annotated in dossier.voices:
        grouped[annotated.article.outlet or annotated.article.id].append(annotated)
    return list(grouped.values())


def _paper(dossier: Dossier, draft: Draft, group: list[Annotated]) -> Paper | None:
    ids = {annotated.article.id for annotated in group}
    over = announced(dossier)
    own = [i for i, passage in enumerate(dossier.passages) if passage.article.article.id in ids and i not in over]
    only = _only_here(dossier, draft, own) if len(dossier.origins) > 1 and group[0].article.outlet else []
    lead = _lead(dossier, draft, own)
    says = tuple(dict.fromkeys([*([lead] if lead else []), *only]))[:MOST_SENTENCES]
    if not says:
        return None
    newest = group[-1].article
    notes = tuple(_only_note(dossier, draft, newest.outlet or "", key) for key in only if key in says)
    quotes = tuple(
        key for key, item in draft.pools()["quotes"].items() if draft.span(item.spans[0]).article in map(draft.article, ids)
    )
    return Paper(
        outlet=draft.outlet(newest),
        articles=tuple(draft.article(a.id) for a in dossier.articles if dossier.origin(a.id) in {dossier.origin(i) for i in ids}),
        headline=None if newest.title_inferred else newest.title,
        says=says,
        only_here=tuple(key for key in only if key in says),
        quotes=quotes,
        notes=notes,
    )


def _lead(dossier: Dossier, draft: Draft, own: list[int]) -> str | None:
    """What the outlet leads on beside what the page has told: its first sentence that can stand and is not printed yet."""
    for index in own:
        passage = dossier.passages[index]
        drafted = None if draft.told(index, 0.8) else phrase(dossier, passage, introduced=draft.introduced)
        where = "at the top of" if passage.sentence.paragraph < TOP_PARAGRAPHS else "first of what is not told above in"
        key = draft.state(drafted, why=(f"stands {where} this paper's report",)) if drafted else None
        if key:
            draft.tell(index)
            return key
    return None


def _only_here(dossier: Dossier, draft: Draft, own: list[int]) -> list[str]:
    """Up to two statements that no other origin's article has, earliest first."""
    found: list[str] = []
    for index in own:
        passage = dossier.passages[index]
        if len(found) == MOST_SENTENCES - 1:
            break
        if draft.told(index, 0.7) or passage.sentence.paragraph > 2 * TOP_PARAGRAPHS or not is_only_here(dossier, passage):
            continue
        drafted = phrase(dossier, passage, introduced=draft.introduced)
        key = draft.state(drafted, why=("no other origin reports it",)) if drafted else None
        if key:
            draft.tell(index)
            found.append(key)
    return found


def is_only_here(dossier: Dossier, passage: Passage) -> bool:
    """Whether no other article of the story, copy or not, has a stretch of three sentences with much of the passage's content."""
    wanted = set(content_words(passage.text))
    if len(wanted) < FEWEST_TERMS:
        return False
    others = {a.article.id for a in dossier.story.articles if dossier.origin(a.article.id) != passage.origin}
    most = dossier.neighbourhoods.most(wanted)
    return bool(others) and all(most[other] / len(wanted) < ABSENT for other in others)


def _only_note(dossier: Dossier, draft: Draft, outlet: str, key: str) -> str:
    searched = [a.article.id for a in dossier.story.articles]
    others = _counted(len(dossier.origins) - 1, "other origin was", "other origins were")
    return draft.note(f"Only {outlet} reports this; {others} searched.", "only_here", searched, (key,))


def _one_origin(dossier: Dossier, draft: Draft) -> str | None:
    if len(dossier.origins) != 1:
        return None
    carriers = dossier.carriers(dossier.origins[0])
    copies = f", carried by {len(carriers)} papers" if len(carriers) > 1 else ""
    return draft.note(f"Only one origin so far{copies}. No other paper here confirms or contradicts it.", "one_origin",
                      [article.id for article in carriers])  # fmt: skip


def _agreement(dossier: Dossier, draft: Draft) -> str | None:
    """A count of the printed statements that every origin makes."""
    total = len(dossier.origins)
    if total < 2:
        return None
    agreed = [
        key for key, statement in draft.pools()["statements"].items()
        if statement.origins == total and statement.modality == "fact" and _is_printed(draft, key)
    ]  # fmt: skip
    if not agreed:
        return None
    all_of_them = "Both independent origins" if total == 2 else f"All {total} independent origins"
    text = f"{all_of_them} agree on {_counted(len(agreed), 'of the statements', 'of the statements')} on this page."
    return draft.note(text, "all_agree", [annotated.article.id for annotated in dossier.voices], agreed)


def _is_printed(draft: Draft, key: str) -> bool:
    return "names the newest fact in the fewest words" not in draft.statement(key).why


def _counted(number: int, one: str, many: str) -> str:
    words = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
    return f"{words[number] if number < len(words) else number} {one if number == 1 else many}"
