"""What repeats over pages: menus, boxes, legal lines. Learned over all pages given, and mergeable.

A line that stands on several pages is furniture only if it stands beside *different* texts. An article that two pages carry
repeats too, but each of its lines always has the same neighbours: that is how the two are told apart, with no list of names.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from hashlib import blake2b

from broadsheet.records.page import Page

#: A line's distinct neighbours are remembered up to this many: enough to tell "one" from "several".
_REMEMBERED = 3
#: Lines of this many characters or more serve as landmarks that tell one text from another.
LANDMARK = 90
_MOST_LINES = 20_000
#: So many lines that stood on one page only are remembered, in case another batch of pages brings them again.
MOST_SINGLE = 200_000
#: After so many pages what none of them carried is forgotten: it is known for as many pages at least, for twice as many at most.
TURN = 10_000


def line_key(line: str) -> str:
    """The digest by which a line is known again; white space and case do not matter."""
    return blake2b(" ".join(line.casefold().split()).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """What is remembered of one line.

    Attributes:
        pages: on how many pages it stands.
        before: keys of up to three different landmarks that came last before it.
        after: keys of up to three different landmarks that came first after it.
        stale: whether no page has carried it since the last turn.
    """

    pages: int
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    stale: bool = False

    def joined(self, other: Trace) -> Trace:
        """The trace of both; the order of joining does not matter."""
        return Trace(
            pages=self.pages + other.pages,
            before=_fewest(self.before, other.before),
            after=_fewest(self.after, other.after),
            stale=self.stale and other.stale,
        )


def _fewest(*keys: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({key for some in keys for key in some})[:_REMEMBERED])


@dataclass(frozen=True, slots=True, kw_only=True)
class Furniture:
    """Lines of pages with their neighbourhoods. Only a line that stood on two pages or more counts as repeated.

    Attributes:
        traces: by the line's key.
        pages: how many pages were learned from.
        texts: digests of the texts that came since the last turn; what is read again teaches nothing new.
        earlier: of those that came between the last turn and the one before.
    """

    traces: dict[str, Trace] = field(default_factory=dict)
    pages: int = 0
    texts: tuple[str, ...] = ()
    earlier: tuple[str, ...] = ()

    def merged(self, other: Furniture) -> Furniture:
        """What two sets of different pages taught together."""
        traces = dict(self.traces)
        for key, trace in other.traces.items():
            traces[key] = traces[key].joined(trace) if key in traces else trace
        return Furniture(
            traces=dict(sorted(traces.items())),
            pages=self.pages + other.pages,
            texts=tuple(sorted({*self.texts, *other.texts})),
            earlier=tuple(sorted({*self.earlier, *other.earlier})),
        )

    def turned(self) -> Furniture:
        """The same without what was not carried since the last turn; from here on all of it has to come again."""
        traces = {key: replace(trace, stale=True) for key, trace in self.traces.items() if not trace.stale}
        return Furniture(traces=traces, pages=self.pages, earlier=self.texts)

    def repeated(self) -> Furniture:
        """What a page is judged by: the lines of two pages or more, and no memory of what was read."""
        return Furniture(traces={key: trace for key, trace in self.traces.items() if trace.pages > 1}, pages=self.pages)

    def bounded(self, most: int = MOST_SINGLE) -> Furniture:
        """The same with no more than so many lines of one page only. The lowest keys stay, whatever came first."""
        single = sorted(key for key, trace in self.traces.items() if trace.pages == 1)
        beyond = set(single[most:])
        if not beyond:
            return self
        return replace(self, traces={key: trace for key, trace in self.traces.items() if key not in beyond})

    def trace(self, line: str) -> Trace | None:
        """What is known of a line, None if it was seen on one page at most."""
        return self.repeated_trace(line_key(line)) if self.traces else None

    def repeated_trace(self, key: str) -> Trace | None:
        """The same by the line's key."""
        trace = self.traces.get(key)
        return trace if trace and trace.pages > 1 else None


def grade(trace: Trace | None) -> int:
    """How sure a line is furniture: 0 not repeated, 1 only with its own text, 2 one neighbour changes, 3 both change.

    >>> grade(Trace(pages=2, before=("a",), after=("b",))), grade(Trace(pages=5, before=("a", "c"), after=("b", "d")))
    (1, 3)
    """
    if trace is None:
        return 0
    return 1 + (len(trace.before) > 1) + (len(trace.after) > 1)


def _landmarks(keys: Sequence[str | None]) -> list[str]:
    """For every line the last landmark before it; the page's edge counts as none."""
    last, out = "", []
    for key in keys:
        out.append(last)
        last = key or last
    return out


def traces_of(text: str) -> dict[str, Trace]:
    """The traces of one page's lines."""
    lines = [line for line in text.split("\n", _MOST_LINES)[:_MOST_LINES] if line.strip()]
    keys = [line_key(line) for line in lines]
    marks = [key if len(line) >= LANDMARK else None for key, line in zip(keys, lines, strict=True)]
    before, after = _landmarks(marks), _landmarks(marks[::-1])[::-1]
    out: dict[str, Trace] = {}
    for key, above, below in zip(keys, before, after, strict=True):
        known = out.get(key)
        seen_above, seen_below = (known.before, known.after) if known else ((), ())
        out[key] = Trace(
            pages=1, before=_fewest(seen_above, [above] if above else ()), after=_fewest(seen_below, [below] if below else ())
        )
    return out


def learn(texts: Iterable[str], known: Furniture | None = None, turn: int = TURN) -> Furniture:
    """What these rendered texts and those known before teach together, each counted once however often it comes.

    The order of the texts does not matter, nor into how many batches they are divided, as long as no more than `MOST_SINGLE`
    lines are waiting for their second page, and nothing was forgotten.

    Args:
        texts: what is learned from.
        known: what was known before, empty at first; None if nothing will be learned later and single lines may be forgotten.
        turn: pages after which what did not come again is forgotten.
    """
    before = known or Furniture()
    traces: dict[str, Trace] = {}
    seen, recent, earlier, pages = set[str](), set(before.texts), set(before.earlier), 0
    for text in texts:
        digest = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()
        if digest in seen or digest in recent:
            continue
        seen.add(digest)
        if digest in earlier:
            continue
        pages += 1
        for key, trace in traces_of(text).items():
            traces[key] = traces[key].joined(trace) if key in traces else trace
    taught = before.merged(Furniture(traces=traces, pages=pages, texts=tuple(seen)))
    if known is None:
        return taught.repeated()
    return (taught.turned() if taught.pages // turn > before.pages // turn else taught).bounded()


def learn_furniture(pages: Iterable[Page], known: Furniture | None = None) -> Furniture:
    """What repeats over these pages and those known before. HTML pages are rendered first, here and without any bounds."""
    from broadsheet.extract.rendering import Render

    return learn(Render()(pages), known)
