"""Sentences with what a writer must know of them: content words, tense, subject."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from broadsheet.annotate.leaning import Around, leaning, pointing
from broadsheet.annotate.naming import Name
from broadsheet.annotate.reading import Clause, Reading
from broadsheet.annotate.trims import trims
from broadsheet.language.words import STOP_WORDS
from broadsheet.records.annotation import Sentence, Tense
from broadsheet.records.text import Extent

if TYPE_CHECKING:
    from spacy.tokens import Token

_CONTENT = ("NOUN", "PROPN", "VERB", "ADJ", "NUM", "ADV", "X", "SYM")


def sentences(reading: Reading, found: Sequence[Name], around: Around) -> list[Sentence]:
    """Every sentence of the article, those that were not parsed with their place alone."""
    by_clause: dict[int, list[Name]] = {}
    for name in found:
        by_clause.setdefault(name.clause.index, []).append(name)
    parsed = [_sentence(clause, by_clause.get(clause.index, []), around) for clause in reading.clauses]
    return parsed + [Sentence(extent=extent, paragraph=paragraph) for paragraph, extent in reading.rest]


def _sentence(clause: Clause, found: Sequence[Name], around: Around) -> Sentence:
    root, points = clause.span.root, pointing(clause, around)
    return Sentence(
        extent=clause.extent,
        paragraph=clause.paragraph,
        terms=_terms(clause, found, around.text),
        tense=tense(root),
        subject=_subject(clause, root),
        leans=leaning(clause, around, points),
        points=tuple(clause.at(token) for token in points),
        trims=trims(clause, around),
    )


def _terms(clause: Clause, found: Sequence[Name], text: str) -> tuple[str, ...]:
    """Lemmas of the content words; a name is one term, as it is written."""
    names = {name.first: name for name in found}
    terms, i = [], clause.span.start
    while i < clause.span.end:
        if i in names:
            terms.append(names[i].extent.of(text))
            i = names[i].last
            continue
        token = clause.span.doc[i]
        lemma = token.lemma_.lower()
        if (
            token.pos_ in _CONTENT
            and any(c.isalnum() for c in lemma)
            and lemma not in STOP_WORDS
            and token.lower_ not in STOP_WORDS
        ):
            terms.append(lemma)
        i += 1
    return tuple(terms)


def tense(root: Token) -> Tense:
    """The tense of a verb with its auxiliaries; perfect forms are past, "is to" and "is going to" future."""
    forms = [child for child in root.children if child.dep_ in ("aux", "auxpass")] or _copied(root)
    first = min([*forms, root], key=lambda token: token.i)
    words = {token.lower_ for token in forms}
    if words & {"will", "'ll", "shall", "wo", "’ll"} or _is_to(root):
        return "future"
    if first.lower_ in ("had", "'d") and first is not root and root.tag_ in ("VBN", "VBD"):
        return "pluperfect"
    if first.tag_ == "VBD" or (words & {"has", "have", "'ve"} and first is not root):
        return "past"
    if first.tag_ in ("VBZ", "VBP", "MD"):
        return "present"
    return "none"


def _copied(root: Token) -> list[Token]:
    """A second verb ("and left") has the auxiliaries of the first."""
    if root.dep_ == "conj" and root.tag_ in ("VBN", "VBG", "VB") and root.head.pos_ in ("VERB", "AUX"):
        return [child for child in root.head.children if child.dep_ in ("aux", "auxpass")]
    return []


def _is_to(root: Token) -> bool:
    if root.lower_ not in ("is", "are", "'s", "'re") and root.lemma_ != "go":
        return False
    going = root.lower_ == "going" or root.lemma_ == "be"
    return going and any(child.dep_ == "xcomp" and child.left_edge.lower_ == "to" for child in root.children)


def _subject(clause: Clause, root: Token) -> Extent | None:
    for child in root.children:
        if child.dep_ in ("nsubj", "nsubjpass", "csubj", "expl"):
            first, last = child.left_edge.i, child.right_edge.i + 1
            if first <= root.i < last:
                last = root.i
            return clause.place(max(first, clause.span.start), min(last, clause.span.end))
    return None
