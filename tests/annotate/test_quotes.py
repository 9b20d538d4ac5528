import pytest

from tests.annotate.said import direct, said


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        ("“The water rose at night,” Ana Reva said.", "The water rose at night,", "Ana Reva"),
        ("“The water rose at night,” said Ana Reva.", "The water rose at night,", "Ana Reva"),
        ('"The water rose at night," she said.', "The water rose at night,", "she"),
        ("“The water rose at night,” said Reva on her return to camp.", "The water rose at night,", "Reva"),
        ("“The water rose at night,” said Ana Reva in an interview.", "The water rose at night,", "Ana Reva"),
        ("“The water rose at night,” said the minister of trade on Monday.", "The water rose at night,", "the minister of trade"),
        ("“The water rose at night,” said Ana Reva of the clinic.", "The water rose at night,", "Ana Reva of the clinic"),
        ("“The water rose at night,” said Ana Reva at Velm College.", "The water rose at night,", "Ana Reva at Velm College"),
        ("“The water rose at night,” said a woman in her sixties.", "The water rose at night,", "a woman in her sixties"),
        ("‘The water rose at night,’ said Ana Reva.", "The water rose at night,", "Ana Reva"),
        ("''The water rose at night,'' said Ana Reva.", "The water rose at night,", "Ana Reva"),
        ("Ana Reva said: “The water rose at night.”", "The water rose at night.", "Ana Reva"),
        ("Ana Reva told reporters, “The water rose at night.”", "The water rose at night.", "Ana Reva"),
        ("“He called it ‘a very small leak’ on Monday,” Ana Reva said.", "He called it ‘a very small leak’ on Monday,", "Ana Reva"),
        ("Ana Reva said: “The water rose at night.", "The water rose at night.", "Ana Reva"),
        (
            "“The water rose at night,” Judge Ana Reva, who leads the inquiry, said in Velm.",
            "The water rose at night,",
            "Judge Ana Reva",
        ),
        (
            "“The water rose at night,” Velmland’s foreign minister, Ana Reva, said.",
            "The water rose at night,",
            "Velmland’s foreign minister, Ana Reva",
        ),
        ("“The water rose at night.” — Ana Reva", "The water rose at night.", "Ana Reva"),
        ("“The water rose at night. Nobody was warned.”― Ana Reva.", "The water rose at night. Nobody was warned.", "Ana Reva"),
        ("“The water rose at night,” Velm mayor Ana Reva said Monday.", "The water rose at night,", "Velm mayor Ana Reva"),
        ("“The water rose at night,” added a Velm official.", "The water rose at night,", "a Velm official"),
        ("“The water rose at night,” an angry Reva shot back.", "The water rose at night,", "an angry Reva"),
        ("“The water rose at night,” Ana Reva, 58, told the Agency on Monday.", "The water rose at night,", "Ana Reva"),
        ("Ivo Oun said Ana Reva told him, “The water rose at night.”", "The water rose at night.", "Ana Reva"),
    ],
)
def test_direct_quotes(read_text, text, words, speaker):
    assert direct(read_text(text)) == [(words, speaker)]


def test_a_second_quote_has_the_first_ones_speaker(read_text):
    found = direct(read_text("“The water rose at night,” Ana Reva said. “Nobody in the village was warned.”"))
    assert found[1] == ("Nobody in the village was warned.", "Ana Reva")


def test_a_quote_with_its_own_verb_is_not_given_to_the_last_speaker(read_text):
    before = "An inspector, Ivo Oun, said he had seen two leaks.\n"
    found = direct(read_text(before + "“I look for the desk, not the man,” judge and chair, tired as a dog, replied."))
    assert found == [("I look for the desk, not the man,", None)]


OTHER = "Ivo Oun said he had seen two leaks in the dam. "
FLOOD = "“The water rose at night and nobody in the village was warned.”"


@pytest.mark.parametrize(
    ("behind", "speaker"),
    [
        ("Ana Reva said.", "Ana Reva"),
        ("She said.", "She"),
        ("Minister Reva told reporters.", "Minister Reva"),
        ("Ana Reva, the mayor, said on Monday.", "Ana Reva, the mayor"),
        ("Ana Reva told the Velm Courier in an interview.", "Ana Reva"),
        ("Ana Reva added later.", "Ana Reva"),
    ],
)
def test_a_sentence_that_only_says_who_spoke_belongs_to_the_quote_before_it(read_text, behind, speaker):
    found = direct(read_text(f"{OTHER}{FLOOD} {behind} “The siren was broken and all of us knew it.”"))
    assert [by for _, by in found] == [speaker, speaker]


