"""Quotations that are somebody's words, and whose they are."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING

from broadsheet.annotate.cues import Candidate, holder, is_time
from broadsheet.annotate.reading import ENDLESS, Clause, Reading
from broadsheet.language.quotemarks import Quotation
from broadsheet.language.speech import PLAIN, SPEECH
from broadsheet.language.words import listed
from broadsheet.records.text import Extent

if TYPE_CHECKING:
    from spacy.tokens import Token

_FEW = 4
_LONG = 8
_BESIDE = 7
_FULL_STOPS = frozenset(".!?")
_WORD = re.compile(r"\w[\w'’-]*")
_SIGNED = re.compile(
    r"[^\S\n]*(?:[―—–]|--?(?=\s))[^\S\n]*(?P<name>[^\W\d_a-z][\w.'’-]*(?:[^\S\n]+(?:[^\W\d_a-z][\w.'’-]*|of|de|da|van|von|the)){0,6}?)"
    r"\.?[^\S\n]*(?=\n|$)"
)
_GOING_ON = frozenset(",?!")
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_OF_PHRASE = frozenset({"DET", "ADJ", "NOUN", "PROPN", "PRON", "PART", "NUM"})
_COVERING = 0.2
_TELLING = PLAIN | {"tell"}
_LONGEST_PHRASE = 9
_LONGEST_TELLING = 16
_TO_SOMEBODY = frozenset({"tell"})
_ABOUT = listed("of about against for")
_LATER = listed("later earlier afterwards afterward yesterday today")
_HELPING = listed("be have do")
_TITLE_SMALL = listed("a an the of and or in on at to for with from by is as")


@dataclass(frozen=True, slots=True)
class Attributed:
    """Who says something: the sentence it is found in, first and last (excluded) token of the speaker, the cue."""

    clause: Clause
    source: tuple[int, int] | None
    cue: Token | None

    @property
    def speaker(self) -> Extent | None:
        """Place of the words that name the speaker."""
        return self.clause.place(*self.source) if self.source else None

    @property
    def cue_place(self) -> Extent | None:
        """Place of the cue."""
        return self.clause.at(self.cue) if self.cue is not None else None


def is_whole(quote: Quotation, reading: Reading) -> bool:
    """Whether a quotation gives a statement word for word, not a few words of one, a name or a title."""
    return quote.label is not None or _is_statement(quote, reading)


def _is_statement(quote: Quotation, reading: Reading) -> bool:
    text, words = reading.text, _WORD.findall(quote.extent.of(reading.text))
    clause = reading.clause_at(quote.outer.start)
    if (
        clause is None
        or len(clause.span) > ENDLESS
        or not words
        or (len(words) < 2 and not quote.extent.of(text).endswith((".", ",", "!", "?")))
    ):
        return False
    before = text[clause.extent.start : quote.outer.start].strip(" (–—")
    ends = quote.extent.of(text).rstrip()[-1:] in ".,!?…—–-:" or text[quote.outer.end : quote.outer.end + 1] in (",", ".", "?", "!")
    if quote.outer.end > clause.extent.end + 1:
        return True
    titled = _is_title(words) and not _speaks_beside(clause, quote)
    if titled or _is_full_sentence(words, quote.extent.of(text)):
        return not titled
    if not before:
        return (ends and (len(words) >= _FEW or _speaks(clause, quote))) or quote.outer.end >= clause.extent.end - 1
    if before.endswith((",", ":")):
        return ends and (len(words) >= _FEW or _speaks(clause, quote))
    return _verb_right_before(clause, quote) and (len(words) >= _FEW or ends)


def _is_title(words: Sequence[str]) -> bool:
    return 1 < len(words) <= 9 and all(word[0].isupper() or word[0].isdigit() or word.lower() in _TITLE_SMALL for word in words)


def _speaks(clause: Clause, quote: Quotation) -> bool:
    """Whether the sentence has a verb of speech outside the quotation."""
    return any(
        token.lemma_.lower() in PLAIN and token.pos_ == "VERB" and not quote.outer.holds(clause.at(token)) for token in clause.words
    )


def _is_full_sentence(words: Sequence[str], said: str) -> bool:
    """Whether quoted words, whatever stands before them, have the form and the length of a sentence."""
    return len(words) >= _LONG and said[:1].isupper() and said.rstrip()[-1:] in _FULL_STOPS


def _speaks_beside(clause: Clause, quote: Quotation) -> bool:
    """Whether a verb of speech stands right beside the quotation, with at most a name between."""
    doc = clause.span.doc
    near = [token for token in clause.tokens(Extent(quote.outer.start - 1, quote.outer.end + 1)) if not token.is_space]
    first, last = (near[0].i, near[-1].i) if near else (clause.span.start, clause.span.start)
    around = [doc[i] for i in range(max(clause.span.start, first - 2), min(clause.span.end, last + _BESIDE))]
    return any(
        token.lemma_.lower() in PLAIN and token.tag_.startswith("VB") and not quote.outer.holds(clause.at(token))
        for token in around
    )


def _verb_right_before(clause: Clause, quote: Quotation) -> bool:
    before = [
        token for token in clause.words if clause.at(token).end <= quote.outer.start and not token.is_punct and not token.is_space
    ]
    return bool(before) and before[-1].lemma_.lower() in PLAIN


def attribute(
    quote: Quotation, reading: Reading, likely: Callable[[Clause], Sequence[tuple[float, Candidate]]]
) -> Attributed | None:
    """Who says a quotation, as its own sentences tell it: signed, by the grammar, by what follows it, by what leads to it."""
    signed = _signed(quote, reading) or _right_behind(quote, reading)
    if signed is not None:
        return signed
    hosts = _hosts(quote, reading)
    for clause in dict.fromkeys([hosts[-1], hosts[0]]) if hosts else ():
        found = _by_grammar(quote, clause, likely(clause)) or _after(quote, clause) or _before(quote, clause)
        if found is not None:
            return _behind_a_label(found)
    return _told_behind(quote, reading)


def _behind_a_label(found: Attributed) -> Attributed | None:
    """Who speaks where the grammar took the name before a colon: "The Post: Ana Reva says, “…”" is no word of the Post's."""
    doc, end, cue = found.clause.span.doc, found.source[1] if found.source else 0, found.cue
    if cue is None or cue.i <= end or doc[end].text != ":":
        return found
    last = next((i for i in range(cue.i, end + 1, -1) if not doc[i - 1].is_punct), end + 1)
    named = any(token.pos_ in ("PROPN", "PRON") for token in doc[end + 1 : last])
    return Attributed(found.clause, (end + 1, last), cue) if named else None


