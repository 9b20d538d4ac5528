"""A headline that its own article belies is told in a note, and most of what looks so is not."""

from __future__ import annotations

import pytest

from broadsheet.annotate import Annotate
from broadsheet.records.annotation import Annotated
from broadsheet.records.article import Article
from broadsheet.write.sections.contradictions import section
from tests.write.stories import drafted


@pytest.fixture(scope="module")
def annotate():
    return Annotate()


def told(annotate, title, text, **options):
    given = Article(
        id="a1", page="pg_a1", place=1, title=title, text=text, ranges=(), outlet="Velm Post", published="2031-03-04",
        language="en", as_given=True, **options,
    )  # fmt: skip
    dossier, draft = drafted(*(found for found in annotate([given]) if isinstance(found, Annotated)))
    made = section(dossier, draft)
    return [draft.pools()["notes"][key] for key in made.body] if made else [], draft


BELIED = {
    "dead": ("19 dead in Velm ferry fire", "A fire on a ferry at Velm killed 14 people on Monday. The ship had left Orl at noon."),
    "things": ("Weaving mill sheds 400 jobs", "The weaving mill at Velm will shed 240 jobs by May, its owner said."),
    "share": ("Harbour fees rise by 12 percent", "The harbour fees in Velm will rise by 7 percent next year. Skippers protested."),
    "money": ("Ferry line fined 9 million crowns", "A court fined the Velm ferry line 4 million crowns on Monday. It will appeal."),
    "denied": (
        "Council approves ferry plan",
        "The council of Velm did not approve the ferry plan on Monday. It wants to see the costs.",
    ),
    "done": ("Council did not approve ferry plan", "The council of Velm approved the ferry plan on Monday. Work starts in May."),
    "opposite": ("Senate rejects water bill", "The senate passed the water bill on Thursday. It takes effect in May."),
    "verdict": ("Court acquits Orla Gadrin of fraud", "The court in Velm convicted Orla Gadrin of fraud on Monday."),
}


@pytest.mark.parametrize("case", BELIED)
def test_a_headline_that_its_text_belies(annotate, case):
    title, text = BELIED[case]
    (note,), draft = told(annotate, title, text)
    said = text.split(".")[0]
    assert note.text == f"The headline of Velm Post says “{title}”; the text under it says “{said}”."
    assert (note.kind, note.x_kind) == ("other", "headline_vs_body")
    assert [draft.span(key).exact for key in note.x_spans] == [said]
    assert [draft.pools()["articles"][key].id for key in note.articles] == ["a1"]


BORNE_OUT = {
    "one by one": ("Three die in Velm fire", "Two people were killed in a fire in Velm on Monday. A third died in hospital."),
    "added up": ("19 dead in Velm fires", "A fire in Velm killed 14 people on Monday. In Orl five people were killed."),
    "rounded": ("40 hurt in Velm crash", "Some 38 people were hurt in a crash at Velm."),
    "of something else": ("400 watch Velm mill close", "The mill at Velm lost 240 jobs on Monday."),
    "two counts": (
        "19 dead in Velm fire",
        "A fire in Velm killed 14 people, police say. The council says that it killed 16 people.",
    ),
    "asked": ("Did the council approve the ferry plan?", "The council of Velm did not approve the ferry plan on Monday."),
    "quoted": ("“Council approves ferry plan”", "The council of Velm did not approve the ferry plan on Monday."),
    "told both ways": (
        "Council approves ferry plan",
        "The council of Velm approved the ferry plan on Monday. In May it had not approved the ferry plan.",
    ),
    "denied by both": ("Senate does not reject water bill", "The senate passed the water bill on Thursday."),
}


@pytest.mark.parametrize("case", BORNE_OUT)
def test_a_headline_that_its_text_bears_out(annotate, case):
    assert told(annotate, *BORNE_OUT[case])[0] == []


def test_a_text_that_breaks_off_belies_nothing(annotate):
    assert told(annotate, *BELIED["dead"], cut="end")[0] == []


def test_a_headline_that_was_made_from_the_text_is_none(annotate):
    assert told(annotate, *BELIED["dead"], title_inferred=True)[0] == []
