"""The plugin against the checks that broadsheet ships."""

import pytest
from broadsheet_notes import readers, sections

from broadsheet.checks import CHECKS, reading, writing

subjects = [*map(reading, readers()), *map(writing, sections())]


@pytest.mark.parametrize("subject", subjects, ids=lambda subject: subject.name)
@pytest.mark.parametrize("check", CHECKS)
def test_the_plugin_conforms(subject, check):
    assert CHECKS[check](subject) == []
