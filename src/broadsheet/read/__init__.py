"""Sources to pages."""
