"""What an editor decides about the paper: recorded once, never changed, respected by every later build until it is withdrawn."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from broadsheet.records.codec import digest

DecisionKind = Literal["merge", "split", "pin", "hide", "lead", "headline", "standfirst", "note", "name", "one", "two", "withdraw"]


@dataclass(frozen=True, slots=True, kw_only=True)
class EditorialDecision:
    """One decision. The pipeline fills in `id`, `articles` and `constraints` when it is made.

    Attributes:
        kind: what was decided; `withdraw` takes another decision back.
        editor: who decided, as they are called at the desk. It is not printed.
        at: when, ISO 8601 with zone.
        reason: why, for the desk. It is not printed.
        story: the story as it was called then; None for a name and a withdrawal.
        other: of a merge the story that is told with it, of a name what was printed, of a withdrawal the decision's id. Of one
            or two people the name of the second.
        text: the headline, standfirst or note, or the right name. Empty once an article that it stood on was forgotten.
            Of one or two people the name of the first.
        until: the moment at which a pin or a lead ends, ISO 8601 with zone; None for never.
        articles: of a split the articles that leave; of a sentence those whose words bear it out.
        here: of one or two people where the first is named: pairs of an article's id and the name in its story.
        there: the same for the second.
        constraints: the numbers under which a merge or a split is kept, those that nobody had said before.
        id: `ed_` and a digest of all above but `constraints`.
    """

    kind: DecisionKind
    editor: str
    at: str
    reason: str = ""
    story: str | None = None
    other: str | None = None
    text: str = ""
    until: str | None = None
    articles: tuple[str, ...] = ()
    here: tuple[tuple[str, str], ...] = ()
    there: tuple[tuple[str, str], ...] = ()
    constraints: tuple[int, ...] = ()
    id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited:
    """What an editor did to a page, as the page tells it.

    Attributes:
        kind: what was decided.
        decision: its id.
        at: when, ISO 8601.
        keys: of the statements and notes that are the editor's; empty where their words are not borne out, or there are none.
        instead: key of the statement that would be printed without it.
    """

    kind: DecisionKind
    decision: str
    at: str
    keys: tuple[str, ...] = ()
    instead: str | None = None


def identified(decision: EditorialDecision) -> EditorialDecision:
    """The decision with its id. The same decision made again has the same one."""
    said = decision
    told = [said.kind, said.editor, said.at, said.reason, said.story, said.other, said.text, said.until, said.articles]
    whose = [said.here, said.there] if said.here else []
    return replace(decision, id=f"ed_{digest([*told, *whose])[:16]}")


def in_force(decisions: Iterable[EditorialDecision]) -> tuple[EditorialDecision, ...]:
    """The decisions that nobody withdrew, in the order in which they were made; withdrawals are none of them."""
    made = tuple(decisions)
    withdrawn = {decision.other for decision in made if decision.kind == "withdraw"}
    return tuple(decision for decision in made if decision.kind != "withdraw" and decision.id not in withdrawn)
