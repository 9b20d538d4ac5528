"""Where an article names somebody or something: the grammar's guesses, put right by what the document shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from broadsheet.annotate.boundaries import is_title, trimmed, with_generation, without_title
from broadsheet.annotate.firms import whole_firm
from broadsheet.annotate.reading import Clause, Reading
from broadsheet.annotate.told_names import parted
from broadsheet.language.bodies import ORGANISATION_WORDS, PAPERS, STREETS
from broadsheet.language.datelines import dateline_end
from broadsheet.language.names import HONORIFICS, is_acronym, key, parts
from broadsheet.language.roles import OFFICES, is_office
from broadsheet.language.speech import SPEECH
from broadsheet.language.time_words import MONTHS, WEEKDAYS
from broadsheet.language.words import STOP_WORDS, fold, listed
from broadsheet.models import given_names
from broadsheet.records.annotation import MentionKind
from broadsheet.records.text import Extent

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

KINDS: dict[str, MentionKind] = {
    "PERSON": "person", "ORG": "organisation", "GPE": "place", "LOC": "place", "FAC": "place", "EVENT": "event",
    "WORK_OF_ART": "work", "PRODUCT": "other", "LAW": "other", "NORP": "other",
}  # fmt: skip

_PLATFORMS = listed("""
twitter facebook instagram google youtube tiktok reddit whatsapp telegram snapchat linkedin wikipedia
""")
_TITLE_WORDS = listed("prime vice deputy foreign first interior defense defence finance general chief")
_PARTISANS = listed("democrat republican conservative liberal socialist communist independent native resident")
TITLED = 3
"""The weight of a name with a title, or with what only people have beside it."""


@dataclass(frozen=True, slots=True)
class Name:
    """One place that names something.

    Attributes:
        clause: the sentence it stands in.
        first: index of its first token in the parsed paragraph.
        last: one past its last.
        kind: what it seems to name.
        weight: how much that counts where the same name seems to name different things.
        extent: its place in the text.
        root: the token the rest of the name hangs on.
    """

    clause: Clause
    first: int
    last: int
    kind: MentionKind
    weight: int = 1
    extent: Extent = field(init=False, compare=False)
    root: Token = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Look its place and its root up once."""
        object.__setattr__(self, "extent", self.clause.place(self.first, self.last))
        object.__setattr__(self, "root", self.clause.span.doc[self.first : self.last].root)

    @property
    def tokens(self) -> list[Token]:
        """Its tokens."""
        return list(self.clause.span.doc[self.first : self.last])


def names(reading: Reading) -> list[Name]:
    """Every name of the article, in order, none overlapping another.

    In a line written with capitals throughout, only what is named elsewhere too counts as a name: in an article that is written so
    nothing does, for nothing tells a name from another word.
    """
    lower = _lower_case_words(reading)
    shouted = {clause.index for clause in reading.clauses if is_capitalised(clause)}
    found = [name for clause in reading.clauses for name in _both(clause, lower)]
    found = sorted([*found, *_again(reading, found, lower)], key=lambda name: name.extent)
    known = {key(name.extent.of(reading.text)) for name in found if name.clause.index not in shouted}
    known |= {part for name in found if name.clause.index not in shouted and name.kind == "person" for part in _ends(name, reading)}
    return [n for n in found if n.clause.index not in shouted or key(n.extent.of(reading.text)) in known]


def _ends(name: Name, reading: Reading) -> Iterator[str]:
    words = parts(name.extent.of(reading.text))
    if words:
        yield from (words[0], words[-1])


def is_capitalised(clause: Clause) -> bool:
    """Whether a sentence is written like a headline: nearly every longer word with a capital, verbs among them."""
    if any(token.is_lower and len(token) > 2 and token.tag_ in ("VBD", "VBZ", "VBP", "VBN") for token in clause.words):
        return False
    every = [token for token in clause.words if token.is_alpha]
    if len(every) >= 4 and all(token.is_upper for token in every):
        return True
    words = [token.text for token in every if len(token) > 3]
    return len(words) >= 4 and sum(word[0].isupper() for word in words) >= 0.8 * len(words)


def _lower_case_words(reading: Reading) -> Counter[str]:
    return Counter(token.text for clause in reading.clauses for token in clause.words if token.is_alpha and token.is_lower)


def _both(clause: Clause, lower: Counter[str]) -> list[Name]:
    """What the grammar takes for names, and the runs of proper nouns that it missed."""
    found = _in_clause(clause, lower)
    taken = {i for name in found for i in range(name.first, name.last)}
    place = [name for name in _dateline_place(clause) if not taken.intersection(range(name.first, name.last))]
    taken |= {i for name in place for i in range(name.first, name.last)}
    return sorted([*found, *place, *_missed(clause, taken, lower)], key=lambda name: name.first)


