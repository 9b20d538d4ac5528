"""The rich story of the tests: two ferries collide, six papers report, and every section has something to show."""

# ruff: noqa: E501  (an invented article is a line of prose, and a card a line of facts)

from __future__ import annotations

from typing import Any

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
from broadsheet.records.story_page import StoryPage, ThreadPlace

from .desk import Cite, Desk, article

Made = tuple[Desk, StoryPage]
Said = dict[str, str]
"""Name of a statement → its key."""

THREAD = "The Halden ferries"


SOURCES: list[tuple[Page, Cutting]] = [
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
"""Seven articles of six papers: one a copy, one of an unnamed paper without a date, one cut off."""

COLLISION = "Two passenger ferries collided in fog in the Halden Strait on Sunday night, and at least 31 people died, the coast guard of Maravia said."
TRIMMED: dict[str, Any] = {"made": "trimmed", "support": "entailed"}

TOLD: dict[str, tuple[str, tuple[Cite, ...], dict[str, Any]]] = {
    "headline": (
        "Ferries collide in Halden Strait; coast guard lowers toll to 27",
        (("a1", "Two passenger ferries collided in fog in the Halden Strait"), ("a2", "27 people had died")),
        {"made": "joined", "support": "entailed"},
    ),
    "toll": (
        "The coast guard said on Monday evening that 27 people had died in the collision of two ferries in the Halden Strait, four fewer than it had said in the morning.",
        (("a2", "The coast guard said on Monday evening that 27 people had died in the collision of two ferries in the Halden Strait, four fewer than it had said in the morning."),),
        {"since_revision": 2, "why": ("the newest count", "carried by its own source")},
    ),
    "standfirst": (
        "The Saint Odile, with 214 people on board, sank within forty minutes.", (),
        {"made": "verbatim", "why": ("largest share of the story’s terms",)},
    ),
    "collision": (COLLISION, (("a1", COLLISION), ("a4", COLLISION)), {"why": ("named by two papers, one origin",)}),
    "suspended": ("Transport Minister Ilse Varga suspended all night crossings until an inquiry reports on 20 May.", (), {}),
    "radar": (
        "The crew of the Saint Odile had reported a broken radar three times since March, the seafarers’ union of Maravia said.",
        (("a3", "The crew of the Saint Odile had reported a broken radar three times since March, the seafarers’ union of Maravia said on Monday."),),
        TRIMMED,
    ),
    "wessel": (
        "The fog is not to blame, writes the naval historian Oda Wessel: the strait was opened at night to please a company that owns both ferries.",
        (("a6", "The fog is not to blame, writes the naval historian Oda Wessel: the strait was opened at night to please a company that owns both ferries."),),
        {"modality": "opinion"},
    ),
    "denied": (
        "The owner of the Saint Odile denied that its radar was out of order.",
        (("a2", "The owner of the Saint Odile denied that its radar was out of order."),), {},
    ),
    "families": (
        "About 60 families waited on the quay at Dunmere on Monday for news of passengers of the Saint Odile.",
        (("a7", "About 60 families waited on the quay at Dunmere on Monday for news of passengers of the Saint Odile."),), {},
    ),
    "twice": (
        "Some of the missing had been counted twice, Rear Admiral Petra Lindqvist said.",
        (("a2", "Some of the missing had been counted twice, Rear Admiral Petra Lindqvist said."),), {},
    ),
    "money": (
        "Ticket sales at night bring the company 4.2 million crowns a month, according to its annual report.",
        (("a6", "Ticket sales at night bring the company 4.2 million crowns a month, according to its annual report."),), {},
    ),
    "light": (
        "The Halden Strait has had no working lighthouse since 2024.",
        (("a5", "The Halden Strait has had no working lighthouse since 2024, when the last keeper retired."),), TRIMMED,
    ),
    "auk": (
        "In 2019 the ferry Little Auk ran aground there, and six people drowned.",
        (("a5", "In 2019 the ferry Little Auk ran aground there, and six people drowned."),), {},
    ),
    "allowed": (
        "Night crossings were first allowed in 2022, against the advice of the pilots’ guild.",
        (("a5", "Night crossings were first allowed in 2022, against the advice of the pilots’ guild."),), {},
    ),
    "strike": (
        "The union will strike on 12 May if the reports are not published.",
        (("a3", "The union will strike on 12 May if the reports are not published."),), {"modality": "forecast"},
    ),
    "morrow": ("The Morrow, which was sailing the other way with 88, reached the harbour of Dunmere under its own power.", (), {}),
}  # fmt: skip
"""Name → text, places that are cited (its own words in a1 if none), other facts. The order gives the keys."""


def ferry() -> Made:
    """The rich story: every section, a thread, a second revision."""
    desk = Desk(
        "st_ferry", SOURCES, copies={"a4": ("a1", "syndicated")}, revision=2, last_update="2031-05-06T05:00:00Z",
        thread=ThreadPlace(id="th_halden", title=THREAD, position=2, of=2),
    )  # fmt: skip
    said = {name: desk.say(text, *cites, **more) for name, (text, cites, more) in TOLD.items()}
    _news(desk, said)
    _differences(desk)
    _papers(desk, said)
    _background(desk, said)
    _numbers(desk, said)
    _quotes(desk)
    _questions(desk, said)
    _ahead(desk, said)
    _topics(desk, said)
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
    return desk, desk.page(said["headline"], said["standfirst"], related=(related,), changes=changes)


def _news(desk: Desk, said: Said) -> None:
    desk.section("whats_new", "What's new", [said["toll"], said["twice"]])
    happened = ("collision", "standfirst", "morrow", "suspended", "families")
    desk.section("whats_happened", "What's happened", [said[name] for name in happened])
    unsaid = desk.note("No paper says whether the radar of the Morrow worked.", "not_reported")
    behind = [*(said[name] for name in ("radar", "denied", "wessel")), unsaid]
    desk.section("behind_the_headline", "What's behind the headline?", behind)


def _background(desk: Desk, said: Said) -> None:
    desk.section("how_we_got_here", "How we got here", [said["light"]], [
        desk.item("events", "t", EventItem(when=PageWhen(text="2019", start="2019", precision="year"), statements=(said["auk"],), tense="past", weight=0.4, origins=1, from_story="st_auk")),
        desk.item("events", "t", EventItem(when=PageWhen(text="2022", start="2022", precision="year"), statements=(said["allowed"],), tense="past", weight=0.2, origins=1)),
        desk.item("events", "t", EventItem(when=PageWhen(text="Sunday night", start="2031-05-04", precision="day", relative=True, anchored_on="a1"), statements=(said["collision"],), tense="past", weight=0.9, origins=5)),
    ])  # fmt: skip


def _questions(desk: Desk, said: Said) -> None:
    desk.section("common_questions", "Common questions", items=[
        desk.item("questions", "k", Question(question="Why were the ferries sailing at night?", kind="why", answer=(said["allowed"], said["wessel"]), answered=True)),
        desk.item("questions", "k", Question(question="How many people were on board?", kind="how_many", answer=(said["standfirst"], said["morrow"]), answered=True)),
    ])  # fmt: skip
    unsaid = ("No paper says who was at the helm of either ferry.", "No paper says what speed the ferries were making.")
    desk.section("open_questions", "What no paper says", [desk.note(text, "not_reported") for text in unsaid])


def _ahead(desk: Desk, said: Said) -> None:
    desk.section("whats_next", "What's next", items=[
        desk.item("events", "t", EventItem(when=PageWhen(text="12 May", start="2031-05-12", precision="day"), statements=(said["strike"],), tense="expected", weight=0.5, origins=1)),
        desk.item("events", "t", EventItem(when=PageWhen(text="20 May", start="2031-05-20", precision="day"), statements=(said["suspended"],), tense="scheduled", weight=0.7, origins=1)),
    ])  # fmt: skip


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
        kind="denial", issue="Whether the radar of the Saint Odile was broken", state="open", claim="c1",
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


def _papers(desk: Desk, said: Said) -> None:
    collision, toll, radar, wessel, families, denied, money = (
        said[name] for name in ("collision", "toll", "radar", "wessel", "families", "denied", "money")
    )
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


def _numbers(desk: Desk, said: Said) -> None:
    desk.section("hard_numbers", "Hard numbers", items=[
        desk.item("numbers", "n", NumberItem(value=27, unit="people", label="people killed", holder="the coast guard", as_of="2031-05-05T19:30:00Z", statement=said["toll"], spans=(desk.span("a2", "27 people"),), previous=31)),
        desk.item("numbers", "n", NumberItem(value=214, unit="people", label="people on board the Saint Odile", statement=said["standfirst"], spans=(desk.span("a1", "214 people"),))),
        desk.item("numbers", "n", NumberItem(value=4.2e6, unit="crowns", text="4.2 million crowns", label="ticket sales at night, a month", holder="the company’s annual report", statement=said["money"], spans=(desk.span("a6", "4.2 million crowns"),))),
        desk.item("numbers", "n", NumberItem(value=60, unit="families", qualifier="about", label="families waiting", statement=said["families"], spans=(desk.span("a7", "About 60 families"),))),
    ])  # fmt: skip


def _quotes(desk: Desk) -> None:
    desk.section("who_said_what", "Who said what", items=[
        desk.item("quotes", "q", QuoteItem(text="We heard the horn, and then there was no floor,", direct=True, spans=(desk.span("a1", "We heard the horn, and then there was no floor,"),), speaker_text="Bertil Asker", speaker_role="a baker who was on the lower deck", verb="said", carried_by=("the-dunmere-chronicle",))),
        desk.item("quotes", "q", QuoteItem(text="They were told to sail by ear,", direct=True, spans=(desk.span("a3", "They were told to sail by ear,"),), speaker="e2", speaker_text="Tomas Okonjo-Reyes", speaker_role="the union’s secretary", verb="said", venue="at a news conference in Dunmere", carried_by=("maravia-today",), variants=(Variant(text="sail by ear", spans=(desk.span("a3", "sail by ear"),)),))),
        desk.item("quotes", "q", QuoteItem(text="Nobody has read us a list,", direct=True, spans=(desk.span("a7", "Nobody has read us a list,"),), speaker_text="Ivo Brandt", carried_by=("halden-post",))),
        desk.item("quotes", "q", QuoteItem(text="Some of the missing had been counted twice", direct=False, spans=(desk.span("a2", "Some of the missing had been counted twice"),), speaker="e3", speaker_text="Rear Admiral Petra Lindqvist", speaker_role="Rear Admiral", carried_by=("northsea-herald",))),
    ])  # fmt: skip


def _topics(desk: Desk, said: Said) -> None:
    twice, suspended, radar = (said[name] for name in ("twice", "suspended", "radar"))
    conflict = desk.note("One paper calls Ilse Varga Minister of Ports.", "other")
    cards = [
        EntityCard(name="Ilse Varga", kind="person", role_here=suspended, card=(suspended,), mentions=2, articles=1, conflicts=(conflict,)),
        EntityCard(name="Tomas Okonjo-Reyes", kind="person", role_here=radar, mentions=3, articles=1),
        EntityCard(name="Petra Lindqvist", kind="person", role_here=twice, mentions=1, articles=1, card_as_of="2031-05-05"),
        EntityCard(name="Maravia", kind="place", mentions=6, articles=4, other_stories=("st_auk", "st_gone"), background=Background(text="An island republic of nine provinces.", source="Almanac of Islands", as_of="2030")),
    ]  # fmt: skip
    desk.section("topics", "More on these topics", items=[desk.item("entities", "e", card) for card in cards])
