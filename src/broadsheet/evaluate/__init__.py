"""One file per measured room, and floors.json: pinned scores that may not silently fall."""
