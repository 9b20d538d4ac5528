"""Story pages about invented events, rich enough to try every part of the design, and hostile ones to try its safety."""

# ruff: noqa: E501  (an invented article is a line of prose, and a card a line of facts)

from __future__ import annotations

from broadsheet.records.edition import Edition
from broadsheet.records.page import Cutting, Page
from broadsheet.records.pool import (
    Assertion,
    Background,
    Change,
    Claim,
    Contradiction,
    EntityCard,
    EventItem,
    Holder,
    NumberItem,
    PageWhen,
    Paper,
    Question,
    QuoteItem,
    Related,
    Side,
    Variant,
)
from broadsheet.records.story import Thread
from broadsheet.records.story_page import StoryPage, ThreadPlace

from .desk import Desk, article, edition, raw_page

Made = tuple[Desk, StoryPage]
THREAD = "The Halden ferries"


def ferry_sources() -> list[tuple[Page, Cutting]]:
    """Seven articles of six papers: one a copy, one of an unnamed paper without a date, one cut off."""
    return [
        article(
            "chronicle/ferry.txt", "Two ferries collide in Halden Strait, at least 31 dead",
            "Two passenger ferries collided in fog in the Halden Strait on Sunday night, and at least 31 people died, the coast guard of Maravia said.",
            "The Saint Odile, with 214 people on board, sank within forty minutes. The Morrow, which was sailing the other way with 88, reached "
            "the harbour of Dunmere under its own power.",
            "“We heard the horn, and then there was no floor,” said Bertil Asker, a baker who was on the lower deck.",
            "Transport Minister Ilse Varga suspended all night crossings until an inquiry reports on 20 May.",
            outlet="The Dunmere Chronicle", published="2031-05-05T09:10:00Z", date_source="meta", language="en",
            url="https://chronicle.example/news/ferry?id=7&lang=en", authors=("Runa Hjelm", "Pio Castellan"),
        ),
        article(
            "herald/strait.txt", "Coast guard lowers toll to 27 after ferry collision",
            "The coast guard said on Monday evening that 27 people had died in the collision of two ferries in the Halden Strait, four fewer "
            "than it had said in the morning.",
            "Some of the missing had been counted twice, Rear Admiral Petra Lindqvist said.",
            "The owner of the Saint Odile denied that its radar was out of order.",
            outlet="Northsea Herald", published="2031-05-05T19:30:00Z", date_source="jsonld", language="en", url="https://herald.example/a/99",
        ),
        article(
            "today/radar.txt", "Crew had reported broken radar, union says",
            "The crew of the Saint Odile had reported a broken radar three times since March, the seafarers’ union of Maravia said on Monday.",
            "“They were told to sail by ear,” said Tomas Okonjo-Reyes, the union’s secretary, at a news conference in Dunmere.",
            "The union will strike on 12 May if the reports are not published.",
            outlet="Maravia Today", published="2031-05-05", date_source="text", language="en",
        ),
        article(
            "kestrel/wire.txt", "Ferries collide in strait, dozens dead",
            "Two passenger ferries collided in fog in the Halden Strait on Sunday night, and at least 31 people died, the coast guard of Maravia said.",
            outlet="Radio Kestrel", published="2031-05-05", date_source="meta", agency="Agence Littorale", role="brief", language="en",
        ),
        article(
            "misc/004.txt", "The strait that nobody lights",
            "The Halden Strait has had no working lighthouse since 2024, when the last keeper retired.",
            "In 2019 the ferry Little Auk ran aground there, and six people drowned.",
            "Night crossings were first allowed in 2022, against the advice of the pilots’ guild.",
            language="en", role="analysis", cut="end",
        ),
        article(
            "ferryman/opinion.txt", "A collision foretold",
            "The fog is not to blame, writes the naval historian Oda Wessel: the strait was opened at night to please a company that owns both ferries.",
            "Ticket sales at night bring the company 4.2 million crowns a month, according to its annual report.",
            outlet="The Ferryman", published="2031-05-06T05:00:00Z", date_source="meta", role="opinion", language="en",
            url="https://ferryman.example/opinion",
        ),
        article(
            "post/families.txt", "Families wait on the quay at Dunmere",
            "About 60 families waited on the quay at Dunmere on Monday for news of passengers of the Saint Odile.",
            "“Nobody has read us a list,” said Ivo Brandt, whose brother was on board.",
            outlet="Halden Post", published="2031-05-05", date_source="url", language="en",
        ),
    ]  # fmt: skip


