"""Stories to story pages."""
