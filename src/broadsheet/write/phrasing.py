"""Sentences made fit to stand on a page: trimmed, and with a name where a pronoun or a bare surname stood.

Every operation keeps to words of the article. What cannot be made to stand alone is not used.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container

from broadsheet.language.roles import is_office
from broadsheet.language.sentences import without
from broadsheet.language.words import listed
from broadsheet.records.annotation import Annotated, Mention, RoleSpan, Trim
from broadsheet.records.text import Extent, Made
from broadsheet.write.cast import Member
from broadsheet.write.counted_items import told
from broadsheet.write.dossier import Dossier, Passage, kept
from broadsheet.write.draft import Drafted, place
from broadsheet.write.grounding import check
from broadsheet.write.standing import can_stand, counts, is_paired, is_whole, needs_introduction, points_back, unquoted

ALWAYS_TRIMMED = frozenset({"dateline", "connective"})
"""What a sentence loses on any page: it belongs to its old neighbours."""

LEAD_IN = re.compile(
    r"(?:[^.!?“”\"()\n]{0,60}(?:\.[^.!?“”\"()\n]{0,20})?)?\([A-Z][\w .&/-]{1,30}\)(?:\s*[-–—―]{1,2}\s+|(?=[A-Z“]))"
    r"|[A-Z][A-Z.'’ -]{2,30}(?:, [^—–―.!?\n]{2,40}\.?)?\s?[—–―]-?\s?(?=[A-Z“])|\d[\d.,]*(?:\s\w+)?:\s(?=[A-Z“])"
)
"""What stands before a sentence's own words: a dateline with or without its agency, or a round-up's bare figure."""

_TITLE_BEFORE = re.compile(
    r"(?P<title>(?:[^.!?“”\"\n]|\.(?! )){10,300}?) [A-Z]{4,}(?:, [A-Z][\w.]+)? [—–―] (?=[A-Z“])",
)
"""A title that has run into the first sentence, the place of its dateline between them."""

CAPITALS = 0.8
"""Share of a title's longer words that begin with a capital."""

OTHERS = re.compile(r"\b(?:they|them|their|these|those|this)\b", re.IGNORECASE)
"""What a sentence may not hold beside the pronoun that is put right."""

_LAST_WORD = re.compile(r"(?<!\w)([A-Z][a-z]+\.?) \Z")
_COURTESIES = listed("mr mrs ms mx miss messrs")
_RANKS_SHORT = listed("sen rep gov gen col lt sgt capt cmdr dr prof rev sir dame")
_SUFFIX = re.compile(r"(?<=\w),? (?:Jr|Sr|II|III|IV)\b\.?$")
_DATELINED = re.compile(r"\s[-–—]+\s|\n")
"""In a title: the place of a dateline has run into it."""

_NAMED_AFTER = re.compile(
    r" (?:campaign|administration|government|team|cabinet|presidency|era|family|supporters?|allies|ally|aides?|advisers?|camp|"
    r"rally|rallies|organi[sz]ation|foundation|foes?|voters?|nominees?|appointees?|plan|bill)\b"
)
"""Behind a surname that only says whose a thing is: "the Tench campaign" has no title."""

_OF_BOTH = r"(?:[’']s\b| (?:summit|meeting|talks|deal|ticket|camps?|campaigns?|administrations?)\b)"
_BEFORE_ANOTHER = re.compile(rf" and [A-Z][\w-]+{_OF_BOTH}")
"""Behind the first of two surnames that together say whose a thing is: "Pell and Tench’s meeting"."""

_BEHIND_ANOTHER, _WHOSE = re.compile(r"[A-Z][\w-]+ and $"), re.compile(_OF_BOTH)
"""Before and behind the second of them."""

_A_WORK = re.compile(r"\b(?:titled|entitled|called|named|dubbed) $")
"""Before a surname that is the name of a work or a thing: "a play called Tench"."""

_A_FAMILYS = re.compile(r"\bThe $")
"""Before a surname: what it belongs to has a title of its own, "The Tench's Mill", or it means a family."""

RETELLING = frozenset({"recap", "explainer", "analysis"})
"""Roles of articles that tell of years in which people held other offices."""