def ferry() -> Made:
    """The rich story: every section, a thread, a second revision."""
    desk = Desk(
        "st_ferry", ferry_sources(), copies={"a4": ("a1", "syndicated")}, revision=2, last_update="2031-05-06T05:00:00Z",
        thread=ThreadPlace(id="th_halden", title=THREAD, position=2, of=2),
    )  # fmt: skip
    first = "Two passenger ferries collided in fog in the Halden Strait on Sunday night, and at least 31 people died, the coast guard of Maravia said."
    headline = desk.say(
        "Ferries collide in Halden Strait; coast guard lowers toll to 27",
        ("a1", "Two passenger ferries collided in fog in the Halden Strait"), ("a2", "27 people had died"), made="joined", support="entailed",
    )  # fmt: skip
    toll = desk.say(
        "The coast guard said on Monday evening that 27 people had died in the collision of two ferries in the Halden Strait, four fewer than it had said in the morning.",
        (
            "a2",
            "The coast guard said on Monday evening that 27 people had died in the collision of two ferries in the Halden Strait, four fewer than it had said in the morning.",
        ),
        since_revision=2,
        why=("the newest count", "carried by its own source"),
    )
    standfirst = desk.say(
        "The Saint Odile, with 214 people on board, sank within forty minutes.",
        made="verbatim",
        why=("largest share of the story’s terms",),
    )
    collision = desk.say(first, ("a1", first), ("a4", first), why=("named by two papers, one origin",))
    suspended = desk.say("Transport Minister Ilse Varga suspended all night crossings until an inquiry reports on 20 May.")
    radar = desk.say(
        "The crew of the Saint Odile had reported a broken radar three times since March, the seafarers’ union of Maravia said.",
        ("a3", "The crew of the Saint Odile had reported a broken radar three times since March, the seafarers’ union of Maravia said on Monday."),
        made="trimmed", support="entailed",
    )  # fmt: skip
    wessel = desk.say(
        "The fog is not to blame, writes the naval historian Oda Wessel: the strait was opened at night to please a company that owns both ferries.",
        ("a6", "The fog is not to blame, writes the naval historian Oda Wessel: the strait was opened at night to please a company that owns both ferries."),
        modality="opinion",
    )  # fmt: skip
    denied = desk.say(
        "The owner of the Saint Odile denied that its radar was out of order.",
        ("a2", "The owner of the Saint Odile denied that its radar was out of order."),
    )
    families = desk.say(
        "About 60 families waited on the quay at Dunmere on Monday for news of passengers of the Saint Odile.",
        ("a7", "About 60 families waited on the quay at Dunmere on Monday for news of passengers of the Saint Odile."),
    )
    twice = desk.say(
        "Some of the missing had been counted twice, Rear Admiral Petra Lindqvist said.",
        ("a2", "Some of the missing had been counted twice, Rear Admiral Petra Lindqvist said."),
    )
    money = desk.say(
        "Ticket sales at night bring the company 4.2 million crowns a month, according to its annual report.",
        ("a6", "Ticket sales at night bring the company 4.2 million crowns a month, according to its annual report."),
    )
    light = desk.say(
        "The Halden Strait has had no working lighthouse since 2024.",
        ("a5", "The Halden Strait has had no working lighthouse since 2024, when the last keeper retired."),
        made="trimmed",
        support="entailed",
    )
    auk = desk.say(
        "In 2019 the ferry Little Auk ran aground there, and six people drowned.",
        ("a5", "In 2019 the ferry Little Auk ran aground there, and six people drowned."),
    )
    allowed = desk.say(
        "Night crossings were first allowed in 2022, against the advice of the pilots’ guild.",
        ("a5", "Night crossings were first allowed in 2022, against the advice of the pilots’ guild."),
    )
    strike = desk.say(
        "The union will strike on 12 May if the reports are not published.",
        ("a3", "The union will strike on 12 May if the reports are not published."),
        modality="forecast",
    )
    morrow = desk.say("The Morrow, which was sailing the other way with 88, reached the harbour of Dunmere under its own power.")

    desk.section("whats_new", "What's new", [toll, twice])
    desk.section("whats_happened", "What's happened", [collision, standfirst, morrow, suspended, families])
    desk.section(
        "behind_the_headline",
        "What's behind the headline?",
        [radar, denied, wessel, desk.note("No paper says whether the radar of the Morrow worked.", "not_reported")],
    )
    _differences(desk)
    _papers(desk, collision, toll, radar, wessel, families, denied, money)
    desk.section("how_we_got_here", "How we got here", [light], [
        desk.item("events", "t", EventItem(when=PageWhen(text="2019", start="2019", precision="year"), statements=(auk,), tense="past", weight=0.4, origins=1, from_story="st_auk")),
        desk.item("events", "t", EventItem(when=PageWhen(text="2022", start="2022", precision="year"), statements=(allowed,), tense="past", weight=0.2, origins=1)),
        desk.item("events", "t", EventItem(when=PageWhen(text="Sunday night", start="2031-05-04", precision="day", relative=True, anchored_on="a1"), statements=(collision,), tense="past", weight=0.9, origins=5)),
    ])  # fmt: skip
    _numbers(desk, toll, standfirst, money, families)
    _quotes(desk)
    desk.section("common_questions", "Common questions", items=[
        desk.item("questions", "k", Question(question="Why were the ferries sailing at night?", kind="why", answer=(allowed, wessel), answered=True)),
        desk.item("questions", "k", Question(question="How many people were on board?", kind="how_many", answer=(standfirst, morrow), answered=True)),
    ])  # fmt: skip
    desk.section(
        "open_questions",
        "What no paper says",
        [
            desk.note("No paper says who was at the helm of either ferry.", "not_reported"),
            desk.note("No paper says what speed the ferries were making.", "not_reported"),
        ],
    )
    desk.section("whats_next", "What's next", items=[
        desk.item("events", "t", EventItem(when=PageWhen(text="12 May", start="2031-05-12", precision="day"), statements=(strike,), tense="expected", weight=0.5, origins=1)),
        desk.item("events", "t", EventItem(when=PageWhen(text="20 May", start="2031-05-20", precision="day"), statements=(suspended,), tense="scheduled", weight=0.7, origins=1)),
    ])  # fmt: skip
    _topics(desk, twice, suspended, radar)
    desk.section("related", "Related stories", items=["st_auk"])
    desk.section("sources", "Sources", items=["a1", "a4", "a2", "a3", "a5", "a6", "a7"])
    desk.section("corrections", "Corrections", items=["r2"])
    desk.section("how_made", "How this page was made", [desk.note("Three sentences were refused by the gate.")])
    related = Related(
        story="st_auk",
        title="Inquiry into the Little Auk closes",
        relation="earlier_chapter",
        because=("the same strait", "both name the pilots’ guild"),
    )
    changes = (
        Change(revision=1, kind="added", target="story", material=True),
        Change(revision=2, kind="corrected", target="s2", material=True, before="at least 31", after="27", articles=("a2",)),
    )
    return desk, desk.page(headline, standfirst, related=(related,), changes=changes)


