"""Whether a role is told of its article's own time, and not of a year or a day long before."""

from __future__ import annotations

import re

from broadsheet.records.annotation import RoleSpan
from broadsheet.write.dossier import Dossier

_TESTIFIED = re.compile(
    r"\b(?:told|tells|heard|hears|evidence (?:to|before)|testif\w+ (?:to|before|at))\b[^;]{0,30}\b(?:court|commission|inquiry|"
    r"enquiry|tribunal|hearing|inquest|jury|panel|committee|trial)\b",
    re.IGNORECASE,
)
"""Before what a witness tells: of a day before, on which somebody had an office."""


def is_of_a_past_year(dossier: Dossier, article: str, role: RoleSpan) -> bool:
    """Whether the role itself names a year before that of its article: "a spokesman for the 2028 campaign"."""
    year = (dossier.annotated(article).article.published or "")[:4]
    return any(found[0] < year for found in re.finditer(r"\b(?:19|20)\d\d\b", role.text))


def tells_of_the_past(dossier: Dossier, article: str, role: RoleSpan) -> bool:
    """Whether the sentence with the role names a year before that of its article, or has the role in a witness's words."""
    annotated = dossier.annotated(article)
    year = (annotated.article.published or "9999")[:4]  # of an undated article any year may be past
    index = next((i for i, s in enumerate(annotated.sentences) if s.extent.holds(role.extent)), None)
    if index is not None:
        before = annotated.article.text[annotated.sentences[index].extent.start : role.extent.start]
        if _TESTIFIED.search(before):
            return True
    return any(when.sentence == index and re.match(r"\d{4}", when.value) and when.value[:4] < year for when in annotated.times)
