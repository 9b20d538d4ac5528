"""Tells copies from originals: exact, near, syndicated, rewritten, updated."""

from broadsheet.dedupe.dedupe import Archive, Dedupe, precedence
from broadsheet.dedupe.fingerprint import Fingerprint, canonical, take, take_all
from broadsheet.dedupe.index import Known
from broadsheet.dedupe.packing import pack, unpack
from broadsheet.dedupe.versions import Changes, changes

__all__ = [
    "Archive", "Changes", "Dedupe", "Fingerprint", "Known", "canonical", "changes", "pack", "precedence", "take", "take_all",
    "unpack",
]  # fmt: skip
