"""The copy desk: asks a model for a section, lets whoever asked judge every sentence, lets it mend once, and keeps count."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

from broadsheet.llm.account import Account
from broadsheet.llm.answer import Offered, Unreadable, offered
from broadsheet.llm.answers import Answers
from broadsheet.llm.client import Client, Unanswered
from broadsheet.llm.endpoint import Endpoint
from broadsheet.llm.prompt import PROMPT_SHA256, repairing, rewriting

PATIENCE = 2
"""Questions in a row without an answer, after which nobody is asked any more in this run."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Objection:
    """Why a sentence is not printed: a reason that is counted, and what exactly."""

    reason: str
    detail: str


Judge = Callable[[Offered], Objection | None]
"""Says what speaks against a sentence, None if nothing does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """What came of a section.

    Attributes:
        accepted: sentences that nothing speaks against.
        refused: what spoke against the others.
        answered: whether the model gave its last word; False asks for another try in a later run.
    """

    accepted: tuple[Offered, ...] = ()
    refused: tuple[Objection, ...] = ()
    answered: bool = True


class CopyDesk:
    """Rewrites sections.

    Args:
        client: asks the endpoint.
        answers: what was answered before.
        account: keeps count; one for a run.
    """

    def __init__(self, client: Client, answers: Answers, account: Account) -> None:
        self._client, self._answers, self.account = client, answers, account
        self._unanswered = 0

    @property
    def endpoint(self) -> Endpoint:
        """Who is asked."""
        return self._client.endpoint

    @property
    def identity(self) -> str:
        """What a page's words depend on: the endpoint, the model, how it is asked."""
        asked = [self.endpoint.base_url, PROMPT_SHA256, self._client.body(())]
        return sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()

    def rewrite(self, sentences: Sequence[str], articles: Iterable[str], judge: Judge) -> Section:
        """A section in the model's words, as far as they stand.

        Args:
            sentences: the section as it is; the model is told p1, p2 and so on.
            articles: ids of the articles that the sentences are of.
            judge: asked about every sentence.
        """
        asked, about = rewriting(sentences), tuple(articles)
        found = self._offered(asked, about)
        if found is None:
            return Section(answered=False)
        accepted, refused = _judged(found[1], judge)
        if not refused:
            return Section(accepted=accepted)
        again = self._offered(repairing(asked, found[0], [_told(one, why) for one, why in refused]), about)
        mended, left = _judged(again[1], judge) if again else ((), ())
        reasons = tuple(why for _, why in (left if again else refused))
        return Section(accepted=(*accepted, *mended), refused=reasons, answered=again is not None)

    def _offered(self, messages: Sequence[dict[str, str]], articles: Sequence[str]) -> tuple[str, tuple[Offered, ...]] | None:
        """The answer and its sentences; None if there is none that can be read. Only what can be read is kept."""
        key = self._key(messages)
        kept = self._answers.get(key)
        text = kept if kept is not None else self._asked(messages)
        if text is None:
            return None
        try:
            found = text, offered(text)
        except Unreadable as problem:
            self.account.troubles[str(problem)] += 1
            return None
        if kept is None:
            self._answers.keep(key, text, articles)
        else:
            self.account.remembered += 1
        return found

    def _asked(self, messages: Sequence[dict[str, str]]) -> str | None:
        account = self.account
        longest = sum(len(one["content"]) for one in messages) // 3 + 1
        if not account.stopped and account.would_pass(longest, self.endpoint.answer_tokens):
            account.stopped = "the budget of this run is spent"
        if account.stopped:
            return None
        account.asked += 1
        try:
            reply = self._client.ask(messages)
        except Unanswered as problem:
            self._miss(problem)
            return None
        self._unanswered = 0
        account.tokens_in += reply.tokens_in
        account.tokens_out += reply.tokens_out
        return reply.text

    def _miss(self, problem: Unanswered) -> None:
        self.account.troubles[str(problem)] += 1
        self._unanswered += 1
        if problem.lasting or self._unanswered >= PATIENCE:
            self.account.stopped = str(problem)

    def _key(self, messages: Sequence[dict[str, str]]) -> str:
        whole = json.dumps([self.endpoint.base_url, self._client.body(messages)], sort_keys=True)
        return sha256(whole.encode("utf-8", "replace")).hexdigest()


def _judged(found: Sequence[Offered], judge: Judge) -> tuple[tuple[Offered, ...], tuple[tuple[Offered, Objection], ...]]:
    verdicts = [(one, judge(one)) for one in found]
    return tuple(one for one, why in verdicts if why is None), tuple((one, why) for one, why in verdicts if why is not None)


def _told(one: Offered, why: Objection) -> str:
    return f"{json.dumps(one.text, ensure_ascii=False)} ({why.reason}: {why.detail})"
