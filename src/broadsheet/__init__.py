"""broadsheet: one page per story, in which every sentence shows where it comes from."""

__version__ = "0.1.0"
