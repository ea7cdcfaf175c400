"""Searching: from a text to its terms, and from these to the files of an index that a browser asks.

Pure, and the same on both sides: what is declared here for a language the script on the page is told, too.
"""

from __future__ import annotations

FOLDER = "search/"
"""Where in the output the index lies."""
SEARCH = f"{FOLDER}search.json"
"""What a script must know before it can ask the index."""
