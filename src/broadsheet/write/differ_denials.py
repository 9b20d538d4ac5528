"""What one origin says was done and another says was not done."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from broadsheet.language.words import STOP_WORDS
from broadsheet.records.text import Extent
from broadsheet.write.differ import Account, Difference, clause_of, content
from broadsheet.write.differ_parallel import are_parallel
from broadsheet.write.differ_scope import about_other_things, says_it_is_older
from broadsheet.write.dossier import Dossier, Passage
from broadsheet.write.grounding_tokens import stem

_NEGATION = re.compile(
    r"\b(?:(?:did|does|do|has|have|had|was|were|is|are|would|could|will)(?: not|n ?['’] ?t)"
    r"|cannot|can['’]t|never|without|denie[sd])\s+"
    r"(?:(?:ever|even|yet|been|be|having|that|in fact)\s+){0,3}$",
    re.IGNORECASE,
)
_MAY_DENY = re.compile(r"not|n ?['’] ?t|never|without|denie[sd]", re.IGNORECASE)
"""What a sentence with a negation before a verb holds: the others need not be searched word by word."""

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_INFLECTED = re.compile(r"(?:ed|ing|es|s)$")
_ANY_NEGATION = re.compile(
    r"\b(?:not|no|never|nobody|neither|nor|without|denie[sd]|deny|refus\w+|fail\w*"
    r"|(?:ca|do|did|does|is|was|wo|has|have|had|are|were)n ?['’]? ?t)\b",
    re.IGNORECASE,
)
_NONE_BEHIND = re.compile(r"(?:\s+(?:with|to|of|from|at|on))?\s+(?:neither|no|none|nobody|nothing|hardly|barely)\b", re.IGNORECASE)
"""Behind a verb: it was done to nobody."""

_VAGUE = """
have been going doing making taking getting saying said know known want wanted need think thought believe seen come give given
like look looked work worked help mean expect expected respond responded comment commented able include included make made take
taken done change changed say tell told show showed call called find found become became keep kept
"""
_WEAK = frozenset(map(stem, _VAGUE.split()))
NEAR, SHARED = 5, 1
"""Words after a verb among which its object stands; content words beside verb and object that both sentences must share."""


@dataclass(frozen=True, slots=True)
class Deed:
    """A verb with what it is done to.

    Attributes:
        objects: stems of the first content words after it.
        negated: whether a negation stands right before it.
        extent: the verb's place in the article, with its negation.
    """

    verb: str
    form: str
    objects: tuple[str, ...]
    negated: bool
    extent: Extent


def denial_differences(dossier: Dossier) -> Iterator[Difference]:
    """A negated verb with its object in one origin, the same verb with the same object and no negation in another."""
    told = [(passage, deeds_of(passage)) for passage in dossier.passages]
    denials = [(passage, deed) for passage, deeds in told for deed in deeds if deed.negated and deed.objects]
    # by verb and first object: in parallel accounts that is enough
    done: dict[tuple[str, tuple[str, ...]], dict[int, Deed]] = {}
    for index, (_, deeds) in enumerate(told):
        for deed in deeds:
            if not deed.negated:
                done.setdefault((deed.verb, deed.objects[:1]), {}).setdefault(index, deed)
    for one, denied in denials:
        for index, said in done.get((denied.verb, denied.objects[:1]), {}).items():
            other = dossier.passages[index]
            if one.origin == other.origin or about_other_things(one, other) or _manner(one, denied) - _manner(other, said):
                continue
            parallel = are_parallel(dossier, one, other)
            if parallel or (denied.objects == said.objects and _share_more(one, other, denied)):
                yield _difference(one, other, denied, said)


def deeds_of(passage: Passage) -> tuple[Deed, ...]:
    """Every word that could be a verb with an object; which ones are verbs shows only when two are compared."""
    text, found = passage.text, []
    may_deny = _MAY_DENY.search(text) is not None
    spoken = list(_WORD.finditer(text))
    for at, word in enumerate(spoken):
        verb = stem(word[0])
        if word[0][0].isupper() or word[0].lower() in STOP_WORDS or verb in _WEAK or len(word[0]) < 4:
            continue
        negation = _NEGATION.search(text[: word.start()]) if may_deny else None
        if not (_INFLECTED.search(word[0]) or (negation and not negation[0].lower().startswith("without"))):
            continue
        none = _ANY_NEGATION.search(text[max(0, word.start() - 60) : word.start()]) or _NONE_BEHIND.match(text, word.end())
        if not negation and none:
            continue
        start = passage.extent.start + (negation.start() if negation else word.start())
        after = [stem(w[0]) for w in spoken[at + 1 : at + 1 + NEAR] if w[0].lower() not in STOP_WORDS]
        found.append(Deed(verb, word[0], tuple(after[:2]), bool(negation), Extent(start, passage.extent.start + word.end())))
    return tuple(found)


def _manner(passage: Passage, deed: Deed) -> set[str]:
    """The words that lead to a deed's manner behind its object: the charge may stand and not the charge "with fraud"."""
    behind = passage.article.article.text[deed.extent.end : passage.extent.end].split()[: NEAR + 1]
    return {word for word in behind if word in ("with", "about", "over", "as")}


def _share_more(one: Passage, other: Passage, deed: Deed) -> bool:
    """Whether the sentences have a word in common beside the deed itself."""
    shared = {stem(word) for word in content(one)} & {stem(word) for word in content(other)}
    return len(shared - {deed.verb, *deed.objects}) >= SHARED


def _difference(one: Passage, other: Passage, denied: Deed, said: Deed) -> Difference:
    return Difference(
        kind="denial",
        issue=_issue(other, said),
        sides=(_account(other, said), _account(one, denied)),
        confidence=0.85 if len(denied.objects) > 1 else 0.7,
        state="newer_supersedes" if says_it_is_older(one) or says_it_is_older(other) else "open",
        why="one account says it was done, the other that it was not",
    )


def _issue(passage: Passage, said: Deed) -> str:
    """The deed in the words of the account that says it was done, as far as its object reaches."""
    rest = passage.article.article.text[said.extent.end : passage.extent.end]
    ends = [found.end() for found in _WORD.finditer(rest) if found[0].lower() not in STOP_WORDS][: len(said.objects)]
    words_of = f"{said.form}{rest[: ends[-1]] if ends else ''}"
    return f"Whether anybody {words_of}" if said.form.endswith("ed") else f"Whether this is so: {words_of}"


def _account(passage: Passage, deed: Deed) -> Account:
    text = passage.article.article.text
    clause = clause_of(passage, deed.extent)
    return Account(passage=passage, text=" ".join(text[deed.extent.start : clause.end].split()), clause=clause)
