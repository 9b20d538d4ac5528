"""What a written story page prints, sentence by sentence, and what is wrong with it to anybody who reads closely.

Nothing here needs a truth: the page, `broadsheet/story@1` as plain JSON, and the texts of its articles are enough. No code of the
room that wrote the page is used.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from itertools import combinations
from typing import Any, Literal

from broadsheet.language.names import in_full
from broadsheet.language.similarity import cosine
from broadsheet.language.words import fold, listed, words

Page = Mapping[str, Any]
Kind = Literal["headline", "sentence", "again", "quote", "label", "note"]
"""`again` is a sentence that may stand elsewhere on the page too: behind a figure or a date to come, or as an answer."""

ALIKE = 0.8
"""Cosine of two sentences' counted words above which one of them says the other again."""

SAME_ROOT = 5
"""First letters by which a name and what is derived from it are told to be of one place: "Arrania", "Arranian"."""

_INITIALS = re.compile(r"[A-Z]{2,6}")

_PRONOUNS = r"he|she|it|they|him|them|his|her|hers|its|their|theirs|himself|herself|itself|themselves"
_DEICTICS = r"this|that|these|those|such"
_LINKS = (
    r"and|but|or|nor|yet|however|meanwhile|also|nevertheless|nonetheless|moreover|furthermore|instead|thus|therefore|hence|otherwise|"
    r"likewise|additionally|consequently|accordingly|similarly|conversely|indeed|elsewhere|separately|afterwards?|besides|"
    r"in (?:addition|contrast|turn|response|return|fact)|for (?:example|instance)|as a result|by contrast|on the other hand|"
    r"at the same time|(?:still|then|so|later|finally|again|too|though),"
)
_OPENS_DANGLING = re.compile(
    rf"\W*(?:(?:{_PRONOUNS}|{_DEICTICS}|{_LINKS})(?=\W|$)(?! of\b)|(?:he|she|it|they|that|this)['’](?:s|d|ll|re|ve)\b)",
    re.IGNORECASE,
)
_NOT_DANGLING = re.compile(
    r"\W*(?:(?:this|these) (?:\w+ )?(?:morning|afternoon|evening|week|weekend|month|year|spring|summer|autumn|fall|winter|season|"
    r"century|decade)(?:['’]s)?\b|those (?:who|whose|that|which|with|in|of|for)\b|they who\b|such (?:\w+ )?\w+s as\b|"
    r"it (?:is|was|will be|would be|may be|remains?|remained|took|takes|became|becomes)\b.* "
    r"(?:that|to|whether|if|how|what|who|where|why|when|for|since|because)\b|"
    r"it (?:appears|appeared|seems|seemed|looks|looked|turns out|turned out)\b(?! like)|"
    r"it['’]s .* (?:that|to|whether|if|how|what|who|where|why|when)\b|(?:that|this) (?:is|was) (?:why|because)\b.*\bthat\b)",
    re.IGNORECASE | re.DOTALL,
)
"""Openings that point at nothing before them: this week, those who, it is clear that."""

