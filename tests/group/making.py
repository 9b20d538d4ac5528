"""Invented articles for the tests of this room."""

from __future__ import annotations

from typing import Any

from broadsheet.dedupe import Dedupe, precedence
from broadsheet.group import Group
from broadsheet.records.annotation import Annotated
from broadsheet.records.article import Article
from broadsheet.records.story import Placement


def article(name: str, title: str, text: str = "", **fields: Any) -> Article:
    given: dict[str, Any] = {"published": None, **fields}
    return Article(id=name, page=name, place=1, title=title, text=text, ranges=(), as_given=True, **given)


def placed(*articles: Article) -> dict[str, Placement]:
    """Every article's place after all were placed, in `precedence`, and settled."""
    dedupe, group = Dedupe(), Group()
    for each in sorted(articles, key=precedence):
        group.place(Annotated(article=each), dedupe.place(each))
    group.settle()
    return {each.id: group.where(each.id) for each in articles}


FLOOD_1 = article(
    "flood1",
    "Dam breaks at Varnby, hundreds flee",
    "The river Ossel broke through its northern dam at Varnby before dawn on Tuesday, driving 340 "
    "families from their beds.\n"
    "Mayor Hedda Prill called the damage the worst since the great thaw and asked the provincial council "
    "for eleven million crowns.",
    published="2031-03-04",
)
FLOOD_2 = article(
    "flood2",
    "Families evacuated after Varnby dam collapse",
    "More than 300 families spent Tuesday night in school halls after the dam on the Ossel at Varnby collapsed.\n"
    "Hedda Prill, the mayor, said that repairs to the northern dam would take months and cost eleven million crowns.",
    published="2031-03-05",
)
TRIAL = article(
    "trial",
    "Former harbour master jailed for bribes in Quellin",
    "A court in Quellin sentenced the former harbour master Jorun Aske to six years for selling mooring "
    "rights to a shipping line.\n"
    "His lawyer announced an appeal and said that the money had been repaid loans between relatives.",
    published="2031-03-04",
)
VISIT_1 = article(
    "visit1",
    "Marshal and premier toast friendship at palace dinner",
    "Orrinia's Marshal Oyun Dal received Premier Karl Brandt of Velmark in Tessaly on Wednesday, his "
    "first guest since the plague.\n"
    "At a dinner of eleven courses the two toasted the friendship of Orrinia and Velmark; an orchestra "
    "played marches until midnight.\n"
    "Brandt walked his host through a train that carries a mobile foundry. Velmark is running out of "
    "shells in its war over the Sound, "
    "and Oyun wants grain. Orrinia fired two rockets into the sea while they dined.",
)
VISIT_2 = article(
    "visit2",
    "Brandt to tour two eastern capitals next month",
    "Premier Karl Brandt of Velmark will travel to Orrinia and Little Sarn in the coming weeks, state radio said.\n"
    "In Tessaly he will find glass towers where he saw barracks twenty years ago, when the old treaty was"
    " signed. Marshal Oyun Dal, who "
    "leads Orrinia, hopes for help with spy satellites after one of them exploded in May.\n"
    "Little Sarn, which courts Velmark's rivals, expects a quieter stay.",
    not_before="2032",
)
VISIT_3 = article(
    "visit3",
    "Orrinia's foreign minister praises spiritual closeness",
    "Premier Karl Brandt of Velmark met Orrinia's Foreign Minister Sen Aruk in the Rotunda on Monday and passed on regards to "
    "Marshal Oyun Dal.\n"
    "Velmark and Orrinia signed a defence pact last year. Since then Orrinia has sent 4,000 soldiers to "
    "the Sound, of whom 600 died, "
    "and Oyun has opened a museum for them in Tessaly.\n"
    "Aruk spoke of a spiritual closeness of the two states.",
    published="2033-10-27",
)
MISSILE = article(
    "missile",
    "Velmark tests nuclear torpedo, Brandt says",
    "Velmark has tested a torpedo that runs on nuclear power, Premier Karl Brandt said in a video from "
    "the Rotunda on Sunday.\n"
    "General Tove Lund said the weapon had swum for fifteen hours. Arms experts at Hollin College called it destabilising.",
    published="2033-10-26",
)
GIFT = article(
    "gift",
    "Angler given a motorboat by Velmark",
    "A retired angler from Port Clement got a new motorboat from Velmark's embassy, a week after he had "
    "praised his old one on "
    "television.\n"
    "Peder Ames said he had never met Premier Karl Brandt and would write him a letter.",
)
