"""A small paper as each version of the tables held it."""
