"""The recipe: pages are read, cut into articles, freed of copies, annotated, grouped into stories, and written about.

    read(store, sources)       Source → Page → Article → Placement, into the store
    read_pages(store, pages)   the same for pages that are at hand
    write(store, as_of=…)      Story → StoryPage, into the store
    Schedule(store, …)         the same again and again, from sources that are followed
    edition(store, …)          everything a publisher needs, out of the store

Every step leaves the store in a state from which the next run goes on, so a run that is killed and started again ends where an
uninterrupted one ends. Nothing here asks the clock: the paper's now is an argument, or the newest date of its articles, and a
schedule is given its clock.
"""

from broadsheet.pipeline.day import UNDATED_NOW, now_of
from broadsheet.pipeline.docket import Docketed, decisions
from broadsheet.pipeline.editing import decide, withdraw
from broadsheet.pipeline.embedding import reembed
from broadsheet.pipeline.intake import read, read_pages
from broadsheet.pipeline.membership import Obeyed, bring_together, keep_apart, rivals, take_back
from broadsheet.pipeline.paper import edition
from broadsheet.pipeline.progress import Progress
from broadsheet.pipeline.regrouping import regroup
from broadsheet.pipeline.stories import stories_of
from broadsheet.pipeline.writing import write

__all__ = [
    "UNDATED_NOW", "Docketed", "Obeyed", "Progress", "bring_together", "decide", "decisions", "edition", "keep_apart", "now_of",
    "read", "read_pages", "reembed", "regroup", "rivals", "stories_of", "take_back", "withdraw", "write",
]  # fmt: skip
