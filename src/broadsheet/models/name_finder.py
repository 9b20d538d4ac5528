"""The names that a pipeline's recognizer finds, decoded for all words at once instead of move by move."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import reduce
from itertools import accumulate, islice, pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc, Span

from broadsheet.models.products import product

if TYPE_CHECKING:
    from spacy.language import Language

Floats = NDArray[np.float32]
Flags = NDArray[np.bool_]
FEATURES = 3
"""Tokens that a state of the recognizer looks at: the next one, the first of the open name, the last before the next."""


@dataclass(frozen=True, slots=True)
class Moves:
    """The recognizer's moves: their names ("B-ORG", "O"), and the places of those that begin, go on or end a name.

    Attributes:
        names: in the order of the scores.
        beginning: begin a name of several words.
        naming: begin a name, of one word or more.
        barred: are never made while no name is open.
        inside, last: by label.
    """

    names: tuple[str, ...]
    beginning: NDArray[np.intp]
    naming: NDArray[np.intp]
    barred: NDArray[np.intp]
    inside: dict[str, int]
    last: dict[str, int]

    @classmethod
    def of(cls, names: Iterable[str]) -> Moves:
        """Read from the names of the moves."""
        names = tuple(names)
        by = {kind: {name[2:]: i for i, name in enumerate(names) if name[0] == kind} for kind in "BILU"}
        begins, whole = list(by["B"].values()), list(by["U"].values())
        barred = [*by["I"].values(), *by["L"].values(), *(i for i, name in enumerate(names) if name == "U-")]
        return cls(names, np.array(begins), np.array(begins + whole), np.array(barred), by["I"], by["L"])


class NameFinder:
    """Stands for a pipeline's entity recognizer, with the same result.

    While no name is open, the recognizer's scores depend on the next word alone: they are reckoned for all words in one product.
    Only inside a name of several words is it decided word by word.
    """

    def __init__(self, nlp: Language) -> None:
        recognizer: Any = nlp.get_pipe("ner")
        self._recognizer = recognizer
        system = recognizer.moves
        self._moves = Moves.of(system.get_class_name(i) for i in range(system.n_moves))
        model = recognizer.model
        self._words, self._lower, self._upper = (model.get_ref(part) for part in ("tok2vec", "lower", "upper"))

    def __call__(self, doc: Doc) -> Doc:
        """Find the names of one document."""
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 256) -> Iterator[Doc]:
        """The same for many documents, so many at once."""
        documents = iter(stream)
        while batch := list(islice(documents, batch_size)):
            if any(doc.has_annotation("ENT_IOB") for doc in batch):
                yield from self._recognizer.pipe(batch, batch_size=batch_size)
            else:
                yield from self._find(batch)

    def _find(self, docs: list[Doc]) -> list[Doc]:
        """The names of documents in which none is known before."""
        if not any(len(doc) for doc in docs):
            return docs
        features: Floats = self._lower.predict(self._words.predict(docs))
        flags = np.concatenate([doc.to_array(["SENT_START", "IS_SPACE"]) for doc in docs])
        bounds = list(accumulate((len(doc) for doc in docs), initial=0))
        ends = np.append(flags[1:, 0] == 1, True)  # a name ends with its sentence, and with the text
        ends[np.array(bounds[1:]) - 1] = True
        best = self._outside(features, flags[:, 1] != 0, ends)
        for doc, (start, end) in zip(docs, pairwise(bounds), strict=True):
            doc.set_ents([self._span(doc, start, found) for found in self._names(best, features, ends, (start, end))])
        return docs

    def _span(self, doc: Doc, start: int, name: tuple[int, int, str]) -> Span:
        first, end, label = name
        return Span(doc, first - start, end - start, label=label)

    def _outside(self, features: Floats, blank: Flags, ends: Flags) -> list[int]:
        """The best move at every token, no name being open. `features[0]` stands for no token.

        No name begins with a blank, and none of several words where a name must end.
        """
        hidden = self._hidden(features[1:, 0] + features[0, 1] + features[0, 2])
        scores = product(hidden, self._upper.get_param("W").T) + self._upper.get_param("b")
        scores[:, self._moves.barred] = -np.inf
        scores[np.ix_(blank, self._moves.naming)] = -np.inf
        scores[np.ix_(ends, self._moves.beginning)] = -np.inf
        best: list[int] = np.argmax(scores, axis=1).tolist()
        return best

    def _hidden(self, summed: Floats) -> Floats:
        """The hidden layer (…, hidden) of states whose features (…, hidden, pieces) are summed."""
        pieces = np.moveaxis(summed + self._lower.get_param("b"), -1, 0)
        return reduce(np.maximum, pieces)  # numpy's own maximum over a last axis as short as this takes forty times as long

    def _names(self, best: list[int], features: Floats, ends: Flags, bounds: tuple[int, int]) -> Iterator[tuple[int, int, str]]:
        """First token, end and label of the names between two places of the batch."""
        at, until = bounds
        while at < until:
            kind, _, label = self._moves.names[best[at]].partition("-")
            first, at = at, at + 1
            if kind == "B":
                at = self._close(label, features, first, ends)
            if kind != "O":
                yield first, at, label

    def _close(self, label: str, features: Floats, first: int, ends: Flags) -> int:
        """Where the name that begins at `first` ends: the place after its last token."""
        two = [self._moves.inside[label], self._moves.last[label]]
        weights, bias = self._upper.get_param("W")[two], self._upper.get_param("b")[two]
        at = first + 1
        while not ends[at]:
            goes_on, is_last = weights @ self._hidden(features[at + 1, 0] + features[first + 1, 1] + features[at, 2]) + bias
            if is_last > goes_on or (is_last == goes_on and two[1] < two[0]):
                break
            at += 1
        return at + 1


def fits(recognizer: Any) -> bool:
    """Whether the recognizer is of the kind whose moves are known here: greedy, with three features and no move unseen."""
    model = getattr(recognizer, "model", None)
    if model is None or not {"lower", "upper", "tok2vec"} <= set(model.ref_names):
        return False
    lower = model.get_ref("lower")
    greedy = recognizer.cfg.get("beam_width") == 1 and not model.attrs.get("unseen_classes")
    return bool(greedy and model.attrs.get("has_upper") and lower.get_dim("nF") == FEATURES and lower.get_dim("nP") > 1)