def _differences(desk: Desk) -> None:
    early = desk.span("a1", "at least 31 people died")
    late = desk.span("a2", "27 people had died")
    toll = Contradiction(
        kind="number", issue="How many people died", state="newer_supersedes", confidence=0.9, why="The coast guard corrected its own count.",
        sides=(
            Side(text="at least 31", value=31, spans=(early,), holders=(Holder(outlet="the-dunmere-chronicle"), Holder(outlet="radio-kestrel")), as_of="2031-05-05T09:10:00Z", origins=1),
            Side(text="27", value=27, spans=(late,), holders=(Holder(outlet="northsea-herald"),), as_of="2031-05-05T19:30:00Z", origins=1),
        ),
    )  # fmt: skip
    radar = Contradiction(
        kind="denial", issue="Whether the radar of the Saint Odile was broken", state="open",
        sides=(
            Side(text="had reported a broken radar three times", spans=(desk.span("a3", "had reported a broken radar three times since March"),), holders=(Holder(outlet="maravia-today", speaker="e2"),)),
            Side(text="denied that its radar was out of order", spans=(desk.span("a2", "The owner of the Saint Odile denied that its radar was out of order."),), holders=(Holder(outlet="northsea-herald"),)),
        ),
    )  # fmt: skip
    desk.section(
        "contradictions",
        "Where the accounts differ",
        items=[desk.item("contradictions", "d", toll), desk.item("contradictions", "d", radar)],
    )


