"""Weights of the synopsis, learned by `tools/learn_synopsis.py`; not to be edited by hand."""

WEIGHTS: tuple[float, ...] = (0.2068, 0.0064, 0.0526, -0.1859, 0.0513, 0.2011, 0.0659, 0.0068, -0.0274, 0.0201, 0.0791, 0.1167)
"""One for each of `synopsis.FEATURES`."""
