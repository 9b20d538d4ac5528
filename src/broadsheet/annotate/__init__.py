"""Articles to annotations: sentences, names, quotes, figures, times."""
