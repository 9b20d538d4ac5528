import pytest

from broadsheet.language.sentences import without


def sentences(found):
    return [sentence.extent.of(found.article.text) for sentence in found.sentences]


def leans(read_text, text):
    return read_text(text).sentences[-1].leans


def test_quotes_end_with_their_sentence(read_text):
    found = read_text("“The water rose,” said Ana Reva. “We ran. Nobody helped us.” The dam broke at 3.5 metres.")
    assert sentences(found) == [
        "“The water rose,” said Ana Reva.",
        "“We ran.",
        "Nobody helped us.”",
        "The dam broke at 3.5 metres.",
    ]


def test_a_line_ends_a_sentence(read_text):
    assert sentences(read_text("Flood in Port Velm\nThe dam broke. It rained\n• Two fled")) == [
        "Flood in Port Velm",
        "The dam broke.",
        "It rained",
        "• Two fled",
    ]


def test_wrapped_lines_are_one_sentence(read_text):
    text = "The council of Port Velm voted late on Monday evening to\nclose the old dam above the town."
    assert sentences(read_text(text)) == [text]


@pytest.mark.parametrize(
    "text",
    [
        "Gen. Ivo Oun met J. R. Reva of Orrin Corp. on Oct. 26 at 3 p.m. in the U.S. capital.",
        "PORT VELM, Oct. 26 (Agency) — The dam broke.",
        "“Who knew?” Ana Reva asked reporters.",
        "The dam … held, he said.",
    ],
)
def test_points_that_end_nothing(read_text, text):
    assert sentences(read_text(text)) == [text]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Ana Reva warned the ministry in March.", None),
        ("He warned the ministry in March.", "pronoun"),
        ("Ana Reva said she warned the ministry.", None),
        ("“Ivo Oun was wrong,” she said.", "pronoun"),
        ("However, the dam held.", "connective"),
        ("But the dam held.", "connective"),
        ("For his part, Ivo Oun denied the report.", "connective"),
        ("No wonder the farmers of Port Velm closed the road.", "connective"),
        ("Both were arrested.", "deictic"),
        ("This angered the farmers.", "deictic"),
        ("This week the council voted.", None),
        ("It is clear that the dam will break.", None),
        ("Who closed the dam?", "question"),
        ("“We ran.”", "quote-only"),
        ("A dark day for Port Velm.", "fragment"),
        ("The move angered farmers.", "deictic"),
        ("The governor of Norland closed the dam.", None),
        ("The former governor of Norland closed the dam.", None),
        ("The former closed the dam.", "deictic"),
        ("Farenborough declared in December that he would not seek a seat after reports emerged that he had sold the mill.", None),
        ("Orsk declared a town in December.", None),
        ("Ivo Oun asked the council, “Who closed the dam?”", None),
        ("“Who closed the dam?” asked Ivo Oun, and why?", "question"),
    ],
)
def test_why_a_sentence_leans(read_text, text, reason):
    assert leans(read_text, text) == reason


@pytest.mark.parametrize(
    "text",
    [
        "Members of three committees planned to question Ana Reva as part of the inquiry into the dam.",
        "The storm’s deadly fury threatened to swamp low-lying islands of Norrland as it moved toward the coast.",
        "Controversy over private flights brought down Norrland’s top health official.",
        "On Friday, seven candidates faced off in a Port Velm debate hosted by the Velm Post.",
        "The proposal, which is known as the mill act, passed on a 22-21 vote.",
        "Negotiations over a new harbour programme fizzled on Wednesday as a meeting in Velm grew loud.",
        "The owner of the mill froze in the lobby of his house, startled by a stranger.",
        "The mayor’s letters announcing the departure of his harbour secretary shocked officials at the tower, who had hoped.",
        "A bloc of harbour owners on Friday pressed Mayor Ada Pell to force a vote by next week.",
        "In a reshuffle, Mayor Pell late Friday named harbour clerk Ivo Oun as chief of staff.",
        "A new ad for Gissel razors parrots crude mill stereotypes of men.",
        "The tradition of Velm geese being presented to the mayor dates back to 1947, with the pardon being granted since 1989.",
        "Supporters of the toll use it to argue against bridges and more mills during the flood.",
    ],
)
def test_a_sentence_stays_one_where_the_grammar_took_its_verb_for_a_participle(read_text, text):
    assert leans(read_text, text) is None


