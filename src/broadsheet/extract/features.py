"""The features of every line of a page: its own, its neighbours', its place, and signs of an opening.

Feature names are plain words, so that a learned weight can be read. They carry no word of any page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence, Set
from itertools import chain

from broadsheet.extract.facts import Facts, glance, look
from broadsheet.extract.furniture import Furniture, grade, line_key
from broadsheet.extract.seams import openings

_STRONG = frozenset(
    (
        "recommend:s",
        "recommend:m",
        "unfold:s",
        "share:s",
        "subscribe:s",
        "subscribe:m",
        "legal:s",
        "legal:m",
        "advert:s",
        "gallery:s",
        "credit_line:s",
        "credit_glued:m",
        "credit_tail:m",
        "credit:s",
        "credit:m",
        "by:s",
        "dated:s",
        "name",
        "dateline:l",
        "template:s",
        "caption:m",
        "caption:l",
        "date:alone",
        "quote:l",
        "end=colon",
    )
)


def _near(facts: Sequence[Facts], at: int) -> list[str]:
    around = facts[max(0, at - 3) : at + 4]
    missing = ["edge"] * max(0, 3 - at)
    above3, above2, above, own, below, below2, below3, *_ = *missing, *[fact.shape for fact in around], "edge", "edge", "edge"
    return [
        f"-3={above3}",
        f"-2={above2}",
        f"-1={above}",
        f"-1={above}&{own}",
        *([f"-1~{mark}" for mark in facts[at - 1].marks if mark in _STRONG] if at else ()),
        f"+1={below}",
        f"+1={below}&{own}",
        *([f"+1~{mark}" for mark in facts[at + 1].marks if mark in _STRONG] if at + 1 < len(facts) else ()),
        f"+2={below2}",
        f"+3={below3}",
        f"{above}<{own}>{below}",
        f"{own}>{below}>{below2}",
        f"{above2}<{above}<{own}",
    ]


def _listing(facts: Sequence[Facts]) -> list[list[str]]:
    """Where a line stands in its card, on a page that folds its cards with "read more" links."""
    folds = ["unfold:s" in fact.marks for fact in facts]
    if sum(folds) < 2:
        return [[] for _ in facts]
    above, below = _distance(folds), _distance(folds[::-1])[::-1]
    return [[f"card{_step(a)}:{f.shape}", f"card-{_step(b)}:{f.shape}"] for f, a, b in zip(facts, above, below, strict=True)]


def _runs(flags: Sequence[bool]) -> list[int]:
    """For every place the length of the run of equal flags that it stands in, 0 where the flag is off."""
    out = [0] * len(flags)
    start = 0
    for at in range(len(flags) + 1):
        if at == len(flags) or (at > start and flags[at] != flags[start]):
            for place in range(start, at):
                out[place] = (at - start) if flags[place] else 0
            start = at
    return out


def _distance(flags: Sequence[bool]) -> list[int]:
    """How many places ago the flag was last on, 99 if never; its own place does not count."""
    out, last = [], -99
    for at, flag in enumerate(flags):
        out.append(min(at - last, 99))
        if flag:
            last = at
    return out


def _step(value: int) -> str:
    return str(value) if value <= 3 else "4-6" if value <= 6 else "7-12" if value <= 12 else "13+" if value < 99 else "none"


def _place(facts: Sequence[Facts], asked: Sequence[bool]) -> list[list[str]]:
    n = len(facts)
    prose = [fact.prose and fact.words >= 12 for fact in facts]
    runs = _runs(prose)
    text = [run >= 3 for run in runs]
    above, below = _distance(prose), _distance(prose[::-1])[::-1]
    long_above, long_below = _distance(text), _distance(text[::-1])[::-1]
    shelf = _shelf(facts, text)
    out: list[list[str]] = []
    for at in range(n):
        kind = "P" if prose[at] else "x"
        out.append(
            []
            if not asked[at]
            else [
                f"{kind}above={_step(above[at])}",
                f"{kind}below={_step(below[at])}",
                f"{kind}text_above={_step(long_above[at])}",
                f"{kind}text_below={_step(long_below[at])}",
                f"run={min(runs[at], 5)}",
                f"top={min(at, 5)}",
                f"foot={min(n - 1 - at, 5)}",
                f"{kind}tenth={10 * at // n}" if n >= 12 else "short_page",
                f"{kind}shelf={shelf[at]}",
                f"{facts[at].shape}^{'t' if long_above[at] < 99 else '-'}{'t' if long_below[at] < 99 else '-'}",
            ]
        )
    return out


def _shelf(facts: Sequence[Facts], text: Sequence[bool]) -> list[str]:
    """Whether a line stands below a header that recommends other stories, and no run of paragraphs came since."""
    out, state = [], "-"
    for at, fact in enumerate(facts):
        if text[at]:
            state = "-"
        out.append(state)
        if "recommend:s" in fact.marks:
            state = "tail" if not any(text[at:]) else "in"
    return out


def _repeats(facts: Sequence[Facts], furniture: Furniture | None) -> list[list[str]]:
    keys = [line_key(fact.text) for fact in facts]
    times = Counter(keys)
    first: dict[str, int] = {}
    out = []
    for at, (fact, key) in enumerate(zip(facts, keys, strict=True)):
        marks = []
        if times[key] > 1:
            size = "s" if fact.words <= 6 else "l"
            gap = at - first.get(key, at)
            marks.append(f"again:{size}{'first' if key not in first else _step(gap)}")
        first[key] = at
        if at and len(fact.text) > 20 and facts[at - 1].text.startswith(fact.text[:40]) and times[key] == 1:
            marks.append("starts_as_above")
        trace = furniture.repeated_trace(key) if furniture else None
        if trace:
            kind = "l" if fact.words > 12 else "s"
            marks += [f"seen{kind}={grade(trace)}", f"seen{kind}#{min(trace.pages, 6)}"]
        elif furniture and furniture.traces:
            marks.append("unseen")
        out.append(marks)
    return out


def _gaps(blank_above: Sequence[bool]) -> list[list[str]]:
    """Blank lines say something only on pages that have some and lack some."""
    share = sum(blank_above[1:]) / max(1, len(blank_above) - 1)
    if not 0.05 < share < 0.95:
        return [[] for _ in blank_above]
    below = [*blank_above[1:], True]
    return [[f"gap={int(above)}{int(under)}"] for above, under in zip(blank_above, below, strict=True)]


def _headline_like(facts: Sequence[Facts], asked: Sequence[bool]) -> list[list[str]]:
    """Lines that say again what the page's first heading, or the line above or below, says."""
    head = next((fact for fact in facts[:8] if fact.shape in ("heading", "long", "sentence")), None)
    out = []
    for fact, wanted in zip(facts, asked, strict=True):
        shared = (
            sum([min(fact.tokens[token], head.tokens[token]) for token in fact.tokens.keys() & head.tokens.keys()])
            / max(1, sum(head.tokens.values()))
            if head and wanted and fact is not head
            else 0.0
        )
        out.append([f"as_head={'half' if shared < 0.75 else 'most'}"] if shared >= 0.5 else [])
    return out


def features(
    lines: Sequence[str], furniture: Furniture | None = None, known: Set[int] = frozenset()
) -> tuple[list[int], list[Facts], list[list[str]]]:
    """The features of a page's lines that are not blank.

    Args:
        lines: all lines of the page.
        furniture: what is known to repeat over pages.
        known: 0-based places of lines that are known to be paragraphs: they get no features, but their neighbours are told of them.

    Returns:
        Three lists of one length: the 0-based place among `lines`, the line's facts, its feature names.
    """
    at = [place for place, line in enumerate(lines) if line.strip()]
    facts = [glance(lines[place]) if place in known else look(lines[place]) for place in at]
    blank_above = [i == 0 or at[i] - at[i - 1] > 1 for i in range(len(at))]
    asked = [place not in known for place in at]
    parts = (
        _place(facts, asked),
        _repeats(facts, furniture),
        _gaps(blank_above),
        _headline_like(facts, asked),
        _listing(facts),
    )
    seams = openings(facts, asked)
    named = [
        [] if not wanted else ["bias", *fact.marks, *_near(facts, i), *chain.from_iterable(more)]
        for i, (wanted, fact, *more) in enumerate(zip(asked, facts, *parts, seams, strict=True))
    ]
    return at, facts, named
