"""A page's prose in a model's words, as far as these follow from ours. Where they do not, ours stand.

What the page would print stays among its statements, so that it says the same again, key for key, when the model goes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from broadsheet.records.story_page import ModelReport, Section, SectionKind
from broadsheet.write.dossier import Dossier
from broadsheet.write.draft import Draft
from broadsheet.write.grounding import check
from broadsheet.write.paraphrase import strays

if TYPE_CHECKING:
    from broadsheet.llm.answer import Offered
    from broadsheet.llm.copy_desk import CopyDesk, Objection

WORDED: tuple[SectionKind, ...] = ("whats_happened", "behind_the_headline", "how_we_got_here")
"""Sections that are running prose."""

REASONS = {
    "span": "it cites no sentence of the section, one that is not there, or one that another sentence took",
    "order": "it joins sentences that do not stand one after the other",
    "number": "a number that its sources do not give, or not to that",
    "date": "a date that its sources do not give",
    "name": "a name that its sources do not give, or not there",
    "quote": "words in quotation marks that nobody said so",
    "speaker": "words in another one's mouth",
    "polarity": "a denial or doubt put in or left out, or an opposite",
    "role": "somebody in another one's part",
    "coverage": "words that its sources do not have",
    "strays": "its words do not follow from those of its sources by steps that change nothing",
}
"""Why a model's sentence is not printed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Worded:
    """What a model made of a page.

    Attributes:
        sections: the sections with what stands of its words.
        report: its part in the page; None where no sentence of its own stands.
        refused: by reason, its sentences that were not printed.
        complete: whether the model had its say; False asks for another try.
    """

    sections: tuple[Section, ...]
    report: ModelReport | None = None
    refused: Counter[str] = field(default_factory=Counter)
    complete: bool = True


def worded(dossier: Dossier, draft: Draft, sections: Sequence[Section], desk: CopyDesk | None) -> Worded:
    """The sections in a model's words, sentence by sentence as far as the gates let them pass."""
    if desk is None:
        return Worded(sections=tuple(sections))
    refused: Counter[str] = Counter()
    changed, complete = [], True
    for section in sections:
        rewriting = _Rewriting(dossier, draft, section) if section.kind in WORDED else None
        if rewriting is None or not rewriting.keys:
            changed.append(section)
            continue
        complete &= rewriting.ask(desk)
        refused += rewriting.refused
        changed.append(rewriting.section())
    written = sum(draft.statement(key).made == "model" for section in changed for key in section.body if key.startswith("s"))
    report = _report(desk, written, refused) if written else None
    return Worded(sections=tuple(changed), report=report, refused=refused, complete=complete)


def _report(desk: CopyDesk, written: int, refused: Counter[str]) -> ModelReport:
    from broadsheet.llm.prompt import PROMPT_SHA256

    return ModelReport(
        endpoint=desk.endpoint.base_url,
        model=desk.endpoint.model,
        prompt_sha256=PROMPT_SHA256,
        written=written,
        refused=sum(refused.values()),
        x_refusals=dict(sorted(refused.items())),
    )


class _Rewriting:
    """One section while a model is asked for it. The model knows its sentences as p1, p2 and so on."""

    def __init__(self, dossier: Dossier, draft: Draft, section: Section) -> None:
        self._dossier, self._draft, self._section = dossier, draft, section
        self.keys = [key for key in section.body if key.startswith("s") and draft.statement(key).made != "editor"]
        self.refused: Counter[str] = Counter()
        self._numbers = {f"p{number}": key for number, key in enumerate(self.keys, start=1)}
        self._instead: dict[tuple[str, ...], str] = {}
        self._taken: set[str] = set()

    def ask(self, desk: CopyDesk) -> bool:
        """Ask for the section; whether the model had its say."""
        texts = [self._draft.statement(key).text for key in self.keys]
        articles = {article for key in self.keys for article in self._draft.sources(key)}
        answer = desk.rewrite(texts, sorted(articles), self._judged)
        self.refused.update(objection.reason for objection in answer.refused)
        return answer.answered

    def section(self) -> Section:
        """The section with each sentence of the model in the place of the first that it is made of."""
        first = {keys[0]: self._draft.reword(text, keys) for keys, text in self._instead.items() if not self._same(keys, text)}
        gone = {key for keys in self._instead if keys[0] in first for key in keys[1:]}
        return replace(self._section, body=tuple(first.get(key, key) for key in self._section.body if key not in gone))

    def _same(self, keys: tuple[str, ...], text: str) -> bool:
        return len(keys) == 1 and self._draft.statement(keys[0]).text == text

    def _judged(self, offered: Offered) -> Objection | None:
        from broadsheet.llm.copy_desk import Objection

        reason, detail = self._objection(offered)
        if reason:
            return Objection(reason=reason, detail=detail)
        keys = self._cited(offered)
        self._taken.update(keys)
        self._instead[keys] = offered.text
        return None

    def _cited(self, offered: Offered) -> tuple[str, ...]:
        cited = {self._numbers[number] for number in offered.cites}
        return tuple(key for key in self.keys if key in cited)

    def _objection(self, offered: Offered) -> tuple[str, str]:
        unknown = [number for number in offered.cites if number not in self._numbers]
        if unknown or not offered.cites:
            return "span", f"{unknown[0]} is none of the numbers" if unknown else "it cites nothing"
        keys = self._cited(offered)
        if not self._taken.isdisjoint(keys):
            return "span", "another sentence was made of what it cites"
        at = self._section.body.index(keys[0])
        if self._section.body[at : at + len(keys)] != keys:
            return "order", "it joins sentences that do not stand one after the other"
        return self._against(offered.text, keys)

    def _against(self, text: str, keys: Sequence[str]) -> tuple[str, str]:
        stated = [self._draft.statement(key) for key in keys]
        spans = dict.fromkeys(span for statement in stated for span in statement.spans)
        verdict = check(text, [self._draft.span(span).read for span in spans])
        if not verdict.grounded:
            failure = verdict.failures[0] if verdict.failures else None
            return (failure.kind, failure.detail) if failure else ("coverage", "the sources do not carry it")
        stray = strays(text, [statement.text for statement in stated])
        return ("strays", stray) if stray else ("", "")
