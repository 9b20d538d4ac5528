"""The paper as a folder of files that needs no server."""
