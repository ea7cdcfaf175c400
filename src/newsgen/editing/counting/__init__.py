"""Exports of programs that count readers, added up in ``content/data/counters.json``."""
