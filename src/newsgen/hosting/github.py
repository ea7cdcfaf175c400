"""GitHub Pages: no rules and no headers; pages that lead on, and ``404.html`` at the top, which it finds by itself.

Source: docs.github.com, “Creating a custom 404 page for your GitHub Pages site”.
"""

from __future__ import annotations

from newsgen.hosting.rules import Host

GITHUB = Host("GitHub")
