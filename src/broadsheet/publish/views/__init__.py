"""What the templates speak of: editions and stories turned into headings, sentences with their marks, cards and lines."""
