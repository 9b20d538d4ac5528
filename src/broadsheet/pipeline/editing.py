"""The editor's desk: decisions are recorded, respected by every later build, and taken back by another decision.

A decision is of a story as it was called then; it holds for the story that goes on under that id.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from broadsheet.errors import NotFound, UsageError
from broadsheet.pipeline import membership
from broadsheet.pipeline.docket import OF_MEMBERSHIP, home_of
from broadsheet.pipeline.naming import said_of_two, spelt
from broadsheet.pipeline.stories import story_alone
from broadsheet.records.editorial import DecisionKind, EditorialDecision, identified, in_force
from broadsheet.store import Store
from broadsheet.write.dossier import Dossier
from broadsheet.write.editing import Unborne, borne_out, objections, sentences_of
from broadsheet.write.own_work import beyond_the_paper, opens_as_the_paper
from broadsheet.write.shortening import MOST_WORDS

LONGEST: dict[DecisionKind, int] = {"headline": MOST_WORDS, "standfirst": 40, "note": 120}
"""Words of what an editor writes."""
_OF_THE_PAPER = (
    "a note on the paper's own work says what “We” or “This page” did, in one clause: “We have asked the council for comment.”"
)


def decide(store: Store, decision: EditorialDecision) -> EditorialDecision:
    """Record an editor's decision, and carry out a merge or a split at once; the decision with its id.

    All but merges and splits is one short transaction, which may be made beside another writer (`Store.open(…, beside=True)`);
    pages say it with the next `write`, the edition with the next `edition`. A decision made again is kept once.

    Raises:
        NotFound: no such story or article.
        UsageError: it cannot be carried out; of a sentence, why no article of the story bears it out.
    """
    _refuse_unsigned(decision)
    if decision.kind not in _PREPARED:
        raise UsageError(f"{decision.kind}: is no decision that can be made here")
    with store.transaction():
        prepared = identified(_PREPARED[decision.kind](store, decision))
        if known := store.decisions.get(prepared.id):
            return known
        made = _carried_out(store, prepared)
        store.decisions.add(made)
        _call_for_pages(store, made)
    return made


def withdraw(store: Store, name: str, *, editor: str, at: str, reason: str = "") -> EditorialDecision:
    """Take a decision back: what it replaced holds again, and stories that it joined or parted are left to the evidence.

    Raises:
        NotFound: there is no such decision.
        UsageError: it was withdrawn before, or is a withdrawal.
    """
    taken = store.decisions.get(name)
    if taken is None:
        raise NotFound(f"{name}: no such decision", hint="`broadsheet edit list` names all")
    if all(held.id != name for held in in_force(store.decisions.all())):
        raise UsageError(f"{name}: does not hold any more", hint="decide it again in its place")
    return decide(store, EditorialDecision(kind="withdraw", editor=editor, at=at, reason=reason, other=name))


def _refuse_unsigned(decision: EditorialDecision) -> None:
    """Raise unless a decision says who made it and when."""
    if not decision.editor.strip():
        raise UsageError("a decision needs the name of its editor")
    for moment in (decision.at, decision.until):
        if moment is not None and _zone_of(moment) is None:
            raise UsageError(f"{moment}: is no moment with a zone", hint="write 2031-03-04T07:00+00:00")


def _zone_of(moment: str) -> object:
    try:
        return datetime.fromisoformat(moment).tzinfo
    except ValueError:
        return None


def _of_story(store: Store, decision: EditorialDecision) -> EditorialDecision:
    """The decision, of the story that goes on under the id that it names."""
    home = home_of(store, decision)
    if home is None:
        raise NotFound(f"{decision.story}: no such story in this store", hint="`broadsheet show` lists them")
    return replace(decision, story=home)


def _worded(store: Store, decision: EditorialDecision) -> EditorialDecision:
    """The decision with the articles whose words bear out what the editor wrote."""
    decision = _of_story(store, replace(decision, text=" ".join(decision.text.split())))
    sentences = sentences_of(decision.text)
    _refuse_misshapen(decision, sentences)
    dossier = Dossier(story_alone(store, decision.story or ""), decision.at)
    cited: dict[str, None] = {}
    for sentence in sentences:
        found = borne_out(dossier, sentence)
        if not isinstance(found, Unborne):
            cited.update(dict.fromkeys(article for article, _ in found.places))
        elif decision.kind != "note":
            raise UsageError(objections(found))
        elif beyond := beyond_the_paper(dossier, sentence):
            own = f"“{sentence}” tells more than what the paper itself did: {beyond}"
            raise UsageError(own if opens_as_the_paper(sentence) else objections(found), hint=_OF_THE_PAPER)
    return replace(decision, articles=tuple(cited))


def _refuse_misshapen(decision: EditorialDecision, sentences: tuple[str, ...]) -> None:
    """Raise unless a text has the length and form of what it is to be."""
    counted, most = len(decision.text.split()), LONGEST[decision.kind]
    if not sentences:
        raise UsageError(f"a {decision.kind} needs words")
    if counted > most:
        raise UsageError(f"a {decision.kind} has {most} words at most, this has {counted}")
    if decision.kind != "note" and (len(sentences) > 1 or decision.text.endswith("?")):
        raise UsageError(f"a {decision.kind} is one sentence that states something")
    if not decision.text.isprintable():
        raise UsageError(f"a {decision.kind} holds no control characters")


def _joining(store: Store, decision: EditorialDecision) -> EditorialDecision:
    other = store.successions.current(decision.other or "")
    if other is None:
        raise NotFound(f"{decision.other}: no such story in this store", hint="`broadsheet show` lists them")
    return replace(_of_story(store, decision), other=other)


def _withdrawing(_store: Store, decision: EditorialDecision) -> EditorialDecision:
    return decision


_PREPARED: dict[DecisionKind, Callable[[Store, EditorialDecision], EditorialDecision]] = {
    "merge": _joining, "split": _of_story, "pin": _of_story, "hide": _of_story, "lead": _of_story,
    "headline": _worded, "standfirst": _worded, "note": _worded, "withdraw": _withdrawing,
    "name": spelt, "one": said_of_two, "two": said_of_two,
}  # fmt: skip


def _carried_out(store: Store, decision: EditorialDecision) -> EditorialDecision:
    """A decision on membership, carried out, with the numbers under which that is kept; any other as it is."""
    if decision.kind == "withdraw":
        _undone(store, decision)
        return decision
    if decision.kind not in OF_MEMBERSHIP:
        return decision
    said, story = {held.number for held in store.constraints.all()}, decision.story or ""
    if decision.kind == "merge":
        obeyed: tuple[membership.Obeyed, ...] = (membership.bring_together(store, decision.other or "", story),)
        decision = replace(decision, articles=tuple(sorted(name for one in obeyed for name in one.moved)))
    else:
        obeyed = membership.split_off(store, decision.articles, story)
    return replace(decision, constraints=tuple(one.number for one in obeyed if one.number not in said))


def _undone(store: Store, withdrawal: EditorialDecision) -> None:
    """Take back what a decision on membership had said of articles."""
    taken = store.decisions.get(withdrawal.other or "")
    assert taken is not None
    known = {held.number for held in store.constraints.all()}
    for number in taken.constraints:
        if number in known:
            membership.take_back(store, number, along=taken.articles if taken.kind == "merge" else ())


def _call_for_pages(store: Store, decision: EditorialDecision) -> None:
    """Have a schedule that follows this store write what the decision changes without waiting for news."""
    if store.jobs.get("stories", "") is not None:
        store.jobs.hasten("stories", "", datetime.fromisoformat(decision.at))