def _papers(desk: Desk, *keys: str) -> None:
    collision, toll, radar, wessel, families, denied, money = keys
    radar_words, denial = desk.span("a3", "reported a broken radar"), desk.span("a2", "denied that its radar was out of order")
    claim = desk.item("claims", "c", Claim(text="The radar of the Saint Odile was broken", status="disputed", origins=2, silent=("halden-post",), assertions=(
        Assertion(article="a3", stance="reports", spans=(radar_words,)),
        Assertion(article="a2", stance="denies", spans=(denial,)),
    )))  # fmt: skip
    desk.item("claims", "c", Claim(text="People died in the collision", status="corroborated", origins=3, assertions=(
        Assertion(article="a1", stance="asserts", spans=(desk.span("a1", "at least 31 people died"),), value="at least 31"),
        Assertion(article="a2", stance="asserts", spans=(desk.span("a2", "27 people had died"),), value="27"),
    )))  # fmt: skip
    only = desk.note("Only Maravia Today reports what the union says about the radar.", "only_here", radar)
    papers = [
        Paper(
            outlet="the-dunmere-chronicle",
            articles=("a1",),
            headline="Two ferries collide in Halden Strait, at least 31 dead",
            says=(collision,),
        ),
        Paper(
            outlet="northsea-herald",
            articles=("a2",),
            headline="Coast guard lowers toll to 27 after ferry collision",
            says=(toll,),
            only_here=(denied,),
        ),
        Paper(
            outlet="maravia-today",
            articles=("a3",),
            headline="Crew had reported broken radar, union says",
            says=(radar,),
            notes=(only,),
            quotes=("q2",),
        ),
        Paper(outlet="radio-kestrel", articles=("a4",), says=(collision,), copy_of="the-dunmere-chronicle"),
        Paper(outlet="the-ferryman", articles=("a6",), headline="A collision foretold", says=(wessel,), only_here=(money,)),
        Paper(
            outlet="halden-post",
            articles=("a7",),
            headline="Families wait on the quay at Dunmere",
            says=(families,),
            left_out=(claim,),
            quotes=("q3",),
        ),
    ]
    agree = desk.note("All papers that name a place put the collision in the Halden Strait.", "all_agree")
    desk.section("papers_say", "What the papers say", [only, agree], [desk.item("papers", "w", paper) for paper in papers])


