"""Who said what: exact words with a sure speaker, each once however many papers carry them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from broadsheet.language.similarity import containment, shingles
from broadsheet.language.words import words
from broadsheet.records.annotation import Annotated, Quote
from broadsheet.records.pool import QuoteItem, Variant
from broadsheet.records.story_page import Section
from broadsheet.records.text import Extent
from broadsheet.write.cast import Member
from broadsheet.write.dossier import Dossier
from broadsheet.write.draft import Draft
from broadsheet.write.occasions import Told, told
from broadsheet.write.speakers import is_speech, role_of, speaker_of
from broadsheet.write.standing import points_back

MOST, MOST_OF_ONE, MOST_OF_FIRST = 8, 2, 3
"""Quotes in all, of one speaker, and of the story's most quoted one."""

SHORTEST, LONGEST = 5, 70
"""Words of a direct quote."""

SHORTEST_INDIRECT, MOST_INDIRECT = 8, 3
SAME, REWORDED = 0.8, 0.5
"""Share of the shorter quote's runs of words in the longer from which both are one quote, and one quote in other words."""

RUN = 3
"""Words of a run; quotes without a common one are not alike."""

_DEICTIC = "this that these those"
_PERSONAL = "i we you he she it they him her them"
_LEANING = frozenset(f"{_PERSONAL} {_DEICTIC} my our your us me his hers its their here there".split())
_TELLING = re.compile(
    r"\b(?:will|would|should|must|cannot|never|because|not|if|expect\w*|plan\w*|warn\w*|fear\w*|hope\w*|fail\w*|responsib\w*|\d[\d,.]*)\b",
    re.IGNORECASE,
)
_PREPOSITIONS = "to of in for with as and but or by at on from about"
_LOOSE = frozenset(f"{_PREPOSITIONS} how why whether what which who when where".split())
_DANGLING = re.compile(r"(?:if|because|when|although|while|whether|which|unless|until)\b[^,.!?]*$", re.IGNORECASE)
"""A subordinate clause without its main one."""

_JOINED = re.compile(r"(?:and|but|so|or|because)\b", re.IGNORECASE)
_CUT_SHORT = re.compile(r"(?:\b(?:Sgt|Mr|Mrs|Ms|Dr|Gov|Sen|Rep|St|Lt|Col|Gen|Capt|No)|\b[A-Za-z]\.[A-Za-z])$|\($|^[a-z]+ing\b")
_INNER_COMMA = re.compile(r",[’'”\"]+$")
"""How words end whose own quotation closes with the comma of the sentence that they were said in: none of the marks can go."""

