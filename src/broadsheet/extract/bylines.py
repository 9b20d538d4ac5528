"""Who signed an article: names in author fields, in the elements that an HTML page marks, and in byline lines of text.

Desks, mastheads, offices and places stand beside names and look like them; what is not surely a person is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from lxml.html import HtmlElement

from broadsheet.extract import cues
from broadsheet.extract.facts import is_name
from broadsheet.language.roles import is_office
from broadsheet.language.stamps import days, has_clock

_NOT_PERSON = re.compile(
    r"\b(staff|news ?room|news|news desk|editorial|editors?|redaktion|rédaction|redacción|redazione|redactie|agenc\w+|team|desk"
    r"|associated|press|media|online|wire|reporters?"
    r"|correspondents?|contributors?|admin|network|https?:|www\.|\.com|@)",
    re.IGNORECASE,
)
_BY = re.compile(
    r"^\W{0,3}(by|von|par|por|di|da|door|av|af|przez|text|written by|reporting by|story by|de)\b[:\s]{1,3}", re.IGNORECASE
)
#: What somebody did for a piece, said before a colon.
_PART = re.compile(
    r"^\W{0,3}(interview|text|words|story|report|reporting|written|protokoll|propos recueillis|entretien|entrevista|intervista"
    r"|texto|testo|tekst|author|autor(?:in)?|auteur|autore)( (?:by|von|par|por|di|av|af))?\s?[:|]\s?(?=\S)",
    re.IGNORECASE,
)
_DIVIDE = re.compile(r"\s*(?:,|;|\||&|/|•|\band\b|\bund\b|\bet\b|\s+y\s+|\s+e\s+|\boch\b|\bog\b)\s*")
#: A writer's initials behind the name.
_INITIALS = re.compile(r"(?<=\w) ?\([\w.]{2,5}\)\s*$")
#: "in Place", "aus Place": where somebody wrote from. Only read after a "by", since a name may hold the word.
_PLACE = re.compile(r" (?:in|at|from|reporting from|aus|à|en|em|i|från|fra|w|te) [A-ZÀ-Þ][\w.’' -]{1,40}$")
#: The nouns that newspapers call themselves by; a line by itself that ends or begins with one is a masthead.
_PAPER = re.compile(
    r"\b(gazette|courier|kurier|post|times|herald|tribune|tribüne|journal|standard|daily|weekly|observer|chronicle|mercury|mirror"
    r"|telegraph|examiner|bulletin|magazine|review|zeitung|nachrichten|anzeiger|tagblatt|tageblatt|presse|rundschau|diario|periódico"
    r"|gazzetta|corriere|giornale|jornal|dagblad|krant|avis|avisen|tidning|tidende)$|^(the|der|die|das|le|la|les|el|il|o|de) ",
    re.IGNORECASE,
)
_BY_AGENCY = r"(?:[Bb]y|[Vv]on|[Pp]ar|[Pp]or) "
_NEWS_AGENCY = r"(?:[A-Z][\w-]+ ){1,3}(?:Wire|(?:News |Press )?Agency|Presse-Agentur|Nachrichtenagentur)"
_AGENCY = re.compile(
    rf"^(?:\((?P<alone>[A-Z]{{3,5}})\)|(?:{_BY_AGENCY})?(?P<named>{_NEWS_AGENCY})|{_BY_AGENCY}(?P<by>[A-Z]{{3,5}})"
    rf"|{_BY_AGENCY}[^()]{{3,60}} \((?P<beside>[A-Z]{{3,5}})\))$"
)
_FIELD_AGENCY = re.compile(rf"^(?:[A-Z]{{3,5}}|{_NEWS_AGENCY}|(?:The )?(?:[A-Z][\w-]+ ){{1,2}}Press)$")
#: Places whose names begin like a paper's.
_PLACES = {"the hague", "the bronx", "the gambia", "the bahamas", "the netherlands", "la paz", "la plata", "le havre", "el paso"}
#: In Chinese script a name is three to five characters, in Korean two to four; a desk ends in a word for one.
_EAST_NAME = re.compile(r"^[\u4e00-\u9fff]{3,5}(?<![部社局室班報网網聞])$|^[가-힣]{2,4}(?<![부사국팀])$")
#: Elements whose names are somebody else's: other stories, pictures, quotations, the page's frame.
_ELSEWHERE = {"aside", "nav", "footer", "figure", "figcaption", "blockquote", "cite"}
_FRAMES = {"html", "head", "body", "main", "article"}
_UNSIGNED = _FRAMES | {"script", "style"}
_SAYS = {"p", "div", "span", "li", "address"}
_MOST = 6
_LETTERS = re.compile(r"[^\W\d_]+")
#: A stamp holds so many words besides its day: of the week, of the clock, what was done then.
_MOST_BESIDE = 4


def credited(stated: Iterable[str]) -> tuple[str, ...]:
    """Single names out of an author field, each once, in order; addresses are no names.

    >>> credited(["Orla Venn (ove) und Tam Quist, lna", "https://brae.example/venn", "o.venn@brae.example"])
    ('Orla Venn', 'Tam Quist', 'lna')
    """
    found: dict[str, None] = {}
    for value in stated:
        if re.search(r"@|://|www\.", value):
            continue
        for part in _DIVIDE.split(_BY.sub("", value[:300])):
            name = " ".join(_INITIALS.sub("", part).split()).strip(" .,-–")
            if name and len(name) <= 60:
                found.setdefault(name, None)
    return tuple(found)


def people(stated: Iterable[str], outlet: str | None = None) -> tuple[str, ...]:
    """The persons among the names stated, each once, in order; desks, offices, agencies and the outlet itself are no persons.

    >>> people(["By Orla Venn and Tam Quist", "Brae Courier Staff", "Orla Venn", "Senior Reporter", "Fisheries Editor"])
    ('Orla Venn', 'Tam Quist')
    """
    found: dict[str, None] = {}
    for value in stated:
        for part in _DIVIDE.split(_BY.sub("", value)):
            name = " ".join(part.split()).strip(" .,-–")
            if _is_person(name, outlet):
                found.setdefault(name, None)
    return tuple(found)


def _is_person(name: str, outlet: str | None) -> bool:
    words = name.split()
    return (
        2 <= len(words) <= 6
        and len(name) <= 60
        and not _NOT_PERSON.search(name)
        and not is_office(words[-1].lower())
        and not words[-1].islower()
        and not _is_outlet(name, outlet)
    )


def _is_outlet(name: str, outlet: str | None) -> bool:
    """Whether a name is the outlet's, which may be given as its address ("brae-courier.example")."""
    own, other = (re.sub(r"\W|_", "", part.lower()) for part in (name, outlet or ""))
    return bool(other) and (own == other or (len(own) > 6 and other.startswith(own)))


