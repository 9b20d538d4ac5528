"""A fact said in other words, by rule: other numbers' forms, synonyms, the passive, another place for who says it, two sentences.

What comes out is for a search to find, not for a reader: it may be clumsy, and keeps what the sentence says.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from broadsheet.models import grammar

if TYPE_CHECKING:
    from spacy.tokens import Token

_PAIRS = """
said:stated told:informed announced:made.public killed:slain died:perished dead:deceased injured:wounded hurt:wounded
arrested:detained
bought:purchased sold:disposed.of began:started started:began ended:finished increased:grew rose:climbed fell:dropped dropped:fell
declined:decreased cut:reduced raised:lifted rejected:turned.down approved:passed passed:approved signed:put.pen.to banned:outlawed
allowed:permitted asked:requested called:described wants:seeks wanted:sought plans:intends planned:intended expects:anticipates
expected:anticipated showed:revealed revealed:disclosed found:discovered used:employed helped:assisted tried:attempted
met:held.talks visited:travelled.to left:departed arrived:came returned:went.back built:constructed destroyed:wrecked
attacked:assaulted criticized:faulted criticised:faulted praised:lauded supported:backed backed:supported opposed:resisted
warned:cautioned claimed:alleged denied:rejected admitted:conceded confirmed:verified police:officers officials:authorities
authorities:officials government:administration administration:government president:head.of.state lawmakers:legislators
legislation:bill bill:legislation law:statute children:kids people:persons women:females men:males money:funds funds:money
company:firm firm:company businesses:firms workers:employees employees:staff jobs:posts doctors:physicians car:vehicle cars:vehicles
house:home houses:homes school:college schools:colleges war:conflict fight:battle vote:ballot election:poll court:tribunal
trial:court.case judge:magistrate report:account study:survey number:figure big:large large:big small:little important:significant
significant:important new:fresh nearly:almost almost:nearly about:roughly around:about former:ex recent:latest several:a.number.of
many:numerous quickly:rapidly also:too because:since but:yet however:still across:throughout
"""
SYNONYMS = {word: other.replace(".", " ") for word, other in (pair.split(":") for pair in _PAIRS.split())}
"""Word → another that may stand in its place."""

_SMALL = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_WORD = re.compile(r"[a-z]+")
_SAID_LAST = re.compile(r"^(?P<what>[^“”\"]{20,}), (?P<who>[^,]{3,60}) said(?P<rest>[^,.]{0,40})\.$")
_SAID_FIRST = re.compile(r"^(?P<who>[^,]{3,60}) said(?: on \w+day)? that (?P<what>[^“”\"]{20,})\.$")


def reworded(sentence: str, variant: int) -> str:
    """The sentence in other words: `variant` 0 has other words and numbers, 1 another order too, 2 two sentences."""
    if variant == 1:
        sentence = _passive(_said_elsewhere(sentence))
    elif variant == 2:
        sentence = _in_two(_said_elsewhere(sentence))
    return _renumbered(_WORD.sub(lambda word: SYNONYMS.get(word[0], word[0]), sentence))


def _renumbered(text: str) -> str:
    """Every number in another form: "1,200" without its comma, "3 million" in digits, "50%" in words, small ones in digits.

    >>> _renumbered("It cost $3 million, 50% of 1,200 and two.")
    'It cost $3000000, 50 percent of 1200 and 2.'
    """
    text = re.sub(r"(\d+(?:\.\d+)?) (million|billion)", lambda m: f"{float(m[1]) * (1e6 if m[2] == 'million' else 1e9):.0f}", text)
    text = re.sub(r"(?<=\d),(?=\d{3})", "", text)
    text = re.sub(r"(?<=\d)%", " percent", text)
    return re.sub(rf"\b({'|'.join(_SMALL[2:])})\b", lambda m: str(_SMALL.index(m[1])), text)


def _said_elsewhere(sentence: str) -> str:
    """Who says it, at the other end.

    >>> _said_elsewhere("The bridge will stay shut until the summer, the mayor said.")
    'According to the mayor, the bridge will stay shut until the summer.'
    """
    found = _SAID_LAST.match(sentence) or _SAID_FIRST.match(sentence)
    if not found:
        return sentence
    return f"According to {_uncapped(found['who'])}, {_uncapped(found['what'])}."


def _uncapped(words: str) -> str:
    """Words that no longer open the sentence: an article or a pronoun loses its capital."""
    return (
        words[0].lower() + words[1:]
        if words.split(maxsplit=1)[0] in ("The", "A", "An", "It", "He", "She", "They", "There")
        else words
    )


def _passive(sentence: str) -> str:
    """The main clause in the passive, where it is a plain one: a subject, a past verb, an object."""
    doc = next(grammar.parse([sentence]))
    root = next((token for token in doc if token.dep_ == "ROOT" and token.tag_ == "VBD"), None)
    parts = {child.dep_: child for child in root.children} if root is not None else {}
    if root is None or not {"nsubj", "dobj"} <= parts.keys() or "neg" in parts or parts["nsubj"].pos_ == "PRON":
        return sentence
    doer, thing = _words(parts["nsubj"]), _words(parts["dobj"])
    rest = sentence[parts["dobj"].right_edge.idx + len(parts["dobj"].right_edge) :].lstrip()
    form = "were" if parts["dobj"].tag_ in ("NNS", "NNPS") else "was"
    before = sentence[: parts["nsubj"].left_edge.idx]
    return f"{before}{thing if before else thing[0].upper() + thing[1:]} {form} {root.text} by {_uncapped(doer)} {rest}"


def _words(head: Token) -> str:
    return str(head.doc[head.left_edge.i : head.right_edge.i + 1].text)


def _in_two(sentence: str) -> str:
    """The sentence cut at its last comma that leaves both sides some words.

    >>> _in_two("The bridge was shut for three days, and trains were sent by way of Velm.")
    'The bridge was shut for three days. Moreover, and trains were sent by way of Velm.'
    """
    places = [found.start() for found in re.finditer(", ", sentence) if 25 < found.start() < len(sentence) - 25]
    return f"{sentence[: places[-1]]}. Moreover, {sentence[places[-1] + 2 :]}" if places else sentence
