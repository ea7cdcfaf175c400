"""The hosts of a site in ``newsgen.yaml``: which they are, and how old addresses are redirected on each."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

HostName = Literal["netlify", "cloudflare", "github", "gitlab", "apache", "nginx", "caddy", "s3", "none"]
"""What ``hosting/hosts.py`` declares."""


def _about(description: str) -> Meta:
    return Meta(description=description)


class HostSettings(Struct, frozen=True):
    """A host or a server: `nginx`, or `{host: nginx, redirects: rules}`."""

    host: Annotated[HostName, _about("for which files with rules are written")]
    redirects: Annotated[
        Literal["both", "rules", "pages"],
        _about(
            "how old addresses are redirected: by rules of the host and by HTML pages; by `rules` alone; by `pages`, "
            "with rules for what no page can answer"
        ),
    ] = "both"
