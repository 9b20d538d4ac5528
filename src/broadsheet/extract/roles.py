"""What kind of piece an article is, and whether its opening or its end is missing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from broadsheet.extract import cues
from broadsheet.extract.seams import LEANS
from broadsheet.language.stamps import MONTH
from broadsheet.records.article import CutEnd, Role

_OPINION = re.compile(
    r"\b(opinion|comment(ary)?|editorial|column|op-?ed|leading article|perspective|viewpoint|letters?|kommentar|meinung|kolumne"
    r"|leitartikel|glosse|tribune|opini[oó]n|columna"
    r"|editoriale|debatt|ledare|leder|kronikk)\b",
    re.IGNORECASE,
)
_ANALYSIS = re.compile(r"\b(analys[ie]s|analyse|analisi|análisis|in depth|news analysis|hintergrund)\b", re.IGNORECASE)
_EXPLAINER = re.compile(
    r"\b(explainer|explained|what (we|you need to) know|what to know|everything you need|fact ?check|q ?& ?a|faq|was wir wissen"
    r"|faktencheck)\b|^(what|why|how|who) (is|are|was|does|do|did)\b.*\?$",
    re.IGNORECASE,
)
_LIVE = re.compile(
    r"\b(live (updates?|blog|coverage|ticker|report)|as it happened|liveticker|newsblog|en direct|the latest:"
    r"|minuto a minuto)\b|^live\s?[:|–-]",
    re.IGNORECASE,
)
_INTERVIEW = re.compile(
    r"^(interview|q ?& ?a)\b|\b(im interview|im gespräch|entretien|entrevista|intervista)\b|\binterview with\b", re.IGNORECASE
)
_GALLERY = re.compile(
    r"\b(in pictures|photos:|photo gallery|bilderstrecke|gallery|best photos|en images|in bildern)\b", re.IGNORECASE
)
_RECAP = re.compile(
    r"\b(recap|timeline|key moments|a look back|chronology|how .{3,40} unfolded|chronologie|rückblick)\b", re.IGNORECASE
)
_SPONSORED = re.compile(
    r"\b(sponsored (by|content|post)|paid (content|post|partnership)|advertorial|partner content|brought to you by"
    r"|in partnership with|anzeige:|contenu sponsorisé)\b",
    re.IGNORECASE,
)
_PAID = re.compile(r"^(paid for by|promoted by|advert(isement|ising) feature|sponsored feature)\b", re.IGNORECASE)
"""Opens a heading line of its own; within a headline the words are news ("Trip was paid for by a bank")."""
_ITEM = re.compile(r"^(?:\d[\d.,]*|[$€£]\s?\d[\d.,]*)(?: ?(?:million|billion|percent|%))?\s?:\s")
_CLOCK_START = re.compile(r"^\W{0,2}\d{1,2}[:.h]\d\d\b|^\W{0,2}\d{1,2} (?:a|p)\.?m\b", re.IGNORECASE)
_PERSONAL = (
    r"(?:said|says|told|added|complained|warned|explained|recalled|admitted|claimed|replied|insisted|posed"
    r"|was (?:told|sent|instructed)|wrote|thought)"
)
_BARE = re.compile(rf"(?:^|[.!?”\"]\s+|\bthat\s|\bbut\s){'('}[A-ZÀ-Þ][a-zà-ÿ’'-]{{2,}}{')'}\s{_PERSONAL}\b")


def role_of(
    title: str, section: str | None, paragraphs: Sequence[str], *, folded: bool = False, marked: Sequence[str] = ()
) -> Role:
    """The kind of piece.

    Args:
        title: the headline.
        section: the desk the page names.
        paragraphs: the body.
        folded: True for a listing's card, whose rest stands behind a link.
        marked: other heading lines of the article (standfirst, kicker).

    Returns:
        `report` where nothing speaks for anything else.
    """
    head = " ".join([title, *marked])[:600]
    paid = any(_PAID.match(line.strip()) for line in (title, *marked))
    if paid or _SPONSORED.search(head) or _SPONSORED.search(" ".join(paragraphs[:1])[:300]):
        return "sponsored"
    if cues.ROUNDUP.match(title) or cues.SEVERAL_EVENTS.match(title) or sum(bool(_ITEM.match(line)) for line in paragraphs) >= 3:
        return "roundup"
    if folded:
        return "brief"
    return _by_heading(head, section or "") or _by_build(head, paragraphs)


def _by_heading(head: str, section: str) -> Role | None:
    kinds: tuple[tuple[Role, re.Pattern[str]], ...] = (
        ("liveblog", _LIVE),
        ("gallery", _GALLERY),
        ("interview", _INTERVIEW),
        ("recap", _RECAP),
        ("explainer", _EXPLAINER),
    )
    for role, pattern in kinds:
        if pattern.search(head):
            return role
    if _OPINION.search(section) or re.match(
        r"^(opinion|comment|editorial|column|kommentar|meinung)\b\s?[:|–-]", head, re.IGNORECASE
    ):
        return "opinion"
    return "analysis" if _ANALYSIS.search(section) or _ANALYSIS.search(head[:60]) else None


def _by_build(head: str, paragraphs: Sequence[str]) -> Role:
    subheads = [line for line in paragraphs if len(line.split()) <= 9 and not line.rstrip().endswith((".", "!", "”", '"'))]
    dated = sum(bool(MONTH.search(line) and re.search(r"\b(19|20)\d\d\b", line)) for line in subheads)
    if dated >= 3 or (dated >= 2 and _RECAP.search(" ".join(paragraphs[:5])[:1500])):
        return "recap"
    if sum(bool(_CLOCK_START.match(line)) for line in paragraphs) >= 3:
        return "liveblog"
    questions = sum(line.rstrip().endswith("?") and len(line.split()) <= 25 for line in paragraphs)
    if questions >= 4 and questions >= len(paragraphs) / 4:
        return "interview"
    first = sum(len(re.findall(r"\b(?:I|my|me)\b", re.sub(r"“[^”]*”|\"[^\"]*\"", "", line))) for line in paragraphs)
    return "opinion" if first >= 6 and first >= len(paragraphs) / 3 and "opinion" in head.lower() else "report"


def cut_of(paragraphs: Sequence[str], *, headed: bool, folded: bool, dateline: bool) -> CutEnd:
    """Whether the article's opening or end is missing on the page.

    Args:
        paragraphs: the body.
        headed: True if a headline or standfirst stands above it.
        folded: True if a "read more" link stands where it would go on.
        dateline: True if it opens with a dateline.
    """
    start = not headed and not dateline and bool(paragraphs) and _opens_in_the_middle(paragraphs)
    end = folded or (bool(paragraphs) and paragraphs[-1].rstrip().endswith(("...", "…", "[…]", "[...]")))
    return "both" if start and end else "start" if start else "end" if end else "none"


def _opens_in_the_middle(paragraphs: Sequence[str]) -> bool:
    """A leaning first word, or somebody who speaks throughout and is never given in full."""
    first = paragraphs[0]
    if LEANS.match(first) or first[:1].islower():
        return True
    text = "\n".join(paragraphs)
    speakers = Counter(match[1] for line in paragraphs for match in _BARE.finditer(line))
    for name, times in sorted(speakers.items(), key=lambda item: (-item[1], item[0])):
        full = re.search(rf"[A-ZÀ-Þ][\w.’'-]+ {re.escape(name)}\b", text)
        person = re.search(rf"\b{re.escape(name)}\b[^\n]{{0,200}}\b(he|she|his|her|him)\b", text)
        if times >= 2 and not full and person:
            return True
    return False
