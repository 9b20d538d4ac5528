"""The names of the recipe, as type checkers see them; at run time each is loaded when it is first used."""

from broadsheet.pipeline.day import UNDATED_NOW as UNDATED_NOW
from broadsheet.pipeline.day import now_of as now_of
from broadsheet.pipeline.docket import Docketed as Docketed
from broadsheet.pipeline.docket import decisions as decisions
from broadsheet.pipeline.editing import decide as decide
from broadsheet.pipeline.editing import withdraw as withdraw
from broadsheet.pipeline.embedding import reembed as reembed
from broadsheet.pipeline.intake import read as read
from broadsheet.pipeline.intake import read_pages as read_pages
from broadsheet.pipeline.membership import Obeyed as Obeyed
from broadsheet.pipeline.membership import bring_together as bring_together
from broadsheet.pipeline.membership import keep_apart as keep_apart
from broadsheet.pipeline.membership import rivals as rivals
from broadsheet.pipeline.membership import take_back as take_back
from broadsheet.pipeline.paper import edition as edition
from broadsheet.pipeline.progress import Progress as Progress
from broadsheet.pipeline.regrouping import regroup as regroup
from broadsheet.pipeline.stories import stories_of as stories_of
from broadsheet.pipeline.writing import write as write
