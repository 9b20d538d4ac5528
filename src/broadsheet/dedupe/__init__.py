"""Tells copies from originals: exact, near, syndicated, rewritten, updated."""

from broadsheet.dedupe.dedupe import Dedupe, precedence

__all__ = ["Dedupe", "precedence"]
