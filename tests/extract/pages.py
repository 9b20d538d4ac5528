"""Pages of an invented country, as untidy as real ones."""

DAM = [
    "The dam at Port Velm broke early on Tuesday after eleven days of rain, sending a wall of water through the lower town.",
    "Governor Ilse Marrow said 214 people had been taken to schools on the hill and that nobody was missing so far.",
    "“We had ninety minutes of warning and we used every one of them,” Marrow told reporters beside the flooded market.",
    "Engineers had asked twice this year for money to mend the eastern wall, according to letters seen by the council.",
    "The river is expected to fall below the danger mark by the end of the week, the water board said in a statement.",
]
FERRY = [
    "TARN HARBOUR, Oct. 3 (Lowland News) — The first night ferry to the outer islands sailed on Friday with 60 passengers aboard.",
    "Captain Oren Tasker said the crossing had taken nine hours, twice as long as planned, because of a broken pump.",
    "The shipping line Brae Marine bought the vessel from a yard in Sund for 41 million crowns two years ago.",
    "Islanders had waited since the bridge closed, and many of them had not seen the mainland since the spring.",
    "Tasker, who has sailed the strait for thirty years, called the passage “the longest night of my working life”.",
]
CHESS = [
    "Seventeen-year-old Mirel Aspen won the national chess title in Lund Vale, the youngest player ever to do so.",
    "Aspen beat the former champion Dov Carrick in the last round with the black pieces after six hours of play.",
    "Her trainer, Hanne Pell, said the teenager had studied old endgames every morning before school.",
    "“She sees the board as other people see a street,” Pell said after the prize-giving in the town hall.",
    "The chess federation will send Aspen to the continental junior cup next spring, its chairman announced.",
]

CAPTION = "Rescue boats in the flooded lower town of Port Velm, Marrowland"
ONE = "\n\n".join([
    "Dam breaks above Port Velm after eleven days of rain",
    f"{CAPTION}\n{CAPTION}\nPela Quint/Lowland Photo",
    *DAM,
    "More from the Brae Courier",
    "Finance Minister Aldo Renn arrives for a cabinet meeting at the Old Customs House in Sund on August 26.\nLOWLAND/Jon Ester",
    "The cabinet is divided over its approach to the fishing banks, according to the analyst Tova Frange.",
    "- Watch on our channel",
    "Five years ago, the brewer Halloran set bold goals for 2040. That commitment remains, and you can read the report here.",
])  # fmt: skip

THREE = "\n".join([
    "Governor says everyone was warned in time.",
    "Published On 27 Oct 202427 Oct 2024",
    "Share",
    *DAM[:2],
    "Recommended Stories",
    "list of 3 items",
    *DAM[2:],
    "The night ferry leaves Tarn Harbour with its first passengers. File photo by Brae Marine/LN",
    *FERRY,
    "Teenager takes the chess crown",
    "By Una Brill",
    *CHESS,
])  # fmt: skip

DIGEST = "\n".join([
    "What's happened",
    "The dam at Port Velm has broken after days of rain. The collapse follows years of warnings about its eastern wall.",
    "What's behind the headline?",
    "The collapse underscores a pattern of neglect in public works, and the timing suggests that budget cuts came too early.",
    "What the papers say",
    (
        "The Brae Courier reports that 214 people were moved to schools. Lowland Post details the letters of the engineers, "
        "while Tarn Today highlights the anger of the shopkeepers. Overall, these sources agree on the cause."
    ),
    "How we got here",
    "The dam was built in 1961 and mended in 1994. Its owner has since changed twice.",
    "More on these topics",
    "-",
    "Port Velm is a harbour town in the east of Marrowland. It has been the seat of the water board since",
])  # fmt: skip

LISTING = "\n\n".join(
    part
    for caption, credit, headline, opening in (
        (
            "A view of the flooded market in Port Velm, Marrowland.",
            "LOWLAND/Pela Quint",
            "Dam breaks above Port Velm",
            DAM[0] + " " + DAM[1],
        ),
        (
            "The night ferry leaves Tarn Harbour on its first crossing.",
            "LOWLAND/Jon Ester",
            "Night ferry sails after nine months",
            FERRY[1] + " " + FERRY[2],
        ),
        (
            "Mirel Aspen holds the trophy in the town hall of Lund Vale.",
            "LOWLAND/Una Brill",
            "Teenager takes the chess crown",
            CHESS[0] + " " + CHESS[1],
        ),
    )
    for part in (caption, credit, headline, opening, "Read moreShow less")
)

_MARKUP = """<!doctype html><html lang="en"><head><title>Dam breaks above Port Velm | The Brae Courier</title>
<meta property="og:site_name" content="The Brae Courier"><meta property="og:title" content="Dam breaks above Port Velm">
<link rel="canonical" href="/news/dam">
<script type="application/ld+json">{"@type":"NewsArticle","headline":"Dam breaks above Port Velm",
"datePublished":"2024-10-27T06:30:00+02:00","dateModified":"2024-10-27T09:00:00+02:00",
"author":[{"@type":"Person","name":"Orla Venn"}],"publisher":{"@type":"Organization","name":"The Brae Courier"}}</script></head>
<body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav><main><article><h1>Dam breaks above Port Velm</h1>
<p class="byline">By Orla Venn</p>
<figure><img src="a.jpg"><figcaption>Rescue boats in the lower town. Pela Quint/Lowland Photo</figcaption></figure>
PARAGRAPHS</article></main><aside><h2>Most read</h2><a href="/x">Teenager takes the chess crown</a></aside>
<footer>© The Brae Courier. All rights reserved.</footer></body></html>"""
MARKUP = _MARKUP.replace("PARAGRAPHS", "".join(f"<p>{line}</p>" for line in DAM))
