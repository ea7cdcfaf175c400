"""The output tree and what is remembered of it."""