def _numbers(desk: Desk, toll: str, odile: str, money: str, families: str) -> None:
    desk.section("hard_numbers", "Hard numbers", items=[
        desk.item("numbers", "n", NumberItem(value=27, unit="people", label="people killed", holder="the coast guard", as_of="2031-05-05T19:30:00Z", statement=toll, spans=(desk.span("a2", "27 people"),), previous=31)),
        desk.item("numbers", "n", NumberItem(value=214, unit="people", label="people on board the Saint Odile", statement=odile, spans=(desk.span("a1", "214 people"),))),
        desk.item("numbers", "n", NumberItem(value=4.2e6, unit="crowns", text="4.2 million crowns", label="ticket sales at night, a month", holder="the company’s annual report", statement=money, spans=(desk.span("a6", "4.2 million crowns"),))),
        desk.item("numbers", "n", NumberItem(value=60, unit="families", qualifier="about", label="families waiting", statement=families, spans=(desk.span("a7", "About 60 families"),))),
    ])  # fmt: skip


def _quotes(desk: Desk) -> None:
    desk.section("who_said_what", "Who said what", items=[
        desk.item("quotes", "q", QuoteItem(text="We heard the horn, and then there was no floor,", direct=True, spans=(desk.span("a1", "We heard the horn, and then there was no floor,"),), speaker_text="Bertil Asker", speaker_role="a baker who was on the lower deck", verb="said", carried_by=("the-dunmere-chronicle",))),
        desk.item("quotes", "q", QuoteItem(text="They were told to sail by ear,", direct=True, spans=(desk.span("a3", "They were told to sail by ear,"),), speaker="e2", speaker_text="Tomas Okonjo-Reyes", speaker_role="the union’s secretary", verb="said", venue="at a news conference in Dunmere", carried_by=("maravia-today",), variants=(Variant(text="sail by ear", spans=(desk.span("a3", "sail by ear"),)),))),
        desk.item("quotes", "q", QuoteItem(text="Nobody has read us a list,", direct=True, spans=(desk.span("a7", "Nobody has read us a list,"),), speaker_text="Ivo Brandt", carried_by=("halden-post",))),
        desk.item("quotes", "q", QuoteItem(text="Some of the missing had been counted twice", direct=False, spans=(desk.span("a2", "Some of the missing had been counted twice"),), speaker="e3", speaker_text="Rear Admiral Petra Lindqvist", speaker_role="Rear Admiral", carried_by=("northsea-herald",))),
    ])  # fmt: skip


def _topics(desk: Desk, twice: str, suspended: str, radar: str) -> None:
    conflict = desk.note("One paper calls Ilse Varga Minister of Ports.", "other")
    cards = [
        EntityCard(name="Ilse Varga", kind="person", role_here=suspended, card=(suspended,), mentions=2, articles=1, conflicts=(conflict,)),
        EntityCard(name="Tomas Okonjo-Reyes", kind="person", role_here=radar, mentions=3, articles=1),
        EntityCard(name="Petra Lindqvist", kind="person", role_here=twice, mentions=1, articles=1, card_as_of="2031-05-05"),
        EntityCard(name="Maravia", kind="place", mentions=6, articles=4, other_stories=("st_auk", "st_gone"), background=Background(text="An island republic of nine provinces.", source="Almanac of Islands", as_of="2030")),
    ]  # fmt: skip
    desk.section("topics", "More on these topics", items=[desk.item("entities", "e", card) for card in cards])


