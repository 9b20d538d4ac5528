"""Sentences made fit to stand alone: names spelled out once, and never doubled."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pytest

from broadsheet.records.annotation import Trim
from broadsheet.records.text import Extent
from broadsheet.write.draft import Drafted, place
from broadsheet.write.headline import headline
from broadsheet.write.phrasing import _with_title, evidence, items, phrase
from broadsheet.write.sections.whats_happened import section
from tests.write.stories import drafted
from tests.write.telling import annotated, at

TEXT = "Orla Tench is the mayor of Velm. Tench opened the lower gate on Monday. Then the keeper Orla Tench went home."


def phrased(article, index):
    dossier, _ = drafted(article)
    made = phrase(dossier, dossier.passages[index])
    return made.text if made else None


def test_a_bare_surname_is_spelled_out():
    article = annotated("a1", TEXT, people=["Orla Tench", "Tench"])
    same = tuple(replace(mention, entity=article.mentions[0].entity) for mention in article.mentions)
    assert phrased(replace(article, mentions=same), 1) == "Orla Tench opened the lower gate on Monday."


def test_a_name_is_not_doubled_where_the_mention_left_its_first_half_out():
    article = annotated("a1", TEXT, people=["Orla Tench"])
    whole = at(TEXT, "keeper Orla Tench")
    short = Extent(whole.end - len("Tench"), whole.end)
    torn = tuple(replace(m, extent=short) if m.extent.overlaps(short) else m for m in article.mentions)
    assert phrased(replace(article, mentions=torn), 2) == "Then the keeper Orla Tench went home."


@pytest.mark.parametrize(
    ("told", "printed"),
    [
        ("Mr. Tench opened the gate.", "Orla Tench opened the gate."),
        ("A friend of Mr. Tench opened the gate.", "A friend of Orla Tench opened the gate."),
        ("Mayor Tench opened the gate.", "Mayor Orla Tench opened the gate."),
        ("The Tench campaign opened the gate.", "The Tench campaign opened the gate."),
        ("The film titled Tench opened the gate of fame.", "The film titled Tench opened the gate of fame."),
        ("A pro-Tench march opened the gate.", "A pro-Tench march opened the gate."),
        ("The Pell and Tench summit opened the gate.", "The Pell and Tench summit opened the gate."),
        ("Pell and Tench opened the gate.", "Pell and Orla Tench opened the gate."),
        ("After Tench and Kolk’s meeting the gate was open.", "After Tench and Kolk’s meeting the gate was open."),
    ],
)
def test_a_full_name_stands_for_the_mr_before_a_surname(told, printed):
    text = f"Orla Tench came to Velm. {told}"
    article = annotated("a1", text, people=["Orla Tench", "Tench"])
    same = tuple(replace(mention, entity=article.mentions[0].entity) for mention in article.mentions)
    assert phrased(replace(article, mentions=same), 1) == printed


@pytest.mark.parametrize(("role", "printed"), [("Senator", "Senator Orla Tench opened the gate."), ("VELM - Senator", None)])
def test_a_title_is_not_doubled_and_no_dateline_is_one(role, printed):
    text = f"On Monday {role} Orla Tench came to Velm. Senator Tench opened the gate."
    article = annotated("a1", text, people=["Orla Tench", "Tench"], roles={"Orla Tench": role})
    same = tuple(replace(mention, entity=article.mentions[0].entity) for mention in article.mentions)
    assert phrased(replace(article, mentions=same), 1) == (printed or "Senator Orla Tench opened the gate.")


def evident(article, index):
    dossier, _ = drafted(article)
    made = evidence(dossier, index)
    return made.text if made else None


def test_a_quotation_that_carries_on_from_other_words_does_not_open_a_sentence():
    article = annotated("a1", "“They agreed on the lunch,” the mediator Ada Brisk wrote. “The gate held,” said the keeper.")
    assert [phrased(article, 0), phrased(article, 1)] == [None, "“The gate held,” said the keeper."]


def test_a_connective_behind_a_connective_is_one_too():
    text = "But at the same time, the council of Velm opened the gate."
    article = annotated("a1", text, leans={0: "connective"})
    cut = replace(article.sentences[0], trims=(Trim(extent=Extent(0, 4), kind="connective"),))
    assert phrased(replace(article, sentences=(cut,)), 0) is None


def test_what_leans_stands_behind_an_item_with_the_sentence_before_it():
    text = "The mill at Velm closed on Monday. It had 40 workers."
    article = annotated("a1", text, leans={1: "pronoun"})
    assert (phrased(article, 1), evident(article, 1)) == (None, text)


def test_what_leans_on_nothing_that_can_stand_is_no_evidence():
    article = annotated("a1", "He closed the mill. It had 40 workers.", leans={0: "pronoun", 1: "pronoun"})
    assert evident(article, 1) is None


def test_a_sentence_is_printed_in_prose_once():
    dossier, draft = drafted(annotated("a1", TEXT), annotated("b1", TEXT.replace("lower gate", "lower gates")))
    first, other = (p for p in dossier.passages if p.index == 1)
    once = draft.state(Drafted(text=first.text, places=(place(first),)))
    assert once is not None
    assert draft.state(Drafted(text=first.text, places=(place(first),)), again=True) == once
    assert draft.state(Drafted(text=other.text, places=(place(other),))) is None
    assert draft.refusals == {}


def test_a_closing_it_added_needs_somebody_in_the_sentence():
    assert phrased(annotated("a1", "Better locks could keep thieves out of most sheds, it added."), 0) is None
    whole = "The society keeps no list of sheds, it added."
    assert phrased(annotated("a1", whole), 0) == whole
    named = "Oaks at Velm would be felled first, it said."
    assert phrased(annotated("a1", named, places=["Velm"]), 0) == named


def test_a_name_is_spelled_out_with_the_title_that_stands_before_it():
    text = "The gate was shut by Chief Engineer Orla Tench. Tench opened it again on Monday night."
    article = annotated("a1", text, people=["Orla Tench"], roles={"Orla Tench": "Chief Engineer"})
    assert phrased(article, 1) == "Chief Engineer Orla Tench opened it again on Monday night."


@pytest.mark.parametrize(
    ("told", "role", "printed"),
    [
        ("Tench opened the gate.", "report", "Mayor Orla Tench opened the gate."),
        ("In 2009 Tench opened the gate.", "report", "In 2009 Orla Tench opened the gate."),
        ("In 2031 Tench opened the gate.", "report", "In 2031 Mayor Orla Tench opened the gate."),
        ("Tench was now keeper of the gate.", "recap", "Orla Tench was now keeper of the gate."),
    ],
)
def test_nobody_is_given_the_title_of_another_year(told, role, printed):
    article = annotated(
        "a1", f"On Monday Mayor Orla Tench came. {told}", people=["Orla Tench", "Tench"], roles={"Orla Tench": "Mayor"}
    )
    same = tuple(replace(mention, entity=article.mentions[0].entity) for mention in article.mentions)
    assert phrased(replace(article, mentions=same, article=replace(article.article, role=role)), 1) == printed


def test_the_year_of_an_undated_article_is_the_last_that_it_names():
    text = "On Monday Mayor Orla Tench came. In 2030 Tench opened the gate. In 2029 Kolk closed it. Kolk is Ivo Kolk."
    article = annotated("a1", text, people=["Orla Tench", "Tench"], roles={"Orla Tench": "Mayor"}, published=None)
    same = tuple(replace(mention, entity=article.mentions[0].entity) for mention in article.mentions)
    assert phrased(replace(article, mentions=same), 1) == "In 2030 Mayor Orla Tench opened the gate."
    later = replace(article, mentions=same, article=replace(article.article, text=text.replace("2029", "2031")))
    assert phrased(later, 1) == "In 2030 Orla Tench opened the gate."


def test_a_sentence_that_opens_on_others_stays_tied_without_its_also():
    text = "At the same time, the keeper also opened the gate."
    article = annotated("a1", text, leans={0: "connective"})
    trimmed = replace(article.sentences[0], trims=(Trim(extent=at(text, "also "), kind="connective"),))
    assert phrased(replace(article, sentences=(trimmed,)), 0) is None


def test_a_title_with_the_capital_of_a_lines_beginning_is_not_put_amid_a_sentence():
    """The role stands behind a label, so that the sentence does not begin with it."""
    text = "Gate: Debate moderator Orla Tench left. At the debate Tench opened the gate."
    article = annotated("a1", text, people=["Orla Tench", "Tench"], roles={"Orla Tench": "Debate moderator"})
    same = tuple(replace(mention, entity=article.mentions[0].entity) for mention in article.mentions)
    assert phrased(replace(article, mentions=same), 1) == "At the debate Orla Tench opened the gate."


def test_the_end_of_an_address_is_no_paper_speaking_of_itself():
    told = "Half of Velm was without power, according to gridwatch.us, late on Friday."
    assert phrased(annotated("a1", told, places=["Velm"]), 0) == told


def test_the_verb_of_a_question_is_no_given_name():
    text = "Will Norrland pay for it? Norrland is to pay for the platforms."
    article = annotated("a1", text, people=["Will Norrland"])
    assert phrased(article, 1) == "Norrland is to pay for the platforms."


COUNT = "19: Years for which the mill at Velm stood empty. It is to reopen in May."


def printed_items(*articles):
    return [made.text for made in items(drafted(*articles)[0]).values()]


@pytest.mark.parametrize(
    ("text", "leans", "told"),
    [
        (COUNT, "fragment", "The mill at Velm stood empty for 19 years."),
        ("2: Pens with which the charter of Velm was signed.", "fragment", "The charter of Velm was signed with two pens."),
        (
            "7,000: Farmers who live by the lake and lost their rye.",
            "fragment",
            "7,000 farmers live by the lake and lost their rye.",
        ),
        ("2: Pens with which the charter was signed on Monday.", "fragment", "The charter was signed with two pens on Monday."),
        ("$4 million: Cost of the new sluice at Ostrand.", "fragment", "$4 million: Cost of the new sluice at Ostrand."),
        ("400: That is how many bells Ostrand has.", "deictic", "Ostrand has 400 bells."),
        ("31: This is how many people drowned at Velm.", "deictic", "31 people drowned at Velm."),
        ("1.2 million: That is how many tonnes of rye Ostrand sold.", "deictic", "Ostrand sold 1.2 million tonnes of rye."),
        ("60: Velm has given that many people their mill back.", None, "Velm has given 60 people their mill back."),
    ],
)
def test_a_figure_with_what_it_counts_is_told_where_there_is_nothing_else(text, leans, told):
    assert printed_items(annotated("a1", text, leans={0: leans, 1: "pronoun"})) == [told]


@pytest.mark.parametrize(
    ("text", "leans"),
    [
        ("19: Years for which it stood empty and they waited today.", "fragment"),
        ("The mill stood empty for years. 19: Years for which the mill stood empty.", None),
        ("19: Things that you should know of the mill at Velm.", "fragment"),
        ("21:30 A whistle at the gate of the mill.", "fragment"),
        ("7: A baker at Velm found seven rings in a loaf.", None),
    ],
)
def test_a_figure_that_points_further_a_score_and_a_sentence_are_no_items(text, leans):
    """The last is a sentence, and stands without its figure."""
    assert printed_items(annotated("a1", text, leans={0: leans})) == []


@pytest.mark.parametrize(
    "text",
    [
        "40%: Voters who want a new bridge at Velm.",
        "14: Ships, all of them grey, which were sold at Velm.",
        "2: Pens with which the charter of Velm was not signed.",
        "9: Days after which the mayor of Velm said the dam broke.",
        "12: Bridges that the flood at Velm carried away.",
        "20: That is how many years the mill at Velm has stood empty.",
        "8: The number of people who drowned at Velm.",
    ],
)
def test_an_item_that_would_change_its_meaning_stays_a_line(text):
    assert printed_items(annotated("a1", text, leans={0: "fragment"})) == [text]


def test_an_item_stays_a_line_where_the_gate_does_not_find_the_same_said(monkeypatch):
    monkeypatch.setattr("broadsheet.write.phrasing.check", lambda *_: SimpleNamespace(grounded=False))
    assert printed_items(annotated("a1", COUNT, leans={0: "fragment", 1: "pronoun"})) == [COUNT.split(". ", maxsplit=1)[0] + "."]


def test_beside_sentences_an_item_is_a_line_of_a_list():
    other = annotated("b1", "The mill at Velm is to reopen in May after 19 years, the owner said.")
    assert printed_items(annotated("a1", COUNT, leans={0: "fragment", 1: "pronoun"}), other) == []


def test_an_item_alone_heads_its_page_and_is_its_news():
    dossier, draft = drafted(annotated("a1", COUNT, title="19: Years…", leans={0: "fragment", 1: "pronoun"}))
    key, told = headline(dossier, draft), section(dossier, draft)
    assert key is not None
    assert told is not None
    assert draft.statement(key).text == "The mill at Velm stood empty for 19 years"
    assert [draft.statement(key).text for key in told.body] == ["The mill at Velm stood empty for 19 years."]


@pytest.mark.parametrize(
    ("run_in", "printed"),
    [
        ("Mayor Opens Lower Gate After Long Night VELM — Orla Tench opened the lower gate.", "Orla Tench opened the lower gate."),
        ("VELM, Norr. –- Orla Tench opened the lower gate.", "Orla Tench opened the lower gate."),
        ("The keeper of the gate left VELM — Orla Tench stayed.", "The keeper of the gate left VELM — Orla Tench stayed."),
    ],
)
def test_a_title_that_ran_into_a_sentence_with_its_dateline_goes(run_in, printed):
    assert phrased(annotated("a1", run_in), 0) == printed


def test_a_title_s_verb_is_no_surname():
    text = "Orla Tench Resigns. Orla Tench opened the gate. Orla Tench left. He closed the gate."
    article = annotated("a1", text, people=["Orla Tench Resigns", "Orla Tench"], leans={3: "pronoun"})
    he = replace(article.mentions[1], extent=at(text, "He"), pronoun=True)
    same = tuple(replace(mention, entity=article.mentions[1].entity) for mention in (*article.mentions, he))
    assert phrased(replace(article, mentions=same), 3) == "Orla Tench closed the gate."


def test_a_title_is_not_doubled_where_the_full_name_brings_one():
    text = "During the visit General Tench opened the lower gate."
    surname = at(text, "Tench")
    assert _with_title(text, surname, 0, "Velm President Orla Tench") == at(text, "General Tench")
    assert _with_title(text, surname, 0, "Orla Tench") == surname
