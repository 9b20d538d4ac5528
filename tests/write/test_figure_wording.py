"""A card's words are whole: the subject that a clause lost comes back, and what cannot be read alone is no label."""

from __future__ import annotations

import pytest

from broadsheet.models import grammar
from broadsheet.write.dossier import Passage
from broadsheet.write.figure_wording import whole
from tests.write.telling import annotated

CASES = {
    "a subject that was cut at its last name": (
        "The town halls of Bresk, Orlec and Velm have the names of 118 people.",
        "118 people",
        "Velm have the names of 118 people",
        "The town halls of Bresk, Orlec and Velm have the names of 118 people",
    ),
    "a relative clause": (
        "The dam is run by Velm Power, which is 55 percent owned by the state.",
        "55 percent",
        "is 55 percent owned by the state",
        "Velm Power is 55 percent owned by the state",
    ),
    "a second verb of one subject": (
        "The mayor closed the bridge and spent 40,000 crowns on sand.",
        "40,000 crowns",
        "spent 40,000 crowns on sand",
        "The mayor spent 40,000 crowns on sand",
    ),
    "an aside between subject and verb": (
        "The ferry, built in 2011, was 38 metres long.",
        "38 metres",
        "was 38 metres long",
        "The ferry was 38 metres long",
    ),
    "a hyphen": ("In July so-called core prices rose 4.5 percent.", "4.5 percent", "called core prices rose 4.5 percent",
                 "so-called core prices rose 4.5 percent"),
    "an abbreviation": ("The council said that 46 people were missing at 6 p.m.", "46 people", "people were missing at 6 p.m",
                        "people were missing at 6 p.m."),
    "a comparison": ("The lake is 38 percent full, against 71 percent in a usual March.", "71 percent",
                     "against 71 percent in a usual March", "71 percent in a usual March"),
    "the number beside it": ("The mayor said that 35 cellars were pumped out.", "35 cellars", "cellars were pumped out",
                             "cellars were pumped out"),
    "a number before somebody else's deed": ("Before 4,200 spectators Jon Pell scored twice.", "4,200 spectators",
                                             "spectators Jon Pell scored twice", ""),
    "the head of the sentence": ("From July a visit to the zoo of Velm will cost 22 crowns.", "22 crowns",
                                 "From July a visit to the zoo of Velm will cost 22 crowns",
                                 "From July a visit to the zoo of Velm will cost 22 crowns"),
    "nobody": ("She said it was 38 metres high.", "38 metres", "was 38 metres high", ""),
    "what it is not": ("The clerk said that 300 names are not 300,000 votes.", "300,000 votes", "names are not 300,000 votes", ""),
    "a verb without a subject": ("He told them to be glad of three percent.", "three percent", "be glad of three percent", ""),
    "what one is meant to": ("One is meant to be glad of three percent.", "three percent", "be glad of three percent",
                             "One is meant to be glad of three percent"),
    "a number of a number": ("She named two of the nine.", "two", "two of the nine", ""),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_whole(case):
    text, words, label, wanted = CASES[case]
    article = annotated("a1", text, figures=[(words, 1.0, "people")])
    (doc,) = grammar.parse([text], names=False)
    assert whole(label, Passage(article, 0, "a1"), doc, article.figures[0]) == wanted
