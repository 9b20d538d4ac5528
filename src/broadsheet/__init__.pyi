"""The public names, as type checkers see them; at run time each is loaded when it is first used."""

from broadsheet.annotate import Annotate as Annotate
from broadsheet.config import Settings as Settings
from broadsheet.dedupe import Dedupe as Dedupe
from broadsheet.errors import BroadsheetError as BroadsheetError
from broadsheet.extract import Extract as Extract
from broadsheet.group import Group as Group
from broadsheet.publish.programs import Newspaper as Newspaper
from broadsheet.publish.programs import NewsStory as NewsStory
from broadsheet.publish.programs import Table as Table
from broadsheet.publish.programs import build as build
from broadsheet.publish.programs import open as open  # noqa: A004  read as `broadsheet.open`
from broadsheet.read import read_sources as read_sources
from broadsheet.records.annotation import Annotated as Annotated
from broadsheet.records.article import Article as Article
from broadsheet.records.article import Copy as Copy
from broadsheet.records.edition import Edition as Edition
from broadsheet.records.page import Cutting as Cutting
from broadsheet.records.page import Page as Page
from broadsheet.records.story import Placement as Placement
from broadsheet.records.story import Story as Story
from broadsheet.records.story_page import StoryPage as StoryPage
from broadsheet.records.text import Span as Span
from broadsheet.records.text import Statement as Statement
from broadsheet.steps import Dropped as Dropped
from broadsheet.steps import Tally as Tally
from broadsheet.store import Store as Store
from broadsheet.write import write_page as write_page

__version__: str
