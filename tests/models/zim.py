"""A small encyclopaedia in a ZIM file, with what encyclopaedias have: redirects, namesakes, marks of reference, markup."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

PAGES = {
    "Norwater": "<p><b>Norwater</b> is a water company<sup class='reference'>[1]</sup> in Velmont that runs four dams on the "
    "Orla and supplies nine towns with drinking water.[2] It was founded in 1968.</p>",
    "Velmont": "<p><b>Velmont</b> (/ˈvɛlmɒnt/ ⓘ; <i>Velmunt</i>) is a town of 9,000 inhabitants on the Orla.</p>"
    "<p>It has a mill.</p>",
    "Ada Brenn": "<table class='infobox'><tr><td><p>Born in the spring of 1981</p></td></tr></table><p class='mw-empty-elt'></p>"
    "<p><b>Ada Brenn</b> (born 3 May 1981) is a politician who has been interior minister since 2029. She read law in Harth.</p>",
    "Tomas Riel": "<p>Tomas Riel is a retired footballer who played for Harth in goal and was its captain for six seasons.</p>",
    "Jon Pell (painter)": "<p>Jon Pell is a painter of mills and of the people who live in them, most of them at night.</p>",
    "Jon Pell (chemist)": "<p>Jon Pell is a chemist who has studied the colours of old paint in the museums of the north.</p>",
    "Harth": "<div id='disambigbox' class='dmbox'></div><p>Harth is the name of a town and of a river that never meet.</p>",
    "Orla": "<p>Orla may refer to a river, a saint or a make of bicycle.</p>",
    "Oslerby": "<p>Oslerby is a town on the coast whose harbour was, before the storm of that winter in which the whole of the "
    "fleet and both of the moles were lost within a single night, the largest between the two capes, and it has never been built "
    "again since then.</p>",
    "Saint Elm": "<script>alert('<p>one</p>')</script><p style='x' onclick='go()'>Saint <a href='javascript:go()'>Elm</a> is an "
    "island &lt;script&gt;in the north&lt;/script&gt; of the gulf.</p>",
    "Vera Stroud": "<p>Vera Stroud was a minister in the cabinet of the year in which the bridge over the strait was opened.</p>",
    "Émile Kordt": "<p>Émile Kordt is a judge of the court of appeal in Harth, where he was born.</p>",
    "Mill": "<p>A mill is a house with a wheel.</p>",
    "Empty": "<p></p>",
    "Fog": "<p>Fog, a thing of which nothing can be said in a sentence that has a verb of being in it</p>",
    "Bare (disambiguation)": "<p>Bare is a town in the hills.</p>",
    "Orla Bank": "<p>Orla Bank is a bank with its seat in Velmont.</p>",
    "Ring": "<p>Ring is a village of forty houses.</p>",
    "Kestrel Post": "<p>The Kestrel Post is a newspaper that appears in Harth on weekdays.</p>",
    "Lower Orla": "<p>Lower Orla is a district of six parishes.</p>",
}
REDIRECTS = {"Norwater plc": "Norwater", "A. Brenn": "Ada Brenn"}
DAY = "2030-11-02"


def make_encyclopaedia(file: Path, *, language: str = "eng") -> Path:
    """The file, written by libzim in a process of its own: it talks on standard output, and says part of it only later."""
    subprocess.run([sys.executable, __file__, file, language], stdout=subprocess.DEVNULL, check=True, timeout=60)
    return file


def _write(file: Path, language: str) -> None:
    from libzim.writer import Creator, Hint, Item, StringProvider

    class Page(Item):
        def __init__(self, title: str, body: str) -> None:
            super().__init__()
            self.title, self.body = title, body

        def get_path(self) -> str:
            return f"A/{self.title.replace(' ', '_')}"

        def get_title(self) -> str:
            return self.title

        def get_mimetype(self) -> str:
            return "text/html"

        def get_contentprovider(self) -> StringProvider:
            return StringProvider(f"<html><head><title>{self.title}</title></head><body>{self.body}</body></html>")

        def get_hints(self) -> dict[Hint, int]:
            return {Hint.FRONT_ARTICLE: True}

    with Creator(file).config_indexing(True, "eng").set_mainpath("A/Velmont") as creator:
        for title, body in PAGES.items():
            creator.add_item(Page(title, body))
        for title, target in REDIRECTS.items():
            creator.add_redirection(
                f"A/{title.replace(' ', '_')}", title, f"A/{target.replace(' ', '_')}", {Hint.FRONT_ARTICLE: True}
            )
        for name, value in {"Title": "The Little Encyclopaedia", "Date": DAY, "Language": language, "Name": "little"}.items():
            creator.add_metadata(name, value)


if __name__ == "__main__":
    _write(Path(sys.argv[1]), sys.argv[2])
