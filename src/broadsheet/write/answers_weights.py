"""Weights of the answer layer, learned by `tools/learn_answers.py`; not to be edited by hand."""

RANK: tuple[float, ...] = (1.550, 1.639, 0.921, 1.462, 1.085, 1.430, 0.761, 0.000, 0.996, 0.202)
"""One for each of `answers_features.FEATURES`."""

TRUST: tuple[float, ...] = (-3.590, 1.909, 1.649, 0.155, 1.080, 1.318, 0.649)
"""One for each of `Answerer.signs`."""

SECOND = 1.1
"""How far behind the best sentence's score a second one may be."""

THRESHOLD = 0.5
"""Confidence below which a question is refused."""
