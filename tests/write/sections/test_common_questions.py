"""Common questions: what is asked, and that the answer answers it."""

from __future__ import annotations

import pytest

from broadsheet.models import grammar
from broadsheet.write import asking
from broadsheet.write.dossier import Dossier
from broadsheet.write.draft import Draft
from broadsheet.write.sections import whats_next
from broadsheet.write.sections.common_questions import section
from tests.write.stories import story
from tests.write.telling import annotated


@pytest.mark.parametrize(
    ("sentence", "questions"),
    [
        ("At least nine people were killed when the dam broke.", ["How many people were killed?"]),
        ("The army has sent 1,200 soldiers to the valley.", ["How many soldiers has the army sent?"]),
        ("The council closed the bridge because its pillars had cracked.", ["Why did the council close the bridge?"]),
        ("The bridge was closed because of cracks in its pillars.", ["Why was the bridge closed?"]),
        ("The treaty will lapse on July 1.", ["When will the treaty lapse?"]),
        ("The dam was built in 1968.", ["When was the dam built?"]),
        ("He closed the bridge because its pillars had cracked.", []),
        ("The council did not close the bridge because of the flood.", []),
        ("The two ministers spoke for four hours.", []),
        ("A tram is seen on a winter morning in February.", []),
        ("Nobody slept because of the noise.", []),
        ("The union got the council to listen because the dam leaked.", []),
        ("The mill has laid off 107 local workers.", ["How many local workers has the mill laid off?"]),
        ("Sales pushed ahead on a lack of rye because many farmers are late.", ["Why did sales push ahead on a lack of rye?"]),
        ("The deal will cost the town 400 million crowns.", ["How much will the deal cost?"]),
        ("The mill had 1986 sales of rye.", []),
        ("About 2,600 elections will be held in all but three of the districts.", ["How many elections will be held?"]),
        ("Some 3,900 students went up.", ["How many students went up?"]),
        ("Two boats fired and four Velm frigates shelled 1,000 rounds.", []),
        ("The debt will have fallen to 48 percent in 2031.", []),
        (
            "The United States and Japan are close to an agreement, Ada Brenn said.",
            ["What did Ada Brenn say about the United States and Japan?"],
        ),
        ("Ada Brenn said lows registered immediately after the failure of the talks were caused by fear among dealers.", []),
        ("Stocks 1,009 1,009 717 717 Supply 2,027 2,027 1,947 1,947 Note - Season begins June 1.", []),
        ("Ada Brenn said Republican towns would keep the dam.", ["What did Ada Brenn say about Republican towns?"]),
        ("The barrier was built to save money because the dam leaked.", []),
        ("VELMONT ― Towns should keep the dam because it is safe, Ada Brenn, the mayor, said.", []),
    ],
)
def test_sentence_turned_round(sentence, questions):
    assert [q.text for q in asking.questions(grammar.load()(sentence))] == questions


TEXT = (
    "The dam above Velmont broke on Tuesday night and water ran through the town. "
    "At least nine people were killed in Velmont, the council said. "
    "The council closed the old bridge because its pillars had cracked. "
    "The army has sent 1,200 soldiers to the town."
)


@pytest.mark.parametrize(
    "sentence",
    [
        "The flood has scarred Velm deeply, leaving more than 35,000 people homeless.",
        "The campaign ended 2030 with more than $102 million on hand.",
        "The timber trade created 1 in every 50 new jobs in 2030.",
        "The owner allegedly shot three people in Velm on May 3, 2030.",
        "Eleven Green state attorneys general have joined the council.",
        "Mike Pell says that the mayor 'is going to get this done one way or the other'.",
        "Sheriff Ada Brenn said officers found a loaded gun in the vehicle.",
        "(VLM)Orla Tench died in 2030 after a long illness, the mayor said.",
    ],
)
def test_what_makes_no_sound_question_is_not_turned_round(sentence):
    assert asking.questions(grammar.load()(sentence)) == []


def flood(key="a1", text=TEXT):
    return annotated(key, text, title="Dam above Velmont breaks", places=["Velmont"], figures=[("nine people", 9, "people")])


def asked(*articles, prepare=lambda _dossier, _draft: None):
    dossier = Dossier(story(*articles), "2031-03-05")
    draft = Draft(dossier)
    prepare(dossier, draft)
    made = section(dossier, draft)
    pool = draft.pools()["questions"]
    return {pool[k].question: [draft.statement(s).text for s in pool[k].answer] for k in (made.items if made else ())}


def test_questions_are_answered_by_their_sentences():
    found = asked(flood())
    assert found["Why did the council close the old bridge?"] == [
        "The council closed the old bridge because its pillars had cracked."
    ]
    assert found["How many people were killed in Velmont?"] == ["At least nine people were killed in Velmont, the council said."]


def test_what_prose_tells_comes_last():
    def tell(_dossier, draft):
        draft.tell(2)

    assert next(iter(asked(flood()))).startswith("Why")
    assert not next(iter(asked(flood(), prepare=tell))).startswith("Why")


def test_one_question_for_two_papers():
    found = asked(flood(), flood("a2", TEXT.replace("At least nine", "At least nine")))
    assert sum(question.startswith("How many people") for question in found) == 1


def test_unknown_subject_raises_no_question():
    found = asked(
        flood(text=TEXT.replace("The council closed the old bridge because its pillars", "A baker shut a kiosk because walls"))
    )
    assert not any("kiosk" in question for question in found)


def test_what_happens_next_needs_a_day():
    article = annotated(
        "a1", "The dam above Velmont broke. The council of Velmont will vote on the dam on Friday.", places=["Velmont"],
        times=[("Friday", "2031-03-07", "day")], tenses={1: "future"},
    )  # fmt: skip
    assert asked(article, prepare=whats_next.section)["What happens next?"] == [
        "The council of Velmont will vote on the dam on Friday."
    ]
    assert "What happens next?" not in asked(flood(), prepare=whats_next.section)


def test_overtaken_count_answers_nothing():
    later = annotated(
        "a2", "At least 23 people were killed in Velmont when the dam broke, the council said on Thursday.", published="2031-03-06",
        places=["Velmont"], figures=[("23 people", 23, "people")],
    )  # fmt: skip
    told = [text for question, texts in asked(flood(), later).items() if question.startswith("How many people") for text in texts]
    assert not any("nine" in text for text in told)
