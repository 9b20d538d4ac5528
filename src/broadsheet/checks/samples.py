"""Odd input that no room may trip over, and a few plain articles among it. All of it is made up here."""

from __future__ import annotations

from functools import cache

from broadsheet.records.article import Article
from broadsheet.records.page import Page

PLAIN = (
    "The bridge over the Ille at Holm was closed on Monday after divers found cracks in two of its piers, the roads office said.\n"
    "“We would rather be late than sorry,” said Greta Lund, who directs the roads office. About 9,000 cars cross it every day.\n"
    "The bridge was built in 1957. Repairs are to begin in June and will cost between 4 million and 6 million crowns."
)
LATER = (
    "The bridge over the Ille at Holm will stay closed until the autumn, the roads office said on Thursday.\n"
    "Director Greta Lund said that the cracks were deeper than had been thought on Monday. The ferry at Holm runs until midnight.\n"
    "Shopkeepers say that they have lost at least a third of their customers since the bridge was closed."
)


@cache
def odd_texts() -> tuple[tuple[str, str], ...]:
    """Names and texts: empty, endless, broken, hostile, foreign."""
    return (
        ("nothing", ""),
        ("space", " \t\n\n   \n"),
        ("a letter", "a"),
        ("a stop", "."),
        ("a long line", "word " * 1000),
        ("one word", "x" * 8000),
        ("many lines", "line\n" * 400),
        ("carriage returns", "One line.\r\nAnother line.\rA third line.\r\n" * 5),
        ("control characters", "Before\x00 and\x07 after\x1b[31m red\x7f."),
        ("lone surrogates", "A high \ud83d and a low \ude00 one, said Ann Ode on Monday."),
        ("invisible", "\ufeffZero\u200bwidth\u200d and\u2060 soft\u00adhyphen\u202e reversed\u202c text."),
        ("separators", "A line\u2028separator and a paragraph\u2029separator and a next\x85line."),
        ("combining", "Zalgo: a" + "\u0301\u0323" * 300 + " said so."),
        ("emoji", "“👩‍👩‍👧‍👦 🏳️‍🌈” said 🙂 on 🗓️ at ⏰."),
        ("right to left", "قال الوزير يوم الاثنين إن الجسر أغلق بعد العثور على شقوق. «لن نتأخر» قال."),
        ("no spaces", "桥梁周一关闭。部长说：“我们不会迟到。”大约9000辆汽车。"),
        ("another language", "Die Brücke wurde am Montag gesperrt, sagte die Direktorin. „Lieber spät als gar nicht“, sagte sie."),
        ("open quotes", '“He said “that she said “that they said on Monday. ‘And then, "nothing. «Or» „everything.'),
        ("only quotes", "“”“”\"\"''‘’«»„“"),
        ("numbers", "9" * 400 + " people; 1e999, 0x1F, ½, ٣٤٥, 1,,2,3 and -0 percent of $, €1.234,56 and 1/0."),
        ("impossible dates", "On 31 February 2031, on 99/99/9999, at 25:61, on Monday the 0th and in the year 0 it rained."),
        ("template residue", "{{ article.title }}\n{% for x in y %}\n${headline}\n<%= body %>\n%s %d {0} __NAME__"),
        ("markup in text", "<script>alert(1)</script>\n<p>A sentence &amp; another &#x0; &#xD800; &nosuch;.</p>\n<!-- "),
        ("a path", "../../etc/passwd\nC:\\con\n' OR 1=1; --\n| cat & echo `id` $(id)"),
        ("nested brackets", "(" * 500 + "deep" + ")" * 500 + " [" * 200),
        ("tabs and bullets", "\t• one\n\t• two\n-\n—\n…\n***\n1.\n2.\na)\n"),
        ("names only", "Ann Ode, Bo Pek, Cy Quist and Dee Rask.\n" * 20),
        ("pronouns only", "He said that she had told him. They did. It was. Those were hers."),
        ("the same sentence", "The bridge was closed on Monday, Lund said. " * 30),
        ("headlines only", "Bridge closed\nFerry runs\nShops empty\nMinister silent\nRead more\nRead more\nSubscribe\n"),
        ("plain", PLAIN),
        ("plain, later", LATER),
    )


@cache
def odd_pages() -> tuple[Page, ...]:
    """The odd texts as plain-text pages and as markup, and markup that is odd in itself."""
    texts = [Page(name=f"{name}.txt", kind="text", body=text) for name, text in odd_texts()]
    wrapped = [
        Page(name=f"{name}.html", kind="html", body=f"<html><body><article><p>{text}</article>") for name, text in odd_texts()
    ]
    return (*texts, *wrapped, *(Page(name=f"{name}.html", kind="html", body=body) for name, body in _MARKUP))


_MARKUP = (
    ("nothing at all", ""),
    ("no tags", "just words and no tags at all"),
    ("deep", "<div>" * 400 + PLAIN + "</div>" * 400),
    ("unclosed", "<html><head><title>Bridge<body><p>" + PLAIN + "<p><b><i><a href="),
    ("script only", "<script>var news = '<p>not news</p>';</script><style>p{}</style>"),
    ("broken json", '<script type="application/ld+json">{"@type": "NewsArticle", "headline": </script><p>' + PLAIN),
    (
        "odd json",
        '<script type="application/ld+json">[[], {"@graph": 3, "author": [null, 7], "datePublished": {}}]</script><p>' + PLAIN,
    ),
    (
        "odd dates",
        '<meta property="article:published_time" content="yesterday-ish"><time datetime="2031-13-45">x</time><p>' + PLAIN,
    ),
    ("frames", '<frameset><frame src="a"></frameset><noframes>' + PLAIN + "</noframes>"),
    ("doctype bomb", '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><p>&b;</p>'),
    ("attributes", "<p " + " ".join(f"a{n}='{n}'" for n in range(2000)) + ">" + PLAIN + "</p>"),
    ("many cards", "<ul>" + "<li><h3>Bridge closed</h3><p>Read more</p></li>" * 300 + "</ul>"),
)


@cache
def odd_articles() -> tuple[Article, ...]:
    """The odd texts as articles taken as they are given; every third is dated, one oddly."""
    dates = (None, "2031-03-04", "2031-03-04T18:40:00+01:00", "2031", "soon")
    return tuple(
        Article(
            id=f"odd {number} {name}", page=f"odd {number}", place=1, title=text[:60], text=text, ranges=(), as_given=True,
            published=dates[number % len(dates)], outlet=(None, "Holm Herald")[number % 2], language="en",
        )
        for number, (name, text) in enumerate(odd_texts())
    )  # fmt: skip
