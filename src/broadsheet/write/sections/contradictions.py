"""Where the accounts differ: one card per disagreement, each side in its own words and with its holders."""

from __future__ import annotations

from itertools import islice

from broadsheet.records.annotation import Quote
from broadsheet.records.pool import Contradiction, Holder, Side
from broadsheet.records.reader import difference_id
from broadsheet.records.story_page import Section
from broadsheet.records.text import Extent
from broadsheet.write.cast import Member
from broadsheet.write.differ import Account, Difference
from broadsheet.write.differ_ages import age_differences
from broadsheet.write.differ_causes import cause_differences
from broadsheet.write.differ_dates import coming_differences, date_differences, past_differences
from broadsheet.write.differ_denials import denial_differences
from broadsheet.write.differ_denied import denied_differences
from broadsheet.write.differ_disputed import disputed_differences
from broadsheet.write.differ_doers import doer_differences
from broadsheet.write.differ_headlines import Mismatch, headline_mismatches
from broadsheet.write.differ_left_over import left_over_differences
from broadsheet.write.differ_numbers import number_differences
from broadsheet.write.differ_opposites import opposite_differences
from broadsheet.write.differ_outcomes import outcome_differences
from broadsheet.write.differ_places import place_differences
from broadsheet.write.differ_sites import site_differences
from broadsheet.write.differ_speakers import speaker_differences
from broadsheet.write.dossier import Dossier, Passage
from broadsheet.write.draft import Draft

MOST = 4
LOOKS = (
    number_differences, disputed_differences, date_differences, coming_differences, past_differences, denial_differences,
    denied_differences, doer_differences, outcome_differences, cause_differences, place_differences, site_differences,
    speaker_differences, left_over_differences, opposite_differences, age_differences,
)  # fmt: skip
"""What is looked for, each in its own way. A new kind of difference is a new function here."""

SURE = 0.7
"""Confidence from which a difference is printed. Real ones are rare, and a false one accuses somebody."""


def section(dossier: Dossier, draft: Draft) -> Section | None:
    """The surest differences, each pair of clauses once, and the headlines that their own articles belie, as notes."""
    keys = tuple(draft.add("d", _item(dossier, draft, difference)) for difference in differences(dossier))
    notes = tuple(_headline_note(draft, mismatch) for mismatch in islice(headline_mismatches(dossier), MOST))
    return Section(kind="contradictions", heading="Where the accounts differ", body=notes, items=keys) if keys or notes else None


def _headline_note(draft: Draft, mismatch: Mismatch) -> str:
    article = mismatch.passage.article.article
    said = " ".join(mismatch.clause.of(article.text).split())
    whose = article.outlet or "an unnamed paper"
    text = f"The headline of {whose} says “{mismatch.headline}”; the text under it says “{said}”."
    return draft.headline_note(text, article.id, mismatch.clause)


def differences(dossier: Dossier) -> list[Difference]:
    """What accounts of one thing differ in, the surest first, at most `MOST`; no sentence is held against two others."""
    found = [difference for look in LOOKS for difference in look(dossier)]
    chosen: list[Difference] = []
    used: list[Passage] = []
    for difference in sorted(found, key=lambda difference: -difference.confidence):
        passages = [side.passage for side in difference.sides]
        if difference.confidence < SURE or len(chosen) == MOST or any(passage in used for passage in passages):
            continue
        if not (_is_one_voice(dossier, difference) or _is_settled(dossier, difference)):
            chosen.append(difference)
            used += passages
    return chosen


def _is_settled(dossier: Dossier, difference: Difference) -> bool:
    """Whether a reader said that this is no disagreement."""
    places = [(side.passage.article.article.id, side.clause) for side in difference.sides]
    return difference_id((article, *dossier.printed(article, clause)[1]) for article, clause in places) in dossier.story.settled


def _item(dossier: Dossier, draft: Draft, difference: Difference) -> Contradiction:
    return Contradiction(
        kind=difference.kind,
        issue=difference.issue,
        sides=tuple(_side(dossier, draft, account) for account in difference.sides),
        state=difference.state,
        why=difference.why or None,
        confidence=difference.confidence,
    )


def _side(dossier: Dossier, draft: Draft, account: Account) -> Side:
    article = account.passage.article.article
    return Side(
        text=dossier.printed_words(article.id, account.clause, account.text),
        spans=(draft.cite(article.id, account.clause),),
        holders=(_holder(dossier, draft, account),),
        value=account.value,
        as_of=article.day,
        origins=1,
        x_high=account.high,
    )


def _is_one_voice(dossier: Dossier, difference: Difference) -> bool:
    """Whether both sides are the same outlet's of the same day, quoting the same or nobody: it corrects itself."""
    held = {(a.passage.article.article.outlet, a.passage.article.article.day) for a in difference.sides}
    speakers = {member.name if (member := _speaker(dossier, account)) else None for account in difference.sides}
    return len(held) == len(speakers) == 1 and None not in {outlet for outlet, _ in held}


def _holder(dossier: Dossier, draft: Draft, account: Account) -> Holder:
    """The outlet, and the speaker whom it quotes for this if he is known."""
    member = _speaker(dossier, account)
    return Holder(outlet=draft.outlet(account.passage.article.article), speaker=draft.entity(member) if member else None)


def _speaker(dossier: Dossier, account: Account) -> Member | None:
    """Whoever says the account's words, if by a full name."""
    quote = _quote_around(account.passage, account.clause)
    member = dossier.cast.of(account.passage.article.article.id, quote.speaker.entity) if quote and quote.speaker else None
    return member if member and (member.kind != "person" or " " in member.name) else None


def _quote_around(passage: Passage, clause: Extent) -> Quote | None:
    return next((quote for quote in passage.quotes if quote.extent.overlaps(clause)), None)
