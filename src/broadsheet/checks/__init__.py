"""Conformance checks that are shipped: every step against every check, a plugin's too."""
