"""Amazon S3 as a website: a redirect is a property of an object, so newsgen lists the objects that need it.

``s3-redirects.json`` is a list of objects as ``aws s3api put-object --cli-input-json`` reads them, for a program to
give to S3 one by one; ``s3-website.json`` what ``put-bucket-website`` reads. The rules of a bucket (``RoutingRules``)
are 50 at most and go by the beginning of a name, so they are no place for old addresses. A redirect has 2,048 bytes at
most, a key 1,024. S3 looks at no query, and has no status 410.

Sources: docs.aws.amazon.com, “(Optional) Configuring a webpage redirect”, “Hosting a static website”, “PutObject”.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Final

from newsgen.hosting.locations import page_of
from newsgen.hosting.rules import Host, HostFile, Move, Rules

_LONGEST_TARGET, _LONGEST_KEY = 2_048, 1_024  # bytes
_WEBSITE: Final = "s3-website.json"


def _write(rules: Rules) -> Sequence[HostFile]:
    objects = [{"Key": _key(move.path), "WebsiteRedirectLocation": move.target} for move in rules.moves]
    website = {"IndexDocument": {"Suffix": "index.html"}, "ErrorDocument": {"Key": _key(rules.not_found)}}
    lines = ",\n".join(json.dumps(each, ensure_ascii=False) for each in objects)
    return [HostFile("s3-redirects.json", f"[\n{lines}\n]\n"), HostFile(_WEBSITE, json.dumps(website, indent=2) + "\n")]


def _takes(move: Move) -> bool:
    return not move.query and len(_key(move.path).encode()) <= _LONGEST_KEY and len(move.target) <= _LONGEST_TARGET


def _key(path: str) -> str:
    return page_of(path).removeprefix("/")


S3 = Host("S3", _write, _takes)
