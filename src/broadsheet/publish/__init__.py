"""Editions to what people read. Publishers share view models, not each other."""
