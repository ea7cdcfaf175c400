"""YAML read into declarations, every fault at its line and column."""