@pytest.mark.parametrize(
    "text",
    [
        "A letter from the harbour board to Ada Pell, dated May 3.",
        "A mill planned to replace the one in Velm.",
        "A mill named after Ada Pell.",
        "A mill shut down in May.",
        "A clerk given a medal by the mayor of Velm.",
        "A book called The Bell.",
        "A plan to close the mill that would cost 400 jobs.",
        "Two men charged with the theft of a bell.",
        "A harbour that has lost its ships, and a town that has lost its harbour.",
        "An order asking the board to close the mill by May.",
        "The clerk accused of selling the town’s bell to a dealer.",
        "Two men arrested Friday charged with the theft of a bell.",
        "State backed mills in Norrland.",
        "Velmer, which does not comment on individual user accounts for privacy reasons.",
        "An account of other means for the board to count the ships.",
        "Members of the harbour board to meet in May.",
    ],
)
def test_a_phrase_with_a_full_stop_is_no_sentence(read_text, text):
    assert leans(read_text, text) == "fragment"


@pytest.mark.parametrize(
    ("text", "tense"),
    [
        ("The dam broke.", "past"),
        ("The dam has broken.", "past"),
        ("The dam had broken.", "pluperfect"),
        ("The dam breaks.", "present"),
        ("The dam will break.", "future"),
        ("The council is going to meet.", "future"),
        ("Flood in Port Velm", "none"),
    ],
)
def test_tense(read_text, text, tense):
    assert read_text(text).sentences[0].tense == tense


def test_names_stay_together_in_terms(read_text):
    terms = read_text("Ana Reva warned the ministries of Norland.").sentences[0].terms
    assert terms[:3] == ("Ana Reva", "warn", "ministry")


def test_subject_of_the_main_clause(read_text):
    found = read_text("The council of Port Velm, officials said, voted on Monday.")
    assert found.sentences[0].subject is not None


@pytest.mark.parametrize(
    ("text", "trimmed"),
    [
        ("The dam will be closed, officials said.", "The dam will be closed."),
        ("According to the ministry, the dam broke at night.", "The dam broke at night."),
        ("However, the council voted to close the dam.", "The council voted to close the dam."),
        ("Ana Reva, a professor of hydrology, warned the ministry.", "Ana Reva warned the ministry."),
        ("Ivo Oun, who owns the dam, denied the report.", "Ivo Oun denied the report."),
        ("PORT VELM, Oct. 26 (Agency) — The dam broke on Monday.", "The dam broke on Monday."),
        ("The dam (built in 1931) broke on Monday.", "The dam broke on Monday."),
        ("Ana Reva also warned the ministry.", "Ana Reva warned the ministry."),
        ("The ministry has also warned Ana Reva.", "The ministry has warned Ana Reva."),
        ("The dam may also be closed.", "The dam may be closed."),
        ("In fact, the council voted to close the dam.", "The council voted to close the dam."),
        ("In Norland, the council voted to close the dam.", "In Norland, the council voted to close the dam."),
        (
            "Ana Reva warned not only the ministry but also the council.",
            "Ana Reva warned not only the ministry but also the council.",
        ),
        ("Ana Reva said she warned the ministry.", "Ana Reva said she warned the ministry."),
    ],
)
def test_trims_leave_a_sentence(read_text, text, trimmed):
    sentence = read_text(text).sentences[0]
    assert without(text, sentence.extent, sentence.trims) == trimmed


def test_nothing_is_trimmed_inside_quotation_marks(read_text):
    text = "“Ana Reva, a professor of hydrology, warned us,” Ivo Oun said."
    found = read_text(text)
    quote = text.index("”")
    assert all(trim.extent.start > quote for sentence in found.sentences for trim in sentence.trims)


def test_other_languages_get_sentences_only(read_text):
    found = read_text("Der Damm brach. Zwei Menschen starben.", language="de")
    assert sentences(found) == ["Der Damm brach.", "Zwei Menschen starben."]
    assert not found.mentions
    assert not found.figures
