"""GitHub Pages: no rules and no headers; pages that lead on, and ``404.html`` at the top, which it finds by itself.

Of a branch it publishes no folder whose name begins with a dot, such as ``.well-known``, unless ``.nojekyll`` is there.

Sources: docs.github.com, “Creating a custom 404 page for your GitHub Pages site”, “About GitHub Pages and Jekyll”.
"""

from __future__ import annotations

from newsgen.hosting.rules import Host, HostFile

GITHUB = Host("GitHub", always=(HostFile(".nojekyll", ""),))
