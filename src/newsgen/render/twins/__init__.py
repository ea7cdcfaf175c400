"""Pages as programs read them: files in JSON beside those for readers."""
