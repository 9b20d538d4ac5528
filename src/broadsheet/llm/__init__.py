"""The optional language model. Nothing here yet: this version writes every sentence by rule."""
