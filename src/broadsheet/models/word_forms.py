"""Part of speech, features and lemma of every word: made by the pipeline's own rules, once for each form and remembered."""

from __future__ import annotations

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
OF_ONE_FORM = {"ORTH", "TEXT", "LOWER", "SHAPE", "IS_SPACE", "IS_PUNCT", "TAG", "DEP", "OP"}
"""What a pattern may ask of a word if its answer is to hold wherever the same form stands."""

MOST_FORMS = 200_000
"""Forms that are remembered before all are forgotten."""

Pattern = list[dict[str, Any]]


class WordForms:
    """Stands for a pipeline's attribute ruler and lemmatizer, with the same result.

    What those two say of a word depends on the word, its tag and its place in the clause alone, so they are asked once about each
    such form. Only where one of the ruler's patterns of several words is met do they see the whole document.
    """

    def __init__(self, nlp: Language) -> None:
        self._makers: list[Any] = [nlp.get_pipe("attribute_ruler"), nlp.get_pipe("lemmatizer")]
        self._vocab = nlp.vocab
        self._known: dict[bytes, tuple[int, ...]] = {}
        index_by_set(self._makers[1])
        patterns = [pattern for rule in self._makers[0].patterns for pattern in rule["patterns"]]
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
            given = [np.ascontiguousarray(doc.to_array(GIVEN)) for doc in batch]
            keys = [rows.view(f"V{rows.shape[1] * rows.itemsize}").ravel().tolist() for rows in given]
            self._learn(batch, keys)
            for doc, found in zip(batch, keys, strict=True):
                yield self._whole(doc) if self._together.may_be_in(doc) else self._filled(doc, found)

    def _filled(self, doc: Doc, keys: list[bytes]) -> Doc:
        if keys:
            made: Any = np.array([self._known[key] for key in keys], dtype=np.uint64)
            doc.from_array(MADE, made)
        return doc

    def _learn(self, batch: list[Doc], keys: list[list[bytes]]) -> None:
        """Ask about the forms that are not known yet, all in one document; each alone if that happens to hold a pattern."""
        new: dict[bytes, Token] = {}
        for doc, found in zip(batch, keys, strict=True):
            new.update({key: doc[i] for i, key in enumerate(found) if key not in self._known})
        if not new:
            return
        row = self._bare(list(new.values()))
        alone = [self._bare([token]) for token in new.values()] if self._together.may_be_in(row) else [row]
        made = np.concatenate([self._whole(doc).to_array(MADE) for doc in alone])
        self._known.update(zip(new, map(tuple, made.tolist()), strict=True))

    def _bare(self, tokens: list[Token]) -> Doc:
        words, tags, deps = zip(*((token.text, token.tag_, token.dep_) for token in tokens), strict=True)
        return Doc(self._vocab, words=list(words), tags=list(tags), deps=list(deps))

    def _whole(self, doc: Doc) -> Doc:
        for maker in self._makers:
            doc = maker(doc)
        return doc


class Together:
    """Patterns of several words, with what every match must hold, so that most documents need not be searched."""

    def __init__(self, nlp: Language, patterns: list[Pattern]) -> None:
        self._matcher = Matcher(nlp.vocab)
        if patterns:
            self._matcher.add("together", patterns)
        needed = [_needed(pattern) for pattern in patterns]
        self._needed = {nlp.vocab.strings.add(word) for one in needed for word in one}
        self._search_all = not all(needed)

    def may_be_in(self, doc: Doc) -> bool:
        """Whether one of the patterns is met in the document."""
        if not len(self._matcher) or not len(doc):
            return False
        if not self._search_all and self._needed.isdisjoint(doc.to_array(["LOWER", "DEP"]).ravel().tolist()):
            return False
        return bool(self._matcher(doc))


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
