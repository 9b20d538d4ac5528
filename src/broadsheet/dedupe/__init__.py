"""Tells copies from originals: exact, near, syndicated, rewritten, updated."""

from broadsheet.dedupe.dedupe import Dedupe, precedence
from broadsheet.dedupe.fingerprint import canonical
from broadsheet.dedupe.versions import Changes, changes

__all__ = ["Changes", "Dedupe", "canonical", "changes", "precedence"]
