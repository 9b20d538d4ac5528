"""Loads the packaged statistical models by path and checksum, one seam each."""