_YEAR = re.compile(r"\b(?:18|19|20)\d\d\b")
_HYPHENS = frozenset("-‐‑–")
"""Beside a surname that is part of a longer word: "a pro-Tench march"."""

SUBJECT_PRONOUNS = frozenset({"he", "she"})


def phrase(
    dossier: Dossier,
    passage: Passage,
    known: Container[str] = (),
    drop: Container[str] = (),
    introduced: Container[str] | None = None,
) -> Drafted | None:
    """The passage as a sentence that leans on no neighbour, or None where that cannot be had honestly.

    Args:
        dossier: the story.
        passage: the sentence.
        known: names already introduced in this section, which may stand as surnames.
        drop: kinds of trim to make beside those that are always made.
        introduced: stems of what the page has told the reader before, without which it may not speak of "the bell"; None
            where the sentence stands beside something else that says what it is about.
    """
    sentence = passage.sentence
    if not can_stand(passage):
        return None
    cuts = _cuts(passage, drop)
    if sentence.leans == "connective" and not any(trim.kind == "connective" for trim in cuts):
        return None
    names = _names_to_spell_out(dossier, passage, known)
    if (sentence.leans == "pronoun" or sentence.points) and not _all_named(passage, [mention for mention, _ in names]):
        return None
    drafted = _drafted(passage, cuts, names)
    if drafted is None or _dangles(passage.text, drafted.text) or (sentence.leans == "connective" and points_back(drafted.text)):
        return None
    strange = introduced is not None and needs_introduction(sentence, passage.article.article.text, drafted.text, introduced)
    return None if strange else drafted


@kept
def items(dossier: Dossier) -> dict[int, Drafted]:
    """Passage number → a round-up's figure with what it counts, as a sentence if it can, where no other article has one for prose.

    Such a brief is all that is known of its story. Beside sentences it would be a line of a list.
    """
    counted = [index for index, passage in enumerate(dossier.passages) if counts(passage)]
    own = {dossier.passages[index].article.article.id for index in counted}
    others = (passage for passage in dossier.passages if counted and passage.article.article.id not in own)
    if any(phrase(dossier, passage) for passage in others):
        return {}
    return {i: _item(dossier.passages[i]) for i in counted}


def _item(passage: Passage) -> Drafted:
    """An item as a sentence, where the gate finds the same said; else as it stands."""
    sentence, places = told(passage.text), (place(passage),)
    if sentence != passage.text and check(sentence, [passage.text]).grounded:
        return Drafted(text=sentence, places=places, made="joined")
    return Drafted(text=passage.text, places=places)


def _all_named(passage: Passage, named: list[Mention]) -> bool:
    """Whether every pronoun that the sentence does not explain gets a name. One unknown is enough to leave it out."""
    spelled = [mention.extent for mention in named if mention.pronoun]
    others = OTHERS.search(unquoted(passage.text))
    return bool(spelled) and not others and all(any(place.overlaps(p) for p in spelled) for place in passage.sentence.points)


def _dangles(told: str, printed: str) -> bool:
    """Whether what is left opens on a word that points back, in its own voice or within the quotation that it opens with."""
    return (told[:4] != printed[:4] or printed[:1] in '“"') and points_back(printed)


def evidence(dossier: Dossier, index: int) -> Drafted | None:
    """A sentence as it stands behind an item: fit to stand alone, or with the one before it that it leans on; else None."""
    passage = dossier.passages[index]
    alone = phrase(dossier, passage)
    if alone or not is_whole(passage.text):
        return alone
    if passage.sentence.leans is None and not points_back(passage.text):
        return Drafted(text=passage.text, places=(place(passage),))
    before = dossier.passages[index - 1] if index else passage
    follows = before.article is passage.article and passage.sentence.paragraph - before.sentence.paragraph <= 1
    opened = phrase(dossier, before) if follows and before is not passage else None
    return opened and Drafted(text=f"{opened.text} {passage.text}", places=(*opened.places, place(passage)), made="joined")