def _signed(quote: Quotation, reading: Reading) -> Attributed | None:
    """The name before an interview's answer, or after a dash with which a quotation's paragraph ends: "…" — NAME."""
    place = quote.label
    if place is None and (found := _SIGNED.match(reading.text, quote.outer.end)):
        place = Extent(found.start("name"), found.end("name") - found["name"].endswith("."))
    clause = reading.clause_at(place.start) if place else None
    tokens = clause.tokens(place) if clause and place else []
    return Attributed(clause, (tokens[0].i, tokens[-1].i + 1), None) if clause and tokens else None


def _right_behind(quote: Quotation, reading: Reading) -> Attributed | None:
    """Who speaks where a phrase and its verb follow the closing mark at once: “…,” NAME shot back."""
    end = quote.extent.of(reading.text).rstrip()[-1:]
    clause = reading.clause_at(quote.outer.end + 1)
    if clause is None or end not in _GOING_ON or reading.text[quote.outer.end : quote.outer.end + 1].strip(" ,"):
        return None
    behind = [token for token in clause.words if clause.at(token).start >= quote.outer.end and not token.is_space]
    first = behind[0].i if behind and clause.at(behind[0]).start - quote.outer.end <= 1 else 0
    verb = next((token for token in behind if token.tag_ in _FINITE), None)
    if verb is None or not 0 < verb.i - first <= _LONGEST_PHRASE or behind[0].is_punct:
        return None
    said = verb.lemma_.lower() in SPEECH or (end == "," and verb.pos_ == "VERB" and verb.lemma_ not in _HELPING)
    return Attributed(clause, (first, verb.i), verb) if said and _is_phrase(clause.span.doc[first : verb.i]) else None


def _told_behind(quote: Quotation, reading: Reading) -> Attributed | None:
    """Who speaks where the full stop stands inside the marks and the attribution is a sentence of its own: “….” NAME said."""
    said = reading.clause_at(quote.outer.end - 1)
    last = said.index if said and quote.extent.of(reading.text).rstrip().endswith(".") else len(reading.clauses)
    clause = reading.clauses[last + 1] if last + 1 < len(reading.clauses) else None
    if said is None or clause is None or clause.paragraph != said.paragraph or said.extent.end > quote.outer.end:
        return None
    verb, source = clause.span.root, holder(clause.span.root)
    tells = verb.lemma_.lower() in _TELLING and verb.tag_ in _FINITE and len(clause.span) <= _LONGEST_TELLING
    if source is None or not tells or clause.extent.of(reading.text)[-1:] != ".":
        return None
    return Attributed(clause, source, verb) if _says_nothing(verb, source) else None


