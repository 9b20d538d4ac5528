"""Takes pages apart: what is an article, what is its furniture, and where one article ends and the next begins."""

from broadsheet.extract.furniture import Furniture, learn, learn_furniture
from broadsheet.extract.pieces import rebuild
from broadsheet.extract.rendering import Render
from broadsheet.extract.step import Extract

__all__ = ["Extract", "Furniture", "Render", "learn", "learn_furniture", "rebuild"]
