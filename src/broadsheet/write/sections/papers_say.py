"""What the papers say: what each outlet leads on, its own facts, sources and words, its framing and gaps; what all agree on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from broadsheet.records.annotation import Annotated
from broadsheet.records.pool import Marked, Paper
from broadsheet.records.story_page import Section
from broadsheet.write.dossier import Dossier
from broadsheet.write.draft import Draft
from broadsheet.write.papers_claims import Compared, breaks_off, compared, left_out
from broadsheet.write.papers_exact import Exact
from broadsheet.write.papers_facts import Comparison
from broadsheet.write.papers_framing import Use, framing, judging_uses
from broadsheet.write.papers_own import own_sentences
from broadsheet.write.papers_sources import own_sources
from broadsheet.write.papers_words import own_words

MOST_SOURCES = 3


@dataclass(frozen=True, slots=True)
class Told:
    """What is found once for all papers of a story: its facts, the claims on the page, the words that judge."""

    comparison: Comparison
    claims: tuple[Compared, ...]
    uses: tuple[Use, ...]


@dataclass(frozen=True, slots=True)
class Only:
    """What the passage numbered `index` holds that no other origin has to the letter."""

    index: int
    held: tuple[Exact, ...]


def section(dossier: Dossier, draft: Draft) -> Section | None:
    """One paper for every outlet with an article of its own, if there is more than one; copies are folded under their origin."""
    if len(dossier.origins) < 2:
        note = _one_origin(dossier, draft)
        return Section(kind="papers_say", heading="What the papers say", body=(note,)) if note else None
    comparison = Comparison(dossier)
    groups = _by_outlet(dossier)
    # before the claims: they have the better right to the words
    own = [own_sentences(comparison, draft, group) for group in groups]
    claims = compared(comparison, draft)
    story = Told(comparison, tuple(claims), tuple(judging_uses(comparison)))
    papers = [_paper(story, draft, group, sentences) for group, sentences in zip(groups, own, strict=True) if sentences]
    keys = tuple(dict.fromkeys(draft.add("w", paper) for paper in papers))
    note = _agreement(dossier, draft, claims)
    body = (note,) if note else ()
    return Section(kind="papers_say", heading="What the papers say", body=body, items=keys) if keys or body else None


def _by_outlet(dossier: Dossier) -> list[list[Annotated]]:
    """The voices of each outlet together; an unnamed paper is always by itself."""
    grouped: dict[str, list[Annotated]] = defaultdict(list)
    for annotated in dossier.voices:
        grouped[annotated.article.outlet or annotated.article.id].append(annotated)
    return list(grouped.values())


def _paper(story: Told, draft: Draft, group: list[Annotated], own: Sequence[tuple[str, int]]) -> Paper:
    comparison, dossier = story.comparison, story.comparison.dossier
    ids = {annotated.article.id for annotated in group}
    newest = group[-1].article
    only = _only_here(comparison, draft, own) if newest.outlet else {}
    missing = left_out(comparison, group, story.claims)
    notes = [_only_note(comparison, draft, only)] if only else []
    notes += [_left_out_note(dossier, draft, newest.outlet or "", missing)] if missing else []
    return Paper(
        outlet=draft.outlet(newest),
        articles=tuple(draft.article(a.id) for a in dossier.articles if dossier.origin(a.id) in {dossier.origin(i) for i in ids}),
        headline=None if newest.title_inferred else dossier.as_printed(newest.id).title,
        says=tuple(key for key, _ in own),
        stresses=own_words(dossier, draft, group),
        only_here=tuple(only),
        left_out=tuple(claim.key for claim in missing),
        quotes=_quotes(draft, ids),
        framing=framing(comparison, draft, group, story.uses),
        notes=tuple(notes),
        x_sources=_sources(dossier, draft, group),
    )


def _quotes(draft: Draft, articles: Iterable[str]) -> tuple[str, ...]:
    """The quotations on the page that stand in those articles."""
    keys = {draft.article(article) for article in articles}
    return tuple(key for key, item in draft.pools()["quotes"].items() if draft.span(item.spans[0]).article in keys)


def _sources(dossier: Dossier, draft: Draft, group: list[Annotated]) -> tuple[Marked, ...]:
    found = own_sources(dossier, group)[:MOST_SOURCES]
    return tuple(Marked(label=source.member.name, spans=(draft.cite(source.article, source.extent),)) for source in found)


def _only_here(comparison: Comparison, draft: Draft, own: Sequence[tuple[str, int]]) -> dict[str, Only]:
    """Those of a paper's statements that hold something no other origin has to the letter."""
    said = {key: (index, draft.pools()["statements"][key].text) for key, index in own}
    found = {key: Only(index, comparison.exact_here(index, printed)) for key, (index, printed) in said.items()}
    return {key: only for key, only in found.items() if only.held}


