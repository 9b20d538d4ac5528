"""What a claim's sources hold, made ready for looking things up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise

from broadsheet.write.grounding_tokens import TITLES, Token, fold_lines, sentences

_SMALL_IN_NAMES = frozenset({"of", "the", "for", "and", "de", "la", "du", "von", "van", "bin", "al", "el"})
_PEOPLES = """
u.s usa america american americans
uk britain british briton britons
france french
spain spanish spaniard spaniards
netherlands dutch holland
germany german germans
switzerland swiss
wales welsh
ireland irish
scotland scottish scots
england english
poland polish poles
turkey turkish turks
greece greek greeks
denmark danish danes
finland finnish finns
sweden swedish swedes
norway norwegian norwegians
china chinese
thailand thai
philippines philippine filipino filipinos
peru peruvian
iraq iraqi iraqis
iran iranian iranians
cyprus cypriot cypriots
japan japanese
ukraine ukrainian ukrainians
eu european
un united
kyiv kiev
"""
_PEOPLE_OF = {word: group.split()[0] for group in _PEOPLES.strip().splitlines() for word in group.split()}


@dataclass(frozen=True)
class Sources:
    """A claim's sources, tokenised.

    Attributes:
        texts: folded, line ends kept.
        sentences: the sentences of each source.
    """

    texts: tuple[str, ...]
    sentences: tuple[tuple[tuple[Token, ...], ...], ...]

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """All tokens of all sources."""
        return tuple(token for source in self.sentences for sentence in source for token in sentence)

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of all tokens."""
        return frozenset(token.stem for token in self.tokens)

    @cached_property
    def proper(self) -> frozenset[str]:
        """The stems of name words that are not capitals merely because they open a sentence."""
        runs = [run for source in self.sentences for sentence in source for run in name_runs(sentence)]
        return frozenset(token.stem for run in runs for token in run if not token.first or len(run) > 1)

    @cached_property
    def numbers(self) -> dict[float, list[tuple[int, Token]]]:
        """Value → the tokens that have it, with their place among all."""
        found: dict[float, list[tuple[int, Token]]] = defaultdict(list)
        for at, token in enumerate(self.tokens):
            if token.kind == "number":
                found[token.value].append((at, token))
        return found

    @cached_property
    def names(self) -> frozenset[str]:
        """Every spelling under which a name of the sources may be met again: skeletons, initials, peoples."""
        spelled = {token.stem for token in self.tokens if token.form[0].isupper() or token.kind == "name"}
        return frozenset(
            {*map(skeleton, spelled | self.stems), *self._initials, *(_PEOPLE_OF[s] for s in spelled if s in _PEOPLE_OF)}
        )

    @cached_property
    def _initials(self) -> frozenset[str]:
        """First letters of every run of two to six capitalised words, with and without the small words inside."""
        found = set()
        for source in self.sentences:
            for sentence in source:
                for run in name_runs(sentence, small=True):
                    found |= _parts("".join(token.form[0].lower() for token in run if token.form[0].isupper()))
                    found |= _parts("".join(token.form[0].lower() for token in run))
        return frozenset(found)

    @cached_property
    def neighbours(self) -> frozenset[tuple[str, str]]:
        """Skeletons of every two name words that stand side by side, and of those with one word between them."""
        pairs = set()
        for source in self.sentences:
            for sentence in source:
                plain = [skeleton(token.stem) for token in sentence if token.stem not in TITLES]
                pairs |= set(pairwise(plain)) | set(zip(plain, plain[2:], strict=False))
        return frozenset(pairs)

    def has_name(self, token: Token) -> bool:
        """Whether the sources hold this word of a name, in any spelling."""
        return (
            token.stem in self.stems
            or skeleton(token.stem) in self.names
            or _PEOPLE_OF.get(token.stem, "-") in self.names
            or self._long_start(token.stem)
        )

    def _long_start(self, word: str) -> bool:
        """A country's name and its people's share their start."""
        sound = skeleton(word)
        return len(word) >= 6 and word.endswith(_OF_A_PEOPLE) and any(s[:5] == sound[:5] for s in self.names)


_OF_A_PEOPLE = ("an", "ans", "ian", "ians", "ese", "ish", "ia", "i", "is")


def evidence(sources: Sequence[str]) -> Sources:
    """Tokenise the sources."""
    return Sources(tuple(map(fold_lines, sources)), tuple(map(sentences, sources)))


@lru_cache(maxsize=20_000)
def skeleton(word: str) -> str:
    """A name as it sounds: transliterations of one name fall together.

    >>> skeleton("zelenskyy") == skeleton("zelenskiy") == skeleton("zelensky"), skeleton("qaddafi") == skeleton("kadafi")
    (True, True)
    """
    for old, new in (
        ("ph", "f"),
        ("kh", "h"),
        ("gh", "g"),
        ("ck", "k"),
        ("q", "k"),
        ("y", "i"),
        ("j", "i"),
        ("ou", "u"),
        ("w", "v"),
    ):
        word = word.replace(old, new)
    return "".join(letter for at, letter in enumerate(word) if letter != word[at - 1 : at])


def _parts(letters: str) -> set[str]:
    return {letters[i:j] for i in range(len(letters)) for j in range(i + 2, min(len(letters), i + 6) + 1)}


def name_runs(tokens: Sequence[Token], *, small: bool = False) -> list[list[Token]]:
    """Runs of name words that no mark divides. `small` lets "of", "the" and the like stand inside."""
    runs: list[list[Token]] = []
    last = -2
    for at, token in enumerate(tokens):
        if token.kind != "name":
            continue
        between = tokens[last + 1 : at]
        joins = all(small and t.form in _SMALL_IN_NAMES for t in between) and len(between) <= 2 and not token.before.strip("-")
        if runs and last >= 0 and joins:
            runs[-1] += [*between, token]
        else:
            runs.append([token])
        last = at
    return runs
