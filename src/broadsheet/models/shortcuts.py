"""A pipeline on the short road: the same parse for less work. What a pipeline has not, or has of another kind, stays as it is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from spacy.language import Language
from spacy.pipeline import AttributeRuler, EntityRecognizer, Lemmatizer
from thinc.api import get_current_ops, set_current_ops

from broadsheet.models import name_finder, namers, products, window_encoder, word_forms, word_vectors
from broadsheet.models.name_finder import NameFinder
from broadsheet.models.word_forms import WordForms


@Language.factory("word_forms", assigns=["token.pos", "token.morph", "token.lemma"])
def _word_forms(nlp: Language, name: str) -> WordForms:  # noqa: ARG001  spaCy passes the name
    return WordForms(nlp)


@Language.factory("name_finder", assigns=["doc.ents"])
def _name_finder(nlp: Language, name: str) -> NameFinder:  # noqa: ARG001  spaCy passes the name
    return NameFinder(nlp)


@Language.factory("other_names", assigns=["doc.ents"])
def _other_names(nlp: Language, name: str, asked: str) -> namers.OtherNames:  # noqa: ARG001  spaCy passes the name
    return namers.OtherNames(namers.load(asked))


@contextmanager
def quick_products() -> Iterator[None]:
    """Layers that are loaded meanwhile multiply by numpy, if that takes one thread and gives a row the same in any company."""
    before = get_current_ops()
    if products.is_single() and products.is_steady():
        set_current_ops(products.BlockOps())
    try:
        yield
    finally:
        set_current_ops(before)


def shorten(nlp: Language) -> Language:
    """Put the shortcuts that fit in the place of the pipeline's own components, which stay and are asked where needed."""
    for name in ("tok2vec", "ner"):
        if nlp.has_pipe(name):
            _replace_layers(nlp.get_pipe(name))
    if _has_word_rules(nlp):
        nlp.add_pipe("word_forms", after="lemmatizer")
        nlp.disable_pipe("attribute_ruler")
        nlp.disable_pipe("lemmatizer")
    if _has(nlp, "ner", EntityRecognizer) and name_finder.fits(nlp.get_pipe("ner")):
        nlp.add_pipe("name_finder", after="ner")
        nlp.disable_pipe("ner")
    return nlp


def _replace_layers(component: Any) -> None:
    for node in list(component.model.walk()):
        for i, layer in enumerate(node.layers):
            if word_vectors.fits(layer):
                node.layers[i] = word_vectors.remembered(layer)
            elif isinstance(layer.ops, products.BlockOps) and window_encoder.fits(layer):
                node.layers[i] = window_encoder.quick(layer)


def _has(nlp: Language, name: str, kind: type) -> bool:
    return name in nlp.pipe_names and isinstance(nlp.get_pipe(name), kind)


def _has_word_rules(nlp: Language) -> bool:
    """Whether a ruler and a lemmatizer follow one another and can be asked about each form once."""
    if not (_has(nlp, "attribute_ruler", AttributeRuler) and _has(nlp, "lemmatizer", Lemmatizer)):
        return False
    names = nlp.pipe_names
    return names.index("lemmatizer") == names.index("attribute_ruler") + 1 and word_forms.fits(nlp.get_pipe("attribute_ruler"))