@pytest.mark.parametrize(
    "behind",
    [
        "Ana Reva said that the dam was old.",
        "Ana Reva said the dam was old.",
        "Ana Reva said so too.",
        "Ana Reva said nothing.",
        "Ana Reva told of a night in the dark.",
        "Ana Reva disagreed.",
        "Ana Reva said: “We must ask why the siren was broken.”",
        "Ana Reva said, “We must ask why the siren was broken.”",
        "\nAna Reva said.",
    ],
)
def test_a_sentence_that_says_something_of_its_own_leaves_the_quote_before_it_alone(read_text, behind):
    found = direct(read_text(f"{OTHER}{FLOOD} {behind}"))
    assert found[0][1] in ("Ivo Oun", None)


def test_a_quote_that_is_led_to_keeps_its_speaker(read_text):
    found = direct(read_text(f"Ivo Oun said: {FLOOD} Ana Reva told reporters."))
    assert [by for _, by in found] == ["Ivo Oun"]


def test_a_quote_over_paragraphs_is_one(read_text):
    text = "Ana Reva said: “The water rose at night.\n“Nobody in the village was warned.”"
    found = direct(read_text(text))
    assert found == [("The water rose at night.\n“Nobody in the village was warned.", "Ana Reva")]


@pytest.mark.parametrize("text", ["The “old dam” broke on Monday.", "He reads “The Long Water of Velm” to children."])
def test_scare_quotes_and_titles_are_none(read_text, text):
    assert direct(read_text(text)) == []


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        ("Ana Reva said that the dam would break.", "that the dam would break", "Ana Reva"),
        ("According to the ministry, the dam broke at night.", "the dam broke at night", "the ministry"),
        ("Ivo Oun told farmers the dam was safe.", "the dam was safe", "Ivo Oun"),
        ("The dam broke at night, officials said.", "The dam broke at night", "officials"),
    ],
)
def test_reports(read_text, text, words, speaker):
    assert (False, words, speaker) in said(read_text(text))


def test_a_dateline_is_not_said(read_text):
    found = said(read_text("PORT VELM, May 7 (Agency) — The dam broke at night, officials said."))
    assert (False, "The dam broke at night", "officials") in found


def test_speakers_are_entities_where_sure(read_text):
    found = read_text("Ana Reva spoke on Monday. “The water rose at night,” Reva said. “I warned the ministry,” she added.")
    reva = next(entity.id for entity in found.entities if entity.name == "Ana Reva")
    assert [quote.speaker.entity for quote in found.quotes if quote.direct] == [reva, reva]


def test_somebodys_spokesman_is_not_that_somebody(read_text):
    found = read_text("Ivo Oun left. “The mayor is tired of these questions,” a spokesman for Ivo Oun said.")
    assert [quote.speaker.entity for quote in found.quotes if quote.direct] == [None]


def test_a_word_for_word_quote_is_not_reported_twice(read_text):
    found = read_text("“The water rose at night,” Ana Reva said.")
    assert [quote.direct for quote in found.quotes] == [True]


def test_the_cue_is_given(read_text):
    found = read_text("“The water rose at night,” Ana Reva warned.")
    assert found.quotes[0].cue.of(found.article.text) == "warned"


def who(found):
    names = {entity.id: entity.name for entity in found.entities}
    return [names.get(quote.speaker.entity) if quote.speaker else None for quote in found.quotes if quote.direct]


@pytest.mark.parametrize(
    ("before", "person"),
    [
        ("Ana Reva said that the dam would hold.", "Ana Reva"),
        ("The dam will hold, said Ana Reva, an engineer from Velm.", "Ana Reva"),
        ("The dam will hold, according to Mayor Ana Reva.", "Ana Reva"),
        ("The cabinet of Prime Minister Ana Reva met on Monday.", "Ana Reva"),
        ("Mayor Ana Reva walked along the wall. The water stood at seven metres.", "Ana Reva"),
        ("Ana Reva said a watchman could measure it.", "Ana Reva"),
        ("Ana Reva said that the dam would hold. A watchman came in.", None),
        ("Ana Reva met Ivo Oun on the wall.", "Ana Reva"),
        ("Ana Reva met Eva Oun on the wall.", None),
        ("The radio talker declared Mayor Ana Reva to be lucky.", None),
        ("A spokesman for Ana Reva was on the wall.", None),
        ("Ana Reva walked along the wall.\nThe water stood at seven metres.\nIt rained.", None),
    ],
)
def test_a_pronoun_speaks_for_the_one_person_in_reach(read_text, before, person):
    found = read_text(f"{before} “We were lucky this time. The wall was dry,” she said.")
    assert who(found) == [person]


