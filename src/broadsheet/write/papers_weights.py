"""How far each feature of `papers_news.FEATURES` tells news from colour. Written by `tools/learn_papers.py`."""

NEWS = (-1.69, 1.22, -0.07, 0.72, 0.39, 2.72, 0.39, -1.70, 0.00, 0.46)
