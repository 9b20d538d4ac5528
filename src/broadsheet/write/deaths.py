"""Whether the articles tell that somebody of the cast has died: of the dead nobody says what they are."""

from __future__ import annotations

import re

from broadsheet.write.cast import Member
from broadsheet.write.dossier import Dossier

_KILLING = (
    r"kill|kill(?:ed|ing)(?: of)?|murder(?:ed|ing| of)|(?:death|slaying) of|assassinat(?:ed|ion of)|gunned down|shot dead|"
    r"fatally (?:shot|stabbed)"
)
_KILLED = r"killed|murdered|assassinated|shot dead|slain|gunned down|shot and killed|(?:fatally )?(?:shot|stabbed) to death"
_NO_TITLE = (
    r"(?:by|with|for|and|in|at|on|near|that|which|who|when|where|while|as|after|before|since|because|said|says|told|was|were|"
    r"is|are|has|had)\b"
)
"""Words that stand in no title: behind them the one killed has been named, and the next name is somebody else's."""


def is_dead(dossier: Dossier, member: Member) -> bool:
    """Whether an article says of the full name itself that it died or was killed."""
    if member.kind != "person":
        return False
    name = re.escape(member.name)
    died = re.compile(
        rf"\b(?:{_KILLING})(?:(?: [A-Z][\w.’'-]+)+ and)?(?: (?!{_NO_TITLE})(?:[A-Z][\w.’'-]*|[\w’'-]+)){{0,6}} {name}\b"
        rf"|{name}(?:, (?:an?|the) [^,.;]{{0,160}},)? (?:has |had )?(?:died|(?:was|been|were) (?:{_KILLED}))\b"
    )
    texts = (voice.article.text for voice in dossier.voices)
    return any(member.name in text and died.search(text) for text in texts)