def test_in_a_report_before_its_speaker_the_speaker_is_not_named(read_text):
    found = read_text("Ana Reva met farmers. Ivo Oun would come to Velm for it, she added, “and he will be welcome”.")
    text = found.article.text
    meant = {m.extent.start: m.entity for m in found.mentions if m.pronoun and m.safe}
    oun = next(entity.id for entity in found.entities if entity.name == "Ivo Oun")
    assert meant.get(text.index("she added")) != oun


INTERVIEW = """Ana Reva has measured rivers for thirty years.
The Post: Where were you when the dam broke?
Ana Reva: In bed. My telephone rang at three.
It had rung at two as well.
The Post: It rained for days. Was it the rain?
Reva: Rain is what a dam is for.
"""


def test_answers_of_an_interview_are_quotes(read_text):
    found = read_text(INTERVIEW)
    answered = [words for words, _ in direct(found)]
    assert answered == ["In bed. My telephone rang at three.\nIt had rung at two as well.", "Rain is what a dam is for."]
    assert who(found) == ["Ana Reva", "Ana Reva"]
    assert {sentence.leans for sentence in found.sentences if sentence.paragraph in (2, 3, 5)} == {"quote-only"}


@pytest.mark.parametrize(
    "text",
    [
        "Price: Who pays?\nDate: 4 May.\nPlace: Velm.\nTime: noon.",
        "Reva: The dam is safe.\nOun: It is not.\nReva: It is.\nOun: It is not.",
        "Reva: Is it safe?\nOun: It is.",
    ],
)
def test_other_lines_with_colons_are_no_interview(read_text, text):
    assert direct(read_text(text)) == []


@pytest.mark.parametrize(
    ("before", "spoken", "person"),
    [
        ("Judge Ana Reva came on Monday.", "the judge", "Ana Reva"),
        ("The finance minister, Ana Reva, came on Monday.", "the minister", "Ana Reva"),
        ("The finance minister, Ana Reva, came on Monday.", "the finance minister", "Ana Reva"),
        ("The finance minister, Ana Reva, came on Monday.", "a minister", None),
        ("The finance minister, Ana Reva, came on Monday.", "the foreign minister", None),
        ("The finance minister, Ana Reva, met other ministers.", "the minister", None),
        ("The finance minister, Ana Reva, met the foreign minister.", "the minister", None),
        ("Judge Ana Reva met Judge Ivo Oun.", "the judge", None),
        ("The former mayor, Ana Reva, came on Monday.", "the mayor", None),
        ("Prime Minister Ana Reva came on Monday.", "the minister", None),
        ("It rained.", "the judge", None),
    ],
)
def test_an_office_alone_is_its_one_holder(read_text, before, spoken, person):
    found = read_text(f"{before} “The wall was dry this time,” {spoken} said.")
    assert who(found) == [person]


LETTERS = """Anna Keller has measured rivers for thirty years.
Q: Where were you when the dam broke?
A: In bed. My telephone rang at three.
Q: It rained for days. Was it the rain?
A: Rain is what a dam is for.
"""
BOLD = """Anna Keller has measured rivers for thirty years. The Post met Keller by the wall.
Where were you when the dam broke?
I was in bed. My telephone rang at three.
It had rung at two as well.
Did anybody warn you?
Nobody warned us.
What will you measure now?
I will measure what is left.
The wall is to be mended in May.
"""


@pytest.mark.parametrize(
    "text",
    [LETTERS, LETTERS.replace("Q:", "Q.").replace("A:", "A."), LETTERS.replace("Q:", "I.O.:").replace("A:", "A.K.:")],
)
def test_letters_stand_for_who_asks_and_who_answers(read_text, text):
    found = read_text(text)
    assert [words for words, _ in direct(found)] == ["In bed. My telephone rang at three.", "Rain is what a dam is for."]
    assert who(found) == ["Anna Keller", "Anna Keller"]


def test_nobody_answers_for_two_who_were_introduced(read_text):
    found = read_text(LETTERS.replace("rivers", "rivers with Peter Lang"))
    assert who(found) == [None, None]


def test_questions_that_were_bold_make_an_interview(read_text):
    found = read_text(BOLD)
    assert [words for words, _ in direct(found)] == [
        "I was in bed. My telephone rang at three.\nIt had rung at two as well.",
        "Nobody warned us.",
        "I will measure what is left.",
    ]
    assert who(found) == ["Anna Keller"] * 3


