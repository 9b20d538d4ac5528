"""A round-up's figure with what it counts, told as a sentence: "19: Years for which the mill stood empty".

The number stands where its noun stood: "The mill stood empty for 19 years". Nothing is added and nothing goes; what fits none of
the forms below is printed as it is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from broadsheet.models import grammar
from broadsheet.write.standing import COUNTED

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_BARE_NUMBER = re.compile(r"\d[\d.,]*(?: (?:thousand|million|billion|trillion))?$")
"""A figure that can stand before a noun; a share or a sum of money cannot: "40 % voters"."""

_THAT_MANY = re.compile(r"\bthat (?:many|much)\b")
_HOW_MANY = re.compile(r"(?:That|This) (?:is|was) how many ")
_DAY_LAST = re.compile(r" on [A-Z]\w+day$")
_SMALL = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_SUBJECTS = ("nsubj", "nsubjpass")


def told(item: str) -> str:
    """The item as a sentence, or as it is.

    Args:
        item: a figure, a colon and what it counts, as `standing.COUNTED` finds it.

    >>> told("19: Years for which the mill stood empty.")
    'The mill stood empty for 19 years.'
    >>> told("4: That is how many bells Ostrand has."), told("300: Farmers who lost their rye.")
    ('Ostrand has four bells.', '300 farmers lost their rye.')
    >>> told("$4 million: Cost of the new sluice.")
    '$4 million: Cost of the new sluice.'
    """
    found = COUNTED.match(item)
    if not found:
        return item
    figure, rest = found[0].rstrip(": "), item[found.end() :].rstrip(".")
    if len(_THAT_MANY.findall(rest)) == 1 and not _HOW_MANY.match(rest):
        return _THAT_MANY.sub(figure, rest) + "."
    if not _BARE_NUMBER.match(figure):
        return item
    asked = _HOW_MANY.match(rest)
    (doc,) = grammar.parse([rest[asked.end() :] if asked else rest], names=False)
    sentence = _counting(doc, figure) if asked else _described(doc, figure)
    return _opened(sentence) + "." if sentence else item


def _described(doc: Doc, figure: str) -> str | None:
    """A noun with a relative clause: "Pens with which it was signed", "Farmers who lost their rye"."""
    noun = next(iter(doc.sents)).root
    verb = next((token for token in doc if token.dep_ == "relcl" and (token.head == noun or token.head.pos_ == "NUM")), None)
    pronoun = verb and next((token for token in doc[noun.i : verb.i] if token.tag_ in ("WDT", "WP")), None)
    if noun.pos_ != "NOUN" or verb is None or not pronoun or doc[pronoun.i - 1].text == ",":
        return None
    if _is_shifted(verb):
        return None
    clause = doc[pronoun.i + 1 :].text
    if pronoun.dep_ == "pobj" and pronoun.head.i == pronoun.i - 1 and "," not in clause:
        day = _DAY_LAST.search(clause)
        done, when = (clause[: day.start()], day[0]) if day else (clause, "")
        return f"{done} {pronoun.head.text} {_number(figure)} {_small(doc[: pronoun.head.i].text)}{when}"
    opens = pronoun.dep_ in _SUBJECTS and pronoun.head == verb
    return f"{figure} {_small(doc[: pronoun.i].text)} {clause}" if opens else None


def _counting(doc: Doc, figure: str) -> str | None:
    """What follows "how many": "people died", "bells Ostrand has", "tonnes of wheat Ostrand sold last year"."""
    verb = next(iter(doc.sents)).root
    subject = next((child for child in verb.children if child.dep_ in _SUBJECTS and child.i < verb.i), None)
    if subject is None or verb.pos_ not in ("VERB", "AUX") or _is_shifted(verb) or _counted(doc) not in (*_SUBJECTS, "dobj"):
        return None
    named = next((token for token in doc[1 : verb.i] if _is_name_behind(token)), None)
    begins = named.i if named else subject.left_edge.i
    if begins == 0:
        return f"{figure} {doc.text}"
    return f"{doc[begins : verb.i + 1].text} {_number(figure)} {doc[:begins].text} {doc[verb.i + 1 :].text}".rstrip()


def _counted(doc: Doc) -> str:
    """The part in the clause of the noun that "how many" asks for: of "years" beside a verb it is none."""
    return next((token.dep_ for token in doc if token.pos_ in ("NOUN", "PROPN") and token.dep_ != "compound"), "")


def _is_shifted(verb: Token) -> bool:
    """Whether a number that moves into the clause would mean something else: behind a denial, or in what somebody says."""
    return any(child.dep_ in ("neg", "ccomp") for child in verb.children)


def _is_name_behind(token: Token) -> bool:
    """Whether a name follows a noun in small letters, as no word of one phrase does: "of wheat | Ostrand sold"."""
    before = token.nbor(-1)
    return token.text[:1].isupper() and before.pos_ in ("NOUN", "PROPN") and before.text.islower()


def _number(figure: str) -> str:
    """A number amid a sentence: below ten in a word."""
    return _SMALL[int(figure)] if figure in "123456789" else figure


def _small(phrase: str) -> str:
    """A phrase that opened the item with a small letter; a name keeps its capital where two letters of the word have one."""
    return phrase if phrase[1:2].isupper() else phrase[:1].lower() + phrase[1:]


def _opened(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
