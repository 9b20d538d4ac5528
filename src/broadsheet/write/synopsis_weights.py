"""Weights of the synopsis, learned by `tools/learn_synopsis.py`; not to be edited by hand."""

WEIGHTS: tuple[float, ...] = (0.1897, 0.0642, 0.0696, -0.0838, 0.0915, 0.1664, 0.0489, 0.0222, -0.0359, 0.0353)
"""One for each of `synopsis.FEATURES`."""
