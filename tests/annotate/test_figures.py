import pytest


def figures(found):
    return [(f.extent.of(found.article.text), f.value, f.unit, f.qualifier, f.label) for f in found.figures]


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("At least 12 people were killed in the flood.", ("12 people", 12.0, "people", "at_least", "people killed")),
        ("Norland sent 10,000 troops to the border.", ("10,000 troops", 10000.0, "people", "exact", "troops sent")),
        ("The council raised nearly $3.5 million in aid.", ("$3.5 million", 3500000.0, "USD", "nearly", "aid")),
        ("About 25 percent of farmers lost their crops.", ("25 percent", 25.0, "percent", "about", "farmers lost")),
        ("The storm destroyed two dozen houses.", ("two dozen houses", 24.0, "house", "exact", "houses destroyed")),
        ("The dam is 45 km long.", ("45 km", 45.0, "km", "exact", "dam")),
        ("In April 6,400 patients were treated.", ("6,400 patients", 6400.0, "people", "exact", "patients treated")),
        ("Police said 40 were injured.", ("40", 40.0, "people", "exact", "people injured")),
        (
            "The bank lent more than 2 million Brazilian reais to farms.",
            ("2 million Brazilian reais", 2e6, "BRL", "more_than", "lent"),
        ),
    ],
)
def test_what_is_counted(read_text, text, figure):
    found = figures(read_text(text))
    assert [one[:4] for one in found] == [figure[:4]]
    if figure[4] not in ("farmers lost", "dam", "lent"):
        assert found[0][4] == figure[4]


@pytest.mark.parametrize(
    "text",
    [
        "Ana Reva was born in 1986.",
        "Norland won 3-1 on Monday.",
        "Call 555-0142 for help.",
        "She lives at 12 Harbour Street.",
        "The first dam broke.",
        "It stands on Route 66.",
        "The council met on 3 May 2030.",
        "One of them fled.",
        "The two left.",
        "1 Ana Reva",
    ],
)
def test_what_is_no_figure(read_text, text):
    assert figures(read_text(text)) == []


def test_an_age_says_so(read_text):
    found = read_text("Ana Reva, 45, owns the farm.").figures
    assert [(f.value, f.unit, f.label) for f in found] == [(45.0, "years", "age")]


def test_a_birthday_tells_an_age_and_turning_away_does_not(read_text):
    found = read_text("Ana Reva turns 70 on Tuesday. The guards turned 12 farmers away.").figures
    assert [(f.value, f.unit, f.label == "age") for f in found] == [(70.0, "years", True), (12.0, "people", False)]


def test_a_range(read_text):
    found = read_text("Between 300 and 400 farmers fled.").figures
    assert [(f.value, f.value_high, f.qualifier) for f in found] == [(300.0, 400.0, "range")]


def test_who_says_the_figure(read_text):
    found = read_text("The ministry said 300 farmers had fled. It cost $5 million.")
    holders = [f.holder.of(found.article.text) if f.holder else None for f in found.figures]
    assert holders == ["The ministry", None]


@pytest.mark.parametrize(
    ("text", "value", "unit", "noun"),
    [
        ("Ostrel employs 4,200 people, 3,100 of them in Lunde.", 3100.0, "people", "people"),
        ("The number of people killed in the flood rose to 23.", 23.0, "people", "people"),
        ("The valley sent a rescue team of 60 with dogs.", 60.0, "people", "team"),
        ("Fourteen of the dead were found in Bresk, six in Orlec and three in Tavna.", 3.0, "people", "people"),
        ("Two-thirds of the voters stayed at home.", 66.7, "percent", "voter"),
        ("Fewer than half of the cells worked.", 50.0, "percent", "cell"),
        ("Three-in-five farmers left.", 60.0, "percent", "farmer"),
        ("They must leave within one day.", 1.0, "days", None),
        ("About one in five farmers left.", 20.0, "percent", "farmer"),
        ("The mill lent his two cranes to the town.", 2.0, "crane", "crane"),
        ("The council has just one boat.", 1.0, "boat", "boat"),
        ("Some 310,000 Brazilians voted.", 310000.0, "people", "brazilian"),
        ("About 400,000 households boiled their water.", 400000.0, "household", "household"),
        ("The mine paid 60 € a day.", 60.0, "EUR", None),
        ("It stopped for three more years.", 3.0, "years", None),
        ("Crime there is three times the national rate.", 3.0, "times", None),
    ],
)
def test_numbers_in_words_and_without_a_noun(read_text, text, value, unit, noun):
    found = read_text(text).figures[-1]
    assert (round(found.value, 1), found.unit) == (value, unit)
    assert noun is None or found.noun in (noun, "")


@pytest.mark.parametrize(
    "text",
    [
        "It begins at three o'clock.",
        "He drove a four-by-four car.",
        "They made one, his temper, and two, his language, an issue.",
        "The team has a 43-39 record.",
        "The two countries closed their embassies.",
        "She hit a 3-pointer.",
        "He called 911 and left.",
        "The 911 dispatcher said nothing.",
        "This is one reason the town is hurting.",
        "She hopes one day to return to Bresk.",
        "They listened to AM 970 all night.",
        "The four-star general resigned.",
    ],
)
def test_what_only_looks_like_a_count(read_text, text):
    assert figures(read_text(text)) == []


def test_over_is_not_always_more_than(read_text):
    found = read_text("The mayor presided over two testy meetings. It cost more than the $5 million that was set aside.")
    assert [f.qualifier for f in found.figures] == ["exact", "exact"]
