"""Plain text skills: sentences, words, names, numbers, dates, addresses, similarity. Pure functions, doctested."""