_ENDED = re.compile(r"[.!?…][\"”’')\]]*$")
_BROKEN_OFF = re.compile(
    r"(?:\.{2,}|…|,|;|:|[-–—])[\"”’')\]]*$|\b(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Lt|Col|Sgt|Capt|Prof|Rev)\.?[\"”’')\]]*$"
)
_NEVER_LAST = listed("a an the and or but nor than of whose which my our your their if because although while unless whereas")
_NEVER_LAST_IN_LABEL = _NEVER_LAST | listed(
    "to at by for from with in on into about his her its is are was were has had will who that as"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """Words that a reader of the page sees as one thing.

    Attributes:
        place: the kind of the section, or `headline`, `standfirst`.
        key: the item in its pool.
    """

    place: str
    key: str
    kind: Kind
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Something wrong on a page: `name` is the figure it counts for, `detail` what is wrong."""

    name: str
    place: str
    detail: str
    text: str = ""


def printed(page: Page) -> Iterator[Printed]:
    """Everything that the page prints in words of its own, from the top."""
    said = page["statements"]
    yield Printed(place="headline", key=page["headline"], kind="headline", text=said[page["headline"]]["text"])
    if page.get("standfirst"):
        yield Printed(place="standfirst", key=page["standfirst"], kind="sentence", text=said[page["standfirst"]]["text"])
    for section in page["sections"]:
        yield from _body(page, section["kind"], section.get("body", ()))
        for key in section.get("items", ()):
            yield from _item(page, section["kind"], key)


def _body(page: Page, place: str, keys: Any, kind: Kind = "sentence") -> Iterator[Printed]:
    for key in dict.fromkeys(keys):
        held = page["statements"].get(key)
        if held is not None:
            yield Printed(place=place, key=key, kind=kind, text=held["text"])
        elif key in page.get("notes", {}):
            yield Printed(place=place, key=key, kind="note", text=page["notes"][key]["text"])


def _item(page: Page, place: str, key: str) -> Iterator[Printed]:
    """What the item of a section prints, by its section."""
    if place in ("how_we_got_here", "whats_next"):
        yield from _body(page, place, page["events"][key]["statements"], "again" if place == "whats_next" else "sentence")
    elif place == "papers_say":
        paper = page["papers"][key]
        yield from _body(page, place, (*paper["says"], *paper.get("only_here", ()), *paper.get("notes", ())))
    elif place == "hard_numbers":
        number = page["numbers"][key]
        yield Printed(place=place, key=key, kind="label", text=number["label"])
        yield from _body(page, place, (number["statement"],), "again")
    elif place == "who_said_what":
        quote = page["quotes"][key]
        yield Printed(place=place, key=key, kind="quote", text=quote["text"])
    elif place == "common_questions":
        yield Printed(place=place, key=key, kind="sentence", text=page["questions"][key]["question"])
        yield from _body(page, place, page["questions"][key].get("answer", ()), "again")
    elif place == "topics":
        yield from _body(page, place, page["entities"][key].get("card", ()))


def faults(page: Page, texts: Mapping[str, str]) -> Iterator[Fault]:
    """What is wrong on the page; `texts` has its articles' texts by their ids."""
    shown = list(printed(page))
    for each in shown:
        if each.kind != "label" and dangles(each.text):
            yield Fault(name="dangling", place=each.place, detail="points back", text=each.text)
        cut = cut_off(each.text, each.kind)
        if cut:
            yield Fault(name="cut", place=each.place, detail=cut, text=each.text)
    yield from _repeated(shown)
    yield from _unverified(page, texts)
    yield from (Fault(name="empty", place=kind, detail="nothing stands in it") for kind in _empty(page))


def dangles(text: str) -> bool:
    """Whether a text opens with a pronoun or a connective that needs what stood before it.

    >>> dangles("However, the bridge held."), dangles("It fell."), dangles("It is clear that it held.")
    (True, True, False)
    """
    return _OPENS_DANGLING.match(text) is not None and _NOT_DANGLING.match(text) is None


def cut_off(text: str, kind: Kind) -> str | None:
    """What shows that the text is only a piece of something; None where nothing does.

    >>> cut_off("The bridge (built in 1931 fell.", "sentence"), cut_off("The mayor of the", "headline")
    ('unpaired marks', 'ends in "the"')
    """
    if not _paired(text):
        return "unpaired marks"
    last = (words(text) or [""])[-1]
    whole = kind in ("sentence", "again", "note")
    if last in (_NEVER_LAST if whole or kind == "quote" or _ENDED.search(text) else _NEVER_LAST_IN_LABEL):
        return f'ends in "{last}"'
    if _BROKEN_OFF.search(text):
        return "breaks off"
    if whole and not _ENDED.search(text.rstrip()):
        return "no end mark"
    opening = re.match(r"\W*([^\W\d_]+)", text)
    return "opens small" if whole and opening and opening[1].islower() and not text[:1].isdigit() else None


def _paired(text: str) -> bool:
    folded = text.replace("„", "“")
    pairs = (("“", "”"), ("(", ")"), ("[", "]"), ("«", "»"))
    return all(folded.count(one) == folded.count(other) for one, other in pairs) and text.count('"') % 2 == 0


def _repeated(shown: list[Printed]) -> Iterator[Fault]:
    """Pairs of which one says the other again.

    The headline stands apart, for it is there to be repeated, and so do labels and what the page says of itself in set phrases.
    """
    counted = [(each, Counter(words(each.text))) for each in shown if each.kind in ("sentence", "quote", "again")]
    for (one, a), (other, b) in combinations(counted, 2):
        if cosine(a, b) > ALIKE and not one.kind == other.kind == "again":
            name = "told again" if "again" in (one.kind, other.kind) else "repeated"
            yield Fault(name=name, place=f"{one.place}, {other.place}", detail=one.text, text=other.text)


def _unverified(page: Page, texts: Mapping[str, str]) -> Iterator[Fault]:
    """Statements that do not stand where they say, or hold words that do not stand there."""
    spans, articles = page["spans"], page["articles"]
    for key, statement in page["statements"].items():
        cited = [spans[span] for span in statement["spans"]]
        held = [(span, texts[articles[span["article"]]["id"]]) for span in cited]
        if any(text[span["start"] : span["end"]] != span["exact"] for span, text in held):
            yield Fault(name="unverified", place=key, detail="its words do not stand there", text=statement["text"])
        elif not _stands_on(statement, [span["exact"] for span in cited]):
            yield Fault(name="unverified", place=key, detail="it says what they do not", text=statement["text"])
        elif any(_in_mid_word(span, text) for span, text in held):
            yield Fault(name="cut", place=key, detail="cut in mid-word", text=statement["text"])


def _stands_on(statement: Mapping[str, Any], sources: list[str]) -> bool:
    """As it stood; with words left out; or every figure, and every name but for the first word, stands in a source.

    Of "Velm-era" the first part is a name; "DC" is "D.C."; "VHB" is a name of capitals that spell it, as "Velm Harbour Board".
    """
    text = fold(statement["text"])
    if statement["made"] == "verbatim":
        return text in fold(sources[0])
    if statement["made"] == "trimmed":
        left = iter(words(sources[0]))
        return all(word in left for word in words(text))
    held = {word for source in sources for word in words(source)}
    undotted = {word.replace(".", "") for word in held}
    parts = (part for found in re.findall(r"(?<=\w )[A-Z][\w'.-]+", text) for part in found.split("-") if part[:1].isupper())
    figures = (word for word in words(text) if word[0].isdigit())
    return held.issuperset(figures) and all(_is_told(part, undotted) or _is_spelt_out(part, sources) for part in parts)


def _is_told(name: str, undotted: Set[str]) -> bool:
    return all(any(word.startswith(part.replace(".", "")[:SAME_ROOT]) for word in undotted) for part in words(name))


def _is_spelt_out(name: str, sources: Iterable[str]) -> bool:
    """Whether initials stand for a name that a source has in full, small words between its capitals aside."""
    letters = name.replace(".", "")
    return _INITIALS.fullmatch(letters) is not None and any(map(in_full(letters).search, sources))


def _in_mid_word(span: Mapping[str, Any], text: str) -> bool:
    start, end = span["start"], span["end"]
    opens = start > 0 and text[start - 1].isalnum() and text[start].isalnum()
    return opens or (end < len(text) and text[end - 1].isalnum() and text[end].isalnum())


def _empty(page: Page) -> Iterator[str]:
    """Sections under whose heading nothing stands."""
    besides = {"related": page.get("related"), "corrections": page.get("changes"), "how_made": page.get("build")}
    for section in page["sections"]:
        if not section.get("body") and not section.get("items") and not besides.get(section["kind"]):
            yield section["kind"]
