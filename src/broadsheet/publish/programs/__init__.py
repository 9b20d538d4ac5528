"""The paper in the hands of a program or a notebook: `import broadsheet as bs; paper = bs.build("pages/")`."""

from broadsheet.publish.programs.newspaper import Newspaper
from broadsheet.publish.programs.opening import build, open  # noqa: A004  read as `broadsheet.open`
from broadsheet.publish.programs.story import NewsStory
from broadsheet.publish.programs.table import Table

__all__ = ["NewsStory", "Newspaper", "Table", "build", "open"]
