"""Verbs that tell of words spoken or written."""

from __future__ import annotations

from broadsheet.language.words import listed

_VERBS = """
say tell add ask write reply respond answer announce state declare explain note argue claim insist warn admit acknowledge
concede confess confirm deny assert contend maintain stress emphasize emphasise underline underscore point remark comment
observe mention report suggest predict estimate conclude recall remember reveal disclose tweet post text email blog joke
quip laugh sigh shout yell scream cry whisper mutter murmur exclaim chant call describe characterize characterise label
dub brand urge call demand plead beg appeal order instruct advise recommend promise vow pledge swear threaten accuse
blame criticize criticise denounce condemn blast slam mock praise applaud thank congratulate agree disagree object protest
complain lament hail welcome boast brag recount relate testify quote cite continue begin start conclude interject repeat
reiterate echo inform notify assure remind teach preach proclaim speak talk discuss allege charge speculate wonder muse
reason think believe caution counter retort rebut dispute propose elaborate clarify offer opine fume rant thunder beam
sum read show find sing indicate signal imply hint stipulate rule request
"""
SPEECH: frozenset[str] = listed(_VERBS)
"""Lemmas of verbs that can stand beside a quotation or govern what was said."""

_PLAIN = """
say tell add write reply ask answer state announce explain tweet note continue respond warn argue insist recall joke
declare exclaim shout
"""
PLAIN: frozenset[str] = listed(_PLAIN)
"""Lemmas of verbs that beside a quotation mean nothing else."""
