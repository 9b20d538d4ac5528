"""Sources in, pages out: folders, files, globs, JSON lines, standard input and the web, each decoded and nothing else."""

from broadsheet.read.kinds import KNOWN as READABLE
from broadsheet.read.limits import Limits
from broadsheet.read.manners import Manners
from broadsheet.read.reasons import REASONS, UNUSABLE_ARGUMENT, dropped
from broadsheet.read.sources import FileReader, read_sources, refuse_unusable

__all__ = [
    "READABLE", "REASONS", "UNUSABLE_ARGUMENT", "FileReader", "Limits", "Manners", "dropped", "read_sources", "refuse_unusable",
]  # fmt: skip
