"""One file a section, named as its heading."""
