"""Sources in, pages out: folders, files, globs, JSON lines, standard input and the web, each decoded and nothing else."""

from broadsheet.read.limits import Limits
from broadsheet.read.manners import Manners
from broadsheet.read.reasons import REASONS, UNUSABLE_ARGUMENT
from broadsheet.read.sources import read_sources, refuse_unusable

__all__ = ["REASONS", "UNUSABLE_ARGUMENT", "Limits", "Manners", "read_sources", "refuse_unusable"]
