"""What crawlers may ask for, in ``newsgen.yaml``: groups of robots.txt (RFC 9309)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated, Final

from msgspec import Meta, Struct

from newsgen.base.faults import Fault, Field, warning
from newsgen.base.patterns import regex

_NAME: Final = regex(r"\*|[A-Za-z0-9_.-]+")
_PATH: Final = regex(r"[/*][^\s#]*")


def _about(description: str) -> Meta:
    return Meta(description=description)


class RobotsRule(Struct, frozen=True):
    """What some crawlers may ask for."""

    agents: Annotated[tuple[str, ...], _about('the names of the crawlers, or `"*"` for all that are not named')]
    disallow: Annotated[tuple[str, ...], _about("the beginnings of paths that they may not ask for: `/prive/`")] = ()
    allow: Annotated[tuple[str, ...], _about("the beginnings of paths within these that they may ask for")] = ()
    crawl_delay: Annotated[
        Annotated[int, Meta(ge=1)] | None, _about("seconds between two questions; Google does not look at it")
    ] = None


def robots_faults(rules: Sequence[RobotsRule], path: str) -> Iterator[Fault]:
    """Report what would not be read as it is meant, and warn of what shuts out everybody."""
    for index, rule in enumerate(rules):
        for number, agent in enumerate(rule.agents):
            if not _NAME.fullmatch(agent):
                message = f"“{agent}” is not the name of a crawler"
                way_out = "write one name, such as Bytespider, without spaces and version; each on a line of its own"
                yield Fault("bad-value", message, path, Field(("robots", index, "agents", number)), way_out)
        for name, paths in (("disallow", rule.disallow), ("allow", rule.allow)):
            for number, each in enumerate(paths):
                if not _PATH.fullmatch(each):
                    message = f"“{each}” is not the beginning of a path"
                    way_out = "begin it with /, without spaces and #"
                    yield Fault("bad-value", message, path, Field(("robots", index, name, number)), way_out)
        if "*" in rule.agents and "/" in rule.disallow and not rule.allow:
            message = "no search engine may ask for any page, so none will show the site"
            way_out = "take the / out, or name the crawlers that are meant"
            yield warning("bad-robots", message, path, Field(("robots", index, "disallow")), way_out)
