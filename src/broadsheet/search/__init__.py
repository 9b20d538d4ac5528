"""Finding things in the store."""
