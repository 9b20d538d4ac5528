"""Conformance checks that are shipped: every room against every check, a plugin's room too.

A plugin's author writes one test:

    from broadsheet.checks import CHECKS, Subject, odd_articles

    subject = Subject(name="mine", make=MyStep, records=odd_articles(), gives=Annotated)

    @pytest.mark.parametrize("check", CHECKS)
    def test_my_step(check):
        assert CHECKS[check](subject) == []

A check returns complaints, one sentence each; none is a pass.
"""

from broadsheet.checks.conformance import CHECKS
from broadsheet.checks.plugins import reading, writing
from broadsheet.checks.rooms import SUBJECTS
from broadsheet.checks.samples import odd_articles, odd_pages, odd_texts
from broadsheet.checks.subject import Complaints, Placer, Subject, placing

__all__ = [
    "CHECKS",
    "SUBJECTS",
    "Complaints",
    "Placer",
    "Subject",
    "odd_articles",
    "odd_pages",
    "odd_texts",
    "placing",
    "reading",
    "writing",
]
