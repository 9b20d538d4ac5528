"""Weights of the answer layer, learned by `tools/learn_answers.py`; not to be edited by hand."""

RANK: tuple[float, ...] = (1.342, 1.471, 0.344, 1.326, 1.519, 1.367, 0.460, 0.406, 0.076, 0.070, 0.659, 0.415, 0.193, 0.560, 0.209)
"""One for each of `answers_features.FEATURES`."""

TRUST: tuple[float, ...] = (-2.685, 0.951, 1.316, 0.625, 1.283, 0.000, 0.000, 0.283, 0.249, 0.000, 0.581, 0.762)
"""One for each of `Answerer.signs`."""

SECOND = 0.8
"""How far behind the best sentence's score a second one may be."""

THRESHOLD = 0.5
"""Confidence below which a question is refused."""
