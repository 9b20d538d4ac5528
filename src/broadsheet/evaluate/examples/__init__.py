"""Scores every room on the example pages that the package carries, for which the whole truth is known.

    broadsheet evaluate examples --worst 5

A scorer a file: `judge` compares a room's answers with the truth and notes counts in a `Ledger`, `FIGURES` says how figures
come from them. Stories that are held out have a column of their own, and nothing but figures is ever told of them.
"""

from broadsheet.evaluate.examples.report import HEADINGS, Report
from broadsheet.evaluate.examples.rooms import ROOMS, reports

__all__ = ["HEADINGS", "ROOMS", "Report", "reports"]
