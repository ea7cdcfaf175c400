"""One asset to the files that are published of it."""