def _again(reading: Reading, found: Sequence[Name], lower: Counter[str]) -> Iterator[Name]:
    """What was found to be a name in one place and passed over in another: surnames, given names, lone names, acronyms."""
    alone = _alone(reading, found, lower)
    surnames, doubtful = _parts_of_names(reading, found, lower)
    taken = {(name.clause.index, i) for name in found for i in range(name.first, name.last)}
    whole = [
        name.extent.of(reading.text) for name in found if name.last - name.first > 1 and name.kind in ("organisation", "other")
    ]
    for clause in reading.clauses:
        for token in clause.words:
            if not token.text[:1].isupper() or (clause.index, token.i) in taken:
                continue
            if token.lower_ in surnames or (token.lower_ in doubtful and acts(token)):
                yield Name(clause, token.i, with_generation(clause, token.i + 1), "person")
            elif token.text in alone and not _beside_capital(clause, token.i):
                yield Name(clause, token.i, token.i + 1, alone[token.text])
            elif token.text.isupper() and len(token) > 2 and any(is_acronym(token.text, name) for name in whole):
                yield Name(clause, token.i, token.i + 1, "organisation")


def _parts_of_names(reading: Reading, found: Sequence[Name], lower: Counter[str]) -> tuple[set[str], set[str]]:
    """Words that are names by themselves too, and words that are where they act: the last and the first words of longer names."""
    full = [(parts(name.extent.of(reading.text)), name.kind) for name in found]
    usable = [(words[-1], kind) for words, kind in full if len(words) > 1 and len(words[-1]) > 2 and not lower[words[-1]]]
    surnames = {word for word, kind in usable if kind in ("person", "other")}
    leading = [(words[0], kind) for words, kind in full if len(words) > 1 and not lower[words[0]] and words[0] not in STOP_WORDS]
    first = {word for word, kind in leading if kind == "person"}
    doubtful = {word for word, kind in usable if kind in ("place", "organisation")} - ORGANISATION_WORDS - PAPERS - STREETS
    given = {word for word, kind in leading if kind in ("person", "other")} & given_names.load().keys()
    return surnames | given, doubtful | first


def _alone(reading: Reading, found: Sequence[Name], lower: Counter[str]) -> dict[str, MentionKind]:
    """Names of one word with what most of their places were taken for, without words that the text also writes small."""
    votes: dict[str, Counter[MentionKind]] = {}
    for name in found:
        word = name.extent.of(reading.text)
        if name.last - name.first == 1 and len(word) > 2 and not lower[word.lower()] and word.lower() not in OFFICES | HONORIFICS:
            votes.setdefault(word, Counter())[name.kind] += 1
    return {word: max(kinds, key=lambda kind: (kinds[kind], kind)) for word, kinds in votes.items()}


def _beside_capital(clause: Clause, at: int) -> bool:
    """Whether a word stands beside another proper noun, so that it may be a part of a longer name."""
    doc = clause.span.doc
    near = [doc[i] for i in (at - 1, at + 1) if clause.span.start <= i < clause.span.end]
    return any(token.tag_ in ("NNP", "NNPS") and token.text[:1].isupper() for token in near)


def acts(token: Token) -> bool:
    """Whether a lone word without an article before it does something, or has something: as people do by their surnames."""
    doc = token.doc
    if token.i and doc[token.i - 1].tag_ in ("DT", "NNP", "NNPS", "HYPH"):
        return False
    if token.dep_ == "nsubj" and token.head.tag_ in ("VBD", "VBZ"):
        return True
    return token.dep_ == "poss" and token.i + 1 < len(doc) and doc[token.i + 1].tag_ == "POS"


def _missed(clause: Clause, taken: set[int], lower: Counter[str]) -> Iterator[Name]:
    doc, first = clause.span.doc, clause.span.start
    while first < clause.span.end:
        last = first + (first == clause.span.start and first not in taken and _heads_name(clause, lower))
        while last < clause.span.end and last not in taken and _may_name(doc[last]):
            last += 1
        start = first
        while start < last and (is_title(doc[start]) or doc[start].lower_ in STOP_WORDS | _TITLE_WORDS):
            start += 1
        start = without_title(clause, start, last)
        enough = last - start > 1 or (last - start == 1 and start > first and len(doc[start]) > 2)
        if enough and last - start <= 4 and last not in taken and not _is_address(doc[start:last].text):
            kind = _kind(clause, start, last, "person" if is_person(doc[start:last]) else "other")
            yield Name(clause, start, last, kind, 2 if kind == "person" else 1)
        elif last - start == 1 and last not in taken:
            yield from _lone(clause, start, lower)
        first = max(last, first) + 1


