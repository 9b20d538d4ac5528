"""Words that bodies and streets end in."""

from __future__ import annotations

from broadsheet.language.words import listed

ORGANISATION_WORDS: frozenset[str] = listed("""
agency airlines army assembly association authority bank bloc board broadcaster bureau cabinet chamber church club
coalition college commission committee company confederation congress corporation corp council court department
federation force forces foundation front fund group guard hospital inc institute institution laboratory league ltd
ministry movement navy network office organization organisation parliament parties party police press school senate
service society syndicate team tribunal union university
""")
PAPERS: frozenset[str] = listed("""
times post tribune herald gazette journal news chronicle telegraph courier mail guardian enquirer inquirer sentinel
globe
""")
"""Last words of the names of newspapers."""
STREETS: frozenset[str] = listed(
    """
street avenue square river lake island islands mountain mountains bay valley bridge airport strait gulf peninsula
"""
)
LEGAL_FORMS: frozenset[str] = listed("inc corp corporation co company ltd limited llc plc ag sa nv se gmbh group holdings")
"""What the law calls a company: no part of how people call it."""
