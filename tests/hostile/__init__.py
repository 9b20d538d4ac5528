"""Input made to do harm, all of it our own: odd files, payloads, bait for patterns, texts that give orders."""