def _heads_name(clause: Clause, lower: Counter[str]) -> bool:
    """Whether the first word of a sentence, no proper noun to the grammar, is a given name: its lower case occurs nowhere."""
    doc, first = clause.span.doc, clause.span.start
    token = doc[first]
    if token.tag_ in ("NNP", "NNPS") or first + 1 >= clause.span.end or not token.is_alpha or not token.text.istitle():
        return False
    strange = token.lower_ not in STOP_WORDS and not lower[token.lower_] and not is_title(token) and not is_office(token.lower_)
    return strange and token.dep_ == "compound" and _may_name(doc[first + 1]) and shows_person(doc, first, first + 2)


def _lone(clause: Clause, at: int, lower: Counter[str]) -> Iterator[Name]:
    """One word that the grammar passed over: "in NAME," and "of NAME, PLACE" are places, "the NVBP", "an NVBP officer" a body."""
    doc, token = clause.span.doc, clause.span.doc[at]
    if at == clause.span.start or len(token) < 3 or lower[token.lower_] or token.ent_type_ or _is_address(token.text):
        return
    before, after = doc[at - 1], doc[at + 1] if at + 1 < len(doc) else None
    ends = after is None or after.is_punct
    if token.text.isupper() and len(token) < 7 and before.lower_ in ("the", "an", "a") and token.dep_ in _ACTORS:
        yield Name(clause, at, at + 1, "organisation")
    elif (
        token.text.istitle()
        and token.dep_ == "pobj"
        and ((before.lower_ in ("in", "near") and ends) or (before.lower_ in ("of", "from", "at") and _place_follows(token)))
    ):
        yield Name(clause, at, at + 1, "place")


def _place_follows(token: Token) -> bool:
    after = token.doc[token.i + 1 : token.i + 3]
    return len(after) == 2 and after[0].text == "," and after[1].ent_type_ in ("GPE", "LOC")


_ACTORS = ("nsubj", "nsubjpass", "pobj", "poss", "compound")


def _may_name(token: Token) -> bool:
    known = token.ent_type_ in ("", *KINDS) and token.lower_ not in MONTHS and token.lower_ not in WEEKDAYS
    return token.tag_ in ("NNP", "NNPS") and token.text[:1].isupper() and token.text[-1:].isalpha() and known


def is_person(span: Span) -> bool:
    """Whether what stands around a name shows that it is somebody's: "who", an age, an office, a verb of speech."""
    root = span.root
    for child in root.children:
        if child.dep_ == "appos" and (child.like_num or is_office(child.lower_)):
            return True
        if child.dep_ == "relcl" and child.left_edge.lower_ in ("who", "whom"):
            return True
    if root.dep_ == "appos" and is_office(root.head.lower_):
        return True
    return root.dep_ == "nsubj" and root.head.lemma_.lower() in SPEECH and root.head.tag_ in ("VBD", "VBZ") and len(span) > 1


def _in_clause(clause: Clause, lower: Counter[str]) -> list[Name]:
    found: list[Name] = []
    for span in clause.entities():
        kind = KINDS.get(span.label_)
        if kind is None:
            continue
        first, last = _grown(clause, *trimmed(clause, span.start, span.end), lower)
        for begin, end in parted(clause, *whole_firm(clause, first, with_generation(clause, last))):
            while found and begin <= found[-1].first < end:  # the beginning of a firm's name
                found.pop()
            taken = found[-1].last if found else clause.span.start
            if begin < end and begin >= taken and _is_name(clause, begin, end, lower, span.label_):
                found.append(_read(clause, begin, end, kind))
    return found


def _read(clause: Clause, first: int, last: int, kind: MentionKind) -> Name:
    sure = kind != "other" and last - first > 1 and is_person(clause.span.doc[first:last])
    named = _kind(clause, first, last, kind)
    return Name(clause, first, last, named, TITLED if _titled(clause, first) or (sure and named == "person") else 1)


def _grown(clause: Clause, first: int, last: int, lower: Counter[str]) -> tuple[int, int]:
    """A name with the proper noun right after or before it, if both together are shown to name somebody."""
    doc = clause.span.doc
    if first >= last or doc[first].ent_type_ not in ("GPE", "ORG", "LOC", "PERSON") or not doc[first].text[:1].isupper():
        return first, last
    for start, end in ((first, last + 1), (first - 1, last)):
        if start < clause.span.start or end > clause.span.end or (last - first > 1 and doc[first].ent_type_ != "PERSON"):
            continue
        other = doc[start] if start < first else doc[end - 1]
        whole = _may_name(other) and other.ent_type_ in ("", "NORP") and not lower[other.lower_] and not is_title(other)
        if not whole or other.lower_ in ORGANISATION_WORDS | STREETS | _PARTISANS:
            continue
        if start < first and last - first == 1 and _is_given_to(other, doc[first]):
            return start, end
        if (end == last + 1 or start > clause.span.start) and (shows_person(doc, start, end) or _titled(clause, start)):
            return start, end
    return first, last


