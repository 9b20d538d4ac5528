"""What two parallel accounts measure, count or call an age: the words that make two figures one thing or two."""

from __future__ import annotations

import pytest

from broadsheet.annotate import Annotate
from broadsheet.records.annotation import Annotated
from broadsheet.write.dossier import Dossier
from broadsheet.write.sections.contradictions import differences
from tests.write.stories import story
from tests.write.test_invented_accounts import article

VOTED = "Ferrymen of the Harl Line closed their ballot in Quell on Tuesday. Turnout was 88 per cent, union head Ilka Brand said."
SEIZED = (
    "Customs officers stopped a van in Harlow on Tuesday. Its driver, from Leppa, is 44 years old. Chief Mona Dahl praised them."
)
COUNTED = "The marine station on Farra made its count from the air this May. Biologist Elin Sarv and a crew of 12 needed four days."
RESCUED = "Deputies opened the sanctuary of Verity Blaine near Dunlow on Friday. Vet Samir Quill came with 14 helpers."


@pytest.fixture(scope="module")
def found():
    annotate = Annotate()

    def texts(one: str, other: str, days: tuple[str, str] = ("2031-05-07", "2031-05-07")) -> list[list[str]]:
        given = [
            {"id": f"a{n}", "title": "", "text": text, "outlet": f"Paper {n}", "date": day}
            for n, (text, day) in enumerate(zip((one, other), days, strict=True))
        ]
        told = [one for one in annotate([article(row) for row in given]) if isinstance(one, Annotated)]
        return [[side.text for side in one.sides] for one in differences(Dossier(story(*told), as_of="2031-05-07T23:00:00Z"))]

    return texts


def test_shares_written_per_cent_are_compared(found):
    ours = f"{VOTED} Seventy-one per cent of those who took part were in favour."
    assert found(ours, f"{VOTED} Some 58 per cent of the votes cast were for a strike.") == [
        ["Seventy-one per cent", "Some 58 per cent"]
    ]


def test_a_share_of_all_entitled_is_none_of_the_votes(found):
    assert (
        found(f"{VOTED} Of the ballots cast, 71 per cent were in favour.", f"{VOTED} Of all entitled, 34 per cent voted yes.") == []
    )


def test_weights_are_compared_whatever_papers_call_the_thing(found):
    ours = f"{SEIZED} They found 312 kilos of elvers in the van."
    assert found(ours, f"{SEIZED} Beneath the floor of the van were 185 kilos of live glass eels.") == [["312 kilos", "185 kilos"]]


def test_animals_are_those_that_the_other_paper_calls_by_their_kind(found):
    ours = f"{COUNTED} It photographed 5,800 animals on the rocks."
    assert found(ours, f"{COUNTED} It came to 3,400 grey seals on the rocks.") == [["5,800 animals", "3,400 grey seals"]]
    assert found(f"{COUNTED} It found 5,800 ducks on the wet rocks.", f"{COUNTED} It found 3,400 seals on the wet rocks.") == []


def test_what_is_counted_beside_things_of_one_name_tells_nothing(found):
    ours = f"{RESCUED} Eighty-four dogs were taken away in vans."
    assert found(ours, f"{RESCUED} They took away 57 dogs and one pony.") == [["Eighty-four dogs", "57 dogs"]]


def test_passengers_are_not_all_the_people_aboard(found):
    landed = "Captain Ida Brandt had 19 years of service. The cause is sought in Quell."
    ours = f"{landed} A plane of Harl Air with 34 passengers came down safely at Quell on Monday."
    assert found(ours, f"{landed} All 38 people on a plane of Harl Air are well after it came down at Quell on Monday.") == []


def test_a_prize_before_the_tax_man_came_is_another_sum(found):
    won = "Pia and Ulf Renner from Asp won the lottery of Quell on Monday. They want to buy 12 cows."
    assert (
        found(f"{won} The ticket brings 6 million kronur.", f"{won} After the state has its share, 4.2 million kronur remain.")
        == []
    )


def test_a_count_of_the_year_a_sentence_goes_back_to_is_old(found):
    seals = "The seals of Farra recover, says Elin Sarv of the Quell station. Eleven pups were born."
    assert found(f"{seals} Biologists counted 57 seals.", f"{seals} When the ban came in 2024, there were but 19 seals.") == []


def test_spans_that_are_parts_of_a_longer_time_are_not_compared(found):
    ruled = "The Blue Party of Orla Venn has lost Quell. It had 31 seats."
    assert found(f"{ruled} It ruled Quell for the last 44 years.", f"{ruled} It ruled Quell in its first 60 years.") == []
    assert found(f"{ruled} It ruled Quell for 44 years.", f"{ruled} It ruled Quell for 60 years.") == [["44 years", "60 years"]]


@pytest.mark.parametrize(
    ("told", "other", "years"),
    [
        ("Emil Strand, 61, showed no emotion.", "Emil Strand, who is 57, was led away.", ["61", "57"]),
        ("The 61-year-old former pilot Emil Strand wept.", "“I shall appeal,” said Emil Strand, 57.", ["61", "57"]),
        ("Emil Strand, 61, showed no emotion.", "Emil Strand, 62, was led away.", None),
        ("Emil Strand, 61, showed no emotion.", "Emil Strand, 25, was a pilot at the time.", None),
        ("Emil Strand, 61, showed no emotion.", "Emil Strand, 61, fell. The story of Emil Strand, 25, begins.", None),
        ("Emil Strand, 61, showed no emotion.", "Jonas Strand, 35, his son, was led away.", None),
    ],
)
def test_two_ages_of_one_person_cannot_both_be_right(found, told, other, years):
    assert found(told, other) == ([years] if years else [])


def test_years_between_two_articles_make_somebody_older(found):
    assert found("Emil Strand, 57, was arrested.", "Emil Strand, 61, was released.", ("2027-05-07", "2031-05-06")) == []
