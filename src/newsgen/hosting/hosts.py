"""The hosts that newsgen can write rules for, each declared in a module of its own and named here."""

from __future__ import annotations

from collections.abc import Mapping

from newsgen.hosting.apache import APACHE
from newsgen.hosting.caddy import CADDY
from newsgen.hosting.cloudflare import CLOUDFLARE
from newsgen.hosting.github import GITHUB
from newsgen.hosting.gitlab import GITLAB
from newsgen.hosting.netlify import NETLIFY
from newsgen.hosting.nginx import NGINX
from newsgen.hosting.rules import Host
from newsgen.hosting.s3 import S3

HOSTS: Mapping[str, Host] = {
    "netlify": NETLIFY,
    "cloudflare": CLOUDFLARE,
    "github": GITHUB,
    "gitlab": GITLAB,
    "apache": APACHE,
    "nginx": NGINX,
    "caddy": CADDY,
    "s3": S3,
    "none": Host("your host"),
}
"""By the names that settings give them."""