# ------------------------------------------------------------------------------------------------ HTML


def agency_among(stated: Iterable[str], outlet: str | None) -> str | None:
    """The agency among the names of an author field: capitals alone, or a name that says so; never the outlet's own.

    Small letters alone are passed over, since they may be a writer's initials, and so are capitals behind a name: a degree.

    >>> agency_among(["Orla Venn", "LNA"], "Brae Courier"), agency_among(["The Lowland Press"], None)
    ('LNA', 'The Lowland Press')
    >>> agency_among(["BCN"], "BCN News"), agency_among(["BCN"], "Brae Courier Now"), agency_among(["Orla Venn, MBA"], None)
    (None, None, None)
    """
    names = (" ".join(_BY.sub("", value[:300]).split()) for value in stated)
    return next((name for name in names if _FIELD_AGENCY.match(name) and not _is_house(name, outlet or "")), None)


def _is_house(name: str, outlet: str) -> bool:
    """Whether a name is the outlet's own, its beginning or its initials."""
    return _is_outlet(name, outlet) or outlet.startswith(name) or name == "".join(word[0] for word in outlet.split())


def of_html(
    tree: HtmlElement, persons: Sequence[str], named: Sequence[str], field: str | None, outlet: str | None
) -> tuple[str, ...]:
    """Whom a page names as author: persons if there are any, else the desk or agency that takes their place.

    Args:
        tree: the parsed page.
        persons: authors in its description for machines, without organisations.
        named: the same, organisations included.
        field: its author element among the metas.
        outlet: the site's name.
    """
    told = credited(_without_office(persons))
    fields = tuple(name for name in people([field], outlet) if is_name(name)) if field else ()
    if told:
        return told if people(told, outlet) else credited(named)
    shown = signed(tree, outlet)
    if fields:
        return shown if set(fields) < set(shown) else fields
    return shown or credited(named) or credited([field] if field else [])


