"""What a listing's card says of its brief: its heading, where that leads, its time. The page's own claims are not its."""

from __future__ import annotations

import re

from broadsheet.extract.listing import Card
from broadsheet.extract.metadata import Metadata, iso
from broadsheet.extract.split import Draft
from broadsheet.language.urls import absolute, domain

_WORD = re.compile(r"\w{3,}")


def of_card(card: Card, draft: Draft, page: Metadata) -> Metadata:
    """The metadata of one brief.

    A listing may hold other papers' stories, so the page's outlet is the brief's only if the card itself leads nowhere else and
    credits it: an unnamed outlet is better than a wrong one.

    Args:
        card: the card.
        draft: its lines.
        page: what the whole page says.
    """
    url = absolute(page.url, card.href)
    published = iso(card.time)
    return Metadata(
        title=" ".join(draft.headline[0].text.split()) if draft.headline else None,
        outlet=page.outlet if _credits(draft, page.outlet) else None,
        domain=domain(url),
        url=url,
        published=published,
        date_source="meta" if published else "none",
        language=page.language,
    )


def _credits(draft: Draft, outlet: str | None) -> bool:
    """Whether a caption or credit names the outlet: the last word of its name stands behind the line's last sentence."""
    names = _WORD.findall((outlet or "").lower())
    tails = [mark.text.rpartition(". ")[2].lower() for mark in draft.lines if mark.kind not in ("headline", "body")]
    return bool(names) and any(names[-1] in _WORD.findall(tail) for tail in tails)