def _is_given_to(token: Token, surname: Token) -> bool:
    """Whether a word is a given name that hangs on the name of a person after it."""
    return surname.ent_type_ == "PERSON" and token.head.i == surname.i and fold(token.lower_) in given_names.load()


def shows_person(doc: Doc, first: int, last: int) -> bool:
    """Whether what stands around the tokens shows that they name a person: also "NAME, who" where the grammar lost it."""
    after = [doc[i].lower_ for i in range(last, min(len(doc), last + 2))]
    return is_person(doc[first:last]) or after[:1] == ["who"] or after in ([",", "who"], [",", "aged"])


def _is_name(clause: Clause, first: int, last: int, lower: Counter[str], label: str) -> bool:
    doc = clause.span.doc
    if not any(token.text[:1].isupper() or token.text[:1].isdigit() for token in doc[first:last]) or _is_address(
        doc[first:last].text
    ):
        return False
    if last - first > 1:
        adjective = label == "NORP" and doc[last - 1].tag_ not in ("NNPS", "NNS")
        return not adjective and not all(token.lower_ in OFFICES | _TITLE_WORDS for token in doc[first:last])
    token = doc[first]
    if label == "NORP" or (label in ("GPE", "LOC") and token.tag_ == "JJ"):
        return label == "NORP" and token.tag_ in ("NNPS", "NNS")
    if len(token.text.strip(".")) < 2 or token.text.isdigit():
        return False
    if (token.lower_ in STOP_WORDS and not token.text.isupper()) or (label == "ORG" and _of_office(clause, first)):
        return False
    return first != clause.span.start or not (lower[token.lower_] and token.pos_ != "PROPN")


def _of_office(clause: Clause, first: int) -> bool:
    """Whether a word only says what somebody is minister or secretary of."""
    doc = clause.span.doc
    before = [doc[i].lower_ for i in range(max(clause.span.start, first - 2), first)]
    return len(before) == 2 and before[1] == "of" and before[0] in ("minister", "secretary", "ministers", "secretaries")


def _is_address(text: str) -> bool:
    return "@" in text or "http" in text or "www." in text or "#" in text


def _kind(clause: Clause, first: int, last: int, kind: MentionKind) -> MentionKind:
    """What is named, where its own words or its neighbours say so more surely than the grammar does."""
    doc = clause.span.doc
    final = doc[last - 1].lower_.strip(".")
    if _titled(clause, first) and (last - first == 1 or final not in ORGANISATION_WORDS | PAPERS):
        return "person"
    quoted = first > clause.span.start and doc[first - 1].is_quote
    if (last - first > 1 and final in (ORGANISATION_WORDS | PAPERS) and not (kind == "work" and quoted)) or (
        last - first == 1 and final in _PLATFORMS
    ):
        return "organisation"
    street = kind in ("person", "organisation") and last - first > 1 and final in STREETS
    if street or (first == clause.span.start and opens_dateline(clause, last)):
        return "place"
    human = 1 < last - first <= 3 and kind in ("place", "work", "other") and is_person(doc[first:last])
    return "person" if human or (last - first <= 3 and _who_follows(doc[first:last])) else kind


def _titled(clause: Clause, first: int) -> bool:
    before = clause.span.doc[first - 1] if first > clause.span.start else None
    if before is None:
        return False
    return before.lower_.strip(".") in HONORIFICS or before.lower_ in OFFICES


def _dateline_place(clause: Clause) -> Iterator[Name]:
    """The place that a dateline begins with."""
    last = next((token.i for token in clause.words if token.text in (",", "(", "-", "--", "–", "—")), 0)
    if 0 < last <= 4 and opens_dateline(clause, last):
        yield Name(clause, clause.span.start, last, "place", 2)


def opens_dateline(clause: Clause, last: int) -> bool:
    """Whether the name is the place of "PLACE, Month 3 (AGENCY) —" at the head of a paragraph."""
    doc = clause.span.doc
    return clause.span.start == 0 and dateline_end(doc[: min(len(doc), 16)].text) > doc[last - 1].idx


def _who_follows(span: Span) -> bool:
    return any(child.dep_ == "relcl" and child.left_edge.lower_ in ("who", "whom") for child in span.root.children)
