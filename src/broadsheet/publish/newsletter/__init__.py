"""The daily newsletter."""