def little_auk() -> Made:
    """The earlier chapter."""
    sources = [
        article("herald/auk.txt", "Inquiry into the Little Auk closes without naming a cause",
            "An inquiry into the grounding of the ferry Little Auk closed on Friday without naming a cause, the court of Dunmere said.",
            "The pilots’ guild had asked for a lighthouse at the narrows.",
            outlet="Northsea Herald", published="2031-04-25", date_source="meta", language="en"),
        article("post/auk.txt", "No cause found for Little Auk",
            "The court of Dunmere found no cause for the grounding of the Little Auk.", "Six people drowned in the accident.",
            outlet="Halden Post", published="2031-04-26", date_source="meta", language="en"),
    ]  # fmt: skip
    desk = Desk(
        "st_auk",
        sources,
        thread=ThreadPlace(id="th_halden", title=THREAD, position=1, of=2),
        last_update="2031-04-26",
        state="quiet",
    )
    head = desk.say(
        "Inquiry into the Little Auk closes",
        ("a1", "An inquiry into the grounding of the ferry Little Auk closed"),
        made="trimmed",
        support="entailed",
    )
    happened = desk.say(
        "An inquiry into the grounding of the ferry Little Auk closed on Friday without naming a cause, the court of Dunmere said."
    )
    guild = desk.say("The pilots’ guild had asked for a lighthouse at the narrows.")
    six = desk.say("Six people drowned in the accident.", ("a2", "Six people drowned in the accident."))
    desk.section("whats_happened", "What's happened", [happened, guild])
    desk.section(
        "hard_numbers",
        "Hard numbers",
        items=[
            desk.item(
                "numbers",
                "n",
                NumberItem(
                    value=6,
                    unit="people",
                    text="Six people",
                    label="drowned",
                    statement=six,
                    spans=(desk.span("a2", "Six people"),),
                ),
            )
        ],
    )
    return desk, desk.page(head, happened)


def budget() -> Made:
    """An ordinary story of three papers, with an open disagreement."""
    sources = [
        article("chronicle/budget.txt", "Assembly of Tessaly passes budget by one vote",
            "The assembly of Tessaly passed a budget of 91 billion marks on Monday by 76 votes to 75.",
            "The Orchard Party left the government over a tax on fruit.",
            outlet="The Dunmere Chronicle", published="2031-05-05", date_source="meta", language="en"),
        article("today/budget.txt", "Government of Tessaly survives budget vote",
            "Prime Minister Lazlo Quint’s government survived a vote on its budget on Monday, 76 to 74.",
            "A second reading follows on 14 May.",
            outlet="Maravia Today", published="2031-05-05T16:00:00Z", date_source="meta", language="en"),
        article("post/budget.txt", "Fruit tax splits coalition",
            "A tax on imported fruit split the coalition of Tessaly on Monday.", "Growers had asked for the tax for three years.",
            outlet="Halden Post", published="2031-05-05", date_source="meta", language="en"),
    ]  # fmt: skip
    desk = Desk("st_budget", sources, state="active")
    head = desk.say(
        "Tessaly passes budget by a single vote",
        ("a1", "The assembly of Tessaly passed a budget of 91 billion marks on Monday by 76 votes to 75."),
        made="trimmed",
        support="entailed",
    )
    passed = desk.say("The assembly of Tessaly passed a budget of 91 billion marks on Monday by 76 votes to 75.")
    split = desk.say(
        "A tax on imported fruit split the coalition of Tessaly on Monday.",
        ("a3", "A tax on imported fruit split the coalition of Tessaly on Monday."),
    )
    second = desk.say("A second reading follows on 14 May.", ("a2", "A second reading follows on 14 May."))
    desk.section("whats_happened", "What's happened", [passed, split])
    desk.section("contradictions", "Where the accounts differ", items=[desk.item("contradictions", "d", Contradiction(kind="number", issue="How many voted against", state="open", sides=(
        Side(text="76 to 75", spans=(desk.span("a1", "76 votes to 75"),), holders=(Holder(outlet="the-dunmere-chronicle"),)),
        Side(text="76 to 74", spans=(desk.span("a2", "76 to 74"),), holders=(Holder(outlet="maravia-today"),)))))])  # fmt: skip
    desk.section(
        "hard_numbers",
        "Hard numbers",
        items=[
            desk.item(
                "numbers",
                "n",
                NumberItem(
                    value=91e9,
                    unit="marks",
                    text="91 billion marks",
                    label="the budget",
                    statement=passed,
                    spans=(desk.span("a1", "91 billion marks"),),
                ),
            )
        ],
    )
    desk.section(
        "whats_next",
        "What's next",
        items=[
            desk.item(
                "events",
                "t",
                EventItem(
                    when=PageWhen(text="14 May", start="2031-05-14", precision="day"),
                    statements=(second,),
                    tense="scheduled",
                    weight=0.5,
                ),
            )
        ],
    )
    return desk, desk.page(head, passed)


