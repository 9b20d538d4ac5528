"""Story pages about invented events, and hostile ones to try the design's safety; the richest has a file of its own."""

# ruff: noqa: E501  (an invented article is a line of prose, and a card a line of facts)

from __future__ import annotations

from dataclasses import replace

from broadsheet.records.edition import Edition
from broadsheet.records.page import Cutting, Page
from broadsheet.records.pool import Contradiction, EntityCard, EventItem, Holder, NumberItem, PageWhen, Question, QuoteItem, Side
from broadsheet.records.story import Thread
from broadsheet.records.story_page import ThreadPlace

from .desk import Desk, article, edition, raw_page
from .ferry import THREAD, Made, ferry


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


def _budget_sources() -> list[tuple[Page, Cutting]]:
    return [
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


def budget() -> Made:
    """An ordinary story of three papers, with an open disagreement."""
    desk = Desk("st_budget", _budget_sources(), state="active")
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
    money = NumberItem(
        value=91e9,
        unit="marks",
        text="91 billion marks",
        label="the budget",
        statement=passed,
        spans=(desk.span("a1", "91 billion marks"),),
    )
    desk.section("hard_numbers", "Hard numbers", items=[desk.item("numbers", "n", money)])
    reading = EventItem(
        when=PageWhen(text="14 May", start="2031-05-14", precision="day"), statements=(second,), tense="scheduled", weight=0.5
    )
    desk.section("whats_next", "What's next", items=[desk.item("events", "t", reading)])
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
    moved = {"th_quay": "th_halden", "th_lost": "st_auk"}
    return replace(
        edition(*made, more=[messy_page()], threads=(thread,)), redirects={"st_quay": "st_ferry"}, thread_redirects=moved
    )