def _says_nothing(verb: Token, source: tuple[int, int]) -> bool:
    """Whether beside the speaker a verb has only circumstances, and whom it tells: no words of its own, no question, no "not"."""
    rest = [child for child in verb.children if not source[0] <= child.i < source[1] and not child.is_space]
    return all(_is_beside(child, told=verb.lemma_.lower() in _TO_SOMEBODY) for child in rest)


def _is_beside(child: Token, *, told: bool) -> bool:
    """Whether what hangs on a verb of speech says when, where or to whom, not what."""
    if child.dep_ == "advmod":
        return child.lower_ in _LATER
    if child.dep_ == "prep":
        return child.lower_ not in _ABOUT
    return child.dep_ == "npadvmod" or (told and child.dep_ in ("dobj", "dative")) or is_time(child) or child.text in (".", ",")


def _is_phrase(tokens: Iterable[Token]) -> bool:
    """Whether some words are a noun and what belongs before it."""
    words = [token for token in tokens if not token.is_space]
    within = all(token.pos_ in _OF_PHRASE or token.text == "-" for token in words)
    asks = any(token.tag_ in ("WP", "WDT", "WRB", "WP$") for token in words)
    return within and not asks and bool(words) and words[-1].pos_ in ("NOUN", "PROPN", "PRON") and not is_time(words[-1])


def _hosts(quote: Quotation, reading: Reading) -> list[Clause]:
    last = reading.clause_at(quote.outer.end - 1)
    out = []
    i = last.index if last is not None else -1
    while i >= 0 and reading.clauses[i].extent.end > quote.outer.start:
        out.append(reading.clauses[i])
        i -= 1
    return out[::-1]


def _by_grammar(quote: Quotation, clause: Clause, likely: Sequence[tuple[float, Candidate]]) -> Attributed | None:
    """The report that covers the quotation best; of reports inside reports the innermost: X said Y told her, “…”."""
    found = []
    for given, candidate in likely:
        speaker = candidate.speaker
        if speaker is None or quote.outer.overlaps(speaker) or quote.outer.holds(clause.at(candidate.cue)):
            continue
        both = min(candidate.content.end, quote.extent.end) - max(candidate.content.start, quote.extent.start)
        inside = min(quote.extent.end, clause.extent.end) - max(quote.extent.start, clause.extent.start)
        found.append((given * max(0, both) / max(1, inside), candidate))
    inner = _innermost([one for weight, one in found if weight > 0 and one.cue.lemma_.lower() in _TELLING])
    if inner is not None:
        return Attributed(clause, inner.source, inner.cue)
    best = max(found, key=lambda pair: pair[0], default=(0.0, None))
    return Attributed(clause, best[1].source, best[1].cue) if best[1] is not None and best[0] >= _COVERING else None


def _innermost(telling: Sequence[Candidate]) -> Candidate | None:
    """Of reports one of which tells that the other was made, the one that is told of."""
    return next(
        (one for one in telling if any(other.content.holds(one.clause.at(one.cue)) for other in telling if other.cue != one.cue)),
        None,
    )


def _verbs(clause: Clause, quote: Quotation, names: frozenset[str]) -> Iterator[Token]:
    for token in clause.words:
        if token.lemma_.lower() in names and token.tag_.startswith("VB") and not quote.outer.overlaps(clause.at(token)):
            yield token


def _after(quote: Quotation, clause: Clause) -> Attributed | None:
    """The speaker after a quotation: "…," said NAME, and "…," NAME said."""
    for verb in _verbs(clause, quote, SPEECH):
        if clause.at(verb).start < quote.outer.end:
            continue
        between = [token for token in clause.words if quote.outer.end <= clause.at(token).start < clause.at(verb).start]
        if len(between) > 14 or any(_ends(token) for token in between):
            return None
        source = _without_mark(clause, holder(verb))
        if source and not quote.outer.overlaps(clause.place(*source)):
            return Attributed(clause, source, verb)
        near = _noun_beside(clause, verb, quote) or _noun_set_apart(between)
        if near:
            return Attributed(clause, near, verb)
    return None


def _without_mark(clause: Clause, source: tuple[int, int] | None) -> tuple[int, int] | None:
    """A speaker without the quotation mark before the name, which the grammar may hang on it."""
    if source is None:
        return None
    first, last = source
    while first < last - 1 and clause.span.doc[first].is_punct:
        first += 1
    return first, last


def _ends(token: Token) -> bool:
    """Whether a statement ends with this mark; the point of an abbreviation in brackets ends none: "NAME (D-Md.) said"."""
    following = token.doc[token.i + 1].text if token.i + 1 < len(token.doc) else ""
    return token.text == ";" or (token.text == "." and following != ")")


