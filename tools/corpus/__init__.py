"""The example corpus: its sources, and how pages and truth are made from them."""
