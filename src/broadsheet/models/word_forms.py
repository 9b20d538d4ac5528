"""Part of speech, features and lemma of every word: made by the pipeline's own rules, once for each form and remembered."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

import numpy as np
from spacy.matcher import Matcher
from spacy.tokens import Doc, Token

if TYPE_CHECKING:
    from spacy.language import Language

GIVEN: list[int | str] = ["ORTH", "TAG", "DEP"]
MADE: list[int | str] = ["TAG", "DEP", "POS", "MORPH", "LEMMA"]
ASKED: list[int | str] = ["ORTH", "TAG", "DEP", "IS_SPACE", "IS_PUNCT"]
"""What a rule may ask of a word; the first only of words that a rule names."""

WORDS = {"ORTH", "TEXT", "LOWER"}
OF_ONE_FORM = {"ORTH", "TEXT", "LOWER", "SHAPE", "IS_SPACE", "IS_PUNCT", "TAG", "DEP", "OP"}
"""What a pattern may ask of a word if its answer is to hold wherever the same form stands."""

MOST_FORMS = 200_000
"""Forms that are remembered before all are forgotten."""

Pattern = list[dict[str, Any]]


class WordForms:
    """Stands for a pipeline's attribute ruler and lemmatizer, with the same result.

    What those two say of a word depends on the word, its tag and its place in the clause alone, so they are asked once about each
    such form; and the ruler, which names few words in its patterns, once for all the others of one tag and place. Where one of its
    patterns of several words is met they see these words together.
    """

    def __init__(self, nlp: Language) -> None:
        makers: list[Any] = [nlp.get_pipe("attribute_ruler"), nlp.get_pipe("lemmatizer")]
        self._ruler, self._lemmatizer = makers
        self._vocab = nlp.vocab
        self._known: dict[bytes, tuple[int, ...]] = {}
        self._ruled: dict[tuple[int, ...], tuple[int, ...]] = {}
        index_by_set(self._lemmatizer)
        patterns = [pattern for rule in self._ruler.patterns for pattern in rule["patterns"]]
        self._named = Named(patterns)
        self._together = Together(nlp, [pattern for pattern in patterns if len(pattern) > 1 or "OP" in pattern[0]])

    def __call__(self, doc: Doc) -> Doc:
        """Give every token its part of speech, features and lemma."""
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 256) -> Iterator[Doc]:
        """The same for many documents."""
        documents = iter(stream)
        while batch := list(islice(documents, batch_size)):
            if len(self._known) > MOST_FORMS:
                self._known.clear()
                self._ruled.clear()
            given = [np.ascontiguousarray(doc.to_array(GIVEN)) for doc in batch]
            keys = [rows.view(f"V{rows.shape[1] * rows.itemsize}").ravel().tolist() for rows in given]
            self._learn(batch, keys)
            for doc, found in zip(batch, keys, strict=True):
                yield self._filled(doc, found)

    def _filled(self, doc: Doc, keys: list[bytes]) -> Doc:
        if keys:
            made = [self._known[key] for key in keys]
            for first, last in self._together.places(doc):
                made[first:last] = map(tuple, self._whole(self._bare(doc[first:last])).to_array(MADE).tolist())
            doc.from_array(MADE, np.array(made, dtype=np.uint64))  # type: ignore[arg-type]
        return doc

    def _learn(self, batch: list[Doc], keys: list[list[bytes]]) -> None:
        """Ask about the forms that are not known yet, all in one document."""
        new: dict[bytes, Token] = {}
        for doc, found in zip(batch, keys, strict=True):
            new.update({key: doc[i] for i, key in enumerate(found) if key not in self._known})
        if not new:
            return
        row = self._bare(list(new.values()))
        row.from_array(MADE, self._by_rule(row))
        made = self._lemmatizer(row).to_array(MADE)
        self._known.update(zip(new, map(tuple, made.tolist()), strict=True))

    def _by_rule(self, row: Doc) -> Any:
        """What the ruler says of the words, (words, fields of `MADE`); each as if it stood alone."""
        asked = row.to_array(ASKED)
        asked[[not self._named.holds(token) for token in row], 0] = 0
        sorts = list(map(tuple, asked.tolist()))
        new = {sort: token for sort, token in zip(sorts, row, strict=True) if sort not in self._ruled}
        if new:
            made = np.concatenate([self._ruler(part).to_array(MADE) for part in self._apart(list(new.values()))])
            self._ruled.update(zip(new, map(tuple, made.tolist()), strict=True))
        return np.array([self._ruled[sort] for sort in sorts], dtype=np.uint64)

    def _apart(self, tokens: list[Token]) -> list[Doc]:
        """Words side by side, in halves and halves of these where they happen to meet in a pattern of several."""
        row, half = self._bare(tokens), len(tokens) // 2
        if half and self._together.places(row):
            return self._apart(tokens[:half]) + self._apart(tokens[half:])
        return [row]

    def _bare(self, tokens: Iterable[Token]) -> Doc:
        words, *given = zip(*((token.text, token.tag, token.dep) for token in tokens), strict=True)
        bare = Doc(self._vocab, words=list(words))
        return bare.from_array(["TAG", "DEP"], np.array(given, dtype=np.uint64).T)  # type: ignore[arg-type]

    def _whole(self, doc: Doc) -> Doc:
        made: Doc = self._lemmatizer(self._ruler(doc))
        return made


class Named:
    """The words that patterns name. Of all others a pattern can tell tag, relation, blanks and marks, no more."""

    def __init__(self, patterns: list[Pattern]) -> None:
        asked = [(field, value) for pattern in patterns for token in pattern for field, value in token.items()]
        values = [value if isinstance(value, dict) else {"IN": [value]} for field, value in asked if field in WORDS]
        parts = [part for value in values for part in value.items()]
        self._words = frozenset(word.lower() for how, words in parts if how in ("IN", "NOT_IN") for word in words)
        self._like = [re.compile(words) for how, words in parts if how == "REGEX" and isinstance(words, str)]
        known = all(how in ("IN", "NOT_IN") or (how == "REGEX" and isinstance(words, str)) for how, words in parts)
        self._all = not known or any(field == "SHAPE" for field, _ in asked)

    def holds(self, token: Token) -> bool:
        """Whether a pattern may mean this very word."""
        word = token.lower_
        return self._all or word in self._words or any(like.search(form) for like in self._like for form in (word, token.text))


class Together:
    """Patterns of several words, with what every match must hold, so that most documents need not be searched."""

    def __init__(self, nlp: Language, patterns: list[Pattern]) -> None:
        self._matcher = Matcher(nlp.vocab)
        if patterns:
            self._matcher.add("together", patterns)
        needed = [_needed(pattern) for pattern in patterns]
        self._needed = {nlp.vocab.strings.add(word) for one in needed for word in one}
        self._search_all = not all(needed)

    def places(self, doc: Doc) -> list[tuple[int, int]]:
        """First and last (excluded) token wherever patterns are met in the document; those that share a word are one."""
        if not len(self._matcher) or not len(doc):
            return []
        if not self._search_all and self._needed.isdisjoint(doc.to_array(["LOWER", "DEP"]).ravel().tolist()):
            return []
        found: list[tuple[int, int]] = []
        for first, last in sorted((first, last) for _, first, last in self._matcher(doc)):
            begun, ended = found.pop() if found and first < found[-1][1] else (first, last)
            found.append((begun, max(last, ended)))
        return found


def _needed(pattern: Pattern) -> tuple[str, ...]:
    """A word or relation that every match of the pattern has; nothing if none is known."""
    plain = [token for token in pattern if "OP" not in token]
    values = [token.get(field) for token in plain for field in ("DEP", "LOWER")]
    return tuple(value for value in values if isinstance(value, str))[:1]


def fits(ruler: Any) -> bool:
    """Whether what the ruler says of a word depends on its form alone, and is said in fields that are known here."""
    asked = {field for rule in ruler.patterns for pattern in rule["patterns"] for token in pattern for field in token}
    return asked <= OF_ONE_FORM and {field for rule in ruler.patterns for field in rule["attrs"]} <= set(MADE)


def index_by_set(lemmatizer: Any) -> None:
    """Turn the lists of words in which the lemmatizer looks its guesses up into sets."""
    lookups = lemmatizer.lookups
    if "lemma_index" in lookups:
        table = lookups.get_table("lemma_index")
        for part in list(table):
            table[part] = frozenset(table[part])