_OPENED = re.compile(r"^that\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Words of one article with who says them.

    Attributes:
        extent: the words.
        member: the speaker, None where only a description is known.
        speaker: the name or the description to print.
        paragraph: 0-based paragraph of the article in which the words stand.
        told_by: who tells that they were said, None if the article itself does.
    """

    article: Annotated
    quote: Quote
    extent: Extent
    member: Member | None
    speaker: str
    paragraph: int
    told_by: str | None = None

    @property
    def text(self) -> str:
        """The words themselves."""
        return self.extent.of(self.article.article.text)


def section(dossier: Dossier, draft: Draft) -> Section | None:
    """The most telling quotes; direct ones first, then reported ones that stand by themselves."""
    said = list(_said(dossier))
    direct = _ranked(dossier, _families([one for one in said if one.quote.direct and _whole(one)]))
    indirect = _ranked(dossier, _families([one for one in said if not one.quote.direct and _stands_alone(one)]))
    keys: list[str] = []
    spoken: dict[str, int] = {}
    first = direct[0][0].speaker if direct else ""
    for family in [*direct, *indirect[:MOST_INDIRECT]]:
        speaker = family[0].speaker
        if len(keys) == MOST or spoken.get(speaker, 0) >= (MOST_OF_FIRST if speaker == first else MOST_OF_ONE):
            continue
        key = _item(dossier, draft, family)
        if key and key not in keys:
            keys.append(key)
            spoken[speaker] = spoken.get(speaker, 0) + 1
    return Section(kind="who_said_what", heading="Who said what", items=tuple(keys)) if keys else None


def _said(dossier: Dossier) -> Iterable[Said]:
    """Everything said by somebody who can be named."""
    for annotated in dossier.voices:
        for quote in annotated.quotes:
            member, speaker = speaker_of(dossier, annotated, quote)
            teller = _teller(dossier, annotated, quote)
            sure = speaker and teller != "" and 0 <= quote.sentence < len(annotated.sentences)
            if sure and is_speech(annotated.article.text, quote):
                yield Said(
                    article=annotated,
                    quote=quote,
                    extent=_trimmed(annotated.article.text, quote),
                    member=member,
                    speaker=speaker,
                    paragraph=annotated.sentences[quote.sentence].paragraph,
                    told_by=teller if teller != speaker else None,
                )


def _teller(dossier: Dossier, annotated: Annotated, quote: Quote) -> str | None:
    """Who tells that something was said: None if the article itself does, empty if somebody does who cannot be named."""
    if quote.told_by is None:
        return None
    return speaker_of(dossier, annotated, replace(quote, speaker=quote.told_by))[1]


def _trimmed(text: str, quote: Quote) -> Extent:
    """The words without the blanks and the comma at their ends, and a reported clause without its "that"."""
    start, end = quote.extent
    while start < end and text[start].isspace():
        start += 1
    opened = None if quote.direct else _OPENED.match(text[start:end])
    start += opened.end() if opened else 0
    while end > start and (text[end - 1].isspace() or text[end - 1] in (",;" if quote.direct else ",;:.")):
        end -= 1
    return Extent(start, end)


def _whole(said: Said) -> bool:
    """A direct quote that says something by itself: long enough, a sentence's opening or most of one, on one line."""
    count = len(said.text.split())
    opens = said.text[:1].isupper() or said.text[:1].isdigit()
    return (
        SHORTEST <= count <= LONGEST
        and opens
        and "\n" not in said.text
        and not _INNER_COMMA.search(said.text)
        and not _is_title(said.text)
        and not _DANGLING.match(said.text)
        and not points_back(said.text)
    )


def _is_title(text: str) -> bool:
    """Whether words between marks are the name of a work: all but the small ones have a capital, and no mark ends them."""
    long = [word for word in text.split() if len(word) > 3]
    return len(long) > 1 and text[-1].isalnum() and sum(word[0].isupper() for word in long) >= 0.8 * len(long)


def _stands_alone(said: Said) -> bool:
    """A reported statement whose words need no neighbour and tell more than that somebody spoke."""
    text, tokens = said.text, words(said.text)
    sentence = said.article.sentences[said.quote.sentence]
    if said.member is None or not SHORTEST_INDIRECT <= len(tokens) <= LONGEST // 2 or not sentence.extent.holds(said.extent):
        return False
    if set(tokens) & _LEANING or "“" in text or '"' in text or "\n" in text:
        return False
    return bool(_TELLING.search(text)) and not _is_fragment(text) and not _CUT_SHORT.search(text)


def _is_fragment(text: str) -> bool:
    """Whether a reported clause lacks the look of one: it opens or ends on a preposition, "to" or a question word."""
    tokens = words(text)
    return not tokens or bool({tokens[0], tokens[-1]} & _LOOSE)


def _families(said: Sequence[Said]) -> list[list[Said]]:
    """The same words of the same speaker together, in the order of their first appearance.

    Words that two articles put into different mouths are left out: one of them is wrong.
    """
    families: list[list[Said]] = []
    holding: dict[str, list[int]] = {}
    for one in said:
        runs = shingles(words(one.text), RUN)
        near = sorted({number for run in runs for number in holding.get(run, ())})
        found = next((n for n in near if any(_alike(member, one) >= _enough(member, one) for member in families[n])), None)
        number = len(families) if found is None else found
        if found is None:
            families.append([])
        families[number].append(one)
        for run in runs:
            holding.setdefault(run, []).append(number)
    return [family for family in families if len({one.member.name for one in family if one.member}) <= 1]


def _enough(one: Said, other: Said) -> float:
    return REWORDED if one.speaker == other.speaker else SAME


def _alike(one: Said, other: Said) -> float:
    if one.article is other.article and one.extent == other.extent:
        return 1.0
    a, b = words(one.text), words(other.text)
    size = min(RUN, len(a), len(b))
    return containment(shingles(a, size), shingles(b, size)) if size else 0.0


def _ranked(dossier: Dossier, families: list[list[Said]]) -> list[list[Said]]:
    """The most telling first. Within a family the fullest wording first, the earliest article's of equals."""
    ordered = [sorted(family, key=lambda said: (said.member is None, -len(said.text))) for family in families]
    return sorted(ordered, key=lambda family: -_weight(dossier, family))


def _weight(dossier: Dossier, family: list[Said]) -> float:
    """Independent origins count most, then who speaks, where it stands and whether it tells something."""
    best = family[0]
    origins = len({dossier.origin(said.article.article.id) for said in family})
    named = 0.0 if best.member is None else 1 + min(best.member.mentions, 20) / 10
    size = len(best.text.split())
    length = 1.0 if 8 <= size <= 45 else 0.5
    return (
        2 * origins
        + named
        + length
        + bool(_TELLING.search(best.text))
        - bool(_JOINED.match(best.text))
        + 1.5 / (1 + 0.2 * best.paragraph)
    )


def _item(dossier: Dossier, draft: Draft, family: list[Said]) -> str | None:
    """The quote's card, its words taken from the allowance of the article they are printed from."""
    best = family[0]
    rest = _rest(best)
    article = best.article.article.id
    if draft.says(best.text) or not draft.print_words([(article, place) for place in (best.extent, rest) if place]):
        return None
    draft.say(best.text)
    same = [said for said in family if said.text == best.text]
    places = [(article, best.extent), *([(article, rest)] if rest else []), *((one.article.article.id, one.extent) for one in same)]
    occasion, holder = _occasion(draft, family)
    item = QuoteItem(
        text=best.text,
        direct=best.quote.direct,
        spans=tuple(dict.fromkeys(draft.cite(*place) for place in places)),
        speaker_text=best.speaker,
        speaker=draft.entity(best.member) if best.member else None,
        speaker_role=role_of(dossier, best.member),
        verb=" ".join(best.quote.cue.of(best.article.article.text).split()) if best.quote.cue else None,
        audience=occasion.audience,
        venue=occasion.venue,
        said_at=occasion.said_at,
        carried_by=_carriers(dossier, draft, family),
        variants=_variants(draft, family),
        x_rest=rest.of(best.article.article.text) if rest else None,
        x_told_by=best.told_by,
        x_occasion=tuple(draft.cite(holder, place) for place in occasion.places),
    )
    return draft.add("q", item)


def _rest(said: Said) -> Extent | None:
    """What a sentence goes on with in quotation marks behind its cue, where that breaks it."""
    text, quote = said.article.article.text, said.quote
    if not quote.direct or quote.cue is None or not quote.extent.of(text).rstrip().endswith(","):
        return None
    behind = (one for one in said.article.quotes if one.direct and one.cue == quote.cue and one.extent.start > quote.cue.start)
    found = next(behind, None) if quote.cue.start >= quote.extent.end else None
    return _trimmed(text, found) if found and text[found.extent.start].islower() and "\n" not in found.extent.of(text) else None


def _occasion(draft: Draft, family: Sequence[Said]) -> tuple[Told, str]:
    """To whom, where and when, as the first article that tells it has it, and that article."""
    found = ((told(draft, said.article, said.quote), said.article.article.id) for said in family)
    return next((pair for pair in found if pair[0] != Told()), (Told(), family[0].article.article.id))


def _carriers(dossier: Dossier, draft: Draft, family: list[Said]) -> tuple[str, ...]:
    """The outlets that print the words, copies too, in the order of the story's articles."""
    origins = {dossier.origin(said.article.article.id) for said in family}
    flat = [" ".join(words(said.text)) for said in family]
    found = []
    for article in dossier.articles:
        if article.role == "digest" or article.outlet is None:
            continue
        if dossier.origin(article.id) in origins and any(text in " ".join(words(article.text)) for text in flat):
            found.append(draft.outlet(article))
    return tuple(dict.fromkeys(key for key in found if key))


def _variants(draft: Draft, family: list[Said]) -> tuple[Variant, ...]:
    """Other wordings by other articles, not the same words cut shorter."""
    best = " ".join(words(family[0].text))
    found: dict[str, Variant] = {}
    for said in family[1:]:
        flat = " ".join(words(said.text))
        if flat in best or flat in found or said.article is family[0].article:
            continue
        if draft.print_words([(said.article.article.id, said.extent)]):
            told = draft.dossier.printed_words(said.article.article.id, said.extent, said.text)
            found[flat] = Variant(text=told, spans=(draft.cite(said.article.article.id, said.extent),))
    return tuple(found.values())