def _without_office(stated: Iterable[str]) -> Iterator[str]:
    """The values; of "Name, what they are, their house" the name alone."""
    for value in stated:
        first, *rest = (part.strip() for part in value.split(","))
        office = any(is_office(part.split()[-1].lower()) or (len(part.split()) > 4 and not is_name(part)) for part in rest if part)
        yield first if office and is_name(first) else value


def signed(tree: HtmlElement, outlet: str | None = None) -> tuple[str, ...]:
    """Names of people in the elements that the page marks as its byline: of the first such place, not of other stories' cards."""
    first: HtmlElement | None = None
    found: dict[str, None] = {}
    for element in _opening(tree):
        if first is not None and not _beside(first, element):
            break
        for name in _names_in(element, outlet):
            first = element if first is None else first
            found.setdefault(name, None)
    return tuple(_unglued(list(found)))[:_MOST]


def _unglued(names: list[str]) -> list[str]:
    """Names without those made of another and what stands beside it, and without capitals where others are written as names."""
    single = [name for name in names if not any(other != name and other in name for other in names)]
    return [name for name in single if not name.isupper()] or single


def _opening(tree: HtmlElement) -> Iterator[HtmlElement]:
    """Elements marked as a byline, from the page's top to the article's third paragraph (to its end if there is no heading)."""
    headed, paragraphs = False, 0
    for element in tree.iter():
        tag = element.tag
        if not isinstance(tag, str) or tag in _UNSIGNED:
            continue
        headed = headed or tag == "h1"
        paragraphs += headed and tag == "p" and len(element.text_content()) > 150
        if paragraphs > 3:
            return
        if (_marked(element) or _says_by(element)) and not _is_elsewhere(element):
            yield element


def _is_elsewhere(element: HtmlElement) -> bool:
    return any(above.tag in _ELSEWHERE for above in (element, *element.iterancestors()))


def _marked(element: HtmlElement) -> bool:
    for name in ("class", "itemprop", "rel"):
        if (value := element.get(name)) and ("author" in (mark := value.lower()) or "byline" in mark):
            return True
    return False


def _says_by(element: HtmlElement) -> bool:
    """Whether an unmarked element reads "by" and a name."""
    if element.tag not in _SAYS or len(element) > 4:
        return False
    text = " ".join(_beginning(element, 200).split())
    return len(text) <= 60 and cues.BYLINE_START.match(text) is not None and is_name(_BY.sub("", text))


def _beginning(element: HtmlElement, size: int) -> str:
    """The first characters of what an element holds: a block may hold the whole page."""
    pieces, found = [], 0
    for piece in element.itertext():
        pieces.append(str(piece))
        found += len(piece)
        if found >= size:
            break
    return "".join(pieces)[:size]


def _beside(first: HtmlElement, element: HtmlElement) -> bool:
    """Whether an element belongs to the same byline: it lies within the first one's nearest blocks."""
    near = [above for above in list(first.iterancestors())[:3] if above.tag not in _FRAMES]
    return any(above in near or above is first for above in element.iterancestors())


def _names_in(element: HtmlElement, outlet: str | None) -> list[str]:
    """Names of an element: its pieces that are names, else all its words if they are."""
    pieces = [" ".join(str(piece).split()) for piece in element.itertext()]
    whole = " ".join(piece for piece in pieces if piece)
    if len(whole) > 300:
        return []
    for texts in (pieces, [whole[:120]]):
        names = [name for text in texts for name in _reading(text, outlet)]
        names += [text for text in texts if _EAST_NAME.match(text) and not _is_outlet(text, outlet)]
        if names:
            return names
    return []