def _noun_beside(clause: Clause, verb: Token, quote: Quotation) -> tuple[int, int] | None:
    """The name right before or after a verb of speech that the grammar gave no subject, or the phrase between it and a mark."""
    doc = clause.span.doc
    if quote.outer.end <= clause.at(verb).start <= quote.outer.end + 2 and verb.lemma_ != "tell" and verb.tag_ in _FINITE:
        after = list(takewhile(lambda token: token.pos_ in _OF_PHRASE, doc[verb.i + 1 : clause.span.end]))
        ends = after and (after[-1].i + 1 == clause.span.end or doc[after[-1].i + 1].is_punct)
        if ends and _is_phrase(after):
            return verb.i + 1, after[-1].i + 1
    tells = verb.lemma_ in _TO_SOMEBODY  # what stands behind it is whom it tells
    if not tells and verb.i + 1 < clause.span.end and doc[verb.i + 1].pos_ in ("PROPN", "PRON") and not is_time(doc[verb.i + 1]):
        last = verb.i + 1
        while last < clause.span.end and doc[last].pos_ in ("PROPN", "PRON"):
            last += 1
        return verb.i + 1, last
    first = verb.i
    while (
        first > clause.span.start and doc[first - 1].pos_ in ("PROPN", "PRON") and not quote.outer.holds(clause.at(doc[first - 1]))
    ):
        first -= 1
    return (max(first, _begin_of_person(doc[verb.i - 1])), verb.i) if first < verb.i else None


def _begin_of_person(last: Token) -> int:
    """Where the person's name begins that ends on a word: not with the place before it ("the envoy to Velm Ana Reva told")."""
    first = last
    while last.ent_type_ == "PERSON" and first.ent_iob_ == "I":
        first = first.nbor(-1)
    return first.i if last.ent_type_ == "PERSON" else 0


def _noun_set_apart(between: Sequence[Token]) -> tuple[int, int] | None:
    """The name between a quotation and its verb, with an aside: "…," Judge Orla Tench, who leads the court, said."""
    commas = [place for place, token in enumerate(between) if token.text == ","]
    if len(commas) < 2 or commas[-1] != len(between) - 1:
        return None
    head, aside = between[: commas[0]], between[commas[0] + 1]
    if not head or any(token.pos_ in ("VERB", "AUX") for token in head) or all(token.pos_ != "PROPN" for token in head):
        return None
    relative = aside.tag_ in ("WP", "WDT", "WP$")
    return head[0].i, between[commas[0] if relative else commas[-1]].i


def tells_itself(quote: Quotation, reading: Reading) -> bool:
    """Whether the quotation's own sentence goes on with a verb of speech: whoever spoke last is then not who speaks now."""
    hosts = _hosts(quote, reading)
    return bool(hosts) and any(hosts[-1].at(verb).start >= quote.outer.end for verb in _verbs(hosts[-1], quote, SPEECH))


def _before(quote: Quotation, clause: Clause) -> Attributed | None:
    """NAME said: "…" and NAME said, "…"."""
    for verb in reversed(list(_verbs(clause, quote, SPEECH))):
        if clause.at(verb).end > quote.outer.start:
            continue
        source = holder(verb)
        if source and not quote.outer.overlaps(clause.place(*source)):
            return Attributed(clause, source, verb)
    return _label(quote, clause)


def _label(quote: Quotation, clause: Clause) -> Attributed | None:
    """NAME: "…" — a name and a colon, as in an interview."""
    doc = clause.span.doc
    before = [token for token in clause.words if clause.at(token).end <= quote.outer.start]
    if before and before[-1].text == ":" and 1 < len(before) <= 7 and any(token.pos_ == "PROPN" for token in before):
        return Attributed(clause, (before[0].i, before[-1].i), doc[before[-1].i])
    return None


def led_to(quote: Quotation, reading: Reading) -> Attributed | None:
    """The speaker in the sentence before, where that sentence leads to the quotation with a colon or itself reports speech."""
    first = reading.clause_at(quote.outer.start)
    if first is None or first.index == 0:
        return None
    previous = reading.clauses[first.index - 1]
    if first.paragraph - previous.paragraph > 1:
        return None
    colon = previous.extent.of(reading.text).rstrip().endswith(":")
    for verb in reversed(
        [token for token in previous.span if token.tag_.startswith("VB") and token.lemma_.lower() in (SPEECH if colon else PLAIN)]
    ):
        source = holder(verb)
        if source:
            return Attributed(previous, source, verb if colon else None)
    return None
