"""Annotated articles to stories and threads."""
