"""Articles to copies: which article is whose copy."""