def _only_note(comparison: Comparison, draft: Draft, only: Mapping[str, Only]) -> str:
    """Names what was searched to the letter: that, and not what happened, is what only this paper has."""
    dossier = comparison.dossier
    passages = [dossier.passages[each.index] for each in only.values()]
    others = sorted(set().union(*(comparison.others(passage.origin) for passage in passages)))
    searched = counted(len(dossier.origins) - 1, "other origin was", "other origins were")
    broken = sum(breaks_off(dossier.annotated(article)) for article in others)
    rest = f", of whose articles {counted(broken, 'breaks', 'break')} off." if broken else "."
    what = _in_words([held for each in only.values() for held in each.held])
    return draft.note(f"Only {passages[0].article.article.outlet} {what}; {searched} searched{rest}", "only_here", others, only)


def _in_words(held: Sequence[Exact]) -> str:
    """What is only in one paper, as a predicate of it: "names Jo Orl and gives the figure of 40 goats"."""
    by_kind = {kind: list(dict.fromkeys(each.text for each in held if each.kind == kind)) for kind in ("name", "figure", "words")}
    figures = by_kind["figure"]
    said = {
        "names": by_kind["name"],
        f"gives the {'figure' if len(figures) == 1 else 'figures'} of": figures,
        "quotes the words": [f"“{words}”" for words in by_kind["words"]],
    }
    return enumerated([f"{verb} {enumerated(what)}" for verb, what in said.items() if what])


def enumerated(parts: Sequence[str]) -> str:
    """Parts as a list in a sentence: "a, b and c"."""
    return " and ".join(filter(None, (", ".join(parts[:-1]), parts[-1])))


def _left_out_note(dossier: Dossier, draft: Draft, outlet: str, missing: Sequence[Compared]) -> str:
    points = counted(len(missing), "point that most of the others have", "points that most of the others have")
    own = [a.article.id for a in dossier.voices if a.article.outlet == outlet]
    return draft.note(f"{outlet} does not report {points}; its whole text was searched.", "left_out", own)


def _one_origin(dossier: Dossier, draft: Draft) -> str | None:
    if len(dossier.origins) != 1:
        return None
    carriers = dossier.carriers(dossier.origins[0])
    papers = {article.outlet for article in carriers}
    carried = f"in {len(carriers)} articles" if None in papers or len(papers) < 2 else f"by {len(papers)} papers"
    copies = f", carried {carried}" if len(carriers) > 1 else ""
    return draft.note(f"Only one origin so far{copies}. No other paper here confirms or contradicts it.", "one_origin",
                      [article.id for article in carriers])  # fmt: skip


def _agreement(dossier: Dossier, draft: Draft, claims: Sequence[Compared]) -> str | None:
    """How many of the facts compared every origin carries, and on how many the origins differ; nothing where both are none."""
    total = len(dossier.origins)
    carried = [claim for claim in claims if not claim.disputed]
    every, disputed = sum(len(claim.origins) == total for claim in carried), len(claims) - len(carried)
    everyone = "Both independent origins" if total == 2 else f"All {counted(total)} independent origins"
    shared = (
        "the one fact"
        if len(carried) == 1
        else f"{'all' if every == len(carried) else counted(every)} of {counted(len(carried))} facts"
    )
    said = [f"{everyone} carry {shared} compared"] if every else []
    said += [f"on {counted(disputed, 'point', 'points')} the accounts differ"] if disputed else []
    if not said:
        return None
    text = "; ".join(said)
    return draft.note(f"{text[0].upper()}{text[1:]}.", "all_agree", [annotated.article.id for annotated in dossier.voices])


def counted(number: int, one: str = "", many: str = "") -> str:
    """A number in a word, with its noun if there is one."""
    words = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
    return f"{words[number] if number < len(words) else number} {one if number == 1 else many}".rstrip()