HOSTILE = '<script>alert("x")</script>"><img src=x onerror=alert(1)>'


def hostile() -> Made:
    """Markup, scripts and addresses where names and titles belong; right-to-left text; a headline of 300 characters."""
    rtl = "قالت السلطات إن الجسر أُغلق يوم الاثنين بعد العاصفة."
    sources = [
        article("odd/<b>1.txt", HOSTILE, f"The bridge at Qasr Umm closed on Monday {HOSTILE} after the storm.", "A second paragraph.",
            outlet=f"Post & {HOSTILE}", published="2031-05-05", date_source="meta", language="en", url="javascript:alert(1)", authors=(HOSTILE,), agency=HOSTILE, captions=(HOSTILE,)),
        article("odd/2.txt", rtl, rtl, rtl + " " + rtl, language="ar", url="https://example.test/a b\"><script>alert(2)</script>"),
    ]  # fmt: skip
    desk = Desk("st_'onmouseover=alert(1)//", sources, last_update=None, state="quiet")
    long = ("The bridge at Qasr Umm closed on Monday " + HOSTILE + " after the storm. ") * 3
    head = desk.say(long.strip()[:300], ("a1", "The bridge at Qasr Umm closed on Monday"), made="trimmed", support="entailed")
    arabic = desk.say(rtl, ("a2", rtl), why=(HOSTILE,))
    english = desk.say(f"The bridge at Qasr Umm closed on Monday {HOSTILE} after the storm.")
    desk.section("whats_happened", HOSTILE, [english, arabic, desk.note(HOSTILE, "no_date")])
    desk.section(
        "who_said_what",
        "Who said what",
        items=[
            desk.item(
                "quotes", "q", QuoteItem(text=rtl, direct=True, spans=(desk.span("a2", rtl),), speaker_text=HOSTILE, carried_by=())
            )
        ],
    )
    desk.section(
        "topics",
        "More on these topics",
        items=[
            desk.item(
                "entities", "e", EntityCard(name=HOSTILE, kind="place", aliases=(HOSTILE,), card=(english,), mentions=1, articles=1)
            )
        ],
    )
    desk.section(
        "common_questions",
        "Common questions",
        items=[desk.item("questions", "k", Question(question=HOSTILE, kind="what", answer=(english,), answered=True))],
    )
    return desk, desk.page(head, english)


def lone() -> Made:
    """A real story of one paper, undated, without a name."""
    sources = [
        article("misc/007.txt", "Glassworks of Orlund to close after 140 years",
            "The glassworks of Orlund will close in the autumn, its owner told workers, after 140 years.",
            "Some 320 people work there, most of them from two villages.", "The owner gave the price of gas as the reason.", language="en"),
    ]  # fmt: skip
    desk = Desk("st_glass", sources, last_update=None, state="active")
    head = desk.say(
        "Glassworks of Orlund to close after 140 years",
        ("a1", "The glassworks of Orlund will close in the autumn, its owner told workers, after 140 years."),
        made="trimmed",
        support="entailed",
    )
    close = desk.say("The glassworks of Orlund will close in the autumn, its owner told workers, after 140 years.")
    work = desk.say("Some 320 people work there, most of them from two villages.")
    desk.section(
        "whats_happened",
        "What's happened",
        [close, work, desk.note("Only one origin so far.", "one_origin"), desk.note("The article carries no date.", "no_date")],
    )
    return desk, desk.page(head, close)


