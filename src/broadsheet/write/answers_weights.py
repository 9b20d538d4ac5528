"""Weights of the answer layer, learned by `tools/learn_answers.py`; not to be edited by hand."""

RANK: tuple[float, ...] = (1.433, 1.506, 0.616, 1.359, 1.601, 1.607, 0.817, 0.443, 1.029, 0.191)
"""One for each of `answers_features.FEATURES`."""

TRUST: tuple[float, ...] = (-4.141, 1.647, 1.706, 0.736, 1.407, 1.383, 0.660)
"""One for each of `Answerer.signs`."""

SECOND = 1.0
"""How far behind the best sentence's score a second one may be."""

THRESHOLD = 0.5
"""Confidence below which a question is refused."""
