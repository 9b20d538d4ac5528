"""The plugin against the checks that broadsheet ships."""

import pytest
from broadsheet_notes import readers

from broadsheet.checks import CHECKS, reading

subjects = [reading(reader) for reader in readers()]


@pytest.mark.parametrize("subject", subjects, ids=lambda subject: subject.name)
@pytest.mark.parametrize("check", CHECKS)
def test_reader_conforms(subject, check):
    assert CHECKS[check](subject) == []