def brief(number: int, title: str, text: str, outlet: str = "Radio Kestrel") -> Made:
    """A story that rests on one brief."""
    desk = Desk(
        f"st_brief{number}",
        [
            article(
                f"briefs/{number}.txt",
                title,
                text,
                outlet=outlet,
                published="2031-05-05",
                date_source="meta",
                role="brief",
                language="en",
            )
        ],
        state="quiet",
    )
    head = desk.say(title, ("a1", text), made="trimmed", support="entailed")
    body = desk.say(text)
    desk.section("whats_happened", "What's happened", [body, desk.note("Only one origin so far.", "one_origin")])
    return desk, desk.page(head, body)


def briefs() -> list[Made]:
    """Enough briefs to make a list that folds."""
    told = [
        ("Tram line to Estmark harbour opens", "A tram line to the harbour of Estmark opened on Monday after four years of work."),
        ("Chess title goes to Ulla Berrick", "Ulla Berrick won the Maravian chess title on Sunday in a game of 94 moves."),
        ("Storks return to Little Fennow", "Eleven storks have returned to the marsh of Little Fennow, the warden said."),
        ("Museum buys map of the narrows", "The museum of Dunmere bought a map of the narrows from 1688 for 40,000 crowns."),
        ("Orlund school roof repaired", "The roof of the school in Orlund was repaired on Saturday, two years after the hail."),
        ("Bakers’ strike ends", "Bakers in three towns went back to work on Monday after nine days of strike."),
        ("New ferry timetable delayed", "The new timetable for the southern ferries will come a week late, the port said."),
        ("Comet seen over Tessaly", "A comet was seen with the naked eye over Tessaly on Sunday night."),
        ("Lighthouse stamps on sale", "Stamps with six lighthouses went on sale on Monday."),
        ("Rain record in Estmark", "Estmark measured 71 millimetres of rain on Sunday, the most on a day in May."),
    ]
    return [brief(n, title, text) for n, (title, text) in enumerate(told, 1)]


def messy_page() -> tuple[Page, Cutting]:
    """A page with two articles, a caption, a teaser and residue, for page surgery."""
    return raw_page("dump/front.txt", [
        ("junk", None, "Skip to content  Menu  Subscribe", "navigation words, repeats over pages"),
        ("headline", 1, "Dockers of Estmark vote on new contract", "short line above prose"),
        ("byline", 1, "By Runa Hjelm, 4 May 2031", "starts with By"),
        ("caption", None, "Dockers at the gate of Estmark harbour. Photo: P. Castellan", "photo credit"),
        ("caption", None, "Dockers at the gate of Estmark harbour. Photo: P. Castellan", "the same line again"),
        ("blank", None, "", ""),
        ("body", 1, "Some 900 dockers of Estmark vote this week on a contract that runs for three years.", "prose"),
        ("body", 1, "The port’s director, Gunda Thorsby, said she expected a narrow result.", "prose"),
        ("teaser", None, "More from Estmark", "heading of a list of links"),
        ("teaser", None, "Tram line to the harbour opens", "a title without a text"),
        ("headline", 2, "Comet seen over Tessaly", "short line above prose"),
        ("body", 2, "A comet was seen with the naked eye over Tessaly on Sunday night, and a very long word " + "x" * 90 + " follows.", "prose"),
        ("junk", None, "Read moreShow less", "a button’s label"),
    ], outlet="Estmark Bote", language="en")  # fmt: skip


def paper() -> Edition:
    """The whole edition."""
    made = [ferry(), budget(), lone(), hostile(), little_auk(), *briefs()]
    thread = Thread(id="th_halden", title=THREAD, stories=("st_auk", "st_ferry"))
    return edition(*made, more=[messy_page()], threads=(thread,))
