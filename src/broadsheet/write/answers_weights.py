"""Weights of the answer layer, learned by `tools/learn_answers.py`; not to be edited by hand."""

RANK: tuple[float, ...] = (1.342, 1.470, 0.343, 1.324, 1.517, 1.367, 0.460, 0.408, 0.077, 0.071, 0.656, 0.415, 0.193, 0.560, 0.304)
"""One for each of `answers_features.FEATURES`."""

TRUST: tuple[float, ...] = (-2.669, 0.907, 1.292, 0.638, 1.330, 0.000, 0.000, 0.263, 0.238, 0.000, 0.582, 0.790)
"""One for each of `Answerer.signs`."""

SECOND = 0.8
"""How far behind the best sentence's score a second one may be."""

THRESHOLD = 0.5
"""Confidence below which a question is refused."""