def _cuts(passage: Passage, drop: Container[str]) -> tuple[Trim, ...]:
    """The trims to make. What stands before an "according to" is not taken away: its comma belongs to both."""
    text, (start, end) = passage.article.article.text, passage.extent
    lead = LEAD_IN.match(text[start:end]) or _title_before(text[start:end])
    begin = start + lead.end() if lead else start
    own = [Trim(extent=Extent(start, begin), kind="dateline")] if lead else []
    kept = [
        trim
        for trim in passage.sentence.trims
        if (trim.kind in ALWAYS_TRIMMED or trim.kind in drop)
        and trim.extent.start >= begin
        and not text[trim.extent.end :].lstrip(" ,").startswith("according to")
    ]
    return (*own, *kept)


def _title_before(sentence: str) -> re.Match[str] | None:
    found = _TITLE_BEFORE.match(sentence)
    longer = [word for word in found["title"].split() if len(word) > 3 and word[0].isalpha()] if found else []
    return found if longer and sum(word[0].isupper() for word in longer) >= CAPITALS * len(longer) else None


def _names_to_spell_out(dossier: Dossier, passage: Passage, known: Container[str]) -> list[tuple[Mention, Member]]:
    """Mentions to be replaced by a full name: a subject pronoun, and bare surnames not introduced yet."""
    annotated, found, named = passage.article, [], set()
    quoted = [quote.extent for quote in passage.quotes if quote.direct]
    for mention in passage.mentions:
        if any(quote.overlaps(mention.extent) for quote in quoted):
            continue
        member = dossier.cast.of(annotated.article.id, mention.entity)
        if member is None or member.kind != "person" or not mention.safe:
            continue
        if member.name not in named and _is_short(annotated, mention, member, known):
            found.append((mention, member))
        named.add(member.name)
    return found


def _is_short(annotated: Annotated, mention: Mention, member: Member, known: Container[str]) -> bool:
    words = mention.extent.of(annotated.article.text)
    if mention.pronoun:
        return words.lower() in SUBJECT_PRONOUNS
    bare = " " not in words and words != member.name and words == member.surname
    text, (start, end) = annotated.article.text, mention.extent
    bare = bare and not _NAMED_AFTER.match(text, end) and not _A_WORK.search(text, max(0, start - 12), start)
    bare = bare and not _A_FAMILYS.search(text, max(0, start - 4), start)
    bare = bare and not _BEFORE_ANOTHER.match(text, end)
    bare = bare and not (_WHOSE.match(text, end) and _BEHIND_ANOTHER.search(text, max(0, start - 30), start))
    bare = bare and not _HYPHENS.intersection((text[start - 1 : start], text[end : end + 1]))
    return bare and member.name not in known and not _first_name_stands_before(annotated, mention, member)


def _first_name_stands_before(annotated: Annotated, mention: Mention, member: Member) -> bool:
    """Whether the mention found is only the end of a name that the text spells out."""
    return annotated.article.text[: mention.extent.start].rstrip().endswith(tuple(member.name.split()[:-1]))


def _drafted(passage: Passage, cuts: tuple[Trim, ...], names: list[tuple[Mention, Member]]) -> Drafted | None:
    annotated = passage.article
    places = [place(passage)]
    swaps: list[tuple[Extent, str]] = []
    for mention, member in names:
        spelled = _full_name_in(annotated, member, titled=_is_of_its_day(passage))
        if spelled is None:
            if mention.pronoun:
                return None
            continue
        places.append((annotated.article.id, spelled))
        name = spelled.of(annotated.article.text)
        swaps.append((_with_title(annotated.article.text, mention.extent, passage.extent.start, name), name))
    text = _swapped(annotated.article.text, passage.extent, cuts, swaps)
    made: Made = "joined" if swaps else "verbatim" if text == passage.text else "trimmed"
    return Drafted(text=text, places=tuple(dict.fromkeys(places)), made=made)


def _with_title(text: str, surname: Extent, start: int, name: str) -> Extent:
    """The surname with the "Mr." before it, for which its full name stands; with any other title if the name brings its own."""
    before = _LAST_WORD.search(text, start, surname.start)
    word = before[1].rstrip(".").lower() if before else ""
    titled = word in _RANKS_SHORT or is_office(word)
    goes = before is not None and (word in _COURTESIES or (titled and _brings_title(name)))
    return Extent(before.start(1), surname.end) if before and goes else surname


def _brings_title(name: str) -> bool:
    before = [word.rstrip(".").lower() for word in name.split()[:-1]]
    return any(word in _RANKS_SHORT or is_office(word) for word in before)


