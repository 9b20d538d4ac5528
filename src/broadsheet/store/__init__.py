"""Everything that is kept. The only place that speaks SQL."""