def test_an_explainer_is_no_interview(read_text):
    asked = BOLD.replace("Where were you when", "Where was it that").replace("warn you", "know").replace("will you", "will they")
    told = (
        asked.replace("I was in bed. My telephone", "It was at Velm. The telephone")
        .replace("I will", "They will")
        .replace("us.", "them.")
    )
    assert direct(read_text(told)) == []


@pytest.mark.parametrize(
    ("before", "person"),
    [
        ("Mayor Anna Keller said that they would take a watchman to the wall on Monday.", "Anna Keller"),
        ("Mayor Anna Keller said that nobody asked. A watchman came in.", None),
        ("Mayor Anna Keller told Maria Lang that a watchman was asleep.", None),
        ("A watchman told Mayor Anna Keller that it rained.", None),
        ("Mayor Anna Keller said that the watchman slept.\nIt rained.", None),
    ],
)
def test_who_was_reported_goes_on_speaking(read_text, before, person):
    found = read_text(f"Maria Lang and Anna Keller met. {before} “We were lucky this time. The wall was dry,” she said.")
    assert who(found) == [person]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            'Anna Keller said that the wall "was never dry, not one day, and nobody asked us".',
            'that the wall "was never dry, not one day, and nobody asked us',
        ),
        ('Anna Keller called the wall "a disaster in waiting," pointing at the leak.', 'the wall "a disaster in waiting'),
        ("Anna Keller argued that “the wall is a disaster,” citing a leak in May.", "that “the wall is a disaster"),
    ],
)
def test_a_report_ends_where_its_quotation_does(read_text, text, words):
    assert words in [each for is_direct, each, _ in said(read_text(text)) if not is_direct]


def test_a_title_with_a_comma_is_not_said(read_text):
    found = read_text("A book, “The Long Water,” promises that a dam “is what keeps the valley from the sea”.")
    assert "The Long Water," not in [words for words, _ in direct(found)]


def test_a_long_sentence_in_marks_is_kept_without_its_speaker(read_text):
    found = read_text("THE DAM IN THE PAPERS “The wall at Velm had been leaking for seven years before it broke.”")
    assert direct(found) == [("The wall at Velm had been leaking for seven years before it broke.", None)]


def test_what_is_left_of_a_quotations_sentence_is_no_report(read_text):
    found = read_text("“The water rose at night,” said Anna Keller, whom the minister had sent to Velm.")
    assert [words for _, words, _ in said(found)] == ["The water rose at night,"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("“The water rose at night,” Ana Reva said.", "“The water rose at night,”"),
        ("Ana Reva said the wall was “never dry, not one day”.", "the wall was “never dry, not one day”"),
        ("Ana Reva said that the wall was dry.", "that the wall was dry"),
    ],
)
def test_the_marks_belong_to_the_outer_place(read_text, text, words):
    (quote,) = read_text(text).quotes
    assert (quote.outer or quote.extent).of(text) == words


def test_quoted_words_further_on_belong_to_the_report(read_text):
    text = "Ana Reva said that the wall was dry, and that a watchman “was as good as any two engineers of the ministry”."
    reports = [quote.extent.of(text) for quote in read_text(text).quotes]
    assert reports == ["that the wall was dry, and that a watchman “was as good as any two engineers of the ministry"]


def test_whose_statement_it_is(read_text):
    text = "The water board issued a statement saying the dam “does not have the strength to hold a second flood”."
    assert [speaker for *_, speaker in said(read_text(text))] == ["The water board"]


@pytest.mark.parametrize(
    ("holder", "body"),
    [
        ("A report by the Velm Institute", "Velm Institute"),
        ("Figures from the Velm Institute", "Velm Institute"),
        ("A report by the Velm Institute and the Harbour Board", None),
        ("A report on the Velm Institute", None),
    ],
)
def test_a_report_speaks_for_the_body_it_comes_from(read_text, holder, body):
    found = read_text(f"{holder} said that the dam at Velm had been leaking for seven years before it broke.")
    names = {entity.id: entity.name for entity in found.entities}
    assert [names.get(quote.speaker.entity) for quote in found.quotes] == [body]
    assert found.quotes[0].speaker.extent.of(found.article.text) == holder


@pytest.mark.parametrize(("words", "count"), [("it was so", 0), ("it was a bad day", 1)])
def test_words_that_mean_nothing_by_themselves_are_no_report(read_text, words, count):
    assert len(read_text(f"Ana Reva said that {words}.").quotes) == count
