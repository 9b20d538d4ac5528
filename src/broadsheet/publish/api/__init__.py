"""The paper as JSON for other programs."""
