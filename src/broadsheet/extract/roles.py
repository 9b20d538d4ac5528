"""What kind of piece an article is, and whether its opening or its end is missing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

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
_OPINION_LABEL = re.compile(
    r"^(opinion|comment|commentary|editorial|op-?ed|viewpoint|kommentar|meinung|kolumne|leitartikel|tribune|opini[oó]n|columna|editoriale"
    r"|debatt|ledare|leder|kronikk)$",
    re.IGNORECASE,
)
"""The whole of a line."""
_COLUMNIST = re.compile(
    r"^(?=.{10,220}$)(?:[A-ZÀ-Þ][\w.’'-]+ ){1,5}(?:is|ist|est|es|è|är|er) (?:an? |the |eine? |une? |un |una |our |unser )?.{0,40}?"
    r"(?i:columnist|commentator|opinion (?:writer|editor)|leader writer|guest (?:writer|author)|kolumnist(?:in)?|gastautor(?:in)?"
    r"|chroniqueu(?:r|se)|éditorialiste|columnista|editorialista|opinionista|kommentator|kronikör|spaltist)\b"
)
"""A line at the foot that says what its writer does."""
_HOW = re.compile(
    r"^(how|why|what|wie|warum|wieso|was|pourquoi|comment|cómo|por qué|qué|perché|come|hvorfor|hvordan|varför|hur)\b", re.IGNORECASE
)
_COUNTS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_COUNTED = re.compile(r"^(?:[3-9]|1\d|three|four|five|six|seven|eight|nine|ten|eleven|twelve) \w", re.IGNORECASE)
_HEADED = re.compile(r"^[^.!?]{4,50}\. [A-ZÀ-Þ“\"].{60}")
_QUOTED = re.compile(r"“[^”]*”?|\"[^\"]*\"?|«[^»]*»?|„[^“]*“?")
_I = re.compile(r"\b(?:I|ich|Ich|j’ai|J’ai|je|Je|yo|Yo|my|My|mein\w{0,2}|Mein\w{0,2})\b")
#: Words that mean "I" or "we", and "you", in one language and nothing frequent in another.
_FIRST = re.compile(
    r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|[Ii]ch|[Ww]ir|[Mm]ein\w{0,2}|[Uu]nser\w{0,2}|[Jj]’ai|[Nn]ous|[Yy]o|[Nn]oi|[Jj]ag|[Jj]eg)\b"
)
_SECOND = re.compile(r"\b(?:[Yy]ou|[Yy]our|Sie|Ihnen|Ihre?[mnrs]?|[Vv]ous|[Vv]otre|[Uu]sted|[Uu]stedes|[Vv]ocê)\b")
_JUDGMENT = re.compile(
    r"\bI (?:do not |don’t |still |also )?(?:think|believe|hope|doubt|suspect|fear|should like|would rather|cannot help|am sure)\b"
    r"|\bich (?:glaube|denke|finde|meine|hoffe|fürchte)\b|\bje (?:crois|pense|trouve|crains)\b"
    r"|\b(?:yo )?(?:creo|pienso|temo) que\b",
    re.IGNORECASE,
)
_SPEAKER = re.compile(r"^((?:[A-ZÀ-Þ][\w.’'-]*|the|der|die|le|la)(?: [A-ZÀ-Þ][\w.’'-]*){0,3}):\s\S")
#: A card has at most so many paragraphs; a longer text with a link below it is no card.
_CARD = 4
#: A title that says how or why has at most so many words; more are a text's first sentence.
_TITLE = 18
#: A brief has at most so many words.
_BRIEF = 80
_ITEM = re.compile(r"^(?!(?:19|20)\d\d\s?:)(?:\d[\d.,]*|[$€£]\s?\d[\d.,]*)(?: ?(?:million|billion|percent|%))?\s?:\s")
_CLOCK_START = re.compile(
    r"^\W{0,2}(?<![$€£])(?:[01]?\d|2[0-3])[:.h][0-5]\d(?![\d%.,])(?! ?(?:percent|million|billion|Prozent|Mi))"
    r"|^\W{0,2}\d{1,2} (?:a|p)\.?m\b",
    re.IGNORECASE,
)
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
    if paid or _SPONSORED.search(f"{section or ''} | {head}") or _SPONSORED.search(" ".join(paragraphs[:1])[:300]):
        return "sponsored"
    if cues.ROUNDUP.match(title) or _lists_events(title) or _is_made_of_items(paragraphs):
        return "roundup"
    if _COUNTED.match(title) and _are_items(title, paragraphs):
        return "roundup"
    if folded and len(paragraphs) <= _CARD:
        return "brief"
    labels = [line for line in (title, *marked) if _OPINION_LABEL.match(line.strip())]
    if labels or sum(bool(_COLUMNIST.match(line)) for line in paragraphs[-2:]):
        return "opinion"
    return _by_heading(head, section or "") or _by_build(title, paragraphs)


def _is_made_of_items(paragraphs: Sequence[str]) -> bool:
    """Whether figures with a colon open the paragraphs; a box of them in a long text makes no round-up."""
    items = sum(bool(_ITEM.match(line)) for line in paragraphs)
    return items >= 3 and 4 * items >= len(paragraphs)


def _lists_events(title: str) -> bool:
    """Whether a title strings events together; aspects of one thing ("Causes, chances, risks") take a single word each."""
    events = title.partition(":")[2].split(",")
    return bool(cues.SEVERAL_EVENTS.match(title)) and all(len(event.split()) > 1 for event in events)


def _are_items(title: str, paragraphs: Sequence[str]) -> bool:
    """Whether there are as many paragraphs as the title counts, each with a heading of a few words before its text."""
    number = (_COUNTED.match(title) or [""])[0].split()[0].lower()
    count = int(number) if number.isdigit() else _COUNTS.index(number)
    headed = sum(bool(_HEADED.match(line)) for line in paragraphs)
    return count == headed and len(paragraphs) <= count + 1


def _by_heading(head: str, section: str) -> Role | None:
    kinds: tuple[tuple[Role, re.Pattern[str]], ...] = (
        ("liveblog", _LIVE),
        ("gallery", _GALLERY),
        ("interview", _INTERVIEW),
        ("recap", _RECAP),
        ("explainer", _EXPLAINER),
    )
    for role, pattern in kinds:
        if pattern.search(head) or (role == "liveblog" and pattern.search(section)):
            return role
    if _OPINION.search(section) or re.match(
        r"^(opinion|comment|editorial|column|kommentar|meinung)\b\s?[:|–-]", head, re.IGNORECASE
    ):
        return "opinion"
    return "analysis" if _ANALYSIS.search(section) or _ANALYSIS.search(head[:60]) else None


def _by_build(title: str, paragraphs: Sequence[str]) -> Role:
    subheads = [line for line in paragraphs if len(line.split()) <= 9 and not line.rstrip().endswith((".", "!", "”", '"'))]
    dated = sum(bool(MONTH.search(line) and re.search(r"\b(19|20)\d\d\b", line)) for line in subheads)
    if dated >= 3 or (dated >= 2 and _RECAP.search(" ".join(paragraphs[:5])[:1500])):
        return "recap"
    if _runs_by_the_clock(paragraphs):
        return "liveblog"
    asked = _by_questions(paragraphs) or ("interview" if _alternate(paragraphs) else None)
    if asked:
        return asked
    if _HOW.match(title) and len(title.split()) <= _TITLE and title[-1] not in ".…" and len(subheads) >= 3:
        return "explainer"
    return "opinion" if _judges(paragraphs) else "brief" if _is_brief(paragraphs) else "report"


def _runs_by_the_clock(paragraphs: Sequence[str]) -> bool:
    """Whether three paragraphs or more begin with a time of day, in order or in reverse; prices do not run in one direction."""
    found = [match for match in map(_CLOCK_START.match, paragraphs) if match]
    times = [tuple(int(part) for part in re.findall(r"\d+", match[0])) for match in found]
    forward = sum(one <= other for one, other in pairwise(times))
    return len(times) >= 3 and max(forward, len(times) - 1 - forward) >= 0.7 * (len(times) - 1)


def _by_questions(paragraphs: Sequence[str]) -> Role | None:
    """An interview if its questions address somebody or its answers speak as "I" and "we"; else what asks itself explains."""
    questions = [line for line in paragraphs if line.rstrip().endswith("?") and len(line.split()) <= 25]
    if len(questions) < 4 or len(questions) < len(paragraphs) / 4:
        return None
    answers = [line for line in paragraphs if line not in questions]
    spoken = sum(bool(_FIRST.search(_QUOTED.sub("", line))) for line in answers)
    addressed = sum(bool(_SECOND.search(line)) for line in questions)
    return "interview" if 3 * addressed >= len(questions) or 3 * spoken >= len(answers) else "explainer"


def _alternate(paragraphs: Sequence[str]) -> bool:
    """Whether two or three speakers' names stand before most paragraphs, and seldom the same one twice running."""
    names = [match[1].split()[-1] for match in map(_SPEAKER.match, paragraphs) if match]
    turns = sum(one != other for one, other in pairwise(names))
    return len(names) >= 6 and 2 * len(names) >= len(paragraphs) and len(set(names)) <= 3 and 4 * turns >= 3 * (len(names) - 1)


def _judges(paragraphs: Sequence[str]) -> bool:
    """Whether somebody tells what they think in their own voice: "I" outside quotations throughout, and words of judgment."""
    own = [_QUOTED.sub("", line) for line in paragraphs]
    voiced = sum(bool(_I.search(line)) for line in own)
    return voiced >= 3 and 5 * voiced >= 2 * len(own) and sum(len(_JUDGMENT.findall(line)) for line in own) >= 2


def _is_brief(paragraphs: Sequence[str]) -> bool:
    """Whether the text is one short paragraph that comes to its end."""
    return (
        len(paragraphs) == 1
        and 20 <= len(paragraphs[0].split()) <= _BRIEF
        and paragraphs[0].rstrip().endswith((".", "!", "”", "。"))
    )


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