def _reading(text: str, outlet: str | None) -> Iterable[str]:
    if cues.BYLINE_START.match(text) and (names := _of_line(text)):
        return people(names, outlet)
    return people([text], outlet) if is_name(_BY.sub("", text)) else ()


# ------------------------------------------------------------------------------------------------ plain text


def of_lines(lines: Iterable[str]) -> tuple[str, ...]:
    """The persons whom byline lines name; mastheads, section lines, places and offices are none.

    >>> of_lines(["By Orla Venn in Brae and Tam Quist in Port Velm", "BRAE VALLEY POST", "Interview: Ivo Reva"])
    ('Orla Venn', 'Tam Quist', 'Ivo Reva')
    >>> of_lines(["By Orla Venn, Fisheries Reporter", "The Brae Courier", "Brae Gazette", "By Tam Quist | 3 May 2031"])
    ('Orla Venn', 'Tam Quist')
    """
    return tuple(dict.fromkeys(name for line in lines for name in _of_line(" ".join(line.split()))))


def _of_line(line: str) -> tuple[str, ...]:
    cue = _PART.match(line) or (_BY.match(line) if cues.BYLINE_START.match(line) else None)
    if cue:
        rest = re.split(r"\s[|–—·•-]\s", line[cue.end() :])[0]
        parts = [_PLACE.sub("", part) for part in _DIVIDE.split(rest)]
        return tuple(name for name in people(parts) if is_name(name))
    if days(line) or line.isupper() or not is_name(line):
        return ()
    names = people([line])
    return () if any(_PAPER.search(name) for name in names) else names


def signs(line: str) -> bool:
    """Whether a line says "by" and a name, and no more.

    >>> signs("By Orla Venn in Brae"), signs("By noon the ferry was late."), signs("By Brae Courier")
    (True, False, True)
    """
    line = " ".join(line.split())
    return len(line) <= 90 and cues.BYLINE_START.match(line) is not None and (bool(_of_line(line)) or is_name(_BY.sub("", line)))


def is_stamp(line: str) -> bool:
    """Whether a line tells a day, or a time of day with a word like "updated", and next to nothing else.

    >>> is_stamp("Stand: 22.04.2031, 06:00 Uhr"), is_stamp("Uppdaterad 15.59 | Publicerad 14.14"), is_stamp("12 March 2031")
    (True, True, True)
    >>> is_stamp("On 12 March 2031 the ferry sailed at last."), is_stamp("Velunia 3:15")
    (False, False)
    """
    if len(line) > 90 or "@" in line:
        return False
    stated = days(line)
    rest = "".join(" " if any(start <= at < end for start, end, _ in stated) else char for at, char in enumerate(line))
    told = stated or (has_clock(line) and cues.DATE_START.match(line))
    return bool(told) and len(_LETTERS.findall(rest)) <= _MOST_BESIDE


def masthead(line: str) -> str | None:
    """The paper that a line names which gives nothing but its name and a day; None where the name could be a person's or a place's.

    >>> masthead("The Brae Courier, 12 March 2031"), masthead("Brae Gazette | March 12, 2031")
    ('The Brae Courier', 'Brae Gazette')
    >>> masthead("Orla Venn, 12 March 2031"), masthead("Port Velm, 12 March 2031"), masthead("The Hague, 12 March 2031")
    (None, None, None)
    """
    stated = days(line)
    if len(stated) != 1 or line[stated[0][1] :].strip(" .") or not is_name(name := line[: stated[0][0]].strip(" ,|–—-·")):
        return None
    return name if _PAPER.search(name) and name.lower() not in _PLACES else None


def agency(lines: Iterable[str]) -> str | None:
    """The agency that a byline is or credits: an acronym in brackets or after "by", or a name that says so.

    >>> agency(["(TCW)"]), agency(["SPORT"]), agency(["By Orla Venn (TCW)"]), agency(["By Orla Venn"])
    ('TCW', None, 'TCW', None)
    >>> agency(["Lowland News Agency"])
    'Lowland News Agency'
    """
    found = (_AGENCY.match(" ".join(line.split())) for line in lines)
    return next((match["alone"] or match["named"] or match["by"] or match["beside"] for match in found if match), None)