def _is_of_its_day(passage: Passage) -> bool:
    """Whether a sentence tells of the time in which its article gives people their titles: of no year before, in no retelling.

    The year of an undated article is the last one that it names.
    """
    article = passage.article.article
    own = (article.published or "")[:4] or max(_YEAR.findall(article.text), default="")
    years = {when.value[:4] for when in passage.times if when.value[:4].isdigit()} | set(_YEAR.findall(passage.text))
    return article.role not in RETELLING and all(year >= own for year in years)


def _full_name_in(annotated: Annotated, member: Member, *, titled: bool) -> Extent | None:
    """The first place in the same article that spells the fullest name there out, with its title if it has one and `titled`."""
    held = {entity for article, entity in member.held if article == annotated.article.id}
    spelled = [m.extent for m in annotated.mentions if m.entity in held and not m.pronoun and m.safe]
    text = annotated.article.text
    whole = [extent for extent in _as_called(spelled, text) if is_paired(extent.of(text)) and not _asks(annotated, extent)]
    longest = max(whole, key=lambda extent: (extent.end - extent.start, -extent.start), default=None)
    if longest is None or " " not in longest.of(text):
        return None
    full = [extent for extent in whole if titled and len(extent.of(text).split()) > 1]
    return _titled(annotated, member, full) or longest


def _as_called(spelled: list[Extent], text: str) -> list[Extent]:
    """The names that end on the word by which somebody is called most: a verb of a title can stick to one, "Ada Pell Resigns"."""
    ends = {extent: _SUFFIX.sub("", extent.of(text)).split()[-1] for extent in spelled}
    most = Counter(ends.values()).most_common(1)
    return [extent for extent in spelled if ends[extent] == most[0][0]]


def _asks(annotated: Annotated, name: Extent) -> bool:
    """Whether the first word of a name is the verb of a question: "Will Norrland pay?" speaks of no Will."""
    text = annotated.article.text
    asking = any(s.extent.start == name.start and s.extent.of(text).rstrip('”"').endswith("?") for s in annotated.sentences)
    return asking and name.of(text).split()[0] in ("Will", "May", "Can", "Mark", "Grant")


def _titled(annotated: Annotated, member: Member, names: list[Extent]) -> Extent | None:
    """The first of the names that has a title right before it, with the title: "Chief Engineer Orla Tench"."""
    text = annotated.article.text
    own = [role for article, role in member.roles if article == annotated.article.id]
    opening = {sentence.extent.start for sentence in annotated.sentences}
    titles = [role.extent for role in own if _is_title(role, text, opens=role.extent.start in opening)]
    both = [Extent(title.start, name.end) for name in names for title in titles if text[title.end : name.start] == " "]
    return min(both, default=None)


def _is_title(role: RoleSpan, text: str, *, opens: bool) -> bool:
    """Whether a role may stand before a name amid a sentence: its capital is its own and not that of a sentence's beginning."""
    first, last = role.text.split()[0], role.text.split()[-1]
    if not first[:1].isupper() or _DATELINED.search(role.text):
        return False
    small = re.search(rf"\b{re.escape(first.lower())}\b", text)
    return last[:1].isupper() or not (opens or small)


def _swapped(text: str, extent: Extent, cuts: tuple[Trim, ...], swaps: list[tuple[Extent, str]]) -> str:
    """The sentence with its cuts made and the names put in. A possessive keeps its ending: mentions end before it."""
    if not swaps:
        return without(text, extent, cuts)
    pieces, at, shifted = [], extent.start, []
    for mention, name in sorted(swaps):
        pieces += [text[at : mention.start], name]
        at = mention.end
        shifted.append((mention.start, len(name) - (mention.end - mention.start)))
    whole = "".join([*pieces, text[at : extent.end]])
    moved = tuple(
        Trim(
            extent=Extent(_moved(c.extent.start, shifted) - extent.start, _moved(c.extent.end, shifted) - extent.start), kind=c.kind
        )
        for c in cuts
    )
    return without(whole, Extent(0, len(whole)), moved)


def _moved(offset: int, shifts: list[tuple[int, int]]) -> int:
    return offset + sum(by for start, by in shifts if start < offset)
