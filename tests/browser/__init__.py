"""The paper in a real browser."""
