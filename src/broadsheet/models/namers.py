"""Finders of names other than the grammar's own, by what the settings say: always from a folder, nothing is ever fetched.

A finder stands behind the grammar in its pipeline. People, bodies and places are what it says they are; what else the grammar marks
(days, sums, peoples, laws) stays, where the finder has no name.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Protocol

from broadsheet.errors import ModelError
from broadsheet.models.own import Kind, Setting

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

LABELS = MappingProxyType({
    "PERSON": "PERSON", "PER": "PERSON", "ORG": "ORG", "ORGANIZATION": "ORG", "ORGANISATION": "ORG",
    "GPE": "GPE", "LOC": "LOC", "LOCATION": "LOC", "FAC": "FAC",
    "EVENT": "EVENT", "WORK_OF_ART": "WORK_OF_ART", "PRODUCT": "PRODUCT", "LAW": "LAW", "NORP": "NORP",
})  # fmt: skip
"""A finder's label in capitals → what the grammar calls the same. What stands under other labels is passed over."""

REPLACED = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC"})
"""The grammar's labels that give way: what every finder is for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A name in a text.

    Attributes:
        start, end: its place in characters, half-open.
        label: the finder's own.
    """

    start: int
    end: int
    label: str


class Namer(Protocol):
    """Finds names in a text."""

    def __call__(self, text: str, /) -> Iterator[Found]:
        """The names, in any order; they may overlap."""


class SpacyNamer:
    """The names of a spaCy pipeline: of its recognizer, its rules, or whatever else in it fills `Doc.ents`.

    Args:
        folder: that `nlp.to_disk` wrote.
    """

    def __init__(self, folder: Path) -> None:
        import spacy

        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                self._pipeline = spacy.load(folder)
        except (OSError, ValueError, KeyError, ImportError) as error:
            hint = "install what its components need, or write it anew with `nlp.to_disk`"
            raise ModelError(f"the pipeline in {folder} cannot be loaded: {error}", hint=hint) from error
        if not any("doc.ents" in self._pipeline.get_pipe_meta(name).assigns for name in self._pipeline.pipe_names):
            raise ModelError(f"the pipeline in {folder} finds no names", hint="it needs a component such as ner or entity_ruler")

    def __call__(self, text: str, /) -> Iterator[Found]:
        """The pipeline's entities."""
        for span in self._pipeline(text).ents:
            yield Found(start=span.start_char, end=span.end_char, label=span.label_)


class GlinerNamer:
    """The names of a GLiNER model.

    Args:
        folder: that `GLiNER.save_pretrained` wrote.
    """

    def __init__(self, folder: Path) -> None:
        from broadsheet.models.gliner_folder import finder

        try:
            self._find = finder(folder)
        except Exception as problem:  # whatever its libraries raise for what lies there
            told = f"the model in {folder} cannot be loaded: {type(problem).__name__}: {problem}"
            raise ModelError(told[:400], hint="write it anew with `GLiNER.save_pretrained`") from problem

    def __call__(self, text: str, /) -> Iterator[Found]:
        """The model's people, bodies and places."""
        for start, end, label in self._find(text):
            yield Found(start=start, end=end, label=label)


SETTING = Setting(
    key="models.names",
    noun="finder",
    kinds=MappingProxyType({
        "spacy": Kind(make=SpacyNamer, files=("config.cfg",), made_by="name the folder that `nlp.to_disk` wrote"),
        "gliner": Kind(
            make=GlinerNamer, files=("gliner_config.json",), made_by="name the folder that `GLiNER.save_pretrained` wrote",
            module="gliner", extra="gliner",
        ),
    }),
)  # fmt: skip


def refuse_unusable(asked: str) -> None:
    """See that a finder can be had, without loading it.

    Raises:
        ConfigError, MissingExtra, MissingPath, ModelError: as `broadsheet.models.own.Setting.refuse_unusable`.
    """
    SETTING.refuse_unusable(asked)


def load(asked: str) -> Namer:
    """The finder that is asked for.

    Raises:
        ConfigError, MissingExtra, MissingPath, ModelError: as `refuse_unusable`; or the finder is damaged, or finds nothing.
    """
    namer: Namer = SETTING.make(asked)
    return namer


class OtherNames:
    """A component behind the grammar's own finder, whose people, bodies and places give way to those of another.

    Args:
        namer: the other one.
    """

    def __init__(self, namer: Namer) -> None:
        self._namer = namer

    def __call__(self, doc: Doc) -> Doc:
        """The document with the other's names. Of two that overlap the longer one counts, then the first."""
        from spacy.util import filter_spans

        theirs = filter_spans(self._theirs(doc))
        taken = {token.i for span in theirs for token in span}
        kept = [span for span in doc.ents if span.label_ not in REPLACED and taken.isdisjoint(range(span.start, span.end))]
        doc.ents = tuple(sorted([*theirs, *kept], key=lambda span: span.start))
        return doc

    def _theirs(self, doc: Doc) -> Iterator[Span]:
        """The other's names as words of ours; a name that ends within one of our words takes the whole word."""
        for found in self._namer(doc.text):
            label = LABELS.get(found.label.upper())
            span: Any = doc.char_span(found.start, found.end, label, alignment_mode="expand") if label else None
            if span is not None and span.text.strip():
                yield span
